"""Make core/text/lookalikes.tsv: which characters pass for which plain letters, and which are not seen.

Sources: Unicode's compatibility decompositions (UAX #15), Unicode's confusables (UTS #39) as carried by the
package confusable-homoglyphs, and the few letters below that both leave out. The table is committed so that
the same text reads the same on every Python; run this again after changing a source.

    python scripts/lookalikes.py            # write the table
    python scripts/lookalikes.py --check    # exit 1 if the committed table differs
"""

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src/turunkan/core/text/lookalikes.tsv"
PLAIN = set("abcdefghijklmnopqrstuvwxyz0123456789")
LAST = 0x1FFFF

# Letters that sellers use as pictures and that neither source maps: small capitals, turned letters,
# boxed and flag letters, strokes. (codepoints of the first letter, how many follow the alphabet)
ALPHABETS = ((0x1F130, 26), (0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))
EXTRA = {
    "a": "ᴀɐⱥαаɑ∀", "b": "ʙƀƃɓьвƅ", "c": "ᴄȼƈɕсϲ", "d": "ᴅđɖɗԁð", "e": "ᴇɇǝәеє", "f": "ꜰƒғ", "g": "ɢǥɠɡցԍ",
    "h": "ʜħɦнһհ", "i": "ɪıɨіιїӏ", "j": "ᴊɉјʝϳ", "k": "ᴋƙκкқ", "l": "ʟłƚɫɭⅼ", "m": "ᴍɱмⅿ", "n": "ɴɲƞηпոռ",
    "o": "ᴏøɵοоօө", "p": "ᴘƥρрþ", "q": "ꞯɋԛզ", "r": "ʀɍɽгяᴦ", "s": "ꜱşʂѕς", "t": "ᴛŧƭțтτ", "u": "ᴜʉųυսц",
    "v": "ᴠʋνѵ", "w": "ᴡɯωшщѡԝ", "x": "хχ", "y": "ʏɏƴуүγ", "z": "ᴢƶȥʐ", "ae": "æ", "oe": "œ", "ss": "ß",
}  # fmt: skip
# Pictures of letters, and signs of currencies that are written for them.
# Canadian syllabics drawn like capitals; digits in black circles; letters that Unicode left out of its
# mathematical alphabets because it has them elsewhere, which writers of "styled text" use all the same.
SYLLABICS = dict(zip("ᗩᗷᑕᗪᗴᖴᕼᒍᒪᗰᑎᑭᖇᔕᑌᐯᗯᘔΛᐱ", "abcdefhjlmnprsuvwzaa", strict=True))
CIRCLED = {chr(first + n): str(n + 1) for first in (0x2776, 0x2780, 0x278A) for n in range(9)} | {"⓿": "0"}
HOLES = dict(
    zip(
        (
            0x1D455, 0x1D49D, 0x1D4A0, 0x1D4A1, 0x1D4A3, 0x1D4A4, 0x1D4A7, 0x1D4A8, 0x1D4AD, 0x1D4BA, 0x1D4BC,
            0x1D4C4, 0x1D506, 0x1D50B, 0x1D50C, 0x1D515, 0x1D51D, 0x1D53A, 0x1D53F, 0x1D545, 0x1D547, 0x1D548,
            0x1D549, 0x1D551,
        ),
        "hbefhilmregochirzchnpqrz",
        strict=True,
    )
)  # fmt: skip
PICTURES = {"i": "ℹ", "o": "⭕", "x": "❌✖", "e": "€", "y": "¥", "w": "₩", "d": "₫", "s": "₴"}
WORDS = {"ok": "🆗", "free": "🆓", "new": "🆕", "cool": "🆒", "ab": "🆎"}
SIGNS = {"-": "‐‑‒–—―−﹣", "*": "•●■▪∙◦★☆✱✲＊∗※█░▒▓", "#": "♯"}
# What nobody sees: category → how it hides. Variation selectors and the grapheme joiner count as invisible.
UNSEEN = {"Cf": "zero-width", "Cc": "zero-width", "Mn": "accent", "Me": "accent"}
SELECTORS = {0x34F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
SPACES = set("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")

Row = tuple[str, str]


def is_letter_like(char: str) -> bool:
    """Letters, digits and enclosed letters; signs such as × and ™ stand for themselves."""
    category = unicodedata.category(char)
    return category[0] in "LN" or (category == "So" and char not in "™℠℡")


def decomposed(char: str) -> str:
    """The plain letters that a character decomposes to, or ""."""
    letters = [c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)]
    plain = "".join(letters).lower().strip("().,")
    return plain if plain and set(plain) <= PLAIN else ""


