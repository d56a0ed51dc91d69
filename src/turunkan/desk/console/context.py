"""What every page knows: the office, the role's menu, and whether this is a demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from turunkan.core.vocab import Wording
from turunkan.desk.parties.roles import TITLES, Right, Role
from turunkan.desk.parties.selectors import the_office

MENU: tuple[tuple[str, Right, Wording], ...] = (
    ("queue", Right.LOOK, Wording("Antrean", "Queue")),
    ("imports", Right.IMPORT, Wording("Masukkan", "Import")),
    ("cases", Right.LOOK, Wording("Berkas", "Cases")),
    ("notices", Right.LOOK, Wording("Surat", "Letters")),
    ("rechecks", Right.LOOK, Wording("Lihat ulang", "Re-check")),
    ("law", Right.LOOK, Wording("Hukum", "Law")),
    ("audit", Right.AUDIT, Wording("Jejak audit", "Audit trail")),
    ("recipients", Right.ADDRESS, Wording("Penerima", "Recipients")),
    ("live", Right.MANAGE, Wording("Sumber langsung", "Live sources")),
    ("users", Right.MANAGE, Wording("Pengguna", "Users")),
    ("office", Right.MANAGE, Wording("Kantor", "Office")),
)
_DEMO_MENU = ("outbox", Right.LOOK, Wording("Kotak keluar", "Outbox"))


def desk(request: HttpRequest) -> dict[str, Any]:
    """Added to every template."""
    user: Any = getattr(request, "user", None)
    is_in = user is not None and user.is_authenticated
    entries = (*MENU, _DEMO_MENU) if settings.DEMO else MENU
    return {
        "menu": [(name, title) for name, right, title in entries if is_in and user.may(right)],
        "office": the_office(),
        "is_demo": settings.DEMO,
        "role_title": TITLES[Role(user.role)] if is_in else None,
        "rights": {right.name: is_in and user.may(right) for right in Right},
    }
