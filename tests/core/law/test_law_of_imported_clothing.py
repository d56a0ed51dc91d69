"""The law of the pack `pakaian-bekas-impor` against dossier 1.9 and 6, and what it says around every date."""

from datetime import date, timedelta

import pytest

from turunkan.core.law import LawBook, Span, Status
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Action, Label

# Dossier 1.9, written out a second time: id, first and last day, whom or what it binds, articles, tariff line.
# "?": still to be verified, being [U] in dossier 1.9 or named in dossier 6: the annex line of Permendag 47/2025
# and the fate of 51/2015 (no. 2), Permenkominfo 5/2020 and its amendment 10/2021 (no. 4), UU 7/2014 after UU
# 6/2023 (no. 6), the advert article of Permendag 31/2023 (no. 7). "-": in force; no tariff line.
DOSSIER = """
ID-PMD-51-2015 | 2015-07-01? | -?         | import | pasal 2-4 | -
ID-PMD-18-2021 | 2021-04-01? | 2022-06-27 | import | pasal 2 ayat (3), Lampiran II bagian IV | 6309.00.00
ID-PMD-40-2022 | 2022-06-28  | 2025-12-31 | import | pasal 2 ayat (3), Lampiran II bagian IV | 6309.00.00
ID-PMD-47-2025 | 2026-01-01  | -          | import | pasal 2 ayat (1) | 6309.00.00?
ID-UU-7-2014   | 2014-03-11? | -          | importer | pasal 47, 111, 112 ayat (2)? | -
ID-UU-17-2006  | 2006-11-15? | -          | importer, knowing-seller | pasal 102, 103 huruf d | -
ID-UU-8-1999   | 2000-04-20? | -          | trader, advertiser | pasal 8 ayat (1) a, 8 ayat (2), 17, 20, 62 | -
ID-PP-80-2019  | 2019-11-25? | -          | platform, advert | pasal 22, 35, 80 | -
ID-PMD-50-2020 | 2020-11-19? | 2023-09-25 | advert | pasal 18, 47 | -
ID-PMD-31-2023 | 2023-09-26  | -          | advert, social-commerce | pasal 21, 28? | -
ID-PMK-5-2020  | 2020-11-24  | -          | platform | pasal 9, 13-16? | -
ID-UU-1-2024   | 2024-01-02? | -          | platform | pasal 40, 40A | -
ID-KUHP-2023   | 2026-01-02  | -          | participation | pasal 20-22 | -
"""

# scope: the first days on which what may be cited for it differs from the day before, and what that is.
CHANGES = {
    "import": [
        (date(2021, 4, 1), ["ID-PMD-18-2021"]),
        (date(2022, 6, 28), ["ID-PMD-40-2022"]),
        (date(2026, 1, 1), ["ID-PMD-47-2025"]),
    ],
    "importer": [
        (date(2006, 11, 15), ["ID-UU-17-2006"]),
        (date(2014, 3, 11), ["ID-UU-7-2014", "ID-UU-17-2006"]),
    ],
    "knowing-seller": [(date(2006, 11, 15), ["ID-UU-17-2006"])],
    "trader": [(date(2000, 4, 20), ["ID-UU-8-1999"])],
    "advertiser": [(date(2000, 4, 20), ["ID-UU-8-1999"])],
    "advert": [
        (date(2019, 11, 25), ["ID-PP-80-2019"]),
        (date(2020, 11, 19), ["ID-PP-80-2019", "ID-PMD-50-2020"]),
        (date(2023, 9, 26), ["ID-PP-80-2019", "ID-PMD-31-2023"]),
    ],
    "platform": [
        (date(2019, 11, 25), ["ID-PP-80-2019"]),
        (date(2020, 11, 24), ["ID-PP-80-2019", "ID-PMK-5-2020"]),
        (date(2024, 1, 2), ["ID-PP-80-2019", "ID-PMK-5-2020", "ID-UU-1-2024"]),
    ],
    "social-commerce": [(date(2023, 9, 26), ["ID-PMD-31-2023"])],
    "participation": [(date(2026, 1, 2), ["ID-KUHP-2023"])],
}

