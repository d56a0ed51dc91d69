"""What a letter is follows from its lines and its recipient; and what a line about an Account has to rest on."""

import pytest
from tests.desk.conftest import BALE, UNPAID, Import, post
from tests.desk.notices.conftest import UNPAID_PROMOTER, Confirm, Edit, Letters

from turunkan.core.vocab import Action, SkipThis
from turunkan.desk.cases.models import Entry
from turunkan.desk.cases.services import open_case
from turunkan.desk.notices.checks import problems_of
from turunkan.desk.notices.models import Ask, Notice
from turunkan.desk.notices.nature import Nature, nature_of
from turunkan.desk.notices.services.draft import draft, drop_line
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Recipient, User
from turunkan.desk.parties.roles import Right
from turunkan.desk.review.models import AccountDecision
from turunkan.desk.review.services import decide_account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("measures", "to_authority", "expected"),
    [
        ([Action.NOTICE], False, Nature.ADUAN),
        ([Action.NOTICE, Action.NOTICE], False, Nature.ADUAN),
        ([Action.REQUEST], False, Nature.PERMINTAAN),
        ([Action.NOTICE], True, Nature.RUJUKAN),
        ([Action.REQUEST], True, None),
        ([Action.NOTICE, Action.REQUEST], True, None),
        ([Action.NOTICE, Action.REQUEST], False, None),
        ([], False, None),
        ([], True, None),
    ],
)
def test_the_nature_that_measures_allow(
    measures: list[Action], to_authority: bool, expected: Nature | None
) -> None:
    if expected is None:
        with pytest.raises(SkipThis):
            nature_of(measures, to_authority=to_authority)
    else:
        assert nature_of(measures, to_authority=to_authority) is expected


def test_notices_and_requests_of_a_case_become_letters_of_their_own(confirm: Confirm, letters: Letters) -> None:
    items = [
        confirm("a1", BALE),
        confirm("p1", UNPAID, decided=UNPAID_PROMOTER),
        confirm("a2", BALE.replace("jaket", "hoodie")),
    ]
    made = letters(items)
    found = {notice.nature: [line.entry.item for line in notice.lines.all()] for notice in made}
    assert found == {Nature.ADUAN: [items[0], items[2]], Nature.PERMINTAAN: [items[1]]}
    assert [[line.number for line in notice.lines.all()] for notice in made] == [[1, 2], [1]]


def test_a_line_of_another_nature_that_slipped_in_keeps_the_letter_unsigned(
    confirm: Confirm, letters: Letters, people: dict[str, User]
) -> None:
    aduan, permintaan = letters([confirm("a1", BALE), confirm("p1", UNPAID, decided=UNPAID_PROMOTER)])
    permintaan.lines.update(notice=aduan, number=2)
    with pytest.raises(SkipThis) as refusal:
        sign(aduan, by=people["penyelia"])
    assert "tidak lagi sesuai sifatnya" in refusal.value.person.id


def test_an_unpaid_promoter_is_asked_and_never_complained_of(confirm: Confirm, letters: Letters) -> None:
    with pytest.raises(SkipThis, match="unpaid promoter"):
        confirm("p1", UNPAID, decided=UNPAID_PROMOTER | {"measure": Action.NOTICE})
    (notice,) = letters([confirm("p2", UNPAID, decided=UNPAID_PROMOTER)])
    assert notice.nature == Nature.PERMINTAAN
    assert problems_of(notice) == []


def test_to_an_authority_everything_is_a_referral(
    confirm: Confirm, letters: Letters, ministry: Recipient, people: dict[str, User]
) -> None:
    (notice,) = letters([confirm("a1", BALE)], to=ministry)
    assert notice.nature == Nature.RUJUKAN
    assert {line.ask for line in notice.lines.all()} == {Ask.EXAMINE}
    Notice.objects.filter(pk=notice.pk).update(waived={"pictured": "Menyusul."})
    signed = sign(notice, by=people["penyelia"])
    assert signed.letter is not None
    assert signed.letter["recipient"]["name"] == "Kementerian Komunikasi dan Digital"
    assert "Kementerian Komunikasi dan Digital" not in signed.letter["recipient"]["platform"]


def test_an_unpaid_promoter_is_not_referred(confirm: Confirm, letters: Letters, ministry: Recipient) -> None:
    items = [confirm("a1", BALE), confirm("p1", UNPAID, decided=UNPAID_PROMOTER)]
    with pytest.raises(SkipThis, match="unpaid promoter referred"):
        letters(items, to=ministry)
    assert not Notice.objects.exists()


def test_a_letter_without_lines_is_not_drafted(notice: Notice, people: dict[str, User]) -> None:
    with pytest.raises(SkipThis):
        draft(notice.case, [], by=people["petugas"])
    assert Notice.objects.count() == 1


