"""Deciding: label, tier, measure and reason fit each other; what goes beyond the advice needs a second person."""

from collections.abc import Callable
from typing import Any

import pytest
from own_desk import WAIT, OwnDesk, together
from tests.desk.conftest import BALE, NEWS, PIECE, UNCLEAR, UNPAID, Import, item, post, verdict

from turunkan.core.vocab import Action, Label, Lang, SkipThis
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.intake.models import Finding, Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.claims import holder_of
from turunkan.desk.review.models import Decision
from turunkan.desk.review.reasons import BY_CODE, REASONS, fits
from turunkan.desk.review.services import decide, exceeds
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.selectors import pack_of

SELLER, PROMOTER, LAWFUL, SPEECH = Label.SELLER, Label.PROMOTER, Label.LAWFUL, Label.SPEECH
NONE, REVIEW, REQUEST, NOTICE = Action.NONE, Action.REVIEW, Action.REQUEST, Action.NOTICE
ASKED = {"label": PROMOTER, "tier": "unpaid", "measure": REQUEST, "reason": "unpaid-promotion"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "tier", "measure", "reason"),
    [
        (SELLER, "bale", NOTICE, "bale-offer"),
        (SELLER, "bale", REQUEST, "bale-behind-preloved"),
        (SELLER, "piece", NOTICE, "piece-offer"),
        (SELLER, "piece", NONE, "piece-offer"),
        (PROMOTER, "paid", NOTICE, "paid-promotion"),
        (PROMOTER, "paid", REQUEST, "supplier-access"),
        (PROMOTER, "unpaid", REQUEST, "unpaid-promotion"),
        (PROMOTER, "unpaid", NONE, "unpaid-promotion"),
        (LAWFUL, None, NONE, "own-wardrobe"),
        (LAWFUL, "", NONE, "charity"),
        (SPEECH, None, NONE, "opinion"),
        (Label.UNRELATED, None, NONE, "not-clothing"),
        (Label.UNRELATED, None, NONE, "outside-territory"),
        (Label.UNCLEAR, None, NONE, "outside-territory"),
        (Label.UNCLEAR, None, NONE, "too-little"),
    ],
)
def test_a_verdict_whose_parts_fit_is_kept(
    bring_in: Import, people: dict[str, User], label: Label, tier: str | None, measure: Action, reason: str
) -> None:
    bring_in(post("1", BALE))
    given = verdict(item("1"), label=label, tier=tier, measure=measure, reason=reason)
    decision = decide(item("1"), given, by=people["peninjau"])
    row = item("1")
    assert (decision.label, decision.tier, decision.measure, decision.reason) == (
        label,
        tier or "",
        measure,
        reason,
    )
    assert (row.state, row.outcome_label, row.outcome_tier) == ("settled", label, tier or "")
    assert row.outcome_measure == decision.measure == measure
    assert row.is_confirmed is measure.accuses
    assert decision.snapshot.content_hash == row.content_hash
    assert decision.subject == Finding.objects.get().subject


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"reason": "piece"}, "reason does not fit"),
        ({"reason": ""}, "reason does not fit"),
        ({"reason": "own-wardrobe"}, "reason does not fit"),
        ({"label": SPEECH, "tier": None, "measure": NONE, "reason": "bale-offer"}, "reason does not fit"),
        ({"tier": None}, "tier does not fit"),
        ({"tier": ""}, "tier does not fit"),
        ({"tier": "paid"}, "tier does not fit"),
        ({"tier": "Bale"}, "tier does not fit"),
        ({"label": LAWFUL, "measure": NONE, "reason": "charity"}, "tier does not fit"),
        ({"measure": REVIEW}, "measure does not fit"),
        ({"label": LAWFUL, "tier": None, "reason": "charity"}, "measure does not fit"),
        ({"label": SPEECH, "tier": None, "measure": REQUEST, "reason": "news"}, "measure does not fit"),
        ({"label": PROMOTER, "tier": "unpaid", "reason": "unpaid-promotion"}, "unpaid promoter"),
        ({"content_hash": "0" * 64}, "the content changed"),
        ({"asks_second": True}, "without a note"),
        ({"asks_second": True, "note": " \n"}, "without a note"),
    ],
)
def test_a_verdict_whose_parts_do_not_fit_changes_nothing(
    bring_in: Import, people: dict[str, User], changes: dict[str, Any], refused: str
) -> None:
    bring_in(post("1", BALE))
    before = Item.objects.values().get()
    with pytest.raises(SkipThis, match=refused) as refusal:
        decide(item("1"), verdict(item("1"), **changes), by=people["peninjau"])
    assert all(refusal.value.say(lang) for lang in Lang)
    assert Item.objects.values().get() == before
    assert not Decision.objects.exists()
    assert holder_of(item("1")) is None
    assert not events_of("item", item("1").pk).exists()


