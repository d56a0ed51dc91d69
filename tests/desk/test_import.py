"""Import: every record once, as it was read; what changed is a new snapshot, and what is broken has a name."""

import gzip
import json
from typing import Any

import pytest
from tests.desk.conftest import BALE, NEWS, PIECE, UNRELATED, Import, item, post, verdict

from turunkan.core import vocab
from turunkan.core.readers import Unreadable
from turunkan.core.vocab import Author
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.intake.models import Account, BrokenPart, Finding, ImportRun, Item, Snapshot
from turunkan.desk.intake.services import runs
from turunkan.desk.intake.services.runs import import_items
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import decide
from turunkan.desk.subjects.models import SubjectVersion

pytestmark = pytest.mark.django_db
EARLY, LATE, LATEST = (f"2026-11-{day}T08:00:00+07:00" for day in (20, 21, 22))


def figures(run: ImportRun) -> tuple[int, int, int, int]:
    return run.new, run.seen, run.changed, run.broken


def test_a_capture_read_twice_brings_nothing_the_second_time(bring_in: Import) -> None:
    posts = [post("1", BALE), post("2", NEWS), post("3", UNRELATED), post("4", PIECE)]
    assert figures(bring_in(*posts)) == (4, 0, 0, 0)
    rows = list(Item.objects.order_by("pk").values())
    again = bring_in(*posts, name="nama-lain.jsonl")
    assert figures(again) == (0, 4, 0, 0)
    assert (again.state, again.surfaced) == ("done", 0)
    assert (Snapshot.objects.count(), Finding.objects.count()) == (4, 2)  # of what nobody has to look at: none
    assert [row | {"last_seen": None} for row in Item.objects.order_by("pk").values()] == [
        row | {"last_seen": None} for row in rows
    ]


