"""Both languages of the screens: a page keeps to the one chosen, and a letter to Indonesian."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from english_catalogue import says, sentences
from pages import addresses_of, patterns
from tests.desk.conftest import BALE, Import, item, post

from turunkan.core.vocab import Wording
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Role

ALIKE = {"Platform", "platform", "No."}
SHOWN = [str(pattern.name) for pattern in patterns() if "GET" in pattern.callback.access.methods]  # type: ignore[attr-defined]

needs_database = pytest.mark.django_db
pytestmark = pytest.mark.once


class Screen(HTMLParser):
    """What a page says in its own language: texts outside of any part that is marked as another language."""

    VOID = ("br", "hr", "img", "input", "link", "meta")
    ATTRIBUTES = ("aria-label", "placeholder")

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag not in self.VOID:
            own = tag == "html" or given.get("lang") in (None, self.language)
            self._open.append((tag, own))
        if all(own for _, own in self._open):
            self.texts += [text for name in self.ATTRIBUTES if (text := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        """Leave one element, and what was left open in it."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep a text, spaces apart."""
        if data.strip() and all(own for _, own in self._open):
            self.texts.append(" ".join(data.split()))

    def says(self, text: str) -> bool:
        """Whether the text stands somewhere on the page, capitals apart."""
        return text.lower() in " ".join(self.texts).lower()


def screen(client: Client, address: str, language: str = "") -> Screen:
    """A page as a browser gets it that prefers a language."""
    response = client.get(address, headers={"accept-language": language} if language else {})
    page = Screen()
    page.feed(response.content.decode())
    return page


@pytest.fixture
def addresses(notice: Notice, people: dict[str, User]) -> dict[str, str]:
    """An address of every page at which something is, around a signed letter."""
    return addresses_of(sign(notice, by=people["penyelia"]), people["petugas"])


@pytest.fixture
def everybody(people: dict[str, User]) -> dict[str, Client]:
    """A client of each role."""
    clients = {role.value: Client() for role in Role}
    for role, client in clients.items():
        client.force_login(people[role])
    return clients


@needs_database
@pytest.mark.parametrize(
    ("preferred", "language", "heading"),
    [
        ("", "id", "Masuk"),
        ("id-ID,id;q=0.9,en;q=0.8", "id", "Masuk"),
        ("nl,de;q=0.7", "id", "Masuk"),
        ("en", "en", "Log in"),
        ("en-GB,en;q=0.9,id;q=0.5", "en", "Log in"),
    ],
)
def test_without_a_choice_the_browser_decides_and_else_it_is_indonesian(
    client: Client, preferred: str, language: str, heading: str
) -> None:
    page = screen(client, "/masuk/", preferred)
    assert page.language == language
    assert heading in page.texts


@needs_database
@pytest.mark.parametrize(("choice", "other", "heading"), [("en", "id", "Log in"), ("id", "en", "Masuk")])
def test_a_choice_stays_and_wins_over_the_browser(client: Client, choice: str, other: str, heading: str) -> None:
    answer = client.post("/bahasa/", {"language": choice, "next": "/masuk/"}, headers={"accept-language": other})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/masuk/")
    for preferred in ("", other, "nl"):
        page = screen(client, "/masuk/", preferred)
        assert page.language == choice
        assert heading in page.texts


@needs_database
@pytest.mark.parametrize("given", ["", "nl", "EN", "en-GB", "../en", "id; en"])
def test_a_language_that_the_desk_does_not_have_changes_nothing(client: Client, given: str) -> None:
    client.post("/bahasa/", {"language": "en"})
    client.post("/bahasa/", {"language": given})
    assert screen(client, "/masuk/", "id").language == "en"


@needs_database
def test_the_form_offers_the_other_language_and_brings_back_to_the_same_page(
    everybody: dict[str, Client],
) -> None:
    reviewer = everybody["peninjau"]
    page = reviewer.get("/antrean/?label=seller&page=1").content.decode()
    assert 'name="next" value="/antrean/?label=seller&amp;page=1"' in page
    assert re.search(r'value="id" lang="id" aria-current="true" disabled', page)
    answer = reviewer.post("/bahasa/", {"language": "en", "next": "/antrean/?label=seller&page=1"}, follow=True)
    assert answer.redirect_chain == [("/antrean/?label=seller&page=1", 302)]
    assert re.search(r'value="en" lang="en" aria-current="true" disabled', answer.content.decode())


@needs_database
def test_the_choice_is_kept_over_login_and_logout(client: Client, people: dict[str, User]) -> None:
    client.post("/bahasa/", {"language": "en"})
    client.force_login(people["peninjau"])
    assert screen(client, "/antrean/").language == "en"
    client.post("/keluar/")
    assert screen(client, "/masuk/").language == "en"


