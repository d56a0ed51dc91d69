"""Words of `evaluate`."""

from turunkan.core.vocab import Wording

NO_LABEL = Wording(
    id="{id}: golongan {value} tidak dikenal. Isi 'label' dengan salah satu: {known}.",
    en="{id}: the label is {value}. Fill 'label' with one of: {known}.",
)
NO_COLUMN = Wording(id="{id}: tidak ada kolom '{column}'.", en="{id}: there is no column '{column}'.")

ROWS = Wording(id="{rows} baris berlabel, {broken} rusak.", en="{rows} labelled rows, {broken} broken.")

CONFUSION = Wording(
    id="Golongan sebenarnya (baris) dan jawaban mesin (kolom)", en="Truth (rows) and the engine's answer (columns)"
)
TRUTH = Wording(id="Sebenarnya", en="Truth")

COMPARED = Wording(id="Mesin ini dan cara lain", en="This engine and other ways")
COMPARED_NOTE = Wording(
    id="Teks saja: konten yang sama tanpa akun dan tagar. N-gram saja: model kata dan potongan kata tanpa aturan, "
    "dilatih pada contoh yang sama; jawabannya yang paling mungkin dipakai apa adanya.",
    en="Text alone: the same items without author and hashtags. N-grams alone: a model of words and pieces of "
    "words without rules, trained on the same posts; its likeliest answer is taken at its word.",
)
SHARE = Wording(id="Bagian", en="Share")
VALUE = Wording(id="Nilai (selang 95 %)", en="Value (95 % interval)")
WAY = Wording(id="Cara", en="Way")
ENGINE = Wording(id="Mesin", en="Engine")
TEXT_ALONE = Wording(id="Teks saja", en="Text alone")
BASELINE = Wording(id="Kata kunci", en="Keywords")
NGRAMS = Wording(id="N-gram saja", en="N-grams alone")
RIGHT_LABEL = Wording(id="Golongan tepat", en="Right label")
FOUND = Wording(id="penjual dan promotor yang ditemukan", en="sellers and promoters found")
CHARGED = Wording(
    id="penjual dan promotor dengan anjuran permintaan atau aduan",
    en="sellers and promoters, request or notice recommended",
)
DISTURBED = Wording(id="yang lain, tetapi ikut ditinjau", en="of the rest, surfaced for review")
ACCUSED = Wording(
    id="yang lain, tetapi dituduh (permintaan atau aduan)", en="of the rest, accused (request or notice)"
)
RECALL = Wording(id="Terjaring", en="Recall")
PRECISION = Wording(id="Ketepatan", en="Precision")
HELD = Wording(
    id="N-gram saja, bila salah tuduh dibatasi", en="N-grams alone, when false alarms are held to a share"
)
HELD_NOTE = Wording(
    id="Ambangnya dipilih pada baris yang sama ini, jadi menguntungkan model itu.",
    en="The threshold is chosen on these same rows, which flatters the model.",
)
AT_MOST = Wording(id="Paling banyak", en="At most")
AS_ACCUSED = Wording(id="yang dituduh mesin", en="as the engine accuses")
AS_DISTURBED = Wording(id="yang ditinjau", en="as it surfaces")
FOUND_SHORT = Wording(id="Ditemukan", en="Found")
DISTURBED_SHORT = Wording(id="Ikut ditinjau", en="Of the rest")

