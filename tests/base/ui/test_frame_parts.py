"""Doors, menu, parts of rooms above, tags: the frame around every page."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from tests.factories.deputies import PersonFactory
from tests.factories.platform import OrganFactory, user_of
from tianmen_congress.base.accounts.enums import ORGAN_ROLES, Role
from tianmen_congress.base.ui import menu, once
from tianmen_congress.base.ui.masks import (
    mask_id_number,
    mask_name,
    mask_phone,
    shown_to,
)
from tianmen_congress.base.ui.models import OnceToken
from tianmen_congress.base.ui.pages import demand, for_roles
from tianmen_congress.base.ui.parts import DetailPart, DetailParts
from tianmen_congress.base.ui.templatetags.ui import day, days_left, due_tag

pytestmark = pytest.mark.django_db


def holding(role):
    organ = OrganFactory() if role in ORGAN_ROLES else None
    return user_of(role, organ)


class TestDoors:
    @pytest.fixture
    def open_door(self):
        @for_roles(Role.OFFICE, Role.LEADER)
        def page(request, pk):
            """A page."""
            return HttpResponse(f"第{pk}页")

        def open_door(user, **kwargs):
            request = RequestFactory().get("/")
            request.user = user
            return page(request, **kwargs)

        open_door.page = page
        return open_door

    @pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER])
    def test_who_holds_one_of_the_roles_comes_in(self, open_door, role):
        assert open_door(holding(role), pk=7).content.decode() == "第7页"

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICE, Role.LEADER}))
    def test_nobody_else_does(self, open_door, role):
        with pytest.raises(PermissionDenied):
            open_door(holding(role), pk=7)

    def test_a_post_that_ended_opens_nothing(self, open_door):
        user, _ = holding(Role.OFFICE), holding(Role.OFFICE)
        user.posts.update(until=date(2017, 7, 24))

        with pytest.raises(PermissionDenied):
            open_door(user, pk=7)

    def test_a_post_that_has_not_begun_opens_nothing(self, open_door):
        user, _ = holding(Role.OFFICE), holding(Role.OFFICE)
        user.posts.update(since=date(2017, 7, 26))

        with pytest.raises(PermissionDenied):
            open_door(user, pk=7)

    def test_the_door_tells_for_whom_it_is_and_keeps_its_name(self, open_door):
        assert open_door.page.roles == {Role.OFFICE, Role.LEADER}
        assert (open_door.page.__name__, open_door.page.__doc__) == ("page", "A page.")

    def test_a_refusal_about_a_row_says_why(self):
        with pytest.raises(PermissionDenied, match="已作废"):
            demand(False, "已作废的走访不能修改")
        demand(True, "不会说")


ENTERS = ["工作台", "待办意见", "登记走访", "登记小组活动"]
DAILY_OF = {
    "office": ["工作台", "总体情况", "数字与报表", "待办意见", "意见建议台账"],
    "clerk": ENTERS,
    "other_clerk": ENTERS,
    "secretary": ENTERS,
    "other_secretary": ENTERS,
    "deputy": ["工作台", "待办意见", "登记走访", "代表联户"],
    "unit": ["工作台", "待办意见"],
    "supervisor": ["工作台", "总体情况", "督导检查", "发现的问题"],
    "leader": ["总体情况", "数字与报表", "意见建议台账"],
    "sysadmin": [],
    "secadmin": [],
    "auditor": [],
}


class TestMenu:
    def shown(self, user, path="/"):
        sections = menu.sections_for(user, path)
        return {s.title: [entry.label for entry in s.entries] for s in sections}

    def test_sections_come_in_their_order_and_none_is_empty(self, office):
        sections = menu.sections_for(office, "/")

        titles = [section.title for section in sections]
        order = (menu.DAILY, *menu.SECTIONS)
        assert titles == [title for title in order if title in titles]
        assert all(section.entries for section in sections)
        assert all(entry.icon for section in sections for entry in section.entries)

    def test_what_a_role_does_daily_stands_on_top_and_nowhere_else(self, everybody):
        """Roles without daily work have their few entries in the sections."""
        daily = {
            name: self.shown(user).get(menu.DAILY, [])
            for name, user in everybody.items()
        }

        assert daily == DAILY_OF
        for name, user in everybody.items():
            shown = self.shown(user)
            labels = [label for entries in shown.values() for label in entries]
            assert len(labels) == len(set(labels)), name

    @pytest.mark.parametrize(
        ("who", "entry"),
        [
            ("clerk", True),
            ("secretary", True),
            ("deputy", True),
            ("office", True),
            ("leader", False),
            ("supervisor", False),
        ],
    )
    def test_entering_visits_is_offered_to_who_may(self, request, who, entry):
        shown = self.shown(request.getfixturevalue(who))

        assert (
            "登记走访" in {label for some in shown.values() for label in some}
        ) == entry
        assert "走访记录" in shown["走访"]

    @pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditor"])
    def test_who_has_no_business_is_offered_none(self, request, who):
        shown = self.shown(request.getfixturevalue(who))

        assert set(shown) <= {"工作台", "系统", "导入"}

    def test_one_entry_at_most_is_marked(self, clerk):
        for path in ("/", "/visits/", "/visits/new/", "/visits/7/edit/", "/nowhere/"):
            sections = menu.sections_for(clerk, path)
            marked = [e.url for s in sections for e in s.entries if e.is_active]
            assert len(marked) <= 1
            assert all(path.startswith(url) for url in marked)

    def test_a_section_is_open_where_one_of_its_entries_is_marked(self, clerk):
        sections = menu.sections_for(clerk, "/visits/new/")

        assert [s.title for s in sections if s.is_active] == [menu.DAILY]
        there = menu.sections_for(clerk, "/visits/")
        assert [s.title for s in there if s.is_active] == ["走访"]

    def test_registering_twice_shows_one_entry(self, clerk):
        with menu.registered.emptied():
            for _ in range(2):
                menu.register("走访", "走访记录", "visits:list", [Role.PRESIDIUM])
            shown = self.shown(clerk)

        assert shown == {"走访": ["走访记录"]}


class TestParts:
    def test_each_part_gets_user_and_row_and_may_have_nothing(self, clerk):
        parts, person = DetailParts(), PersonFactory()
        parts.register(
            DetailPart("a.html", lambda user, row: {"user": user, "row": row})
        )
        parts.register(DetailPart("b.html", lambda user, row: None))
        parts.register(DetailPart("c.html", lambda user, row: {}))

        shown = list(parts.shown(clerk, person))

        assert shown == [
            {"template": "a.html", "context": {"user": clerk, "row": person}},
            {"template": "c.html", "context": {}},
        ]

    def test_a_part_registered_twice_is_shown_once(self, clerk):
        parts = DetailParts()
        part = DetailPart("a.html", lambda user, row: {})
        parts.register(part)
        parts.register(part)

        assert len(list(parts.shown(clerk, PersonFactory()))) == 1


class TestMasks:
    @pytest.mark.parametrize(
        ("name", "masked"), [("司马相如", "司**如"), ("买买提·艾力", "买****力")]
    )
    def test_long_names_keep_their_ends(self, name, masked):
        assert mask_name(name) == masked

    @pytest.mark.parametrize("phone", ["", "1", "1234567"])
    def test_a_short_phone_keeps_nothing(self, phone):
        assert mask_phone(phone) == "*" * len(phone)

    @pytest.mark.parametrize("number", ["", "1234567890", "4290991964"])
    def test_a_short_number_tells_not_even_its_length(self, number):
        assert mask_id_number(number) == "********"

    @pytest.mark.parametrize("kind", ["name", "phone", "id_number"])
    def test_nothing_stays_nothing(self, leader, clerk, kind):
        for user in (leader, clerk):
            assert shown_to(user, "", kind) == ""
            assert shown_to(user, None, kind) == ""

    @pytest.mark.parametrize(
        ("role", "is_whole"),
        [
            (Role.OFFICE, True),
            (Role.PRESIDIUM, True),
            (Role.SECRETARY, True),
            (Role.DEPUTY, True),
            (Role.SUPERVISOR, False),
            (Role.LEADER, False),
            (Role.SYSADMIN, False),
            (Role.AUDITOR, False),
        ],
    )
    def test_names_are_whole_for_those_who_work_with_them(self, role, is_whole):
        assert (shown_to(holding(role), "张三丰", "name") == "张三丰") == is_whole


class TestTags:
    @pytest.mark.parametrize(
        ("due", "words"),
        [
            (date(2017, 7, 25), "今天到期"),
            (date(2017, 7, 26), "还有1天"),
            (date(2017, 7, 24), "已超1天"),
            (date(2018, 7, 25), "还有365天"),
        ],
    )
    def test_days_left_are_counted_from_the_business_day(self, due, words):
        assert days_left(due) == words

    @pytest.mark.parametrize(
        ("light", "word"), [("green", "正常"), ("yellow", "临近期限"), ("red", "超期")]
    )
    def test_a_light_has_a_word(self, light, word):
        tag = due_tag(light, date(2017, 7, 28))

        assert f'<span class="due due-{light}">' in tag
        assert f'<span class="visually-hidden">{word} </span>' in tag
        assert '还有3天 <time datetime="2017-07-28">07-28</time>' in tag

    def test_the_day_of_another_year_is_told_whole(self):
        assert ">2018-01-05</time>" in due_tag("green", date(2018, 1, 5))

    def test_an_unknown_light_is_none(self):
        assert due_tag("purple", date(2017, 7, 28)) == ""

    def test_no_day_is_no_text(self):
        assert day(None) == ""
        assert day(date(2017, 6, 5)) == "2017-06-05"

    def test_tags_work_in_templates_without_being_loaded(self, clerk):
        request = RequestFactory().get("/")
        request.user = clerk
        text = '{% phone "" %}{% status_tag "办理中" "blue" %}{{ d|day }}'

        shown = Template(text).render(Context({"request": request, "d": None}))

        assert shown == '<span class="tag tag-blue">办理中</span>'


class TestOnce:
    @pytest.mark.parametrize(
        "token",
        [
            "",
            "short",
            "x" * 41,
            "has space in",
            "a/b/c/d/e/f",
        ],
    )
    def test_what_is_no_token_is_not_remembered(self, client, clerk, try_pages, token):
        client.force_login(clerk)

        client.post("/try/new/", {"name": "张三", "form_token": token})

        assert not OnceToken.objects.exists()

    def test_old_tokens_are_forgotten_when_their_user_comes_again(
        self, client, clerk, other_clerk, try_pages
    ):
        long_ago = timezone.now() - once.KEPT_FOR
        for user in (clerk, other_clerk):
            OnceToken.objects.create(user=user, token="an-old-token-1")
        OnceToken.objects.update(claimed_at=long_ago)
        client.force_login(clerk)

        client.post("/try/new/", {"name": "张三", "form_token": "a-new-token-12"})

        kept = OnceToken.objects.values_list("user__username", "token")
        assert set(kept) == {
            (clerk.username, "a-new-token-12"),
            (other_clerk.username, "an-old-token-1"),
        }

    def test_tokens_differ_and_have_the_shape_that_is_asked_for(self):
        tokens = {once.new_token() for _ in range(50)}

        assert len(tokens) == 50
        assert all(once.SHAPE.fullmatch(token) for token in tokens)

    def test_reading_a_page_claims_nothing(self, client, clerk, try_pages):
        client.force_login(clerk)

        client.get("/try/new/", {"form_token": "a-new-token-12"})

        assert not OnceToken.objects.exists()

    def test_the_last_twenty_saved_forms_are_told_to_the_browser(
        self, client, clerk, try_pages
    ):
        client.force_login(clerk)
        for number in range(22):
            data = {"name": f"张{number}", "form_token": f"token-number-{number:02}"}
            client.post("/try/new/", data)

        told = client.session[once.SAVED]

        assert len(told) == 20
        assert told[-1] == "token-number-21"


def test_no_page_makes_the_browser_look_for_an_icon_that_is_not_there():
    templates = Path(settings.BASE_DIR, "templates")
    pages = {
        str(path.relative_to(templates)): path.read_text(encoding="utf-8")
        for path in templates.rglob("*.html")
    }

    without = [
        name
        for name, text in pages.items()
        if "<!doctype html>" in text and 'rel="icon"' not in text
    ]

    assert without == []
