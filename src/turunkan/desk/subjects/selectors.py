"""Reading versions: the pack as it was, compiled once a process, and which articles a letter may carry."""

import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from turunkan.core.detect import Engine, Many, OneByOne, is_prepared, many
from turunkan.core.law import Status, Statute
from turunkan.core.rules import Pack, load_pack
from turunkan.desk.subjects.models import ArticleCheck, SubjectVersion


def pack_of(version: SubjectVersion) -> Pack:
    """The pack exactly as it was registered, whatever lies in the package today."""
    return _pack(version.pk)


def engine_of(version: SubjectVersion) -> Engine:
    """The engine compiled from a version."""
    return _engine(version.pk)


def finder_of(version: SubjectVersion) -> Many:
    """The same engine for many Items at once, by the fastest way that needs no minutes of compiling first."""
    return _finder(version.pk)


def latest_version() -> SubjectVersion | None:
    """The version that was registered last."""
    return SubjectVersion.objects.order_by("-pk").first()


@lru_cache(maxsize=8)
def _pack(pk: int) -> Pack:
    version = SubjectVersion.objects.get(pk=pk)
    with tempfile.TemporaryDirectory(prefix="turunkan-") as folder:
        home = Path(folder) / version.name
        for name, text in version.files.items():
            target = home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return load_pack(str(home))


@lru_cache(maxsize=2)
def _engine(pk: int) -> Engine:
    return Engine(_pack(pk))


@lru_cache(maxsize=2)
def _finder(pk: int) -> Many:
    return many(_engine(pk)) if is_prepared() else OneByOne(_engine(pk))


def checks_of(version: SubjectVersion) -> dict[str, ArticleCheck]:
    """The last check of each statute whose articles were checked in this very text of the law."""
    checks = ArticleCheck.objects.filter(law_fingerprint=version.law_fingerprint).select_related("by")
    return {check.statute: check for check in checks}


def usable(version: SubjectVersion, statutes: Iterable[str]) -> list[Statute]:
    """Those whose articles a letter may carry: read in a source and not refuted, or checked by the legal desk."""
    return [statute for statute, holds in _standing(version, statutes) if holds]


def unverified(version: SubjectVersion, statutes: Iterable[str]) -> list[Statute]:
    """Those whose articles nobody has checked, or that the legal desk found wanting."""
    return [statute for statute, holds in _standing(version, statutes) if not holds]


def _standing(version: SubjectVersion, statutes: Iterable[str]) -> list[tuple[Statute, bool]]:
    book, checks = pack_of(version).law.statutes, checks_of(version)
    return [(book[name], holds(book[name], checks.get(name))) for name in statutes]


def holds(statute: Statute, check: ArticleCheck | None) -> bool:
    """The legal desk has the last word; before it speaks, only what was read in a source holds."""
    return check.holds if check else statute.articles_status is Status.SOURCED
