"""Words of the page that `evaluate --page` writes."""

from turunkan.core.vocab import Wording

TITLE = Wording(id="Evaluasi", en="Evaluation")
MADE = Wording(
    id="Dibuat oleh `{command}`. Tidak ada yang acak dan tidak ada tanggal: baris, pack dan mesin yang sama "
    "memberi halaman yang sama. Angka lengkap ada di [figures.json](figures.json).",
    en="Made by `{command}`. Nothing is random and nothing is dated: the same rows, pack and engine give the same "
    "page. All figures are in [figures.json](figures.json).",
)
ROWS = Wording(id="baris berlabel", en="labelled rows")
BROKEN = Wording(id="baris rusak", en="broken rows")
PACK = Wording(id="pack", en="pack")
CLASSIFIER = Wording(id="model", en="classifier")
NGRAMS = Wording(id="model n-gram (pembanding)", en="n-gram model (baseline)")
ENGINE = Wording(id="mesin", en="engine")
NONE = Wording(id="tidak ada", en="none")

CAUTION_TITLE = Wording(id="Apa yang dikatakan angka ini", en="What these figures say")
CAUTION = Wording(
    id="""**Yang ditemukan diukur pada konten rekaan; salah tuduh diukur pada teks nyata.** Belum ada kumpulan
terbuka konten nyata dari penjual atau promotor. Kalau baris di halaman ini rekaan, bagian yang ditemukan hanya
berlaku untuk konten rekaan, dan tidak memastikan apa pun tentang konten nyata. Itu baru diketahui lewat uji coba
di lapangan, yang contohnya diambil dan diberi label menurut protokol (docs/pilot.md). Selang 95 % (Wilson) memuat
kebetulan dalam memilih baris, bukan beda antara rekaan dan kenyataan.""",
    en="""**Recall is measured on invented posts; false alarms are measured on real text.** No public collection of
real posts by sellers or promoters is known. Where the rows of this page are invented, what is found holds for
invented posts alone and says nothing certain about real ones. Only a pilot can tell, whose posts are drawn and
labelled by its protocol (docs/pilot.md). The 95 % intervals (Wilson) hold the chance of having drawn these rows,
not the difference between invented and real.""",
)
CURVE_TITLE = Wording(id="Keyakinan dibanding kenyataan", en="Confidence beside reality")
ACROSS = Wording(id="keyakinan rata-rata", en="mean confidence")
UP = Wording(id="bagian yang terbukti, dengan selang 95 %", en="share borne out, with its 95 % interval")
POINT = Wording(
    id="Keyakinan {span}: {count} konten, rata-rata {mean}, terbukti {share}.",
    en="Confidence {span}: {count} items, mean {mean}, borne out {share}.",
)
ALT = Wording(
    id="Kurva keandalan: bagian yang terbukti menurut keyakinan; angkanya ada di tabel di atas.",
    en="Reliability curve: the share borne out by confidence; its numbers are in the table above.",
)
