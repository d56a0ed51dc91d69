"""Signing keys: Ed25519 (RFC 8032), known by the SHA-256 of the public key's 32 bytes."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from turunkan.core.vocab import StopRun, Wording

_UNREADABLE = Wording(
    id="Kunci penanda tangan tidak terbaca ({why}). Periksa TURUNKAN_KEY_PASSPHRASE, atau pulihkan berkas kunci.",
    en="The signing key cannot be read ({why}). Check TURUNKAN_KEY_PASSPHRASE, or restore the key file.",
)


class Signer:
    """Who can sign: a private key, which leaves this object only as a PEM file."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key().public_bytes_raw()
        self.fingerprint = fingerprint_of(self.public)

    @classmethod
    def new(cls) -> "Signer":
        """A fresh key, from the system's source of randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, data: bytes, passphrase: bytes | None) -> "Signer":
        """The key in a PEM file (PKCS 8). Raises StopRun for another kind of key or passphrase.

        A file from before there was a passphrase still opens; the next key's file is locked.
        """
        try:
            private = load_pem_private_key(data, passphrase if b"ENCRYPTED" in data else None)
        except (ValueError, TypeError) as error:
            raise StopRun(f"signing key: {error}", _UNREADABLE.fill(why=error)) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise StopRun("signing key: not Ed25519", _UNREADABLE.fill(why="Ed25519"))
        return cls(private)

    def pem(self, passphrase: bytes | None) -> bytes:
        """The key as a PEM file (PKCS 8), encrypted where there is a passphrase."""
        lock: KeySerializationEncryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)

    def sign(self, data: bytes) -> bytes:
        """The signature over the data: 64 bytes."""
        return self._private.sign(data)


def fingerprint_of(public: bytes) -> str:
    """The name of a key: 64 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()


def grouped(fingerprint: str) -> str:
    """A fingerprint as people compare it: groups of four."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
