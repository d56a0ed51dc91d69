"""Environment: the settings, read from the environment and from `.env` in the data folder."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from turunkan.core.vocab import Lang, StopRun, Wording

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
_NO_DATABASE = Wording(
    id="DATABASE_URL bukan alamat PostgreSQL; tulis postgresql://pengguna:sandi@host/nama, atau kosongkan.",
    en="DATABASE_URL is no PostgreSQL address; write postgresql://user:password@host/name, or leave it empty.",
)
_NO_COUNT = Wording(
    id="TURUNKAN_DAILY_LETTERS harus bilangan bulat, 0 sampai 999999.",
    en="TURUNKAN_DAILY_LETTERS has to be a whole number, 0 to 999999.",
)
_NO_WEB = Wording(
    id="TURUNKAN_TSA_URL harus alamat http:// atau https://, atau kosong.",
    en="TURUNKAN_TSA_URL has to be an http:// or https:// address, or empty.",
)
_NO_HOSTS = Wording(
    id="TURUNKAN_CAPTURE_HOSTS berisi yang bukan nama host; tulis misalnya pasar.example, dipisah spasi.",
    en="TURUNKAN_CAPTURE_HOSTS holds what is no host name; write for example pasar.example, set apart by spaces.",
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_NO_DAYS = Wording(
    id="TURUNKAN_KEEP_CASES harus jumlah hari, 1 sampai 99999.",
    en="TURUNKAN_KEEP_CASES has to be a number of days, 1 to 99999.",
)
_LONGEST_NAME = 63  # characters of a PostgreSQL name


def _is_database(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("postgres", "postgresql") and 0 < len(parts.path.lstrip("/")) <= _LONGEST_NAME


def _is_web(text: str) -> bool:
    return re.fullmatch(r"https?://\S+", text) is not None


def _is_count(text: str) -> bool:
    return re.fullmatch("[0-9]{1,6}", text) is not None


def _are_hosts(text: str) -> bool:
    return all(_HOST.fullmatch(name) for name in text.split())


def _is_days(text: str) -> bool:
    return re.fullmatch("[1-9][0-9]{0,4}", text) is not None


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
    fits=_is_database,
    refusal=_NO_DATABASE,
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
    fits=_is_count,
    refusal=_NO_COUNT,
)
KEEP_CASES = Setting(
    name="TURUNKAN_KEEP_CASES",
    default="1825",
    means=Wording(
        id="berapa hari bukti sebuah berkas disimpan setelah langkah terakhirnya",
        en="for how many days the evidence of a case is kept after its last step",
    ),
    fits=_is_days,
    refusal=_NO_DAYS,
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
    fits=_is_web,
    refusal=_NO_WEB,
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
    fits=_are_hosts,
    refusal=_NO_HOSTS,
)
CHROMIUM = Setting(
    name="TURUNKAN_CHROMIUM",
    default="",
    means=Wording(
        id="tempat Chromium untuk tangkapan; kosong: yang terpasang di sistem",
        en="where Chromium is, for captures; empty: the one that the system has",
    ),
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
    PACK,
    KEY_PASSPHRASE,
    STORE_KEY,
    TSA_URL,
    TSA_CERT,
    CAPTURE,
    CAPTURE_HOSTS,
    CHROMIUM,
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
