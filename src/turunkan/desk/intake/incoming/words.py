"""What the room says of files that it does not take, or not yet."""

from turunkan.core.vocab import Wording

NO_FILE = Wording("Pilih berkas dahulu.", "Choose a file first.")
TOO_MANY = Wording(
    "{count} berkas sekaligus terlalu banyak; paling banyak {most}. Masukkan sisanya sesudah ini.",
    "{count} files at once are too many; at most {most}. Bring in the others after this.",
)
TOO_BIG = Wording(
    "{name} berukuran {size} MB; layar ini menerima paling besar {most} MB. Pecah berkasnya, atau masukkan dengan "
    "perintah `turunkan import`.",
    "{name} has {size} MB; this page takes at most {most} MB. Split the file, or bring it in with the command "
    "`turunkan import`.",
)
EMPTY = Wording(
    "{name} kosong (0 bita). Periksa apakah ekspornya selesai disimpan.",
    "{name} is empty (0 bytes). Check that the export was saved completely.",
)
FULL = Wording(
    "Terlalu banyak berkas yang sedang menunggu. Selesaikan atau buang yang ada di bawah, lalu coba lagi.",
    "Too many files are waiting. Finish or discard those below, then try again.",
)
NOT_ASKING = Wording("Berkas ini tidak sedang menunggu jawaban.", "This file is not waiting for an answer.")
NO_TEXT = Wording(
    "Pilih kolom mana yang berisi teks atau judul.", "Choose which column holds the text or the title."
)
TWICE = Wording(
    "{field} dipilih untuk dua kolom; sebuah bagian hanya diisi satu kolom.",
    "{field} is chosen for two columns; a field is filled by one column only.",
)
NO_ZONE = Wording(
    "Tanggal di berkas ini tidak menyebut zona waktu; pilih zonanya.",
    "The dates in this file name no time zone; choose it.",
)
NOT_A_ZONE = Wording(
    "'{zone}' bukan zona waktu; tulis misalnya Asia/Singapore atau +08:00.",
    "'{zone}' is no time zone; write for example Asia/Singapore or +08:00.",
)
GIVEN_UP = Wording(
    "{name} {tries} kali menghentikan pembacanya, jadi tidak dicoba lagi. Yang sudah masuk tetap ada; pecah "
    "berkasnya, lalu masukkan bagian-bagiannya.",
    "{name} ended its reader {tries} times, so it is not tried again. What came in stays; split the file and "
    "bring in its parts.",
)
GONE = Wording(
    "Berkas {name} tidak lagi disimpan; berikan sekali lagi.", "The file {name} is no longer kept; give it again."
)
