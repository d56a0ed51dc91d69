"""Words of `bench`."""

from turunkan.core.vocab import Wording

FAILED = Wording(
    id="Proses yang diukur gagal ({command}): {said}", en="The process to be measured failed ({command}): {said}"
)
PROGRESS = Wording(id="{part}: putaran {done} dari {of}", en="{part}: round {done} of {of}")
PARTS = {
    "race": Wording(id="Bersisian", en="Side by side"),
    "file": Wording(id="Berkas", en="File"),
    "memory": Wording(id="Memori", en="Memory"),
}

TITLE = Wording(
    id="Kecepatan: median putaran (terendah–tertinggi)", en="Speed: median of the rounds (lowest–highest)"
)
WHAT = Wording(id="Yang diukur", en="What")
OURS = Wording(id="turunkan", en="turunkan")
YARDSTICK = Wording(id="Pembanding", en="Yardstick")
RATIO = Wording(id="Perbandingan", en="Ratio")
GOAL = Wording(id="Sasaran", en="Goal")
MET = Wording(id="Tercapai", en="Met")
MEMORY = Wording(id="RSS, MB", en="RSS, MB")
YES = Wording(id="ya", en="yes")
NO = Wording(id="belum", en="no")

RSS = Wording(
    id="RSS: puncak memori sebuah proses yang hanya melakukan itu; milik turunkan, lalu milik pembanding.",
    en="RSS: peak memory of a process that does only this; turunkan's, then the yardstick's.",
)

FIGURES = {
    "pyahocorasick": Wording(
        id="Daftar konten → temuan, satu inti; pembanding: satu per satu, kata sama, pyahocorasick",
        en="List of posts → Findings, one core; beside a loop with the same fold and terms, no rules",
    ),
    "hyperscan": Wording(
        id="Sama; pembanding: satu lintasan Hyperscan per blok, letak dikumpulkan lewat Python",
        en="The same; beside one Hyperscan pass a block, offsets collected through Python",
    ),
    "hyperscan-bare": Wording(
        id="Sama; pembanding: lintasan Hyperscan yang tidak menyimpan apa pun",
        en="The same; beside a Hyperscan pass that keeps nothing",
    ),
    "flashtext": Wording(
        id="Sama; pembanding: flashtext, teks mentah", en="The same; beside flashtext on raw text"
    ),
    "re": Wording(
        id="Sama; pembanding: satu ekspresi `re`, teks mentah",
        en="The same; beside one `re` alternation on raw text",
    ),
    "presidio": Wording(
        id="Sama; pembanding: Presidio dengan daftar kata, tanpa model bahasa",
        en="The same; beside Presidio with a deny list, no language model",
    ),
    "file": Wording(
        id="Berkas NDJSON → temuan NDJSON, perintah utuh; pembanding: json.loads saja, satu proses",
        en="NDJSON file → NDJSON Findings, the whole command; beside json.loads alone, one process",
    ),
    "file-alone": Wording(id="Sama dengan --jobs 1", en="The same with --jobs 1"),
    "memory": Wording(id="Puncak memori semua prosesnya", en="Peak memory of all its processes"),
    "growth": Wording(
        id="Puncak memori dibanding berkas seperempatnya", en="Its peak memory beside a file of a quarter the size"
    ),
    "worst": Wording(
        id="Semua perlu dilihat (terburuk); pembanding: teks uji biasa",
        en="Everything surfaced (worst case); beside the bench text",
    ),
    "start": Wording(
        id="`turunkan scan` atas satu konten, kernel sudah terkompilasi",
        en="`turunkan scan` of one post, kernels compiled before",
    ),
    "cold": Wording(id="Sama, kernel belum terkompilasi", en="The same, no kernel compiled yet"),
}

POSTS = Wording(id="{posts} konten", en="{posts} posts")
SKIPPED = Wording(
    id="Tidak terpasang, jadi tidak diukur: {names} (pip install 'turunkan[bench]').",
    en="Not installed, so not measured: {names} (pip install 'turunkan[bench]').",
)
PASSED = Wording(id="Semua sasaran pertama tercapai.", en="Every first goal is met.")
MISSED = Wording(id="Sasaran pertama belum tercapai: {keys}.", en="First goals missed: {keys}.")
TEXT = Wording(
    id=(
        "Teks uji rekaan: rata-rata {characters} karakter dan {tokens} kata per konten, {new_tokens} di antaranya"
        " baru; {not_ascii} % berisi non-ASCII, {concept} % berisi konsep pack, {surfaced} % perlu"
        " dilihat."
    ),
    en=(
        "Invented bench text: a mean of {characters} characters and {tokens} words a post, {new_tokens} of them"
        " new; {not_ascii} % hold non-ASCII, {concept} % a concept of the pack, {surfaced} % are surfaced."
    ),
)
WRITTEN = Wording(id="Ditulis: {folder}", en="Written: {folder}")
OUTSIDE = Wording(
    id="Yang perlu dilihat {surfaced} % dari teks uji, bukan 2 ± 0,2 %; angkanya tidak sebanding.",
    en="{surfaced} % of the bench text are surfaced, not 2 ± 0.2 %; the figures do not compare.",
)
HEAD = Wording(
    id="Dibuat oleh `{command}`. Angka mutlak hanya berlaku di mesin ini; yang dinilai adalah perbandingan.",
    en="Made by `{command}`. Absolute figures hold on this machine alone; what is judged are the ratios.",
)
CHART = Wording(id="Konten per detik, skala logaritma", en="Posts a second, on a logarithmic scale")
NAME = Wording(id="Nama", en="Name")
LOW = Wording(id="Terendah", en="Lowest")
HIGH = Wording(id="Tertinggi", en="Highest")
BARS = {
    "list": Wording(id="turunkan, daftar", en="turunkan, list"),
    "worst": Wording(id="turunkan, semua perlu dilihat", en="turunkan, all surfaced"),
    "file": Wording(id="turunkan, berkas ke berkas", en="turunkan, file to file"),
    "file-alone": Wording(id="turunkan, berkas, satu proses", en="turunkan, file, one process"),
    "quarter": Wording(id="berkas seperempat", en="a quarter of the file"),
}
"""Names of what is not a package."""
ABOUT = Wording(id="Mesin dan versi", en="Machine and versions")
