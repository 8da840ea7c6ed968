import re

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.urls import reverse

from deputies.models import Congress
from tests.factories.platform import UserFactory, VillageFactory, user_of
from tests.factories.visits import FormFactory
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.campaigns.actions import copy_form, publish
from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.clocks.models import Holiday
from tianmen_congress.base.ui.admin import AccountsAdmin, OfficeAdmin
from tianmen_congress.base.ui.admin.base import ByRole, SmallListResource

pytestmark = pytest.mark.django_db
OWN = [model for model in admin.site._registry if "tianmen" in model.__module__]
# What the administration shows to each role, by the names of the models.
SHOWN = {
    Role.OFFICE: {
        "user",
        "organ",
        "division",
        "holiday",
        "calendaryear",
        "campaign",
        "campaignform",
    },
    Role.SYSADMIN: {"user", "organ", "division", "holiday", "calendaryear"},
    Role.SECADMIN: {"user", "organ", "division"},
}


def shown(client):
    page = client.get(reverse("admin:index"))
    names = {
        model["object_name"].lower()
        for app in page.context["app_list"]
        for model in app["models"]
    }
    platform = {model._meta.model_name for model in OWN}
    return names & platform


@pytest.mark.parametrize("role", SHOWN)
def test_each_role_sees_its_own_settings(client, role):
    client.force_login(user_of(role))

    assert shown(client) == SHOWN[role]


@pytest.mark.parametrize("role", [r for r in Role if r not in SHOWN])
def test_nobody_else_enters_the_administration(client, role):
    organ = User.posts.field.model._meta.get_field("organ").related_model
    client.force_login(user_of(role, organ.objects.create(kind="unit", name="局")))

    entry = client.get(reverse("admin:index"), follow=True)
    page = client.get(reverse("admin:accounts_user_changelist"), follow=True)

    assert entry.status_code == page.status_code == 403


def test_every_page_of_the_administration_asks_for_the_role():
    without = [
        model._meta.label
        for model, each in admin.site._registry.items()
        if apps.get_app_config(model._meta.app_label).name.startswith(
            ("tianmen", "deputies", "groups", "poverty", "visits", "referrals", "super")
        )
        and not isinstance(each, ByRole)
    ]

    assert without == []
    assert issubclass(OfficeAdmin, ByRole)
    assert issubclass(AccountsAdmin, ByRole)


def test_the_administration_has_no_sign_in_of_its_own(client, deputy):
    client.force_login(deputy)

    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/password_change/").url == "/accounts/password/"


def posts(user=None, **fields):
    """The posts' part of the account page."""
    rows = {f"posts-0-{name}": value for name, value in fields.items()}
    count = 1 if fields else 0
    return {
        "posts-TOTAL_FORMS": count,
        "posts-INITIAL_FORMS": 0,
        **({"posts-0-user": user.pk} if user and fields else {}),
        **rows,
    }


