"""Words of `pack diff`."""

from turunkan.core.detect import Turn
from turunkan.core.vocab import Wording

TURNS = {
    Turn.CAUGHT: Wording(id="baru terjaring", en="newly caught"),
    Turn.FREED: Wording(id="baru dilepas", en="newly freed"),
    Turn.ACCUSED: Wording(id="baru dituduh (permintaan atau aduan)", en="newly accused (request or notice)"),
    Turn.CLEARED: Wording(id="tidak lagi dituduh", en="no longer accused"),
    Turn.LABEL: Wording(id="golongan lain", en="another label"),
    Turn.TIER: Wording(id="tingkat lain", en="another tier"),
    Turn.ACTION: Wording(id="anjuran lain", en="another action"),
    Turn.PRIORITY: Wording(id="prioritas lain", en="another priority"),
    Turn.LAW: Wording(id="hukum lain", en="other law"),
    Turn.GROUNDS: Wording(id="jawaban sama, alasan lain", en="the same answer on other grounds"),
    Turn.CONFIDENCE: Wording(id="hanya angka keyakinan", en="only the confidence"),
}

PACKS = Wording(id="{old} ({old_mark}) → {new} ({new_mark})", en="{old} ({old_mark}) → {new} ({new_mark})")
SAME_FILES = Wording(id="Isi keduanya sama, berkas demi berkas.", en="Both hold the same, file for file.")
OTHER_FILES = Wording(id="Berkas yang berbeda: {files}.", en="Files that differ: {files}.")
SAME_NAME = Wording(
    id="Nama dan versinya sama, isinya tidak; naikkan versi sebelum dipakai.",
    en="Name and version are the same, the content is not; raise the version before it is used.",
)
SUMMARY = Wording(
    id="{read} konten dibaca: {changed} jawaban berubah, {unchanged} tetap.",
    en="{read} items read: {changed} answers changed, {unchanged} stayed.",
)

ITEM = Wording(id="Konten", en="Item")
CHANGE = Wording(id="Perubahan", en="Change")
WHY = Wording(id="Mengapa", en="Why")
