"""Reading a printed letter back: its text, its structure, its properties, and its QR code."""

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of the structure tree."""

    name: str
    alt: str


class Printed:
    """A letter's PDF, as another program sees it."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(pdf))
        self.catalog: DictionaryObject = self.reader.trailer["/Root"].get_object()  # type: ignore[assignment]

    @property
    def pages(self) -> list[str]:
        """The text of each page, white space as one space."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def flat(self) -> str:
        """The whole text without any white space: what stands there whatever the line breaks are."""
        return flat(" ".join(self.pages))

    @property
    def tags(self) -> list[Tag]:
        """The structure tree in reading order."""
        return list(_tags(self.catalog["/StructTreeRoot"]))

    @property
    def xmp(self) -> str:
        """The metadata packet."""
        stream: Any = self.catalog["/Metadata"].get_object()
        text: str = stream.get_data().decode("utf-8")
        return text

    @property
    def fonts(self) -> dict[str, bool]:
        """Font → whether its outlines are inside the file."""
        found: dict[str, bool] = {}
        for page in self.reader.pages:
            resources: Any = page["/Resources"]
            for font in resources["/Font"].values():
                (inner,) = font.get_object()["/DescendantFonts"]
                descriptor = inner.get_object()["/FontDescriptor"].get_object()
                kinds = ("/FontFile", "/FontFile2", "/FontFile3")
                found[str(font.get_object()["/BaseFont"])] = any(kind in descriptor for kind in kinds)
        return found


def flat(text: str) -> str:
    """The text without any white space."""
    return re.sub(r"\s+", "", text)


def _tags(element: Any) -> Iterator[Tag]:
    element = element.get_object()
    if isinstance(element, ArrayObject):
        for one in element:
            yield from _tags(one)
    elif isinstance(element, DictionaryObject):
        if "/S" in element:
            yield Tag(str(element["/S"]).removeprefix("/"), str(element.get("/Alt", "")))
        if "/K" in element:
            yield from _tags(element["/K"])


def qr_on_paper(pdf: bytes, folder: Path, modules: int, centimetres: float, dots: int = 400) -> list[list[int]]:
    """The dark and light modules of the QR code on the first page, as a scanner would see them.

    `modules` along a side without the quiet zone; `centimetres` is the printed side with two quiet modules each.
    """
    (folder / "letter.pdf").write_bytes(pdf)
    argv = ["pdftoppm", "-r", str(dots), "-gray", "-f", "1", "-l", "1", "-png", "letter.pdf", "page"]
    subprocess.run(argv, cwd=folder, check=True)
    (picture,) = folder.glob("page*.png")
    with Image.open(picture) as page:
        dark = page.convert("L").point(lambda value: 255 if value < 128 else 0)
    side = centimetres / 2.54 * dots / (modules + 4)
    left, top = _corner(dark, 7 * side)
    places = [side * (step + 0.5) for step in range(modules)]
    return [[int(bool(dark.getpixel((int(left + x), int(top + y))))) for x in places] for y in places]


def _corner(dark: Image.Image, length: float) -> tuple[int, int]:
    """Where the first finder pattern begins: the first two dark runs of that length in one row."""
    for y in range(dark.height):
        row, x = dark.crop((0, y, dark.width, y + 1)).tobytes(), 0
        starts = []
        for value, run in groupby(row):
            count = len(list(run))
            if value and abs(count - length) < length * 0.06:
                starts.append(x)
            x += count
        if len(starts) == 2:
            return starts[0], y
    raise AssertionError("no QR code on the page")
