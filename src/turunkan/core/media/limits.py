"""How much one picture or video may ask of our memory and time; checked before anything is decoded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bytes, pixels and counts; what goes beyond is refused by name."""

    picture_bytes: int = 30_000_000
    video_bytes: int = 300_000_000
    pixels: int = 40_000_000  # of one picture or frame: some 160 MB while it is decoded
    moving_pixels: int = 400_000_000  # of all frames of an animation together
    moving_frames: int = 500  # of an animation
    frames: int = 6  # that are read of a video or an animation
    looked_at: int = 900  # key frames of a video that are compared to choose those
    shown: int = 1600  # pixels of the longer side of what a screen shows


LIMITS = Limits()
