"""Signing in, passwords, the first account."""

from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    UsernameField,
)
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tianmen_congress.base.accounts import actions, setup
from tianmen_congress.base.accounts.models import User

HINT_FOR_NEW = "至少8个字符，不能全是数字，不能太常见，不能与用户名或姓名相近。"


def _name_what_is_empty(form: forms.Form) -> None:
    for field in form.fields.values():
        field.error_messages["required"] = f"请填写{field.label}"


class SignInForm(AuthenticationForm):
    # The framework's own field only tells the browser how long a name may be.
    username = UsernameField(
        max_length=60, widget=forms.TextInput(attrs={"autofocus": True})
    )
    error_messages = {
        "invalid_login": "用户名或密码不正确，请重新输入。",
        "inactive": "这个账号已停用，请与系统管理员联系。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
        _name_what_is_empty(self)


class ChangePasswordForm(PasswordChangeForm):
    error_messages = {
        "password_incorrect": "原密码不正确，请重新输入。",
        "password_mismatch": "两次输入的新密码不一致。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "原密码"
        self.fields["new_password1"].help_text = HINT_FOR_NEW
        self.fields["new_password2"].label = "确认新密码"
        self.fields["new_password2"].help_text = "再输一次新密码"
        _name_what_is_empty(self)

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)


class FirstAccountForm(forms.Form):
    code = forms.CharField(
        label="安装码",
        max_length=20,
        help_text="启动系统的窗口里显示，也写在服务器数据目录的 setup-code 文件中。",
    )
    name = forms.CharField(label="姓名", max_length=40)
    username = forms.SlugField(
        label="用户名",
        max_length=60,
        help_text="登录用，字母、数字和连字符。",
        error_messages={"invalid": "用户名只能用字母、数字、连字符和下划线"},
    )
    password = forms.CharField(
        label="密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=HINT_FOR_NEW,
    )
    again = forms.CharField(
        label="再输一次密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name_what_is_empty(self)

    def clean_code(self):
        if not setup.is_right(self.cleaned_data["code"]):
            raise ValidationError("安装码不正确")
        return self.cleaned_data["code"]

    def clean_username(self):
        username = self.cleaned_data["username"]
        # unscoped: a name can be given once, whoever has it
        if User.objects.filter(username=username).exists():
            raise ValidationError("这个用户名不能使用")
        return username

    def clean(self):
        data = self.cleaned_data
        if data.get("password") != data.get("again"):
            self.add_error("again", "两次输入的密码不一致")
        elif data.get("password"):
            self._check_password(data)
        if not self.errors and not setup.use_up():
            raise ValidationError("第一个账号刚刚已经建立，请直接登录")
        return data

    def _check_password(self, data: dict) -> None:
        try:
            names = {key: data.get(key, "") for key in ("username", "name")}
            validate_password(data["password"], User(**names))
        except ValidationError as error:
            self.add_error("password", error)

    def save(self) -> User:
        data = self.cleaned_data
        return actions.make_office_account(
            data["username"], name=data["name"], password=data["password"]
        )
