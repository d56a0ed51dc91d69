"""Words of `turunkan backup` and `turunkan restore`."""

from turunkan.core.vocab import Wording

NO_PASSPHRASE = Wording(
    id="Variabel lingkungan {variable} kosong; isi dengan frasa sandi cadangan.",
    en="The environment variable {variable} is empty; put the backup's passphrase into it.",
)
MADE = Wording(id="Cadangan ditulis ke {file}:", en="The backup was written to {file}:")
RESTORED = Wording(
    id="{file} dipulihkan, dan sama dengan yang dicadangkan:",
    en="{file} was restored, and is what was backed up:",
)
COUNTS = {
    "intake_item": Wording(id="konten", en="Items"),
    "review_decision": Wording(id="keputusan", en="decisions"),
    "cases_case": Wording(id="berkas", en="cases"),
    "notices_notice": Wording(id="surat", en="letters"),
    "followup_answer": Wording(id="tanggapan", en="answers"),
    "cases_seal": Wording(id="segel", en="seals"),
    "files": Wording(id="berkas tersegel", en="sealed files"),
    "audit_event": Wording(id="peristiwa audit", en="audit events"),
    "rows": Wording(id="baris seluruhnya", en="rows in all"),
}
HEADS = Wording(
    id="Kepala rantai audit: {audit}\nKepala rantai segel: {seals}\nSidik cadangan: {backup}",
    en="Head of the audit chain: {audit}\nHead of the seals' chain: {seals}\nFingerprint of the backup: {backup}",
)
UNSOUND = Wording(
    id="Kantor ini sudah tidak utuh ketika dicadangkan (lihat: turunkan verify --audit):\n  {problems}",
    en="This desk was not whole when it was backed up (see: turunkan verify --audit):\n  {problems}",
)