def confusables() -> dict[str, str]:
    """Single characters that UTS #39 lists as passing for one plain letter or digit."""
    path = resources.files("confusable_homoglyphs") / "confusables.json"
    found: dict[str, str] = {}
    for char, others in json.loads(path.read_text(encoding="utf-8")).items():
        plain = sorted({o["c"].lower() for o in others if o["c"].lower() in PLAIN})
        if len(char) == 1 and ord(char) > 0x7F and plain and is_letter_like(char):
            letters = [p for p in plain if p.isalpha()]
            found[char] = (letters or plain)[0]
    return found


def unicode_rows() -> dict[str, Row]:
    """What Unicode itself says: confusables, overruled by decompositions."""
    rows = {char: (plain, "lookalike") for char, plain in confusables().items()}
    for char in map(chr, range(0x80, LAST + 1)):
        plain = decomposed(char)
        if plain and is_letter_like(char):
            canonical = unicodedata.normalize("NFD", char) != char
            rows[char] = (plain, "accent" if canonical else "styled")
    return rows


def own_rows() -> dict[str, Row]:
    """What both sources leave out."""
    letters = {chr(first + n): (chr(ord("a") + n), "styled") for first, count in ALPHABETS for n in range(count)}
    lookalikes = {char: (plain, "lookalike") for plain, chars in EXTRA.items() for char in chars}
    pictures = {
        char: (plain, "styled") for group in (PICTURES, WORDS) for plain, chars in group.items() for char in chars
    }
    lookalikes |= {char: (plain, "lookalike") for char, plain in SYLLABICS.items()}
    styled = {char: (plain, "styled") for char, plain in CIRCLED.items()}
    styled |= {chr(code): (plain, "styled") for code, plain in HOLES.items()}
    return letters | lookalikes | pictures | styled


def sign_rows() -> dict[str, Row]:
    """Signs that are only another form of a plain one; nothing hides behind them."""
    wide = {
        chr(code): (chr(code - 0xFEE0), "sign")
        for code in range(0xFF01, 0xFF5F)
        if chr(code - 0xFEE0) not in PLAIN
    }
    return wide | {char: (plain, "sign") for plain, chars in SIGNS.items() for char in chars}


def unseen() -> Iterator[tuple[str, int]]:
    """How each character that nobody sees hides, and its code point."""
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        kind = "zero-width" if code in SELECTORS else UNSEEN.get(unicodedata.category(char))
        if kind and char not in SPACES:
            yield kind, code


def ranges(codes: Iterable[int]) -> Iterator[str]:
    """Code points as ranges, in hexadecimal ("200B-200F")."""
    start = last = -2
    for code in (*codes, -2):
        if code != last + 1:
            if start >= 0:
                yield f"{start:X}-{last:X}" if last > start else f"{start:X}"
            start = code
        last = code


def name(char: str) -> str:
    """Unicode's name of a character."""
    return unicodedata.name(char, "")


def table() -> dict[str, Row]:
    """Character → (plain letters, how it hides); a cased letter hides like its sister in the other case."""
    rows = own_rows() | unicode_rows()
    rows |= {char: (plain, "styled") for char, (plain, _) in rows.items() if "SMALL CAPITAL" in name(char)}
    for char, row in list(rows.items()):
        for sister in (char.lower(), char.upper()):
            if len(sister) == 1 and ord(sister) > 0x7F:
                rows.setdefault(sister, row)
    seen = {
        char for char, row in rows.items() if set(row[0].upper()) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    }
    return rows | {char: row for char, row in sign_rows().items() if char not in seen or row[0] in SIGNS}


def rendered() -> str:
    """The table as text: kind, plain letters, the characters in code point order."""
    groups: dict[tuple[str, str], list[str]] = {}
    for char, (plain, kind) in sorted(table().items()):
        groups.setdefault((kind, plain), []).append(f"{ord(char):X}")
    version = unicodedata.unidata_version
    lines = [f"# kind\tplain\tcode points (hexadecimal); made by scripts/lookalikes.py from Unicode {version}"]
    lines += [f"{kind}\t{plain}\t{' '.join(codes)}" for (kind, plain), codes in sorted(groups.items())]
    for kind in ("accent", "zero-width"):
        lines.append(f"{kind}\t\t{' '.join(ranges(code for how, code in unseen() if how == kind))}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the table, or compare it with the committed one."""
    text = rendered()
    if "--check" in sys.argv:
        same = TABLE.read_text(encoding="utf-8") == text
        print("lookalikes.tsv is up to date" if same else "lookalikes.tsv differs: run scripts/lookalikes.py")
        return 0 if same else 1
    TABLE.write_text(text, encoding="utf-8")
    print(f"{TABLE.name}: {len(table())} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
