"""Where one wants to be reached, and the code that proves it."""

import re

from django import forms
from django.core.exceptions import ValidationError

from tianmen_congress.base.alerts.actions import addresses
from tianmen_congress.base.alerts.enums import AlertChannel
from tianmen_congress.base.alerts.models import Address
from tianmen_congress.base.personal.fields import digits_of
from tianmen_congress.base.ui.forms import PageForm, Section
from tianmen_congress.base.ui.steps import StepForm

MOBILE = re.compile(r"1[3-9]\d{9}")
# Nothing of it stays in a browser that others may use.
OWN = {"autocomplete": "off", "data-no-draft": ""}


class AddressForm(StepForm):
    """Sets the address of one channel; it is silent until its code was typed."""

    save_label = "保存并发送验证码"

    def __init__(self, *args, channel: AlertChannel, **kwargs):
        self.channel = channel
        super().__init__(*args, **kwargs)

    @property
    def title(self) -> str:
        return f"设置{self.fields['value'].label}"

    def act(self) -> Address:
        value = self.cleaned_data["value"]
        return addresses.set_address(self.channel, value, by=self.user)


class EmailForm(AddressForm):
    value = forms.EmailField(
        label="电子邮件地址",
        max_length=120,
        widget=forms.EmailInput(attrs=OWN),
        error_messages={"invalid": "电子邮件地址不正确，如 name@example.cn"},
    )
    layout = (Section("电子邮件", "value"),)


class MobileForm(AddressForm):
    value = forms.CharField(
        label="手机号码",
        max_length=20,
        widget=forms.TextInput(attrs=OWN | {"inputmode": "tel"}),
    )
    layout = (Section("手机", "value"),)

    def clean_value(self) -> str:
        number = digits_of(self.cleaned_data["value"])
        if not MOBILE.fullmatch(number):
            raise ValidationError("手机号码须为11位数字，以1开头")
        return number


FORMS = {AlertChannel.EMAIL: EmailForm, AlertChannel.SMS: MobileForm}


class CodeForm(PageForm):
    """The code that was sent; a wrong one is counted."""

    code = forms.CharField(
        label="验证码",
        max_length=12,
        widget=forms.TextInput(attrs=OWN | {"inputmode": "numeric"}),
        help_text="6位数字，30分钟内有效，最多试5次",
    )
    layout = (Section("确认", "code"),)

    def __init__(self, *args, address: Address, **kwargs):
        self.address = address
        super().__init__(*args, **kwargs)

    def done(self) -> bool:
        """Outside of any step that is taken back: a try that failed stays counted."""
        if not self.is_valid():
            return False
        code = "".join(self.cleaned_data["code"].split())
        fault = addresses.confirm(self.address, code, by=self.user)
        if fault:
            self.add_error("code", fault)
        return not fault
