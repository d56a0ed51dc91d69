"""The edge cases of the dossier that people decide: answers of platforms, proportion, doubt, batches, masks.

The tests bear the dossier's numbers. What the engine says of each Item is in tests/acceptance/test_edge_cases.py.
"""

import pytest
from tests.desk.conftest import BALE, UNPAID, Import, item, post, verdict
from tests.desk.notices import conftest as letter_room
from tests.desk.notices.conftest import Confirm, Letters

from turunkan.core.lifecycle import ReviewState
from turunkan.core.text import masked
from turunkan.core.vocab import Action, Label, SkipThis
from turunkan.desk.cases.services import open_case
from turunkan.desk.followup.kinds import NEXT_STEPS, AnswerKind, OurStatus, Refusal
from turunkan.desk.followup.selectors import statuses
from turunkan.desk.followup.services import Given, take_answers
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.notices.checks import blocking
from turunkan.desk.notices.lines import citable, finding_of
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.nature import Nature
from turunkan.desk.notices.services.draft import draft
from turunkan.desk.notices.services.send import withdraw
from turunkan.desk.parties.models import Contact, Recipient, User
from turunkan.desk.review.services import decide, decide_account

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# The fixtures of the room next door.
confirm, letters, ministry = letter_room.confirm, letter_room.letters, letter_room.ministry

LAWFUL = {"label": Label.LAWFUL, "tier": None, "measure": Action.NONE}
IMPORT_RULES = {"ID-PMD-40-2022", "ID-PMD-47-2025"}


def answered(notice: Notice, given: Given) -> Notice:
    """The letter after the recipient answered its first line."""
    take_answers(notice.grants.get(revoked_at__isnull=True), {1: given}, answered_by="Tim Kepercayaan")
    return Notice.objects.get(pk=notice.pk)


# E23: posted under the old rule, still offered under the new one.


@pytest.mark.parametrize(
    ("posted", "rules"),
    [
        ("2025-11-10T08:00:00+07:00", IMPORT_RULES),
        ("2022-07-01T08:00:00+07:00", IMPORT_RULES),
        ("2025-12-31T23:59:00+07:00", IMPORT_RULES),
        ("2026-01-01T00:00:00+07:00", {"ID-PMD-47-2025"}),
    ],
)
def test_e23_a_letter_may_cite_the_rule_of_the_posting_day_and_that_of_today(
    confirm: Confirm, letters: Letters, posted: str, rules: set[str]
) -> None:
    (notice,) = letters([confirm("1", BALE, posted_at=posted)])
    grounds = {one.id for one in citable(finding_of(notice.lines.get().entry))}
    assert IMPORT_RULES & grounds == rules


# E28, E37: what an Account carries.


@pytest.mark.parametrize("bio", [BALE, "Agen balpres, WA 0812-0000-2201", "Supplier bal import, order DM"])
def test_e28_an_account_without_posts_whose_bio_offers_is_reported_as_a_whole(
    bring_in: Import, people: dict[str, User], bio: str
) -> None:
    bring_in(post("1", bio, kind="bio"))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    decision = decide_account(Account.objects.get(), by=people["peninjau"], note="Bio-nya tawaran bal.")
    assert [one.native_id for one in decision.rests_on.all()] == ["1"]


@pytest.mark.parametrize("lawful", [1, 2, 9])
def test_e37_one_bale_among_lawful_posts_carries_a_line_about_the_post_alone(
    bring_in: Import, people: dict[str, User], letters: Letters, lawful: int
) -> None:
    bring_in(post("1", BALE), *(post(f"l{number}", f"{BALE} {number}") for number in range(lawful)))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    for number in range(lawful):
        one = item(f"l{number}")
        decide(one, verdict(one, reason="new-goods", **LAWFUL), by=people["peninjau"])
    with pytest.raises(SkipThis, match="too few"):
        decide_account(Account.objects.get(), by=people["peninjau"], note="Ada satu bal.")
    (notice,) = letters([item("1")])
    assert [line.entry.item for line in notice.lines.all()] == [item("1")]


# E32: what a member of a closed group hands in has no public address, and so no letter.


