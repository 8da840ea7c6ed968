import pytest

from tests.factories.deputies import CongressFactory, MandateFactory
from tests.factories.groups import MembershipFactory
from tests.kept import kept

RULES = (
    ("link", "联系一个贫困户", "pairing", "once", 30),
    ("diary", "记录一本履职日志", "diary", "quarter", None),
    ("activity", "每季度参加一次代表小组活动", "activity", "quarter", None),
    ("deed", "为贫困户办一件实事", "deed", "year", None),
)


@kept
def actions(campaign):
    """Four of the six, told from records of rooms below."""
    return [
        campaign.required_actions.create(
            code=code,
            title=title,
            source=source,
            every=every,
            within_days=days,
            order=order,
        )
        for order, (code, title, source, every, days) in enumerate(RULES)
    ]


@kept
def yuxin_congress(yuxin):
    return CongressFactory(division=yuxin)


@kept
def colleague(yuxin, yuxin_group, yuxin_congress):
    """A deputy of 渔薪's first group, in office the whole year."""
    mandate = MandateFactory(
        person__name="王代表", township=yuxin, congress=yuxin_congress
    )
    MembershipFactory(group=yuxin_group, person=mandate.person)
    return mandate.person


@kept
def own(deputy, yuxin, yuxin_congress):
    """The deputy who signs in, with his mandate."""
    MandateFactory(person=deputy.person, township=yuxin, congress=yuxin_congress)
    return deputy.person


@kept
def stranger(duobao, duobao_group):
    mandate = MandateFactory(person__name="赵代表", township=duobao)
    MembershipFactory(group=duobao_group, person=mandate.person)
    return mandate.person


@pytest.fixture
def write(client, campaign):
    """Send the page on which a diary is written."""

    def write(user, **data):
        client.force_login(user)
        usual = {"day": "2017-06-05", "text": "到青山村看望困难群众"}
        return client.post("/duties/diary/new/", usual | data)

    return write