class TestAccounts:
    @pytest.mark.parametrize("who", ["office", "sysadmin", "secadmin"])
    def test_no_account_is_made_and_no_password_set_here(self, client, request, who):
        client.force_login(request.getfixturevalue(who))
        user = UserFactory(username="wang")
        words = {"username": "li", "name": "李四", "password": "三公里外的鱼塘-7"}

        added = client.post(reverse("admin:accounts_user_add"), words)
        page = reverse("admin:accounts_user_change", args=[user.pk])
        client.post(page, words | {"is_active": "on", **posts()})
        reset = client.post(f"{page}../password/", words)

        user.refresh_from_db()
        assert (added.status_code, user.password) == (403, "")
        assert reset.status_code in (302, 404)
        assert not User.objects.filter(username="li").exclude(pk=user.pk).exists()

    def test_the_security_administrator_gives_rights_and_makes_no_account(
        self, client, secadmin
    ):
        client.force_login(secadmin)
        user = UserFactory(username="wang")

        refused = client.get(reverse("credentials:account_new"))
        page = reverse("admin:accounts_user_change", args=[user.pk])
        client.post(
            page,
            {"is_active": "on", "name": "改名", **posts(user, role=Role.LEADER)},
        )

        user = User.objects.get(pk=user.pk)
        assert refused.status_code == 403
        assert user.roles == {Role.LEADER}
        assert user.name != "改名"
        entry = TrailEntry.objects.filter(kind=Kind.RIGHTS).first()
        assert (entry.user, entry.note) == (secadmin, "岗位：增加 领导(只读)")

    def test_nobody_becomes_two_of_the_three_administrators(self, client, secadmin):
        client.force_login(secadmin)
        user = user_of(Role.SYSADMIN, username="wang")

        page = self.give(client, user, role=Role.AUDITOR)

        assert "“系统管理员”和“审计员”不能由同一人同时担任" in page.content.decode()
        assert User.objects.get(pk=user.pk).roles == {Role.SYSADMIN}

    def test_a_post_is_ended_and_the_other_given_in_one_go(self, client, secadmin):
        client.force_login(secadmin)
        user, _ = user_of(Role.SYSADMIN, username="wang"), user_of(Role.SYSADMIN)

        self.give(client, user, role=Role.AUDITOR, until="2017-07-24")

        assert User.objects.get(pk=user.pk).roles == {Role.AUDITOR}

    def give(self, client, user, *, role, until=""):
        """Give a further post from the demo's today on; the first ends on `until`."""
        first = user.posts.get()
        fields = {
            "is_active": "on",
            "posts-TOTAL_FORMS": 2,
            "posts-INITIAL_FORMS": 1,
            "posts-0-id": first.pk,
            "posts-0-user": user.pk,
            "posts-0-role": first.role,
            "posts-0-until": until,
            "posts-1-user": user.pk,
            "posts-1-role": role,
            "posts-1-since": "2017-07-25",
        }
        page = reverse("admin:accounts_user_change", args=[user.pk])
        return client.post(page, fields)

    @pytest.mark.parametrize(
        ("who", "is_offered"),
        [("office", False), ("sysadmin", True), ("secadmin", False)],
    )
    def test_the_account_s_page_leads_to_a_code_where_it_may_be_asked_for(
        self, client, request, who, is_offered
    ):
        client.force_login(request.getfixturevalue(who))
        user = UserFactory(username="wang")
        address = reverse("credentials:ask", args=[user.pk])

        page = client.get(reverse("admin:accounts_user_change", args=[user.pk]))

        assert (f'href="{address}"' in page.content.decode()) is is_offered
        assert (client.get(address).status_code == 200) is is_offered

    def test_the_office_looks_at_accounts_and_changes_none(self, client, office):
        user = UserFactory(username="wang", name="王五")
        client.force_login(office)
        page = reverse("admin:accounts_user_change", args=[user.pk])

        shown = client.get(page)
        changed = client.post(page, {"name": "改名", **posts(user, role=Role.LEADER)})

        user.refresh_from_db()
        assert (shown.status_code, changed.status_code) == (200, 403)
        assert (user.name, user.is_active, user.posts.count()) == ("王五", True, 0)

    def test_a_locked_account_is_unlocked_by_the_security_administrator(
        self, client, secadmin
    ):
        user = UserFactory(username="wang")
        AccessAttempt.objects.create(
            username="wang", ip_address="10.0.0.7", failures_since_start=5
        )
        client.force_login(secadmin)

        client.post(
            reverse("admin:accounts_user_changelist"),
            {"action": "unlock", "_selected_action": user.pk},
        )

        assert not AccessAttempt.objects.exists()

    def test_nobody_deletes_an_account(self, client, office):
        client.force_login(office)
        user = UserFactory()

        address = reverse("admin:accounts_user_delete", args=[user.pk])

        assert client.post(address, {"post": "yes"}).status_code == 403
        assert User.objects.filter(pk=user.pk).exists()


