import pytest


@pytest.fixture
def try_pages(settings):
    """The addresses of tests/ui/pages.py beside those of the product."""
    settings.ROOT_URLCONF = "tests.ui.pages"
