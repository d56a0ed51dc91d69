"""The store: what was put comes back or is missed by name; nothing is overwritten, lost or there by half."""

import hashlib
import os
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.evidence.sealed_blob import MAGIC, OVERHEAD, Sealer
from turunkan.core.evidence.store import Absent, Damaged, Locked, Store
from turunkan.core.vocab import Lang, StopRun

SECRET, OTHER = b"satu-kunci-acak-untuk-uji-coba-01", b"kunci-acak-lain-untuk-uji-coba-02"
LATER = datetime(2100, 1, 1, tzinfo=UTC)
SECRETS = [None, SECRET]


def file_of(store: Store, digest: str) -> Path:
    return store.folder / digest[:2] / digest[2:]


@pytest.fixture(params=SECRETS, ids=["plain", "sealed"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Store(tmp_path / "store", request.param)


@given(st.lists(st.binary(max_size=300)), st.sampled_from(SECRETS))
def test_what_was_put_comes_back_under_its_sha256(blobs: list[bytes], secret: bytes | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), secret)
        digests = [store.put(blob) for blob in [*blobs, *blobs]]
        assert digests == [hashlib.sha256(blob).hexdigest() for blob in [*blobs, *blobs]]
        assert [store.get(digest) for digest in digests[: len(blobs)]] == blobs
        assert list(store.digests()) == sorted(set(digests))


@given(st.binary(max_size=80), st.data())
def test_a_file_with_one_changed_byte_is_damaged_wherever_the_byte_is(blob: bytes, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        secret = data.draw(st.sampled_from(SECRETS))
        store = Store(Path(folder), secret)
        file = file_of(store, digest := store.put(b"x" + blob))
        whole = file.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :])
        with pytest.raises(Damaged, match=digest):
            store.get(digest)
        file.write_bytes(whole[:at])
        with pytest.raises(Damaged):
            store.get(digest)
        assert store.put(b"x" + blob) == digest
        assert store.get(digest) == b"x" + blob


def test_putting_again_leaves_the_file_and_marks_it_as_wanted(store: Store) -> None:
    file = file_of(store, digest := store.put(b"bukti"))
    os.utime(file, (0, 0))
    before = file.stat().st_ino
    store.put(b"bukti")
    assert file.stat().st_ino == before
    assert store.touched_at(digest) > datetime.now(UTC) - timedelta(minutes=5)


