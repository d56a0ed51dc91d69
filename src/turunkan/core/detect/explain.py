"""Explain: a judgement as sentences that an officer can check, for and against, in both languages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from turunkan.core.classifier import Chances
from turunkan.core.detect.evidence import ItemEvidence, Seen
from turunkan.core.detect.judge import Ground, Judgement, Voice
from turunkan.core.detect.kept import Kept
from turunkan.core.law import LawBook, Status, Statute, Tolerance
from turunkan.core.rules import Filter, Pack
from turunkan.core.text import SAID, Disguise
from turunkan.core.vocab import LABELS, Action, FactKind, Hit, LawDate, Reason, ReasonKind, Wording

_MOST_QUOTES = 4
_FEW = 2  # hits that are likely to be found together again

_VERDICT = {
    Ground.ACCUSED: Wording(
        id="Digolongkan {outcome}: seluruh syarat bukti terpenuhi.",
        en="Labelled {outcome}: every line of the evidence rule is met.",
    ),
    Ground.LOWERED: Wording(
        id="Digolongkan {outcome}, tetapi ada yang menunjukkan sebaliknya; perlu ditinjau orang kedua.",
        en="Labelled {outcome}, but something speaks against it; a second person should review it.",
    ),
    Ground.LIKELY: Wording(
        id="Digolongkan {outcome} menurut isi dan gayanya; bukti untuk surat belum cukup, maka ditinjau.",
        en="Labelled {outcome} by its words and style, without the evidence that a letter needs; reviewed.",
    ),
    Ground.DISPUTED: Wording(
        id="Belum jelas: tanda {outcome} dan tanda sebaliknya sama kuat; ditinjau, tidak dituduh.",
        en="Unclear: the signs of {outcome} and what speaks against them weigh the same; reviewed, not accused.",
    ),
    Ground.SUSPECTED: Wording(
        id="Belum jelas: ada tanda {outcome}, buktinya belum cukup; ditinjau, tidak dituduh.",
        en="Unclear: there are signs of {outcome}, but not enough evidence; reviewed, not accused.",
    ),
    Ground.FREED: Wording(
        id="Tidak dituduh: tanda sebaliknya lebih kuat.", en="Not accused: what speaks against it is stronger."
    ),
    Ground.SILENT: Wording(
        id="Tidak dituduh: tidak ada aturan yang terpenuhi.", en="Not accused: no rule is fulfilled."
    ),
}
_FOR = Wording(id="Bukti {fact}: {quotes}.", en="Evidence of {fact}: {quotes}.")
_HIDDEN = Wording(id='"{quote}" dibaca "{term}" ({devices})', en='"{quote}" read as "{term}" ({devices})')
_LIKELIHOOD = Wording(
    id="Pengklasifikasi: peluang {chance} % penjual atau promotor; paling mirip {likeliest}.",
    en="Classifier: {chance} % likely a seller or promoter; most like {likeliest}.",
)
_RULE = Wording(id="Karena {because}.", en="Because {because}.")
_AGAINST = Wording(id="Yang menunjukkan sebaliknya: {because}.", en="Speaking against it: {because}.")
_WORDS_AGAINST = Wording(
    id="Yang menunjukkan sebaliknya: ada kata {quotes}.", en="Speaking against it: the words {quotes}."
)
_BRACKETS = Wording(id=" ({quotes})", en=" ({quotes})")
_NOTHING_AGAINST = Wording(id="Yang menunjukkan sebaliknya: tidak ada.", en="Speaking against it: nothing.")
_DENIED = Wording(
    id="Disangkal dalam teks, maka tidak dihitung: {quotes}.", en="Denied in the text, so not counted: {quotes}."
)
_SET_ASIDE = Wording(
    id="Kata yang tidak dihitung karena artinya lain atau tak didukung kata lain: {quotes}.",
    en="Words not counted, being of another sense or without support: {quotes}.",
)
_MISSING = Wording(id="Belum ada bukti: {facts}.", en="No evidence of: {facts}.")
_NOT_SAID = Wording(id="Konten itu sendiri tidak memuat: {facts}.", en="The Item itself does not say: {facts}.")
_OR = Wording(id=" atau ", en=" or ")
_DATE = {
    LawDate.POSTED: Wording(
        id="Dipakai aturan per {day}, tanggal konten dipublikasikan.", en="Law as of {day}, the day it was posted."
    ),
    LawDate.CAPTURED: Wording(
        id="Tanggal publikasi tidak diketahui; dipakai aturan per {day}, tanggal konten diambil.",
        en="The posting date is unknown; law as of {day}, the day it was captured.",
    ),
    LawDate.PACK: Wording(
        id="Tanggal konten tidak diketahui; dipakai aturan per {day}, tanggal acuan pack.",
        en="The Item carries no date; law as of {day}, the pack's reference date.",
    ),
}
_STATUTE = Wording(
    id="Berlaku pada tanggal itu: {title}, {articles}: {says}.", en="In force then: {title}, {articles}: {says}."
)
_TO_VERIFY = Wording(id=" (pasal perlu diperiksa bagian hukum)", en=" (articles to be checked by the legal desk)")
_SUCCESSOR = Wording(
    id="Bila masih tayang sejak {day}, berlaku {title}.", en="If still online since {day}, {title} applies."
)
_TOLERANCE = Wording(
    id="Toleransi berlaku {start} sampai {end}: {title}; sumber: {sources}.",
    en="Tolerance from {start} to {end}: {title}; source: {sources}.",
)
_NO_LAW = Wording(
    id="Tidak ada aturan dalam tabel yang diketahui berlaku pada tanggal itu, maka tidak dianjurkan surat.",
    en="No rule of the table is known to have been in force then, so no letter is recommended.",
)
_NAMES_NO_LAW = Wording(
    id="Pack ini tidak memuat aturan hukum untuk temuan tersebut; tanggal konten tidak berpengaruh.",
    en="The pack names no rule of law for this, so the date of the Item does not matter.",
)
_NO_TOLERANCE = Wording(
    id="Di luar masa toleransi {start} sampai {end}: {title}; sumber: {sources}.",
    en="Outside the tolerance of {start} to {end}: {title}; source: {sources}.",
)
_TOLERATED = Wording(id=" Tindakan diturunkan menjadi {action}.", en=" The action is lowered to {action}.")
# A tolerance is weaker than what it lowers, so none of them ends in a notice.
_LOWERED_TO = {
    Action.NONE: Wording(id="tanpa tindakan", en="none"),
    Action.REVIEW: Wording(id="tinjauan", en="a review"),
    Action.REQUEST: Wording(id="permintaan", en="a request"),
}
_UNCHECKED = Wording(id=" (perlu diperiksa)", en=" (to be checked)")


class _Told(NamedTuple):
    """What is said of every Item that was judged alike, on the same day's law."""

    verdict: Reason
    because: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    law: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Quote:
    """A quote as it is said in both languages; quotes that are the `same` are said once."""

    same: tuple[str, str]
    id: str
    en: str