A_DAY = timedelta(days=1)
BEFORE_ALL, AFTER_ALL = date(1999, 1, 1), date(2027, 1, 1)


def around_changes() -> list[tuple[str, date, list[str]]]:
    """(scope, day, what is in force): the day before, of and after every change, and far off on both sides."""
    days = []
    for scope, changes in CHANGES.items():
        days.append((scope, BEFORE_ALL, []))
        in_force: list[str] = []
        for day, names in changes:
            days += [(scope, day - A_DAY, in_force), (scope, day, names), (scope, day + A_DAY, names)]
            in_force = names
        days.append((scope, AFTER_ALL, in_force))
    return days


@pytest.fixture(scope="module")
def law() -> LawBook:
    return load_pack("pakaian-bekas-impor").law


def cited(law: LawBook, day: date, *scopes: str) -> list[str]:
    return [statute.id for statute in law.in_force(day, scopes)]


def marked(fact: object, status: Status) -> str:
    return f"{fact}?" if status is Status.TO_VERIFY else str(fact)


def span_cells(span: Span) -> tuple[str, str]:
    return marked(span.start, span.start_status), marked(span.end or "-", span.end_status)


def test_the_whole_table_equals_the_dossier(law):
    shipped = [
        (
            statute.id,
            *span_cells(statute.span),
            ", ".join(statute.scopes),
            marked(statute.articles, statute.articles_status),
            marked(statute.tariff or "-", statute.tariff_status),
        )
        for statute in law.statutes.values()
    ]
    assert shipped == [tuple(cell.strip() for cell in line.split("|")) for line in DOSSIER.strip().splitlines()]


def test_every_fact_of_the_table_names_where_it_was_read(law):
    entries = [*law.statutes.values(), *law.tolerances]
    assert [entry.id for entry in entries if not entry.sources] == []
    assert [entry.id for entry in entries if "U" in entry.sources] == []


def test_the_amendment_of_the_platform_rule_is_named(law):
    """Dossier 6, no. 4."""
    title = law.statutes["ID-PMK-5-2020"].title
    assert "10/2021" in title.id
    assert "10/2021" in title.en


def test_every_import_rule_warns_that_it_does_not_ban_selling_and_no_other_rule_does(law):
    """Dossier 0.2."""
    warning = "Aturan ini melarang impor, bukan penjualan di dalam negeri."
    warned = {one.id for one in law.statutes.values() if one.caution and one.caution.id == warning}
    assert warned == {one.id for one in law.statutes.values() if set(one.scopes) <= {"import", "importer"}}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("ID-UU-8-1999", ("8(2)", "non-disclosure", "openly called used")),  # dossier 1.4
        ("ID-UU-17-2006", ("103(d)", "knowledge", "good faith", "Act 1/2026")),  # dossier 1.2
    ],
)
def test_what_a_rule_must_not_be_taken_to_mean_is_said(law, name, parts):
    said = law.statutes[name].caution.en
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(("scope", "day", "names"), around_changes())
def test_what_may_be_cited_changes_on_its_day_and_on_no_other(law, scope, day, names):
    assert cited(law, day, scope) == names


def test_every_scope_has_its_days_in_the_table(law):
    assert set(CHANGES) == {scope for statute in law.statutes.values() for scope in statute.scopes}


def test_exactly_one_import_rule_is_in_force_on_every_day_since_april_2021(law):
    day, last = date(2021, 4, 1), date(2027, 1, 1)
    others = []
    while day <= last:
        if len(cited(law, day, "import")) != 1:
            others.append(day)
        day += A_DAY
    assert others == []


def test_the_rule_of_2015_whose_fate_nobody_checked_is_never_cited(law):
    days = [date(2016, 1, 1), date(2021, 4, 1), date(2026, 1, 1)]
    assert law.statutes["ID-PMD-51-2015"].span.holds(days[0])
    assert [day for day in days if "ID-PMD-51-2015" in cited(law, day, *CHANGES)] == []


