"""Ways to tamper with a bundle: each takes the archive, and tells the altered one and what must be named."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from sealing_office import pack, signer, unpack

from turunkan.core.evidence.canonical import canonical
from turunkan.core.evidence.signing import Signer
from turunkan.core.evidence.statements import KeyEvent, keys_file, state


@dataclass(frozen=True, slots=True)
class Tampered:
    """An altered archive; `names` are the entries of which one at least must be named, none where any will do.

    `resigned` says that it is whole in itself, and that only the signer tells.
    """

    data: bytes
    names: tuple[str, ...] = ()
    resigned: bool = False


def flip(archive: bytes, chance: random.Random) -> Tampered:
    """One bit, anywhere in the file."""
    at = chance.randrange(len(archive))
    return Tampered(_with_bit(archive, at, chance))


def flip_in_a_file(archive: bytes, chance: random.Random) -> Tampered:
    """One bit of what an entry holds, packed as if it belonged there."""
    entries = unpack(archive)
    at = chance.choice([at for at, (_, data) in enumerate(entries) if data])
    name, data = entries[at]
    entries[at] = (name, _with_bit(data, chance.randrange(len(data)), chance))
    return Tampered(pack(entries), (name,))


def drop(archive: bytes, chance: random.Random) -> Tampered:
    """An entry less."""
    entries = unpack(archive)
    name, _ = entries.pop(chance.randrange(len(entries)))
    return Tampered(pack(entries), (name,))


def swap(archive: bytes, chance: random.Random) -> Tampered:
    """What two entries hold, exchanged."""
    entries = unpack(archive)
    one, other = chance.sample([at for at, (_, data) in enumerate(entries) if data], 2)
    (first, data), (second, more) = entries[one], entries[other]
    entries[one], entries[other] = (first, more), (second, data)
    return Tampered(pack(entries), (first, second)) if data != more else flip(archive, chance)


def add(archive: bytes, chance: random.Random) -> Tampered:
    """An entry more, at a place and by a name that might be overlooked."""
    entries = unpack(archive)
    some = chance.choice(entries)[0]
    name = chance.choice(
        ["more.txt", "seals/000001/note.txt", "seals/000099/files/x", f"{some}.bak", f"seals/{some}"]
    )
    entries.insert(chance.randrange(len(entries) + 1), (name, chance.randbytes(chance.randrange(9))))
    return Tampered(pack(entries), (name,))


def double(archive: bytes, chance: random.Random) -> Tampered:
    """An entry twice, the second time the same or otherwise."""
    entries = unpack(archive)
    name, data = chance.choice(entries)
    entries.insert(chance.randrange(len(entries) + 1), (name, chance.choice([data, data + b" ", b""])))
    return Tampered(pack(entries), (name,))


def rename(archive: bytes, chance: random.Random) -> Tampered:
    """An entry under another name."""
    entries = unpack(archive)
    at = chance.randrange(len(entries))
    name, data = entries[at]
    entries[at] = (f"{name}x", data)
    return Tampered(pack(entries), (name, f"{name}x"))


def shuffle(archive: bytes, chance: random.Random) -> Tampered:
    """The order of two entries, which says nothing and is none the less not as it was issued."""
    entries = unpack(archive)
    one, other = chance.sample(range(len(entries)), 2)
    entries[one], entries[other] = entries[other], entries[one]
    return Tampered(pack(entries), ("bundle.json", entries[one][0], entries[other][0]))


def reorder(archive: bytes, chance: random.Random) -> Tampered:
    """The chain: seals that change places, or links in between that do."""
    entries = dict(unpack(archive))
    seqs = sorted({name.split("/")[1] for name in entries if name.startswith("seals/")})
    one, other = chance.sample(seqs, 2)
    if chance.random() < 0.3 and entries["chain.jsonl"].count(b"\n") > 1:
        lines = entries["chain.jsonl"].splitlines(keepends=True)
        entries["chain.jsonl"] = b"".join(reversed(lines))
        return Tampered(pack(list(entries.items())), ("chain.jsonl",))
    moved = {_moved(name, one, other): data for name, data in entries.items()}
    return Tampered(pack(list(moved.items())), tuple(f"seals/{seq}" for seq in (one, other)))


def cut(archive: bytes, chance: random.Random) -> Tampered:
    """The end of the file, or something after it."""
    if chance.random() < 0.5:
        return Tampered(archive[: chance.randrange(40, len(archive))])
    return Tampered(archive + chance.randbytes(chance.randrange(1, 40)))


def resign(archive: bytes, chance: random.Random) -> Tampered:
    """Another's key: over the index, over a link, or over everything after a statement of its own."""
    entries, other = dict(unpack(archive)), signer(chance.randrange(100, 200))
    links = sorted(name for name in entries if name.endswith("/link.json"))
    what = chance.choice(["bundle.json", chance.choice(links), "all"])
    if what != "all":
        entries[what.replace(".json", ".sig")] = other.sign(entries[what])
        return Tampered(pack(list(entries.items())), (what, what.replace(".json", ".sig")))
    return Tampered(_resigned(entries, other), resigned=True)


def _resigned(entries: dict[str, bytes], key: Signer) -> bytes:
    """Everything signed anew by a stranger, whole in itself: a forgery that only the fingerprint tells."""
    entries["keys.json"] = keys_file([state(KeyEvent.CREATED, key, "2026-11-20T01:00:00Z", None)])
    head = ""
    for seq in range(1, 1 + sum(name.endswith("link.json") for name in entries)):
        name = f"seals/{seq:06d}/link.json"
        entries[name] = canonical(json.loads(entries[name]) | {"key": key.fingerprint} | _after(head))
        entries[name.replace(".json", ".sig")] = key.sign(entries[name])
        head = sha256(entries[name]).hexdigest()
    return indexed(entries, key)


def _after(head: str) -> dict[str, str]:
    return {"previous": head} if head else {}


def indexed(entries: dict[str, bytes], key: Signer) -> bytes:
    """An archive of these entries whose index a key signs, whatever they are."""
    listed = sorted((name, data) for name, data in entries.items() if not name.startswith("bundle."))
    files = {name: {"sha256": sha256(data).hexdigest(), "size": len(data)} for name, data in listed}
    index = canonical(json.loads(entries["bundle.json"]) | {"key": key.fingerprint, "files": files})
    return pack([*listed, ("bundle.json", index), ("bundle.sig", key.sign(index))])


def _with_bit(data: bytes, at: int, chance: random.Random) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _moved(name: str, one: str, other: str) -> str:
    if name.startswith(f"seals/{one}/"):
        return name.replace(one, other, 1)
    return name.replace(other, one, 1) if name.startswith(f"seals/{other}/") else name


WAYS: tuple[Callable[[bytes, random.Random], Tampered], ...] = (
    flip,
    flip_in_a_file,
    drop,
    swap,
    add,
    double,
    rename,
    shuffle,
    reorder,
    cut,
    resign,
)
