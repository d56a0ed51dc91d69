"""As much of DER (X.690) as it takes to put the certificates of a time stamp in order."""

_CERTIFICATES = 0xA0  # RFC 5652, 5.1: certificates [0] IMPLICIT
_LONG, _MOST_LENGTH = 0x80, 4  # how a length of several bytes begins, and how many there may be


def with_sorted_certificates(response: bytes) -> bytes:
    """A time stamp response (RFC 3161) with its set of certificates in the order of DER (X.690, 11.6).

    Authorities send their chain as they hold it, and OpenSSL takes it so; strict readers refuse it. No signature
    covers the certificates' order. What is no such response comes back as it is, for the reader to refuse.
    """
    try:
        certificates = _certificates_in(response)
    except ValueError:
        return response
    if not certificates:
        return response
    start, end = certificates[0][0], certificates[-1][1]
    inner = sorted(response[first:last] for first, last in certificates)
    return response[:start] + b"".join(inner) + response[end:]


def _certificates_in(response: bytes) -> list[tuple[int, int]]:
    """Where each certificate begins and ends: response → token → content → signed data → certificates."""
    _, token = _parts(response, 0)
    _, content = _parts(response, token[0])
    (signed,) = _parts(response, content[0])
    sets = [start for start, _ in _parts(response, signed[0]) if response[start] == _CERTIFICATES]
    return _parts(response, sets[0]) if sets else []


def _parts(data: bytes, at: int) -> list[tuple[int, int]]:
    """Where the elements within the element at a place begin and end. Raises ValueError for no DER."""
    here, end = _value(data, at)
    found = list[tuple[int, int]]()
    while here < end:
        _, after = _value(data, here)
        found.append((here, after))
        here = after
    return found


def _value(data: bytes, at: int) -> tuple[int, int]:
    """Where the value of an element begins and ends."""
    length = data[at + 1] if at + 1 < len(data) else _LONG
    size = length - _LONG if length >= _LONG else 0
    if length == _LONG or size > _MOST_LENGTH:
        raise ValueError("no DER")
    start = at + 2 + size
    end = start + (int.from_bytes(data[at + 2 : start], "big") if size else length)
    if end > len(data):
        raise ValueError("no DER")
    return start, end
