import pytest

from tests.workbooks.toy import Units
from tianmen_congress.workbooks import kinds


@pytest.fixture
def units(monkeypatch):
    """The toy kind, known for one test."""
    kind = Units()
    monkeypatch.setitem(kinds._kinds, kind.slug, kind)
    return kind


@pytest.fixture(autouse=True)
def _files_go_nowhere(settings, tmp_path):
    storages = dict(settings.STORAGES)
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = storages