class Explainer:
    """Explains judgements by one pack; what is the same for many Items is said once and kept."""

    __slots__ = ("_because", "_evidence", "_pack", "_quotes", "_relief", "_short", "_told")

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._evidence = {
            fact.id: _FOR.fill(fact=fact.title, quotes="{quotes}").around("quotes")
            for fact in pack.facts.values()
            if fact.kind is not FactKind.RELIEF
        }
        self._relief = [name for name in pack.relief if name != pack.denial]
        self._because = {rule.id: Reason(ReasonKind.FOR, _RULE.fill(because=rule.because)) for rule in pack.rules}
        self._told: Kept[tuple[Judgement, date, LawDate], _Told] = Kept()
        self._short: Kept[tuple[object, ...], Reason] = Kept()
        self._quotes: Kept[tuple[object, ...], _Quote] = Kept()

    def explain(
        self,
        judgement: Judgement,
        evidence: ItemEvidence,
        chances: Chances | None,
        day: date,
        day_from: LawDate,
    ) -> tuple[Reason, ...]:
        """All sentences: verdict, evidence, rules, classifier, what spoke against, what is missing, the law."""
        told = self._of_judgement(judgement, day, day_from)
        said = [*self._for(evidence), *told.because]
        against = [Reason(ReasonKind.AGAINST, sentence) for sentence in self._against(judgement, evidence)]
        if chances is not None:
            speaks_for = judgement.heard is not None and judgement.heard.voice > Voice.NOTHING
            (said if speaks_for else against).append(self._likelihood(chances, speaks_for=speaks_for))
        return (told.verdict, *said, *against, *told.missing, *told.law)

    def _likelihood(self, chances: Chances, *, speaks_for: bool) -> Reason:
        """What the classifier says, as a whole number of per cent."""
        percent = round(100 * chances.sought)
        likeliest = chances.likeliest
        key = percent, likeliest, speaks_for
        told = self._short.get(key)
        if told is None:
            kind = ReasonKind.FOR if speaks_for else ReasonKind.AGAINST
            outcome = self._pack.outcome(*likeliest)
            called = outcome.title if outcome else LABELS[likeliest[0]]
            told = self._short[key] = Reason(kind, _LIKELIHOOD.fill(chance=percent, likeliest=called))
        return told

    def _of_judgement(self, judgement: Judgement, day: date, day_from: LawDate) -> _Told:
        key = judgement, day, day_from
        if key not in self._told:
            self._told[key] = _Told(
                Reason(ReasonKind.VERDICT, _verdict(judgement)),
                tuple(self._because[rule.id] for rule in judgement.leading),
                tuple(Reason(ReasonKind.AGAINST, sentence) for sentence in _missing(judgement, self._pack)),
                tuple(Reason(ReasonKind.LAW, sentence) for sentence in _law(judgement, self._pack, day, day_from)),
            )
        return self._told[key]

    def _for(self, evidence: ItemEvidence) -> Iterator[Reason]:
        """The evidence by facts; what rests on a few words comes again and again."""
        by_fact: dict[str, list[_Quote]] = {}
        hits = [one.hit for one in evidence.counted]
        for hit, quote in zip(hits, self._quoted(hits), strict=True):
            for fact in hit.facts:
                by_fact.setdefault(fact, []).append(quote)
        for fact in self._evidence:
            quotes = by_fact.get(fact)
            if quotes:
                yield self._evidence_of(fact, quotes)

    def _evidence_of(self, fact: str, quotes: Sequence[_Quote]) -> Reason:
        key = fact, *quotes
        told = self._short.get(key)
        if told is None:
            told = _evidence_of(quotes, *self._evidence[fact])
            if len(quotes) <= _FEW:
                self._short[key] = told
        return told

    def _quoted(self, hits: Iterable[Hit]) -> list[_Quote]:
        """Hits as they are quoted; most were quoted before."""
        quotes = []
        for _, _, term, _, _, _, quote, disguise in hits:
            key = quote, term, disguise
            said = self._quotes.get(key)
            if said is None:
                said = self._quotes[key] = _quote(*key)
            quotes.append(said)
        return quotes

    def _against(self, judgement: Judgement, evidence: ItemEvidence) -> Iterator[Wording]:
        for filter_ in judgement.filters:
            yield _AGAINST.fill(because=filter_.because).then(self._words(filter_, evidence))
        words = [hit for name in evidence.among(self._relief) for hit in evidence.of(name)]
        if words and not judgement.filters:
            yield _WORDS_AGAINST.fill(quotes=_listed(self._quoted(words)))
        if evidence.denied:
            yield _DENIED.fill(quotes=self._listed(evidence.denied))
        if evidence.set_aside:
            yield _SET_ASIDE.fill(quotes=self._listed(evidence.set_aside))
        heard = judgement.heard
        if heard is not None and heard.voice is Voice.NOTHING:
            return
        if judgement.rules and not (judgement.filters or judgement.missing or words or evidence.denied):
            yield _NOTHING_AGAINST

    def _listed(self, seen: Iterable[Seen]) -> Wording:
        return _listed(self._quoted(one.hit for one in seen))

    def _words(self, filter_: Filter, evidence: ItemEvidence) -> Wording:
        """The words that a filter rests on, in brackets."""
        hits = [hit for name in filter_.when.asks_for() for hit in evidence.of(name)]
        return _BRACKETS.fill(quotes=_listed(self._quoted(hits))) if hits else Wording(id="", en="")


