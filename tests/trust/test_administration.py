"""The administration pages: settings for the office, accounts for those who keep them.

Every page of every registered model is opened and posted to as every role.
"""

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from tests.factories.platform import OrganFactory, UserFactory, user_of
from tests.factories.supervision import SectionFactory
from tests.trust import nasty
from tests.trust.asking import Asker, some, trouble
from tests.trust.forms import forms_on
from tests.trust.sending import counted, grown
from tianmen_congress.base.accounts.enums import ORGAN_ROLES, OrganKind, Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.clocks.models import Holiday

pytestmark = pytest.mark.django_db
# Written out by hand: model -> who looks at it, and who of them changes it.
LOOK = {
    "accounts.User": {Role.OFFICE, Role.SYSADMIN, Role.SECADMIN},
    "accounts.Organ": {Role.OFFICE, Role.SYSADMIN, Role.SECADMIN},
    "divisions.Division": {Role.OFFICE, Role.SYSADMIN, Role.SECADMIN},
    "clocks.Holiday": {Role.OFFICE, Role.SYSADMIN},
    "clocks.CalendarYear": {Role.OFFICE, Role.SYSADMIN},
    "campaigns.Campaign": {Role.OFFICE},
    "campaigns.CampaignForm": {Role.OFFICE},
    "campaigns.FormSection": {Role.OFFICE},
    "deputies.Congress": {Role.OFFICE},
}
ADD = {
    # Made on a page of their own: see the room credentials.
    "accounts.User": set(),
    "accounts.Organ": {Role.OFFICE, Role.SYSADMIN},
    "divisions.Division": {Role.OFFICE, Role.SYSADMIN},
    "clocks.Holiday": {Role.OFFICE, Role.SYSADMIN},
    "clocks.CalendarYear": {Role.OFFICE, Role.SYSADMIN},
    "campaigns.Campaign": {Role.OFFICE},
    "campaigns.CampaignForm": {Role.OFFICE},
    "campaigns.FormSection": {Role.OFFICE},
    "deputies.Congress": {Role.OFFICE},
}
# Settings that belong to the business; nobody who only keeps accounts sees them.
BUSINESS = {
    "campaigns.Campaign",
    "campaigns.CampaignForm",
    "campaigns.FormSection",
    "deputies.Congress",
}
KEEPERS = (Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR)
MOST_BOXES = 30
PAGES = ("changelist", "add", "import", "export", "autocomplete")


def registered():
    return {model._meta.label: model for model in admin.site._registry}


def address(model, page, *args):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def addresses(model, pk):
    """Every page that the administration has for a model and one row of it."""
    found = [address(model, page) for page in PAGES]
    found += [address(model, page, pk) for page in ("change", "delete", "history")]
    return [url for url in found if url]


@pytest.fixture
def rows(rows, visit_form, yuxin):
    SectionFactory(form=visit_form, code="ask", title="问", order=1)
    Holiday.objects.create(day="2017-10-01", name="国庆节")
    return rows


def row_of(model) -> int:
    row = model._base_manager.first()
    return row.pk if row else 1


@pytest.mark.parametrize("role", Role)
def test_each_model_is_looked_at_by_its_keepers_alone(role, rows, signed_in):
    client = signed_in(role)
    opened = {
        label
        for label, model in registered().items()
        if client.get(address(model, "changelist")).status_code == 200
    }

    assert opened == {label for label, roles in LOOK.items() if role in roles}


@pytest.mark.parametrize("role", Role)
def test_each_model_is_added_to_by_its_keepers_alone(role, rows, signed_in):
    client = signed_in(role)
    opened = {
        label
        for label, model in registered().items()
        if client.get(address(model, "add")).status_code == 200
    }

    assert opened == {label for label, roles in ADD.items() if role in roles}


@pytest.mark.parametrize("role", [r for r in Role if r not in LOOK["accounts.User"]])
def test_no_page_of_the_administration_opens_to_anybody_else(role, rows, signed_in):
    client, opened, asked = signed_in(role), [], 0
    for model in registered().values():
        for url in addresses(model, row_of(model)):
            for method in ("get", "post"):
                asked += 1
                response = getattr(client, method)(url, follow=True)
                opened += [url] if response.status_code not in (403, 404) else []

    assert opened == []
    assert asked > 80