@pytest.mark.parametrize("count", [1, 4, 5, 6])
def test_batches_have_no_seams(bring_in: Import, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(runs, "BATCH", 5)
    posts = [{"text": f"kopi {number}"} for number in range(count)]
    assert figures(bring_in(*posts)) == (count, 0, 0, 0)
    assert figures(bring_in(*posts)) == (0, count, 0, 0)
    assert AuditEvent.objects.filter(verb="import.batch").count() == 2 * (1 + (count > 5))


def test_records_of_one_capture_that_are_the_same_are_one(bring_in: Import) -> None:
    assert figures(bring_in(post("1", BALE), post("1", BALE), {"text": "kopi"}, {"text": "kopi"})) == (2, 2, 0, 0)


@pytest.mark.parametrize(
    "other",
    [
        {"captured_at": LATE},
        {"metrics": {"likes": 90}},
        {"author": {"id": "u-gudang.contoh", "handle": "nama.baru"}},
        {"url": "https://www.instagram.example/p/1/?igsh=x"},
        {"rank": 3},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_words_are_seen_again_and_not_changed(
    bring_in: Import, people: dict[str, User], other: dict[str, Any]
) -> None:
    bring_in(post("1", BALE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    assert figures(bring_in(post("1", BALE, **other))) == (0, 1, 0, 0)
    assert item("1").state == "settled"
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize(
    ("other", "label"),
    [
        ({"text": PIECE}, "seller"),
        ({"text": NEWS}, "speech"),
        ({"image_text": "isi 100 pcs"}, "seller"),
        ({"title": "lain"}, "seller"),
        ({"hashtags": ["bal"]}, "seller"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_changed_content_is_a_new_snapshot_and_opens_the_review_again(
    bring_in: Import, people: dict[str, User], other: dict[str, Any], label: str
) -> None:
    bring_in(post("1", BALE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    assert figures(bring_in(post("1", **{"text": BALE} | other, captured_at=LATE))) == (0, 0, 1, 0)
    row = item("1")
    assert (row.state, row.label, row.outcome_label, row.decided_at) == ("waiting", label, "", None)
    assert not row.is_confirmed
    first, second = row.snapshots.all()
    assert (first.document["text"], second.content_hash) == (BALE, row.content_hash)
    assert [snapshot.findings.count() for snapshot in (first, second)] == [1, int(row.surfaced)]
    assert row.decisions.count() == 1


def test_what_went_and_came_back_keeps_two_snapshots_and_is_decided_anew(
    bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", BALE, captured_at=EARLY))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    bring_in(post("1", NEWS, captured_at=LATE))
    assert item("1").label == "speech"
    assert figures(bring_in(post("1", BALE, captured_at=LATEST))) == (0, 0, 1, 0)
    row = item("1")
    assert (row.label, row.state, row.account is not None) == ("seller", "waiting", True)
    assert (Snapshot.objects.count(), Finding.objects.count()) == (2, 1)
    decide(row, verdict(row), by=people["peninjau"])
    assert item("1").is_confirmed


@pytest.mark.parametrize("captured", [EARLY, None])
def test_a_capture_from_before_does_not_bring_back_what_it_showed(
    bring_in: Import, people: dict[str, User], captured: str | None
) -> None:
    old = post("1", NEWS, captured_at=captured)
    bring_in(old)
    bring_in(post("1", BALE, captured_at=LATE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    assert figures(bring_in(old)) == (0, 1, 0, 0)
    assert item("1").is_confirmed


def test_a_capture_that_holds_an_edit_is_read_twice_without_a_change(bring_in: Import) -> None:
    posts = [post("1", NEWS), post("1", BALE)]
    assert figures(bring_in(*posts)) == (1, 0, 1, 0)
    assert figures(bring_in(*posts)) == (0, 2, 0, 0)
    assert item("1").label == "seller"


def test_what_a_later_capture_does_not_say_stays_as_it_was(bring_in: Import) -> None:
    bring_in(post("1", BALE))
    bring_in({"id": "1", "platform": "instagram", "text": f"{BALE} lagi"})
    row = item("1")
    assert row.url == "https://www.instagram.example/p/1/"
    assert row.posted_at is not None
    assert row.account is not None


LINK = "https://www.instagram.com/p/Cdemo01/"


def test_a_post_is_the_same_by_its_link_and_by_its_id(bring_in: Import) -> None:
    bring_in({"url": LINK, "text": BALE})
    assert figures(bring_in({"id": "Cdemo01", "platform": "instagram", "text": BALE})) == (0, 1, 0, 0)
    assert figures(bring_in({"url": LINK.replace("01", "02"), "text": BALE})) == (1, 0, 0, 0)
    assert {row.native_id for row in Item.objects.all()} == {"Cdemo01", "Cdemo02"}


@pytest.mark.parametrize(
    ("less", "figure"),
    [
        ({}, (0, 1, 0, 0)),
        ({"posted_at": None}, (0, 1, 0, 0)),
        ({"posted_at": None, "hashtags": None, "title": None}, (0, 1, 0, 0)),
        ({"hashtags": ["bal"]}, (0, 0, 1, 0)),
        ({"title": None, "image_text": "isi 100"}, (0, 0, 1, 0)),
        ({"title": None, "text": f"{BALE} lagi"}, (0, 0, 1, 0)),
    ],
    ids=str,
)
def test_a_capture_that_only_says_less_changes_nothing(
    bring_in: Import, less: dict[str, Any], figure: tuple[int, int, int, int]
) -> None:
    whole = post("1", BALE, title="Gudang", hashtags=["bal", "segel"])
    bring_in(whole)
    assert figures(bring_in(whole | less)) == figure


def test_comments_under_one_link_stay_apart_from_it_and_from_each_other(bring_in: Import) -> None:
    comment = {"kind": "comment", "platform": "instagram", "url": LINK, "parent": "Cdemo01"}
    posts = [
        {"url": LINK, "kind": "post", "text": BALE},
        comment | {"id": "k1", "text": "minat"},
        comment | {"id": "k2", "text": "minat"},
        comment | {"text": "minat", "author": {"handle": "warga.satu"}},
        comment | {"text": "minat", "author": {"handle": "warga.dua"}},
    ]
    assert figures(bring_in(*posts)) == (5, 0, 0, 0)
    assert figures(bring_in(*posts)) == (0, 5, 0, 0)


@pytest.mark.parametrize(
    "record",
    [
        {"id": "1", "text": "kopi", "rank": 3, "deep": {"a": [1, None, "é"]}, "price": 1.5},
        {"id": "1", "text": "kopi", "posted_at": "kemarin"},
        {"id": "1", "text": "kopi", "odd": "a\0b", "literal": "\\u0000"},
    ],
    ids=["unknown-keys", "broken-field", "odd-text"],
)
def test_the_record_is_kept_whole_as_it_was_read(bring_in: Import, record: dict[str, Any]) -> None:
    bring_in(record)
    snapshot = Snapshot.objects.get()
    assert json.loads(snapshot.raw) == record
    assert snapshot.document == {"id": "1", "text": "kopi"}


def test_a_snapshot_says_where_in_the_source_it_stood(bring_in: Import) -> None:
    bring_in({"text": "kopi"}, {"text": "teh"}, {"id": "7", "text": "susu"})
    assert [(one.document["text"], one.place) for one in Snapshot.objects.all()] == [
        ("kopi", "1"),
        ("teh", "2"),
        ("susu", ""),
    ]


ODD = ["a\0b", "\ud83d", "\udc00\0", "jaket \ud83d\ud83d bekas"]


@pytest.mark.parametrize("odd", ODD)
def test_text_that_a_database_cannot_hold_is_stored_in_every_field(
    people: dict[str, User], subject: SubjectVersion, odd: str
) -> None:
    said = dict.fromkeys(("title", "text", "transcript", "image_text"), f"{BALE} {odd}")
    who = Author(id=odd, handle=odd, name=odd, bio=odd)
    record = said | {"more": odd}
    whole = vocab.Item(
        id=f"p{odd}",
        platform=odd,
        url=f"https://toko.example/{odd}",
        author=who,
        hashtags=(odd,),
        record=record,
        **said,
    )
    for figure in ((1, 0, 0, 0), (0, 1, 0, 0)):
        run = import_items([whole], f"tempel {odd}", b"", by=people["petugas"], subject=subject)
        assert (figures(run), run.state) == (figure, "done")
    row, account = Item.objects.get(), Account.objects.get()
    stored = [row.native_id, row.url, row.key, row.platform, account.handle, account.bio, account.key, run.name]
    assert not any(letter in text for text in stored for letter in "\0\ud83d\udc00")
    assert row.label == "seller"
    assert json.loads(Snapshot.objects.get().raw) == record


@pytest.mark.parametrize("odd", ["\0", "\ud83d", "\ud83d\udc55", "\0\0"])
def test_a_quote_points_to_the_right_letters_behind_odd_ones(bring_in: Import, odd: str) -> None:
    bring_in(post("1", f"{odd} {BALE}"))
    text = Snapshot.objects.get().document["text"]
    terms = [term for term in Finding.objects.get().document["terms"] if term["field"] == "text"]
    assert terms
    assert all(text[term["start"] : term["end"]] == term["quote"] for term in terms)


BROKEN = b"\n".join(
    [
        json.dumps(post("1", BALE)).encode(),
        b'{"id": "2", "text": ',
        b"[1, 2]",
        b'{"text": "kopi", "posted_at": "kemarin", "metrics": {"likes": -1}}',
        b'{"id": "3"}',
        b"\xff\xfe{}",
        json.dumps(post("4", PIECE)).encode(),
    ]
)


def test_broken_parts_are_named_where_they_are_and_the_rest_comes_in(bring_in: Import) -> None:
    run = bring_in(raw=BROKEN)
    assert (figures(run), run.state) == ((3, 0, 0, 6), "done")
    parts = [(part.place, part.part, part.code) for part in run.broken_parts.all()]
    assert parts == [
        ("2", "record", "not-json"),
        ("3", "record", "not-an-object"),
        ("4", "posted_at", "bad-date"),
        ("4", "metrics.likes", "bad-value"),
        ("5", "record", "no-text"),
        ("6", "record", "not-utf8"),
    ]
    assert all(part.message_id and part.message_en for part in run.broken_parts.all())


def test_the_same_broken_parts_of_the_same_bytes_are_kept_once(bring_in: Import) -> None:
    first, again = bring_in(raw=BROKEN), bring_in(raw=BROKEN, name="lain.jsonl")
    assert (first.broken, again.broken, BrokenPart.objects.count()) == (6, 6, 6)
    bring_in(raw=BROKEN + b"\n")
    assert BrokenPart.objects.count() == 12


def test_a_capture_that_breaks_off_gives_what_was_there(bring_in: Import) -> None:
    lines = "".join(json.dumps(post(str(number), f"{BALE} {number}")) + "\n" for number in range(50))
    whole = gzip.compress(lines.encode(), mtime=0)
    run = bring_in(raw=whole[: len(whole) // 2])
    assert run.state == "done"
    assert 0 < run.new < 50
    assert "truncated-gzip" in {part.code for part in run.broken_parts.all()}
    rest = bring_in(raw=whole)
    assert (rest.new + rest.seen, rest.broken, Item.objects.count()) == (50, 0, 50)


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (b" \n", "empty"),
        (b"%PDF-1.7 x", "foreign-format"),
        (b"PK\x03\x04zz", "damaged-archive"),
        (b"\0a\0b\0c\0d" * 20, "binary"),
        (b"id\tnama 0812-0000-1147\n1\ta\n2\tb\n", "no-text-column"),
    ],
)
def test_what_is_no_capture_is_kept_as_a_refused_run(
    bring_in: Import, people: dict[str, User], raw: bytes, cause: str
) -> None:
    with pytest.raises(Unreadable, match=cause):
        bring_in(raw=raw, name="laporan.pdf", by=people["petugas"])
    run = ImportRun.objects.get()
    assert (run.state, run.by, run.size, figures(run)) == ("refused", people["petugas"], len(raw), (0, 0, 0, 0))
    assert "laporan.pdf" in run.message_id
    assert "laporan.pdf" in run.message_en
    assert not Item.objects.exists()
    event = AuditEvent.objects.get(verb="import.refused")
    assert event.facts == {"why": cause}
    assert check_chain().whole


def test_an_earlier_run_of_the_same_bytes_that_never_ended_was_interrupted(
    bring_in: Import, subject: SubjectVersion
) -> None:
    run = bring_in(post("1", BALE))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.RUNNING)
    other = bring_in(post("2", BALE))
    ImportRun.objects.filter(pk=other.pk).update(state=ImportRun.State.RUNNING)
    bring_in(post("1", BALE))
    assert [one.state for one in ImportRun.objects.order_by("pk")] == ["interrupted", "running", "done"]


def test_every_format_of_a_capture_gives_the_same_items(bring_in: Import) -> None:
    posts = [post("1", BALE), post("2", NEWS)]
    bring_in(*posts)
    assert figures(bring_in(raw=json.dumps(posts, indent=1).encode())) == (0, 2, 0, 0)
    assert figures(bring_in(raw=json.dumps(posts[0], indent=1).encode())) == (0, 1, 0, 0)
    assert figures(bring_in(raw=gzip.compress(json.dumps(posts).encode()))) == (0, 2, 0, 0)
    assert {run.format for run in ImportRun.objects.all()} == {"json-lines", "json-array", "json-object"}


@pytest.mark.parametrize(
    ("more", "band"),
    [
        ({"metrics": {"views": 0}}, 0),
        ({"metrics": {"views": 9}}, 0),
        ({"metrics": {"views": 10}}, 1),
        ({"metrics": {"views": 99_999}}, 4),
        ({"metrics": {"likes": 10**6}}, 3),
        ({"author": {"handle": "toko.contoh"}}, 0),
        ({}, 3),
    ],
    ids=str,
)
def test_reach_is_the_power_of_ten_of_views_before_followers(
    bring_in: Import, more: dict[str, Any], band: int
) -> None:
    bring_in(post("1", BALE, **more))
    assert item("1").reach_band == band


@pytest.mark.parametrize(
    ("said", "law_date", "law_from"),
    [
        ({}, "2026-11-10", "posted_at"),
        ({"posted_at": None}, "2026-11-20", "captured_at"),
        ({"posted_at": None, "captured_at": None}, "2026-11-01", "as_of"),
    ],
)
def test_a_finding_says_by_the_law_of_which_day_and_has_reasons_in_both_languages(
    bring_in: Import, said: dict[str, Any], law_date: str, law_from: str
) -> None:
    bring_in(post("1", BALE, **said))
    finding = Finding.objects.get()
    assert (finding.law_date.isoformat(), finding.law_date_from) == (law_date, law_from)
    assert finding.document["reasons"] == [reason["id"] for reason in finding.reasons]
    assert all(reason["en"] for reason in finding.reasons)
    assert finding.document["id"] == item("1").key


def test_a_number_beyond_all_counting_keeps_nothing_back(bring_in: Import) -> None:
    lines = [
        json.dumps(post("1", BALE, besar=5)).replace('"besar": 5', '"besar": 1e400'),
        json.dumps(post("2", BALE)),
    ]
    assert bring_in(raw="\n".join(lines).encode()).new == 2
    assert "1e400" in item("1").snapshots.get().raw
