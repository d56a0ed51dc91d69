"""Writing a bundle for the command: the file is there whole, or not at all."""

from dataclasses import dataclass
from pathlib import Path

from turunkan.core.evidence.whole_file import whole_file
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.cases.bundles import export
from turunkan.desk.cases.models import Case, Seal

_NO_CASE = Wording(id="Tidak ada berkas {code}.", en="There is no case {code}.")
_NONE = Wording(id="Belum ada berkas yang disegel.", en="No case has been sealed yet.")


@dataclass(frozen=True, slots=True)
class Written:
    """Which case was written, and the fingerprint of the key that signed."""

    code: str
    key: str


def write_bundle(code: str | None, out: Path) -> Written:
    """Write the bundle of a case, or of the one sealed last, for its owner alone. Raises SkipThis for none."""
    case = _case(code)
    with whole_file(out) as stream:
        key = export(case, stream, by=None)
    return Written(case.code, key)


def _case(code: str | None) -> Case:
    if code is not None:
        found = Case.objects.filter(code=code).first()
        if found is None:
            raise SkipThis(f"no case {code}", _NO_CASE.fill(code=code))
        return found
    last = Seal.objects.filter(case__isnull=False).last()
    if last is None or last.case is None:
        raise SkipThis("no seals", _NONE)
    return last.case