@pytest.mark.parametrize("role", Role)
def test_a_post_of_the_wrong_role_writes_nothing(role, rows, signed_in):
    client, written = signed_in(role), {}
    for label, model in registered().items():
        if role in ADD.get(label, ()) or role in LOOK.get(label, ()):
            continue
        before = counted()
        for url in addresses(model, row_of(model)):
            client.post(url, {"name": "改", "post": "yes", "_save": "1", "title": "改"})
        if done := grown(before, counted()):
            written[label] = done

    assert written == {}


@pytest.mark.parametrize("role", Role)
def test_nobody_deletes_what_others_hang_on(role, rows, signed_in):
    client = signed_in(role)
    for label in (
        "accounts.User",
        "accounts.Organ",
        "divisions.Division",
        "campaigns.Campaign",
    ):
        model = registered()[label]
        before = model._base_manager.count()
        url = address(model, "delete", row_of(model))

        assert client.post(url, {"post": "yes"}, follow=True).status_code in (403, 404)
        client.post(
            address(model, "changelist"),
            {
                "action": "delete_selected",
                "_selected_action": row_of(model),
                "post": "yes",
            },
        )
        assert model._base_manager.count() == before


def test_a_model_open_to_everybody_is_found(rows, signed_in, monkeypatch):
    """The broken twin: a page that forgets to ask."""
    from tianmen_congress.base.ui.admin.base import ByRole

    monkeypatch.setattr(
        ByRole, "has_view_permission", lambda self, request, obj=None: True
    )
    client = signed_in(Role.SECADMIN)

    opened = {
        label
        for label, model in registered().items()
        if client.get(address(model, "changelist")).status_code == 200
    }

    assert opened >= BUSINESS


@pytest.mark.parametrize("role", KEEPERS)
def test_keepers_of_accounts_see_no_business(role, rows, signed_in):
    client = signed_in(role)
    texts = [
        client.get(url).content.decode()
        for label in set(LOOK) - BUSINESS
        for url in addresses(registered()[label], row_of(registered()[label]))
    ]

    assert [text for text in texts if "本镇户主" in text or "本镇意见" in text] == []


@pytest.mark.parametrize("role", sorted(LOOK["accounts.User"]))
@pytest.mark.slow
def test_no_value_of_a_filter_breaks_a_list_of_the_administration(
    role, rows, signed_in
):
    asker, wrong = Asker(signed_in(role)), []
    for label, roles in LOOK.items():
        if role not in roles:
            continue
        url = address(registered()[label], "changelist")
        for name in ("q", "o", "p", "e", "posts__role__exact", "level__exact", "x__y"):
            for value in some(nasty.TEXTS, label + name, 3):
                answer = asker.get(url, [(name, value)])
                wrong += [(url, name, value[:20], t)] if (t := trouble(answer)) else []

    assert wrong == []


@pytest.mark.parametrize("label", [label for label, roles in ADD.items() if roles])
@pytest.mark.slow
def test_no_value_of_a_box_breaks_a_form_of_the_administration(label, rows, signed_in):
    client = signed_in(Role.OFFICE)
    asker, wrong = Asker(client), []
    url = address(registered()[label], "add")
    page = client.get(url).content.decode()
    form = next(
        f for f in forms_on(page, url) if f.method == "post" and len(f.names) > 2
    )
    # A campaign has some hundred boxes of a few kinds: another choice for each form.
    for name in some(form.names, label, MOST_BOXES):
        for value in some(nasty.TEXTS, label + name, 2):
            answer = asker.post(form.action, form.changed(**{name: value}))
            wrong += [(name, value[:20], t)] if (t := trouble(answer)) else []

    assert wrong == []


# --- rights --------------------------------------------------------------------------
def post_fields(user, **fields):
    rows = {f"posts-0-{name}": value for name, value in fields.items()}
    return {
        "posts-TOTAL_FORMS": 1,
        "posts-INITIAL_FORMS": 0,
        "posts-0-user": user.pk,
        **rows,
    }


