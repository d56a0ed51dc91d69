"""Machine: compiled kernels, kept on disk as machine code, so that a start costs milliseconds and not a compiler.

numba compiles a kernel once for this processor; its object code is stored under the fingerprint of everything
that it depends on (the kernel's sources, the layout, the versions, the processor) and later loaded by LLVM
alone. A file that is not whole is compiled anew; of older ones a few stay.
"""

import ctypes
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module, metadata, resources
from pathlib import Path
from typing import Any, NamedTuple

import llvmlite.binding as llvm
import numpy as np
from numpy.typing import NDArray

from turunkan.core.block.layout import Group
from turunkan.core.block.processor import host, host_name

_SOURCES = (
    "codes.py",
    "layout.py",
    "folding.py",
    "letters.py",
    "spelling.py",
    "meaning.py",
    "runs.py",
    "words.py",
    "context.py",
    "terms.py",
    "kernel.py",
    "judging.py",
    "sieve.py",
    "classifying.py",
    "building.py",
    "machine.py",
    "processor.py",
)
_BENEATH = ("features.py", "model.py")  # of the classifier: numbers that the kernel holds as its own
_MOST_KEPT = 4  # files a kernel: other versions, other environments on this machine
Code = Callable[[int], int]


class _Kept(NamedTuple):
    """A compiled kernel: its own symbol, then all that its code refers to and does not hold; and the code."""

    symbols: Sequence[str]
    code: bytes


def cache_folder() -> Path:
    """Where compiled kernels are kept: the user's cache folder (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "turunkan"


class Kernel:
    """A compiled kernel, called with named arrays."""

    def __init__(self, name: str, groups: tuple[Group, ...]) -> None:
        self._slots = tuple(slot for group in groups for slot in group.slots)
        self._owner, self._call = _loaded(name, groups)
        self._table = np.zeros(2 * len(self._slots), np.int64)
        self._last: list[NDArray[Any] | None] = [None] * len(self._slots)

    def __call__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Run over the arrays; each must be contiguous and of its slot's type."""
        for at, (name, dtype) in enumerate(self._slots):
            array = arrays[name]
            if array is self._last[at]:  # most are the same all the time
                continue
            if array.dtype != dtype:
                raise TypeError(f"{name} is {array.dtype}, not {dtype}")
            self._table[2 * at] = array.ctypes.data
            self._table[2 * at + 1] = len(array)
            self._last[at] = array
        self._call(self._table.ctypes.data)


def is_kept(name: str) -> bool:
    """Whether a kernel was compiled before, so that loading it takes no time."""
    return _kept(_path(name)) is not None


def _path(name: str) -> Path:
    return cache_folder() / f"{name}-{_fingerprint()}.o"


@cache
def _loaded(name: str, groups: tuple[Group, ...]) -> tuple[Any, Code]:
    """What owns the machine code, which is gone with it, and the code."""
    path = _path(name)
    kept = _kept(path)
    if kept is None:
        symbols, code = import_module("turunkan.core.block.building").build(name, groups)
        kept = _Kept(symbols, code)
        _keep(path, kept)
    return _callable(kept)


def _kept(path: Path) -> _Kept | None:
    """What a file holds: the digest of the rest, the symbols, the code; None where it is not whole."""
    try:
        digest, _, rest = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest != hashlib.sha256(rest).hexdigest().encode():
        return None
    symbols, _, code = rest.partition(b"\n")
    return _Kept(symbols.decode().split(" "), code)


def _fingerprint() -> str:
    """Everything that the machine code depends on."""
    digest = hashlib.sha256()
    for room, sources in (("block", _SOURCES), ("classifier", _BENEATH)):
        for source in sources:
            digest.update((resources.files(f"turunkan.core.{room}") / source).read_bytes())
    digest.update(
        f"{metadata.version('numba')} {metadata.version('llvmlite')} {metadata.version('numpy')}".encode()
    )
    digest.update(host_name().encode())
    return digest.hexdigest()[:24]


def _keep(path: Path, kept: _Kept) -> None:
    """Write whole or not at all; without a place to write, the code lives as long as the process."""
    rest = " ".join(kept.symbols).encode() + b"\n" + kept.code
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _forget_oldest(path)
    except OSError:
        return


def _forget_oldest(newest: Path) -> None:
    """Remove what was compiled of a kernel long ago, for sources or versions that are no more."""
    kernel = newest.name.partition("-")[0]
    files = sorted(newest.parent.glob(f"{kernel}-*.o"), key=lambda file: file.stat().st_mtime)
    for file in files[:-_MOST_KEPT]:
        file.unlink(missing_ok=True)


def _callable(kept: _Kept) -> tuple[Any, Code]:
    target = host()
    for symbol in kept.symbols[1:]:
        llvm.add_symbol(symbol, _address(symbol))
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target)
    engine.add_object_file(llvm.ObjectFileRef.from_data(kept.code))
    engine.finalize_object()
    address = engine.get_function_address(kept.symbols[0])
    return engine, ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p)(address)


def _address(symbol: str) -> int:
    """Where a function of the C library or of Python is; numba's own serve errors that a kernel never raises."""
    for library in (ctypes.CDLL(None), ctypes.pythonapi):
        if hasattr(library, symbol):
            return ctypes.cast(getattr(library, symbol), ctypes.c_void_p).value or 0
    return ctypes.cast(ctypes.CDLL(None).abort, ctypes.c_void_p).value or 0
