"""Fingerprint: what makes the files of a pack this content and no other."""

import hashlib
from collections.abc import Mapping


def fingerprint(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the names, lengths and contents of the files, in the order of their names."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
