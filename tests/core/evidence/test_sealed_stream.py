"""A long file under a passphrase: what was written is read, from anywhere, and nothing else is."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turunkan.core.evidence import sealed_stream
from turunkan.core.evidence.sealed_blob import NotAsWritten
from turunkan.core.evidence.sealed_stream import MAGIC, PIECE, SALT, SealedReader, SealingWriter

PASSPHRASE, SALTED = b"frasa sandi peragaan", bytes(range(SALT))
HEAD, CLOSED = len(MAGIC) + SALT, PIECE + 16


@pytest.fixture(autouse=True, scope="module")
def cheap() -> object:
    """A key that costs little: what scrypt costs is not tested here."""
    patch = pytest.MonkeyPatch()
    patch.setattr(sealed_stream, "_COST", 2)
    yield
    patch.undo()


def closed(*parts: bytes) -> bytes:
    sink = io.BytesIO()
    writer = SealingWriter(sink, PASSPHRASE, SALTED)
    for part in parts:
        assert writer.write(part) == len(part)
    writer.flush()
    writer.close()
    return sink.getvalue()


def opened(file: bytes, passphrase: bytes = PASSPHRASE) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(file), passphrase)).read()


@given(st.integers(0, 3 * PIECE), st.integers(0, 3 * PIECE), st.integers(0, 99_999))
@settings(max_examples=40)
def test_what_was_written_is_read_from_any_place(first: int, second: int, start: int) -> None:
    text = (b"bukti " * (first + second))[: first + second]
    file = closed(text[:first], text[first:])
    assert opened(file) == text
    reader = io.BufferedReader(SealedReader(io.BytesIO(file), PASSPHRASE))
    assert reader.seek(start) == start
    assert reader.read(70_000) == text[start : start + 70_000]
    assert reader.seek(-len(text[-10:]), io.SEEK_END) == len(text) - len(text[-10:])
    assert reader.read() == text[-10:]


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_lengths_around_a_piece(length: int) -> None:
    file = closed(b"x" * length)
    assert opened(file) == b"x" * length
    assert len(file) == HEAD + length + 16 * max(1, -(-length // PIECE))


TAMPERED = {
    "another passphrase": lambda file: file,
    "a changed byte in the first piece": lambda file: file[:HEAD] + bytes([file[HEAD] ^ 1]) + file[HEAD + 1 :],
    "a changed byte in the last piece": lambda file: file[:-1] + bytes([file[-1] ^ 1]),
    "another salt": lambda file: file[: HEAD - 1] + bytes([file[HEAD - 1] ^ 1]) + file[HEAD:],
    "no end": lambda file: file[:-26],
    "cut off": lambda file: file[:-1],
    "a piece left out": lambda file: file[:HEAD] + file[HEAD + CLOSED :],
    "pieces swapped": lambda file: (
        file[:HEAD]
        + file[HEAD + CLOSED : HEAD + 2 * CLOSED]
        + file[HEAD : HEAD + CLOSED]
        + file[HEAD + 2 * CLOSED :]
    ),
    "something after the end": lambda file: file + b"x",
    "only a head": lambda file: file[:HEAD],
    "another kind of file": lambda file: b"PK" + file,
    "nothing": lambda file: b"",
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_not_written_is_refused(name: str) -> None:
    file = TAMPERED[name](closed(b"a" * PIECE, b"b" * PIECE, b"c" * 10))
    with pytest.raises(NotAsWritten):
        opened(file, b"frasa lain" if name == "another passphrase" else PASSPHRASE)


def test_the_file_shows_nothing_of_what_was_written() -> None:
    file = closed(b"jual baju bal impor" * 9000)
    assert b"baju" not in file
    assert len({file[HEAD + at : HEAD + at + 19] for at in range(0, 2 * CLOSED, 19)}) > 2 * PIECE / 19 - 2
