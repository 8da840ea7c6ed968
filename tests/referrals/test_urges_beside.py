"""催办协办单位: the missing unit is named, asked, and seen to have given its part."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.actions import move
from referrals.enums import State
from referrals.models import Opinion
from referrals.workflow import MoveRefused, available
from tests.factories.platform import OrganFactory, user_of
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


@kept
def co_user(way):
    return user_of(Role.UNIT, way.co_unit, username="co-unit")


@kept
def third(db):
    return OrganFactory(name="市财政局")


@kept
def third_user(third):
    return user_of(Role.UNIT, third, username="third")


@kept
def shared(way, co_user, third):
    """Three units have it; the lead and one co-handler have signed."""
    opinion = way.to(State.AGENDA)
    opinion = way.step(opinion, "assign", co_units=[way.co_unit, third])
    return way.step(way.step(opinion, "sign"), "co_sign", by=co_user)


@kept
def urged(way, shared):
    """The office asked one of the two."""
    return way.step(
        shared, "urge_co", by=way.office, missing_unit=way.co_unit, note="请速报"
    )


def page_of(client, user, url):
    client.force_login(user)
    return client.get(url).content.decode()


def test_it_keeps_the_unit_its_step_and_its_own_day(way, urged):
    urge = urged.urges.get()

    assert (urge.organ, urge.is_co, urge.number) == (way.co_unit, True, 1)
    assert (urge.step, urge.due_on) == ("co_answer", date(2017, 7, 3))
    assert (urge.on, urge.by, urge.note) == (START, way.office, "请速报")
    assert urged.state == State.PROCESSING
    event = urged.history.last()
    assert event.label == "催办协办单位"
    assert ["被催办单位", "市水务局（第1次）"] in event.words
    assert ["催办通知书文号", "天人办催〔2017〕1号"] in event.words


def test_without_a_name_each_unit_that_owes_its_part_is_asked(way, shared):
    opinion = way.step(shared, "urge_co", by=way.office)

    rows = [(u.organ.name, u.number, u.document_number) for u in opinion.urges.all()]
    paper = "天人办催〔2017〕1号"
    assert rows == [("市水务局", 1, paper), ("市财政局", 1, paper)]
    said = dict(opinion.history.last().words)["被催办单位"]
    assert said == "市水务局（第1次）、市财政局（第1次）"


def test_who_gave_its_part_is_not_asked_again(way, shared, co_user, third):
    opinion = way.step(shared, "give_part", by=co_user)

    opinion = way.step(opinion, "urge_co", by=way.office)

    assert [urge.organ for urge in opinion.urges.all()] == [third]
    with pytest.raises(MoveRefused, match="市水务局的协办意见已经提交"):
        way.step(opinion, "urge_co", by=way.office, missing_unit=way.co_unit)


def test_with_nothing_owed_there_is_nobody_to_ask(way):
    with pytest.raises(MoveRefused, match="协办意见均已提交"):
        way.step(way.to(State.PROCESSING), "urge_co", by=way.office)


def test_each_unit_is_counted_for_itself_and_the_lead_too(way, urged, third):
    opinion = way.step(urged, "urge", by=way.office)
    opinion = way.step(opinion, "urge_co", by=way.office)

    rows = [(urge.organ.name, urge.number) for urge in opinion.urges.all()]
    assert rows == [
        ("市水务局", 1),
        ("市交通运输局", 1),
        ("市水务局", 2),
        ("市财政局", 1),
    ]


def test_the_urged_sees_it_on_the_first_page_in_lists_and_on_the_item(
    client, urged, co_user
):
    for name in ("workbench:home", "referrals:inbox", "referrals:list"):
        assert "被催办1次" in page_of(client, co_user, reverse(name))
    page = page_of(client, co_user, urged.get_absolute_url())
    assert "第1次催办市水务局" in page
    assert "请速报（还没有回应）" in page
    assert "协办单位回应催办" in page


@pytest.mark.parametrize("who", ["unit", "third"])
def test_who_was_not_urged_is_not_told_so(way, client, urged, third_user, who):
    user = way.unit if who == "unit" else third_user
    for name in ("workbench:home", "referrals:inbox", "referrals:list"):
        assert "被催办" not in page_of(client, user, reverse(name))
    page = page_of(client, user, urged.get_absolute_url())
    assert "还没有回应" not in page
    assert not {"heed", "heed_co"} & set(available(urged, user))


def test_what_the_lead_is_urged_to_is_not_the_co_handlers(way, client, shared, co_user):
    opinion = way.step(shared, "urge", by=way.office)

    assert "被催办" not in page_of(client, co_user, reverse("referrals:inbox"))
    assert "被催办1次" in page_of(client, way.unit, reverse("referrals:inbox"))
    assert "heed_co" not in available(opinion, co_user)
    assert opinion.urges.get().due_on == opinion.due_on == date(2017, 9, 1)


@pytest.fixture
def foreign_unit(db):
    return user_of(Role.UNIT, OrganFactory(name="市农办"), username="abroad")


@pytest.mark.parametrize("who", ["other_clerk", "other_secretary", "foreign_unit"])
def test_nobody_foreign_sees_it(client, urged, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(urged.get_absolute_url()).status_code == 404
    paper = reverse("referrals:paper_print", args=[urged.pk, "urge"])
    assert client.get(paper).status_code == 404
    home = client.get(reverse("workbench:home")).content.decode()
    assert "市水务局" not in home
    assert "被催办" not in home


def test_giving_the_part_ends_it_and_the_others_stand(way, urged, co_user, third):
    opinion = way.step(urged, "urge_co", by=way.office, missing_unit=third)
    opinion = way.step(opinion, "urge", by=way.office)

    opinion = way.step(opinion, "give_part", by=co_user)

    standing = [urge.organ.name for urge in opinion.urges.open()]
    assert standing == ["市财政局", "市交通运输局"]
    assert opinion.urges.get(organ=way.co_unit).settled_on == opinion.moved_on


def test_waiving_the_part_ends_it(way, urged):
    opinion = way.step(urged, "waive_part", unit=way.co_unit)

    assert not opinion.urges.open().exists()


def test_being_relieved_ends_it(way, co_user):
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    opinion = way.step(opinion, "urge_co", by=way.office)
    assert opinion.urges.get().step == "sign"
    opinion = way.step(opinion, "ask_relief", by=co_user)

    opinion = way.step(opinion, "relieve_co")

    assert not opinion.urges.open().exists()


def test_the_leads_signature_does_not_end_it(way):
    """The opinion goes on to its next step, the part is still owed."""
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    opinion = way.step(opinion, "urge_co", by=way.office)
    opinion = way.step(opinion, "urge", by=way.office)

    opinion = way.step(opinion, "sign")

    assert [urge.organ for urge in opinion.urges.open()] == [way.co_unit]


def test_when_the_units_have_done_with_it_nothing_is_left_open(way, urged, third):
    opinion = way.step(urged, "withdraw")

    assert not opinion.urges.open().exists()


def test_its_reply_settles_its_own_alone(way, urged, co_user, third):
    opinion = way.step(urged, "urge_co", by=way.office, missing_unit=third)
    opinion = way.step(opinion, "urge", by=way.office)

    opinion = move(opinion, "heed_co", by=co_user, on=START, note="周五前报送")

    assert opinion.urges.get(organ=way.co_unit).reply == "周五前报送"
    assert {u.organ.name for u in opinion.urges.open()} == {"市财政局", "市交通运输局"}
    assert opinion.history.last().note == "周五前报送"


def test_the_leads_reply_does_not_speak_for_the_co_handler(way, urged):
    opinion = way.step(urged, "urge", by=way.office)

    opinion = way.step(opinion, "heed", by=way.unit)

    assert [urge.organ for urge in opinion.urges.open()] == [way.co_unit]


@pytest.mark.parametrize("who", ["office", "clerk", "unit", "secretary"])
def test_nobody_replies_for_it(way, urged, who):
    with pytest.raises(MoveRefused, match="无权"):
        way.step(urged, "heed_co", by=getattr(way, who))


def test_even_from_a_ledger_nobody_replies_for_it(way, urged):
    with pytest.raises(MoveRefused, match="没有待回应的催办"):
        way.step(urged, "heed_co", by=way.office, basis="台账")


def test_the_page_offers_the_units_that_owe_and_all(way, client, shared, co_user):
    opinion = way.step(shared, "give_part", by=co_user)
    client.force_login(way.office)

    page = client.get(reverse("referrals:move", args=[opinion.pk, "urge_co"]))

    offered = [
        str(label) for _, label in page.context["form"]["missing_unit"].field.choices
    ]
    assert offered == ["全部", "市财政局"]


def test_many_are_urged_at_once_and_the_rest_named(way, client, shared):
    alone = way.to(State.PROCESSING)
    client.force_login(way.office)
    data = {"ids": [shared.pk, alone.pk], "confirmed": "1", "note": "请抓紧"}

    response = client.post(
        reverse("referrals:bulk", args=["urge_co"]), data, follow=True
    )

    page = response.content.decode()
    assert "催办协办单位：完成1条，跳过1条" in page
    assert "不能催办协办单位：协办意见均已提交" in page
    assert [urge.note for urge in shared.urges.all()] == ["请抓紧", "请抓紧"]
    assert not alone.urges.exists()


def test_the_bulk_page_asks_for_no_unit(way, client, shared):
    client.force_login(way.office)

    page = client.post(
        reverse("referrals:bulk", args=["urge_co"]), {"ids": [shared.pk]}
    ).content.decode()

    assert "催办协办单位" in page
    assert "missing_unit" not in page


def test_the_list_of_what_was_urged_to_no_effect_has_it(way, client, urged):
    client.force_login(way.office)

    found = client.get(reverse("referrals:list"), {"is_urged": "1"})

    assert [row.pk for row in found.context["listing"].found] == [urged.pk]
    assert Opinion.objects.with_urges().get().open_urges == 1


def test_who_urged_reads_under_what_he_began_whom(way, client, urged, co_user):
    mine = reverse("workbench:mine")
    page = page_of(client, way.office, mine)
    assert "催办市水务局 硬化通组公路" in page
    assert "未回应" in page

    way.step(urged, "give_part", by=co_user)

    assert "已回应" in page_of(client, way.office, mine)
