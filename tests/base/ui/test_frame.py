import re

import pytest
from django.conf import settings as product
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import gettext

from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.platform import user_of
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.ui import history, masks, menu

pytestmark = pytest.mark.django_db


def rendered(template, user, **context):
    request = RequestFactory().get("/")
    request.user = user
    return engines["django"].from_string(template).render(context, request)


class TestMenu:
    def labels(self, client):
        page = client.get("/divisions/").content.decode()
        nav = page.split("<nav")[1].split("</nav>")[0]
        return re.findall(r'entry-name">([^<]+)</span>', nav)

    def test_each_role_sees_the_entries_that_are_its_own(self, client, clerk, auditor):
        client.force_login(clerk)
        clerks = self.labels(client)
        client.force_login(auditor)
        auditors = self.labels(client)

        assert {"工作台", "数字与报表", "行政区划"} <= set(clerks)
        assert set(auditors) == {"工作台", "启用码", "审计记录"}

    def test_the_page_that_one_is_on_is_marked_by_the_longest_address(self, clerk):
        sections = menu.sections_for(clerk, "/reports/visit-ledger/")

        active = [e.url for s in sections for e in s.entries if e.is_active]
        assert active == ["/reports/"]

    def test_the_first_page_is_marked_only_on_itself(self, clerk):
        home = menu.sections_for(clerk, "/nowhere/")[0].entries[0]

        assert not home.is_active
        assert menu.sections_for(clerk, "/")[0].entries[0].is_active

    def test_an_unknown_section_stops_the_start(self):
        with pytest.raises(ValueError, match="菜单外"):
            menu.register("菜单外", "x", "audit", [Role.OFFICE])

    def test_every_entry_leads_to_a_page_that_its_roles_may_open(self, client, yuxin):
        refused = []
        for role in (Role.OFFICE, Role.LEADER, Role.SYSADMIN, Role.AUDITOR):
            user = user_of(role)
            client.force_login(user)
            refused += [
                (role, entry.url)
                for section in menu.sections_for(user, "/")
                for entry in section.entries
                if client.get(entry.url).status_code != 200
            ]

        assert refused == []


class TestTopBar:
    def test_names_campaign_day_and_person(self, client, clerk, campaign):
        client.force_login(clerk)

        page = client.get("/divisions/").content.decode()

        bar = page.split("<header")[1].split("</header>")[0]
        assert campaign.name in bar
        assert "2017-07-25" in bar
        assert "演示日期" in bar
        assert clerk.name in bar
        assert "渔薪镇人大主席团" in bar

    def test_the_real_day_is_not_called_a_demo(self, client, clerk, monkeypatch):
        monkeypatch.setattr("tianmen_congress.base.ui.context.Frame.is_demo_day", False)
        client.force_login(clerk)

        assert "演示日期" not in client.get("/divisions/").content.decode()


@pytest.mark.usefixtures("try_pages")
class TestErrorPages:
    def same(self, page):
        text = page.content.decode()
        return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*|nonce="[^"]*"', "", text)

    def test_another_townships_row_answers_byte_for_byte_like_a_missing_one(
        self, client, other_clerk, yuxin
    ):
        person = MandateFactory(township=yuxin).person
        client.force_login(other_clerk)

        foreign = client.get(f"/try/{person.pk}/")
        missing = client.get("/try/99999999/")

        assert foreign.status_code == missing.status_code == 404
        assert self.same(foreign) == self.same(missing)

    def test_a_page_of_another_role_is_refused_with_a_sentence(self, client, clerk):
        client.force_login(clerk)

        page = client.get("/try/leaders/")

        assert page.status_code == 403
        assert "您的岗位不能使用这个页面" in page.content.decode()

    def test_a_forged_or_outdated_form_is_told_where_its_text_is(self, clerk):
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        client.force_login(clerk)

        page = client.post("/try/new/", {"name": "张三"})

        assert page.status_code == 403
        assert "草稿" in page.content.decode()

    def test_a_fault_of_the_system_is_told_without_asking_the_database(
        self, client, clerk, django_assert_num_queries
    ):
        client.force_login(clerk)
        client.raise_request_exception = False

        page = client.get("/try/broken/")

        assert page.status_code == 500
        assert "系统出错了" in page.content.decode()
        with django_assert_num_queries(0):
            engines["django"].get_template("500.html").render({})


