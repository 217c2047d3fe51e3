"""The settings, one file, all from the environment (`.env.example` documents each name)."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

import framsteg
from framsteg.config import addresses, environment, providers, safety
from framsteg.config.backups.rotation import DAYS, MONTHS, WEEKS

ENV = environment.read()
safety.refuse_unsafe(ENV)

PACKAGE = Path(framsteg.__file__).resolve().parent
BASE_DIR = PACKAGE.parent
FRAMSTEG_DATA = ENV.data if ENV.data.is_absolute() else Path.cwd() / ENV.data

# --- secrets: from the environment; in development made once and kept in the data folder --------

SECRET_KEY = ENV.secret_key or environment.kept_secret(FRAMSTEG_DATA, "secret_key")
SECRET_KEY_FALLBACKS = list(ENV.old_secret_keys)
AUDIT_KEY = ENV.audit_key or environment.kept_secret(FRAMSTEG_DATA, "audit_key")
PSEUDONYM_KEY = ENV.pseudonym_key or environment.kept_secret(FRAMSTEG_DATA, "pseudonym_key")

# --- the application ---------------------------------------------------------------------------

PRODUCTION = ENV.production
DEBUG = ENV.debugging
ALLOWED_HOSTS = list(ENV.hosts) or ["127.0.0.1", "localhost", "[::1]"]
# Where a mail sends its reader; "*.example.se" and ".example.se" stand for the bare name.
SITE_ADDRESS = (
    f"{'https' if ENV.cookies_over_tls_only else 'http'}://{ENV.hosts[0].lstrip('*.')}/"
    if ENV.hosts
    else "http://127.0.0.1:8000/"
)
ROOT_URLCONF = "framsteg.config.urls"
WSGI_APPLICATION = "framsteg.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "csp",
    "django_guid",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "framsteg.records",
    "framsteg.web",
]

MIDDLEWARE = [
    "django_guid.middleware.guid_middleware",
    "framsteg.config.watching.WatchingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "framsteg.web.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "framsteg.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "framsteg.web.sessions.SessionEndMiddleware",
    "framsteg.web.drafts.KeepWordsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "framsteg.web.second_factor.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "framsteg.web.viewer.ViewerMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the apps' own: allauth's pages are dressed in ours.
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "framsteg.web.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "framsteg.web.forms.renderer.Renderer"

# --- stored data -------------------------------------------------------------------------------

DATABASES = {"default": addresses.database(ENV.database_url, FRAMSTEG_DATA, ENV.database_pool)}
# Where a role of its own owns the tables, the site logs in with one that the second wall binds
# (framsteg.records.second_wall).
DATABASE_OWNER = (
    addresses.database(ENV.database_owner_url, FRAMSTEG_DATA, 2) if ENV.database_owner_url else None
)
DATABASE_ROLE = DATABASES["default"]["USER"] if DATABASE_OWNER else None
CACHES = {
    # Log-in limits count across all web processes, so the counts lie in the database.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "framsteg_cache",
    }
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}
MEDIA_ROOT = FRAMSTEG_DATA / "files"
SNAPSHOTS = FRAMSTEG_DATA / "snapshots"
CHARTS = FRAMSTEG_DATA / "charts"
# Of so many days, weeks and months a backup is kept; none where none is taken (certificates of
# disposal say until when).
BACKUP_ROTATION = (DAYS, WEEKS, MONTHS) if ENV.backup_recipients else None
BACKUPS = ENV.backup_folder or FRAMSTEG_DATA / "backups"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = FRAMSTEG_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if not PRODUCTION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Without a collected folder the files are served from where they lie in the tree.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION

# --- language and time -------------------------------------------------------------------------

LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_CODE = ENV.language
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

# --- log-in ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "records.Staff"
AUTHENTICATION_BACKENDS = ["framsteg.web.accounts.StaffBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "framsteg.web.accounts.ClosedAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    # By address: a whole office stands behind one, and arrives at eight.
    "login": "120/m/ip",
    # By account, from a browser that is not known there; and from one that is, by browser.
    "login_failed": "60/m/ip,5/5m/key",
    "login_known_device": "5/5m/key",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENV.production else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies

# --- the second factor: a passkey, a security key or an app's codes, with codes on paper behind --

SECOND_FACTOR = ENV.second_factor_asked
MFA_ADAPTER = "framsteg.web.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "framsteg.web.forms.second_factor.CodeForm",
    "add_webauthn": "framsteg.web.forms.second_factor.AddKeyForm",
    "edit_webauthn": "framsteg.web.forms.second_factor.NameKeyForm",
}
MFA_TOTP_ISSUER = "Framsteg"
# A clock that goes half a minute wrong is common, and locks nobody out.
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Addresses are given by an administrator; nobody confirms them by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.production

# --- the authorities' identity providers --------------------------------------------------------

IDENTITY_PROVIDERS = providers.read(ENV.identity_providers)
SOCIALACCOUNT_ADAPTER = "framsteg.web.providers.Adapter"
SOCIALACCOUNT_PROVIDERS = providers.as_allauth(IDENTITY_PROVIDERS)
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_AUTO_SIGNUP = False

# --- sessions: an unused one ends, and so does one that has lived a working day ----------------

SESSION_ENGINE = "framsteg.web.session_store"
SESSION_COOKIE_AGE = ENV.idle_minutes * 60
SESSION_LONGEST = timedelta(hours=ENV.session_hours)
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_COOKIE_NAME = "framsteg_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "framsteg.web.pages.errors.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENV.cookies_over_tls_only

# --- the browser -------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Some browsers hold this to where a form is led on, too: to a provider's log-in.
        "form-action": [SELF, *sorted({one.origin for one in IDENTITY_PROVIDERS})],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Text becomes page through one door only (static/framsteg/trusted.js).
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["framsteg", "default"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = ENV.production
SECURE_HSTS_SECONDS = ENV.hsts_days * 86400 if ENV.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None

# --- mail and logs -----------------------------------------------------------------------------

globals().update(addresses.mail(ENV.mail_url))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from

# One id for each request: a proxy's own if it is a UUID, else a new one. In the answer and the log.
DJANGO_GUID = {"GUID_HEADER_NAME": "X-Request-ID", "VALIDATE_GUID": True, "EXPOSE_HEADER": False}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "framsteg.config.logs.WithoutPeople",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "framsteg.config.logs.JsonWithoutPeople"},
    },
    "filters": {
        "request_id": {
            "()": "django_guid.log_filters.CorrelationId",
            "correlation_id_field": "request_id",
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": {"text": "line", "json": "json"}[ENV.log_format],
            "filters": ["request_id"],
        },
    },
    "root": {"handlers": ["stderr"], "level": ENV.log_level},
    "loggers": {
        # Values in SQL and query strings are about people.
        "django": {"handlers": ["stderr"], "level": ENV.log_level, "propagate": False},
        "django.db.backends": {"level": "WARNING"},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.template": {"level": "WARNING"},
        "django_guid": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},  # it tells which key each log-in was made with
        # It warns at each try to connect; what cannot connect in the end is told once.
        "psycopg.pool": {"level": "ERROR"},
    },
}
