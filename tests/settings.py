"""The settings under test: a data folder of its own, and nothing from the reader's environment."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="framsteg-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("FRAMSTEG_")]:
    if _name != "FRAMSTEG_DATABASE_URL":
        del os.environ[_name]
os.environ["FRAMSTEG_DATA"] = _folder

from framsteg.config.settings import *  # noqa: E402, F403
from framsteg.config.settings import DATABASES, TEMPLATES  # noqa: E402


class UndefinedVariable(Exception):
    """A template used a variable that its view did not give."""


class _Refused(str):
    def __contains__(self, _part: object) -> bool:
        return True  # makes the template engine format us with the variable's name

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(str(variable))


DEBUG = False
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = _Refused("undefined")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in production: in memory there is no WAL, and a browser's server shares it badly.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder) / "test.sqlite3")}
else:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 0, "max_size": 4, "timeout": 10}
    DATABASE_ROLE = "framsteg_site"  # made by tools/postgres
