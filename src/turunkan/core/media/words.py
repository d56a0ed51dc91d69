"""Words: what stands in a picture, each word with its box and confidence, in the pixels of the picture given.

RapidOCR (PP-OCRv6, its weights come with the package) was chosen over Tesseract by measuring on drawn adverts of
this trade, on a busy background and turned (docs/proof/media): of 234 words it read 233, Tesseract 28. It runs on
one thread: the same picture gives the same words.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import numpy as np
from PIL import Image, ImageOps
from rapidocr import RapidOCR

Box = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""The corners of a word from the upper left as it is read, clockwise; x to the right and y down, in pixels."""

_LONGEST = 2000  # pixels of the longer side that is read
_LEAST = 0.5  # confidence below which a word is a guess
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.return_word_box": True,
    "Global.text_score": _LEAST,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line; `line` counts from 0 down the picture."""

    text: str
    box: Box
    confidence: float
    line: int


def engine() -> str:
    """The name and version of what reads, as a document says it."""
    return f"rapidocr {version('rapidocr')}"


def words_of(image: Image.Image) -> list[Word]:
    """The words of an RGB picture in reading order; where none is found, with its contrast stretched."""
    small, scale = _within(image, _LONGEST)
    return _read(small, scale) or _read(ImageOps.autocontrast(small.convert("L"), cutoff=2).convert("RGB"), scale)


def _within(image: Image.Image, longest: int) -> tuple[Image.Image, float]:
    """The picture made small enough, and by what its coordinates are multiplied to be the original's."""
    scale = max(1.0, max(image.size) / longest)
    if scale == 1.0:
        return image, scale
    size = (max(1, round(image.width / scale)), max(1, round(image.height / scale)))
    return image.resize(size, Image.Resampling.LANCZOS), scale


@lru_cache(maxsize=1)
def _reader() -> Any:
    """The engine, loaded once a process: a second or two."""
    return RapidOCR(params=_SETTINGS)


def _read(image: Image.Image, scale: float) -> list[Word]:
    found = _reader()(np.ascontiguousarray(np.asarray(image)[:, :, ::-1]))  # it expects blue first
    if not found.txts:
        return []
    return [
        Word(text.strip(), _scaled(box, scale), round(float(confidence), 3), line)
        for line, words in enumerate(found.word_results)
        for text, confidence, box in words
        if box is not None and text.strip() and confidence >= _LEAST
    ]


def _scaled(box: Any, scale: float) -> Box:
    a, b, c, d = ((round(float(x) * scale, 1), round(float(y) * scale, 1)) for x, y in box)
    return a, b, c, d
