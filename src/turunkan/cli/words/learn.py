"""Words of `learn`."""

from turunkan.core.vocab import Wording

NO_EXTRA = Wording(
    id="Untuk melatih diperlukan paket tambahan: pip install 'turunkan[learn]'.",
    en="Training needs more packages: pip install 'turunkan[learn]'.",
)
NO_POSTS = Wording(
    id="Pack '{name}' tidak memuat contoh berlabel (training/*.jsonl) atau bagian 'classifier' di pack.yaml.",
    en="The pack '{name}' holds no labelled posts (training/*.jsonl), or no section 'classifier' in pack.yaml.",
)
NOT_LABELLED = Wording(
    id="{where}: {count} baris contoh tidak dapat dipakai; perbaiki dahulu.",
    en="{where}: {count} rows cannot be used; mend them first.",
)
LEFT_OUT = Wording(id="dilatih tanpa {source}", en="trained without {source}")
CALIBRATING = Wording(id="kalibrasi", en="calibrating")
WRITTEN = Wording(id="Ditulis: {path} ({fingerprint})", en="Written: {path} ({fingerprint})")

CARD = Wording(
    id="""# Kartu model: {name}

Pengklasifikasi linear atas ciri yang di-hash; dipakai bersama aturan, tidak pernah sendirian. Sidik jari:
`{fingerprint}`. Dilatih pada {trained} konten rekaan berlabel dari {sources} berkas; {kept} disisihkan.

| diukur pada | konten | golongan tepat | penjual/promotor muncul | tak bersalah muncul | tak bersalah dituduh |
|---|---|---|---|---|---|
{rows}

Angka itu berasal dari konten rekaan: ketajaman pada konten nyata belum diketahui sebelum uji coba di lapangan
(docs/evaluation.md). "Penulis lain": setiap berkas dinilai oleh model yang dilatih tanpa berkas itu.
""",
    en="""# Model card: {name}

A linear classifier over hashed features; used together with rules, never alone. Fingerprint: `{fingerprint}`.
Trained on {trained} invented labelled posts of {sources} files; {kept} were kept out, by hash.

| measured on | posts | right label | sellers/promoters surfaced | innocents surfaced | innocents accused |
|---|---|---|---|---|---|
{rows}

These figures come from invented posts: recall on real ones is not known before a pilot in the field
(docs/evaluation.md). "Other hands": each file was judged by a model that was trained without it.
""",
)
KEPT_OUT = Wording(id="seperlima yang disisihkan", en="the fifth kept out")
OTHER_HANDS = Wording(id="penulis lain", en="other hands")
