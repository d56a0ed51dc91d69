"""Time stamps on seals: by an authority of OpenSSL on loopback, accepted by OpenSSL's own verifier."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sealing_office import unpack
from stamp_authority import StampAuthority, served
from tests.desk.conftest import NOW

from turunkan.core.evidence.verifier import Archive, check
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.cases.bundles import export
from turunkan.desk.cases.models import Case, Seal, Stamp
from turunkan.desk.cases.stamping import stamp_seals

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StampAuthority:
    return StampAuthority(tmp_path_factory.mktemp("otoritas"))


@pytest.fixture
def on_the_air(authority: StampAuthority, settings: Any) -> Iterator[StampAuthority]:
    with served(authority) as address:
        settings.TSA_URL, settings.TSA_CERT = address, str(authority.root)
        yield authority


def test_a_seal_gets_its_stamp_once(case: Case, on_the_air: StampAuthority) -> None:
    assert stamp_seals(NOW) == Seal.objects.count() > 0
    assert stamp_seals(NOW) == 0
    assert AuditEvent.objects.filter(verb="seal.stamped").count() == Stamp.objects.count() == Seal.objects.count()


def test_openssl_accepts_the_stamp_in_the_bundle_and_no_other_data(
    case: Case, on_the_air: StampAuthority, tmp_path: Path
) -> None:
    stamp_seals(NOW)
    out = io.BytesIO()
    key = export(case, out, by=None)
    report = check(Archive(out), [key])
    assert (report.problems, report.trusted) == ((), True)
    entries = dict(unpack(out.getvalue()))
    link, stamp, other = tmp_path / "link.json", tmp_path / "link.tsr", tmp_path / "other"
    (name,) = [name for name in entries if name.endswith(".tsr")]
    stamp.write_bytes(entries[name])
    link.write_bytes(entries[name.replace(".tsr", ".json")])
    other.write_bytes(link.read_bytes() + b" ")
    assert on_the_air.verifies(link, stamp)
    assert not on_the_air.verifies(other, stamp)


def test_without_an_authority_nothing_is_asked(case: Case) -> None:
    assert stamp_seals(NOW) == 0
    assert not Stamp.objects.exists()


@pytest.mark.parametrize("trouble", ["tampers", "refuses", "redirects", "silent", "stranger", "no certificate"])
def test_a_stamp_that_does_not_hold_is_not_kept(
    case: Case,
    authority: StampAuthority,
    settings: Any,
    tmp_path: Path,
    trouble: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    trusted = StampAuthority(tmp_path / "lain") if trouble == "stranger" else authority
    status = {"refuses": 500, "redirects": 302}.get(trouble, 200)
    with served(authority, tampers=trouble == "tampers", status=status) as address:
        settings.TSA_URL = "http://127.0.0.1:1/" if trouble == "silent" else address
        settings.TSA_CERT = "" if trouble == "no certificate" else str(trusted.root)
        assert stamp_seals(NOW) == 0
    assert not Stamp.objects.exists()
    assert "time stamp" in caplog.text
