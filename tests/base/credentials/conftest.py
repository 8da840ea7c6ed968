"""Officers who can sign in: who has no password gives no half."""

import pytest

from tests.factories.platform import with_password


@pytest.fixture
def officers(sysadmin, secadmin, auditor):
    return [with_password(user) for user in (sysadmin, secadmin, auditor)]
