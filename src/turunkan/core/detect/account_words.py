"""What is said of a proposal for an Account: how it came about, for and against, in both languages."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from turunkan.core.detect.account_policy import Way, carrying
from turunkan.core.detect.contacts import shared_contacts
from turunkan.core.detect.ledger import Entry, Ledger
from turunkan.core.detect.phrases import says_minor, states_supply
from turunkan.core.rules import Pack
from turunkan.core.text import masked
from turunkan.core.vocab import (
    LABELS,
    WIB,
    AccountAction,
    Label,
    Reason,
    ReasonKind,
    Wording,
    day_in_words,
)

_MOST_QUOTES = 4
_WEEK = 7  # days
_TO_TELL_A_PACE = 3  # dated offers

_VERDICT = {
    Way.BIO: Wording(
        id="Diusulkan tindakan atas akun: bio-nya sendiri sudah merupakan tawaran.",
        en="A measure on the account is proposed: its bio is an offer by itself.",
    ),
    Way.BACKED_BIO: Wording(
        id="Diusulkan tindakan atas akun: bio menyebut barangnya, dan unggahannya menawarkannya.",
        en="A measure on the account is proposed: the bio names the goods, and the posts offer them.",
    ),
    Way.DOMINANT: Wording(
        id="Diusulkan tindakan atas akun: sebagian besar unggahan terbarunya menawarkan atau mempromosikan.",
        en="A measure on the account is proposed: most of its recent posts offer or promote.",
    ),
    Way.REPEATED: Wording(
        id="Diusulkan tindakan atas akun: tawaran berulang, dan bukan bagian kecil dari unggahannya.",
        en="A measure on the account is proposed: offers come again and again, no small part of its posts.",
    ),
    Way.REGULAR: Wording(
        id="Diusulkan tindakan atas akun: bio mengaku milik pribadi, tetapi pasokannya rutin.",
        en="A measure on the account is proposed: the bio claims private goods, yet has a steady supply.",
    ),
    Way.FEW: Wording(
        id="Diusulkan tindakan atas konten tertentu saja, bukan atas akun.",
        en="A measure on single items is proposed, not on the account.",
    ),
    Way.PAST: Wording(
        id="Diusulkan tindakan atas konten lama saja: akun ini kini tidak lagi menawarkannya.",
        en="A measure on old items alone is proposed: the account no longer offers this.",
    ),
    Way.DOUBTFUL: Wording(
        id="Diusulkan meninjau konten yang belum jelas; tidak ada yang dituduhkan kepada akun.",
        en="A look at unclear items is proposed; nothing is held against the account.",
    ),
    Way.SPARED: Wording(
        id="Tidak diusulkan tindakan: profilnya menyebut pemilik di bawah umur; perlindungan anak didahulukan.",
        en="No measure is proposed: the profile names an owner under age; the protection of children comes first.",
    ),
    Way.NOTHING: Wording(id="Tidak ada yang diusulkan atas akun ini.", en="Nothing is proposed for this account."),
}
_BIO = Wording(id="Bio dibaca sebagai {label}: {quotes}.", en="The bio reads as {label}: {quotes}.")
_BIO_NAMES = Wording(id="Bio menyebut: {quotes}.", en="The bio names: {quotes}.")
_SUPPLY = Wording(id='Bio menyatakan pasokan rutin: "{phrase}".', en='The bio states a steady supply: "{phrase}".')
_COUNT = Wording(
    id="{offers} dari {recent} unggahan terbaru menawarkan atau mempromosikan ({share} %); tanpa hal yang "
    "meringankan: {firm}.",
    en="{offers} of {recent} recent posts offer or promote ({share} %); without anything against it: {firm}.",
)
_RECENT = Wording(
    id="Terbaru berarti {days} hari sampai {day}, tanggal terakhir yang diketahui.",
    en="Recent means the {days} days to {day}, the last date known.",
)
_SOME_UNDATED = Wording(
    id=" {count} unggahan tanpa tanggal dihitung terbaru.", en=" {count} posts without a date count as recent."
)
_UNDATED = Wording(
    id="Tidak ada unggahan yang bertanggal; semuanya dihitung terbaru.",
    en="None of the posts is dated; all count as recent.",
)
_SPAN = Wording(id="Tawaran bertanggal {first} sampai {last}.", en="The offers date from {first} to {last}.")
_PACE = Wording(
    id="Tawaran bertanggal {first} sampai {last}, sekitar {pace} per minggu.",
    en="The offers date from {first} to {last}, about {pace} a week.",
)
_CONTACT = Wording(
    id="Kontak {contact} dipakai di {places} tempat (mendukung saja, tidak menentukan).",
    en="The contact {contact} stands in {places} places (this supports, and decides nothing).",
)
_OTHERS = Wording(
    id="Yang menunjukkan sebaliknya: {listed} di antara unggahan terbaru.",
    en="Speaking against it: {listed} among the recent posts.",
)
_PAST = Wording(
    id="{count} tawaran lebih lama dari {days} hari tidak dihitung untuk akun.",
    en="{count} offers are older than {days} days and do not count towards the account.",
)
_NOT_SEEN = Wording(
    id="Unggahan akun ini tidak disertakan; hanya profilnya yang dibaca.",
    en="The posts of this account were not given; only its profile was read.",
)
_NO_POSTS = Wording(id="Akun ini tidak punya unggahan.", en="The account has no posts.")
_FOREIGN = Wording(
    id="{count} unggahan milik orang lain tidak dihitung.", en="{count} posts by somebody else do not count."
)
_AGAIN = Wording(
    id="{count} unggahan terambil lebih dari sekali; dihitung satu kali.",
    en="{count} posts were captured again; each counts once.",
)
_MINOR = Wording(
    id="Profil menyebut pemilik di bawah umur: akunnya tidak diusulkan, dan identitasnya jangan disebarkan.",
    en="The profile names an owner under age: the account is not proposed, and the child must not be named.",
)
_PROPOSAL = Wording(
    id="Ini usulan mesin; manusia yang memutuskan.", en="This is the engine's proposal; people decide."
)
_CONFIRM = Wording(
    id="Ini usulan mesin; tindakan atas akun hanya boleh bersandar pada konten yang sudah dipastikan orang.",
    en="This is the engine's proposal; a measure on an account may rest only on items that people confirmed.",
)


def reasons_for(way: Way, ledger: Ledger, pack: Pack) -> Iterator[Reason]:
    """All sentences: the proposal, what carries it, what speaks against, and what it is worth."""
    yield Reason(ReasonKind.VERDICT, _VERDICT[way])
    yield from (Reason(ReasonKind.FOR, sentence) for sentence in _for(way, ledger, pack))
    yield from (Reason(ReasonKind.AGAINST, sentence) for sentence in _against(way, ledger, pack))
    if way.action is not AccountAction.NONE:
        closing = _CONFIRM if way.action is AccountAction.ACCOUNT else _PROPOSAL
        yield Reason(ReasonKind.VERDICT, closing)


def _for(way: Way, ledger: Ledger, pack: Pack) -> Iterator[Wording]:
    yield from _of_the_bio(way, ledger, pack)
    if ledger.offers:
        yield _count(ledger)
        yield from _pace(ledger.offers)
    if ledger.recent and way is not Way.NOTHING:
        yield _what_is_recent(ledger, pack)
    for contact, places in shared_contacts(ledger.profile, [e.item for e in carrying(way, ledger)]):
        yield _CONTACT.fill(contact=masked(contact), places=places)


def _of_the_bio(way: Way, ledger: Ledger, pack: Pack) -> Iterator[Wording]:
    bio = ledger.bio
    if bio is not None and bio in carrying(way, ledger):
        quotes = _quotes(ledger)
        yield _BIO.fill(label=LABELS[bio.label], quotes=quotes) if bio.offers else _BIO_NAMES.fill(quotes=quotes)
    if way is Way.REGULAR:
        yield _SUPPLY.fill(phrase=states_supply(ledger.profile.account, pack))


def _quotes(ledger: Ledger) -> str:
    """The first few words of the bio that count, numbers masked."""
    different = list(dict.fromkeys(f'"{masked(hit.quote)}"' for hit in ledger.bio_hits))
    more = ", …" if len(different) > _MOST_QUOTES else ""
    return ", ".join(different[:_MOST_QUOTES]) + more


def _count(ledger: Ledger) -> Wording:
    return _COUNT.fill(
        offers=len(ledger.offers),
        recent=len(ledger.recent),
        share=round(100 * ledger.share),
        firm=len(ledger.firm),
    )


def _pace(offers: Iterable[Entry]) -> Iterator[Wording]:
    """When the offers came, and how often where there are enough of them over more than a week."""
    dates = sorted(entry.item.posted_at for entry in offers if entry.item.posted_at)
    if len(dates) > 1:
        days = (dates[-1] - dates[0]).days + 1
        told = _PACE if len(dates) >= _TO_TELL_A_PACE and days > _WEEK else _SPAN
        pace = f"{len(dates) * _WEEK / days:.1f}"
        said = Wording(id=pace.replace(".", ","), en=pace)
        yield told.fill(first=_day(dates[0]), last=_day(dates[-1]), pace=said)


def _what_is_recent(ledger: Ledger, pack: Pack) -> Wording:
    undated = sum(entry.item.posted_at is None for entry in ledger.recent)
    if ledger.newest is None or undated == len(ledger.recent) + len(ledger.past):
        return _UNDATED
    told = _RECENT.fill(days=pack.accounts.recent_days, day=_day(ledger.newest))
    return told.then(_SOME_UNDATED.fill(count=undated)) if undated else told


def _day(moment: datetime) -> Wording:
    return day_in_words(moment.astimezone(WIB).date())


def _against(way: Way, ledger: Ledger, pack: Pack) -> Iterator[Wording]:
    if others := _others(way, ledger):
        yield _OTHERS.fill(listed=others)
    if ledger.past_offers:
        yield _PAST.fill(count=len(ledger.past_offers), days=pack.accounts.recent_days)
    if ledger.profile.foreign:
        yield _FOREIGN.fill(count=ledger.profile.foreign)
    if ledger.profile.again:
        yield _AGAIN.fill(count=ledger.profile.again)
    if not ledger.profile.account.posts:
        yield _NOT_SEEN if ledger.profile.account.posts is None else _NO_POSTS
    if way.action is AccountAction.ITEMS and says_minor(ledger.profile.account, pack):
        yield _MINOR


def _others(way: Way, ledger: Ledger) -> Wording | None:
    """How many of the recent posts do not carry the proposal, by what they are."""
    carried = {entry.item.id for entry in carrying(way, ledger)}
    others = [entry for entry in ledger.recent if not entry.offers and entry.item.id not in carried]
    counted = Counter(entry.label for entry in others)
    shown = [(counted[label], LABELS[label]) for label in Label if counted[label]]
    if not shown:
        return None
    return Wording(
        id=", ".join(f"{count} {name.id}" for count, name in shown),
        en=", ".join(f"{count} {name.en}" for count, name in shown),
    )
