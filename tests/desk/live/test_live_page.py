"""The page of live sources, and what each role may do there."""

import pytest
from django.test import Client
from tests.desk.live.conftest import NOON, VIDEOS, Add, Tick
from youtube_api import KEY, Trouble, YouTubeApi

from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.intake.live.models import LiveSource, LiveStep, Quota
from turunkan.desk.intake.live.running import run_live_sources, run_source
from turunkan.desk.intake.live.services import MOST_VIDEOS, add_source, choose_videos, pause, resume
from turunkan.desk.parties.models import User

pytestmark = pytest.mark.django_db
PAGE = "/masukkan/langsung/"
FIRST, SECOND = list(VIDEOS)[:2]


@pytest.fixture
def admin(client: Client, people: dict[str, User]) -> Client:
    """A browser of the administrator."""
    client.force_login(people["admin"])
    return client


def texts(client: Client, language: str = "id") -> str:
    """The page as it is now."""
    return client.get(PAGE, headers={"accept-language": language}).content.decode()


def test_an_administrator_adds_pauses_and_resumes(admin: Client, api: YouTubeApi) -> None:
    admin.post(f"{PAGE}tambah/", {"kind": "youtube", "name": " Bal   segel ", "query": "bal segel"})
    source = LiveSource.objects.get()
    assert (source.name, source.settings["query"], source.settings["region"]) == ("Bal segel", "bal segel", "ID")
    assert "Bal segel" in texts(admin)
    admin.post(f"{PAGE}{source.pk}/jeda/")
    assert "dijeda" in texts(admin)
    assert run_live_sources(NOON.replace(year=2030)) == 0
    admin.post(f"{PAGE}{source.pk}/lanjut/")
    assert LiveSource.objects.get().enabled
    verbs = AuditEvent.objects.filter(object_type="live").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["live.added", "live.paused", "live.resumed"]


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "tiktok", "name": "a", "query": "b"},
        {"kind": "youtube", "name": "", "query": "b"},
        {"kind": "youtube", "name": "x" * 101, "query": "b"},
        {"kind": "youtube", "name": "a"},
        {"kind": "youtube", "name": "a", "query": "b", "days": "99"},
    ],
)
def test_what_makes_no_sense_is_refused_and_adds_nothing(admin: Client, given: dict[str, str]) -> None:
    answer = admin.post(f"{PAGE}tambah/", given, follow=True)
    assert 'class="error"' in answer.content.decode()
    assert LiveSource.objects.count() == 0


def test_a_name_is_used_once(people: dict[str, User]) -> None:
    add_source("mailbox", "Surel", {}, by=people["admin"])
    with pytest.raises(SkipThis):
        add_source("mailbox", "Surel", {}, by=people["admin"])


def test_the_services_ask_for_the_right_themselves(people: dict[str, User], add: Add) -> None:
    source = add("youtube", query="bal")
    for role in ("petugas", "peninjau", "penyelia", "hukum", "auditor"):
        with pytest.raises(SkipThis):
            add_source("mailbox", "Lain", {}, by=people[role])
        with pytest.raises(SkipThis):
            pause(source, by=people[role])
        with pytest.raises(SkipThis):
            resume(source, by=people[role])
    for role in ("hukum", "auditor", "admin"):
        with pytest.raises(SkipThis):
            choose_videos(source, FIRST, by=people[role])


def test_an_officer_chooses_a_video_and_its_comments_come_with_the_next_run(
    client: Client, people: dict[str, User], api: YouTubeApi, add: Add, tick: Tick
) -> None:
    api.comments[SECOND] = ["minat kak"]
    source = add("youtube", videos=FIRST)
    client.force_login(people["petugas"])
    client.post(f"{PAGE}{source.pk}/video/", {"videos": f"https://youtu.be/{SECOND} {FIRST}"})
    assert tick(source).settings["videos"] == [FIRST, SECOND]
    assert LiveStep.objects.filter(method="commentThreads.list", params__videoId=SECOND, state="done").exists()


@pytest.mark.parametrize("text", ["", "bukan video", " ".join(f"video{n:06}" for n in range(MOST_VIDEOS + 1))])
def test_what_is_no_video_or_too_many_changes_nothing(people: dict[str, User], add: Add, text: str) -> None:
    source = add("youtube", query="bal")
    with pytest.raises(SkipThis):
        choose_videos(source, text, by=people["petugas"])
    assert LiveSource.objects.get().settings["videos"] == []


def test_trouble_quota_and_counts_are_told_in_plain_words_of_both_languages(
    admin: Client, api: YouTubeApi, add: Add, tick: Tick
) -> None:
    api.troubles.append(("videos", Trouble(400, "keyInvalid")))
    tick(add("youtube", query="bal segel"))
    Quota.objects.update(day="2000-01-01")
    indonesian, english = texts(admin), texts(admin, "en")
    assert "Kunci API YouTube ditolak" in indonesian
    assert "The YouTube API key was refused" in english
    assert "0 dari 10.000 unit" in indonesian
    assert "0 of 10,000 units" in english
    assert "Coba lagi" in indonesian
    assert KEY not in indonesian + english


def test_what_the_server_lacks_is_named(admin: Client, add: Add) -> None:
    add("mailbox")
    page = texts(admin)
    assert "TURUNKAN_IMAP_PASSWORD" in page
    assert "belum dapat berjalan" in page


def test_two_ticks_never_work_on_a_source_together(api: YouTubeApi, add: Add) -> None:
    source = add("youtube", query="bal segel")
    LiveSource.objects.update(claimed_until=NOON.replace(hour=6))
    assert run_source(source, NOON) == 0
    assert api.asked == []
    assert run_source(source, NOON.replace(hour=7)) > 0
