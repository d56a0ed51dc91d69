"""What the import page shows of a table: its columns with samples, the fields to choose from, Items as read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from turunkan.core.readers import CELL_FIELDS
from turunkan.core.vocab import Item, Wording
from turunkan.desk.console.marking import tamed

_SAMPLE_LENGTH = 80
_TEXT_LENGTH = 280
_FIELDS = {
    "text": Wording("teks", "text"),
    "title": Wording("judul", "title"),
    "url": Wording("tautan", "link"),
    "author.handle": Wording("akun (@nama)", "account (@handle)"),
    "author.name": Wording("nama akun", "name of the account"),
    "author.id": Wording("nomor akun", "number of the account"),
    "author.bio": Wording("bio akun", "bio of the account"),
    "author.followers": Wording("pengikut", "followers"),
    "posted_at": Wording("tanggal terbit", "date posted"),
    "captured_at": Wording("tanggal diambil", "date captured"),
    "id": Wording("nomor konten", "number of the item"),
    "platform": Wording("platform", "platform"),
    "kind": Wording("jenis konten", "kind of item"),
    "parent": Wording("menjawab konten", "answers the item"),
    "transcript": Wording("ucapan", "transcript"),
    "image_text": Wording("teks dalam gambar", "text in the picture"),
    "hashtags": Wording("tagar", "hashtags"),
    "links": Wording("tautan di dalamnya", "links inside"),
    "sponsored": Wording("bersponsor", "sponsored"),
    "place": Wording("tempat", "place"),
    "metrics.views": Wording("tayangan", "views"),
    "metrics.likes": Wording("suka", "likes"),
    "metrics.comments": Wording("jumlah komentar", "number of comments"),
    "metrics.shares": Wording("dibagikan", "shares"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what stands in its first rows, and the field that was chosen for it."""

    name: str
    samples: list[str]
    field: str


def fields_shown() -> dict[str, Wording]:
    """Every field that a column may fill, in the order of the list that people choose from."""
    return {field: _FIELDS.get(field, Wording(field, field)) for field in (*_FIELDS, *CELL_FIELDS)}


def columns_shown(names: Sequence[str], rows: Sequence[Sequence[str]], chosen: Mapping[str, str]) -> list[Column]:
    """The columns with samples that are not blank, each once; numbers masked."""
    return [Column(name, _samples(rows, at), chosen.get(name, "")) for at, name in enumerate(names)]


def _samples(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    cells = (row[at].strip() for row in rows if at < len(row))
    return [_short(cell, _SAMPLE_LENGTH) for cell in dict.fromkeys(cells) if cell][:3]


def items_shown(items: Iterable[Item]) -> list[dict[str, str]]:
    """Items as they would come in: what a person checks a mapping by."""
    return [
        {
            "text": _short(" – ".join(filter(None, (item.title, item.text))), _TEXT_LENGTH),
            "author": _short(_author(item), _SAMPLE_LENGTH),
            "url": _short(item.url or "", _SAMPLE_LENGTH),
            "posted_at": item.posted_at.isoformat(" ", "minutes") if item.posted_at else "",
        }
        for item in items
    ]


def _author(item: Item) -> str:
    author = item.author
    if author is None:
        return ""
    return f"@{author.handle}" if author.handle else author.name or author.id or ""


def _short(text: str, length: int) -> str:
    shown = tamed(text)
    return shown if len(shown) <= length else shown[: length - 1].rstrip() + "…"