@needs_database
def test_no_page_mixes_the_languages(
    addresses: dict[str, str], everybody: dict[str, Client], people: dict[str, User]
) -> None:
    names = {one.shown_name for one in people.values()}  # one of them is called Hukum
    english = {text for entry in sentences().values() for text in says(entry).values()}
    indonesian = {msgid for _, msgid in sentences()}
    seen: set[str] = set()
    for name in SHOWN:
        for client in everybody.values():
            response = client.get(addresses[name])
            if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
                continue
            seen.add(name)
            pages = {language: screen(client, addresses[name], language) for language in ("id", "en")}
            assert [page.language for page in pages.values()] == ["id", "en"], name
            assert set(pages["id"].texts) & (english - indonesian) <= names, name
            assert set(pages["en"].texts) & (indonesian - english) <= names, name
    assert {
        "queue",
        "item",
        "account",
        "cases",
        "case",
        "notices",
        "notice",
        "law",
        "audit",
        "answer",
        "verify",
    } <= seen


def expect_each(pages: dict[str, Screen], wordings: list[Wording]) -> None:
    """The Indonesian page has the Indonesian words, the English page the English ones, and neither the other's."""
    for one in wordings:
        assert pages["id"].says(one.id)
        assert pages["en"].says(one.en)
        assert not pages["id"].says(one.en), one.en
        assert not pages["en"].says(one.id), one.id


@needs_database
def test_the_queue_in_both_languages(bring_in: Import, everybody: dict[str, Client]) -> None:
    bring_in(post("1", BALE))
    pages = {language: screen(everybody["peninjau"], "/antrean/", language) for language in ("id", "en")}
    expect_each(
        pages,
        [
            Wording("Antrean", "Queue"),
            Wording("Mulai meninjau", "Start reviewing"),
            Wording("menunggu", "waiting"),
            Wording("tinggi", "high"),
            Wording("pendapat atau berita", "speech"),
            Wording("1.200 pengikut", "1,200 followers"),
            Wording("lewat 48 jam", "for more than 48 hours"),
        ],
    )
    assert pages["id"].says("Peninjau · peninjau")  # a person of that name, and the role
    assert pages["en"].says("Peninjau · reviewer")


@needs_database
def test_an_item_in_both_languages(bring_in: Import, everybody: dict[str, Client]) -> None:
    bring_in(post("1", BALE))
    address = f"/konten/{item('1').pk}/"
    pages = {language: screen(everybody["peninjau"], address, language) for language in ("id", "en")}
    expect_each(
        pages,
        [
            Wording("Golongan dan tingkat", "Label and tier"),
            Wording("menawarkan pakaian bekas impor per bal", "offers imported used clothing by the bale"),
            Wording("biarkan", "leave it alone"),
            Wording("anjuran mesin", "recommended by the engine"),
            Wording("10 November 2026, 08.00 WIB", "10 November 2026, 08:00 WIB"),
            Wording("Yang meringankan", "What speaks against"),
        ],
    )
    english = everybody["peninjau"].get(address, headers={"accept-language": "en"}).content.decode()
    assert (
        '<div class="original" lang="id">' in english
    )  # what was posted stays as it was, and is marked as Indonesian


@needs_database
def test_a_draft_in_both_languages_and_the_letter_itself_in_indonesian(
    notice: Notice, everybody: dict[str, Client]
) -> None:
    address = f"/surat/{notice.pk}/"
    clients = everybody["penyelia"], everybody["petugas"]
    for client in clients:
        pages = {language: screen(client, address, language) for language in ("id", "en")}
        expect_each(
            pages,
            [
                Wording("Daftar periksa", "Checklist"),
                Wording("Setiap konten dikonfirmasi orang", "Every Item was confirmed by people"),
                Wording("Ubah konsep", "Change the draft"),
                Wording("batasi di Indonesia", "restrict it in Indonesia"),
                Wording("Segera", "Prompt"),
            ],
        )
        assert {"aduan", "konsep"} <= set(pages["id"].texts)
        assert {"notice", "draft"} <= set(pages["en"].texts)
        assert not {"aduan", "konsep"} & set(pages["en"].texts)
        letter = re.search(
            r'<article class="sheet" lang="id".*?</article>', client.get(address).content.decode(), re.S
        )
        english = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert letter
        assert letter[0].partition(">")[2] in english  # but for its label, letter by letter the same


@needs_database
def test_the_answer_page_in_both_languages_and_what_the_letter_says_in_indonesian(
    addresses: dict[str, str], client: Client
) -> None:
    pages = {language: screen(client, addresses["answer"], language) for language in ("id", "en")}
    expect_each(
        pages,
        [
            Wording("Kirim tanggapan", "Send the answer"),
            Wording("dibatasi di Indonesia", "restricted in Indonesia"),
            Wording("harus lewat formulir resmi kami", "has to come through our own form"),
            Wording("tanggal kantor, bukan tenggat hukum", "the office's date, not a legal deadline"),
        ],
    )
    assert (
        "menurunkan konten ini"
        in client.get(addresses["answer"], headers={"accept-language": "en"}).content.decode()
    )


@needs_database
def test_what_the_desk_answers_is_in_the_language_of_the_page(
    everybody: dict[str, Client], bring_in: Import
) -> None:
    bring_in(post("1", BALE))
    reviewer = everybody["peninjau"]
    incomplete = f"/konten/{item('1').pk}/putuskan/"
    for language, said in (
        ("id", "Pilih golongan, alasan dan tindakan."),
        ("en", "Choose a label, a reason and a measure."),
    ):
        answer = reviewer.post(incomplete, {}, headers={"accept-language": language}, follow=True)
        page = Screen()
        page.feed(answer.content.decode())
        assert page.says(said)
