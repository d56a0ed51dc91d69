"""What a page shows of a content: a table of pages, most of them near to another state."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.vocab import Wording
from turunkan.desk.followup.recheck.reading import Expected, Seen, read_page, share_of, signs
from turunkan.desk.followup.recheck.states import PAGE_STATES, PageState, RemovedBy

POST = "Ready bal segel jaket second import Korea isi 120 pcs, harga 3 juta, minat WA"
HANDLE, URL = "gudang.contoh", "https://www.toko.example/p/1/"
TABLE = Path(__file__).parent / "tables" / "pages.yaml"


def rows() -> Iterator[tuple[str, list[Any]]]:
    for state, pages in yaml.safe_load(TABLE.read_text(encoding="utf-8")).items():
        yield from ((state, page) for page in pages)


def seen(status: int, path: str, text: str) -> Seen:
    """A row as a capture saw it."""
    shown = text.replace("POST", POST).replace("HANDLE", HANDLE)
    if path == "-":
        return Seen(url=URL, trouble=Wording(id="waktu habis", en="timed out"))
    final = URL if path == "=" else f"https://www.toko.example{path.replace('HANDLE', HANDLE)}"
    return Seen(url=URL, final_url=final, status=status, text=shown)


@pytest.mark.parametrize(("state", "row"), list(rows()))
def test_the_state_of_a_page(state: str, row: list[Any]) -> None:
    status, path, text, *by = row
    reading = read_page(seen(status, path, text), Expected(text=POST, handle=HANDLE))
    assert reading.state == state, reading.ground
    assert reading.removed_by == (by[0] if by else RemovedBy.UNSAID)
    assert reading.ground.id
    assert reading.ground.en


def test_every_state_has_a_title_and_rows_enough() -> None:
    counted = [state for state, _ in rows()]
    assert set(PAGE_STATES) == set(PageState) == set(counted)
    assert len(counted) >= 80
    assert min(map(counted.count, counted)) >= 5


def test_a_short_content_is_never_called_live_for_words_that_stand_everywhere() -> None:
    reading = read_page(seen(200, "=", "Sold out. Banyak yang sold out hari ini."), Expected(text="sold out"))
    assert reading.state is PageState.UNKNOWN


@given(st.text(max_size=300), st.sampled_from([200, 401, 403, 404, 410, 429, 451, 500]))
def test_gone_is_said_only_by_a_status_or_a_sign(text: str, status: int) -> None:
    reading = read_page(Seen(url=URL, final_url=URL, status=status, text=text), Expected(text=POST, handle=HANDLE))
    if reading.state is PageState.GONE and status not in (404, 410):
        assert "“" in reading.ground.id


@given(st.lists(st.sampled_from(POST.split()), min_size=1, max_size=30), st.text(max_size=60))
def test_a_share_is_a_share_and_whole_where_the_content_is_there(words: list[str], around: str) -> None:
    assert 0 <= share_of(POST, " ".join(words)) <= 1
    assert share_of(POST, f"{around} {POST} {around}") == 1


def test_signs_are_told_apart_and_none_is_the_beginning_of_another_kinds() -> None:
    said = yaml.safe_load((Path(signs.__wrapped__.__code__.co_filename).parent / "signs.yaml").read_text("utf-8"))
    kinds = [(kind, sign) for kind, all_of_it in said.items() for sign in all_of_it]
    assert len({sign for _, sign in kinds}) == len(kinds)
    for kind, patterns in signs().items():
        assert patterns, kind