@pytest.mark.parametrize("digest", ["0" * 64, "", "..", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_what_was_never_put_is_absent_whatever_it_is_called(store: Store, digest: str) -> None:
    store.put(b"bukti")
    with pytest.raises(Absent) as missed:
        store.get(digest)
    assert digest in missed.value.say(Lang.ID)
    assert not store.has(digest)
    store.remove(digest)
    assert len(list(store.digests())) == 1


def test_a_removed_file_is_absent_and_can_be_put_again(store: Store) -> None:
    digest = store.put(b"bukti")
    store.remove(digest)
    assert not store.has(digest)
    with pytest.raises(Absent):
        store.get(digest)
    with pytest.raises(Absent):
        store.touched_at(digest)
    assert store.put(b"bukti") == digest


def test_only_the_owner_of_the_process_may_read_the_files(store: Store) -> None:
    file = file_of(store, store.put(b"bukti"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_an_encrypted_file_shows_nothing_of_its_content_and_the_same_blob_is_the_same_file(tmp_path: Path) -> None:
    texts = [b"jual baju bal impor" * 20, b"jual baju bal import" * 20]
    one, other = (Store(tmp_path / name, SECRET) for name in ("one", "other"))
    files = [file_of(store, store.put(text)).read_bytes() for text in texts for store in (one, other)]
    assert files[0] == files[1]
    assert files[2] == files[3]
    assert all(len(file) == len(text) + OVERHEAD for file, text in zip(files[::2], texts, strict=True))
    assert not any(file.find(b"baju") >= 0 for file in files)
    streams = [file[len(MAGIC) + 8 :] for file in files[::2]]
    assert bytes(a ^ b for a, b in zip(*streams, strict=False))[:19] != bytes(19)  # one key each


def test_a_key_switched_on_later_leaves_the_plain_files_readable(tmp_path: Path) -> None:
    plain = Store(tmp_path).put(b"lama")
    keyed = Store(tmp_path, SECRET)
    sealed = keyed.put(b"baru")
    assert (keyed.get(plain), keyed.get(sealed)) == (b"lama", b"baru")


@pytest.mark.parametrize("secret", [None, OTHER], ids=["without a key", "with another"])
def test_a_wrong_key_is_told_from_damage_and_replaces_nothing(tmp_path: Path, secret: bytes | None) -> None:
    digest = Store(tmp_path, SECRET).put(b"bukti")
    stranger = Store(tmp_path, secret)
    before = file_of(stranger, digest).read_bytes()
    for act in (lambda: stranger.get(digest), lambda: stranger.put(b"bukti")):
        with pytest.raises(Locked, match=digest):
            act()
    assert file_of(stranger, digest).read_bytes() == before


def test_a_plain_blob_that_looks_encrypted_is_what_it_is(store: Store) -> None:
    blob = Sealer(SECRET).close(hashlib.sha256(b"bukti").hexdigest(), b"bukti")
    assert store.get(store.put(blob)) == blob


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="short"):
        Store(tmp_path, SECRET[:31])
    Store(tmp_path, SECRET[:32])


def test_the_sweep_takes_old_leftovers_and_nothing_else(store: Store) -> None:
    kept = store.put(b"bukti")
    folder = file_of(store, kept).parent
    old, new = folder / ".old.part", folder / ".new.part"
    for leftover in (old, new):
        leftover.write_bytes(b"buk")
    os.utime(old, (0, 0))
    os.utime(file_of(store, kept), (0, 0))
    assert list(store.digests()) == [kept]
    assert store.sweep(datetime(2000, 1, 1, tzinfo=UTC)) == 1
    assert new.exists()
    assert store.sweep(LATER) == 1
    assert store.sweep(LATER) == 0
    assert store.get(kept) == b"bukti"


def test_writers_of_the_same_files_at_once_agree(store: Store) -> None:
    blobs = [bytes([number]) * 5000 for number in range(12)]
    with ThreadPoolExecutor(8) as writers:
        every = [writers.submit(lambda: [store.put(blob) for blob in blobs]) for _ in range(8)]
        digests = {tuple(one.result()) for one in every}
    assert digests == {tuple(hashlib.sha256(blob).hexdigest() for blob in blobs)}
    assert [store.get(digest) for digest in digests.pop()] == blobs
    assert store.sweep(LATER) == 0


# Each child dies at a later call within `put`, until one outlives its `put`.
KILLED = """
import os, signal, sys
from pathlib import Path
from turunkan.core.evidence.store import Store
store = Store(Path(sys.argv[1]), sys.argv[2].encode() or None)
def put(blob, last):
    calls = 0
    def count(frame, event, _):
        nonlocal calls
        calls += event.endswith("call")
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.setprofile(count)
    store.put(blob)
    os._exit(0)
last = 1
while put(b"bukti %d" % last, last) == -signal.SIGKILL:
    last += 1
print(last)
"""


@pytest.mark.parametrize("secret", SECRETS, ids=["plain", "sealed"])
def test_a_writer_killed_at_any_call_leaves_a_whole_file_or_none(tmp_path: Path, secret: bytes | None) -> None:
    script = [sys.executable, "-c", KILLED, tmp_path, (secret or b"").decode()]
    calls = int(subprocess.run(script, check=True, capture_output=True, text=True).stdout)
    blobs = [b"bukti %d" % number for number in range(1, calls + 1)]
    store = Store(tmp_path, secret)
    there = [store.get(digest) for digest in store.digests()]
    assert set(there) <= set(blobs)
    assert blobs[-1] in there  # it lived
    assert blobs[0] not in there
    assert len(there) < calls - 20
    assert store.sweep(LATER) > 5
    assert not list(tmp_path.rglob("*.part"))
    assert [store.get(store.put(blob)) for blob in blobs] == blobs
