import pytest

from tests.base.workbooks.toy import Units
from tianmen_congress.base.workbooks import kinds


@pytest.fixture
def units():
    """The toy kind, known for one test."""
    with kinds.registered.left_clean():
        kinds.register(Units)
        yield kinds.get_kind(Units.slug)


@pytest.fixture(autouse=True)
def _files_go_nowhere(settings, tmp_path):
    storages = dict(settings.STORAGES)
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = storages
