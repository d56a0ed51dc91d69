"""Many at once: what a batch gives is what its Items give one by one, and it takes few queries."""

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from tests.desk.conftest import BALE, NEWS, PIECE, UNRELATED, Import, item, post, verdict

from turunkan.core import vocab
from turunkan.core.readers import read
from turunkan.desk.intake.models import Account, Finding, Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.selectors import current_finding
from turunkan.desk.review.services import decide
from turunkan.desk.subjects.selectors import engine_of

pytestmark = pytest.mark.django_db
COLUMNS = ("key", "label", "tier", "confidence", "gravity", "action", "account__key", "content_hash")


@pytest.mark.parametrize("text", [NEWS, UNRELATED, "kopi"])
def test_what_is_not_on_file_is_found_anew_as_it_was(bring_in: Import, people: dict[str, User], text: str) -> None:
    bring_in(post("1", text))
    row = item("1")
    assert not row.surfaced
    finding = current_finding(row)
    (one,) = read(io.BytesIO(json.dumps(post("1", text)).encode()), "x")
    assert isinstance(one, vocab.Item)
    assert finding.document == engine_of(finding.subject).find(replace(one, id=row.key)).as_json(vocab.Lang.ID)
    assert row.label == ""
    assert not Finding.objects.exists()
    decide(row, verdict(row, note="salah nilai"), by=people["peninjau"])
    assert Finding.objects.get().document == finding.document


def test_many_are_judged_and_named_as_one_by_one(bring_in: Import) -> None:
    texts = (BALE, NEWS, UNRELATED, PIECE)
    posts = [
        post(str(number), f"{texts[number % 4]} {number}", handle=f"toko.{number % 7}") for number in range(60)
    ]
    posts += [post("0", NEWS), post("1", BALE, handle="lain"), post("2", PIECE, author={"handle": "Toko.3"})]

    def outcome() -> tuple[list[str], list[object]]:
        found = Finding.objects.values("document", "reasons", "law_date")
        return sorted(map(str, found)), list(Item.objects.order_by("key").values(*COLUMNS))

    bring_in(*posts)
    at_once = outcome()
    Item.objects.all().delete()
    Account.objects.all().delete()
    for one in posts:
        bring_in(one)
    assert outcome() == at_once


def test_a_batch_takes_few_queries_whether_it_is_known_or_new(
    bring_in: Import, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    posts = [post(str(number), f"{BALE} {number}", handle=f"toko.{number}") for number in range(60)]
    for most in (60, 45):
        with django_assert_max_num_queries(most):
            bring_in(*posts)
