"""Two villages of 渔薪 that became one: 东河 went into 牌岭, which is 东岭 since."""

from datetime import date

import pytest

from tests.factories.platform import VillageFactory
from tianmen_congress.base.divisions.actions import close
from tianmen_congress.base.divisions.successors import rename

DAY = date(2017, 7, 1)
NOTICE = "“东河村”现为东岭村委会，按现在的登记；同样的写法不再逐行提示"


@pytest.fixture
def donghe(yuxin):
    """Closed; where it lives on nobody has confirmed yet."""
    village = VillageFactory(name="东河村委会", parent=yuxin)
    close(village, on=DAY)
    return village


@pytest.fixture
def dongling(donghe):
    village = VillageFactory(name="牌岭村委会", parent=donghe.parent)
    rename(village, "东岭村委会", on=DAY)
    village.save()
    return village
