"""Canonical JSON (RFC 8785): one form for one value, so that a hash or a signature over it means the value."""

from typing import Any

import rfc8785

from turunkan.core.vocab import StopRun, Wording

_NO_JSON = Wording(
    id="Nilai ini tidak dapat disegel sebagai JSON ({why}). Laporkan kepada pengelola sistem.",
    en="This value cannot be sealed as JSON ({why}). Tell whoever runs the system.",
)


_EXACT = 2**53 - 1  # the largest whole number that every reader of JSON takes for itself (RFC 7493, section 2.2)


def interoperable(value: Any) -> Any:
    """The same value with larger whole numbers as text, as RFC 7493 wants them."""
    if isinstance(value, dict):
        return {key: interoperable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [interoperable(one) for one in value]
    is_large = isinstance(value, int) and abs(value) > _EXACT
    return str(value) if is_large else value


def canonical(value: Any) -> bytes:
    """UTF-8 bytes of texts, numbers, booleans, None, and lists or objects of them.

    Raises StopRun for anything else: whole numbers beyond 2^53, NaN, halves of surrogate pairs, keys that are
    no text.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise StopRun(f"no canonical JSON: {error}", _NO_JSON.fill(why=error)) from error