def _evidence_of(quotes: Sequence[_Quote], before: Wording, after: Wording) -> Reason:
    said = _listed(quotes)
    return Reason(ReasonKind.FOR, Wording(before.id + said.id + after.id, before.en + said.en + after.en))


def _verdict(judgement: Judgement) -> Wording:
    outcome = judgement.outcome.title if judgement.outcome else ""
    return _VERDICT[judgement.ground].fill(outcome=outcome)


def _missing(judgement: Judgement, pack: Pack) -> Iterator[Wording]:
    """What the evidence rule still asks for; what is nowhere seen need not be said twice."""
    if judgement.ground in (Ground.SUSPECTED, Ground.SILENT, Ground.FREED):
        unseen = {name for line in judgement.missing if not line.said for name in line.any}
        for line in judgement.missing:
            if not line.said or not unseen & set(line.any):
                sentence = _NOT_SAID if line.said else _MISSING
                yield sentence.fill(facts=_joined([pack.facts[name].title for name in line.any], _OR))


def _law(judgement: Judgement, pack: Pack, day: date, day_from: LawDate) -> Iterator[Wording]:
    if judgement.outcome is None or judgement.ground is Ground.FREED:
        return
    named = pack.law.declared(judgement.label, judgement.tier)
    declared = [tolerance for tolerance in named if tolerance.is_claimed(judgement.claims)]
    if not judgement.outcome.law and not declared:
        yield _NAMES_NO_LAW
        return
    yield _DATE[day_from].fill(day=day.isoformat())
    # Statutes may share a caution; it is said once.
    yield from dict.fromkeys(sentence for statute in judgement.law for sentence in _statute(statute, pack.law))
    if judgement.outcome.law and not judgement.law:
        yield _NO_LAW
    for tolerance in declared:
        yield _tolerance(tolerance, judgement, pack, day)


