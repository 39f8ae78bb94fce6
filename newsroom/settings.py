"""Every setting of the site, read from the environment (and from .env beside manage.py).

The defaults run the site embedded: SQLite, a cache table in it, files under var/. The table
in the README lists what each variable does.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE
from django.core.exceptions import ImproperlyConfigured

from newsroom import first_paint, mail_settings, sign_in_settings

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# What the site writes: database, uploads, collected static files.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured(
        "SECRET_KEY is missing or weak: set it to 50 or more random characters. "
        "`make run` writes one into .env; by hand: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Where readers find the site: canonical addresses, feeds and mails are built from it, never from
# the Host header of a request.
HOST, PORT = env.str("HOST", "127.0.0.1"), env.str("PORT", "8000")
_listening = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(HOST, f"[{HOST}]" if ":" in HOST else HOST)  # noqa: S104  # compared, not bound
SITE_URL = env.str("SITE_URL", f"http://{_listening}:{PORT}").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname or _site.path:
    raise ImproperlyConfigured(f"SITE_URL must look like https://news.example, not {SITE_URL!r}.")
IS_HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname, "localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

INSTALLED_APPS = [
    "newsroom",
    "comments",
    "articles",
    "accounts",
    "newsroom.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.syndication",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "taggit",
    "django_prose_editor",
    "django_q",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.middleware.response_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages for readers hold no secret that the length of a compressed answer could tell.
    "newsroom.middleware.Compression",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "newsroom.middleware.former_addresses",
    "newsroom.middleware.site",
    "accounts.turns.one_at_a_time",
    "accounts.session_cookie.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.session_end",
    "accounts.middleware.staff_second_factor",
    "accounts.middleware.AccountsThatGo",
    "newsroom.middleware.session_activity",
    "newsroom.middleware.signed_in_hint",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True

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
                "csp.context_processors.nonce",
                "newsroom.context_processors.site",
            ],
        },
    },
]

# --- database -----------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{VAR_DIR}/newsroom.sqlite3")}
_database = DATABASES["default"]
IS_SQLITE = _database["ENGINE"] == "django.db.backends.sqlite3"
_database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 600)
_database["CONN_HEALTH_CHECKS"] = not IS_SQLITE
if IS_SQLITE:
    _database["OPTIONS"] = {
        # A transaction that may write takes the write lock at its start and waits for it; one that
        # upgrades half-way fails at once with "database is locked", whatever the timeout.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # With WAL, NORMAL can lose the last commits at a power cut but never corrupts the file.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
        " PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000",
    }
    if _database["NAME"] != ":memory:":
        Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- cache --------------------------------------------------------------------------------------
# Sign-in limits and purges count across all processes, so the cache must be shared by them.
CACHES = {"default": env.cache("CACHE_URL", "dbcache://newsroom_cache")}
_cache = CACHES["default"]
if not DEBUG and _cache["BACKEND"].endswith((".LocMemCache", ".DummyCache")):
    raise ImproperlyConfigured(
        "CACHE_URL names a cache that each process keeps for itself; limits on guessing passwords would not hold. "
        "Use dbcache://newsroom_cache, redis://… or leave it unset."
    )
if _cache["BACKEND"].endswith("DatabaseCache"):
    _cache.setdefault("OPTIONS", {})["MAX_ENTRIES"] = 100_000  # the default of 300 evicts the counters
# Anyone can make readers up: counting them has entries of its own, and evicts no sign-in limit.
CACHES["readers"] = _cache | {"KEY_PREFIX": f"readers{_cache.get('KEY_PREFIX', '')}"}
if _cache["BACKEND"].endswith("DatabaseCache"):
    CACHES["readers"] |= {"LOCATION": "newsroom_readers", "OPTIONS": {"MAX_ENTRIES": 10_000}}

# --- people -------------------------------------------------------------------------------------
_sign_in = sign_in_settings.read(env, is_https=IS_HTTPS)
vars().update(_sign_in)
INSTALLED_APPS += _sign_in["SOCIAL_APPS"]

# --- mail ---------------------------------------------------------------------------------------
vars().update(mail_settings.read(env, host=_site.hostname))
# So long a comment that was let through can be taken back, and nobody was told of it.
NOTICE_GRACE = timedelta(minutes=env.int("NOTICE_GRACE_MINUTES", 5))

# --- files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "media")))
# While this file is there, the cache before the site shows nothing that it kept before (deploy/nginx.conf).
NOTHING_OLD = VAR_DIR / "nothing-old"
# Nothing below MEDIA_ROOT is served by path: originals stay private, and a public file is sent
# only while something visible uses it (articles/views/media.py).
STORAGES = {
    "default": {
        "BACKEND": env.str("STORAGE_BACKEND", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("STORAGE_OPTIONS", {}),
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.static_files.HashedStaticFiles"
    },
}
# Besides what cannot shrink: source maps, half of all static bytes, fetched by developer tools alone.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = "jpg jpeg png gif webp avif zip gz br woff woff2 mp4 webm map".split()
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # an article with a long body, not a picture
FILE_UPLOAD_PERMISSIONS = 0o640

# Off, browsers are told to forget the worker that keeps pages for times without a connection, and all it kept.
SERVICE_WORKER = env.bool("SERVICE_WORKER", not DEBUG)

# --- words and times ----------------------------------------------------------------------------
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en-us")
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "America/New_York")  # the publication's; the database holds UTC
USE_TZ = True
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
# --- work done after a commit -------------------------------------------------------------------
Q_CLUSTER = {
    "name": "newsroom",
    "orm": "default",
    "workers": env.int("WORKER_PROCESSES", 2),  # one may be at pictures for a minute, and codes must not wait
    "timeout": 300,
    "retry": 600,
    "max_attempts": 5,
    "ack_failures": False,
    "poll": 1,
    "save_limit": 1000,
    "catch_up": False,
    "label": "Background work",
}

# --- security -----------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if IS_HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked for by load balancers and `manage.py serve`, without TLS
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", True)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    if _sign_in["ALLAUTH_TRUSTED_PROXY_COUNT"]:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        # The nonce appears only where a template asks for one: the desk's import map.
        "script-src": ["'self'", first_paint.CSP_HASH, NONCE],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", *_sign_in["SOCIAL_ORIGINS"]],
        "frame-ancestors": ["'none'"],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "newsroom.log_filter.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"django-q": {"level": "WARNING"}},  # at INFO it says every job twice
}