def test_reason_codes_have_a_sentence_each_and_every_label_has_reasons() -> None:
    assert len(BY_CODE) == len(REASONS)
    for lang in Lang:
        assert len({reason.says.say(lang) for reason in REASONS}) == len(REASONS)
    assert {label for reason in REASONS for label in reason.labels} == set(Label)


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_a_reason_fits_the_labels_it_names_and_no_other(reason: Any) -> None:
    tiers = reason.tiers or ("", "bale", "paid")
    assert {label for label in Label for tier in tiers if fits(reason.code, label, tier)} == set(reason.labels)
    assert not any(fits(f"{reason.code} ", label, tiers[0]) for label in Label)
    assert not reason.tiers or not any(fits(reason.code, label, "other") for label in Label)


@pytest.mark.parametrize("advice", Action)
@pytest.mark.parametrize("measure", Action)
def test_only_an_accusation_can_go_beyond_the_advice(advice: Action, measure: Action) -> None:
    graver = list(Action).index(measure) > list(Action).index(advice)
    assert exceeds(Item(action=advice), measure) is (measure in (REQUEST, NOTICE) and graver)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "changes", "state"),
    [
        (BALE, {}, "settled"),
        (BALE, {"measure": REQUEST}, "settled"),
        (BALE, {"asks_second": True, "note": "ragu"}, "second"),
        (UNPAID, ASKED, "settled"),
        (UNPAID, {"note": "jual bal di komentar"}, "second"),
        (UNCLEAR, {"measure": REQUEST, "note": "bal di foto"}, "second"),
        (UNCLEAR, {"label": LAWFUL, "tier": None, "measure": NONE, "reason": "charity"}, "settled"),
        (NEWS, {"note": "iklan berkedok berita"}, "second"),
    ],
    ids=str,
)
def test_what_goes_beyond_the_advice_waits_for_a_second_person(
    bring_in: Import, people: dict[str, User], text: str, changes: dict[str, Any], state: str
) -> None:
    bring_in(post("1", text))
    decision = decide(item("1"), verdict(item("1"), **changes), by=people["peninjau"])
    assert item("1").state == state
    assert decision.grave is (state == "second")
    assert not item("1").is_confirmed or state == "settled"


@pytest.mark.django_db
def test_what_goes_beyond_the_advice_needs_a_note(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", UNCLEAR))
    with pytest.raises(SkipThis, match="without a note"):
        decide(item("1"), verdict(item("1")), by=people["peninjau"])
    assert item("1").state == "waiting"


@pytest.mark.django_db
def test_a_decided_item_and_a_bare_link_are_not_decided(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE), post("2", ""))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    for id_ in "12":
        with pytest.raises(SkipThis, match="not open"):
            decide(item(id_), verdict(item(id_)), by=people["peninjau2"])


@pytest.mark.django_db
def test_nobody_decides_on_words_that_changed_meanwhile(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    read = verdict(item("1"))
    bring_in(post("1", PIECE))
    with pytest.raises(SkipThis, match="the content changed"):
        decide(item("1"), read, by=people["peninjau"])
    assert item("1").state == "waiting"


@pytest.mark.django_db
def test_the_log_says_what_was_decided_and_on_which_content(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    decision = decide(item("1"), verdict(item("1"), note="lihat foto kedua"), by=people["peninjau"])
    (event,) = events_of("item", item("1").pk)
    assert (event.verb, event.actor, event.role) == ("item.decided", people["peninjau"], "peninjau")
    assert event.facts == {
        "decision": decision.pk,
        "content": item("1").content_hash,
        "label": "seller",
        "measure": "notice",
        "reason": "bale-offer",
        "state": "settled",
    }


@pytest.mark.django_db
def test_every_tier_of_the_pack_can_be_decided_for(subject: SubjectVersion) -> None:
    outcomes = pack_of(subject).outcomes
    assert {outcome.label for outcome in outcomes} == {SELLER, PROMOTER}
    assert all(any(fits(reason.code, one.label, one.tier) for reason in REASONS) for one in outcomes)


FILL = """
import io
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.parties.models import User
from turunkan.desk.subjects.selectors import latest_version
for name in sys.argv[2:]:
    User.objects.create(username=name, role="peninjau")
import_capture(io.BytesIO(sys.argv[1].encode()), "a.jsonl", by=None, subject=latest_version())
"""
DECIDE = f"""
from turunkan.core.vocab import Action, Label, SkipThis
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import Verdict, decide
item, user = Item.objects.get(), User.objects.get(username=sys.argv[1])
verdict = Verdict(label=Label.SELLER, tier="bale", measure=Action.NOTICE, reason="bale-offer", note="",
                  content_hash=item.content_hash)
{WAIT}
try:
    decide(item, verdict, by=user)
    print(json.dumps("decided"))
except SkipThis as skip:
    print(json.dumps(skip.log))
assert check_chain().whole
"""


def test_of_several_who_decide_at_once_one_does(own_desk: Callable[[str], OwnDesk]) -> None:
    desk, names = own_desk("deciders"), ["satu", "dua", "tiga"]
    desk.run(FILL, f'{{"id": "1", "platform": "x", "text": "{BALE}"}}', *names)
    said = together([desk.start(DECIDE, name) for name in names])
    assert sorted(said) == ["decided", "not open for a decision", "not open for a decision"]
