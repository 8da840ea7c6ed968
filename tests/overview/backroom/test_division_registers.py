"""Lists of divisions and townships tell those that are there from those closed."""

import pytest
from django.urls import reverse

from deputies.admin import CongressAdmin
from deputies.models import Congress
from tests.factories.platform import TownshipFactory, VillageFactory
from tianmen_congress.base.divisions.models import Division

pytestmark = pytest.mark.django_db
CLOSED_ON = "2017-01-01"


@pytest.fixture
def open_list(client, office, yuxin, duobao):
    """Two villages in 渔薪; two closed, of which one with its township."""
    gone = TownshipFactory(name="旧镇", closed_on=CLOSED_ON)
    kept = VillageFactory(parent=yuxin, name="青山村委会")
    VillageFactory(parent=yuxin, name="白湖村委会")
    VillageFactory(parent=yuxin, name="柳口村委会", closed_on=CLOSED_ON, successor=kept)
    VillageFactory(parent=gone, name="老村委会", closed_on=CLOSED_ON)
    client.force_login(office)

    def open_list(name, **query):
        return client.get(reverse(name), query).context["listing"]

    return open_list


def tabs(listing):
    return {tab.label: tab.count for tab in listing.tabs}


def test_those_there_are_listed_and_those_closed_stand_beside(open_list):
    asked = {
        "there": {},
        "closed": {"is_open": "0"},
        "all": {"is_open": "all"},
        "the year before": {"on": "2016-12-31"},
        "one of them": {"q": "柳口"},
    }

    shown = {
        why: (
            [open_list(name, **query).total for name in ("divisions", "townships")],
            tabs(open_list("divisions", **query)),
            open_list("divisions", **query).beside_total,
        )
        for why, query in asked.items()
    }

    counts = {"现有": 2, "已撤销": 2, "全部": 4}
    assert shown == {
        "there": ([2, 2], counts, "（已撤销2个）"),
        "closed": ([2, 1], counts, ""),
        "all": ([4, 3], counts, ""),
        "the year before": ([4, 3], {}, ""),
        "one of them": ([0, 2], {"现有": 0, "已撤销": 1, "全部": 1}, "（已撤销1个）"),
    }


def test_when_and_into_what_is_told_where_there_is_something_to_tell(open_list):
    there, closed = open_list("divisions"), open_list("divisions", is_open="0")

    assert there.hidden == ["closed_on", "successor"]
    assert closed.hidden == []


def test_a_township_has_as_many_villages_as_on_the_day(open_list):
    of_day = {
        on: {row.name: row.village_count for row in listing.found}
        for on in ("2016-12-31", "2017-02-01")
        if (listing := open_list("townships", on=on))
    }

    assert of_day == {
        "2016-12-31": {"渔薪镇": 3, "多宝镇": 0, "旧镇": 1},
        "2017-02-01": {"渔薪镇": 2, "多宝镇": 0},
    }


def test_the_settings_offer_none_that_was_closed(client, open_list, rf):
    asked = {"app_label": "divisions", "model_name": "division", "term": "村"}
    asked["field_name"] = "successor"
    box = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    field = Congress._meta.get_field("division")
    congress = CongressAdmin(Congress, None).formfield_for_foreignkey(
        field, rf.get("/")
    )

    names = {row["text"] for row in box}
    assert names == {"青山村委会", "白湖村委会"}
    closed = Division.objects.exclude(closed_on=None)
    assert not congress.queryset.filter(pk__in=closed).exists()
    assert congress.queryset.filter(name="渔薪镇").exists()
