"""Loader: a folder of YAML files → a checked Pack, or every mistake in it at once."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from turunkan.core.classifier import Model, parsed
from turunkan.core.law import LawBook
from turunkan.core.rules.accounts import read_account_policy
from turunkan.core.rules.checks import check
from turunkan.core.rules.concepts import read_concept, read_fact
from turunkan.core.rules.detectors import (
    read_confidence,
    read_filter,
    read_meeting,
    read_outcome,
    read_requirement,
    read_rule,
)
from turunkan.core.rules.draft import Draft, Scope
from turunkan.core.rules.marked import Entry, Value, parse
from turunkan.core.rules.names import Names, declared
from turunkan.core.rules.pack import Pack
from turunkan.core.rules.problem import Mark, PackError, PackFault, Problem
from turunkan.core.rules.reach import unreachable
from turunkan.core.rules.statutes import read_source, read_statute, read_tolerance
from turunkan.core.vocab import SkipThis, StopRun, Wording

_HEAD = (
    "name",
    "version",
    "title",
    "as_of",
    "facts",
    "evidence",
    "scopes",
    "never_alone",
    "outcomes",
    "negators",
    "denial",
    "joiners",
    "keywords",
    "confidence",
    "accounts",
)
_OPTIONAL = ("classifier",)
_MODEL = "classifier.model"
_ORDINARY = "ordinary.yaml"


def pack_names() -> list[str]:
    """The packs that come with turunkan."""
    return sorted(folder.name for folder in _shipped().iterdir() if (folder / "pack.yaml").is_file())


def load_pack(name: str) -> Pack:
    """A shipped pack by name, or any pack by its folder. Raises PackError with every mistake found."""
    folder = _folder(name)
    draft = Draft()
    head = draft.section(_file(draft, folder, "pack.yaml"), *_HEAD, optional=_OPTIONAL)
    if head is not None:
        _read_entries(draft, folder, head)
    model = draft.attempt(lambda: _model(draft, folder, head)) if head else None
    pack = draft.attempt(lambda: _assembled(draft, head, model)) if head else None
    if pack is not None and not draft.problems:
        draft.problems += [*check(draft, draft.places), *unreachable(pack, draft.places)]
    if pack is None or draft.problems:
        raise PackError(folder.name, draft.problems)
    return pack


def pack_folder(name: str) -> Traversable:
    """Where a pack lies: a shipped one by name, any by its folder. Raises StopRun."""
    return _folder(name)


def _shipped() -> Traversable:
    return resources.files("turunkan") / "packs"


def _folder(name: str) -> Traversable:
    if name in pack_names():
        return _shipped() / name
    if Path(name).is_dir():
        return Path(name).resolve()
    known = ", ".join(pack_names())
    raise StopRun(
        f"no pack {name!r}",
        Wording(
            id=f"Pack '{name}' tidak ada. Yang tersedia: {known}; atau sebut folder yang berisi pack.yaml.",
            en=f"There is no pack '{name}'. Available: {known}; or name a folder that holds pack.yaml.",
        ),
    )


def _file(draft: Draft, folder: Traversable, name: str) -> Value | None:
    return draft.attempt(lambda: parse(name, _text(draft, folder, name)))


def _text(draft: Draft, folder: Traversable, name: str) -> str:
    try:
        draft.files[name] = folder.joinpath(name).read_bytes()
        return draft.files[name].decode("utf-8-sig")  # YAML counts no columns for the mark
    except FileNotFoundError:
        what, hint = "the file is missing", ""
    except UnicodeDecodeError:
        what, hint = "the file is not UTF-8", "save it as UTF-8"
    except OSError as error:
        what, hint = f"the file cannot be read ({error.strerror})", ""
    raise PackFault(Problem(Mark(name, 1, 1, ""), what, hint))


def _read_entries(draft: Draft, folder: Traversable, head: Entry) -> None:
    facts = declared(head["facts"])
    scopes = Names("scope", declared(head["scopes"]))
    _read_head(draft, head, Names("fact", facts), scopes)
    sources = _read_sources(draft, folder)
    names = _read_concepts(draft, folder, facts, sources)
    _read_detectors(draft, folder, names)
    _read_law(draft, folder, scopes, sources, names)
    if folder.joinpath(_ORDINARY).is_file():
        draft.ordinary += draft.each(_file(draft, folder, _ORDINARY), lambda value: value.text())


def _read_head(draft: Draft, head: Entry, facts: Names, scopes: Names) -> None:
    draft.facts += draft.each(head["facts"], read_fact)
    draft.scopes += draft.each(head["scopes"], lambda value: Scope(value.text()))
    draft.outcomes += draft.each(head["outcomes"], lambda value: read_outcome(value, scopes))
    draft.evidence += draft.each(head["evidence"], lambda value: read_requirement(value, facts))


def _read_sources(draft: Draft, folder: Traversable) -> Names:
    """Read the sources, and answer with the names under which they may be cited."""
    sources = _file(draft, folder, "sources.yaml")
    draft.sources += draft.each(sources, read_source)
    return Names("source", declared(sources))


def _read_concepts(draft: Draft, folder: Traversable, facts: list[str] | None, sources: Names) -> Names:
    """Read the concepts, and answer with the names that conditions may speak of."""
    files = _term_files(folder)
    if not files:
        draft.problems.append(Problem(Mark("terms", 1, 1, ""), "no .yaml file with concepts in this folder"))
    values = [_file(draft, folder, name) for name in files] or [None]
    fillable = Names("fact", facts)
    names = Names("fact or concept", facts, *map(declared, values))
    for value in values:
        draft.concepts += draft.each(value, lambda item: read_concept(item, fillable, names, sources))
    return names


def _term_files(folder: Traversable) -> list[str]:
    terms = folder / "terms"
    found = terms.iterdir() if terms.is_dir() else ()
    return sorted(f"terms/{file.name}" for file in found if file.name.endswith(".yaml"))


def _read_detectors(draft: Draft, folder: Traversable, names: Names) -> None:
    rules = _file(draft, folder, "rules.yaml")
    draft.rules += draft.each(rules, lambda item: read_rule(item, names))
    filters = _file(draft, folder, "filters.yaml")
    draft.filters += draft.each(filters, lambda item: read_filter(item, names))


def _read_law(draft: Draft, folder: Traversable, scopes: Names, sources: Names, names: Names) -> None:
    law = draft.section(_file(draft, folder, "law.yaml"), "statutes", "tolerances")
    if law is not None:
        draft.statutes += draft.each(law["statutes"], lambda item: read_statute(item, scopes, sources))
        draft.tolerances += draft.each(law["tolerances"], lambda item: read_tolerance(item, sources, names))


def _model(draft: Draft, folder: Traversable, head: Entry) -> Model | None:
    """The trained classifier, where there is one. Raises PackFault where it is not whole."""
    if head.get("classifier") is None or not folder.joinpath(_MODEL).is_file():
        return None
    try:
        return parsed(_text(draft, folder, _MODEL))
    except PackFault:
        raise
    except SkipThis as fault:
        hint = "train it again: turunkan learn"
        raise PackFault(Problem(Mark(_MODEL, 1, 1, ""), fault.log, hint)) from None


def _assembled(draft: Draft, head: Entry, model: Model | None) -> Pack:
    facts = Names("fact", (fact.id for fact in draft.facts))
    return Pack(
        name=head["name"].text(),
        version=head["version"].text(),
        title=head["title"].wording(),
        as_of=head["as_of"].day(),
        facts={fact.id: fact for fact in draft.facts},
        concepts={concept.id: concept for concept in draft.concepts},
        rules=tuple(draft.rules),
        filters=tuple(draft.filters),
        outcomes=tuple(draft.outcomes),
        evidence=tuple(draft.evidence),
        law=LawBook(draft.statutes, draft.tolerances),
        never_alone=Names("scope", (scope.id for scope in draft.scopes)).many(head, "never_alone"),
        sources={source.id: source for source in draft.sources},
        negators=head.texts("negators"),
        denial=facts.one(head["denial"]),
        joiners=head.texts("joiners"),
        keywords=head.texts("keywords"),
        ordinary=tuple(draft.ordinary),
        confidence=read_confidence(head["confidence"]),
        accounts=read_account_policy(head["accounts"], facts),
        meeting=read_meeting(meeting) if (meeting := head.get("classifier")) else None,
        classifier=model,
        files=draft.files,
    )
