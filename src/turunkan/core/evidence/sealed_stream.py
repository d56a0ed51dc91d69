"""Encryption of one long file under a passphrase, written front to back and read anywhere.

The file is `MAGIC`, a salt of 16 bytes, and pieces of 64 KiB, each closed with AES-256-GCM. A piece's nonce is its
number and whether it is the last (the STREAM construction of Hoang et al., CRYPTO 2015), so that pieces cannot be
moved, left out or cut off unseen. The key comes from the passphrase by scrypt (RFC 7914).
"""

import io
from typing import Any, BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from turunkan.core.evidence.sealed_blob import NotAsWritten

MAGIC = b"turunkan-sealed-stream-1\n"
SALT = 16  # bytes
PIECE = 64 * 1024  # bytes
_TAG = 16  # bytes
_COST = 2**16  # of scrypt: 64 MiB of memory, some tenths of a second


class Sink(Protocol):
    """Where a writer's bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""


class SealingWriter:
    """What is written to it goes on encrypted; without `close` the file stays without its end, and is refused.

    `salt` is 16 random bytes, of this file alone.
    """

    def __init__(self, sink: Sink, passphrase: bytes, salt: bytes) -> None:
        self._sink = sink
        self._cipher = _cipher(passphrase, salt)
        self._waiting = bytearray()
        self._count = 0
        sink.write(MAGIC + salt)

    def write(self, data: bytes) -> int:
        """Take bytes; how many that were."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._close_piece(is_last=False)
        return len(data)

    def flush(self) -> None:
        """A piece is written when it is full; there is nothing to hurry."""

    def close(self) -> None:
        """Write the last piece."""
        self._close_piece(is_last=True)

    def _close_piece(self, *, is_last: bool) -> None:
        piece = bytes(self._waiting[:PIECE])
        del self._waiting[:PIECE]
        self._sink.write(self._cipher.encrypt(_nonce(self._count, is_last=is_last), piece, None))
        self._count += 1


class SealedReader(io.RawIOBase):
    """What was written to a SealingWriter, from any place. Raises NotAsWritten, also for another passphrase."""

    def __init__(self, source: BinaryIO, passphrase: bytes) -> None:
        self._source = source
        length = source.seek(0, io.SEEK_END)
        source.seek(0)
        head = source.read(len(MAGIC) + SALT)
        body = length - len(MAGIC) - SALT
        if not head.startswith(MAGIC) or body < _TAG:
            raise NotAsWritten
        self._cipher = _cipher(passphrase, head[len(MAGIC) :])
        self._pieces = -(-body // (PIECE + _TAG))
        self._size = body - self._pieces * _TAG
        self._at = 0
        self._open: tuple[int, bytes] = (-1, b"")
        self._piece(0)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place, counted in what was written."""
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer of bytes as far as one piece reaches."""
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, PIECE)
        part = self._piece(number)[start : start + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _piece(self, number: int) -> bytes:
        if self._open[0] != number:
            self._source.seek(len(MAGIC) + SALT + number * (PIECE + _TAG))
            closed = self._source.read(PIECE + _TAG)
            try:
                nonce = _nonce(number, is_last=number == self._pieces - 1)
                self._open = (number, self._cipher.decrypt(nonce, closed, None))
            except (InvalidTag, ValueError) as error:
                raise NotAsWritten from error
        return self._open[1]


def _cipher(passphrase: bytes, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
