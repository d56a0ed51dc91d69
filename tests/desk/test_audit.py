"""The log: one event an act, in the act's own transaction, in a chain that shows every later change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from hypothesis import given
from hypothesis import strategies as st
from own_desk import OwnDesk
from tests.desk.conftest import BALE, NEWS, Import, item, post, verdict

from turunkan.desk.audit.chain import START, event_hash
from turunkan.desk.audit.models import AuditEvent, AuditHead
from turunkan.desk.audit.selectors import check_chain, events_of
from turunkan.desk.audit.services import record
from turunkan.desk.cases.models import Case, Entry
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import ImportRun, Item, Snapshot
from turunkan.desk.parties.models import User
from turunkan.desk.review.models import AccountDecision, Decision
from turunkan.desk.review.services import decide, decide_account, reopen, undo
from turunkan.desk.subjects.models import ArticleCheck, SubjectVersion
from turunkan.desk.subjects.selectors import pack_of
from turunkan.desk.subjects.services import check_article

Doing = Callable[[], object]


@contextmanager
def opened(table: str) -> Iterator[None]:
    """Its rows can be changed in here, as by somebody who owns the database."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if is_sqlite:
            names = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
            triggers = cursor.execute(names, [table]).fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, statement in triggers:
                cursor.execute(statement)
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")


def close_to_inserts(table: str) -> None:
    """From now on the database takes no new row into a table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            body = "BEGIN SELECT RAISE(ABORT, 'closed'); END"
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            body = "FOR EACH ROW EXECUTE FUNCTION turunkan_append_only()"
        cursor.execute(f"CREATE TRIGGER closed BEFORE INSERT ON {table} {body}")


@pytest.fixture
def busy(bring_in: Import, people: dict[str, User]) -> dict[str, User]:
    """A log with some days' work in it."""
    bring_in(post("1", BALE), post("2", f"{BALE} lagi"), post("3", NEWS), by=people["petugas"])
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    undo(decide(item("2"), verdict(item("2")), by=people["peninjau"]), by=people["peninjau"])
    open_case([item("1")], by=people["petugas"])
    return people


@pytest.fixture
def acts(bring_in: Import, people: dict[str, User], subject: SubjectVersion) -> dict[str, Doing]:
    """Everything that these rooms write down, ready to be done."""
    bring_in(*(post(str(number), f"{BALE} {number}") for number in range(6)))
    for number in range(4):
        decide(item(str(number)), verdict(item(str(number))), by=people["peninjau"])
    account = item("0").account
    assert account is not None
    given = Decision.objects.get(item=item("3"))
    return {
        "import": lambda: bring_in(post("9", BALE), by=people["petugas"]),
        "decide": lambda: decide(item("4"), verdict(item("4")), by=people["peninjau"]),
        "undo": lambda: undo(given, by=people["peninjau"]),
        "reopen": lambda: reopen(item("2"), by=people["penyelia"], note="keliru"),
        "account": lambda: decide_account(account, by=people["peninjau"], note="berulang"),
        "case": lambda: open_case([item("0")], by=people["petugas"]),
        "article": lambda: check_article(
            subject, next(iter(pack_of(subject).law.statutes)), by=people["hukum"], holds=True, source="JDIH"
        ),
    }


VERBS = [
    ("import", ["import.started", "import.batch", "import.finished"], "petugas"),
    ("decide", ["item.decided"], "peninjau"),
    ("undo", ["item.undone"], "peninjau"),
    ("reopen", ["item.reopened"], "penyelia"),
    ("account", ["account.decided"], "peninjau"),
    ("case", ["case.opened", "case.item-added", "case.sealed"], "petugas"),
    ("article", ["article.checked"], "hukum"),
]
COUNTED = (ImportRun, Item, Snapshot, Decision, AccountDecision, Case, Entry, ArticleCheck)


@pytest.mark.django_db
@pytest.mark.parametrize(("act", "verbs", "role"), VERBS)
def test_an_act_is_written_down_with_who_did_it(
    acts: dict[str, Doing], people: dict[str, User], act: str, verbs: list[str], role: str
) -> None:
    before = AuditHead.objects.get().seq
    acts[act]()
    written = list(AuditEvent.objects.filter(seq__gt=before))
    assert [event.verb for event in written] == verbs
    assert {(event.actor, event.role) for event in written} == {(people[role], role)}
    assert check_chain().whole


