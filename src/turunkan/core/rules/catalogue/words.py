"""Words of the catalogue."""

from turunkan.core.rules.pack import Strength
from turunkan.core.vocab import Ambiguity, FactKind, Wording

GENERATED = Wording(
    id="Dibuat oleh `turunkan pack catalogue`. Sunting pack-nya, bukan halaman ini.",
    en="Made by `turunkan pack catalogue`. Edit the pack, not this page.",
)
OVERVIEW = Wording(id="Daftar isi", en="Overview")
VERSION = Wording(id="Versi", en="Version")
FINGERPRINT = Wording(id="Sidik isi", en="Fingerprint")
AS_OF = Wording(id="Tanggal hukum bila konten tak bertanggal", en="Law's date of an undated item")

CONCEPTS = Wording(id="Konsep", en="Concepts")
FACTS = Wording(id="Fakta", en="Facts")
RULES = Wording(id="Aturan", en="Rules")
FILTERS = Wording(id="Penyaring", en="Filters")
OUTCOMES = Wording(id="Akibat, yang terberat lebih dulu", en="Outcomes, the gravest first")
EVIDENCE = Wording(
    id="Bukti: tanpa setiap baris ini tak seorang pun dituduh",
    en="Evidence: without every one of these lines nobody is accused",
)
OR = Wording(id="atau", en="or")
SEEN = Wording(id="terlihat", en="is seen")
SAID = Wording(id="dikatakan konten itu sendiri", en="is said by the item itself")

NAME = Wording(id="Nama", en="Name")
MEANS = Wording(id="Arti", en="Meaning")
LABEL = Wording(id="Golongan", en="Label")
TIER = Wording(id="Tingkat", en="Tier")
STRENGTH = Wording(id="Kekuatan", en="Strength")
SENTENCE = Wording(id="Kalimat", en="Sentence")
PRIORITY = Wording(id="Prioritas", en="Priority")
ACTION = Wording(id="Anjuran", en="Action")
LAW = Wording(id="Hukum", en="Law")
LAW_ON = Wording(id="Hukum yang berlaku pada {day}", en="Law in force on {day}")
KIND = Wording(id="Jenis", en="Kind")
TOLERANCES = Wording(id="Kelonggaran", en="Tolerances")
UNTIL = Wording(
    id="{title}: {start} sampai {end}, paling jauh {action}", en="{title}: {start} to {end}, at most {action}"
)
CLAIMED = Wording(id="; hanya bila disebut: {names}", en="; only where it speaks of: {names}")

AMBIGUITY = Wording(id="Kerancuan", en="Ambiguity")
REGION = Wording(id="Daerah", en="Region")
TERMS = Wording(id="Istilah", en="Terms")
MARKS = Wording(id="Tanda dari platform", en="Marks of the platform")
GUARDS = Wording(id="Penjaga", en="Guards")
NEEDS = Wording(id="Hanya dihitung bersama salah satu dari", en="Counts only beside one of")
UNLESS = Wording(id="Tidak dihitung bila ada salah satu dari", en="Does not count beside any of")
SOURCES = Wording(id="Sumber", en="Sources")
SPOKEN_OF = Wording(id="Aturan dan penyaring yang menyebutnya", en="Rules and filters that speak of it")
FILLED_BY = Wording(id="Diisi oleh", en="Filled by")
ASKS = Wording(id="Meminta", en="Asks for")
ASKED_BY = Wording(id="Diminta oleh", en="Asked for by")
FORBIDDEN_BY = Wording(id="Dilarang oleh", en="Forbidden by")
FORBIDS = Wording(id="Melarang", en="Forbids")

CONDITION = Wording(id="Syarat", en="Condition")
ALL = Wording(id="Semua terlihat: {names}", en="All are seen: {names}")
ANY = Wording(id="Salah satu terlihat: {names}", en="At least one is seen: {names}")
NONE = Wording(id="Tidak satu pun terlihat: {names}", en="None is seen: {names}")
SAYS = Wording(id="Konten itu sendiri mengatakan semua: {names}", en="The item itself says all of: {names}")
SAYS_ANY = Wording(
    id="Konten itu sendiri mengatakan salah satu: {names}", en="The item itself says at least one of: {names}"
)
COUNT = Wording(id="Terlihat sedikitnya {least} dari: {names}", en="At least {least} are seen of: {names}")
DOUBTFUL = Wording(
    id="Ada kata dari sedikitnya {least} konsep, walau belum tentu artinya, tentang: {names}",
    en="Words of at least {least} concepts, though each be doubtful, of: {names}",
)
NEAR = Wording(
    id="Dengan paling banyak {words} kata di antaranya: {names}",
    en="With at most {words} words between them: {names}",
)

FOLLOWS = Wording(id="Yang mengikuti", en="What follows")
ACCUSES = Wording(
    id="Menuduh bila semua bukti ada dan tidak ada penyaring yang lebih kuat atau sama kuat.",
    en="Accuses where all evidence is there and no filter is stronger or as strong.",
)
ACCUSES_BACKED = Wording(
    id="Menuduh hanya bila pengklasifikasi sependapat dan semua bukti ada; tanpa itu hanya meminta tinjauan.",
    en="Accuses only where the classifier agrees and all evidence is there; else it asks for a review at most.",
)
MAKES_CANDIDATE = Wording(
    id="Hanya menjadikan calon: konten ditinjau bila pengklasifikasi juga melihat tandanya.",
    en="Only makes a candidate: it is reviewed where the classifier sees something in it too.",
)
SUSPECTS = Wording(
    id="Tidak menuduh siapa pun; paling jauh meminta konten ditinjau.",
    en="Accuses nobody; at most it asks for a review.",
)
DISPOSES = Wording(
    id="Melepaskan bila lebih kuat daripada aturan yang menuduh, membuatnya belum jelas bila sama kuat, dan "
    "menurunkan anjuran menjadi tinjauan bila lebih lemah.",
    en="Frees where it is stronger than the rules that accuse, makes it unclear where it is as strong, and lowers "
    "the action to a review where it is weaker.",
)
EXAMPLES = Wording(id="Contoh", en="Examples")
MATCHES = Wording(id="Cocok", en="Matches")
MATCHES_NOT = Wording(id="Tidak cocok", en="Does not match")

STRENGTHS = {
    Strength.CUE: Wording(id="isyarat", en="cue"),
    Strength.SOFT: Wording(id="lunak", en="soft"),
    Strength.BACKED: Wording(id="bersandar", en="backed"),
    Strength.MEDIUM: Wording(id="sedang", en="medium"),
    Strength.HARD: Wording(id="keras", en="hard"),
}
AMBIGUITIES = {
    Ambiguity.LOW: Wording(id="rendah", en="low"),
    Ambiguity.MEDIUM: Wording(id="sedang", en="medium"),
    Ambiguity.HIGH: Wording(id="tinggi", en="high"),
}
KINDS = {
    FactKind.EVIDENCE: Wording(id="bukti", en="evidence"),
    FactKind.SUPPORT: Wording(id="penguat", en="support"),
    FactKind.RELIEF: Wording(id="meringankan", en="speaks against"),
}
