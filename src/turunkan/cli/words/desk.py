"""Words of the office's commands."""

from turunkan.core.vocab import Wording

NO_DESK = Wording(
    id='Bagian kantor belum terpasang. Pasang dengan: pip install "turunkan[desk]"',
    en='The office is not installed. Install it with: pip install "turunkan[desk]"',
)
NO_DESK_THERE = Wording(
    id="Tidak ada kantor di {home}. Periksa TURUNKAN_HOME.", en="There is no desk at {home}. Check TURUNKAN_HOME."
)
_MAKE_KEY = (
    "  mkdir -p {home}\n"
    "  echo \"TURUNKAN_SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')\""
    " >> {home}/.env"
)
NO_KEY = Wording(
    id=f"TURUNKAN_SECRET_KEY belum diisi, maka serve menolak. Buat sekali saja:\n{_MAKE_KEY}",
    en=f"TURUNKAN_SECRET_KEY is not set, so serve refuses. Make one, once:\n{_MAKE_KEY}",
)
SHORT_KEY = Wording(
    id=f"TURUNKAN_SECRET_KEY lebih pendek dari 32 karakter, maka serve menolak. Gantilah:\n{_MAKE_KEY}",
    en=f"TURUNKAN_SECRET_KEY is shorter than 32 characters, so serve refuses. Replace it:\n{_MAKE_KEY}",
)
SERVING = Wording(
    id="turunkan melayani di {address} (Ctrl-C berhenti)", en="turunkan serves at {address} (Ctrl-C stops)"
)
NO_USERS = Wording(
    id="Belum ada pengguna. Buat admin pertama: turunkan user NAMA --role admin",
    en="There are no users yet. Make the first administrator: turunkan user NAME --role admin",
)
IMPORTED = Wording(
    id=(
        "{name}: {new} baru, {seen} pernah masuk, {changed} berubah, {broken} rusak; "
        "{surfaced} perlu dilihat orang"
    ),
    en=(
        "{name}: {new} new, {seen} seen before, {changed} changed, {broken} broken; "
        "{surfaced} for people to look at"
    ),
)
MORE_BROKEN = Wording(
    id="… dan {count} lagi; semuanya di halaman Masukkan.", en="… and {count} more; all are on the import page."
)
TASKS = {
    "items-expired": Wording(id="konten yang habis masa simpannya", en="Items whose term has ended"),
    "media-swept": Wording(id="gambar dan video yang dihapus", en="pictures and videos deleted"),
    "media-read": Wording(id="gambar dan video yang dibaca", en="pictures and videos read"),
    "imports-undone": Wording(id="impor yang selesai diurungkan", en="imports undone to the end"),
    "imports-interrupted": Wording(id="impor yang terputus", en="imports that were interrupted"),
    "imports-queued": Wording(id="berkas antre yang diimpor", en="queued files imported"),
    "files-swept": Wording(id="berkas masukan yang dibersihkan", en="files given for import that were swept"),
    "texts-compared": Wording(id="teks yang dibandingkan", en="texts compared"),
    "logins-forgotten": Wording(id="catatan masuk yang dihapus", en="login records deleted"),
    "live-sources": Wording(id="permintaan kepada sumber langsung", en="requests to live sources"),
    "items-captured": Wording(id="halaman konten yang ditangkap", en="pages of Items captured"),
    "lines-rechecked": Wording(id="baris surat yang dilihat ulang", en="lines of letters looked at again"),
    "cases-sealed": Wording(id="berkas lama yang disegel", en="old cases that were sealed"),
    "keys-tended": Wording(id="sisa penggantian kunci yang dibereskan", en="remains of key changes cleared"),
    "seals-stamped": Wording(id="cap waktu yang diterima", en="time stamps received"),
    "evidence-expired": Wording(id="berkas bukti yang habis masanya", en="evidence files whose period ended"),
    "store-swept": Wording(id="berkas tanpa segel yang dibersihkan", en="files of no seal that were swept"),
    "heads-signed": Wording(id="kepala jejak audit yang ditandatangani", en="heads of the audit log signed"),
}
USER_MADE = Wording(id="Pengguna {name} dibuat ({role}).", en="User {name} made ({role}).")
PASSWORD = Wording(id="Kata sandi", en="Password")
DEMO_BUILDING = Wording(id="Menyusun kantor peragaan di {home} …", en="Building the demo office in {home} …")
DEMO_READY = Wording(
    id="Peragaan siap: {items} konten, {waiting} menunggu di antrean, {letters} surat.",
    en="The demo is ready: {items} Items, {waiting} waiting in the queue, {letters} letter(s).",
)
DEMO_TAKEN = Wording(
    id="{home} sudah berisi kantor yang bukan peragaan; pilih folder lain dengan --dir.",
    en="{home} already holds an office that is no demo; choose another folder with --dir.",
)
