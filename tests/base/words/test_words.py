"""Values in words: each kind that is known, and the refusal of every other."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.test.utils import isolate_apps
from django.utils.translation import gettext_lazy

from referrals.enums import Told, Verdict
from tests.factories.platform import OrganFactory
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.words import NoWords, choice_in_words, in_words

MOMENT = datetime(2017, 7, 25, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
KNOWN = [
    (None, ""),
    ("", ""),
    ("修路 < 三公里", "修路 < 三公里"),
    (gettext_lazy("修路"), "修路"),
    (True, "是"),
    (False, "否"),
    (0, "0"),
    (35, "35"),
    (Decimal("0.35"), "0.35"),
    (date(2017, 7, 5), "2017-07-05"),
    (MOMENT, "2017-07-25 08:30"),
    (Verdict.BASICALLY, "基本满意"),
    (Told.UNITS, "承办单位"),
    (ContentFile(b"", name="照片.jpg"), "照片.jpg"),
    (["低保", None, "", "医疗救助"], "低保、医疗救助"),
    ((date(2017, 7, 5), True), "2017-07-05、是"),
    ([], ""),
]
UNKNOWN = [
    object(),
    {"a": 1},
    b"bytes",
    print,
    (each for each in "ab"),
    [object()],
    Organ,
    models.Q(pk=1),
]


@pytest.mark.parametrize(("value", "words"), KNOWN, ids=repr)
def test_each_kind_is_told_in_words(value, words):
    assert in_words(value) == words
    assert in_words(value, empty="（空）") == (words or "（空）")


@pytest.mark.parametrize("value", UNKNOWN, ids=lambda value: type(value).__name__)
def test_a_kind_that_nobody_taught_it_is_refused(value):
    with pytest.raises(NoWords):
        in_words(value)


@pytest.mark.django_db
def test_rows_are_told_by_their_names_however_they_come():
    rows = [OrganFactory(name=name, order=n) for n, name in enumerate("甲乙丙", 1)]
    found = Organ.objects.filter(pk__in=[row.pk for row in rows]).order_by("order")

    assert in_words(rows[0]) == "甲"
    assert in_words(rows) == in_words(found) == in_words(tuple(rows)) == "甲、乙、丙"
    assert in_words(found.none(), empty="无") == "无"


@isolate_apps("referrals")
def test_a_row_without_a_name_of_its_own_is_refused():
    class Nameless(models.Model):  # noqa: DJ008 - that is what is asked
        class Meta:
            app_label = "referrals"

    with pytest.raises(NoWords):
        in_words(Nameless(pk=1))


def test_codes_are_told_by_their_labels():
    choices = dict(Verdict.choices)

    assert choice_in_words(choices, "satisfied") == "满意"
    assert choice_in_words(choices, ["satisfied", "none"]) == "满意、未评价"
    assert choice_in_words(choices, None, empty="（空）") == "（空）"
    assert choice_in_words(choices, "of old") == "of old"