class TestMasks:
    @pytest.mark.parametrize(
        ("name", "masked"),
        [
            ("张三", "张*"),
            ("张三丰", "张*丰"),
            ("欧阳三丰", "欧**丰"),
            ("张", "张"),
            ("", ""),
        ],
    )
    def test_names(self, name, masked):
        assert masks.mask_name(name) == masked

    @pytest.mark.parametrize(
        ("number", "masked"),
        [
            ("138 0000 1234", "138****1234"),
            ("0728-5220000", "072****0000"),
            ("5220", "****"),
        ],
    )
    def test_phones(self, number, masked):
        assert masks.mask_phone(number) == masked

    def test_id_numbers(self):
        assert masks.mask_id_number("42909919640101001X") == "429099********001X"
        assert "1964" not in masks.mask_id_number("1964")

    def test_supervisors_and_leaders_see_masks_and_clerks_the_whole(
        self, clerk, supervisor, leader
    ):
        template = "{% person_name '张三丰' %} {% phone '138 0000 1234' %}"

        assert rendered(template, clerk) == "张三丰 138 0000 1234"
        for user in (supervisor, leader):
            assert rendered(template, user) == "张*丰 138****1234"


class TestTags:
    @pytest.mark.parametrize(
        ("due", "words"),
        [
            ("2017-07-25", "今天到期"),
            ("2017-07-28", "还有3天"),
            ("2017-07-20", "已超5天"),
        ],
    )
    def test_a_deadline_is_told_in_words(self, clerk, due, words):
        from datetime import date

        text = rendered("{% due_tag 'red' due %}", clerk, due=date.fromisoformat(due))

        assert words in text
        assert "超期" in text

    def test_what_is_not_due_has_no_light(self, clerk):
        assert rendered("{% due_tag '' None %}{% due_tag 'red' None %}", clerk) == ""

    def test_a_status_cannot_smuggle_markup(self, clerk):
        text = rendered("{% status_tag s %}", clerk, s="<script>")

        assert "<script>" not in text


class TestHistory:
    def test_tells_who_changed_what_from_what_to_what(self, office, clerk):
        with acting_as(office):
            person = PersonFactory(name="张三", work="渔薪镇政府")
        with acting_as(office):
            person.work, person.user = "渔薪小学", clerk
            person.save()

        changed, made = history.events(person, user=office)

        assert (made.what, changed.what, changed.who) == ("登记", "修改", office.name)
        told = {(c.label, c.old, c.new) for c in changed.changes}
        assert told == {
            ("工作单位及职务", "渔薪镇政府", "渔薪小学"),
            ("登录账号", "", clerk.name),
        }

    def test_masks_what_its_reader_may_not_see(self, office, supervisor):
        with acting_as(office):
            person = PersonFactory(phone="138 0000 1234")
        with acting_as(office):
            person.phone = "139 0000 5678"
            person.save()

        changed = history.events(person, user=supervisor, personal={"phone": "phone"})[
            0
        ]

        assert [(c.old, c.new) for c in changed.changes] == [
            ("138****1234", "139****5678")
        ]


class TestTrail:
    def test_only_the_auditor_reads_and_exports_it(self, client, auditor, office):
        record(Kind.EXPORT, by=office, subject="走访台账", rows=7)
        client.force_login(office)
        refused = client.get("/audit/")
        client.force_login(auditor)
        page = client.get("/audit/", {"kind": Kind.EXPORT, "since": "2017.1.1"})
        book = client.get("/audit/", {"export": "xlsx"})

        assert refused.status_code == 403
        assert "走访台账" in page.content.decode()
        assert book.getvalue().startswith(b"PK")
        book.close()


def test_the_words_of_the_framework_are_chinese():
    assert product.LANGUAGE_CODE == "zh-hans"
    assert gettext("This field is required.") == "这个字段是必填项。"


def test_pages_go_out_compressed_and_workbooks_as_they_are(client, clerk, qingshan):
    client.force_login(clerk)
    asks = {"accept-encoding": "gzip"}

    page = client.get("/divisions/", headers=asks)
    book = client.get("/divisions/", {"export": "xlsx"}, headers=asks)

    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 5_000
    assert "Content-Encoding" not in book
    book.close()
