"""Opinions are found by who put them forward: posted, and as far as one may know it."""

import re

import pytest
from django.urls import reverse

from referrals import rules
from referrals.actions import Proponent
from referrals.enums import State
from referrals.models import Category, Opinion, Proposer
from referrals.queries.proposers import put_forward_by
from tests.referrals.test_secrecy import words_of
from tests.walk import CAST
from tianmen_congress.base.ui.people import NAME, PHONE, PersonAsked

pytestmark = pytest.mark.django_db
LIST, ASK = "referrals:list", "referrals:find_person"
PHONE_OF = "138 0000 0001"


def asked(client, user, by, text, query=""):
    """The page of what was found, and the address that it stands at."""
    client.force_login(user)
    response = client.post(f"{reverse(ASK)}{query}", {"by": by, "text": text})
    return client.get(response.url), response.url


def titles(page):
    return [opinion.title for opinion in page.context["listing"].found]


WRITTEN = {
    "name": [(NAME, "张三"), (NAME, "张 三"), (NAME, "张")],
    "phone": [(PHONE, "13800000001"), (PHONE, "138-0000-0001"), (PHONE, "0001")],
}


@pytest.mark.parametrize(
    ("by", "text"), [pair for all_ in WRITTEN.values() for pair in all_]
)
def test_a_proposer_is_found_by_name_and_telephone(way, client, by, text):
    way.collect(title="修桥", proposers=[Proponent("张三", PHONE_OF)])
    way.collect(title="修路", proposers=[Proponent("李四", "138 0000 9999")])

    page, url = asked(client, way.clerk, by, text)

    assert titles(page) == ["修桥"]
    assert re.fullmatch(rf"{reverse(LIST)}\?person=[\w-]{{12}}", url)


def test_who_is_asked_for_stands_in_no_address_of_the_page(way, client):
    for number in range(21):
        way.collect(title=f"第{number}件", proposers=[Proponent("张三", PHONE_OF)])

    page, url = asked(client, way.clerk, PHONE, "13800000001", "?state=screening")

    text = page.content.decode()
    addresses = re.findall(r'(?:href|action|value)="([^"]*)"', text)
    hits = [each for each in addresses if "13800000001" in each]
    # The box holds what was typed, and nothing else does.
    assert hits == ["13800000001"]
    assert page.context["listing"].total == 21
    assert (
        len(client.get(f"{url}&page=2&sort=title").context["listing"].table.page) == 1
    )
    assert "13800000001" not in str(client.session["people_asked"])


def test_another_session_finds_nothing_by_the_address(way, client):
    way.collect(title="修桥")
    _, url = asked(client, way.clerk, NAME, "张三")
    client.logout()
    client.force_login(way.clerk)

    page = client.get(url)

    assert titles(page) == []
    assert "请重新按人查找" in page.content.decode()


def test_the_workbook_holds_what_the_page_found(way, client):
    way.collect(title="修桥")
    way.collect(title="修路", proposers=[Proponent("李四", "")])
    _, url = asked(client, way.clerk, NAME, "张三")

    words = words_of(client.get(f"{url}&export=xlsx"))

    assert "修桥" in words
    assert "修路" not in words


FAULTY = {
    (NAME, " · "): "请填写要查找的姓名。",
    (PHONE, "001"): "电话请填写全号，或者后四位。",
    (PHONE, ""): "请填写要查找的姓名或者号码。",
    ("id_number", "0001"): "选择一个有效的选项",
}


@pytest.mark.parametrize("given", FAULTY)
def test_what_cannot_be_asked_is_said(way, client, given):
    client.force_login(way.clerk)

    page = client.post(reverse(ASK), dict(zip(("by", "text"), given, strict=True)))

    assert page.url == reverse(LIST)
    assert FAULTY[given] in client.get(page.url).content.decode()


def test_a_search_finds_those_alone_of_whom_one_may_read_who_it_was(
    way, request, helpers
):
    """Every role and every kind of secrecy: as `visible_fields` has it on the page."""
    conduct = Category.objects.create(code="c", name="作风", hides_source=True)
    secret = ({}, {"is_confidential": True}, {"is_anonymous": True})
    for facts in secret:
        way.to(State.HANDLING, **facts)
    delicate = way.to(State.HANDLING)
    Opinion.objects.filter(pk=delicate.pk).update(category=conduct)
    # Handed to the unit, and signed for.
    assigned, signed = way.to(State.ASSIGNED), way.to(State.PROCESSING)
    people = {who: request.getfixturevalue(who) for who in CAST.values()} | helpers
    search = PersonAsked(NAME, "张三")

    found, told = {}, {}
    for who, user in people.items():
        rows = Opinion.objects.visible_to(user)
        found[who] = set(
            put_forward_by(rows, user, search).values_list("pk", flat=True)
        )
        told[who] = {
            row.pk
            for row in rows.select_related("category", "group")
            if "proposers" in rules.visible_fields(user, row) and not row.is_anonymous
        }

    # Who reads names masked finds by what he sees of them.
    masked = {"leader", "supervisor"}
    assert {w: p for w, p in found.items() if w not in masked} == {
        w: p for w, p in told.items() if w not in masked
    }
    assert found["unit"] == {signed.pk}
    assert {assigned.pk, signed.pk} < found["office"]
    assert not any(found[w] for w in masked)


def test_who_reads_masks_finds_by_what_he_sees(way, leader):
    opinion = way.collect(title="修桥", proposers=[Proponent("张大山", PHONE_OF)])
    rows = Opinion.objects.visible_to(leader)

    assert list(put_forward_by(rows, leader, PersonAsked(NAME, "张*山"))) == [opinion]
    assert not put_forward_by(rows, leader, PersonAsked(NAME, "大")).exists()
    assert not put_forward_by(rows, leader, PersonAsked(PHONE, "0001")).exists()


def test_the_digests_follow_the_telephone(way):
    opinion = way.collect()
    row = Proposer.objects.get(opinion=opinion)
    before = row.phone_digest, row.phone_tail_digest
    row.phone = "0728 4821111"
    row.save()

    assert all(before)
    assert row.phone_tail_digest == PersonAsked(PHONE, "1111").digest
    assert row.phone_digest == PersonAsked(PHONE, "07284821111").digest
    assert before[0] != row.phone_digest