@pytest.mark.parametrize(
    "text", [BALE, "Supplier balpres import, 5jt, WA 0812-0000-2202", f"Khusus anggota grup. {BALE}"]
)
@pytest.mark.parametrize("address", ["", "https://www.instagram.example/p/1/"])
def test_e32_what_has_no_public_address_is_in_no_signed_letter(
    bring_in: Import, people: dict[str, User], letters: Letters, text: str, address: str
) -> None:
    bring_in({"platform": "instagram", "kind": "post", "text": text} | ({"url": address} if address else {}))
    one = Item.objects.get()
    decide(one, verdict(one), by=people["peninjau"])
    (notice,) = letters([one])
    refused = "evidence" in {problem.check for problem in blocking(notice)}
    assert refused is not bool(address)


# E36: somebody else's re-upload is an Item and an Account of its own.


@pytest.mark.parametrize("said", ["Repost: ", "Upload ulang dari akun yang hilang. ", "Dari gudang sebelah: "])
def test_e36_a_re_upload_is_not_held_against_whoever_posted_first(
    bring_in: Import, people: dict[str, User], said: str
) -> None:
    bring_in(post("1", BALE, handle="pertama.contoh"), post("2", said + BALE, handle="penggemar.contoh"))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    decide(item("2"), verdict(item("2")), by=people["peninjau"])
    first = Account.objects.get(handle="pertama.contoh")
    assert [one.native_id for one in first.items.all()] == ["1"]
    with pytest.raises(SkipThis, match="too few"):
        decide_account(first, by=people["peninjau"], note="Diunggah ulang orang lain.")


# E47: blocked in Indonesia is not removed, and neither is the end before somebody looked.


@pytest.mark.parametrize(
    "note", ["Already removed.", "Konten sudah tidak tersedia di Indonesia.", "Geo-blocked as of today."]
)
def test_e47_a_restriction_is_recorded_as_such_and_waits_to_be_looked_at(sent: Notice, note: str) -> None:
    first, _ = statuses(answered(sent, Given(AnswerKind.RESTRICTED, note=note)))
    assert (first.theirs, first.ours) == (AnswerKind.RESTRICTED, OurStatus.TO_CONFIRM)
    assert first.theirs_said.id == "dibatasi di Indonesia"
    assert first.answer is not None
    assert first.answer.note == note
    removed, _ = statuses(answered(sent, Given(AnswerKind.REMOVED, note=note)))
    assert removed.theirs_said.id == "diturunkan"


# E48: a refusal is weighed, answered by a second letter with the platform's own duty, and may go to Komdigi.

CLASSIFIED = "Marketplace is a classified ad; we do not sell."


@pytest.mark.parametrize(
    "refusal", [Refusal.NOT_OUR_POLICY, Refusal.NOT_UNLAWFUL, Refusal.OTHER], ids=lambda why: why.value
)
def test_e48_a_refusal_leads_to_a_second_letter_that_follows_the_first(
    sent: Notice, people: dict[str, User], refusal: Refusal
) -> None:
    notice = answered(sent, Given(AnswerKind.REFUSED, refusal, CLASSIFIED))
    status = statuses(notice)[0]
    assert (status.theirs, status.ours) == (AnswerKind.REFUSED, OurStatus.TO_WEIGH)
    assert "surat kedua" in NEXT_STEPS[status.ours].id
    assert "Komdigi" in NEXT_STEPS[status.ours].id
    (second,) = draft(notice.case, [status.line.entry], by=people["petugas"], follows=notice)
    assert second.opening == f"Surat ini menindaklanjuti surat kami nomor {notice.number}."
    assert "ID-PP-80-2019" in second.lines.get().law


def test_e48_then_it_may_be_referred_to_komdigi(
    sent: Notice, people: dict[str, User], ministry: Recipient
) -> None:
    notice = answered(sent, Given(AnswerKind.REFUSED, Refusal.OTHER, CLASSIFIED))
    entry = statuses(notice)[0].line.entry
    (referral,) = draft(notice.case, [entry], by=people["petugas"], to=ministry, follows=notice)
    assert (referral.nature, referral.recipient) == (Nature.RUJUKAN, ministry)


# E49: a letter that turns out wrong is withdrawn, and the reason is on record.


