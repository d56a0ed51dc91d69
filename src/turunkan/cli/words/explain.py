"""Words of `explain`."""

from turunkan.core.law import Status
from turunkan.core.text import NUMBER, PHONE
from turunkan.core.vocab import Action, Wording

BAD_DATE = Wording(
    id="'{given}' bukan tanggal; tulis 2026-01-31 atau 2026-01-31T09:30:00+07:00.",
    en="'{given}' is no date; write 2026-01-31 or 2026-01-31T09:30:00+07:00.",
)
NO_OFFSET = Wording(
    id="'{given}' tanpa selisih waktu; tambahkan, misalnya +07:00.",
    en="'{given}' has no offset; add one, such as +07:00.",
)
NO_TEXT = Wording(id="Berikan TEXT atau --title.", en="Give a TEXT or a --title.")

CONFIDENCE = Wording(id="keyakinan {share}", en="confidence {share}")
PRIORITY = Wording(id="Prioritas: {priority}.", en="Priority: {priority}.")
CONTENT = Wording(id="Konten", en="Content")
TERMS = Wording(id="Kata yang terbaca", en="Words that were read")
QUOTE = Wording(id="Kutipan", en="Quote")
TERM = Wording(id="Dibaca sebagai", en="Read as")
FACTS = Wording(id="Fakta", en="Facts")
DISGUISE = Wording(id="Samaran", en="Disguise")
PLACES = {
    NUMBER: Wording(id="‹angka›", en="‹number›"),
    PHONE: Wording(id="‹nomor telepon›", en="‹telephone number›"),
}
REASONS = Wording(id="Alasan", en="Reasons")
AGAINST = Wording(id="Yang menunjukkan sebaliknya", en="What spoke against it")
LAW = Wording(id="Hukum", en="Law")
CHECKED = Wording(id="Seberapa jauh hukum itu sudah diperiksa", en="How far that law has been checked")
CHECKED_FACT = Wording(id="{fact} ({status})", en="{fact} ({status})")
TARIFF = Wording(id="pos tarif {tariff}", en="tariff line {tariff}")
SPAN = Wording(id="berlaku {start} sampai {end}", en="in force from {start} to {end}")
STILL = Wording(id="sekarang", en="now")
PEOPLE_DECIDE = Wording(id="Ini anjuran; orang yang memutuskan.", en="This is a recommendation; people decide.")

ADVICE = {
    Action.NONE: Wording(id="Biarkan; tidak perlu tindakan.", en="Leave it alone; nothing needs to be done."),
    Action.REVIEW: Wording(
        id="Tinjau dengan mata sendiri; mesin tidak menganjurkan surat.",
        en="Look at it yourself; the engine recommends no letter.",
    ),
    Action.REQUEST: Wording(
        id="Pertimbangkan permintaan ke platform, yang tidak menyatakan pelanggaran.",
        en="Consider a request to the platform, which claims no breach.",
    ),
    Action.NOTICE: Wording(
        id="Pertimbangkan aduan ke platform, dengan kutipan di bawah ini.",
        en="Consider a notice to the platform, with the quotes below.",
    ),
}
STATUSES = {
    Status.SOURCED: Wording(id="bersumber", en="sourced"),
    Status.TO_VERIFY: Wording(id="perlu diperiksa", en="to verify"),
}
