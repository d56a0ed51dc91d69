"""The mail server as one address, in the form that Django's settings want."""

from typing import Any
from urllib.parse import unquote, urlsplit

from turunkan.core.vocab import StopRun, Wording

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_NO_SERVER = Wording(
    id="TURUNKAN_MAIL_URL bukan alamat server surel; tulis misalnya smtp+tls://pengguna:sandi@surel.example:587.",
    en="TURUNKAN_MAIL_URL is no mail server's address; write for example smtp+tls://user:secret@mail.example:587.",
)


def mail_settings(address: str) -> dict[str, Any]:
    """EMAIL_… settings; without an address sending fails and says so. Raises StopRun for a wrong address."""
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": ""}
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise StopRun("malformed TURUNKAN_MAIL_URL", _NO_SERVER) from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise StopRun("malformed TURUNKAN_MAIL_URL", _NO_SERVER)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