@pytest.mark.parametrize(
    "why", ["Nota pembelian diterima.", "Pemilik menunjukkan struk gerai resmi.", "Barang baru, ada kuitansi."]
)
def test_e49_a_wrong_letter_is_withdrawn_with_its_reason(sent: Notice, people: dict[str, User], why: str) -> None:
    withdraw(sent, by=people["penyelia"], note=why)
    notice = Notice.objects.get(pk=sent.pk)
    assert [status.ours for status in statuses(notice)] == [OurStatus.WITHDRAWN] * 2
    assert notice.log.order_by("pk").last().note == why
    assert not notice.grants.filter(revoked_at__isnull=True).exists()


@pytest.mark.parametrize("blank", ["", "  "])
def test_e49_nobody_withdraws_without_saying_why(sent: Notice, people: dict[str, User], blank: str) -> None:
    with pytest.raises(SkipThis, match="without a reason"):
        withdraw(sent, by=people["penyelia"], note=blank)
    assert Notice.objects.get(pk=sent.pk).state == "sent"


# E50: hits of a word are no case; people confirm one by one.


@pytest.mark.parametrize("text", ["Thrift jaket korea murah 35rb", BALE, UNPAID])
def test_e50_a_batch_of_hits_that_nobody_confirmed_makes_no_letter(
    bring_in: Import, people: dict[str, User], contact: Contact, text: str
) -> None:
    bring_in(*(post(str(number), f"{text} {number}") for number in range(40)))
    hits = list(Item.objects.all())
    decide(hits[0], verdict(hits[0], note="Dibaca.", asks_second=False), by=people["peninjau"])
    with pytest.raises(SkipThis, match="not ready"):
        open_case(hits, by=people["petugas"])
    assert not Notice.objects.exists()


def test_e50_what_was_confirmed_makes_a_letter_of_just_that(confirm: Confirm, letters: Letters) -> None:
    confirmed = [confirm(str(number), f"{BALE} {number}") for number in range(3)]
    (notice,) = letters(confirmed)
    assert [line.entry.item for line in notice.lines.all()] == confirmed


# E51: doubt favours speech.

SELLER_OR = {"seller": {}, "lawful": LAWFUL | {"reason": "own-wardrobe"}, "speech": {"label": Label.SPEECH}}
SELLER_OR["speech"] |= {"tier": None, "measure": Action.NONE, "reason": "opinion"}


@pytest.mark.parametrize(
    ("opinions", "state", "label"),
    [
        (["seller", "lawful"], ReviewState.THIRD, ""),
        (["lawful", "seller", "lawful"], ReviewState.SETTLED, "lawful"),
        (["seller", "lawful", "seller"], ReviewState.SETTLED, "seller"),
        (["seller", "lawful", "speech"], ReviewState.SETTLED, "unclear"),
        (["seller", "seller"], ReviewState.SETTLED, "seller"),
    ],
    ids="-".join,
)
def test_e51_two_that_differ_call_a_third_and_three_that_differ_leave_it_alone(
    bring_in: Import, people: dict[str, User], opinions: list[str], state: ReviewState, label: str
) -> None:
    bring_in(post("1", BALE))
    for person, opinion in zip(("peninjau", "peninjau2", "peninjau3"), opinions, strict=False):
        given = verdict(item("1"), note="ragu", asks_second=True, **SELLER_OR[opinion])
        decide(item("1"), given, by=people[person])
    assert (item("1").state, item("1").outcome_label) == (state, label)
    assert item("1").is_confirmed is (label == "seller")


# E52: what the copies of a letter show of a person.


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("WA 0812-0000-2203", "WA 0812-••••-2203"),
        ("telp +62 812 0000 2204", "telp +62 81• •••• 2204"),
        ("wa.me/6281200002205", "wa.me/6281•••••2205"),
    ],
)
def test_e52_telephone_numbers_are_masked_in_every_copy_of_a_letter(
    confirm: Confirm, letters: Letters, written: str, shown: str
) -> None:
    (notice,) = letters([confirm("1", BALE.replace("WA 0812-0000-1147", written))])
    line = notice.lines.get()
    assert shown in line.quote
    assert written not in line.quote + line.reason


@pytest.mark.parametrize("text", ["isi 120 pcs, harga 3 juta", "lot 2026-11, 45 kg", "ukuran 38-40, 75.000"])
def test_e52_prices_amounts_and_sizes_are_left_as_they_are(text: str) -> None:
    assert masked(text) == text
