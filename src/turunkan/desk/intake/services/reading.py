"""Reading what comes from outside: whatever a reader stumbles over is named and logged, and stops nothing else."""

import logging
from collections.abc import Iterator
from typing import BinaryIO

from turunkan.core.readers import (
    Capture,
    Cause,
    Code,
    Inspection,
    ReadOptions,
    Unreadable,
    inspect,
    read_posts,
)
from turunkan.core.readers.breakage import Breakage
from turunkan.core.vocab import Broken, Post, TurunkanError

logger = logging.getLogger(__name__)


def read_safely(source: BinaryIO, name: str, options: ReadOptions) -> Capture[Post]:
    """The capture that a source holds. Raises Unreadable where it is none, whatever the reader says of it."""
    try:
        capture = read_posts(source, name, options)
    except TurunkanError:
        raise
    except Exception as error:  # the boundary to hostile bytes
        logger.exception("a reader failed at the beginning of a source")
        raise Unreadable(Cause.READER_FAILED, name) from error
    return capture.over(_until_error(iter(capture), name))


def inspect_safely(source: BinaryIO, name: str, options: ReadOptions) -> Inspection:
    """How a source would be read. Raises Unreadable where it would not, whatever the reader says of it."""
    try:
        return inspect(source, name, options)
    except TurunkanError:
        raise
    except Exception as error:  # the boundary to hostile bytes
        logger.exception("a reader failed at a file that was given")
        raise Unreadable(Cause.READER_FAILED, name) from error


def _until_error(parts: Iterator[Post | Broken], name: str) -> Iterator[Post | Broken]:
    """The parts, and where a reader fails, the rest as one broken part."""
    try:
        yield from parts
    except TurunkanError:
        raise
    except Exception:  # the boundary to hostile bytes
        logger.exception("a reader failed within a source")
        yield Breakage(Code.READER_FAILED).at(name, part="rest")
