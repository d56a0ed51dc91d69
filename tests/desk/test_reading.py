"""Whatever a reader stumbles over is named, and keeps neither the server, the tick nor what is around it back."""

import io
import json
import zipfile
from typing import Any

import drawn
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.desk.conftest import UNRELATED, Import, post

from turunkan.core.readers import Capture
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.intake.models import BrokenPart, ImportRun, Item
from turunkan.desk.intake.services import reading
from turunkan.desk.intake.services.media_reading import read_waiting_media
from turunkan.desk.parties.models import User
from turunkan.desk.review.selectors import current_finding
from turunkan.site import ticking

pytestmark = pytest.mark.django_db
LINES = "\n".join(json.dumps(post(id_, UNRELATED)) for id_ in "123").encode()


@pytest.fixture
def officer(people: dict[str, User], subject: Any, settings: Any, tmp_path: Any) -> Client:
    """Somebody who may import, logged in, at a data folder of their own."""
    settings.TURUNKAN_HOME = tmp_path
    client = Client()
    client.force_login(people["petugas"])
    return client


def give(client: Client, name: str, data: bytes) -> Any:
    return client.post("/masukkan/berkas/", {"file": SimpleUploadedFile(name, data)}, follow=True)


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that meets something that nobody thought of, after two records."""
    read = reading.read_posts

    def posts(*args: Any) -> Any:
        def parts() -> Any:
            for number, part in enumerate(read(*args)):
                if number == 2:
                    raise AttributeError("tidak terduga")
                yield part

        return Capture("items", parts())

    monkeypatch.setattr(reading, "read_posts", posts)


def test_where_a_reader_fails_what_came_before_is_kept_and_the_rest_named(
    officer: Client, stumbling: None
) -> None:
    page = give(officer, "tangkapan.jsonl", LINES)
    part = BrokenPart.objects.get()
    assert (ImportRun.objects.get().state, Item.objects.count()) == ("done", 2)
    assert (part.code, part.part) == ("reader-failed", "rest")
    assert "tidak terduga" in page.content.decode()


@pytest.mark.parametrize("error", [AttributeError("x"), RecursionError(), KeyError(3)])
def test_where_a_reader_fails_at_once_the_file_is_refused(
    officer: Client, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(reading, "read_posts", fail)
    monkeypatch.setattr(reading, "inspect", fail)
    page = give(officer, "tangkapan.jsonl", LINES)
    assert page.status_code == 200
    assert "karena isi yang tidak terduga" in page.content.decode()
    assert ImportRun.objects.get().state == "refused"


def test_an_offer_in_a_picture_alone_is_surfaced(bring_in: Import, settings: Any, tmp_path: Any) -> None:
    settings.TURUNKAN_HOME = tmp_path
    advert = drawn.jpeg(drawn.banner("READY BAL SEGEL", seed=1, degrees=10), quality=45)
    bring_in(raw=advert, name="katalog.jpg")
    assert read_waiting_media(timezone.now()) == 1
    row = Item.objects.get()
    assert row.surfaced
    assert current_finding(row).snapshot.document["image_text"].upper() == "READY BAL SEGEL"


def test_parts_that_stand_far_inside_an_archive_are_all_kept_apart(bring_in: Import) -> None:
    made = io.BytesIO()
    folder = "sangat/" * 40
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("satu", "dua"):
            archive.writestr(f"{folder}{name}.jsonl", b'{"text":\n' * 3)
            archive.writestr(f"dekat/{name}.jsonl", b'{"text":\n' * 2)
    run = bring_in(raw=made.getvalue(), name="kiriman.zip")
    parts = list(BrokenPart.objects.all())
    assert len(parts) == run.broken == 10
    assert {part.place for part in parts if part.place.startswith("dekat")} == {
        f"dekat/{name}.jsonl:{line}" for name in ("satu", "dua") for line in (1, 2)
    }
    assert all(part.place.endswith(("satu.jsonl:1", "dua.jsonl:1")) for part in parts if ":1" in part.place)


def test_a_task_that_fails_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    done: list[str] = []

    def fails(_: Any) -> int:
        raise AttributeError("tidak terduga")

    def skips(_: Any) -> int:
        raise SkipThis("later", Wording("nanti", "later"))

    monkeypatch.setattr(
        ticking, "TASKS", {"a": fails, "b": lambda _: done.append("b") or 1, "c": skips, "d": lambda _: 2}
    )
    with pytest.raises(AttributeError, match="tidak terduga"):
        ticking.tick_once()
    assert done == ["b"]
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "a failed",
        "c failed",
    ]
    assert ticking.tick_once(("b", "d")) == {"b": 1, "d": 2}
