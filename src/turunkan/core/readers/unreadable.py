"""Unreadable: the whole thing is no capture; the causes and their sentences are data."""

from enum import StrEnum

from turunkan.core.vocab import StopRun, Wording


class Cause(StrEnum):
    """Why nothing of a source can be read."""

    EMPTY = "empty"
    FOREIGN = "foreign-format"
    BINARY = "binary"
    DAMAGED = "damaged"
    NO_TEXT_COLUMN = "no-text-column"
    NO_SUCH_COLUMN = "no-such-column"
    NO_SUCH_FIELD = "no-such-field"
    NO_ACCOUNTS = "no-accounts"
    DAMAGED_ARCHIVE = "damaged-archive"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many-members"
    NESTED = "nested-archive"
    XML_ENTITIES = "xml-entities"
    NEEDS_EXTRA = "needs-extra"
    NO_PAGE = "no-page"
    TOO_MANY_CELLS = "too-many-cells"
    TOO_DEEP = "too-deep"
    READER_FAILED = "reader-failed"


WORDINGS = {
    Cause.EMPTY: Wording(
        id="{name} kosong. Periksa apakah tangkapannya selesai disimpan.",
        en="{name} is empty. Check that the capture was saved completely.",
    ),
    Cause.FOREIGN: Wording(
        id="{name} adalah berkas {kind}, bukan tangkapan. Berikan ekspor JSON, tabel atau teksnya.",
        en="{name} is a {kind} file, not a capture. Give its export as JSON, a table or text.",
    ),
    Cause.BINARY: Wording(
        id="{name} bukan teks (banyak bita NUL); mungkin UTF-16 tanpa penanda urutan bita (BOM). "
        "Simpan sebagai UTF-8.",
        en="{name} is no text (many NUL bytes); perhaps it is UTF-16 without a byte-order mark. Save it as UTF-8.",
    ),
    Cause.DAMAGED: Wording(
        id="{name} tidak dapat dibuka sama sekali. {detail}",
        en="{name} cannot be opened at all. {detail}",
    ),
    Cause.NO_TEXT_COLUMN: Wording(
        id="{name} adalah tabel tanpa kolom 'text' atau 'title'. Kolomnya: {columns}. "
        "Sebutkan yang berisi teks: --map text=KOLOM.",
        en="{name} is a table without a column 'text' or 'title'. Its columns: {columns}. "
        "Say which one holds the text: --map text=COLUMN.",
    ),
    Cause.NO_SUCH_COLUMN: Wording(
        id="{name} tidak punya kolom '{column}'. Kolomnya: {columns}. Perbaiki --map {field}=KOLOM.",
        en="{name} has no column '{column}'. Its columns: {columns}. Correct --map {field}=COLUMN.",
    ),
    Cause.NO_SUCH_FIELD: Wording(
        id="'{field}' bukan bagian dari konten, jadi {name} tidak dibaca. Pilih salah satu: {fields}.",
        en="'{field}' is no field of an item, so {name} was not read. Choose one of: {fields}.",
    ),
    Cause.NO_ACCOUNTS: Wording(
        id="{name} bukan JSON, sedangkan akun dibaca dari JSON: baris, larik, atau satu objek.",
        en="{name} is no JSON, and accounts are read from JSON: lines, an array, or one object.",
    ),
    Cause.DAMAGED_ARCHIVE: Wording(
        id="{name} rusak atau terpotong, jadi tidak dibuka. Salin atau ekspor ulang berkasnya.",
        en="{name} is damaged or cut off, so it was not opened. Copy or export the file again.",
    ),
    Cause.TOO_LARGE: Wording(
        id="{name} berisi lebih dari {limit} bita setelah dibuka, jadi ditolak. Bagi menjadi beberapa berkas.",
        en="{name} holds more than {limit} bytes once unpacked, so it was refused. Split it into several files.",
    ),
    Cause.TOO_MANY: Wording(
        id="{name} berisi lebih dari {limit} anggota, jadi ditolak. Bagi menjadi beberapa berkas.",
        en="{name} has more than {limit} members, so it was refused. Split it into several files.",
    ),
    Cause.NESTED: Wording(
        id="{name} adalah arsip di dalam arsip, jadi tidak dibuka. Keluarkan, lalu berikan tersendiri.",
        en="{name} is an archive inside an archive, so it was not opened. Take it out and give it by itself.",
    ),
    Cause.TOO_MANY_CELLS: Wording(
        id="{name} membentang lebih dari {limit} sel atau huruf, jadi ditolak. Hapus baris dan kolom kosong, "
        "atau simpan sebagai CSV.",
        en="{name} stretches over more than {limit} cells or letters, so it was refused. Delete empty rows and "
        "columns, or save it as CSV.",
    ),
    Cause.TOO_DEEP: Wording(
        id="{name} bersarang terlalu dalam, jadi ditolak. Simpan ulang halamannya.",
        en="{name} nests too deep, so it was refused. Save the page again.",
    ),
    Cause.READER_FAILED: Wording(
        id="{name} tidak dapat dibaca karena isi yang tidak terduga. Simpan ulang, atau berikan bentuk lainnya.",
        en="{name} cannot be read because of something unexpected in it. Save it again or in another form.",
    ),
    Cause.XML_ENTITIES: Wording(
        id="{name} memuat DOCTYPE, yang tidak ada di buku kerja yang sah; ditolak. Simpan ulang sebagai XLSX.",
        en="{name} declares a DOCTYPE, which no proper workbook has; it was refused. Save it as XLSX again.",
    ),
    Cause.NEEDS_EXTRA: Wording(
        id='{name} adalah berkas {kind}; pembacanya belum terpasang. Jalankan: pip install "turunkan[intake]".',
        en='{name} is a {kind} file, whose reader is not installed. Run: pip install "turunkan[intake]".',
    ),
    Cause.NO_PAGE: Wording(
        id="{name} adalah pesan MHTML tanpa halaman web. Simpan ulang halamannya dari peramban.",
        en="{name} is an MHTML message without a web page. Save the page from the browser again.",
    ),
}


class Unreadable(StopRun):
    """Nothing of the source can be read: it is empty, of another format, or lacks a text column."""

    def __init__(self, cause: Cause, name: str, **values: object) -> None:
        person = WORDINGS[cause].fill(name=name, **values)
        super().__init__(f"{cause}: {person.en}", person)
        self.cause = cause
