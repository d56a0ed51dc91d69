"""Words that several commands share: labels, recommendations, troubles."""

from turunkan.core.vocab import Action, Label, Lang, Priority, Wording

INTERRUPTED = Wording(id="Dihentikan.", en="Stopped.")
SYSTEM_ERROR = Wording(id="Dihentikan oleh sistem: {error}.", en="Stopped by the system: {error}.")
NO_PAIR = Wording(id="'{text}' bukan pasangan nama=kolom.", en="'{text}' is no name=column pair.")
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

LABELS = {
    Label.SELLER: Wording(id="penjual", en="seller"),
    Label.PROMOTER: Wording(id="promotor", en="promoter"),
    Label.LAWFUL: Wording(id="sah", en="lawful"),
    Label.SPEECH: Wording(id="pendapat atau berita", en="speech"),
    Label.UNRELATED: Wording(id="tidak terkait", en="unrelated"),
    Label.UNCLEAR: Wording(id="belum jelas", en="unclear"),
}
PRIORITIES = {
    Priority.NONE: Wording(id="tidak ada", en="none"),
    Priority.LOW: Wording(id="rendah", en="low"),
    Priority.NORMAL: Wording(id="biasa", en="normal"),
    Priority.HIGH: Wording(id="tinggi", en="high"),
}
ACTIONS = {
    Action.NONE: Wording(id="biarkan", en="leave it alone"),
    Action.REVIEW: Wording(id="tinjau", en="review"),
    Action.REQUEST: Wording(id="permintaan", en="request"),
    Action.NOTICE: Wording(id="aduan", en="notice"),
}


def number(value: int, lang: Lang) -> str:
    """A count with its thousands set apart as the language does."""
    text = f"{value:,}"
    return text.replace(",", ".") if lang is Lang.ID else text


def decimal(value: float, digits: int, lang: Lang) -> str:
    """A number with the decimal sign of the language."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if lang is Lang.ID else text
