"""What all tests share: the repository's places and the shipped pack, compiled once."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from tiny_pack import write_tiny

from turunkan.core.detect import Engine
from turunkan.core.rules import Pack, load_pack

ROOT = Path(__file__).parents[1]

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real captures and texts, which is not part of the repository."""
    folder = Path(os.environ.get("TURUNKAN_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the folder of real data is absent: {folder} (set TURUNKAN_DATA)")
    return folder


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped pack on imported used clothing."""
    return load_pack("pakaian-bekas-impor")


@pytest.fixture(scope="session")
def engine(pack: Pack) -> Engine:
    """The shipped pack, compiled."""
    return Engine(pack)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The folder of a tiny pack of another subject, written anew for every test."""
    return write_tiny(tmp_path / "telur-penyu")
