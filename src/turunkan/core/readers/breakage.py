"""Breakage: why a line, a record or a field could not be read, under a stable code; the wordings are data."""

from enum import StrEnum

from turunkan.core.vocab import Broken, SkipThis, Wording


class Code(StrEnum):
    """The stable names under which broken parts are counted."""

    NOT_JSON = "not-json"
    NOT_AN_OBJECT = "not-an-object"
    TOO_DEEP = "too-deep"
    NOT_UTF8 = "not-utf8"
    NUL_BYTE = "nul-byte"
    LINE_TOO_LONG = "line-too-long"
    TRUNCATED_GZIP = "truncated-gzip"
    CORRUPT_GZIP = "corrupt-gzip"
    TRAILING_DATA = "trailing-data"
    REST_UNREAD = "rest-unread"
    UNKNOWN_SHAPE = "unknown-shape"
    NOT_AN_ACCOUNT = "not-an-account"
    MISSING_KEY = "missing-key"
    TOMBSTONE = "tombstone"
    NO_TEXT = "no-text"
    NOT_CONTENT = "not-content"
    BAD_DATE = "bad-date"
    NO_OFFSET = "no-offset"
    DAY_OR_MONTH = "day-or-month"
    BAD_VALUE = "bad-value"
    WRONG_CELL_COUNT = "wrong-cell-count"
    STRAY_QUOTE = "stray-quote"
    CUT_OFF = "cut-off"
    UNSAFE_NAME = "unsafe-name"
    SYMBOLIC_LINK = "symbolic-link"
    DOUBLE_NAME = "double-name"
    ENCRYPTED = "encrypted"
    UNKNOWN_METHOD = "unknown-method"
    TOO_COMPRESSED = "too-compressed"
    CORRUPT_MEMBER = "corrupt-member"
    NO_SUCH_MEDIA = "no-such-media"
    TOO_MANY_RECORDS = "too-many-records"
    ABOVE_HEADING = "above-heading"
    READER_FAILED = "reader-failed"
    NOTHING_IN_IT = "nothing-in-it"
    ROUNDED = "rounded-number"
    NOT_TEXT = "not-text"
    OTHER_SHEET = "other-sheet"
    DECORATION = "decoration"
    TOO_MUCH_MEDIA = "too-much-media"


