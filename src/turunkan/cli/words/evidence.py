"""Words of the commands about sealed evidence."""

from turunkan.core.vocab import Wording

NOTHING_TO_CHECK = Wording(
    id="Sebutkan bundel yang diperiksa, atau --audit untuk catatan kantor ini.",
    en="Name the bundle to check, or --audit for this desk's own records.",
)
ONE_OR_THE_OTHER = Wording(
    id="--audit memeriksa catatan kantor ini saja; periksa bundel tersendiri, tanpa --audit.",
    en="--audit checks this desk's own records alone; check a bundle by itself, without --audit.",
)
NO_BUNDLE = Wording(id="{name}: bukan bundel turunkan.", en="{name}: no bundle of turunkan.")
BAD_FINGERPRINT = Wording(
    id="'{text}' bukan sidik kunci: harus 64 angka heksadesimal.",
    en="'{text}' is no fingerprint: it has 64 hexadecimal digits.",
)
BAD_KEYS = Wording(
    id="{name}: bukan berkas kunci turunkan, atau ada pernyataan di dalamnya yang tidak sah.",
    en="{name}: no file of turunkan's keys, or a statement in it is not valid.",
)
CASE_OR_LATEST = Wording(
    id="Sebutkan satu berkas dengan --case KODE, atau --latest.", en="Name a case with --case CODE, or --latest."
)
BUNDLED = Wording(
    id="Bundel {code} ditulis ke {out}; sidik kunci {key}.", en="Bundle {code} written to {out}; key {key}."
)
KEY_CHANGED = Wording(
    id="Kunci baru: {key}. Surat berikutnya memuatnya; umumkan di halaman kunci. Cadangkan folder {folder}.",
    en="New key: {key}. Letters carry it from now on; make it known on the page of keys. Back up {folder}.",
)
KEY_REVOKED = Wording(
    id="Dicabut: {key}. Kirim keys.json yang baru kepada siapa pun yang mempercayainya.",
    en="Revoked: {key}. Send the new keys.json to whoever trusts it.",
)
CONFIRM = {
    "rotate": Wording(
        id="Ganti kunci penanda tangan sekarang? Bundel lama tetap dapat diperiksa",
        en="Replace the signing key now? Old bundles can still be checked",
    ),
    "lost": Wording(
        id="Nyatakan kunci penanda tangan hilang dan buat yang baru",
        en="Declare the signing key lost and make a new one",
    ),
    "revoke": Wording(
        id="Cabut kunci penanda tangan karena mungkin dikuasai orang lain, dan buat yang baru",
        en="Revoke the signing key because somebody else may have it, and make a new one",
    ),
}
NO_KEYS = Wording(
    id="Belum ada kunci; dibuat saat berkas pertama disegel.",
    en="There is no key yet; it is made when the first case is sealed.",
)
SIGNS_NOW = Wording(id="menandatangani sekarang", en="signs now")
TRUSTED = Wording(id="Dipercayai mulai sekarang: {key}", en="Trusted from now on: {key}")
