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
COMPARED = Wording(id="Mesin ini dan pencarian kata kunci biasa", en="This engine and a plain keyword check")
SHARE = Wording(id="Bagian", en="Share")
ENGINE = Wording(id="Mesin", en="Engine")
BASELINE = Wording(id="Kata kunci", en="Keywords")
FOUND = Wording(id="penjual dan promotor yang ditemukan", en="sellers and promoters found")
DISTURBED = Wording(id="yang lain, tetapi ikut ditinjau", en="of the rest, surfaced for review")
ACCUSED = Wording(
    id="yang lain, tetapi dituduh (permintaan atau aduan)", en="of the rest, accused (request or notice)"
)
RECALL = Wording(id="Terjaring", en="Recall")
PRECISION = Wording(id="Ketepatan", en="Precision")

BY_LABEL = Wording(id="Menurut golongan", en="By label")
LABEL = Wording(id="Golongan", en="Label")
BY_TIER = Wording(id="Menurut tingkat", en="By tier")
TIER = Wording(id="Tingkat", en="Tier")
SURFACED = Wording(id="Ditemukan", en="Surfaced")
RIGHT_TIER = Wording(id="Tingkat tepat", en="Right tier")
NOTICE = Wording(id="Aduan", en="Notice")
BY_DISGUISE = Wording(id="Menurut samaran (penjual dan promotor)", en="By disguise (sellers and promoters)")
DISGUISE = Wording(id="Samaran", en="Disguise")
RELIABILITY = Wording(id="Keyakinan dibanding kenyataan", en="Confidence beside reality")
MEAN = Wording(id="Keyakinan rata-rata", en="Mean confidence")
BORNE_OUT = Wording(id="Terbukti", en="Borne out")

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
