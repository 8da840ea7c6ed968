"""What is typed on the pages of codes and proposals."""

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.accounts.pages.forms import HINT_FOR_NEW
from tianmen_congress.base.credentials import actions, rules
from tianmen_congress.base.credentials.models import AccountCode, Proposal
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import Row, Section, put_in_words
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.steps import StepForm

WRONG = (
    "用户名或启用码不正确，或者启用码已过期、已使用、已被新的启用码代替。"
    "请核对后重新输入；仍不行的，请系统管理员重新申请。"
)
USERNAME_HINT = "登录用，字母、数字、连字符和下划线。"


class UsernameField(forms.SlugField):
    default_error_messages = {"invalid": "用户名只能用字母、数字、连字符和下划线"}

    def __init__(self, **kwargs):
        super().__init__(label="用户名", max_length=60, **kwargs)


def _secret(label: str, hint: str, kind: str = "new-password") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(
        label=label, max_length=128, strip=False, widget=widget, help_text=hint
    )


class ActivateForm(forms.Form):
    """The owner shows both halves and sets the password that only he knows."""

    username = forms.CharField(label="用户名", max_length=60)
    first_half = forms.CharField(
        label="启用码前半段",
        max_length=40,
        help_text="由提出申请的人告诉您，如 ABCD-EFGH-JKLM，大小写和横线不拘。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    second_half = forms.CharField(
        label="启用码后半段",
        max_length=40,
        help_text="由另一位管理员告诉您（三员初次指定的，由管理服务器的人告诉您）。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = _secret("新密码", HINT_FOR_NEW)
    again = _secret("再输一次新密码", "")

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.request = request
        for field in self.fields.values():
            put_in_words(field)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("password") != data.get("again"):
            self.add_error("again", "两次输入的新密码不一致")
        elif data.get("password"):
            self._check_password(User(username=data.get("username", "")))
        if not self.errors:
            self._check_code(data)
        return data

    def _check_password(self, account: User) -> None:
        try:
            validate_password(self.cleaned_data["password"], account)
        except ValidationError as fault:
            self.add_error("password", fault)

    def _check_code(self, data: dict) -> None:
        """The dear work first, for every name alike; then the two halves."""
        self.hashed = make_password(data["password"])
        account = authenticate(
            self.request,
            username=data["username"],
            first_secret=data["first_half"],
            second_secret=data["second_half"],
        )
        if account is None:
            raise ValidationError(WRONG)
        self.code: AccountCode = account.code
        # Only who proved himself hears that the password resembles the name.
        self._check_password(account)

    def save(self) -> User:
        return actions.use_code(self.code, password=self.hashed)


class HalfForm(StepForm):
    """A step at whose end one half is shown, on this page alone."""

    given: actions.Given


class AskForm(HalfForm):
    def __init__(self, *args, account: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account

    def act(self) -> None:
        self.given = actions.ask_code(self.account, by=self.user)


class SecondForm(HalfForm):
    def __init__(self, *args, code: AccountCode, **kwargs):
        super().__init__(*args, **kwargs)
        self.code = code

    def act(self) -> None:
        self.given = actions.give_second(self.code, by=self.user)


class AccountForm(HalfForm):
    """The system administrator makes an account, perhaps one that was proposed."""

    username = UsernameField(help_text=USERNAME_HINT)
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=20, required=False)
    layout = (Section("账号", Row("username", "name", "phone")),)

    def __init__(self, *args, proposal: Proposal | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        if proposal:
            for name in self.fields:
                self.fields[name].initial = getattr(proposal, name)

    def act(self) -> None:
        self.given = actions.make_account(
            by=self.user, proposal=self.proposal, **self.cleaned_data
        )


class OfficerForm(HalfForm):
    """The office names one of the three who are missing."""

    role = forms.ChoiceField(label="岗位")
    username = UsernameField(help_text=USERNAME_HINT)
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=20, required=False)
    layout = (
        Section("岗位", "role"),
        Section("账号", Row("username", "name", "phone")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        missing = [(role, role.label) for role in rules.unnamed_officers()]
        self.fields["role"].choices = missing

    def act(self) -> None:
        self.given = actions.name_officer(by=self.user, **self.cleaned_data)


class ProposalForm(StepForm):
    """The office says who should have which post."""

    username = UsernameField(
        help_text=f"{USERNAME_HINT}本人已有账号的，填该账号，只提出岗位。"
    )
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=20, required=False)
    role = forms.ChoiceField(
        label="角色",
        choices=[("", "请选择"), *(c for c in Role.choices if c[0] != Role.DEPUTY)],
        help_text="代表的账号在该代表的页面上提出。",
    )
    organ = LookupField(
        "post-organ",
        label="所在机构",
        required=False,
        help_text="机关、领导、系统管理员、安全管理员、审计员可以不填。",
    )
    since = DayField(label="任职起", required=False)
    until = DayField(label="任职止", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)
    layout = (
        Section("账号", Row("username", "name", "phone")),
        Section("岗位", "role", "organ", Row("since", "until"), "note"),
    )

    def act(self) -> None:
        self.proposal = actions.propose(by=self.user, **self.cleaned_data)


class GiveForm(StepForm):
    """The security administrator gives the post as it was proposed."""

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal

    def act(self) -> None:
        actions.give_post(self.proposal, by=self.user)


class CloseForm(StepForm):
    reason = forms.CharField(label="原因", max_length=200)
    layout = (Section("原因", "reason"),)

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal

    def act(self) -> None:
        actions.close(self.proposal, by=self.user, **self.cleaned_data)
