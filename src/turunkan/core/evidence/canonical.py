"""Canonical JSON (RFC 8785): one form for one value, so that a hash or a signature over it means the value."""

from typing import Any

import rfc8785

from turunkan.core.vocab import StopRun, Wording

_NO_JSON = Wording(
    id="Nilai ini tidak dapat disegel sebagai JSON ({why}). Laporkan kepada pengelola sistem.",
    en="This value cannot be sealed as JSON ({why}). Tell whoever runs the system.",
)


def canonical(value: Any) -> bytes:
    """UTF-8 bytes of texts, numbers, booleans, None, and lists or objects of them.

    Raises StopRun for anything else: whole numbers beyond 2^53, NaN, halves of surrogate pairs, keys that are
    no text.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise StopRun(f"no canonical JSON: {error}", _NO_JSON.fill(why=error)) from error
