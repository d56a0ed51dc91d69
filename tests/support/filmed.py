"""Videos made of drawn pictures."""

from io import BytesIO

import av
import numpy as np
from PIL import Image


def film(scenes: list[Image.Image], frames_each: int = 10, rate: int = 10) -> bytes:
    """An MP4 that shows each picture for as many frames, with a key frame at each fifth."""
    out = BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=rate)
        stream.width, stream.height = scenes[0].size
        stream.pix_fmt, stream.gop_size = "yuv420p", 5
        for scene in scenes:
            for _ in range(frames_each):
                container.mux(stream.encode(av.VideoFrame.from_ndarray(np.asarray(scene), format="rgb24")))
        container.mux(stream.encode())
    return out.getvalue()
