"""Time stamps (RFC 3161): an authority that is not the office says that a link was there at a time."""

from datetime import datetime
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from turunkan.core.evidence.der import with_sorted_certificates
from turunkan.core.vocab import SkipThis, Wording

_NO_ROOTS = Wording(
    id="Sertifikat otoritas cap waktu tidak terbaca: {why}. Periksa TURUNKAN_TSA_CERT.",
    en="The certificates of the time stamp authority cannot be read: {why}. Check TURUNKAN_TSA_CERT.",
)
_BAD_STAMP = Wording(
    id="Cap waktu dari otoritas tidak sah: {why}. Segel tetap berlaku, hanya tanpa cap waktu.",
    en="The authority's time stamp is not valid: {why}. The seal holds, only without a time stamp.",
)


def request_for(link: bytes) -> bytes:
    """What is asked of an authority (DER): a stamp on the SHA-256 of a link, with the authority's certificate."""
    asked = TimestampRequestBuilder(link, HashAlgorithm.SHA256, nonce=False, cert_req=True)
    return asked.build().as_bytes()


def check_stamp(response: bytes, link: bytes, roots: list[Certificate]) -> datetime:
    """When the authority saw the link (UTC). Raises SkipThis for a stamp on something else, or not by them."""
    try:
        stamp = decode_timestamp_response(with_sorted_certificates(response))
        VerifierBuilder(roots=roots).build().verify_message(stamp, link)
    except (VerificationError, ValueError) as error:
        raise SkipThis(f"time stamp: {error}", _BAD_STAMP.fill(why=error)) from error
    return stamp.tst_info.gen_time


def roots_in(file: Path) -> list[Certificate]:
    """The certificates in a PEM file, which are trusted. Raises SkipThis where there are none."""
    try:
        return load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError) as error:
        raise SkipThis(f"time stamp authority: {error}", _NO_ROOTS.fill(why=error)) from error
