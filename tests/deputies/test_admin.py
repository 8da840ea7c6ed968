"""Congresses and their terms in the administration."""

import pytest
from django.urls import reverse
from tablib import Dataset

from deputies.admin import CongressResource
from deputies.models import Congress
from tests.factories.deputies import CongressFactory, MandateFactory

pytestmark = pytest.mark.django_db

LIST = "admin:deputies_congress_changelist"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("office", 200),
        ("sysadmin", 403),
        ("secadmin", 403),
        # Whoever may not enter the administration at all is sent to its door.
        ("clerk", 302),
        ("leader", 302),
        ("auditor", 302),
    ],
)
def test_congresses_are_kept_by_the_office(request, client, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(LIST)).status_code == status


def test_the_term_is_set_and_the_tier_stays(client, office, yuxin):
    congress = CongressFactory(division=yuxin, term=0)
    MandateFactory(congress=congress, township=yuxin)
    client.force_login(office)

    page = client.post(
        reverse("admin:deputies_congress_change", args=[congress.pk]),
        {"term": 10, "name": "渔薪镇第十届人民代表大会", "tier": "county"},
    )

    assert page.status_code == 302
    congress.refresh_from_db()
    assert (congress.term, congress.tier) == (10, "township")


def test_nothing_is_deleted(client, office, yuxin):
    congress = CongressFactory(division=yuxin)
    client.force_login(office)

    page = client.post(reverse("admin:deputies_congress_delete", args=[congress.pk]))

    assert page.status_code == 403
    assert Congress.objects.exists()


def test_the_list_comes_and_goes_as_a_workbook(yuxin):
    CongressFactory(division=yuxin, term=10)
    data = CongressResource().export()

    again = CongressResource().import_data(data)

    assert again.totals["skip"] == 1
    changed = [{**row, "名称": "渔薪镇第十届人民代表大会"} for row in data.dict]
    result = CongressResource().import_data(
        Dataset(*[list(row.values()) for row in changed], headers=data.headers)
    )
    assert not result.has_errors()
    assert Congress.objects.get().name == "渔薪镇第十届人民代表大会"


def test_villages_have_no_congress_to_choose(client, office, qingshan, yuxin):
    client.force_login(office)

    page = client.get(reverse("admin:deputies_congress_add"))

    offered = page.context["adminform"].form.fields["division"].queryset
    assert yuxin in offered
    assert qingshan not in offered