WORDINGS = {
    Code.NOT_JSON: Wording(
        id="Bukan JSON yang sah, {place}: {reason}. Perbaiki bagian itu atau ekspor ulang berkasnya.",
        en="Not valid JSON, {place}: {reason}. Mend that place or export the file again.",
    ),
    Code.NOT_AN_OBJECT: Wording(
        id="Rekaman ini {value}, bukan objek JSON {{…}}. Simpan setiap konten sebagai satu objek.",
        en="This record is {value}, not a JSON object {{…}}. Save each item as one object.",
    ),
    Code.TOO_DEEP: Wording(
        id="JSON di sini bersarang terlalu dalam untuk dibaca. Periksa apakah ini memang hasil tangkapan.",
        en="The JSON here is nested too deep to be read. Check that this really is a capture.",
    ),
    Code.NOT_UTF8: Wording(
        id="Bukan teks UTF-8: bita ke-{byte} tidak sah. Simpan berkasnya sebagai UTF-8, lalu baca lagi.",
        en="Not UTF-8 text: byte {byte} is not valid. Save the file as UTF-8 and read it again.",
    ),
    Code.NUL_BYTE: Wording(
        id="Ada bita NUL pada posisi ke-{byte}; teks tidak memuatnya. Ekspor ulang berkas ini.",
        en="There is a NUL byte at position {byte}, which no text has. Export this file again.",
    ),
    Code.LINE_TOO_LONG: Wording(
        id="Lebih panjang dari {limit} bita, jadi dilewati. Pisahkan menjadi satu rekaman per baris.",
        en="Longer than {limit} bytes, so it was skipped. Split it into one record a line.",
    ),
    Code.REST_UNREAD: Wording(
        id="Sisa larik sesudah bagian itu tidak dibaca. Perbaiki bagian itu, atau simpan satu rekaman per baris.",
        en="The rest of the array after that part was not read. Mend that part, or save one record a line.",
    ),
    Code.TRUNCATED_GZIP: Wording(
        id="Berkas gzip atau xz ini terpotong; yang dapat dibuka sudah dibaca. Salin atau unduh ulang berkasnya.",
        en="This gzip or xz file is cut off; what could be opened was read. Copy or download the file again.",
    ),
    Code.CORRUPT_GZIP: Wording(
        id="Berkas gzip atau xz ini rusak; yang dapat dibuka sudah dibaca. Salin atau unduh ulang berkasnya.",
        en="This gzip or xz file is damaged; what could be opened was read. Copy or download the file again.",
    ),
    Code.TRAILING_DATA: Wording(
        id="Masih ada isi setelah larik JSON ditutup, {place}; isi itu tidak dibaca. Pindahkan ke berkas lain.",
        en="There is more after the JSON array was closed, {place}; it was not read. Move it to another file.",
    ),
    Code.UNKNOWN_SHAPE: Wording(
        id="Bentuk rekaman ini belum dikenal ({detail}). Ubah ke bentuk konten turunkan, atau minta pembacanya.",
        en="This shape of record is not known ({detail}). Turn it into turunkan items, or ask for a reader.",
    ),
    Code.NOT_AN_ACCOUNT: Wording(
        id="Ini bukan akun: tidak ada 'posts' atau 'bio' yang terbaca. Untuk konten, jalankan tanpa --accounts.",
        en="This is no account: there are no readable 'posts' or 'bio'. For items, run without --accounts.",
    ),
    Code.MISSING_KEY: Wording(
        id="Kunci '{key}' tidak ada atau tidak terbaca, padahal wajib. Tangkap ulang konten ini.",
        en="The key '{key}' is missing or unreadable, yet it is essential. Capture this item again.",
    ),
    Code.TOMBSTONE: Wording(
        id="Platform hanya memberi penanda bahwa konten ini tidak tersedia. Periksa tautannya secara manual.",
        en="The platform only gave a marker that this post is unavailable. Check its link by hand.",
    ),
    Code.NO_TEXT: Wording(
        id="Tidak ada 'text', 'title', 'transcript' atau 'image_text' yang terbaca. Isi paling sedikit satu.",
        en="There is no readable 'text', 'title', 'transcript' or 'image_text'. Fill in at least one.",
    ),
    Code.NOT_CONTENT: Wording(
        id="Pesan layanan ({count}: {kinds}) bukan konten siapa pun, jadi tidak dibaca. Tidak perlu tindakan.",
        en="Service messages ({count}: {kinds}) are nobody's content, so they were not read. Nothing to do.",
    ),
    Code.BAD_DATE: Wording(
        id="{value} bukan tanggal dengan selisih waktu; tulis seperti 2026-01-31T09:30:00+07:00.",
        en="{value} is no date with an offset; write it like 2026-01-31T09:30:00+07:00.",
    ),
    Code.DAY_OR_MONTH: Wording(
        id="{value}: berkas ini tidak menunjukkan mana hari dan mana bulan. Ekspor percakapan yang lebih panjang.",
        en="{value}: nothing in this file shows which is the day and which the month. Export more of the chat.",
    ),
    Code.NO_OFFSET: Wording(
        id="{value} tidak menyebut zona waktunya. Sebutkan: --zone +07:00 atau --zone Asia/Makassar.",
        en="{value} does not say in which time zone. Say it: --zone +07:00 or --zone Asia/Makassar.",
    ),
    Code.BAD_VALUE: Wording(
        id="Isinya {value}, padahal seharusnya {expected}. Bagian ini dilewati; perbaiki di sumbernya.",
        en="It holds {value} where {expected} belongs. This part was left out; mend it at the source.",
    ),
    Code.WRONG_CELL_COUNT: Wording(
        id="Baris ini berisi {found} sel, padahal tabelnya {expected} kolom. Periksa pemisah dan tanda kutipnya.",
        en="This row has {found} cells, but the table has {expected} columns. Check separators and quotes.",
    ),
    Code.STRAY_QUOTE: Wording(
        id='Tanda kutip (") di baris ini tidak berpasangan. Tutup kutipnya, atau gandakan ("") di dalam sel.',
        en='A quote (") in this row has no partner. Close the quote, or double it ("") inside the cell.',
    ),
    Code.CUT_OFF: Wording(
        id="Berkas ini berhenti sebelum akhirnya; yang ada sudah dibaca. Simpan atau salin ulang berkasnya.",
        en="This file stops before its end; what is there was read. Save or copy the file again.",
    ),
    Code.UNSAFE_NAME: Wording(
        id="Nama anggota arsip ini menunjuk ke luar arsip, jadi tidak dibuka. Buat ulang arsipnya.",
        en="The name of this member points outside the archive, so it was not opened. Make the archive again.",
    ),
    Code.SYMBOLIC_LINK: Wording(
        id="Anggota arsip ini tautan simbolis, bukan berkas, jadi tidak dibuka. Masukkan berkas aslinya.",
        en="This member is a symbolic link, not a file, so it was not opened. Put in the file itself.",
    ),
    Code.DOUBLE_NAME: Wording(
        id="Nama ini dipakai {times} kali dalam arsip, jadi tidak satu pun dibuka. Buat ulang arsipnya.",
        en="This name is there {times} times in the archive, so none of them was opened. Make the archive again.",
    ),
    Code.ENCRYPTED: Wording(
        id="Anggota arsip ini terkunci kata sandi. Buka dahulu, lalu berikan tanpa sandi.",
        en="This member is locked with a password. Unlock it first and give it without one.",
    ),
    Code.UNKNOWN_METHOD: Wording(
        id="Cara pemampatan nomor {method} tidak dikenal. Buat ulang arsipnya sebagai ZIP biasa.",
        en="Compression method number {method} is not known. Make the archive again as a plain ZIP.",
    ),
    Code.TOO_COMPRESSED: Wording(
        id="Mengembang lebih dari {ratio} kali saat dibuka, seperti bom ZIP, jadi tidak dibuka. Periksa asalnya.",
        en="It grows over {ratio} times when unpacked, like a ZIP bomb, so it was not opened. Check its origin.",
    ),
    Code.CORRUPT_MEMBER: Wording(
        id="Bagian arsip ini rusak; yang dapat dibuka sudah dibaca. Salin atau buat ulang arsipnya.",
        en="This part of the archive is damaged; what could be opened was read. Copy or make the archive again.",
    ),
    Code.NO_SUCH_MEDIA: Wording(
        id="Berkas {name} disebut di sini, tetapi tidak ada dalam sumbernya. Sertakan berkasnya.",
        en="The file {name} is named here, but the source does not hold it. Put the file in.",
    ),
    Code.TOO_MANY_RECORDS: Wording(
        id="Hanya {most} rekaman pertama yang dibaca. Bagi berkasnya, lalu masukkan sisanya tersendiri.",
        en="Only the first {most} records were read. Split the file and bring in the rest on its own.",
    ),
    Code.ABOVE_HEADING: Wording(
        id="{value} berdiri di atas judul kolom, jadi dianggap judul tabel dan bukan konten.",
        en="{value} stands above the headings of the columns, so it counts as the table's title and no content.",
    ),
    Code.READER_FAILED: Wording(
        id="Pembaca berhenti di sini karena isi yang tidak terduga; sisanya tidak dibaca. Simpan ulang berkasnya.",
        en="The reader stopped here at something unexpected; the rest was not read. Save the file again.",
    ),
    Code.NOTHING_IN_IT: Wording(
        id="Berkas ini dikenali, tetapi tidak ada satu pun konten di dalamnya. Periksa apakah ekspornya lengkap.",
        en="This file was recognised, but there is not a single item in it. Check that the export is complete.",
    ),
    Code.ROUNDED: Wording(
        id="{value} lebih panjang dari yang dapat disimpan sel bilangan, jadi pengenalnya tidak utuh. "
        "Simpan kolomnya sebagai teks.",
        en="{value} is longer than a cell of numbers can hold, so the id is not whole. Save the column as text.",
    ),
    Code.NOT_TEXT: Wording(
        id="Kolom {column}: {count} sel berisi data yang bukan teks, jadi tidak dibaca. "
        "Berikan gambarnya sebagai berkas tersendiri.",
        en="Column {column}: {count} cells hold data that is no text, so they were not read. "
        "Give pictures as files of their own.",
    ),
    Code.TOO_MUCH_MEDIA: Wording(
        id="{count} gambar atau video tidak disimpan: semuanya melebihi {limit} MB. Masukkan sisanya tersendiri.",
        en="{count} pictures or videos were not kept: together they exceed {limit} MB. Bring in the rest alone.",
    ),
    Code.OTHER_SHEET: Wording(
        id="Lembar {title} tidak dibaca: dari sebuah buku kerja hanya satu tabel. Simpan lembar itu tersendiri.",
        en="The sheet {title} was not read: of a workbook only one table is. Save that sheet by itself.",
    ),
    Code.DECORATION: Wording(
        id="{count} gambar kecil (ikon, hiasan) yang tidak disebut halamannya tidak dibaca. Tak perlu tindakan.",
        en="{count} small pictures (icons, decoration) that the page does not name were not read. Nothing to do.",
    ),
}


EXCERPT = 300
"""Characters of the source that a broken part shows."""


class Breakage(SkipThis):
    """One thing that could not be read, not yet tied to a place; `values` fill the code's wording."""

    def __init__(self, code: Code, **values: object) -> None:
        person = WORDINGS[code].fill(**values)
        super().__init__(f"{code}: {person.en}", person)
        self.code = code
        self.excerpt = ""

    def showing(self, text: str) -> "Breakage":
        """The same, with how the source begins there."""
        self.excerpt = self.excerpt or text[:EXCERPT]
        return self

    def at(self, where: str, part: str = "record") -> Broken:
        """The named part of the capture that was lost, and where."""
        return Broken(where=where, part=part, code=self.code.value, message=self.person, excerpt=self.excerpt)


def shown(value: object, width: int = 40) -> str:
    """A value as people may see it in a message: one line, never long, and nothing of what it contains."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = repr(value[: width + 1] if isinstance(value, str) else value)
    return text if len(text) <= width else f"{text[: width - 1]}…"
