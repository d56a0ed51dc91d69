"""What fits a setting, and what is said of what does not."""

import re
from urllib.parse import urlsplit

from turunkan.core.vocab import Wording

NO_DATABASE = Wording(
    id="DATABASE_URL bukan alamat PostgreSQL; tulis postgresql://pengguna:sandi@host/nama, atau kosongkan.",
    en="DATABASE_URL is no PostgreSQL address; write postgresql://user:password@host/name, or leave it empty.",
)
NO_COUNT = Wording(
    id="TURUNKAN_DAILY_LETTERS harus bilangan bulat, 0 sampai 999999.",
    en="TURUNKAN_DAILY_LETTERS has to be a whole number, 0 to 999999.",
)
NO_WEB = Wording(
    id="TURUNKAN_TSA_URL harus alamat http:// atau https://, atau kosong.",
    en="TURUNKAN_TSA_URL has to be an http:// or https:// address, or empty.",
)
NO_HOSTS = Wording(
    id="TURUNKAN_CAPTURE_HOSTS berisi yang bukan nama host; tulis misalnya pasar.example, dipisah spasi.",
    en="TURUNKAN_CAPTURE_HOSTS holds what is no host name; write for example pasar.example, set apart by spaces.",
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
NO_MEGABYTES = Wording(
    id="TURUNKAN_IMPORT_MB harus jumlah megabita, 1 sampai 9999.",
    en="TURUNKAN_IMPORT_MB has to be a number of megabytes, 1 to 9999.",
)
NO_DAYS = Wording(
    id="TURUNKAN_KEEP_CASES harus jumlah hari, 1 sampai 99999.",
    en="TURUNKAN_KEEP_CASES has to be a number of days, 1 to 99999.",
)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
NO_BUDGET = Wording(
    id="TURUNKAN_YOUTUBE_BUDGET harus bilangan bulat, 0 sampai 999999.",
    en="TURUNKAN_YOUTUBE_BUDGET has to be a whole number, 0 to 999999.",
)
NO_API = Wording(
    id="TURUNKAN_YOUTUBE_URL harus alamat https:// tanpa nama pengguna; http:// hanya di komputer ini sendiri.",
    en="TURUNKAN_YOUTUBE_URL has to be an https:// address without a user name; http:// on this machine alone.",
)
_LONGEST_NAME = 63  # characters of a PostgreSQL name


def is_database(text: str) -> bool:
    """Whether it is a PostgreSQL address with a database's name."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("postgres", "postgresql") and 0 < len(parts.path.lstrip("/")) <= _LONGEST_NAME


def is_web(text: str) -> bool:
    """Whether it is a web address."""
    return re.fullmatch(r"https?://\S+", text) is not None


def is_count(text: str) -> bool:
    """Whether it is a whole number of at most six digits."""
    return re.fullmatch("[0-9]{1,6}", text) is not None


def are_hosts(text: str) -> bool:
    """Whether it is host names, set apart by spaces; none at all is fine."""
    return all(_HOST.fullmatch(name) for name in text.split())


def is_megabytes(text: str) -> bool:
    """A size in megabytes, of at least one."""
    return re.fullmatch("[1-9][0-9]{0,3}", text) is not None


def is_days(text: str) -> bool:
    """Whether it is a number of days, from one on."""
    return re.fullmatch("[1-9][0-9]{0,4}", text) is not None


def is_api(text: str) -> bool:
    """Whether it is an address to which a key may be sent: encrypted, or on this machine."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.query or parts.fragment or " " in text:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
