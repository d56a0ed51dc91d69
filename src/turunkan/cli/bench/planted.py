"""Planted: invented offers of imported used clothes in the disguises that sellers use."""

import random
from collections.abc import Callable

Disguise = Callable[[str, random.Random], str]

_OFFERS = (
    "Ready {bale} {goods} {origin}, {price} per bal, minat WA {phone}",
    "{bale} {goods} impor {origin} baru turun, isi {count} potong, harga {price}. WA {phone}",
    "Supplier {bale} {goods} second import {origin}, {price}, kirim ke seluruh Indonesia, order WA {phone}",
    "Jual {bale} {goods} second import, isi {count} pcs {price}, japri WA {phone}",
    "Buka PO {bale} {goods} {origin} {price} ready stok, hubungi WA {phone}",
)
_BALES = ("bal segel", "ball segel", "balpres", "bal import", "bal korea")
_GOODS = ("jaket", "hoodie", "kemeja", "celana jeans", "dress", "sweater", "kaos")
_ORIGINS = ("Korea", "Jepang", "Malaysia", "Singapura", "China")
_LEET = str.maketrans("aeio", "4310")
_LOOKALIKE = str.maketrans("aeopcx", "аеорсх")
_ACCENTS = str.maketrans("aeiou", "áêïõü")
_STYLED = {ord("a") + at: chr(0x1D41A + at) for at in range(26)}
_WIDE = {ord("a") + at: chr(0xFF41 + at) for at in range(26)}


def offer(chance: random.Random) -> str:
    """One offer, its telling words disguised in one way or plainly written."""
    disguise = chance.choice(DISGUISES)
    return chance.choice(_OFFERS).format(
        bale=disguise(chance.choice(_BALES), chance),
        goods=chance.choice(_GOODS),
        origin=chance.choice(_ORIGINS),
        price=f"{chance.randint(20, 95) / 10:.1f} juta".replace(".", ","),
        count=chance.randint(60, 300),
        phone=f"0812-0000-{chance.randint(1000, 9999)}",
    )


def _plain(text: str, _: random.Random) -> str:
    return text


def _upper(text: str, _: random.Random) -> str:
    return text.upper()


def _leet(text: str, _: random.Random) -> str:
    return text.translate(_LEET)


def _lookalike(text: str, _: random.Random) -> str:
    return text.translate(_LOOKALIKE)


def _accented(text: str, _: random.Random) -> str:
    return text.translate(_ACCENTS)


def _styled(text: str, chance: random.Random) -> str:
    return text.translate(chance.choice((_STYLED, _WIDE)))


def _zero_width(text: str, chance: random.Random) -> str:
    at = chance.randint(1, len(text) - 1)
    return f"{text[:at]}\u200b{text[at:]}"


def _spaced(text: str, _: random.Random) -> str:
    return "  ".join(" ".join(word) for word in text.split())


def _dotted(text: str, _: random.Random) -> str:
    return " ".join(".".join(word) for word in text.split())


def _drawn_out(text: str, chance: random.Random) -> str:
    return text + text[-1] * chance.randint(2, 5)


def _merged(text: str, _: random.Random) -> str:
    return text.replace(" ", "")


DISGUISES: tuple[Disguise, ...] = (
    _plain,
    _upper,
    _leet,
    _lookalike,
    _accented,
    _styled,
    _zero_width,
    _spaced,
    _dotted,
    _drawn_out,
    _merged,
)
