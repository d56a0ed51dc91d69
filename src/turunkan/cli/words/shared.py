"""Words that several commands share: labels, recommendations, troubles."""

from turunkan.core.vocab import Lang, Wording

INTERRUPTED = Wording(id="Dihentikan.", en="Stopped.")
LEFT_AS_IT_WAS = Wording(id="Dibatalkan; tidak ada yang berubah.", en="Not done; nothing changed.")
SYSTEM_ERROR = Wording(id="Dihentikan oleh sistem: {error}.", en="Stopped by the system: {error}.")
NO_PAIR = Wording(id="'{text}' bukan pasangan nama=kolom.", en="'{text}' is no name=column pair.")
NO_ZONE = Wording(
    id="'{text}' bukan zona waktu; tulis selisihnya (+07:00) atau namanya (Asia/Makassar).",
    en="'{text}' is no time zone; write its offset (+07:00) or its name (Asia/Makassar).",
)
NO_SUCH_FIELD = Wording(
    id="'{field}' bukan bagian dari konten. Yang dikenal: {known}.",
    en="'{field}' is no field of an item. Known: {known}.",
)
NOTHING_READ = Wording(
    id="Tidak satu pun berkas dapat dibaca.",
    en="None of the files could be read.",
)
NO_FILE = Wording(id="{name}: berkas tidak ada.", en="{name}: there is no such file.")
IS_FOLDER = Wording(
    id="{name}: ini folder; sebutkan berkas di dalamnya.", en="{name}: this is a folder; name the files in it."
)
NOT_ALLOWED = Wording(id="{name}: tidak ada izin membaca.", en="{name}: no permission to read it.")
NOT_READ = Wording(id="{name}: tidak dapat dibaca ({error}).", en="{name}: cannot be read ({error}).")
BROKEN = Wording(id="Bagian yang tidak terbaca: {count}", en="Broken parts: {count}")
BROKEN_MORE = Wording(id="dan {count} lagi", en="and {count} more")
PREPARING = Wording(
    id="Menyiapkan pembaca untuk prosesor ini: sekali saja, satu sampai dua menit.",
    en="Preparing the reader for this processor: once only, one to two minutes.",
)
NOT_KEPT = Wording(
    id="Hasilnya tidak dapat disimpan di {folder}; penyiapan akan terulang. Beri XDG_CACHE_HOME folder lain.",
    en="It could not be kept in {folder}, so it will be made again each time. Give XDG_CACHE_HOME another folder.",
)


def number(value: int, lang: Lang) -> str:
    """A count with its thousands set apart as the language does."""
    text = f"{value:,}"
    return text.replace(",", ".") if lang is Lang.ID else text


def decimal(value: float, digits: int, lang: Lang) -> str:
    """A number with the decimal sign of the language."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if lang is Lang.ID else text
