import pytest

from deputies.models import Person
from tests.factories.deputies import MandateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("try_pages")]
NOTE = "/try/note/"


@pytest.fixture
def people(yuxin):
    return [MandateFactory(township=yuxin).person for _ in range(3)]


@pytest.fixture
def foreign(duobao):
    return MandateFactory(township=duobao).person


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def noted():
    return set(Person.objects.filter(note="好").values_list("pk", flat=True))


def test_the_first_press_asks_and_changes_nothing(signed_in, people):
    page = signed_in.post(NOTE, {"ids": [p.pk for p in people[:2]]})

    assert "填写备注（2条）" in page.content.decode()
    assert noted() == set()


def test_the_second_press_does_it_to_the_rows_ticked_and_in_sight(
    signed_in, people, foreign
):
    ids = [people[0].pk, people[1].pk, foreign.pk]

    response = signed_in.post(NOTE, {"ids": ids, "confirmed": "1", "note": "好"})

    assert response.url == "/try/"
    assert noted() == {people[0].pk, people[1].pk}


def test_all_results_are_all_in_sight(signed_in, people, foreign):
    fields = {"all_results": "1", "confirmed": "1", "note": "好"}
    signed_in.post(NOTE, fields)

    assert noted() == {person.pk for person in people}


def test_rows_that_the_rules_refuse_are_left_out_and_named(signed_in, people):
    people[0].note = "旧"
    people[0].save()
    ids = [p.pk for p in people]

    page = signed_in.post(
        NOTE, {"ids": ids, "confirmed": "1", "note": "好"}, follow=True
    )

    text = page.content.decode()
    assert "完成2条，跳过1条" in text
    assert f"{people[0]}：已有备注" in text


def test_a_form_with_faults_does_nothing(signed_in, people):
    fields = {"ids": [people[0].pk], "confirmed": "1", "note": ""}
    page = signed_in.post(NOTE, fields)

    assert "有1处需要更正" in page.content.decode()
    assert noted() == set()


@pytest.mark.parametrize("ids", [[], ["x"], ["9" * 30], ["²"]])
def test_nothing_ticked_is_told(signed_in, people, ids):
    page = signed_in.post(NOTE, {"ids": ids}, follow=True)

    assert "请先勾选" in page.content.decode()
