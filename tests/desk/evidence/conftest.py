"""What the tests of sealed evidence share."""

import io
from pathlib import Path
from typing import Any

import pytest

from turunkan.core.evidence.verifier import Archive, Report, check
from turunkan.desk.audit.keyring import statements
from turunkan.desk.cases.bundles import export
from turunkan.desk.cases.models import Case


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    """A data folder of the test's own, with the signing keys of the others, so that files can be spoilt."""
    shared = settings.TURUNKAN_HOME
    settings.TURUNKAN_HOME = tmp_path / "rumah"
    settings.TURUNKAN_HOME.mkdir()
    (settings.TURUNKAN_HOME / "signing").mkdir()
    for file in (shared / "signing").glob("*.pem"):
        (settings.TURUNKAN_HOME / "signing" / file.name).write_bytes(file.read_bytes())


def bundled(case: Case) -> bytes:
    """The case's bundle."""
    out = io.BytesIO()
    export(case, out, by=None)
    return out.getvalue()


def checked(data: bytes) -> Report:
    """What the verifier says of a bundle, to who trusts this office."""
    said = [one.as_json() for one in statements()]
    keys = {fingerprint for one in statements() for fingerprint in one.signatures}
    return check(Archive(io.BytesIO(data)), keys, said)
