"""Subjects: a version never changes, and every Finding says which one gave it."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from tests.desk.conftest import BALE, Import, item, post

from turunkan import __version__
from turunkan.core.law import Status
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Item, SkipThis, StopRun
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.intake.models import Finding
from turunkan.desk.parties.models import User
from turunkan.desk.subjects import selectors
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.selectors import (
    checks_of,
    engine_of,
    latest_version,
    pack_of,
    unverified,
    usable,
)
from turunkan.desk.subjects.services import check_article, register

NAME = "pakaian-bekas-impor"
Copy = Callable[..., str]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def compiled_anew() -> Iterator[None]:
    """A number given in a transaction that is undone is given again, so nothing compiled under it may stay."""
    yield
    selectors._pack.cache_clear()
    selectors._engine.cache_clear()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The folder of the shipped pack somewhere else: `copy("pack.yaml", "old", "new")` with a change."""

    def made(file: str = "", old: str = "", new: str = "") -> str:
        folder = tmp_path / NAME
        with resources.as_file(resources.files("turunkan") / "packs" / NAME) as shipped:
            shutil.copytree(shipped, folder, dirs_exist_ok=True)
        if file:
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text
            (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return str(folder)

    return made


def test_the_same_files_are_one_version_wherever_they_lie(subject: SubjectVersion, copy: Copy) -> None:
    assert register(NAME) == register(copy()) == subject
    assert [event.verb for event in events_of("subject", subject.pk)] == ["subject.registered"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.yaml", "version: 2026", "version: 2027"),
        ("terms/bales.yaml", "", "# lain\n"),
        ("sources.yaml", "", "\n"),
    ],
    ids=["version", "terms", "white-space"],
)
def test_any_change_in_any_file_is_a_version_of_its_own(
    subject: SubjectVersion, copy: Copy, file: str, old: str, new: str
) -> None:
    other = register(copy(file, old, new))
    assert other.pk != subject.pk
    assert other.fingerprint != subject.fingerprint
    assert other.law_fingerprint == subject.law_fingerprint
    assert latest_version() == other
    assert register(NAME) == subject


def test_a_change_in_the_law_shows_in_the_laws_own_fingerprint(subject: SubjectVersion, copy: Copy) -> None:
    assert register(copy("law.yaml", "", "# lain\n")).law_fingerprint != subject.law_fingerprint


def test_the_fingerprint_can_be_computed_again_from_the_files(subject: SubjectVersion) -> None:
    digest = hashlib.sha256()
    for name, text in sorted(subject.files.items()):
        data = text.encode()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    assert digest.hexdigest() == subject.fingerprint
    assert {"pack.yaml", "law.yaml", "rules.yaml", "terms/bales.yaml"} <= subject.files.keys()
    assert (subject.name, subject.engine) == (NAME, __version__)


def test_a_version_gives_back_the_pack_that_was_registered(subject: SubjectVersion, copy: Copy) -> None:
    folder = copy("pack.yaml", "version: 2026", "version: 2027")
    other = register(folder)
    shutil.rmtree(folder)
    shipped = load_pack(NAME)
    for part in ("stamp", "rules", "filters", "concepts", "outcomes", "evidence", "sources", "confidence"):
        assert getattr(pack_of(subject), part) == getattr(shipped, part)
    assert pack_of(subject).law.statutes == shipped.law.statutes
    assert pack_of(other).version.startswith("2027")
    assert pack_of(other).rules == pack_of(subject).rules


def test_an_old_version_judges_as_it_did_after_a_new_one_came(bring_in: Import, subject: SubjectVersion) -> None:
    bring_in(post("1", BALE))
    finding = Finding.objects.get()
    assert finding.subject == subject
    again = engine_of(subject).find(Item(id=item("1").key, text=BALE, posted_at=item("1").posted_at))
    assert (again.label, again.rules, again.pack) == (
        finding.document["label"],
        tuple(finding.document["rules"]),
        str(subject),
    )


def test_a_version_cannot_be_changed_or_deleted(subject: SubjectVersion) -> None:
    subject.version = "2099.1"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        subject.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        SubjectVersion.objects.filter(pk=subject.pk).update(files={})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        subject.delete()
    subject.refresh_from_db()
    assert str(subject) == load_pack(NAME).stamp


@pytest.mark.parametrize(
    ("name", "old", "new"), [("gone", "", ""), ("", "name: ", "nama: "), ("", "action: notice", "action: arrest")]
)
def test_a_pack_with_a_mistake_is_no_version(copy: Copy, name: str, old: str, new: str) -> None:
    before = SubjectVersion.objects.count()
    with pytest.raises(StopRun):
        register(name or copy("pack.yaml", old, new))
    assert SubjectVersion.objects.count() == before


def statutes(version: SubjectVersion) -> tuple[str, str]:
    """A statute whose articles were read in a source, and one whose articles were not."""
    book = pack_of(version).law.statutes
    read = [name for name, statute in book.items() if statute.articles_status is Status.SOURCED]
    return read[0], next(name for name in book if name not in read)


def test_only_what_was_read_in_a_source_may_be_used_before_the_legal_desk_speaks(subject: SubjectVersion) -> None:
    read, unread = statutes(subject)
    assert [one.id for one in usable(subject, [read, unread])] == [read]
    assert [one.id for one in unverified(subject, [read, unread])] == [unread]


def test_the_legal_desk_has_the_last_word_and_its_last_word_counts(
    subject: SubjectVersion, people: dict[str, User]
) -> None:
    read, unread = statutes(subject)
    for statute, holds in ((read, True), (read, False), (unread, False), (unread, True)):
        check_article(subject, statute, by=people["hukum"], holds=holds, source=" JDIH, 3 November 2026 ")
    assert [one.id for one in usable(subject, [read, unread])] == [unread]
    assert {name: check.holds for name, check in checks_of(subject).items()} == {read: False, unread: True}
    assert checks_of(subject)[read].source == "JDIH, 3 November 2026"


def test_a_check_is_of_the_text_of_the_law_and_of_no_other(
    subject: SubjectVersion, people: dict[str, User], copy: Copy
) -> None:
    _, unread = statutes(subject)
    check_article(subject, unread, by=people["hukum"], holds=True, source="JDIH")
    other_terms = register(copy("terms/bales.yaml", "", "# lain\n"))
    assert usable(other_terms, [unread])
    other_law = register(copy("law.yaml", "", "# lain\n"))
    assert not usable(other_law, [unread])


@pytest.mark.parametrize(("statute", "source"), [("", ""), ("", " \n"), ("uu-contoh-1-1900", "JDIH")])
def test_a_check_without_a_source_or_of_nothing_is_not_kept(
    subject: SubjectVersion, people: dict[str, User], statute: str, source: str
) -> None:
    with pytest.raises(SkipThis):
        check_article(subject, statute or statutes(subject)[1], by=people["hukum"], holds=True, source=source)
    assert checks_of(subject) == {}
