"""A bundle that was tampered with: whatever was done to it is found, and named."""

import io
import json
import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sealing_office import SealingOffice, busy_office, signer
from tampering import WAYS, Tampered

from turunkan.core.evidence.verifier import Archive, Problem, Report, check, directory, local_header

OFFICE = signer(1).fingerprint
CASE = "TRK-2026-0001"


def checked(data: bytes, *keys: str) -> Report:
    """What the verifier says of an archive."""
    return check(Archive(io.BytesIO(data)), keys)


def whole_office() -> SealingOffice:
    """An office with one case, so that its bundle holds the whole chain."""
    office = SealingOffice()
    for step in ("case-opened", "letter-signed", "answered"):
        office.seal(CASE, step, {f"{step}.json": b'{"step":"%s"}' % step.encode(), "empty.txt": b""})
    return office


BUNDLES = (busy_office().bundle(CASE), whole_office().bundle(CASE))


def assert_found(tampered: Tampered, key: str) -> None:
    """The verifier does not call it the office's bundle, and names what was touched."""
    try:
        report = checked(tampered.data, key)
    except ValueError:
        assert tampered.names == ()  # nothing that begins as a bundle does
        return
    assert not (report.intact and report.trusted)
    if tampered.resigned:
        assert (report.intact, report.trusted) == (True, False)
        assert report.signer != key
    else:
        named = tuple(name.replace(".sig", ".json") for name in tampered.names) + tampered.names
        places = [problem.place for problem in report.problems]
        assert any(place.startswith(named or "") for place in places), (tampered.names, places)


@pytest.mark.parametrize("bundle", BUNDLES, ids=["two cases", "one case"])
def test_an_untouched_bundle_is_intact(bundle: bytes) -> None:
    report = checked(bundle, OFFICE)
    assert (report.problems, report.trusted, report.signer, report.case) == ((), True, OFFICE, CASE)


@settings(max_examples=2000)
@given(st.sampled_from(WAYS), st.integers(0, 2**32), st.sampled_from([0, 1]))
def test_two_thousand_ways_to_tamper_are_found_and_named(way: object, seed: int, which: int) -> None:
    assert callable(way)
    bundle = BUNDLES[1] if way.__name__ == "resign" else BUNDLES[which]
    tampered = way(bundle, random.Random(seed))  # noqa: S311  (a test's dice)
    assert tampered.data != bundle
    assert_found(tampered, OFFICE)


@pytest.mark.parametrize("files", [None, 5, True, 1.5, [], "seals"])
@pytest.mark.parametrize("seals", [None, 5, {}, [1, 1], [True], [1.0], ["1"], [0], [1] * 3_000_000])
def test_an_index_of_other_shapes_is_named_at_once(files: object, seals: object) -> None:
    for changed in ({"files": files}, {"seals": seals}, {"files": files, "seals": seals}):
        report = checked(with_index(BUNDLES[0], changed), OFFICE)
        assert Problem("unreadable", "bundle.json") in report.problems
        assert not report.trusted


def with_index(bundle: bytes, changed: dict[str, object]) -> bytes:
    """The bundle as whoever has no key would write it: another index, and every checksum right."""
    entries, stream = list[tuple[str, int, int]](), io.BytesIO()
    archive = Archive(io.BytesIO(bundle))
    for name in archive.digests:
        data = archive.read(name)
        if name == "bundle.json":
            data = json.dumps(json.loads(data) | changed).encode()
        entries.append((name, zlib.crc32(data), len(data)))
        stream.write(local_header(*entries[-1]) + data)
    stream.write(directory(entries))
    return stream.getvalue()
