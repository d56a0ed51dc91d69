"""Django's settings, all from the environment; `turunkan settings` lists what can be set."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from turunkan.site.environment import SQLITE_FILE, current
from turunkan.site.mail import mail_settings

_given = current()
_is_web = _given["TURUNKAN_BASE_URL"].startswith("https://")

TURUNKAN_HOME = Path(_given["TURUNKAN_HOME"])
BASE_URL = _given["TURUNKAN_BASE_URL"].rstrip("/")
DEMO = _given["TURUNKAN_DEMO"] == "yes"
DAILY_LETTERS = int(_given["TURUNKAN_DAILY_LETTERS"])
KEEP_CASES = int(_given["TURUNKAN_KEEP_CASES"])
IMPORT_BYTES = int(_given["TURUNKAN_IMPORT_MB"]) * 1024 * 1024
IMPORTS_NOW = _given["TURUNKAN_LARGE_IMPORTS"] == "now"
PACK = _given["TURUNKAN_PACK"]
KEY_PASSPHRASE = _given["TURUNKAN_KEY_PASSPHRASE"]
CAPTURE = _given["TURUNKAN_CAPTURE"] == "yes"
CAPTURE_HOSTS = tuple(_given["TURUNKAN_CAPTURE_HOSTS"].split())
CHROMIUM = _given["TURUNKAN_CHROMIUM"]
YOUTUBE_KEY = _given["TURUNKAN_YOUTUBE_KEY"]
YOUTUBE_BUDGET = int(_given["TURUNKAN_YOUTUBE_BUDGET"])
YOUTUBE_URL = _given["TURUNKAN_YOUTUBE_URL"].rstrip("/")
IMAP_URL = _given["TURUNKAN_IMAP_URL"]
IMAP_USER = _given["TURUNKAN_IMAP_USER"]
IMAP_PASSWORD = _given["TURUNKAN_IMAP_PASSWORD"]
STORE_KEY = _given["TURUNKAN_STORE_KEY"]
TSA_URL = _given["TURUNKAN_TSA_URL"]
TSA_CERT = _given["TURUNKAN_TSA_CERT"]

SECRET_KEY = _given["TURUNKAN_SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = _given["TURUNKAN_ALLOWED_HOSTS"].split()

_rooms = (
    "parties",
    "audit",
    "subjects",
    "intake",
    "intake.live",
    "review",
    "cases",
    "notices",
    "followup",
    "console",
    "public",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "csp",
    *(f"turunkan.desk.{room}" for room in _rooms),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "turunkan.desk.parties.cleanly.Cleanly",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "turunkan.desk.parties.access.ClosedByDefault",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "turunkan.site.urls"
WSGI_APPLICATION = "turunkan.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "turunkan.desk.console.context.desk",
            ],
        },
    }
]

if _given["DATABASE_URL"]:
    DATABASES = {"default": dj_database_url.parse(_given["DATABASE_URL"], conn_max_age=60)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(TURUNKAN_HOME / SQLITE_FILE),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "parties.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
_validators = ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"django.contrib.auth.password_validation.{name}",
        "OPTIONS": {"min_length": 12} if name.startswith("MinimumLength") else {},
    }
    for name in _validators
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

# Guessing: an account and the address that guesses are locked together, so that nobody locks others out at will.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "turunkan.desk.console.views.login.locked_out"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # seconds: a working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_web
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL] if _is_web else []
CSRF_FAILURE_VIEW = "turunkan.desk.console.views.errors.csrf"
SECURE_HSTS_SECONDS = 31_536_000 if _is_web else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
FORMAT_MODULE_PATH = ["turunkan.site.formats"]

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

globals().update(mail_settings(_given["TURUNKAN_MAIL_URL"]))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _given["TURUNKAN_MAIL_FROM"]
EMAIL_TIMEOUT = 20  # seconds

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without-keys": {"()": "turunkan.site.logs.WithoutKeys"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without-keys"]},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A character that no font has is printed as a box; the check of the letter is by eye, not by log.
    # What a visitor got wrong (4xx) is no event of ours.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
