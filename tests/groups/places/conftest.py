import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.groups import (
    HomeFactory,
    RequirementFactory,
    RoomFactory,
    StationFactory,
)
from tests.kept import kept
from tianmen_congress.base.campaigns.enums import PlaceKind


@kept
def plan(campaign):
    """What the campaign asks of every room."""
    return RequirementFactory(campaign=campaign)


@kept
def division(campaign):
    return RequirementFactory(
        campaign=campaign,
        code="division",
        title="有分组安排",
        sight="division",
        order=1,
    )


@kept
def records(campaign):
    """What the campaign asks of every home."""
    return RequirementFactory(
        campaign=campaign,
        kind=PlaceKind.HOME,
        code="records",
        title="有记录",
        sight="records",
    )


@kept
def room(yuxin_group):
    return RoomFactory(group=yuxin_group)


@kept
def station(qingshan):
    return StationFactory(village=qingshan, name="青山村选民接待站")


@kept
def home(yuxin):
    return HomeFactory(township=yuxin)


@pytest.fixture
def picture():
    def picture(name="墙.jpg"):
        out = io.BytesIO()
        Image.new("RGB", (60, 40), "red").save(out, "JPEG")
        return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")

    return picture
