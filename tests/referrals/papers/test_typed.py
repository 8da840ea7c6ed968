"""What people type comes out as they typed it."""

import pytest
from django.urls import reverse

from referrals.enums import State
from tests.base.papers.words import lines_of, upload_of
from tests.referrals.papers.sheets import facts_of

pytestmark = pytest.mark.django_db


TYPED = [
    "水位<2米 & 流速>1",
    "{{ title }}{% for x in rows %}",
    "<b>粗</b><script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "第一行\n第二行",
]


@pytest.mark.parametrize("text", TYPED)
def test_what_was_typed_comes_out_letter_by_letter(way, word, text):
    opinion = way.to(State.HANDLING, text=text, title="渠道 & <闸>")

    facts = facts_of(word("handover", opinion, way.clerk))

    assert facts["内容"] == text
    assert facts["事项"] == "渠道 & <闸>"


def test_markup_is_text_on_the_page_too(way, client):
    opinion = way.to(State.HANDLING, text="<script>alert(1)</script>{{ title }}")
    client.force_login(way.clerk)

    url = reverse("referrals:paper_print", args=[opinion.pk, "handover"])
    page = client.get(url).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ title }}" in page
    assert "<script>alert" not in page


def test_control_characters_break_no_paper(way, word):
    opinion = way.to(State.HANDLING, text="前\x0b\x0c\x07后")

    assert facts_of(word("handover", opinion, way.clerk))["内容"] == "前后"


def test_four_thousand_characters_are_printed_to_the_last(way, word):
    opinion = way.to(State.HANDLING, text="渠" * 3999 + "完")

    assert facts_of(word("handover", opinion, way.clerk))["内容"].endswith("渠完")


def test_the_print_page_leads_to_word_and_back(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.clerk)

    url = reverse("referrals:paper_print", args=[opinion.pk, "handover"])
    page = client.get(url).content.decode()

    assert f'href="{opinion.get_absolute_url()}"' in page
    assert reverse("referrals:paper_word", args=[opinion.pk, "handover"]) in page


def test_the_office_s_own_template_is_used_for_the_way_too(way, word, client):
    client.force_login(way.office)
    client.post(
        reverse("papers:replace", args=["handover"]),
        {"template": upload_of("新版 {{ title }} {{ number }}")},
    )
    opinion = way.to(State.HANDLING)

    lines = lines_of(word("handover", opinion, way.clerk))

    assert lines == [f"新版 意见建议交办单 {opinion.handover_number}"]
