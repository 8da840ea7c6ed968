"""Choosing a workbook, and answering what was asked about it."""

from django import forms
from django.conf import settings
from django.http import QueryDict

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.ui.forms import PageForm, Section
from tianmen_congress.base.ui.steps import StepForm
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.background import check_later, undo_later
from tianmen_congress.base.workbooks.kinds import get_kind, kinds_for
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.reading import WorkbookRefused

PREFIX, DAY = "answer-", "day-"


class ImportForm(PageForm):
    """What is sent: the kind and the file; for which township where one keeps several."""

    kind = forms.ChoiceField(label="种类", widget=forms.RadioSelect)
    township = forms.ModelChoiceField(
        Division.objects.none(), label="乡镇", empty_label=None
    )
    file = forms.FileField(
        label="工作簿",
        help_text="可上传.xlsx或.xls文件。先检查，不会马上写入。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
    )
    layout = (Section("选择工作簿", "kind", "township", "file"),)

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        kinds = kinds_for(user)
        self.fields["kind"].choices = [(kind.slug, kind.title) for kind in kinds]
        own = [township.pk for township in user.townships]
        if user.has_role(Role.OFFICE) or len(own) < 2:
            del self.fields["township"]
            self.layout = (Section("选择工作簿", "kind", "file"),)
        else:
            rows = Division.objects.homes().current().filter(pk__in=own)
            self.fields["township"].queryset = rows

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            limit = settings.UPLOAD_MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(f"文件超过{limit}MB，请拆成几个文件后重新上传")
        return file

    def save(self) -> ImportBatch | Job | None:
        """The checked batch, or the job that checks a large workbook.

        Nothing where the file was refused, with the reason said.
        """
        kind, file = get_kind(self.cleaned_data["kind"]), self.cleaned_data["file"]
        whose = {"by": self.user, "township": self.cleaned_data.get("township")}
        try:
            if file.size > settings.CHECK_AT_ONCE_BYTES:
                return check_later(kind, actions.keep(file, by=self.user), **whose)
            return actions.stage(kind, file, **whose)
        except WorkbookRefused as refusal:
            self.add_error("file", refusal.message)
            return None


class UndoForm(StepForm):
    """Why a batch is taken back."""

    reason = forms.CharField(
        label="撤销原因", max_length=150, help_text="如：导入了去年的名册"
    )

    def __init__(self, *args, batch: ImportBatch, **kwargs):
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.job: Job | None = None

    def act(self) -> ImportBatch | Job:
        """Undo it; a large one by a job, which is kept as `job`."""
        reason = self.cleaned_data["reason"]
        if self.batch.rows > settings.WRITE_AT_ONCE_ROWS:
            self.job = undo_later(self.batch, by=self.user, reason=reason)
            return self.job
        try:
            return actions.undo(self.batch, by=self.user, reason=reason)
        except actions.UndoRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


def posted_answers(post: QueryDict, user: User) -> list[tuple[ImportIssue, str]]:
    """The questions in `user`'s sight that `post` answers, each with its answer."""
    chosen = {
        row_key(name.removeprefix(PREFIX)): value
        for name, value in post.items()
        if name.startswith(PREFIX) and value
    }
    keys = [key for key in chosen if key is not None]
    issues = ImportIssue.objects.visible_to(user).filter(pk__in=keys)
    return [
        (issue, _with_day(issue, chosen[issue.pk], post))
        for issue in issues.order_by("pk")
    ]


def _with_day(issue: ImportIssue, value: str, post: QueryDict) -> str:
    """The day stands in a box of its own, beside the answer that takes one."""
    if value != issue.about.get("dated"):
        return value
    return f"{value} {post.get(f'{DAY}{issue.pk}', '')}"