def test_only_who_may_draft_drafts(notice: Notice, people: dict[str, User]) -> None:
    entries = list(notice.case.entries.all())
    for person in people.values():
        if person.may(Right.DRAFT):
            continue
        with pytest.raises(SkipThis):
            draft(notice.case, entries, by=person)
    assert Notice.objects.count() == 1


def test_an_entry_of_another_case_is_no_line_of_this_one(
    notice: Notice, confirm: Confirm, people: dict[str, User]
) -> None:
    other = open_case([confirm("x1", f"{BALE} lain")], by=people["petugas"])
    with pytest.raises(SkipThis):
        draft(notice.case, list(other.entries.all()), by=people["petugas"])


def test_items_of_one_platform_are_not_written_about_to_another(notice: Notice, people: dict[str, User]) -> None:
    shopee = Recipient.objects.get(key="shopee")
    with pytest.raises(SkipThis):
        draft(notice.case, list(notice.case.entries.all()), by=people["petugas"], to=shopee)


def test_lines_close_up_when_one_is_taken_out(confirm: Confirm, letters: Letters, people: dict[str, User]) -> None:
    items = [confirm(f"c{number}", f"{BALE} {number}") for number in (1, 2, 3)]
    (notice,) = letters(items)
    drop_line(notice.lines.get(number=2), by=people["petugas"])
    assert [(line.number, line.entry.item) for line in notice.lines.all()] == [(1, items[0]), (2, items[2])]


def test_an_account_is_not_decided_without_enough_confirmed_items(
    confirm: Confirm, people: dict[str, User]
) -> None:
    only = confirm("a1", BALE)
    assert only.account is not None
    with pytest.raises(SkipThis, match="too few confirmed items"):
        decide_account(only.account, by=people["peninjau"], note="Satu tawaran saja.")


def test_a_line_about_an_account_asks_for_the_account_and_says_on_how_many_items_it_rests(
    bale_account: AccountDecision, letters: Letters, people: dict[str, User]
) -> None:
    (notice,) = letters([], [bale_account])
    line = notice.lines.get()
    assert (line.ask, notice.nature) == (Ask.ACCOUNT, Nature.ADUAN)
    assert line.reason.startswith("3 konten akun ini telah dikonfirmasi")
    Notice.objects.filter(pk=notice.pk).update(waived={"pictured": "Menyusul."})
    signed = sign(notice, by=people["penyelia"])
    assert signed.letter is not None
    (printed,) = signed.letter["lines"]
    assert printed["address"] == "@bal.contoh (id u-bal.contoh)"
    assert signed.letter["counted"] == "1 akun"


@pytest.mark.parametrize("lost", [(), ("b1",), ("b1", "b2", "b3")], ids=["none", "one", "all"])
def test_an_account_line_needs_its_confirmed_items_when_it_is_signed(
    bale_account: AccountDecision,
    letters: Letters,
    bring_in: Import,
    people: dict[str, User],
    lost: tuple[str, ...],
) -> None:
    (notice,) = letters([], [bale_account])
    Notice.objects.filter(pk=notice.pk).update(waived={"pictured": "Menyusul."})
    for id_ in lost:
        bring_in(post(id_, "Stok habis, terima kasih.", handle="bal.contoh"), name=f"{id_}.jsonl")
    if not lost:
        assert sign(notice, by=people["penyelia"]).number
    else:
        with pytest.raises(SkipThis) as refusal:
            sign(notice, by=people["penyelia"])
        assert "tidak lagi cukup untuk tindakan atas akun" in refusal.value.person.id


def test_a_request_about_an_account_of_unpaid_promotion_asks_for_nothing_against_it(
    confirm: Confirm, letters: Letters, people: dict[str, User], change_line: Edit
) -> None:
    items = [
        confirm(f"u{number}", f"{UNPAID} hari ke {number}", handle="vlog.contoh", decided=UNPAID_PROMOTER)
        for number in (1, 2, 3)
    ]
    assert items[0].account is not None
    decision = decide_account(items[0].account, by=people["peninjau"], note="Berulang.")
    (notice,) = letters([], [decision])
    assert notice.nature == Nature.PERMINTAAN
    assert problems_of(notice) == []
    change_line(notice.lines.get(), ask=Ask.ACCOUNT)
    assert [problem.check for problem in problems_of(notice)] == ["proportion"]


@pytest.mark.parametrize("ask", list(Ask))
def test_an_item_can_at_most_be_asked_down(notice: Notice, change_line: Edit, ask: Ask) -> None:
    line = notice.lines.all()[0]
    if ask is Ask.ACCOUNT:
        with pytest.raises(SkipThis, match="ask too grave"):
            change_line(line, ask=ask)
    else:
        change_line(line, ask=ask)
    assert (notice.lines.all()[0].ask == ask) == (ask is not Ask.ACCOUNT)


def test_every_entry_is_about_an_item_or_an_account_with_its_decision(
    bale_account: AccountDecision, letters: Letters
) -> None:
    letters([], [bale_account])
    entry = Entry.objects.get()
    assert (entry.account_decision, entry.decision) == (bale_account, None)
