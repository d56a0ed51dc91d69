"""Roles and what each may do: one table, which every page and every service asks."""

from enum import StrEnum

from turunkan.core.vocab import Wording


class Role(StrEnum):
    """Who a person is at the desk."""

    PETUGAS = "petugas"
    PENINJAU = "peninjau"
    PENYELIA = "penyelia"
    HUKUM = "hukum"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Right(StrEnum):
    """What a page or a service may ask for."""

    ENTER = "enter"
    LOOK = "look"
    ADDRESS = "address"
    IMPORT = "import"
    DECIDE = "decide"
    DRAFT = "draft"
    SIGN = "sign"
    RECIPIENTS = "recipients"
    CHECK_LAW = "check-law"
    KEEP = "keep"
    AUDIT = "audit"
    MANAGE = "manage"


_ALL = frozenset({Right.ENTER, Right.ADDRESS})
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PETUGAS: _ALL | {Right.LOOK, Right.IMPORT, Right.DRAFT},
    Role.PENINJAU: _ALL | {Right.LOOK, Right.IMPORT, Right.DECIDE, Right.DRAFT},
    Role.PENYELIA: _ALL
    | {Right.LOOK, Right.IMPORT, Right.DECIDE, Right.DRAFT, Right.SIGN, Right.RECIPIENTS}
    | {Right.KEEP},
    Role.HUKUM: _ALL | {Right.LOOK, Right.CHECK_LAW, Right.KEEP},
    Role.AUDITOR: _ALL | {Right.LOOK, Right.AUDIT},
    Role.ADMIN: _ALL | {Right.MANAGE, Right.RECIPIENTS},
}

TITLES: dict[Role, Wording] = {
    Role.PETUGAS: Wording(id="petugas", en="monitoring officer"),
    Role.PENINJAU: Wording(id="peninjau", en="reviewer"),
    Role.PENYELIA: Wording(id="penyelia", en="supervisor"),
    Role.HUKUM: Wording(id="bagian hukum", en="legal desk"),
    Role.AUDITOR: Wording(id="auditor", en="auditor"),
    Role.ADMIN: Wording(id="admin", en="administrator"),
}

DUTIES: dict[Role, Wording] = {
    Role.PETUGAS: Wording(id="memasukkan tangkapan, menyusun konsep surat", en="imports captures, drafts letters"),
    Role.PENINJAU: Wording(id="memutus konten, menyusun konsep surat", en="decides Items, drafts letters"),
    Role.PENYELIA: Wording(
        id="memutus, menandatangani dan mengirim surat orang lain, menahan dan menghapus bukti",
        en="decides; signs and sends letters that others drafted; holds and deletes evidence",
    ),
    Role.HUKUM: Wording(
        id="memeriksa pasal sebelum dipakai dalam surat, menahan dan menghapus bukti",
        en="checks articles before letters use them; holds and deletes evidence",
    ),
    Role.AUDITOR: Wording(id="membaca segalanya, mengubah tidak satu pun", en="reads everything, changes nothing"),
    Role.ADMIN: Wording(
        id="mengurus pengguna, penerima, dan kantor", en="manages users, recipients and the office"
    ),
}


def may(role: Role | str, right: Right) -> bool:
    """Whether a role has a right; what is no role has none."""
    return role in RIGHTS and right in RIGHTS[Role(role)]
