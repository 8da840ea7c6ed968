"""Everything that differs between machines comes from the environment (see .env.example).

A wrong value stops the start with a sentence that names the variable.
"""

from datetime import date
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from tianmen_congress.base.cells.digits import whole_number
from tianmen_congress.base.runtime.limits import LIMITS, connection_options, told_work

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def env_bool(name: str, default: str) -> bool:
    value = env.str(name, default)
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name}={value!r}: write 0 or 1")
    return value == "1"


def env_key(name: str) -> str:
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set and {HOME / 'secrets'} does not give it: "
            "start with `make run` or manage.py, which make it once"
        )
    return value


def env_day(name: str) -> date | None:
    value = env.str(name, "")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(
            f"{name}={value!r}: write a day as 2017-07-25"
        ) from None


def env_days(name: str, default: str) -> int:
    value = env.str(name, default)
    days = whole_number(value)
    if days is None or not 0 < days < 10000:
        raise ImproperlyConfigured(f"{name}={value!r}: write a number of days")
    return days


def env_channels(name: str) -> list[str]:
    """The ways by which anything leaves the system; none unless they are named."""
    values = [value.strip() for value in env.str(name, "").split(",") if value.strip()]
    if set(values) - {"email", "sms"}:
        raise ImproperlyConfigured(
            f"{name}={','.join(values)!r}: write email, sms or both"
        )
    return values


def env_address(name: str) -> str:
    """An address of the system itself, without the stroke at its end."""
    value = env.str(name, "").rstrip("/")
    if value and not value.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"{name}={value!r}: write https://… ")
    return value


def env_place(name: str) -> Path | None:
    """A folder outside TIANMEN_HOME, which holds the keys to what lies in it."""
    value = env.str(name, "")
    if not value:
        return None
    place = Path(value).resolve()
    if not Path(value).is_absolute() or place.is_relative_to(HOME):
        raise ImproperlyConfigured(
            f"{name}={value!r}: write the whole path of a folder outside {HOME}"
        )
    return place


HOME = Path(env.str("TIANMEN_HOME", str(BASE_DIR / "var"))).resolve()
# The fixed keys, made on the first start; the environment wins over them.
environ.Env.read_env(HOME / "secrets")
DEBUG = env_bool("DEBUG", "0")
# The day that clocks.today() tells; empty: the real one.
TODAY = env_day("TIANMEN_TODAY")
HTTPS = env_bool("HTTPS", "0")
SECRET_KEY = env_key("SECRET_KEY")
# Personal numbers are encrypted with this key and searched by their keyed digest.
PERSONAL_DATA_KEY = env_key("PERSONAL_DATA_KEY")
# Where the worker puts a backup each day; empty: nowhere.
BACKUP_DIR = env_place("BACKUP_DIR")
BACKUP_KEEP_DAYS = env_days("BACKUP_KEEP_DAYS", "30")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "tianmen_congress.base.accounts",
    "tianmen_congress.base.alerts",
    "tianmen_congress.base.audit",
    "tianmen_congress.base.backups",
    "tianmen_congress.base.campaigns",
    "tianmen_congress.base.clocks",
    "tianmen_congress.base.credentials",
    "tianmen_congress.base.divisions",
    "tianmen_congress.base.figures",
    "tianmen_congress.base.files",
    "tianmen_congress.base.jobs",
    "tianmen_congress.base.numbers",
    "tianmen_congress.base.papers",
    "tianmen_congress.base.runtime",
    "tianmen_congress.base.ui",
    "tianmen_congress.base.workbooks",
    "tianmen_congress.overview.backroom",
    "tianmen_congress.overview.demo",
    "tianmen_congress.overview.manual",
    "tianmen_congress.overview.workbench",
    "deputies",
    "groups",
    "groups.activities",
    "groups.places",
    "poverty",
    "visits.pairings",
    "visits.support",
    "visits",
    "visits.receptions",
    "referrals",
    "supervision",
    "supervision.duties",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "pghistory",
    "pgtrigger",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "tianmen_congress.base.runtime.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tianmen_congress.base.ui.compression.PageCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "tianmen_congress.base.ui.bodies.BodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tianmen_congress.base.accounts.middleware.SignedInMiddleware",
    "tianmen_congress.base.access.acting.ActingMiddleware",
    "tianmen_congress.base.ui.once.OnceMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tianmen_congress.urls"
WSGI_APPLICATION = "tianmen_congress.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tianmen_congress.base.ui.context.frame",
            ],
            "builtins": ["tianmen_congress.base.ui.templatetags.ui"],
        },
    }
]

# Empty: manage.py and the runner start the embedded server and say where it is.
DATABASE_URL = env.str("DATABASE_URL", "")
DATABASES = {"default": env.db_url_config(DATABASE_URL or "postgres:///tianmen")}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] = connection_options(
    LIMITS[told_work()], DATABASES["default"].get("OPTIONS", {})
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "tianmen_congress.base.credentials.backends.CodeBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "workbench:home"
SESSION_COOKIE_AGE = 8 * 3600
# By name and address together: a whole township sits behind one address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
# What it keeps of a failed try holds no password and no half of a code.
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "first_half",
    "second_half",
    "password",
    "again",
]

# What leaves for people: by which ways, and where its links lead (docs/operations.md).
ALERT_CHANNELS = env_channels("ALERT_CHANNELS")
PUBLIC_ADDRESS = env_address("PUBLIC_ADDRESS")
ALERTS_KEEP_DAYS = env_days("ALERTS_KEEP_DAYS", "180")
# Short messages are files for a gateway to fetch.
OUTBOX = HOME / "outbox"
OUTBOX_KEEP_DAYS = env_days("OUTBOX_KEEP_DAYS", "7")
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = env_bool("EMAIL_USE_SSL", "0")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", "0")
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured(
        "EMAIL_USE_SSL and EMAIL_USE_TLS: write 1 for one of them"
    )
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "tianmen@localhost")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "tianmen_congress" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Widgets may have templates of our own.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "ui/table.html"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
IMPORT_EXPORT_USE_TRANSACTIONS = True

# Nothing is loaded from elsewhere: the network of the users has no internet.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone")}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A visit with twenty photos from a phone still goes in.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
# All that is sent at once; the web server listens to twice as much, so that whoever sent
# too much can read so.
REQUEST_MAX_BYTES = 200 * 1024 * 1024
# What is larger is left to the worker: nobody waits for it before an open page.
CHECK_AT_ONCE_BYTES = 400 * 1024
WRITE_AT_ONCE_ROWS = 3000
EXPORT_AT_ONCE_ROWS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
