"""The page on which the office loads an official list of divisions."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.actions import (
    DivisionListRefused,
    load_divisions,
    read_file,
)
from tianmen_congress.base.divisions.successors import unsettled
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import Section
from tianmen_congress.base.ui.pages import for_roles, form_page
from tianmen_congress.base.ui.steps import StepForm

MOST_BYTES = 5_000_000  # a whole province is under two


class DivisionListForm(StepForm):
    file = forms.FileField(
        label="区划表（.csv）",
        help_text="第一行为 code,parent_code,level,name，编码为 UTF-8",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
    )
    since = DayField(
        label="自何日起施行",
        allow_future=False,
        help_text="区划表所载的区划和名称自这一天起施行；表中没有的，自这一天起撤销",
    )
    may_close = forms.BooleanField(
        label="撤销表中没有的区划",
        required=False,
        help_text="已有的记录仍保留在原区划下；去向不能确定的，载入后在“区划去向”里确认",
    )
    layout = (Section("官方区划表", "file", "since", "may_close"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today()

    def clean_file(self) -> list[dict]:
        """The rows of the list, checked whole."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("文件超过5MB，不像是区划表，请检查文件")
        try:
            return read_file(file)
        except DivisionListRefused as refusal:
            raise ValidationError(f"{refusal}。") from None

    def act(self) -> None:
        since = self.cleaned_data["since"]
        try:
            loaded = load_divisions(self.cleaned_data["file"], on=since)
        except DivisionListRefused as refusal:
            raise ValidationError({"since": f"{refusal}。"}) from None
        if loaded.closed and not self.cleaned_data["may_close"]:
            raise ValidationError(
                f"载入后将撤销{loaded.closed}个现有区划（表中没有的，和代码已归别的村的），"
                "所以没有载入。请核对文件和施行日期；确要撤销的，勾选“撤销表中没有的区划”，"
                "重新选择文件再提交。"
            )
        organs = ensure_township_organs()
        settled = f"，其中{loaded.succeeded}个的去向已经确定" if loaded.closed else ""
        self.said = (
            f"区划表已载入，自{since}起施行：新增{loaded.new}个，变更{loaded.changed}个，"
            f"无变化{loaded.unchanged}个，撤销{loaded.closed}个{settled}；"
            f"新建机构{organs}个。"
        )


@form_page
@for_roles(Role.OFFICE)
def load_list(request):
    form = DivisionListForm(
        request.POST or None, request.FILES or None, user=request.user
    )
    if request.method == "POST" and form.done():
        messages.success(request, form.said)
        return redirect("division_successors" if unsettled() else "divisions")
    context = {
        "form": form,
        "title": "载入行政区划",
        "intro": "按代码核对：新的增加，名称不同的变更，不重复建立。",
        "save_label": "载入",
        "cancel_url": reverse("divisions"),
    }
    return render(request, "ui/form.html", context)
