"""A village is of one group on any day, and goes over to another one in one act."""

from datetime import date
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from groups import actions
from groups.models import GroupVillage

pytestmark = pytest.mark.django_db
JUNE, LAST_OF_MAY, JULY = date(2017, 6, 1), date(2017, 5, 31), date(2017, 7, 1)
apart = import_module("groups.migrations.0004_one_group_a_day").apart


def days(village):
    rows = village.group_links.order_by("pk")
    return list(rows.values_list("group", "since", "until"))


# --- held by the database -------------------------------------------------------------


def test_whose_it_is_is_told_to_who_links_it_again(
    yuxin_group, second_group, qingshan, clerk
):
    with pytest.raises(ValidationError) as refusal:
        actions.link_village(second_group, qingshan, by=clerk, since=JUNE)

    assert refusal.value.messages == [
        "青山村委会已由渔薪镇第一代表小组联系，请在该小组办理“改由其他小组联系”。"
    ]
    assert days(qingshan) == [(yuxin_group.pk, None, None)]


def test_plain_sql_is_refused_on_shared_days_alone(yuxin_group, second_group, qingshan):
    yuxin_group.village_links.update(until=LAST_OF_MAY)
    add = (
        "INSERT INTO groups_groupvillage (group_id, village_id, since)"
        " VALUES (%s, %s, %s)"
    )
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(add, [second_group.pk, qingshan.pk, LAST_OF_MAY])
        cursor.execute(add, [second_group.pk, qingshan.pk, JUNE])

    assert qingshan.group_links.on(JUNE).get().group == second_group


# --- what an older version left ---------------------------------------------------------


def test_links_of_an_older_version_are_set_apart():
    def links(*spans):
        return [
            GroupVillage(pk=n, since=since, until=until)
            for n, (since, until) in enumerate(spans, start=1)
        ]

    def left(*spans):
        rows = links(*spans)
        gone = [link.pk for link in apart(rows)]
        return [(r.since, r.until) if r.pk not in gone else None for r in rows]

    assert left((None, None), (JUNE, None)) == [(None, LAST_OF_MAY), (JUNE, None)]
    assert left((None, None), (None, None)) == [(None, None), None]
    assert left((JUNE, None), (None, JUNE)) == [(JUNE, None), (None, LAST_OF_MAY)]
    assert left((None, None), (None, LAST_OF_MAY)) == [
        (JUNE, None),
        (None, LAST_OF_MAY),
    ]
    assert left((None, LAST_OF_MAY), (JUNE, None)) == [
        (None, LAST_OF_MAY),
        (JUNE, None),
    ]
    assert left((None, None), (JUNE, None), (JUNE, None)) == [
        (None, LAST_OF_MAY),
        (JUNE, None),
        None,
    ]


# --- one act ----------------------------------------------------------------------------


def test_a_village_goes_over_on_a_day(yuxin_group, second_group, qingshan, clerk):
    link = yuxin_group.village_links.get()

    actions.move_village(link, into=second_group, by=clerk, since=JUNE)

    assert days(qingshan) == [
        (yuxin_group.pk, None, LAST_OF_MAY),
        (second_group.pk, JUNE, None),
    ]


@pytest.mark.parametrize(
    ("linked", "since", "reason"),
    [
        ({"since": JUNE}, JUNE, "起始日期须晚于原小组的联系日期（2017-06-01）"),
        ({"until": JUNE}, JULY, "已于2017年06月01日终止联系"),
    ],
)
def test_a_move_that_cannot_be_leaves_all_as_it_was(
    yuxin_group, second_group, qingshan, clerk, linked, since, reason
):
    yuxin_group.village_links.update(**linked)
    link = yuxin_group.village_links.get()

    with pytest.raises(ValidationError, match=reason):
        actions.move_village(link, into=second_group, by=clerk, since=since)

    assert days(qingshan) == [(yuxin_group.pk, link.since, link.until)]


def test_a_village_goes_to_no_group_of_another_township(
    yuxin_group, duobao_group, qingshan, office
):
    link = yuxin_group.village_links.get()

    with pytest.raises(ValidationError, match="青山村委会不是多宝镇的村"):
        actions.move_village(link, into=duobao_group, by=office, since=JUNE)

    assert days(qingshan) == [(yuxin_group.pk, None, None)]