@pytest.mark.django_db
@pytest.mark.parametrize("act", [act for act, *_ in VERBS])
def test_an_act_that_cannot_be_written_down_is_not_done(acts: dict[str, Doing], act: str) -> None:
    def there() -> list[Any]:
        states = list(Item.objects.order_by("pk").values("state", "held", "outcome_label"))
        taken_back = list(Decision.objects.order_by("pk").values_list("withdrawn", flat=True))
        return [[model.objects.count() for model in COUNTED], states, taken_back]

    before = there()
    close_to_inserts("audit_event")
    with pytest.raises(DatabaseError), transaction.atomic():
        acts[act]()
    assert there() == before


@pytest.mark.django_db
@pytest.mark.parametrize(("act", "verbs"), [(act, verbs) for act, verbs, _ in VERBS])
def test_an_act_that_fails_later_leaves_no_event(acts: dict[str, Doing], act: str, verbs: list[str]) -> None:
    before = AuditHead.objects.get().seq
    with transaction.atomic():
        acts[act]()
        assert AuditHead.objects.get().seq == before + len(verbs)
        transaction.set_rollback(True)
    assert AuditHead.objects.get().seq == before
    assert not AuditEvent.objects.filter(seq__gt=before).exists()


def test_an_event_outside_a_transaction_is_refused(own_desk: Callable[[str], OwnDesk]) -> None:
    script = """
from turunkan.core.vocab import StopRun
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.audit.services import record
before = AuditEvent.objects.count()
try:
    record("item.decided", actor=None, on=("item", 1))
except StopRun as stop:
    print(json.dumps([stop.log, AuditEvent.objects.count() - before]))
"""
    assert own_desk("alone").run(script) == ["item.decided outside a transaction", 0]


@pytest.mark.django_db
def test_the_log_names_no_author_and_quotes_no_text(busy: dict[str, User], bring_in: Import) -> None:
    with pytest.raises(Exception, match="no-text-column"):
        bring_in(raw=b"id\tnama pemilik 0812-0000-1147\n1\tToko Contoh\n2\tToko Contoh\n")
    said = " ".join(f"{event.object_id} {event.facts}" for event in AuditEvent.objects.all()).lower()
    for private in ("gudang.contoh", "0812", "bal segel", "toko", "peninjau ", "nama pemilik"):
        assert private not in said, private


def test_events_of_one_thing_come_oldest_first(busy: dict[str, User]) -> None:
    assert [event.verb for event in events_of("item", item("2").pk)] == ["item.decided", "item.undone"]


def test_a_log_that_nobody_touched_is_whole(busy: dict[str, User]) -> None:
    state = check_chain()
    assert (state.whole, state.broken_at) == (True, None)
    assert (state.events, state.head) == (AuditEvent.objects.count(), AuditHead.objects.get().hash)


def changed(**values: Any) -> Callable[[int], object]:
    return lambda seq: AuditEvent.objects.filter(seq=seq).update(**values)


def struck_out(seq: int) -> None:
    AuditEvent.objects.filter(seq=seq).delete()


def put_after(seq: int) -> None:
    """One more event after the last, with a hash that fits it."""
    last = AuditEvent.objects.order_by("-seq")[0]
    body = {"seq": last.seq + 1, "at": last.at, "verb": "case.opened", "role": "petugas", "object_type": "case"}
    body |= {"object_id": "9", "facts": {}, "previous": last.hash}
    AuditEvent.objects.create(**body, hash=event_hash(body | {"actor": None}))


def exchanged(seq: int) -> None:
    """Two events in the place of each other, each with its own hash."""
    one, other = AuditEvent.objects.get(seq=seq), AuditEvent.objects.get(seq=seq + 1)
    AuditEvent.objects.filter(seq__in=[seq, seq + 1]).delete()
    one.seq, other.seq = other.seq, one.seq
    AuditEvent.objects.bulk_create([one, other])


def rehashed(seq: int) -> None:
    """A change with the hash made to fit."""
    event = AuditEvent.objects.get(seq=seq)
    body = {name: getattr(event, name) for name in ("seq", "at", "role", "object_type", "object_id", "facts")}
    body |= {"verb": "item.forgotten", "previous": event.previous}
    digest = event_hash(body | {"actor": event.actor_id})
    AuditEvent.objects.filter(seq=seq).update(verb="item.forgotten", hash=digest)


MIDDLE, LAST = "middle", "last"


