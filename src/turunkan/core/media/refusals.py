"""Refusals: why a picture or video is not read, by a name that can be counted."""

from enum import StrEnum

from turunkan.core.vocab import SkipThis, Wording, figure


class Refusal(StrEnum):
    """What is wrong with a file."""

    FOREIGN = "not-a-picture"
    BYTES = "too-many-bytes"
    PIXELS = "too-many-pixels"
    FRAMES = "too-many-frames"
    DAMAGED = "damaged"


REFUSALS = {
    Refusal.FOREIGN: Wording(
        id="Bukan gambar atau video yang dikenal (PNG, JPEG, WebP, GIF, MP4, WebM); berkas ini tidak dibaca.",
        en="No picture or video that is known (PNG, JPEG, WebP, GIF, MP4, WebM); this file is not read.",
    ),
    Refusal.BYTES: Wording(
        id="Berkas {have} byte; yang dibaca paling besar {limit}. Perkecil, lalu masukkan lagi.",
        en="The file has {have} bytes; at most {limit} are read. Make it smaller and import it again.",
    ),
    Refusal.PIXELS: Wording(
        id="Gambar ini lebih dari {limit} piksel; yang sebesar itu tidak dibaca. Perkecil, lalu masukkan lagi.",
        en="This picture has over {limit} pixels; none so large is read. Make it smaller and import it again.",
    ),
    Refusal.FRAMES: Wording(
        id="Gambar gerak berisi {have} bingkai; yang dibaca paling banyak {limit}.",
        en="The animation has {have} frames; at most {limit} are read.",
    ),
    Refusal.DAMAGED: Wording(
        id="Berkas rusak atau terpotong; ambil lagi dari sumbernya.",
        en="The file is damaged or cut off; take it from its source again.",
    ),
}


class NotRead(SkipThis):
    """A picture or video that is not read; `refusal` says why."""

    def __init__(self, refusal: Refusal, *, have: int = 0, limit: int = 0) -> None:
        said = REFUSALS[refusal].fill(have=figure(have), limit=figure(limit))
        super().__init__(f"{refusal} (at most {limit})" if limit else str(refusal), said)
        self.refusal = refusal