def test_the_grounds_against_a_bale_seller_are_shown_once_each_in_table_order(law):
    scopes = ("import", "knowing-seller", "trader", "advert")
    others = ["ID-UU-17-2006", "ID-UU-8-1999", "ID-PP-80-2019", "ID-PMD-31-2023"]
    assert cited(law, date(2025, 12, 31), *scopes) == ["ID-PMD-40-2022", *others]
    assert cited(law, date(2026, 1, 1), *scopes) == ["ID-PMD-47-2025", *others]


def test_an_offer_of_2025_still_online_in_2026_falls_under_both_rules(law):
    """Edge case E23: the rule of the posting date, and its successor for the continued offer."""
    (posted,) = law.in_force(date(2025, 11, 15), ["import"])
    assert [posted.id, *(later.id for later in law.successors(posted))] == ["ID-PMD-40-2022", "ID-PMD-47-2025"]


def test_successors_begin_on_the_day_after(law):
    followed = [(one, law.statutes[one.successor]) for one in law.statutes.values() if one.successor]
    assert [(one.id, later.id) for one, later in followed] == [
        ("ID-PMD-18-2021", "ID-PMD-40-2022"),
        ("ID-PMD-40-2022", "ID-PMD-47-2025"),
        ("ID-PMD-50-2020", "ID-PMD-31-2023"),
    ]
    assert [later.id for one, later in followed if one.span.end + A_DAY != later.span.start] == []


def test_free_zones_are_named_only_by_the_rule_that_covers_them(law):
    """Edge case E20: Batam is covered since 2026."""
    naming = [one.id for one in law.statutes.values() if "free zones" in one.says.en]
    assert (
        naming == [one.id for one in law.statutes.values() if "kawasan bebas" in one.says.id] == ["ID-PMD-47-2025"]
    )


@pytest.mark.parametrize(
    ("day", "tolerated"),
    [
        (date(2025, 12, 9), False),
        (date(2025, 12, 10), True),
        (date(2026, 2, 15), True),
        (date(2026, 3, 21), True),
        (date(2026, 3, 22), False),
    ],
)
def test_retail_stock_is_tolerated_until_lebaran_2026(law, day, tolerated):
    """Edge case E24."""
    found = law.tolerance(day, Label.SELLER, "piece")
    assert (found is not None) is tolerated
    if found:
        assert (found.id, found.action) == ("TOL-RITEL-LEBARAN-2026", Action.REVIEW)


@pytest.mark.parametrize(
    ("label", "tier"),
    [(Label.SELLER, "bale"), (Label.SELLER, None), (Label.PROMOTER, "paid"), (Label.PROMOTER, "piece")],
)
def test_nobody_but_the_piece_seller_is_tolerated(law, label, tier):
    assert law.tolerance(date(2026, 2, 15), label, tier) is None


@pytest.mark.parametrize("tier", ["bale", "piece"])
@pytest.mark.parametrize(
    ("day", "open_question"),
    [
        (date(2016, 3, 1), True),
        (date(2022, 1, 1), True),
        (date(2025, 11, 4), True),
        (date(2026, 1, 1), False),
    ],
)
def test_free_zones_were_an_open_question_until_the_rule_of_2026(law, tier, day, open_question):
    """Edge case E20: Permendag 47/2025 covers free zones [L19], for posts since 1 January 2026."""
    without, claimed = (law.tolerance(day, Label.SELLER, tier, seen) for seen in ((), ("free-zone",)))
    assert (claimed is not without) is open_question
    if open_question:
        assert claimed.id == f"TOL-KPBPB-{tier.upper()}"


def test_the_end_of_the_tolerance_is_still_to_be_verified(law):
    """Dossier 1.3: the day of Lebaran 2026 is [U]."""
    found = next(one for one in law.tolerances if one.id == "TOL-RITEL-LEBARAN-2026")
    assert span_cells(found.span) == ("2025-12-10", "2026-03-21?")
