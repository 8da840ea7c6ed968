"""The page of all parts: it stands with DEBUG alone, and shows every state."""

import pytest
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from tianmen_congress.base.ui.samples import samples

pytestmark = pytest.mark.django_db


def test_every_part_is_drawn_and_the_form_with_its_faults(clerk):
    pages = {}
    for query in ({}, {"wrong": "1"}):
        request = RequestFactory().get("/ui/samples/", query)
        request.user, request.session = clerk, {}
        pages[len(query)] = samples(request).content.decode()

    for light in ("已超120天", "已超1天", "今天到期", "还有2天", "还有30天", "暂停"):
        assert light in pages[0]
    assert "有4处需要更正" in pages[1]
    assert "需要更正" not in pages[0]


def test_nobody_finds_it_where_people_work():
    with pytest.raises(NoReverseMatch):
        reverse("ui:samples")
