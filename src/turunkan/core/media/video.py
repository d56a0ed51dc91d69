"""Video: some frames of an MP4 or WebM, at even distances or where the scene changes.

The container is named to the decoder, which gets the bytes alone: no playlist can send it to a file or host.
"""

from collections.abc import Iterator
from io import BytesIO

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream
from PIL import Image, ImageChops, ImageStat

from turunkan.core.media.frames import Frame, spread
from turunkan.core.media.limits import LIMITS, Limits
from turunkan.core.media.refusals import NotRead, Refusal

_CONTAINERS = ((4, b"ftyp", "mp4"), (0, b"\x1aE\xdf\xa3", "matroska"))
_SMALL = (32, 32)
_CHANGED = 12.0  # mean difference of two small grey pictures, of 255, beyond which the scene is another


def container_of(data: bytes) -> str | None:
    """The name of the container that the bytes begin like; None for anything but a video."""
    return next((name for at, sign, name in _CONTAINERS if data[at : at + len(sign)] == sign), None)


def video_frames(data: bytes, limits: Limits = LIMITS, *, scenes: bool = True) -> list[Frame]:
    """At most `limits.frames` frames: the first of each scene, or evenly spread. Raises NotRead."""
    if len(data) > limits.video_bytes:
        raise NotRead(Refusal.BYTES, have=len(data), limit=limits.video_bytes)
    try:
        with av.open(BytesIO(data), mode="r", format=container_of(data)) as container:
            stream = _checked(container, limits)
            found = list(_scenes(container, stream, limits) if scenes else _even(container, stream, limits))
    except (FFmpegError, ValueError, IndexError) as damage:
        raise NotRead(Refusal.DAMAGED) from damage
    if not found:
        raise NotRead(Refusal.DAMAGED)
    return [found[number] for number in spread(len(found), limits.frames)]


def _checked(container: InputContainer, limits: Limits) -> VideoStream:
    stream = container.streams.video[0]
    pixels = stream.codec_context.width * stream.codec_context.height
    if pixels > limits.pixels:
        raise NotRead(Refusal.PIXELS, limit=limits.pixels)
    stream.thread_type = "NONE"
    stream.codec_context.thread_count = 1
    return stream


def _scenes(container: InputContainer, stream: VideoStream, limits: Limits) -> Iterator[Frame]:
    """Key frames that differ from the one before that was taken."""
    stream.codec_context.skip_frame = "NONKEY"
    last: Image.Image | None = None
    for number, frame in enumerate(container.decode(stream)):
        if number == limits.looked_at:
            return
        image = _picture(frame, limits)
        small = image.convert("L").resize(_SMALL)
        if last is None or ImageStat.Stat(ImageChops.difference(small, last)).mean[0] > _CHANGED:
            last = small
            yield Frame(image, float(frame.time or 0.0))


def _even(container: InputContainer, stream: VideoStream, limits: Limits) -> Iterator[Frame]:
    """One frame in the middle of each of as many equal parts."""
    length = container.duration or 0  # in av.time_base
    for number in range(limits.frames):
        container.seek((2 * number + 1) * length // (2 * limits.frames))
        frame = next(container.decode(stream), None)
        if frame is not None:
            yield Frame(_picture(frame, limits), float(frame.time or 0.0))


def _picture(frame: av.VideoFrame, limits: Limits) -> Image.Image:
    """The frame as RGB; its own size is checked, since a stream may change it on the way."""
    if frame.width * frame.height > limits.pixels:
        raise NotRead(Refusal.PIXELS, limit=limits.pixels)
    return Image.fromarray(np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8))
