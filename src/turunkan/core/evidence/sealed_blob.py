"""Encryption at rest: one blob as a file that says nothing without the store's secret.

The file is `MAGIC`, eight bytes that tell which secret it was closed with, and AES-256-GCM (NIST SP 800-38D) of
the bytes. Its key comes by HKDF-SHA256 (RFC 5869) from the secret and the blob's digest, so that a key closes
one content only: nonces cannot repeat, and the same blob is the same file every time.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from turunkan.core.vocab import StopRun, Wording

MAGIC = b"turunkan-sealed-1\n"
SHORTEST_SECRET = 32  # bytes
_ID = 8  # bytes
_TAG = 16  # bytes
_NONCE = bytes(12)
OVERHEAD = len(MAGIC) + _ID + _TAG  # by so many bytes the file is longer than the blob
_SHORT = Wording(
    id="Kunci penyimpanan lebih pendek dari {least} byte. Buat yang baru, acak, dan simpan di tempat aman.",
    en="The store's key is shorter than {least} bytes. Make a new one at random, and keep it in a safe place.",
)


class OtherSecret(Exception):
    """The file was closed with another secret."""


class NotAsWritten(Exception):
    """The file was closed with this secret, or with one that cannot be told, and is not what was written."""


class Sealer:
    """Closes and opens blobs with one secret (at least 32 bytes, random). Raises StopRun for a short one."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < SHORTEST_SECRET:
            raise StopRun("short store key", _SHORT.fill(least=SHORTEST_SECRET))
        self._secret = secret
        self._head = MAGIC + self._derived(b"which secret", _ID)

    def close(self, digest: str, data: bytes) -> bytes:
        """The file of a blob; `digest` is the SHA-256 (hex) of `data`."""
        return self._head + self._cipher(digest).encrypt(_NONCE, data, self._head)

    def open(self, digest: str, file: bytes) -> bytes:
        """The blob in a file. Raises OtherSecret or NotAsWritten."""
        head, body = file[: len(self._head)], file[len(self._head) :]
        try:
            data = self._cipher(digest).decrypt(_NONCE, body, self._head)
        except (InvalidTag, ValueError) as error:
            is_whole_head = len(head) == len(self._head) and head.startswith(MAGIC)
            raise (OtherSecret if is_whole_head and head != self._head else NotAsWritten) from error
        if head != self._head:
            raise NotAsWritten
        return data

    def _cipher(self, digest: str) -> AESGCM:
        return AESGCM(self._derived(b"blob " + digest.encode("ascii"), 32))

    def _derived(self, purpose: bytes, length: int) -> bytes:
        return HKDF(SHA256(), length, salt=None, info=b"turunkan store 1 " + purpose).derive(self._secret)