def _statute(statute: Statute, book: LawBook) -> Iterator[Wording]:
    sentence = _STATUTE.fill(title=statute.title, articles=statute.articles, says=statute.says)
    yield sentence.then(_TO_VERIFY) if statute.articles_status is Status.TO_VERIFY else sentence
    if statute.caution is not None:
        yield statute.caution
    for later in book.successors(statute):
        yield _SUCCESSOR.fill(day=later.span.start.isoformat(), title=later.title)


def _tolerance(tolerance: Tolerance, judgement: Judgement, pack: Pack, day: date) -> Wording:
    """The tolerance, whether the day lies within it or not, and what it changed."""
    span = tolerance.span
    sentence = (_TOLERANCE if span.holds(day) else _NO_TOLERANCE).fill(
        start=_checked(span.start, span.start_status),
        end=_checked(span.end, span.end_status),
        title=tolerance.title,
        sources=", ".join(pack.sources[key].title for key in tolerance.sources),
    )
    if tolerance is judgement.tolerance:
        return sentence.then(_TOLERATED.fill(action=_LOWERED_TO[judgement.action]))
    return sentence


def _checked(day: date | None, status: Status) -> Wording:
    said = Wording(id=f"{day}", en=f"{day}")
    return said.then(_UNCHECKED) if status is Status.TO_VERIFY else said


def _listed(quotes: Sequence[_Quote]) -> Wording:
    """The first few different quotes."""
    if len(quotes) == 1:
        return Wording(quotes[0].id, quotes[0].en)
    different = list({quote.same: quote for quote in quotes}.values())
    shown = different[:_MOST_QUOTES]
    more = ", …" if len(different) > _MOST_QUOTES else ""
    return Wording(", ".join([one.id for one in shown]) + more, ", ".join([one.en for one in shown]) + more)


def _quote(quote: str, term: str, disguise: tuple[str, ...]) -> _Quote:
    """With the disguise that it was read through, if any."""
    plain = f'"{quote}"'
    said = Wording(plain, plain)
    if disguise:
        devices = _joined([SAID[Disguise(name)] for name in disguise], Wording(id=", ", en=", "))
        said = _HIDDEN.fill(quote=quote, term=term, devices=devices)
    return _Quote((quote.casefold(), term), said.id, said.en)


def _joined(wordings: list[Wording], between: Wording) -> Wording:
    return Wording(
        id=between.id.join(wording.id for wording in wordings),
        en=between.en.join(wording.en for wording in wordings),
    )
