"""What was done in a pairing: aids, what they brought, deeds, the official helper."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.factories.visits import (
    AidFactory,
    DeedFactory,
    EffectFactory,
    PairingFactory,
)
from tests.kept import kept
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN
from visits.pairings import rules
from visits.pairings.actions import end_pairing, save_record, void_record
from visits.pairings.models import Aid, Deed, Effect

pytestmark = pytest.mark.django_db

AID = {
    "kind": "industry",
    "detail": "养鸡200只",
    "cost": "0.6万",
    "fund": "loan",
    "begun_on": "2017.6.1",
    "due_on": "2018-12-31",
    "state": "running",
}
DEED = {
    "kind": "work",
    "what": "介绍到服装厂务工",
    "day": "2017-06-01",
    "value": "2",
    "unit": "人",
    "witness": "household",
    "confirmed_name": "王大海",
    "confirmed_on": "2017-06-02",
}


@kept
def pairing(household, yuxin_group, members):
    return PairingFactory(
        household=household,
        group=yuxin_group,
        person=members[0],
        since=date(2017, 5, 5),
    )


@pytest.fixture
def desk(client, clerk, campaign):
    client.force_login(clerk)
    return client


def send(client, name: str, pk: int, data: dict):
    return client.post(reverse(f"pairings:{name}", args=[pk]), data)


def faults(response) -> dict[str, list[str]]:
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def test_aid_effect_and_deed_are_written_down_for_the_deputy(desk, pairing):
    send(desk, "aid_add", pairing.pk, AID)
    aid = Aid.objects.get()
    effect = {"aid": aid.pk, "day": "2017-07-01", "gain": "4200"}
    send(desk, "effect_add", pairing.pk, {**effect, "signed_on": "2017-07-02"})
    send(desk, "deed_add", pairing.pk, DEED)

    assert (aid.cost, aid.is_on_behalf) == (Decimal(6000), True)
    assert Effect.objects.get().pairing == pairing
    assert Deed.objects.get().amount == "2人"
    page = desk.get(reverse("pairings:detail", args=[pairing.pk])).content.decode()
    assert "养鸡200只" in page
    assert "介绍到服装厂务工" in page


@pytest.mark.parametrize(
    ("name", "data", "field", "said"),
    [
        ("aid_add", {**AID, "cost": "-1"}, "cost", "大于或等于0"),
        ("aid_add", {**AID, "cost": "123456789"}, "cost", "8"),
        ("aid_add", {**AID, "begun_on": "2017-05-01"}, "begun_on", "结对日期"),
        ("aid_add", {**AID, "state": "done"}, "done_on", "填写完成日期"),
        ("aid_add", {**AID, "due_on": "2017-05-31"}, "due_on", "措施日期"),
        (
            "effect_add",
            {"day": "2017-07-01", "gain": "1"},
            "aid",
            "没有措施的不能登记成效",
        ),
        ("deed_add", {**DEED, "unit": ""}, "unit", "填写单位"),
        ("deed_add", {**DEED, "confirmed_name": ""}, "confirmed_name", "确认人"),
        ("deed_add", {**DEED, "confirmed_on": "2017-05-31"}, "confirmed_on", "早于"),
        ("deed_add", {**DEED, "day": "2018-01-01"}, "day", "晚于今天"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(desk, pairing, name, data, field, said):
    response = send(desk, name, pairing.pk, data)

    assert list(faults(response)) == [field]
    assert said in "".join(faults(response)[field])
    assert not Aid.objects.exists()
    assert not Deed.objects.exists()


def test_an_effect_is_of_an_aid_of_the_same_pairing(desk, clerk, pairing):
    other = AidFactory()
    data = {"aid": other.pk, "day": "2017-07-01", "gain": "1"}

    assert list(faults(send(desk, "effect_add", pairing.pk, data))) == ["aid"]
    effect = Effect(pairing=pairing, aid=other, day=date(2017, 7, 1), gain=1)
    with pytest.raises(ValidationError, match="本结对"):
        save_record(effect, by=clerk)


def test_a_deed_that_another_helper_counts_too_is_asked_about(desk, pairing):
    other = PairingFactory(household=pairing.household, group=pairing.group)
    DeedFactory(pairing=other, value=2, unit="人")

    asked = send(desk, "deed_add", pairing.pk, DEED)
    send(desk, "deed_add", pairing.pk, {**DEED, "day_sure": "2017-06-01"})

    assert str(other.person) in "".join(faults(asked)["day"])
    assert pairing.deeds.count() == 1


def test_without_a_campaign_the_page_says_so(desk, pairing, campaign):
    campaign.is_current = False
    campaign.save()

    page = send(desk, "deed_add", pairing.pk, DEED)

    assert (page.status_code, NO_CAMPAIGN in page.content.decode()) == (403, True)
    assert not Deed.objects.exists()


def test_who_writes_down_what_was_done(pairing, deputy, allowed):
    at_first = allowed(rules.can_record, pairing)
    pairing.person = deputy.person
    pairing.save()

    assert at_first == {"office", "clerk", "secretary"}
    assert allowed(rules.can_record, pairing) == at_first | {"deputy"}


def test_what_is_struck_off_is_read_and_counts_no_more(desk, clerk, pairing):
    effect = EffectFactory(aid__pairing=pairing)
    with pytest.raises(ValidationError, match="先作废成效"):
        void_record(effect.aid, by=clerk, reason="重复登记")

    send(desk, "effect_void", effect.pk, {"reason": "重复登记"})
    void_record(effect.aid, by=clerk, reason="重复登记")

    assert not Effect.objects.standing().exists()
    page = desk.get(reverse("pairings:detail", args=[pairing.pk])).content.decode()
    assert "重复登记" in page
    with pytest.raises(PermissionDenied):
        void_record(effect, by=clerk, reason="再次")


def test_a_pairing_ends_after_all_that_was_done_and_for_a_reason(desk, clerk, pairing):
    DeedFactory(pairing=pairing, day=date(2017, 6, 10))
    with pytest.raises(ValidationError, match="还有帮扶记录"):
        end_pairing(pairing, by=clerk, until=date(2017, 6, 9))

    send(desk, "end", pairing.pk, {"until": "2017-06-10", "end_reason": "left"})
    pairing.refresh_from_db()

    assert (pairing.until, pairing.end_reason) == (date(2017, 6, 10), "left")
    late = send(desk, "deed_add", pairing.pk, {**DEED, "day": "2017-06-11"})
    assert "解除日期" in "".join(faults(late)["day"])


def test_the_next_helper_overwrites_nobody(desk, pairing):
    named = {"name": "张干部", "unit": "市扶贫办", "affiliation": "prefecture"}
    send(desk, "helper_add", pairing.pk, {**named, "since": "2017-05-06"})
    send(desk, "helper_add", pairing.pk, {"name": "李干部", "since": "2017-06-06"})
    early = {"name": "赵干部", "since": "2017-06-01"}

    assert list(faults(send(desk, "helper_add", pairing.pk, early))) == ["since"]
    helpers = pairing.household.helpers.values_list("name", flat=True)
    assert list(helpers) == ["李干部", "张干部"]


def test_two_at_one_record_lose_nothing(desk, pairing):
    deed = DeedFactory(pairing=pairing, what="送种子")
    first = send(desk, "deed_edit", deed.pk, {**DEED, "version": 1, "what": "送稻种"})
    second = send(desk, "deed_edit", deed.pk, {**DEED, "version": 1, "what": "送化肥"})

    assert first.status_code == 302
    assert "送稻种" in second.content.decode()
    deed.refresh_from_db()
    assert deed.what == "送稻种"