class TestCampaignForms:
    @pytest.fixture
    def visit_form(self, campaign):
        form = FormFactory(campaign=campaign, published_at=None)
        section = form.sections.create(code="ask", title="问", order=1)
        kinds = {"kind": "text", "about": "village"}
        section.questions.create(code="road", text="道路如何", **kinds)
        section.questions.create(code="water", text="饮水如何", **kinds)
        return publish(form)

    def test_a_published_version_does_not_change(self, client, office, visit_form):
        section = visit_form.sections.first()
        client.force_login(office)
        address = reverse("admin:campaigns_formsection_change", args=[section.pk])

        refused = client.post(address, {"title": "别的"})

        section.refresh_from_db()
        assert refused.status_code == 403
        assert section.title != "别的"

    def test_a_copy_is_a_new_version_with_the_same_codes(self, visit_form):
        copy = copy_form(visit_form)

        def codes(form):
            rows = FormQuestion.objects.filter(section__form=form)
            return list(
                rows.order_by("pk").values_list("section__code", "code", "text")
            )

        assert (copy.version, copy.published_at) == (visit_form.version + 1, None)
        assert codes(copy) == codes(visit_form)
        assert codes(copy) != []

    def test_options_are_written_one_a_line(self, client, office, visit_form):
        section = copy_form(visit_form).sections.first()
        client.force_login(office)
        address = reverse("admin:campaigns_formsection_change", args=[section.pk])
        page = client.get(address).content.decode()
        fields = dict(re.findall(r'name="(questions-[^"]+)" value="([^"]*)"', page))
        first = section.questions.first()

        response = client.post(
            address,
            fields
            | {
                "form": section.form_id,
                "code": section.code,
                "title": section.title,
                "order": 1,
                "questions-TOTAL_FORMS": 1,
                "questions-INITIAL_FORMS": 1,
                "questions-0-id": first.pk,
                "questions-0-section": section.pk,
                "questions-0-code": first.code,
                "questions-0-text": "路况",
                "questions-0-kind": "choice",
                "questions-0-about": "village",
                "questions-0-options": "好\n\n 差 ",
                "questions-0-order": 0,
            },
        )

        first.refresh_from_db()
        assert response.status_code == 302
        assert (first.text, first.options) == ("路况", ["好", "差"])


def organs_named(place):
    rows = Organ.objects.filter(division__name__startswith=place)
    return set(rows.values_list("name", flat=True))


