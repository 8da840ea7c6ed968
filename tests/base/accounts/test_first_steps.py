import pytest
from django.core.management import call_command

from tianmen_congress.base.accounts import setup
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.accounts.queries import system_user

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/first-steps/"
WORDS = {
    "name": "张三",
    "username": "zhangsan",
    "password": "三公里外的鱼塘-7",
    "again": "三公里外的鱼塘-7",
}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def test_an_empty_system_leads_from_sign_in_to_its_first_account(client):
    system_user()  # commands have run already

    assert ADDRESS in client.get("/accounts/sign-in/").content.decode()
    assert client.get(ADDRESS).status_code == 200


def test_the_code_is_readable_by_the_systems_own_user_alone(client, home):
    client.get(ADDRESS)

    file = home / "setup-code"
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_text().strip()) == 10


def test_the_first_account_is_the_office_and_signed_in(client, home):
    code = setup.write_code()

    response = client.post(ADDRESS, {**WORDS, "code": f" {code.lower()} "})

    user = User.objects.get(username="zhangsan")
    assert response.url == "/"
    assert user.roles == {Role.OFFICE}
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not (home / "setup-code").exists()


def test_a_wrong_code_makes_nobody(client):
    setup.write_code()

    form = client.post(ADDRESS, {**WORDS, "code": "AAAAAAAAAA"}).context["form"]

    assert form.errors == {"code": ["安装码不正确"]}
    assert not User.objects.exists()


def test_a_weak_password_is_refused_and_the_code_stays_good(client, home):
    fields = {**WORDS, "code": setup.write_code(), "password": "12345678"}

    form = client.post(ADDRESS, {**fields, "again": "12345678"}).context["form"]

    assert "password" in form.errors
    assert (home / "setup-code").exists()


def test_the_code_is_good_once():
    setup.write_code()

    assert [setup.use_up(), setup.use_up()] == [True, False]


def test_a_system_with_an_account_has_no_first_steps(client, office, home):
    assert client.get(ADDRESS).url == "/"
    assert ADDRESS not in client.get("/accounts/sign-in/").content.decode()
    assert not (home / "setup-code").exists()


def test_the_command_shows_the_code_while_there_is_no_account(db, capsys):
    call_command("setup_code")
    assert capsys.readouterr().out.strip() == setup.code_file().read_text().strip()


def test_the_command_shows_no_code_once_there_is_an_account(office, capsys):
    call_command("setup_code")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "系统中已有账号，不需要安装码\n")
    assert not setup.code_file().exists()
