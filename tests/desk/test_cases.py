"""Cases: confirmed Items of one platform, each in one case, under a number that is given once."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from own_desk import WAIT, OwnDesk, together
from tests.desk.conftest import BALE, PAID, PIECE, Import, item, post, verdict

from turunkan.core.vocab import Action, Label, SkipThis
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.cases.models import Case, CaseSerial, Entry
from turunkan.desk.cases.selectors import bundles, cases, without_case
from turunkan.desk.cases.services import add_to_case, open_case
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import decide


@pytest.fixture
def confirmed(bring_in: Import, people: dict[str, User]) -> None:
    """Confirmed: three on Instagram, one on TikTok, one on a platform nobody knows; one waits, one is free."""
    places = ["instagram", "instagram", "instagram", "tiktok", "kios-antah", "instagram", "instagram"]
    bring_in(*(post(str(at), f"{BALE} {at}", platform=place) for at, place in enumerate(places)))
    for at in range(5):
        decide(item(str(at)), verdict(item(str(at))), by=people["peninjau"])
    lawful = verdict(item("6"), label=Label.LAWFUL, tier=None, measure=Action.NONE, reason="charity")
    decide(item("6"), lawful, by=people["peninjau"])


def some(ids: str) -> list[Item]:
    return [item(id_) for id_ in ids]


@pytest.mark.django_db
def test_a_case_holds_its_items_with_the_decisions_that_brought_them(
    confirmed: None, people: dict[str, User]
) -> None:
    case = open_case(some("01"), by=people["petugas"], title="  Gudang contoh ")
    assert (case.title, case.platform.key, case.opened_by) == ("Gudang contoh", "instagram", people["petugas"])
    entries = list(case.entries.all())
    assert [entry.item for entry in entries] == some("01")
    assert all(entry.decision == entry.item.decisions.get() for entry in entries if entry.item)
    assert all(one.held and one.expires_at is None for one in some("01"))
    assert not item("2").held
    verbs = [event.verb for event in events_of("case", case.pk)]
    assert verbs == ["case.opened", "case.item-added", "case.item-added"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ids", "refused"),
    [
        ("", "empty case"),
        ("5", "not ready"),
        ("6", "not ready"),
        ("05", "not ready"),
        ("00", "not ready"),
        ("03", "several platforms"),
        ("4", "unknown platform"),
    ],
)
def test_a_case_of_anything_else_is_refused_whole(
    confirmed: None, people: dict[str, User], ids: str, refused: str
) -> None:
    with pytest.raises(SkipThis, match=refused):
        open_case(some(ids), by=people["petugas"])
    assert not Case.objects.exists()
    assert not Item.objects.filter(held=True).exists()
    assert not CaseSerial.objects.exists()


@pytest.mark.django_db
def test_an_item_is_in_one_case_only(confirmed: None, people: dict[str, User]) -> None:
    case = open_case(some("0"), by=people["petugas"])
    with pytest.raises(SkipThis, match="not ready"):
        open_case(some("0"), by=people["petugas"])
    with pytest.raises(SkipThis, match="not ready"):
        add_to_case(case, some("0"), by=people["petugas"])
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_case_grows_by_items_of_its_own_platform(confirmed: None, people: dict[str, User]) -> None:
    case = open_case(some("0"), by=people["petugas"])
    add_to_case(case, some("12"), by=people["peninjau"])
    with pytest.raises(SkipThis, match="another platform"):
        add_to_case(case, some("3"), by=people["peninjau"])
    with pytest.raises(SkipThis, match="several platforms"):
        add_to_case(case, [], by=people["peninjau"])
    with pytest.raises(SkipThis, match="may not"):
        add_to_case(case, some("3"), by=people["auditor"])
    assert [entry.item for entry in case.entries.all()] == some("012")
    assert item("3").held is False


@pytest.mark.django_db
def test_codes_count_on_within_the_year_and_begin_anew_in_the_next(
    confirmed: None, people: dict[str, User]
) -> None:
    year = timezone.localdate().year
    CaseSerial.objects.create(year=year - 1, last=41)
    codes = [open_case(some(id_), by=people["petugas"]).code for id_ in "013"]
    assert codes == [f"TRK-{year}-{number:04d}" for number in (1, 2, 3)]
    assert CaseSerial.objects.get(year=year - 1).last == 41
    assert [case.code for case in cases()] == codes[::-1]


@pytest.mark.django_db
def test_a_refused_case_uses_up_no_number(confirmed: None, people: dict[str, User]) -> None:
    open_case(some("0"), by=people["petugas"])
    with pytest.raises(SkipThis):
        open_case(some("15"), by=people["petugas"])
    assert open_case(some("1"), by=people["petugas"]).code.endswith("-0002")


@pytest.mark.django_db
def test_what_is_confirmed_and_in_no_case_is_offered_by_account(confirmed: None, people: dict[str, User]) -> None:
    assert {one.native_id for one in without_case()} == {"0", "1", "2", "3", "4"}
    assert [(bundle.platform, len(bundle.items)) for bundle in bundles()] == [
        ("instagram", 3),
        ("tiktok", 1),
        ("kios-antah", 1),
    ]
    open_case(some("012"), by=people["petugas"])
    assert {one.native_id for one in without_case()} == {"3", "4"}


@pytest.mark.django_db
def test_bundles_are_of_one_account_each_and_the_gravest_comes_first(
    bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", PAID, handle="a"), post("2", PIECE, handle="b"), post("3", BALE, handle="c"))
    bring_in(post("4", f"{BALE} lagi", author={"name": "Tanpa Akun"}))
    for id_, label, tier, reason in (
        ("1", Label.PROMOTER, "paid", "paid-promotion"),
        ("2", Label.SELLER, "piece", "piece-offer"),
        ("3", Label.SELLER, "bale", "bale-offer"),
        ("4", Label.SELLER, "bale", "bale-offer"),
    ):
        given = verdict(item(id_), label=label, tier=tier, reason=reason)
        decide(item(id_), given, by=people["peninjau"])
    assert [(bundle.account.handle if bundle.account else "") for bundle in bundles()] == ["c", "", "b", "a"]


@pytest.mark.django_db
def test_what_is_in_a_case_cannot_be_deleted_from_under_it(confirmed: None, people: dict[str, User]) -> None:
    open_case(some("0"), by=people["petugas"])
    with pytest.raises(DatabaseError), transaction.atomic():
        item("0").delete()
    item("1").delete()


@pytest.mark.django_db
def test_an_entry_is_an_item_or_an_account_and_never_neither(confirmed: None, people: dict[str, User]) -> None:
    case = open_case(some("0"), by=people["petugas"])
    with pytest.raises(DatabaseError, match="entry_item_or_account"), transaction.atomic():
        Entry.objects.create(case=case)
    with pytest.raises(DatabaseError, match="entry_item_or_account"), transaction.atomic():
        Entry.objects.create(case=case, item=item("1"))


FILL = """
import io
from turunkan.core.vocab import Action, Label
from turunkan.desk.intake.models import Item
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import Verdict, decide
from turunkan.desk.subjects.selectors import latest_version
user = User.objects.create(username="satu", role="penyelia")
import_capture(io.BytesIO(sys.argv[1].encode()), "a.jsonl", by=None, subject=latest_version())
for item in Item.objects.all():
    decide(item, Verdict(label=Label.SELLER, tier="bale", measure=Action.NOTICE, reason="bale-offer", note="",
                         content_hash=item.content_hash), by=user)
"""
OPEN = f"""
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import User
item, user = Item.objects.get(native_id=sys.argv[1]), User.objects.get()
{WAIT}
print(json.dumps(open_case([item], by=user).code))
assert check_chain().whole
"""


def test_cases_opened_at_once_get_a_number_each(own_desk: Callable[[str], OwnDesk]) -> None:
    desk, ids = own_desk("cases"), ["1", "2", "3"]
    lines = [f'{{"id": "{id_}", "platform": "x", "text": "{BALE} {id_}"}}' for id_ in ids]
    desk.run(FILL, "\n".join(lines))
    codes = together([desk.start(OPEN, id_) for id_ in ids])
    assert sorted(code[-4:] for code in codes) == ["0001", "0002", "0003"]
