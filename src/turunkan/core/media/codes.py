"""Codes: QR codes in a picture (ISO/IEC 18004)."""

from dataclasses import dataclass

import zxingcpp
from PIL import Image

from turunkan.core.media.words import Box

_LONGEST = 2000  # characters; a QR code holds no more than 4,296


@dataclass(frozen=True, slots=True)
class Code:
    """What a QR code says, and where it stands, in pixels of the picture."""

    text: str
    box: Box


def codes_of(image: Image.Image) -> list[Code]:
    """The QR codes of a picture, from the top; each text once."""
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    codes = sorted((Code(one.text[:_LONGEST], _corners(one.position)) for one in found if one.text), key=_place)
    return list({code.text: code for code in reversed(codes)}.values())[::-1]


def _corners(position: zxingcpp.Position) -> Box:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    a, b, c, d = ((float(corner.x), float(corner.y)) for corner in corners)
    return a, b, c, d


def _place(code: Code) -> tuple[float, float, str]:
    (x, y), *_ = code.box
    return y, x, code.text
