"""The settings of the product in the surroundings that every test may count on."""

import os
from pathlib import Path

SURROUNDINGS = {
    "TIANMEN_HOME": str(Path(__file__).resolve().parent.parent / "var" / "tests"),
    "TIANMEN_TODAY": "2017-07-25",
    "SECRET_KEY": "a-key-for-tests-only-and-never-for-people",
    "PERSONAL_DATA_KEY": "another-key-for-tests-only",
    "DEBUG": "0",
    "HTTPS": "0",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
}
os.environ.update(SURROUNDINGS)

from tianmen_congress.settings import *  # noqa: E402

# What a test uploads is gone with its process.
STORAGES = {
    "default": {"BACKEND": "tests.memory.ProcessStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files come from where they are written, nothing is collected first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