BY_LABEL = Wording(id="Menurut golongan", en="By label")
LABEL = Wording(id="Golongan", en="Label")
BY_TIER = Wording(id="Menurut tingkat", en="By tier")
TIER = Wording(id="Tingkat", en="Tier")
ALL = Wording(id="semua", en="all")
SURFACED = Wording(id="Ditemukan", en="Surfaced")
RIGHT_TIER = Wording(id="Golongan dan tingkat tepat", en="Label and tier right")
TIER_OF_LABEL = Wording(id="Tingkat tepat bila golongan tepat", en="Tier right where the label is")
BY_ACTION = Wording(id="Anjuran menurut golongan dan tingkat", en="Recommended action by label and tier")
BY_DISGUISE = Wording(id="Menurut samaran (penjual dan promotor)", en="By disguise (sellers and promoters)")
DISGUISE = Wording(id="Samaran", en="Disguise")
DISGUISED = Wording(id="(disamarkan)", en="(any)")
PLAIN = Wording(id="(tidak disamarkan)", en="(none)")
BY_REGION = Wording(id="Menurut wilayah", en="By region")
BY_REGION_NOTE = Wording(
    id="Dari kunci region bila ada; kalau tidak, dari nama tempat yang disebut, yang sering tidak ada.",
    en="By the key region where a row has it; else by the places that it names, and most name none.",
)
REGION = Wording(id="Wilayah", en="Region")
REGIONS = {
    "java": Wording(id="Jawa", en="Java"),
    "bali-nusa-tenggara": Wording(id="Bali dan Nusa Tenggara", en="Bali and Nusa Tenggara"),
    "sumatra": Wording(id="Sumatra", en="Sumatra"),
    "kalimantan": Wording(id="Kalimantan", en="Kalimantan"),
    "sulawesi": Wording(id="Sulawesi", en="Sulawesi"),
    "maluku-papua": Wording(id="Maluku dan Papua", en="Maluku and Papua"),
    "abroad": Wording(id="luar negeri", en="abroad"),
    "several": Wording(id="beberapa wilayah", en="several"),
    "not-said": Wording(id="tidak disebut", en="not said"),
}
PAIRS = Wording(
    id="Pasangan konten yang hampir sama bunyinya", en="Pairs of posts that nearly read the same and are not"
)
DIFFER = Wording(id="golongannya dibedakan", en="got different labels")
TOLD_APART = Wording(id="dibedakan, dan keduanya tepat", en="got different labels, both right")

RELIABILITY = Wording(id="Keyakinan dibanding kenyataan", en="Confidence beside reality")
CONFIDENCE = Wording(id="Keyakinan", en="Confidence")
MEAN = Wording(id="Rata-rata", en="Mean")
BORNE_OUT = Wording(id="Terbukti", en="Borne out")
HOLDS = Wording(id="Dalam selang", en="In interval")
YES = Wording(id="ya", en="yes")
NO = Wording(id="tidak", en="no")
RELIABILITY_NOTE = Wording(
    id='Galat kalibrasi (ECE): {error}. "Dalam selang": rata-rata keyakinan terletak dalam selang 95 % dari '
    'bagian yang terbukti. Jawaban "belum jelas" terbukti bila kontennya milik penjual atau promotor.',
    en='Calibration error (ECE): {error}. "In interval": the mean confidence lies in the 95 % interval of the '
    "share that was borne out. An answer \"unclear\" is borne out where the post is a seller's or promoter's.",
)
CURVE = Wording(
    id="Kurva: ├─●─┤ bagian yang terbukti dengan selangnya, ◆ keyakinan rata-rata, 0 sampai 1",
    en="Curve: ├─●─┤ the share borne out with its interval, ◆ the mean confidence, 0 to 1",
)

AGREEMENT = Wording(id="Dua orang, tanpa saling melihat", en="Two people, unseen by each other")
SAME = Wording(id="jawaban yang sama", en="said the same")
KAPPA = Wording(id="kappa Cohen", en="Cohen's kappa")
APART = Wording(id="berbeda: {first} dan {second}", en="apart: {first} and {second}")

AUDIT = Wording(id="Audit atas konten yang tidak muncul", en="Audit of what did not surface")
OVERLOOKED = Wording(id="penjual atau promotor yang terlewat", en="overlooked sellers or promoters")
AT_MOST_ALL = Wording(
    id="paling banyak, dari semua yang tidak muncul (satu sisi, 95 %)",
    en="at most, of all that did not surface (one-sided, 95 %)",
)

WRONGED = Wording(id="Tidak bersalah, tetapi dituduh", en="Innocent, yet accused")
NO_LABELLED_ROW = Wording(
    id="Tidak ada baris berlabel. Periksa kunci label, atau pakai --positive kolom=nilai.",
    en="There is no labelled row. Check the key label, or use --positive column=value.",
)
NONE_WRONGED = Wording(id="Tidak ada konten tak bersalah yang dituduh.", en="No innocent item was accused.")
NOT_LISTED = Wording(
    id="{count} yang tidak bersalah dituduh; --list-accused menampilkannya.",
    en="{count} innocent items were accused; --list-accused shows them.",
)
ITEM = Wording(id="Konten", en="Item")
ACTION = Wording(id="Anjuran", en="Action")
WORDS = Wording(id="Kata", en="Words")
RULES = Wording(id="Aturan", en="Rules")
CONCEPTS = Wording(id="Konsep", en="Concepts")
PAGE_WRITTEN = Wording(id="Ditulis: {path}", en="Written: {path}")
