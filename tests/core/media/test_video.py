"""Video: few frames, of different scenes; nothing but an MP4 or WebM is opened."""

import drawn
import numpy as np
import pytest
from filmed import film
from PIL import Image

from turunkan.core.media.limits import Limits
from turunkan.core.media.refusals import NotRead, Refusal
from turunkan.core.media.video import container_of, video_frames

SCENES = [drawn.photo(seed, (160, 120)) for seed in (1, 2, 3)]
FILM = film(SCENES)


def nearest(image: Image.Image) -> int:
    """Which scene it is."""
    away = [np.abs(np.asarray(image, dtype=int) - np.asarray(scene, dtype=int)).mean() for scene in SCENES]
    return int(np.argmin(away))


def test_a_frame_of_each_scene_is_taken() -> None:
    frames = video_frames(FILM)
    assert [nearest(frame.image) for frame in frames] == [0, 1, 2]
    assert [frame.at for frame in frames] == [0.0, 1.0, 2.0]


def test_frames_may_be_spread_evenly_instead() -> None:
    frames = video_frames(FILM, Limits(frames=3), scenes=False)
    assert [nearest(frame.image) for frame in frames] == [0, 1, 2]


def test_no_more_frames_than_asked_for() -> None:
    assert [nearest(frame.image) for frame in video_frames(FILM, Limits(frames=2))] == [0, 2]


@pytest.mark.parametrize(
    ("data", "limits", "refusal"),
    [
        (FILM[: len(FILM) // 3], Limits(), Refusal.DAMAGED),
        (FILM[:12] + b"\0" * 500, Limits(), Refusal.DAMAGED),
        (FILM, Limits(pixels=100), Refusal.PIXELS),
        (FILM, Limits(video_bytes=100), Refusal.BYTES),
    ],
)
def test_what_is_broken_or_too_large_is_refused_by_name(data: bytes, limits: Limits, refusal: Refusal) -> None:
    with pytest.raises(NotRead) as refused:
        video_frames(data, limits)
    assert refused.value.refusal is refusal


@pytest.mark.parametrize(
    "data",
    [
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"RIFF....AVI LIST",
    ],
)
def test_a_playlist_is_no_video(data: bytes) -> None:
    assert container_of(data) is None