@pytest.mark.django_db
@pytest.mark.parametrize("where", [MIDDLE, LAST])
@pytest.mark.parametrize(
    ("tamper", "late"),
    [
        (changed(verb="item.undone!"), 0),
        (changed(facts={"label": "lawful"}), 0),
        (changed(actor=None, role=""), 0),
        (changed(at=datetime(2026, 1, 1, tzinfo=UTC)), 0),
        (changed(object_type="case!"), 0),
        (changed(object_id="12345"), 0),
        (changed(previous=START), 0),
        (changed(hash="f" * 64), 0),
        (rehashed, 1),
        (struck_out, 0),
    ],
    ids=["verb", "facts", "actor", "at", "type", "object", "previous", "hash", "rehashed", "struck-out"],
)
def test_a_change_in_the_log_is_found_where_it_is(
    busy: dict[str, User], tamper: Callable[[int], object], late: int, where: str
) -> None:
    last = AuditHead.objects.get().seq
    seq = last if where == LAST else last // 2
    with opened("audit_event"):
        tamper(seq)
    assert check_chain().broken_at == seq + late


@pytest.mark.parametrize(("tamper", "past"), [(exchanged, 0), (put_after, 1)], ids=["exchanged", "put-after"])
def test_events_in_another_order_or_too_many_are_found(
    busy: dict[str, User], tamper: Callable[[int], object], past: int
) -> None:
    seq = AuditHead.objects.get().seq - 1
    with opened("audit_event"):
        tamper(seq)
    broken = check_chain().broken_at
    assert broken is not None
    assert broken >= seq


def test_a_log_thrown_away_is_missed(busy: dict[str, User]) -> None:
    with opened("audit_event"):
        AuditEvent.objects.all().delete()
    assert check_chain().broken_at == 1


def test_a_log_whose_head_is_gone_is_missed_and_one_never_begun_is_whole(busy: dict[str, User]) -> None:
    AuditHead.objects.all().delete()
    assert not check_chain().whole
    with opened("audit_event"):
        AuditEvent.objects.all().delete()
    assert check_chain().whole


def test_deleting_what_an_event_is_about_leaves_the_chain_whole(busy: dict[str, User]) -> None:
    item("3").delete()
    item("2").delete()
    assert check_chain().whole


@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
@pytest.mark.parametrize(
    ("model", "column"), [(AuditEvent, "verb"), (SubjectVersion, "name")], ids=["audit", "subjects"]
)
def test_an_append_only_table_refuses_change_and_deletion(
    busy: dict[str, User], model: type[Model], column: str, statement: str
) -> None:
    table, before = model._meta.db_table, list(model.objects.values())
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match=f"{table} is append-only"),
        transaction.atomic(),
    ):
        cursor.execute(statement.format(table=table, column=column))
    assert list(model.objects.values()) == before


def test_the_same_statements_go_through_where_a_table_is_not_append_only(busy: dict[str, User]) -> None:
    assert Item.objects.filter(native_id="3").update(url="") == 1
    assert Item.objects.filter(native_id="3").delete()[0] > 0


FACTS = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    max_size=4,
)
BODY = {
    "seq": 7,
    "at": datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
    "verb": "item.decided",
    "actor": 3,
    "role": "peninjau",
    "object_type": "item",
    "object_id": "12",
    "facts": {"label": "seller"},
    "previous": START,
}


@given(FACTS, FACTS)
def test_other_facts_have_another_hash_and_their_order_has_not(one: dict[str, Any], other: dict[str, Any]) -> None:
    ours, theirs = event_hash(BODY | {"facts": one}), event_hash(BODY | {"facts": other})
    same = repr(sorted(one.items())) == repr(sorted(other.items()))
    assert (ours == theirs) is same
    assert event_hash(BODY | {"facts": dict(reversed(one.items()))}) == ours


@given(st.integers(-12, 14))
def test_the_hash_of_a_moment_is_the_same_in_every_zone(hours: int) -> None:
    moved = datetime(2026, 11, 20, 1, 0, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
    assert event_hash(BODY | {"at": moved}) == event_hash(BODY)


@pytest.mark.parametrize("name", BODY)
def test_every_part_of_an_event_is_in_its_hash(name: str) -> None:
    other = {"seq": 8, "at": datetime(2026, 11, 20, 2, 0, tzinfo=UTC), "facts": {}}.get(name, "x")
    assert event_hash(BODY | {name: other}) != event_hash(BODY)


@pytest.mark.django_db
def test_a_number_is_given_once_and_the_chain_begins_at_one(subject: SubjectVersion) -> None:
    first = AuditHead.objects.get().seq
    with transaction.atomic():
        events = [record("case.opened", actor=None, on=("case", number)) for number in range(3)]
    assert [event.seq for event in events] == [first + 1, first + 2, first + 3]
    start = AuditEvent.objects.get(seq=1)
    assert start.previous == START