class TestSmallLists:
    def test_only_their_keepers_take_them_in(self, client, office, secadmin):
        client.force_login(secadmin)
        refused = client.get("/admin/divisions/division/import/")
        client.force_login(office)

        assert refused.status_code == 403
        assert client.get("/admin/divisions/division/import/").status_code == 200

    def test_what_went_out_goes_back_in_unchanged(self, client, office, yuxin):
        VillageFactory(name="青山村委会", parent=yuxin)
        client.force_login(office)
        out = client.post("/admin/divisions/division/export/", {"format": "0"})

        file = SimpleUploadedFile("区划.xlsx", out.content)
        page = client.post(
            "/admin/divisions/division/import/", {"import_file": file, "format": "0"}
        )

        result = page.context["result"]
        assert not result.has_errors()
        assert (result.totals["skip"], result.totals["new"]) == (2, 0)

    def test_new_rows_are_kept_once_they_are_confirmed(self, client, office):
        client.force_login(office)
        sheet = "日期,名称,调休上班\n2018-10-01,国庆节,0\n2018-09-29,调休,1\n"

        done = self.take_in(client, "clocks/holiday", sheet)

        assert "导入成功，新增2条" in done.content.decode()
        days = Holiday.objects.filter(day__year=2018).values_list("name", "is_worked")
        assert set(days) == {("国庆节", False), ("调休", True)}

    def test_a_term_of_a_congress_that_comes_in_is_kept(self, client, office, yuxin):
        client.force_login(office)
        sheet = (
            "区划代码,层级代号,届次,名称,届期起,届期止\n"
            "429006105,township,11,渔薪镇第十一届人民代表大会,2021-11-25,\n"
        )

        self.take_in(client, "deputies/congress", sheet)

        assert Congress.objects.get(term=11).division == yuxin

    def test_what_fails_while_it_is_written_is_told_and_nothing_is_kept(
        self, client, office, monkeypatch
    ):
        def fail(resource, dataset, result, **kwargs):
            if not resource._is_dry_run(kwargs):
                raise DatabaseError

        monkeypatch.setattr(SmallListResource, "after_import", fail)
        client.force_login(office)

        sheet = "日期,名称,调休上班\n2018-10-01,国庆节,0\n"
        done = self.take_in(client, "clocks/holiday", sheet).content.decode()

        assert "没有导入：写入时出错" in done
        assert "导入成功" not in done
        assert not Holiday.objects.filter(day__year=2018).exists()

    def take_in(self, client, name, sheet):
        """Upload a list and confirm the preview."""
        file = SimpleUploadedFile("list.csv", sheet.encode())
        data = {"import_file": file, "format": "1"}
        preview = client.post(f"/admin/{name}/import/", data)
        form = preview.context["confirm_form"]
        return client.post(f"/admin/{name}/process_import/", form.initial, follow=True)

    def test_a_township_that_comes_in_has_its_presidium_and_government(
        self, client, office, tianmen
    ):
        client.force_login(office)
        sheet = (
            "区划代码,级别,上级代码,名称,撤销日期,并入代码\n"
            "429006199,township,429006,新建镇,,\n"
        )

        self.take_in(client, "divisions/division", sheet)

        assert organs_named("新建镇") == {"新建镇人大主席团", "新建镇人民政府"}

    def test_a_township_that_is_entered_by_hand_has_them_too(
        self, client, office, tianmen
    ):
        client.force_login(office)

        client.post(
            "/admin/divisions/division/add/",
            {
                "code": "429006198",
                "level": "township",
                "parent": tianmen.pk,
                "name": "湖滨街道办事处",
            },
        )

        assert organs_named("湖滨") == {"湖滨街道办事处人大联络处", "湖滨街道办事处"}

    @pytest.mark.parametrize(
        ("code", "fault"),
        [
            ("429006198", ""),
            ("42900619", "位数与级别不符"),
            ("429005198", "不以上级代码 429006 开头"),
            ("42900619A", "代码应为数字"),
        ],
    )
    def test_a_place_entered_by_hand_has_a_code_as_in_an_official_list(
        self, client, office, tianmen, code, fault
    ):
        client.force_login(office)
        data = {
            "code": code,
            "level": "township",
            "parent": tianmen.pk,
            "name": "湖滨镇",
        }

        page = client.post("/admin/divisions/division/add/", data)

        assert page.status_code == (200 if fault else 302)
        assert fault in page.content.decode()

    def test_a_day_is_changed_by_its_date(self, client, office):
        Holiday.objects.create(day="2017-10-01", name="国庆节")
        client.force_login(office)
        sheet = "日期,名称,调休上班\n2017-10-01,国庆,0\n2017-09-30,调休,1\n"

        page = client.post(
            "/admin/clocks/holiday/import/",
            {
                "import_file": SimpleUploadedFile("日历.csv", sheet.encode()),
                "format": "1",
            },
        )

        assert page.context["result"].totals["update"] == 1
        assert page.context["result"].totals["new"] == 1


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/accounts/organ/add/",
        "/admin/divisions/division/import/",
        "/admin/divisions/division/export/",
        "/admin/campaigns/campaign/add/",
    ],
)
def test_the_administration_speaks_chinese(client, office, path):
    client.force_login(office)

    page = client.get(path).content.decode().split("<body")[1].split(">", 1)[1]

    words = re.sub(
        r"<script.*?</script>|<[^>]*>|&\w+;|\b(xlsx|csv)\b", " ", page, flags=re.S
    )
    assert re.findall(r"[A-Za-z]{4,}(?: [A-Za-z]+)*", words) == []
