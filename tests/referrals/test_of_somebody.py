"""Every opinion is somebody's, or anonymous: by the forms, the action and the database."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from referrals.actions import Proponent
from referrals.models import Opinion, Proposer
from referrals.shown import record
from referrals.workflow import MoveRefused
from tests.factories.poverty import HouseholdFactory
from tests.referrals.arrivals import Arrivals

pytestmark = pytest.mark.django_db
CREATE = reverse("referrals:create")


def test_nobodys_opinion_is_refused_and_an_anonymous_one_taken(way):
    with pytest.raises(MoveRefused, match="请写明是谁反映的"):
        way.collect(proposers=[])

    assert way.collect(proposers=[], is_anonymous=True).pk
    assert Opinion.objects.count() == 1


# --- held by the database, asked when the transaction ends ----------------------------


def is_let(act):
    """Whether the database lets the transaction of `act` end."""
    try:
        with transaction.atomic():
            act()
            connection.check_constraints()
    except IntegrityError:
        return False
    return True


def test_no_opinion_of_nobody_is_stored_in_whatever_way(way):
    model = way.collect()
    facts = {
        f.attname: getattr(model, f.attname) for f in Opinion._meta.concrete_fields
    }
    facts.pop("id")

    def stored(proposers, **changes):
        row = Opinion.objects.bulk_create([Opinion(**facts | changes)])[0]
        for name in proposers:
            Proposer.objects.create(opinion=row, name=name)

    assert not is_let(lambda: stored([]))
    assert is_let(lambda: stored(["张三"]))
    assert is_let(lambda: stored([], is_anonymous=True))


def test_the_last_proposer_stays_and_an_anonymous_one_is_not_made_nobodys(way):
    opinion = way.collect()
    opinion.proposers.create(name="李四")
    unknown = way.collect(proposers=[], is_anonymous=True)
    rows = Opinion.objects.filter(pk=unknown.pk)

    assert is_let(lambda: opinion.proposers.get(name="李四").delete())
    assert not is_let(lambda: opinion.proposers.all().delete())
    assert not is_let(lambda: opinion.proposers.update(opinion=unknown))
    assert not is_let(lambda: rows.update(is_anonymous=False))
    assert is_let(lambda: rows.update(title="改过"))


def test_a_proposer_is_a_deputy_or_of_a_household_or_a_village(way, qingshan):
    home = HouseholdFactory(village=qingshan)
    opinion, person = way.collect(), way.deputy.person

    def add(**whose):
        return is_let(lambda: opinion.proposers.create(name="张三", **whose))

    assert add(person=person)
    assert add(household=home)
    assert add(village=qingshan)
    assert not add(household=home, village=qingshan)
    assert not add(person=person, village=qingshan)


# --- on the page of its own -------------------------------------------------------------


@pytest.fixture
def send(way, client):
    def send(**typed):
        client.force_login(way.clerk)
        data = {
            "group_pk": way.group.pk,
            "origin": "reception",
            "collected_on": "2017-06-05",
            "title": "修桥",
            "text": "村口的桥断了",
        }
        return client.post(CREATE, data | typed)

    return send


def told_of(opinion):
    return [(p.name, p.household, p.village) for p in opinion.proposers.all()]


def test_the_page_takes_a_person_a_household_a_village_or_nobody_known(
    way, send, qingshan
):
    home = HouseholdFactory(village=qingshan, head_name="张三丰")
    ways = {
        "个人": {"name": "赵六"},
        "户": {"household_pk": home.pk},
        "户里的人": {"household_pk": home.pk, "name": "张小丰"},
        "村": {"is_of_village": "on", "village_pk": qingshan.pk},
        "匿名": {"is_anonymous": "on"},
    }

    for title, typed in ways.items():
        response = send(title=title, **typed)
        assert response.status_code == 302, response.context["form"].errors

    rows = Opinion.objects.order_by("pk")
    assert {row.title: told_of(row) for row in rows} == {
        "个人": [("赵六", None, None)],
        "户": [("张三丰", home, None)],
        "户里的人": [("张小丰", home, None)],
        "村": [("青山村委会", None, qingshan)],
        "匿名": [],
    }
    assert {row.title: row.village for row in rows if row.village} == dict.fromkeys(
        ("户", "户里的人", "村"), qingshan
    )


def test_a_deputy_who_takes_it_up_leads_and_who_said_it_is_answered_too(way, send):
    person = way.deputy.person

    send(deputy_pk=person.pk, name="赵六", co_signers="赵六、钱七")

    rows = Opinion.objects.get().proposers.all()
    assert [(row.name, row.person, row.is_lead) for row in rows] == [
        (person.name, person, True),
        ("赵六", None, False),
        ("钱七", None, False),
    ]


REFUSED = [
    ({}, "name", "请填写反映人"),
    ({"is_of_village": "on"}, "village", "由村反映的请选择所涉村"),
    ({"is_of_village": "on", "name": "赵六"}, "is_of_village", "请只留一种"),
    ({"is_of_village": "on", "is_anonymous": "on"}, "is_of_village", "请只留一种"),
]


@pytest.mark.parametrize(("typed", "field", "sentence"), REFUSED)
def test_what_names_nobody_or_two_is_said_at_its_box(send, typed, field, sentence):
    response = send(**typed)

    assert sentence in response.context["form"].errors[field][0]
    assert not Opinion.objects.exists()


def test_a_deputy_without_a_record_of_his_own_is_told_and_nothing_is_stored(
    way, client, deputy
):
    deputy.person.__class__.objects.filter(user=deputy).update(user=None)
    client.force_login(deputy)
    data = {
        "origin": "deputy",
        "collected_on": "2017-06-05",
        "title": "桥",
        "text": "断",
    }

    response = client.post(CREATE, data | {"group_pk": way.group.pk})

    assert response.status_code in (200, 403, 404)
    assert not Opinion.objects.exists()


# --- who reads it, and who is told -----------------------------------------------------


def test_a_village_is_told_by_its_name_even_to_those_who_read_names_masked(
    way, people, qingshan
):
    opinion = Arrivals(way, people).to(
        "handling", proposers=[Proponent.of_village(qingshan)]
    )

    def names(who):
        return record.proposers_in_words(opinion, user=people[who])

    assert names("leader") == names("clerk") == "青山村委会"


def test_the_answer_to_what_a_village_said_is_fed_back_to_it(way, people, qingshan):
    arrivals = Arrivals(way, people)
    opinion = arrivals.to("answered", proposers=[Proponent.of_village(qingshan)])

    opinion = arrivals.step(opinion, "feed_back")

    assert dict(opinion.history.last().words)["反馈对象"] == "青山村委会"
