"""Settings of the site, read from the environment.

A secret has no default: where one is missing, the start stops and says what to do. `docs/settings.md` lists every
variable that is read here.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def required(name: str, advice: str) -> str:
    """The variable `name`, or an end to the start with a line of advice."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {advice}")
    return value


# What the site is and where it stands

SECRET_KEY = required("SECRET_KEY", "Set it to a long random text, or start the site with `make run`, which makes one.")
# Earlier ones, while they are replaced: what they signed and encrypted can still be read.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_FAILURE_VIEW = "organisations.accounts.kept.form_refused"
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    # Before the site's own: its page at the desk is replaced there (caldicott.admin).
    "procrastinate.contrib.django",
    "caldicott.apps.CaldicottConfig",
    "organisations.apps.OrganisationsConfig",
    "recommendations.apps.RecommendationsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "caldicott.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "caldicott.compression.CompressionMiddleware",
    # Below the compression: the tag names the answer, not one encoding of it.
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    # Above all that reads what was sent.
    "caldicott.unreadable.RefuseUnreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisations.histories.who.TellWho",
]

ROOT_URLCONF = "caldicott.urls"
WSGI_APPLICATION = "caldicott.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "caldicott.govuk.environment.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages"],
        },
    },
    # The admin and the sign-in library bring templates in Django's own language.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The database

DATABASES = {
    "default": env.db_url_config(
        required("DATABASE_URL", "Point it at a PostgreSQL 15 to 18, or start the site with `make run`, which has one.")
    )
}
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database: postgres://user:password@host:5432/name")
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL", default=8),
    "timeout": 5,
}
# A connection that the database has dropped is replaced before it is used, which costs one empty message each time.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["organisations.accounts.backend.RolesBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# An address is the same person in capitals and in small letters: the database sees to it (one_user_per_address).
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organisations.accounts.adapter.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "change_password": "organisations.accounts.library_forms.NewPasswordForm",
    "reset_password": "organisations.accounts.forms.PasswordLetterForm",
    "reset_password_from_key": "organisations.accounts.library_forms.ForgottenPasswordForm",
}
# Counted in the cache that all processes share. Only what was wrong counts, so that many may share one address:
# docs/people.md says why these numbers.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "login_failed_address": "100/5m/ip",
    "reset_password": "50/5m/ip,3/5m/key",
    "reset_password_from_key": "50/5m/ip",
    "reauthenticate": "5/5m/user",
    "change_password": "5/5m/user",
}
# Where a proxy tells who asks: the header that it sets itself, whatever the visitor sent. Empty: who is connected.
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = env.str("CLIENT_ADDRESS_HEADER", default="") or None
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
# Where letters go as files, with the backend of Django that writes them there.
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", default=str(BASE_DIR / "var" / "letters"))
EMAIL_TIMEOUT = 30  # seconds; a mail server that is silent holds up the letters behind this one no longer
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Caldicott2 progress tracker <tracker@localhost>")
# What the links in letters begin with.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
# The panel's staff always need one.
SECOND_FACTOR_FOR_ORGANISATIONS = env.bool("SECOND_FACTOR_FOR_ORGANISATIONS", default=True)
MFA_ADAPTER = "organisations.accounts.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# What processes share: counts of wrong guesses, and codes that were used (organisations/migrations)

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # So many that nobody pushes counts out by making others.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# Work that is done later or by the clock: a queue in the same database (caldicott.tasks)

PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

# Language and time: pages speak British English and London time, machines get UTC

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Static files: built by `npm run build`, collected and served with a name that tells their content

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str("STATICFILES_STORAGE", default="whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}

# What a browser may load and do

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
BEHIND_HTTPS = env.bool("BEHIND_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_HTTPS
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What one form may say: a table of members of 5 MB goes along, packed as text, until it is confirmed. To any other
# address the proxy lets through less (deploy/proxy/nginx.conf).
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# The API

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "caldicott.api.schema.Schema",
    # A parameter like any other that the API does not know.
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Caldicott2 progress tracker",
    "DESCRIPTION": (
        "The public record of how far the Caldicott2 recommendations have been put into practice. Read-only, for "
        "everyone, published facts only. The record’s source is Crown copyright, under the Open Government Licence."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "AdditionalInformationKind": "recommendations.models.AdditionalInformation.Kind",
        "ChangeKind": "recommendations.models.Change.Kind",
        "CommitmentKind": "recommendations.models.Commitment.Kind",
        "FigureCheckKind": "organisations.models.FigureCheck.Kind",
        "Movement": "recommendations.models.Movement",
        "OrganisationKind": "organisations.models.Organisation.Kind",
        "PeriodState": "recommendations.models.Period.State",
        "Rating": "recommendations.models.Rating",
        "RatingBasis": "recommendations.models.RatingBasis",
        "Section": ["introduction", "recommendations"],
        "SelfRating": "recommendations.models.SelfRating",
        "StatusChange": "recommendations.models.StatusChange",
        "Sufficiency": "recommendations.models.Sufficiency",
        "Wording": "recommendations.models.wording.Wording",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # Whoever scans for holes sends these by the hundred. Of each one line stays, "Bad Request", without its traceback.
    "loggers": {f"django.security.{name}": {"level": "CRITICAL"} for name in ("DisallowedHost", "TooManyFieldsSent")},
}
