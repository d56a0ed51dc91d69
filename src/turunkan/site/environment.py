"""Environment: the settings, read from the environment and from `.env` in the data folder."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from turunkan.core.vocab import Lang, StopRun, Wording
from turunkan.site.fitting import (
    NO_API,
    NO_BUDGET,
    NO_COUNT,
    NO_DATABASE,
    NO_DAYS,
    NO_HOSTS,
    NO_MEGABYTES,
    NO_WEB,
    are_hosts,
    is_api,
    is_count,
    is_database,
    is_days,
    is_megabytes,
    is_web,
)

SQLITE_FILE = "turunkan.sqlite3"
"""In the data folder, where no DATABASE_URL names another."""
_MASK = "••••••••"
_LINE = re.compile(
    r"""(?P<name>[A-Za-z_]\w*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>(?:[^\s"'#][^\s"']*)?))"""
    r"""(?:\s+\#.*)?""",
    re.VERBOSE,
)
_MALFORMED = Wording(
    id="{places}: bukan baris NAMA=NILAI. Perbaiki, atau beri tanda # di depannya.",
    en="{places}: no NAME=VALUE line. Correct it, or put a # before it.",
)
_NOT_A_CHOICE = Wording(
    id="{name} berisi '{value}' ({origin}); pilih salah satu: {choices}.",
    en="{name} holds '{value}' ({origin}); choose one of: {choices}.",
)


class Origin(StrEnum):
    """Where the value of a setting came from; the first that has one wins."""

    ENVIRONMENT = "environment"
    FILE = ".env"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that can be set from outside; `choices` are all its values, when they are few.

    Where they are many, `fits` tells a good one, and `refusal` is said of the others.
    """

    name: str
    default: str
    means: Wording
    choices: tuple[str, ...] = ()
    secret: bool = False
    fits: Callable[[str], bool] | None = None
    refusal: Wording | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What a setting is now."""

    setting: Setting
    text: str
    origin: Origin

    @property
    def shown(self) -> str:
        """The value as it may appear on a screen."""
        return _MASK if self.setting.secret and self.text else self.text


HOME = Setting(
    name="TURUNKAN_HOME",
    default="~/.local/share/turunkan",
    means=Wording(id="folder data; .env dibaca dari sini", en="the data folder; .env is read from here"),
)
LANG = Setting(
    name="TURUNKAN_LANG",
    default=Lang.ID.value,
    means=Wording(id="bahasa pesan dan alasan", en="the language of messages and reasons"),
    choices=tuple(lang.value for lang in Lang),
)
DATABASE = Setting(
    name="DATABASE_URL",
    default="",
    means=Wording(
        id="basis data PostgreSQL (postgresql://…); kosong: SQLite di folder data",
        en="the PostgreSQL database (postgresql://…); empty: SQLite in the data folder",
    ),
    secret=True,
    fits=is_database,
    refusal=NO_DATABASE,
)
SECRET_KEY = Setting(
    name="TURUNKAN_SECRET_KEY",
    default="",
    means=Wording(
        id="kunci yang menandatangani sesi dan tautan tanggapan; tanpa ini serve menolak",
        en="the key that signs sessions and answer links; without it serve refuses",
    ),
    secret=True,
)
BASE_URL = Setting(
    name="TURUNKAN_BASE_URL",
    default="http://127.0.0.1:8000",
    means=Wording(
        id="alamat yang dilihat orang luar, untuk tautan dan kode QR dalam surat",
        en="the address that others see, for the links and QR codes of letters",
    ),
)
ALLOWED_HOSTS = Setting(
    name="TURUNKAN_ALLOWED_HOSTS",
    default="127.0.0.1 localhost [::1]",
    means=Wording(
        id="nama host yang dilayani, dipisah spasi", en="host names that are served, set apart by spaces"
    ),
)
MAIL_URL = Setting(
    name="TURUNKAN_MAIL_URL",
    default="",
    means=Wording(
        id="server surel untuk mengirim surat: smtp://, smtp+tls:// atau smtps://pengguna:sandi@host:port",
        en="the mail server that letters leave by: smtp://, smtp+tls:// or smtps://user:password@host:port",
    ),
    secret=True,
)
MAIL_FROM = Setting(
    name="TURUNKAN_MAIL_FROM",
    default="turunkan@localhost",
    means=Wording(id="alamat pengirim surat", en="the address that letters are sent from"),
)
DAILY_LETTERS = Setting(
    name="TURUNKAN_DAILY_LETTERS",
    default="20",
    means=Wording(
        id="paling banyak surat yang ditandatangani sehari", en="the most letters that may be signed in a day"
    ),
    fits=is_count,
    refusal=NO_COUNT,
)
KEEP_CASES = Setting(
    name="TURUNKAN_KEEP_CASES",
    default="1825",
    means=Wording(
        id="berapa hari bukti sebuah berkas disimpan setelah langkah terakhirnya",
        en="for how many days the evidence of a case is kept after its last step",
    ),
    fits=is_days,
    refusal=NO_DAYS,
)
IMPORT_MB = Setting(
    name="TURUNKAN_IMPORT_MB",
    default="64",
    means=Wording(
        id="berkas terbesar yang diterima layar Masukkan, dalam megabita",
        en="the largest file that the import page takes, in megabytes",
    ),
    fits=is_megabytes,
    refusal=NO_MEGABYTES,
)
LARGE_IMPORTS = Setting(
    name="TURUNKAN_LARGE_IMPORTS",
    default="now",
    means=Wording(
        id="berkas besar dari layar Masukkan: now: dibaca segera oleh proses tersendiri; tick: oleh tick berikut",
        en="large files of the import page: now: read at once by a process of their own; tick: by the next tick",
    ),
    choices=("now", "tick"),
)
PACK = Setting(
    name="TURUNKAN_PACK",
    default="pakaian-bekas-impor",
    means=Wording(id="pack yang menilai konten baru", en="the pack that judges new Items"),
)
KEY_PASSPHRASE = Setting(
    name="TURUNKAN_KEY_PASSPHRASE",
    default="",
    means=Wording(
        id="frasa sandi yang mengunci kunci penanda tangan di folder data; kosong: tidak dikunci",
        en="the passphrase that locks the signing keys in the data folder; empty: not locked",
    ),
    secret=True,
)
STORE_KEY = Setting(
    name="TURUNKAN_STORE_KEY",
    default="",
    means=Wording(
        id="kunci yang menyandikan bukti di folder data; kosong: disimpan apa adanya",
        en="the key that encrypts evidence in the data folder; empty: kept as it is",
    ),
    secret=True,
)
TSA_URL = Setting(
    name="TURUNKAN_TSA_URL",
    default="",
    means=Wording(
        id="otoritas cap waktu (RFC 3161) untuk segel; kosong: tanpa cap waktu",
        en="the time stamp authority (RFC 3161) for seals; empty: no time stamps",
    ),
    fits=is_web,
    refusal=NO_WEB,
)
TSA_CERT = Setting(
    name="TURUNKAN_TSA_CERT",
    default="",
    means=Wording(
        id="berkas PEM dengan sertifikat akar otoritas cap waktu; cap yang tidak cocok tidak disimpan",
        en="a PEM file with the root certificates of that authority; a stamp that does not fit is not kept",
    ),
)
CAPTURE = Setting(
    name="TURUNKAN_CAPTURE",
    default="no",
    means=Wording(
        id="yes: tick menyimpan halaman konten dalam berkas (bagian capture, Chromium); no: tidak",
        en="yes: tick saves the pages of Items in cases (extra capture, Chromium); no: it does not",
    ),
    choices=("no", "yes"),
)
CAPTURE_HOSTS = Setting(
    name="TURUNKAN_CAPTURE_HOSTS",
    default="",
    means=Wording(
        id="host lain yang boleh ditangkap selain host para penerima, dipisah spasi",
        en="hosts that may be captured besides those of the recipients, set apart by spaces",
    ),
    fits=are_hosts,
    refusal=NO_HOSTS,
)
CHROMIUM = Setting(
    name="TURUNKAN_CHROMIUM",
    default="",
    means=Wording(
        id="tempat Chromium untuk tangkapan; kosong: yang terpasang di sistem",
        en="where Chromium is, for captures; empty: the one that the system has",
    ),
)
YOUTUBE_KEY = Setting(
    name="TURUNKAN_YOUTUBE_KEY",
    default="",
    means=Wording(
        id="kunci YouTube Data API v3; kosong: sumber YouTube mati",
        en="the key of the YouTube Data API v3; empty: YouTube sources are off",
    ),
    secret=True,
)
YOUTUBE_BUDGET = Setting(
    name="TURUNKAN_YOUTUBE_BUDGET",
    default="10000",
    means=Wording(id="unit YouTube paling banyak sehari", en="the most units of YouTube's quota in a day"),
    fits=is_count,
    refusal=NO_BUDGET,
)
YOUTUBE_URL = Setting(
    name="TURUNKAN_YOUTUBE_URL",
    default="https://www.googleapis.com/youtube/v3",
    means=Wording(id="alamat YouTube Data API", en="the address of the YouTube Data API"),
    fits=is_api,
    refusal=NO_API,
)
IMAP_URL = Setting(
    name="TURUNKAN_IMAP_URL",
    default="",
    means=Wording(
        id="kotak surat tempat petugas meneruskan tautan: imaps://host atau imap+tls://host; kosong: mati",
        en="the mailbox that officers forward links to: imaps://host or imap+tls://host; empty: off",
    ),
)
IMAP_USER = Setting(
    name="TURUNKAN_IMAP_USER",
    default="",
    means=Wording(id="nama masuk kotak surat itu", en="the login name of that mailbox"),
)
IMAP_PASSWORD = Setting(
    name="TURUNKAN_IMAP_PASSWORD",
    default="",
    means=Wording(id="sandi kotak surat itu", en="the password of that mailbox"),
    secret=True,
)
DEMO = Setting(
    name="TURUNKAN_DEMO",
    default="no",
    means=Wording(
        id="yes: siapa pun dapat masuk sebagai pengguna peragaan; jangan di luar peragaan",
        en="yes: anybody may log in as a demo user; never outside a demo",
    ),
    choices=("no", "yes"),
)
SETTINGS = (
    HOME,
    LANG,
    DATABASE,
    SECRET_KEY,
    BASE_URL,
    ALLOWED_HOSTS,
    MAIL_URL,
    MAIL_FROM,
    DAILY_LETTERS,
    KEEP_CASES,
    IMPORT_MB,
    LARGE_IMPORTS,
    PACK,
    KEY_PASSPHRASE,
    STORE_KEY,
    TSA_URL,
    TSA_CERT,
    CAPTURE,
    CAPTURE_HOSTS,
    CHROMIUM,
    YOUTUBE_KEY,
    YOUTUBE_BUDGET,
    YOUTUBE_URL,
    IMAP_URL,
    IMAP_USER,
    IMAP_PASSWORD,
    DEMO,
)


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder, which only the environment can move."""
    return Path(environ.get(HOME.name) or HOME.default).expanduser()


def values(settings: tuple[Setting, ...] = SETTINGS, environ: Mapping[str, str] = os.environ) -> list[Value]:
    """Every setting with its value. Raises StopRun where `.env` or a value makes no sense."""
    file = read_env_file(home(environ) / ".env")
    return [_value(setting, environ, file) for setting in settings]


def current() -> dict[str, str]:
    """Every setting's value by its name."""
    return {value.setting.name: value.text for value in values()}


def default_lang() -> str:
    """The language when `--lang` is not given."""
    return values((LANG,))[0].text


def read_env_file(path: Path) -> dict[str, str]:
    """The NAME=VALUE lines of a file; none where there is no file. Raises StopRun naming bad lines."""
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    found = {number: _LINE.fullmatch(line) for number, line in _meant(lines)}
    if bad := [number for number, match in found.items() if match is None]:
        places = ", ".join(f"{path}:{number}" for number in bad)
        raise StopRun(f"malformed: {places}", _MALFORMED.fill(places=places))
    return {match["name"]: _unquoted(match) for match in found.values() if match}


def _meant(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The numbered lines that are neither empty nor a comment."""
    for number, line in enumerate(lines, start=1):
        if (text := line.strip()) and not text.startswith("#"):
            yield number, text


def _unquoted(match: re.Match[str]) -> str:
    return match["double"] or match["single"] or match["bare"] or ""


def _value(setting: Setting, environ: Mapping[str, str], file: Mapping[str, str]) -> Value:
    if setting is HOME:
        return Value(HOME, str(home(environ)), Origin.ENVIRONMENT if environ.get(HOME.name) else Origin.DEFAULT)
    for origin, source in ((Origin.ENVIRONMENT, environ), (Origin.FILE, file)):
        if text := source.get(setting.name):
            return _chosen(Value(setting, text, origin))
    return Value(setting, setting.default, Origin.DEFAULT)


def _chosen(value: Value) -> Value:
    setting = value.setting
    if setting.choices and value.text not in setting.choices:
        person = _NOT_A_CHOICE.fill(
            name=setting.name, value=value.shown, origin=value.origin, choices=", ".join(setting.choices)
        )
        raise StopRun(person.en, person)
    if setting.fits and setting.refusal and not setting.fits(value.text):
        raise StopRun(f"malformed {setting.name}", setting.refusal)
    return value
