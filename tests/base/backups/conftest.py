"""A system small enough to be copied in a moment: a home, a place, a few files."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories.platform import UserFactory
from tianmen_congress.base.backups.keys import new_recovery_key
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.runtime.home import Home


@pytest.fixture
def folder():
    # Not below pytest's own folder: another run of pytest closes that to others.
    with TemporaryDirectory(prefix="tianmen-backups-") as path:
        yield Path(path)


@pytest.fixture
def home(folder, settings):
    """Of the running system, with its files on a disk."""
    home = Home(folder / "家")
    home.make()
    settings.HOME = home.path
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": home.files},
        }
    }
    return home


@pytest.fixture
def place(folder, settings):
    place = folder / "place"
    place.mkdir()
    settings.BACKUP_DIR = place
    return place


@pytest.fixture
def paper(home):
    """The printed key."""
    return new_recovery_key(home)


@pytest.fixture
def stored(home, transactional_db):
    """Stores a file as it is stored from a page, without drawing a picture.

    In rows that others see: what is copied is read by another connection.
    """

    def store(name: str, content: bytes) -> StoredFile:
        default_storage.save(name, ContentFile(content))
        return StoredFile.objects.create(
            name="现场.pdf",
            content=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_by=UserFactory(),
        )

    return store
