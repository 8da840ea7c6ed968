"""Who walks, and with which rows."""

import pytest

from tests.trust.asking import Asker


@pytest.fixture
def asking(signed_in):
    """Somebody of a role who asks for anything at all."""

    def as_role(role) -> Asker:
        return Asker(signed_in(role))

    return as_role
