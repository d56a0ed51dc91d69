"""One run: a target until its time is over; atheris ends the process."""

import hashlib
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import atheris

from fuzzing.promise import Target, Wrong
from fuzzing.readers import check_readers, reader_seeds, reader_words
from fuzzing.reading import check_every_pack, check_reading, reading_seeds, reading_words

SEED = 20261101
SLOW = 5.0  # seconds
TARGETS = {
    "reading": Target(check_reading, check_every_pack, reading_seeds, reading_words, 400),
    "readers": Target(check_readers, check_readers, reader_seeds, reader_words, 4096),
}


def fault(check: Callable[[bytes], None], data: bytes) -> tuple[str, str] | None:
    """The promise that an input breaks, and in what way."""
    began = time.monotonic()
    try:
        check(data)
    except Wrong as wrong:
        return wrong.check, wrong.detail
    except Exception as error:  # noqa: BLE001 – whatever it is, it is a finding
        return "exception", f"{type(error).__name__} at {_place(error)}"
    return ("slow", "") if time.monotonic() - began > SLOW else None


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def run(name: str, seconds: int, folder: Path) -> None:
    """Fuzz one target until the time is over; each new way of failing is kept, the shortest first."""
    target = TARGETS[name]
    corpus, kept = folder / "corpus", folder / "kept"
    if not corpus.exists():
        corpus.mkdir(parents=True)
        kept.mkdir()
        for seed in target.seeds():
            cut = seed[: target.longest]
            (corpus / seed_name(cut)).write_bytes(cut)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in target.words() if 0 < len(word) <= 60)
    (folder / "words").write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
    limits = [f"-max_total_time={seconds}", f"-max_len={target.longest}", "-rss_limit_mb=4096", "-timeout=120"]
    files = [f"-dict={folder / 'words'}", f"-artifact_prefix={folder / 'died-'}", str(corpus)]
    atheris.Setup(
        [sys.argv[0], f"-seed={SEED}", "-print_final_stats=1", *limits, *files], partial(keep, target.check, kept)
    )
    atheris.Fuzz()


def seed_name(seed: bytes) -> str:
    """The file of a seed."""
    return hashlib.sha256(seed).hexdigest()[:16]


def keep(check: Callable[[bytes], None], kept: Path, data: bytes) -> None:
    """Try one input; keep it where it fails in a new way, or in a known way but shorter."""
    found = fault(check, data)
    if found is None:
        return
    file = kept / hashlib.sha256("\0".join(found).encode()).hexdigest()[:16]
    if not file.exists() or file.stat().st_size > len(data):
        file.write_bytes(data)
