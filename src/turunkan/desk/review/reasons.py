"""Reason codes of a decision: which labels each fits, and its sentence. Edge cases are those of the dossier."""

from dataclasses import dataclass

from turunkan.core.vocab import Label, Wording


@dataclass(frozen=True, slots=True)
class ReasonCode:
    """One reason that a person may give."""

    code: str
    labels: tuple[Label, ...]
    says: Wording
    tiers: tuple[str, ...] = ()  # of the pack; empty: any


_S, _P, _L = Label.SELLER, Label.PROMOTER, Label.LAWFUL
_T, _U, _X = Label.SPEECH, Label.UNRELATED, Label.UNCLEAR

REASONS = (
    ReasonCode(
        "bale-offer",
        (_S,),
        Wording(
            "menawarkan pakaian bekas impor per bal atau karung",
            "offers imported used clothing by the bale or sack",
        ),
        tiers=("bale",),
    ),
    ReasonCode(
        "piece-offer",
        (_S,),
        Wording(
            "menjual satuan pakaian bekas yang disebutnya impor",
            "sells single pieces of used clothing that it calls imported",
        ),
        tiers=("piece",),
    ),
    ReasonCode(
        "bale-behind-preloved",
        (_S,),
        Wording(
            "mengaku preloved, tetapi jumlah dan iramanya dagang bal",
            "calls it preloved, but volume and rhythm are those of a bale trader",
        ),
        tiers=("bale", "piece"),
    ),
    ReasonCode(
        "paid-promotion",
        (_P,),
        Wording(
            "mempromosikan dengan imbalan: kode, keranjang, afiliasi atau kerja sama",
            "promotes for pay: code, basket, affiliate link or partnership",
        ),
        tiers=("paid",),
    ),
    ReasonCode(
        "unpaid-promotion",
        (_P,),
        Wording("mempromosikan tanpa imbalan yang terlihat", "promotes without visible pay"),
        tiers=("unpaid",),
    ),
    ReasonCode(
        "supplier-access",
        (_P,),
        Wording("menjual akses ke pemasok bal", "sells access to a bale supplier"),
        tiers=("paid",),
    ),
    ReasonCode("own-wardrobe", (_L,), Wording("isi lemari sendiri", "the seller's own wardrobe")),
    ReasonCode(
        "local-second-hand",
        (_L,),
        Wording("bekas dalam negeri atau konsinyasi lokal", "local second-hand or consignment"),
    ),
    ReasonCode("new-goods", (_L,), Wording("barang baru", "new goods")),
    ReasonCode("charity", (_L,), Wording("amal atau sumbangan", "charity or donation")),
    ReasonCode(
        "personal-import",
        (_L,),
        Wording(
            "bawaan pribadi atau titipan satuan, bukan usaha", "personal goods or a single errand, no business"
        ),
    ),
    ReasonCode("service", (_L,), Wording("jasa, sewa atau daur ulang", "a service, rental or upcycling")),
    ReasonCode("news", (_T,), Wording("berita atau liputan", "news or reporting")),
    ReasonCode("opinion", (_T,), Wording("pendapat, kritik atau tuntutan", "opinion, criticism or a demand")),
    ReasonCode("satire", (_T,), Wording("sindiran atau lelucon", "satire or a joke")),
    ReasonCode(
        "education", (_T,), Wording("penelitian, penerangan atau peringatan", "research, information or a warning")
    ),
    ReasonCode(
        "vlog-without-offer",
        (_T,),
        Wording("cerita pasar tanpa harga, alamat atau ajakan", "a market story without price, address or call"),
    ),
    ReasonCode(
        "other-sense", (_U,), Wording("kata itu berarti lain di sini", "the word means something else here")
    ),
    ReasonCode("not-clothing", (_U,), Wording("bukan pakaian", "not clothing")),
    ReasonCode("outside-territory", (_U, _X), Wording("tidak ditujukan ke Indonesia", "not aimed at Indonesia")),
    ReasonCode(
        "too-little", (_X,), Wording("bukti yang terlihat umum belum cukup", "too little evidence in public view")
    ),
    ReasonCode("gone", (_X,), Wording("konten sudah tidak ada", "the content is gone")),
)
BY_CODE = {reason.code: reason for reason in REASONS}


def reasons_for(label: Label) -> list[ReasonCode]:
    """The reasons that may be given for a label."""
    return [reason for reason in REASONS if label in reason.labels]


def fits(code: str, label: Label, tier: str | None) -> bool:
    """Whether a reason may be given for a label and tier."""
    reason = BY_CODE.get(code)
    return reason is not None and label in reason.labels and (not reason.tiers or tier in reason.tiers)
