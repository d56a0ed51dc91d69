"""Time stamps whose authority sends its chain, in whatever order."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificates
from hypothesis import given
from hypothesis import strategies as st
from stamp_authority import StampAuthority

from turunkan.core.evidence.der import with_sorted_certificates
from turunkan.core.evidence.stamps import check_stamp, request_for, roots_in
from turunkan.core.vocab import SkipThis

LINK = b'{"seq":1}'


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StampAuthority:
    return StampAuthority(tmp_path_factory.mktemp("otoritas"), sends_chain=True)


def swapped(response: bytes, authority: StampAuthority) -> bytes:
    """The response with its two certificates the other way round."""
    files = [(authority.folder / name).read_bytes() for name in ("root.pem", "tsa.pem")]
    ders = [one.public_bytes(Encoding.DER) for file in files for one in load_pem_x509_certificates(file)]
    first, second = sorted(ders, key=response.index)
    assert response.count(first + second) == 1
    return response.replace(first + second, second + first)


def test_a_chain_is_taken_in_either_order_as_openssl_does(authority: StampAuthority, tmp_path: Path) -> None:
    roots = roots_in(authority.root)
    response = authority.reply(request_for(LINK))
    for one in (response, swapped(response, authority)):
        (tmp_path / "link.json").write_bytes(LINK)
        (tmp_path / "link.tsr").write_bytes(one)
        assert authority.verifies(tmp_path / "link.json", tmp_path / "link.tsr")
        assert check_stamp(one, LINK, roots)
        with pytest.raises(SkipThis):
            check_stamp(one, LINK + b" ", roots)


@pytest.fixture(scope="module")
def whole(authority: StampAuthority) -> bytes:
    return authority.reply(request_for(LINK))


@given(data=st.data())
def test_a_damaged_response_is_refused_and_breaks_nothing(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    for broken in (whole[:at], whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]):
        assert sorted(with_sorted_certificates(broken)) == sorted(broken)
        with pytest.raises(SkipThis):
            check_stamp(broken, LINK + b" ", [])
