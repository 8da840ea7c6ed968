"""One opinion of 渔薪, which its clerk sees, and what is said of it."""

from datetime import date

import pytest

from tests.factories.referrals import OpinionFactory
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts.actions import Telling, tell
from tianmen_congress.base.alerts.models import Alert


@pytest.fixture
def opinion(yuxin_group):
    return OpinionFactory(
        group=yuxin_group,
        number="〔2017〕渔薪012号",
        title="青山村泵站老化",
        due_on=date(2017, 7, 28),
    )


@pytest.fixture
def say(opinion):
    """Tells users of the opinion; the alert of the first of them."""

    def say(*users: User, what="待梳理交办", key="one", kind="turn", **more) -> Alert:
        given = {"about": "opinion", "row": opinion.pk, "due_on": opinion.due_on}
        tell([u.pk for u in users], Telling(kind, what=what, key=key, **given | more))
        return Alert.objects.filter(user=users[0], key=key).get()

    return say
