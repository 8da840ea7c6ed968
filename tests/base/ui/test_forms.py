import re

import pytest

from deputies.models import Person
from tests.factories.deputies import PersonFactory
from tests.factories.platform import VillageFactory
from tianmen_congress.base.ui.models import OnceToken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("try_pages")]
NEW = "/try/new/"


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


def token_of(page):
    return re.search(r'name="form_token" value="([^"]+)"', page.content.decode())[1]


def test_faults_stand_at_the_top_and_lead_to_their_fields(signed_in):
    page = signed_in.post(NEW, {"name": "", "work": "渔薪小学", "on": "昨天"})

    text = page.content.decode()
    assert "有2处需要更正" in text
    assert 'href="#id_name">姓名：请填写姓名' in text
    assert 'href="#id_on">日期：“昨天”不是日期' in text
    assert 'value="渔薪小学"' in text
    assert 'value="昨天"' in text


def test_model_days_are_read_in_the_usual_ways(signed_in):
    signed_in.post(NEW, {"name": "张三", "birth_month": "1964年1月1日"})

    assert str(Person.objects.get().birth_month) == "1964-01-01"


def test_the_same_form_twice_is_stored_once_and_leads_to_the_same_place(signed_in):
    fields = {"name": "张三", "form_token": token_of(signed_in.get(NEW))}

    first = signed_in.post(NEW, fields)
    second = signed_in.post(NEW, fields, follow=True)

    assert first.url == "/try/"
    assert second.redirect_chain == [("/try/", 302)]
    assert "没有重复登记" in second.content.decode()
    assert Person.objects.count() == 1


def test_a_form_shown_again_for_its_faults_may_come_again(signed_in):
    fields = {"name": "", "form_token": token_of(signed_in.get(NEW))}

    signed_in.post(NEW, fields)
    again = signed_in.post(NEW, {**fields, "name": "张三"})

    assert again.status_code == 302
    assert Person.objects.count() == 1


def test_a_token_of_one_user_stops_no_other(client, clerk, office):
    for user in (clerk, office):
        client.force_login(user)
        client.post(NEW, {"name": "张三", "form_token": "a-token-of-twelve"})

    assert Person.objects.count() == 2
    assert OnceToken.objects.count() == 2


def test_a_write_that_fails_leaves_its_token_good(signed_in, monkeypatch):
    signed_in.raise_request_exception = False
    fields = {"name": "张三", "form_token": "a-token-of-twelve"}
    with monkeypatch.context() as patch:
        patch.setattr(Person, "save", lambda self: 1 / 0)
        failed = signed_in.post(NEW, fields)

    again = signed_in.post(NEW, fields)

    assert (failed.status_code, again.status_code) == (500, 302)
    assert Person.objects.count() == 1


def test_the_page_after_a_saved_form_names_it_once_so_that_its_draft_is_forgotten(
    signed_in,
):
    token = token_of(signed_in.get(NEW))
    signed_in.post(NEW, {"name": "张三", "form_token": token})

    first, second = signed_in.get("/try/"), signed_in.get("/try/")

    assert f'<meta name="saved-forms" content="{token}">' in first.content.decode()
    assert "saved-forms" not in second.content.decode()


def test_a_stale_form_shows_both_texts_and_keeps_what_was_typed(office_client):
    person = PersonFactory(name="张三", work="渔薪镇政府")
    stale = {"name": "张三", "work": "渔薪小学校长", "version": 1}
    office_client.post(f"/try/{person.pk}/", {**stale, "work": "渔薪中学教师"})

    page = office_client.post(f"/try/{person.pk}/", stale)

    form = page.context["form"]
    assert [(c.label, c.theirs, c.mine) for c in form.conflicts] == [
        ("工作单位及职务", "渔薪中学教师", "渔薪小学校长")
    ]
    assert "别人已修改并保存" in page.content.decode()
    assert 'name="version" value="2"' in page.content.decode()
    person.refresh_from_db()
    assert (person.work, person.version) == ("渔薪中学教师", 2)

    office_client.post(f"/try/{person.pk}/", {**stale, "version": 2})
    person.refresh_from_db()
    assert (person.work, person.version) == ("渔薪小学校长", 3)


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999999999999"])
def test_a_form_without_its_version_is_taken_for_a_stale_one(office_client, version):
    person = PersonFactory(name="张三")

    page = office_client.post(
        f"/try/{person.pk}/", {"name": "李四", "version": version}
    )

    assert page.status_code == 200
    person.refresh_from_db()
    assert person.name == "张三"


class TestLookups:
    def choices(self, client, **query):
        return client.get("/ui/choices/try-village/", query).json()

    def test_offers_rows_by_name_pinyin_and_initials(self, signed_in, qingshan):
        for text in ("青", "qingsh", "qs", "QS"):
            found = self.choices(signed_in, q=text)["choices"]
            assert found == [{"value": qingshan.pk, "label": "青山村委会"}]

    def test_offers_no_row_out_of_sight(self, client, other_clerk, qingshan):
        client.force_login(other_clerk)

        assert self.choices(client, q="青山") == {"choices": [], "more": False}

    def test_offers_twenty_and_says_that_there_are_more(self, signed_in, yuxin):
        VillageFactory.create_batch(21, parent=yuxin)

        found = self.choices(signed_in, q="")

        assert (len(found["choices"]), found["more"]) == (20, True)

    def test_is_narrowed_by_the_other_fields(self, signed_in, qingshan):
        assert self.choices(signed_in, q="青山", kind="社区")["choices"] == []

    def test_an_unknown_lookup_is_not_found(self, signed_in):
        assert signed_in.get("/ui/choices/none/").status_code == 404

    def village(self, client, text="", pk=""):
        fields = {"name": "张三", "village": text, "village_pk": pk}
        page = client.post(NEW, fields)
        return page.context["form"].errors["village"][0] if page.context else None

    def test_a_name_alone_is_enough_without_scripts(self, signed_in, qingshan):
        assert self.village(signed_in, "青山") is None

    def test_a_name_that_fits_several_is_a_question(self, signed_in, qingshan, yuxin):
        VillageFactory(name="青山湖村委会", parent=yuxin)

        assert "有多个：青山村委会、青山湖村委会" in self.village(signed_in, "青山")

    def test_a_name_that_fits_none_is_told(self, signed_in):
        assert "没有找到“红旗”" in self.village(signed_in, "红旗")

    def test_a_name_typed_over_a_chosen_row_counts_and_not_the_row(
        self, signed_in, qingshan
    ):
        assert self.village(signed_in, "青山村委会", qingshan.pk) is None

        assert "没有找到“红旗”" in self.village(signed_in, "红旗", qingshan.pk)

    def test_a_foreign_row_is_as_unknown_as_none(self, client, other_clerk, qingshan):
        client.force_login(other_clerk)

        told = self.village(client, "青山村委会", qingshan.pk)

        assert told == "没有找到“青山村委会”，请从提示中选择"

    @pytest.mark.parametrize("pk", ["x", "-1", "²", "9" * 40, "\0"])
    def test_no_key_makes_it_fail(self, signed_in, qingshan, pk):
        assert self.village(signed_in, "青山村委会", pk) is None

    @pytest.mark.parametrize(
        "text", ["\0", "青\0山", "x" * 100_000, "%", "_", "\\", "'"]
    )
    def test_no_text_makes_it_fail(self, signed_in, qingshan, text):
        assert self.choices(signed_in, q=text)["more"] is False
        assert signed_in.post(NEW, {"name": "张三", "village": text}).status_code < 500
