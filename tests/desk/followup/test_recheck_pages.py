"""What a page shows of a content: a table of pages, most of them near to another state."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.vocab import Wording
from turunkan.desk.followup.recheck.reading import Expected, Seen, read_page, share_of
from turunkan.desk.followup.recheck.signs import DOUBT, MEANINGS, Sign, find, sentences_of
from turunkan.desk.followup.recheck.states import PAGE_STATES, PageState

POST = "Ready bal segel jaket second import Korea isi 120 pcs, harga 3 juta, minat WA"
HANDLE, URL = "gudang.contoh", "https://www.toko.example/p/1/"
TABLE = Path(__file__).parent / "tables" / "pages.yaml"


def rows() -> Iterator[tuple[str, list[Any]]]:
    for state, pages in yaml.safe_load(TABLE.read_text(encoding="utf-8")).items():
        yield from ((state, page) for page in pages)


def seen(status: int, path: str, text: str, title: str = "") -> Seen:
    """A row as a capture saw it."""
    shown = text.replace("POST", POST).replace("HANDLE", HANDLE)
    if path == "-":
        return Seen(url=URL, trouble=Wording(id="waktu habis", en="timed out"))
    final = urljoin(URL, "" if path == "=" else path.replace("HANDLE", HANDLE))
    return Seen(url=URL, final_url=final, status=status, title=title, text=shown)


@pytest.mark.parametrize(("state", "row"), list(rows()))
def test_the_state_of_a_page(state: str, row: list[Any]) -> None:
    status, path, text, by, title = (*row, *["", ""][len(row) - 3 :])
    reading = read_page(seen(status, path, text, title), Expected(text=POST, handle=HANDLE))
    assert reading.state == state, reading.ground
    assert reading.removed_by == by
    assert reading.ground.id
    assert reading.ground.en


def test_every_state_has_a_title_and_rows_enough() -> None:
    counted = [state for state, _ in rows()]
    assert set(PAGE_STATES) == set(PageState) == set(counted)
    assert len(counted) >= 80
    assert min(map(counted.count, counted)) >= 5


OWN = "Konten ini telah dihapus oleh kompetitor! Ready bal segel, isi 120 pcs, harga 3 juta, silakan masuk ke grup"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (OWN, PageState.LIVE),
        ("Konten ini telah dihapus oleh kompetitor!\nSebuah toko dan isinya", PageState.UNKNOWN),
        ("Konten ini telah dihapus oleh kompetitor! Ready b", PageState.CHANGED),
        ("Konten ini telah dihapus\nSebuah toko dan isinya", PageState.UNKNOWN),
        ("Halaman tidak ditemukan", PageState.GONE),
        ("Unggahan ini telah dihapus", PageState.GONE),
        ("Konten ini telah dihapus karena melanggar", PageState.GONE),
    ],
)
def test_what_the_content_itself_says_is_no_sign(text: str, state: PageState) -> None:
    assert read_page(seen(200, "=", text), Expected(text=OWN, handle=HANDLE)).state is state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (POST, PageState.LIVE),
        ("Halaman tidak ditemukan", PageState.GONE),
        (f"{HANDLE} dan barang lain yang bukan itu", PageState.UNKNOWN),  # the rest did not come
    ],
)
def test_of_a_page_that_came_in_part_only_what_is_there_counts(text: str, state: PageState) -> None:
    part = replace(seen(200, "=", text), trouble=Wording(id="waktu habis", en="timed out"))
    assert read_page(part, Expected(text=POST, handle=HANDLE)).state is state


def test_a_short_content_is_never_called_live_for_words_that_stand_everywhere() -> None:
    page = seen(200, "=", "Sold out. Banyak yang sold out hari ini, kata HANDLE.")
    reading = read_page(page, Expected(text="sold out", handle=HANDLE))
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


SENTENCES = [(kind, sentence) for kind in Sign for sentence in sentences_of()[kind]]


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES, ids=lambda one: str(one))
def test_every_sign_is_read_as_its_own_kind_and_not_within_a_sentence(kind: Sign, sentence: str) -> None:
    line = sentence.replace("…", "siapa saja").capitalize()
    found = find([f"Maaf, {line}"], set(Sign), POST)
    assert found is not None
    assert found[0] is kind
    assert find([f"Kata mereka, {line}"], set(Sign), POST) is None or sentence.startswith("…")


def test_no_sign_is_said_twice_and_every_kind_has_its_meaning() -> None:
    assert len({sentence for _, sentence in SENTENCES}) == len(SENTENCES)
    assert set(sentences_of()) - {DOUBT} == set(Sign) == set(MEANINGS)


@pytest.mark.parametrize("excuse", sentences_of()[DOUBT])
def test_a_page_that_excuses_itself_proves_nothing(excuse: str) -> None:
    for first in ("Halaman tidak tersedia.", f"@{HANDLE}"):
        seen = Seen(url=URL, final_url=URL, status=200, text=f"{first}\nDaftar isi\nNah {excuse} ya")
        assert read_page(seen, Expected(text=POST, handle=HANDLE)).state is PageState.UNKNOWN