def change(client, user, **fields):
    base = {"username": user.username, "name": user.name, "is_active": "on"}
    url = reverse("admin:accounts_user_change", args=[user.pk])
    return client.post(url, base | post_fields(user, **fields))


def test_the_security_administrator_gives_himself_no_rights(client, secadmin):
    client.force_login(secadmin)

    change(client, secadmin, role=Role.LEADER)

    assert User.objects.get(pk=secadmin.pk).roles == {Role.SECADMIN}


def test_the_security_administrator_does_not_change_his_own_post(client, secadmin):
    client.force_login(secadmin)
    post = secadmin.posts.get()
    fields = {"posts-INITIAL_FORMS": 1, "posts-0-id": post.pk}

    url = reverse("admin:accounts_user_change", args=[secadmin.pk])
    base = {"username": "secadmin", "name": "x", "is_active": "on"}
    client.post(url, base | post_fields(secadmin, role=Role.OFFICE) | fields)

    assert User.objects.get(pk=secadmin.pk).roles == {Role.SECADMIN}


def test_the_system_administrator_gives_nobody_rights(client, sysadmin):
    user = UserFactory()
    client.force_login(sysadmin)

    change(client, user, role=Role.AUDITOR)

    assert not user.posts.exists()


def test_the_office_gives_nobody_rights(client, office):
    user = UserFactory()
    client.force_login(office)

    assert change(client, user, role=Role.LEADER).status_code == 403
    assert not user.posts.exists()


def test_a_post_is_given_from_a_day_to_a_day(client, secadmin):
    user = UserFactory()
    client.force_login(secadmin)

    change(client, user, role=Role.LEADER, since="2017-08-01", until="2017-12-31")

    post = user.posts.get()
    assert (str(post.since), str(post.until)) == ("2017-08-01", "2017-12-31")
    assert TrailEntry.objects.filter(kind=Kind.RIGHTS, subject=user.username).exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"role": Role.LEADER, "since": "2017-08-01", "until": "2017-07-01"},
            "不能早于起始日期",
        ),
        ({"role": Role.LEADER, "since": "昨天"}, "日期"),
        ({"role": "king"}, "选"),
        ({"role": Role.SECRETARY}, "此角色须选择所在机构"),
    ],
)
def test_a_post_that_cannot_be_is_told_and_not_given(client, secadmin, fields, words):
    user = UserFactory()
    client.force_login(secadmin)

    page = change(client, user, **fields)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not user.posts.exists()


@pytest.mark.parametrize("role", ORGAN_ROLES)
def test_a_post_is_given_at_an_organ_of_its_kind_alone(client, secadmin, role):
    user, organ = UserFactory(), OrganFactory(kind=OrganKind.OFFICE, name="别的机关")
    client.force_login(secadmin)

    page = change(client, user, role=role, organ=organ.pk)

    assert "此角色的机构须为" in page.content.decode()
    assert not user.posts.exists()


def test_a_post_struck_from_the_page_is_ended_by_a_day_and_never_deleted(
    client, secadmin
):
    user = user_of(Role.LEADER)
    post = user.posts.get()
    client.force_login(secadmin)
    fields = {"posts-INITIAL_FORMS": 1, "posts-0-id": post.pk, "posts-0-DELETE": "on"}

    change_page = reverse("admin:accounts_user_change", args=[user.pk])
    base = {"username": user.username, "name": user.name, "is_active": "on"}
    client.post(change_page, base | post_fields(user, role=Role.LEADER) | fields)

    assert Post.objects.filter(pk=post.pk).exists()


def test_the_account_that_commands_act_as_is_nobodys(client, office):
    from tianmen_congress.base.accounts.queries import system_user

    system = system_user()
    client.force_login(office)

    listed = client.get(reverse("admin:accounts_user_changelist")).content.decode()
    page = client.get(
        reverse("admin:accounts_user_change", args=[system.pk]), follow=True
    )

    assert ">system<" not in listed
    assert "不存在" in page.content.decode()
