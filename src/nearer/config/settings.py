"""Django's settings. The few choices a host has are in environment.py."""

import secrets

from . import databases, environment, instance, network, static
from .logs import logging_config

HERE = environment.read()

DATA = HERE.data
DEBUG = HERE.debug
# `nearer serve` makes the key before it loads these settings, and the server refuses to run without
# its file. Checks, types and tests have no key and get one that lasts as long as their process.
INSTANCE_KEY: bytes = instance.read(HERE.key_file) or secrets.token_bytes(instance.LENGTH)
SECRET_KEY = instance.derived(INSTANCE_KEY, "nearer django secret")
ALLOWED_HOSTS = sorted({*network.host_names(HERE.host), environment.host_of(HERE.url)})
NEARER_EXIT_URL = HERE.exit_url
PUBLIC_URL = HERE.url
REDIS_URL = HERE.redis_url
DEEPEST_CARD = HERE.deepest_card
MAIL_SERVER = HERE.mail_server
MAIL_FROM = HERE.mail_from
PUSH_HOSTS = HERE.push_hosts
REMIND_EVERY = HERE.remind_every

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "nearer.ui",
    "nearer.safety",
    "nearer.live",
    "nearer.people",
    "nearer.pace",
    "nearer.programme",
    "nearer.exchange",
    "nearer.planner",
    "nearer.insights",
    "nearer.reminders",
    "nearer.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nearer.ui.middleware.PrivacyHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "nearer.config.trouble.KeepWords",
    "django.middleware.common.CommonMiddleware",  # refuses foreign host names
    "nearer.people.middleware.Unlock",
    "nearer.reminders.middleware.NoteVisit",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "nearer.ui.once.SendOnce",
]

ROOT_URLCONF = "nearer.config.urls"
WSGI_APPLICATION = None
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [static.PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "nearer.ui.context.page",
            ],
        },
    }
]

DATABASES = {"default": databases.configured(HERE.database_url, HERE.sqlite_file)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "nearer"}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [static.PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = HERE.time_zone

STATIC_URL = "/static/"
STATICFILES_FINDERS = ["nearer.ui.bundle.Finder", "django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STATIC_ROOT = DATA / "static" / static.fingerprint()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # photos are sealed rows, never files
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# 1 MB of any writing is at most 3 MB once a browser has percent-encoded it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_500_000
# Threat: Django's other handler writes large uploads to the temp folder in clear.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# A photo, as a phone makes them, with the words beside it. The photo itself may have 12 MB (exchange/photos.py).
FILE_UPLOAD_MAX_MEMORY_SIZE = 14_000_000

SECURE_COOKIES = HERE.secure
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_COOKIES else "csrf"
CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # ends with the browser
CSRF_TRUSTED_ORIGINS = [HERE.url]
CSRF_FAILURE_VIEW = "nearer.ui.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Not "no-referrer": with it browsers send "Origin: null" from our own forms, and CSRF checks fail.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HERE.secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HERE.secure else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'", environment.origin_of(HERE.exit_url)],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

LOGGING = logging_config()
