"""What the letter room says when it refuses."""

from turunkan.core.vocab import Wording

MAY_NOT_DRAFT = Wording(id="Peran Anda tidak menyusun surat.", en="Your role does not draft letters.")
OTHER_PLATFORM = Wording(
    id="Berkas ini tentang {name}; surat ditujukan ke sana atau ke lembaga.",
    en="This case is about {name}; its letters go there or to an authority.",
)
OTHER_CASE = Wording(
    id="Baris surat berasal dari berkasnya sendiri.", en="The lines of a letter come from its own case."
)
MAY_NOT_SIGN = Wording(
    id="Peran Anda tidak menandatangani surat; penyelia yang melakukannya.",
    en="Your role does not sign letters; a supervisor does.",
)
OWN_LETTER = Wording(
    id="Anda menyusun surat ini; orang kedua yang menandatanganinya.",
    en="You drafted this letter; a second person signs it.",
)
NO_POST = Wording(
    id="Jabatan Anda belum diisi; surat memerlukan nama dan jabatan penanda tangan.",
    en="Your post is not filled in; a letter needs the signatory's name and post.",
)
NOT_READY = Wording(id="Belum dapat ditandatangani: {why}", en="It cannot be signed yet: {why}")
ASK_TOO_GRAVE = Wording(
    id="Konten tidak dapat diminta lebih dari diturunkan; tindakan atas akun memerlukan baris akun.",
    en="An Item can at most be asked down; a measure against an account needs a line of its own.",
)
NOT_A_GROUND = Wording(
    id="{name} bukan dasar hukum yang berlaku untuk baris ini.",
    en="{name} is no ground that applies to this line.",
)
NO_CHANNEL = Wording(id="Saluran '{channel}' tidak dikenal.", en="The channel '{channel}' is not known.")
NO_MAIL_SERVER = Wording(
    id="Server surel belum diatur; isi TURUNKAN_MAIL_URL, lalu kirim lagi. Surat tetap ditandatangani.",
    en="No mail server is set; fill in TURUNKAN_MAIL_URL and send again. The letter stays signed.",
)
NOT_SENT = Wording(
    id="Server surel menolak: {why}. Surat tetap ditandatangani dan dapat dikirim lagi.",
    en="The mail server refused: {why}. The letter stays signed and can be sent again.",
)
UNCLEAR = Wording(
    id=(
        "Sambungan putus saat surat diserahkan ({why}), jadi tidak pasti apakah sampai. Tanyakan kepada penerima "
        "atau lihat server surel, lalu tetapkan; surat tidak dikirim ulang dengan sendirinya."
    ),
    en=(
        "The connection broke while the letter was handed over ({why}); it is not known whether it arrived. Ask "
        "the recipient or look at the mail server, then settle it; the letter is not sent again by itself."
    ),
)
NOTE_NEEDED = Wording(id="Tulis alasannya.", en="Write the reason.")
WRONG_DATE = Wording(id="Tanggal tanggapan harus setelah hari ini.", en="The date for the answer must lie ahead.")
CHANGED = Wording(
    id="Konsep ini berubah sejak Anda membukanya; baca lagi, lalu ulangi.",
    en="This draft changed since you opened it; read it again, then repeat.",
)
OWN_CONTACT = Wording(
    id="Anda yang memasukkan narahubung penerima; orang lain yang menandatangani surat ini.",
    en="You entered the recipient's contact; somebody else signs this letter.",
)
NOT_SENDABLE = Wording(
    id="Tidak dikirim, karena sejak ditandatangani ada yang berubah: {why}",
    en="Not sent, for something changed since it was signed: {why}",
)
STILL_SENDING = Wording(
    id="Pengiriman mungkin masih berjalan; tetapkan setelah lima menit.",
    en="It may still be on its way; settle it after five minutes.",
)
