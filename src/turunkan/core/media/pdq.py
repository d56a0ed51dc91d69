"""PDQ: the perceptual hash of ThreatExchange, 256 bits, with a quality from 0 (nothing to go by) to 100.

Meta, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019.
"""

import numpy as np
import pdqhash
from PIL import Image

_LONGEST = 512  # pixels; the algorithm itself looks at 64


def pdq_of(image: Image.Image) -> tuple[str, int]:
    """The hash as 64 hexadecimal digits, and its quality."""
    small = image.copy()
    small.thumbnail((_LONGEST, _LONGEST))
    bits, quality = pdqhash.compute(np.asarray(small))
    return np.packbits(np.asarray(bits, dtype=np.uint8)).tobytes().hex(), int(quality)
