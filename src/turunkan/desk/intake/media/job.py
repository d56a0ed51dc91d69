"""The process that reads: `python -m turunkan.desk.intake.media.job CPU_SECONDS MEMORY_BYTES`, started by
`media_reader()` alone.

It is given a file as a line with its size and then its bytes, and answers each with one line of JSON: a refusal
(`refusal`, `message`) or a reading. When its stdin ends, it ends.
"""

import base64
import json
import os
import resource
import sys
from typing import Any

from turunkan.core.media.reading import read_media
from turunkan.core.media.refusals import NotRead


def main() -> None:
    """Answer until nobody asks."""
    cpu_seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _confine(memory)
    while header := sys.stdin.buffer.readline():
        data = sys.stdin.buffer.read(int(header))
        _allow(cpu_seconds)
        answers.write(json.dumps(answer(data)).encode() + b"\n")
        answers.flush()


def answer(data: bytes) -> dict[str, Any]:
    """What a file says, or why it is not read, as JSON has it."""
    try:
        read = read_media(data)
    except NotRead as refused:
        return {"refusal": refused.refusal, "message": {"id": refused.person.id, "en": refused.person.en}}
    return {
        "kind": read.kind,
        "width": read.width,
        "height": read.height,
        "pdq": read.pdq,
        "pdq_quality": read.pdq_quality,
        "engine": read.engine,
        "text": read.text,
        "words": read.words(),
        "codes": read.codes(),
        "frames": [{"at": one.at, "shown": base64.b64encode(one.shown).decode()} for one in read.frames],
    }


def _confine(memory: int) -> None:
    """No more than that much memory, no file to be written, no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: int) -> None:
    """So much processor time from now on; then the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
