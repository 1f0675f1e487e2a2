"""The portal's settings: one file, from the environment, safe by default.

A wrong variable stops the start with its name and the cure. Every variable is listed in docs/operations.md.
"""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from portal.account_settings import *  # noqa: F403 - names that Django looks for here
from portal.database_connection import ImpatientConnection
from portal.logs import configuration
from portal.middleware.security_headers import content_security_policy
from portal.setting_values import (
    environment,
    flag,
    log_level,
    mail_settings,
    number,
    one_of,
    rate_limits,
    time_zone,
    web_address,
)
from portal.startup import data_folder, database_settings, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where we are ---------------------------------------------------------------------------------------------------
DATA_FOLDER = data_folder()
DEBUG = flag("DEBUG")
SECRET_KEY = environment.str("SECRET_KEY", "") or secret_key(DATA_FOLDER)
SECRET_KEY_FALLBACKS = environment.list("SECRET_KEY_FALLBACKS", default=[])
BASE_URL = web_address("PORTAL_BASE_URL")
ALLOWED_HOSTS = environment.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
LINK_BASE = BASE_URL or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"  # of links in mails
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []
TRUSTED_PROXY_COUNT = number("TRUSTED_PROXY_COUNT", 0)
BEHIND_HTTPS = BASE_URL.startswith("https://")
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- The house ------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "content.admin_site.EditingConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "taggit",
    "translated_fields",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "portal",
    "overviews",
    "contributions",
    "book",
    "cases",
    "strategies",
    "glossary",
    "community",
    "content",
    "search",
]

# Every kind of page, lowest floor first: the order in which pages can refer to each other while they are loaded.
PAGE_KINDS = [
    "content.document.FACET",
    "content.document.TAG",
    "glossary.document.TERM_CATEGORY",
    "glossary.document.TERM",
    "community.document.ORGANIZATION",
    "content.document.REFERENCE",
    "strategies.document.STRATEGY",
    "strategies.document.PRACTICE_GROUP",
    "strategies.document.PRACTICE",
    "book.document.CHAPTER",
    "cases.document.CASE",
    "content.document.CLAIM",
    "community.document.REPLY",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

MIDDLEWARE = [
    # For every answer, whatever happens below.
    "portal.request_id.RequestIdMiddleware",
    "portal.middleware.security_headers.SecurityHeadersMiddleware",
    "portal.middleware.cross_origin.CrossOriginMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.bad_input.BadInputMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.page_cache.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.middleware.caching.CachingMiddleware",
    "portal.errors.ErrorPagesMiddleware",
    "portal.middleware.database_outage.DatabaseOutageMiddleware",
    # From here on the database may be asked.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.permissions.MethodMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.access_tokens.AccessTokenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.permissions.PermissionMiddleware",
    "portal.middleware.former_addresses.FormerAddressMiddleware",
]
CONTENT_SECURITY_POLICY = content_security_policy(BASE_DIR / "templates", https=BEHIND_HTTPS)
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options is set by portal.middleware.security_headers
    "security.W005",  # subdomains are not ours to promise
    "security.W008",  # the proxy in front redirects to https
    "security.W021",  # nor is preloading
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
if BEHIND_HTTPS:  # the prefix forbids that a neighbouring host sets them
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the form
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would speak on public pages
FILE_UPLOAD_HANDLERS = ["content.images.uploading.BoundedUpload"]
DATA_UPLOAD_MAX_NUMBER_FILES, DATA_UPLOAD_MAX_NUMBER_FIELDS = 10, 2000  # images of a case; a long one has 1,000 fields
SESSION_COOKIE_AGE = CSRF_COOKIE_AGE = 14 * 24 * 3600
LOGGING = configuration(log_level("LOG_LEVEL", "INFO"), one_of("LOG_FORMAT", ("auto", "json", "short")))

if DEBUG and find_spec("debug_toolbar"):
    INSTALLED_APPS.append("debug_toolbar")
    MIDDLEWARE.insert(
        MIDDLEWARE.index("portal.middleware.caching.CachingMiddleware"),
        "debug_toolbar.middleware.DebugToolbarMiddleware",
    )
    INTERNAL_IPS = ["127.0.0.1"]

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
            ],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": database_settings()}
DATABASE_OPTIONS = DATABASES["default"]["OPTIONS"]
DATABASE_OPTIONS["connect_timeout"] = 2
STATEMENT_TIMEOUT = number("STATEMENT_TIMEOUT", 5000)  # milliseconds; manage.py sets 0 for its commands
WORK_MEMORY = "32MB"  # for one step of a query: with PostgreSQL's 4, counting 100,000 pages sorts them on disk
DATABASE_OPTIONS["options"] = (
    f"-c work_mem={WORK_MEMORY} {DATABASE_OPTIONS.get('options', '')} "  # the last word holds: DATABASE_URL's
    f"-c statement_timeout={STATEMENT_TIMEOUT} -c lock_timeout=2000"
)
DATABASE_OPTIONS["pool"] = {
    "min_size": 1,
    "max_size": 8,  # at least the web server's threads
    "timeout": 1.5,
    "reconnect_timeout": 1,
    "connection_class": ImpatientConnection,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PAGE_CACHE_BYTES = number("PAGE_CACHE_MEGABYTES", 32) * 1_000_000  # of each server process; 0 keeps nothing
# What counts failed sign-ins must be one for all workers, and be there when they are: so it lives in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Languages and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = time_zone("TIME_ZONE", "Asia/Shanghai")

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "gz", "br", "woff", "woff2", "map"]

# --- Accounts and mail ----------------------------------------------------------------------------------------------
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_HTTPS  # browsers offer passkeys there on localhost only
REQUIRE_STAFF_MFA = flag("REQUIRE_STAFF_MFA", BEHIND_HTTPS)
DATA_SETS = DATA_FOLDER / "sets"  # of open data, for everybody
MAIL_FOLDER = DATA_FOLDER / "mail"
EMAIL_TIMEOUT = 10
CONTACT_EMAIL = environment.str("CONTACT_EMAIL", "")  # where readers write to the editors; shown on the site
DEFAULT_FROM_EMAIL = environment.str("MAIL_FROM", "") or f"共源 Commonsource <noreply@{urlsplit(LINK_BASE).hostname}>"
globals().update(mail_settings(environment.str("EMAIL_URL", ""), MAIL_FOLDER))
NOTICE_KINDS = [
    "community.notices.kinds.KINDS",
    "contributions.notices.KINDS",
]  # each room's list of what people are told
# What each room keeps of a person, to export and to forget; the account itself last.
PERSONAL_DATA = [
    "contributions.personal_data.OWN",
    "strategies.personal_data.OWN",
    "community.collecting.personal_data.OWN",
    "community.personal_data.OWN",
]

# --- Tags -----------------------------------------------------------------------------------------------------------
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "content.forms.split_tags"

# --- API ------------------------------------------------------------------------------------------------------------
RATE_LIMITS = rate_limits(environment.str("RATE_LIMITS", ""), DEBUG)
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],  # each view says itself who may read it
    "EXCEPTION_HANDLER": "content.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": TRUSTED_PROXY_COUNT,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Commonsource 共源",
    "DESCRIPTION": "How open-source communities and AI companies work together: cases, strategies, terms, sources. "
    "The licence does not cover the `body` of chapters, the book's full text, whose rights stay with its author.",
    "VERSION": "1",
    "LICENSE": {"name": "CC BY-SA 4.0", "identifier": "CC-BY-SA-4.0"},
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "POSTPROCESSING_HOOKS": [],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "An access token, made under /accounts/tokens/.",
            },
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "As on the pages."},
        }
    },
}
