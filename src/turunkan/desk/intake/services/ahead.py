"""Ahead: the next batches are made in a process of their own while the caller works on the last one.

The process is a copy of this one, so it has everything that making takes; it must not touch the database, whose
connection it shares. It ends with the caller, however that ends.
"""

import multiprocessing
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from os import _exit
from queue import Queue
from typing import TypeVar

from turunkan.core.detect.rings import drop_new_rings
from turunkan.core.vocab import StopRun, Wording

T = TypeVar("T")

POSSIBLE = sys.platform == "linux"
"""Whether a process can be copied safely."""

_AHEAD = 2  # batches that are made and not taken yet
_END = b""
_DIED = Wording(
    id="Proses pembaca berhenti di tengah jalan; yang sudah tersimpan tetap ada. Masukkan berkasnya sekali lagi.",
    en="The process that read ended half-way; what was stored is kept. Bring the file in once more.",
)


def ahead(made: Iterator[T]) -> Iterator[T]:
    """The same values. Raises StopRun where making them failed, and says why in the log."""
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_make, args=(made, reader, writer), daemon=True)
    process.start()
    writer.close()
    try:
        yield from _taken(reader)
    finally:
        process.kill()
        process.join()
        reader.close()


def _taken(reader: Connection) -> Iterator[T]:
    """What comes through the pipe, until its end; of our own making, so that unpickling it is safe."""
    try:
        while data := reader.recv_bytes():
            one = pickle.loads(data)  # noqa: S301
            if isinstance(one, _Failed):
                raise StopRun(f"reading failed: {one.why}", _DIED)
            yield one
    except EOFError as error:
        raise StopRun("the reading process was killed", _DIED) from error


class _Failed:
    """That making went wrong, and how."""

    def __init__(self, why: str) -> None:
        self.why = why


def _make(made: Iterator[object], reader: Connection, writer: Connection) -> None:
    """In the copy: make and send on; sending waits in a thread of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the caller, who ends this process
    reader.close()  # so that a pipe without its reader is broken
    waiting: Queue[bytes] = Queue(_AHEAD)
    sending = threading.Thread(target=_send, args=(waiting, writer), daemon=True)
    sending.start()
    try:
        for one in made:
            waiting.put(pickle.dumps(one, pickle.HIGHEST_PROTOCOL))
            drop_new_rings()
    except Exception:  # noqa: BLE001 - the boundary of the process: all of it is for the caller to raise
        waiting.put(pickle.dumps(_Failed(traceback.format_exc())))
    waiting.put(_END)
    sending.join()
    _exit(0)  # nothing that is shared with the caller is closed


def _send(waiting: "Queue[bytes]", writer: Connection) -> None:
    try:
        while data := waiting.get():
            writer.send_bytes(data)
        writer.send_bytes(_END)
    except BrokenPipeError:  # the caller is gone
        _exit(1)
