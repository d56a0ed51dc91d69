"""Words of `scan`."""

from turunkan.core.vocab import Wording

OUT_IS_INPUT = Wording(
    id="--out {name} adalah salah satu masukan; pilih nama lain.",
    en="--out {name} is one of the inputs; choose another name.",
)
SUMMARY = Wording(
    id="{read} konten dibaca, {surfaced} perlu dilihat", en="{read} items read, {surfaced} need a look"
)
PROCESS_LOST = Wording(
    id="Salah satu proses pembaca berhenti tiba-tiba, mungkin karena memori habis. Jalankan lagi dengan --jobs 1.",
    en="One of the reading processes ended suddenly, perhaps for want of memory. Run again with --jobs 1.",
)

VERDICT = Wording(id="Prioritas, golongan, akun", en="Priority, label, account")
ITEM = Wording(id="Konten", en="Item")
WHY = Wording(id="Mengapa, dan hukumnya", en="Why, and the law")
