"""What the review room says when it refuses."""

from turunkan.core.vocab import Wording

MAY_NOT_DECIDE = Wording(id="Peran Anda tidak memutus konten.", en="Your role does not decide Items.")
HELD = Wording(id="Sedang dipegang {name}; ambil yang lain.", en="{name} has it open; take another one.")
NOT_OPEN = Wording(
    id="Konten ini sudah diputus. Muat ulang untuk melihat hasilnya.",
    en="This Item is already decided. Reload to see the outcome.",
)
ALREADY_GIVEN = Wording(
    id="Anda sudah memutus konten ini; pendapat kedua harus dari orang lain.",
    en="You have decided this Item already; a second opinion has to come from somebody else.",
)
NO_REASON = Wording(
    id="Pilih alasan yang sesuai dengan golongan {label}.", en="Choose a reason that fits the label {label}."
)
NO_TIER = Wording(id="Pilih tingkat untuk golongan {label}.", en="Choose a tier for the label {label}.")
NO_MEASURE = Wording(
    id="Tindakan {measure} tidak dapat dipakai untuk {label}.", en="The measure {measure} does not fit {label}."
)
UNPAID = Wording(
    id="Promotor tidak berbayar tidak diadukan; paling jauh diminta.",
    en="An unpaid promoter is not complained of; at most asked.",
)
NOTE_NEEDED = Wording(
    id="Tindakan ini lebih berat daripada anjuran; tulis catatan mengapa.",
    en="This measure is graver than recommended; write a note why.",
)
STALE = Wording(
    id="Konten ini berubah sejak Anda membukanya; baca lagi sebelum memutus.",
    en="This Item changed since you opened it; read it again before deciding.",
)
UNDO_LATE = Wording(
    id="Batas urungkan 30 detik sudah lewat; buat keputusan baru.",
    en="The 30 seconds for undoing are over; make a new decision.",
)
UNDO_DONE = Wording(id="Keputusan ini sudah diurungkan.", en="This decision is undone already.")
UNDO_USED = Wording(
    id="Keputusan ini sudah masuk berkas; tidak dapat diurungkan.",
    en="This decision is in a case already; it cannot be undone.",
)
REOPEN_USED = Wording(
    id="Konten ini ada di berkas; selesaikan di sana dahulu.", en="This Item is in a case; settle it there first."
)
ACCOUNT_NEEDS = Wording(
    id=(
        "Tindakan atas akun memerlukan {least} konten yang dikonfirmasi dalam {days} hari, atau lebih dari "
        "separuh konten akun yang sudah diputus (paling sedikit {half}). Akun ini baru punya {have}."
    ),
    en=(
        "A measure against an account needs {least} confirmed Items within {days} days, or more than half of its "
        "decided Items (at least {half}). This account has {have} so far."
    ),
)
ACCOUNT_ALREADY = Wording(
    id="Akun ini sudah diputus; masukkan ke berkas dahulu.",
    en="This account is decided already; put it into a case first.",
)
ACCOUNT_NOTE = Wording(
    id="Tulis mengapa tindakan harus mengenai seluruh akun.",
    en="Write why the measure has to reach the whole account.",
)
