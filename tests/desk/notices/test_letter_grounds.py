"""What a letter may rest on: never the import rule alone, and only articles that somebody has read."""

import pytest
from printed import Printed
from tests.desk.conftest import UNPAID
from tests.desk.notices.conftest import UNPAID_PROMOTER, CheckLaw, Confirm, Edit, Letters

from turunkan.core.vocab import SkipThis
from turunkan.desk.notices.checks import blocking
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.draft import draft
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User

IMPORT = "ID-PMD-47-2025"
ADVERTS = "ID-PP-80-2019"
TO_VERIFY = "ID-PMD-31-2023"
"""A ground that fits an advert, and whose articles nobody has read in the source yet."""

pytestmark = pytest.mark.django_db


def red(notice: Notice) -> set[str]:
    """The checks that keep a letter from being signed."""
    return {problem.check for problem in blocking(Notice.objects.get(pk=notice.pk))}


def why_not(notice: Notice, by: User) -> SkipThis:
    """The refusal to sign."""
    with pytest.raises(SkipThis) as refusal:
        sign(notice, by=by)
    return refusal.value


def test_a_letter_resting_on_the_import_rule_alone_cannot_be_signed_and_says_why(
    notice: Notice, people: dict[str, User], change_line: Edit
) -> None:
    for line in notice.lines.all():
        change_line(line, law=[IMPORT])
    refusal = why_not(notice, people["penyelia"])
    assert "Bertumpu pada larangan impor saja" in refusal.person.id
    assert "Rests on the import ban alone" in refusal.person.en
    kept = Notice.objects.get(pk=notice.pk)
    assert (kept.state, kept.number, kept.pdf) == ("draft", None, None)


def test_one_line_on_the_import_rule_alone_is_enough_and_is_named(
    notice: Notice, people: dict[str, User], change_line: Edit
) -> None:
    first, second = notice.lines.all()
    change_line(second, law=[IMPORT])
    found = [(problem.check, problem.line) for problem in blocking(notice)]
    assert found == [("import-alone", second.number)]
    assert first.law != [IMPORT]


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        ([IMPORT], {"import-alone"}),
        ([IMPORT, ADVERTS], set()),
        ([ADVERTS], set()),
        ([IMPORT, "ID-UU-17-2006"], set()),
        # the Trade Act binds importers as well, and is not read yet either
        ([IMPORT, "ID-UU-7-2014"], {"import-alone", "verified"}),
        ([], {"grounds"}),
        ([IMPORT, TO_VERIFY], {"verified"}),
    ],
    ids=lambda value: "+".join(sorted(value)) or "nothing",
)
def test_what_a_notice_may_rest_on(notice: Notice, change_line: Edit, law: list[str], expected: set[str]) -> None:
    for line in notice.lines.all():
        change_line(line, law=law)
    assert red(notice) == expected


def test_an_article_to_verify_is_not_drafted_into_a_letter(notice: Notice) -> None:
    cited = {name for line in notice.lines.all() for name in line.law}
    assert TO_VERIFY not in cited
    assert ADVERTS in cited


def test_an_article_to_verify_cannot_be_signed_until_the_legal_desk_has_read_it(
    notice: Notice, people: dict[str, User], change_line: Edit, legal_desk: CheckLaw
) -> None:
    for line in notice.lines.all():
        change_line(line, law=[*line.law, TO_VERIFY])
    refusal = why_not(notice, people["penyelia"])
    assert "Permendag 31/2023, pasal 21, 28: pasalnya belum diperiksa bagian hukum" in refusal.person.id
    legal_desk(TO_VERIFY, holds=True)
    signed = sign(notice, by=people["penyelia"])
    assert signed.letter is not None
    assert "Permendag 31/2023" in [ground["title"] for ground in signed.letter["grounds"]]


def test_after_the_legal_desk_has_read_an_article_new_drafts_carry_it(
    notice: Notice, people: dict[str, User], legal_desk: CheckLaw
) -> None:
    legal_desk(TO_VERIFY, holds=True)
    (again,) = draft(notice.case, list(notice.case.entries.all()), by=people["petugas"])
    assert all(TO_VERIFY in line.law for line in again.lines.all())


def test_an_article_that_the_legal_desk_refutes_cannot_be_signed_though_it_has_a_source(
    notice: Notice, people: dict[str, User], legal_desk: CheckLaw
) -> None:
    assert red(notice) == set()
    legal_desk(ADVERTS, holds=False)
    refusal = why_not(notice, people["penyelia"])
    assert "PP 80/2019" in refusal.person.id
    (again,) = draft(notice.case, list(notice.case.entries.all()), by=people["petugas"])
    assert all(ADVERTS not in line.law for line in again.lines.all())


def test_the_last_word_of_the_legal_desk_counts(notice: Notice, legal_desk: CheckLaw) -> None:
    legal_desk(ADVERTS, holds=False)
    legal_desk(ADVERTS, holds=True)
    assert red(notice) == set()


def test_when_all_but_the_import_rule_is_refuted_a_new_draft_rests_on_it_alone(
    notice: Notice, people: dict[str, User], legal_desk: CheckLaw
) -> None:
    others = {name for line in notice.lines.all() for name in line.law} - {IMPORT}
    for statute in others:
        legal_desk(statute, holds=False)
    (again,) = draft(notice.case, list(notice.case.entries.all()), by=people["petugas"])
    assert {problem.check for problem in blocking(again)} == {"import-alone", "pictured"}


@pytest.mark.parametrize(
    "name",
    ["ID-PMD-18-2021", "ID-PMD-40-2022", "ID-PMD-50-2020", "ID-PMD-51-2015", "ID-UNKNOWN"],
)
def test_a_rule_that_was_not_in_force_on_the_day_cannot_be_cited(
    notice: Notice, change_line: Edit, name: str
) -> None:
    line = notice.lines.all()[0]
    with pytest.raises(SkipThis, match="no such ground"):
        change_line(line, law=[*line.law, name])


def test_a_post_of_2025_cites_the_rule_of_2025_and_may_cite_the_one_of_today(
    confirm: Confirm, letters: Letters, change_line: Edit
) -> None:
    old = confirm(
        "lama",
        "Ready bal segel jaket second import Korea isi 100 pcs, harga 3 juta, minat WA 0812-0000-1149",
        posted_at="2025-11-01T08:00:00+07:00",
    )
    (notice,) = letters([old])
    line = notice.lines.get()
    assert "ID-PMD-40-2022" in line.law
    change_line(line, law=[*line.law, IMPORT])
    with pytest.raises(SkipThis, match="no such ground"):
        change_line(line, law=[*line.law, "ID-PMD-50-2020"])


def test_a_request_claims_no_breach_so_it_cites_nothing(
    confirm: Confirm, letters: Letters, people: dict[str, User], change_line: Edit
) -> None:
    (notice,) = letters([confirm("p1", UNPAID, decided=UNPAID_PROMOTER)])
    line = notice.lines.get()
    assert line.law == []
    change_line(line, law=[ADVERTS])
    assert "Permintaan tidak mendalilkan pelanggaran" in why_not(notice, people["penyelia"]).person.id
    change_line(notice.lines.get(), law=[])
    signed = sign(notice, by=people["penyelia"])
    assert signed.pdf is not None
    assert "Dasar hukum" not in " ".join(Printed(signed.pdf).pages)
