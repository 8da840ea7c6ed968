"""One deputy at an activity: whether he came, or by whose leave he did not."""

from django import forms

from deputies.models import Person
from groups.activities import actions
from groups.activities.enums import CAME, LeaveReason, Presence, SignedBy
from groups.activities.models import Attendance
from tianmen_congress.base.ui.conflicts import Contested, Difference
from tianmen_congress.base.ui.forms import CHOOSE, PageForm

SMALL = {
    "presence": "form-check-input",
    "leave_reason": "form-select form-select-sm",
    "agreed_by": "form-control form-control-sm",
    "note": "form-control form-control-sm",
}
COMPARED = ("presence", "leave_reason", "agreed_by", "note")
NOT_LISTED = ("", "不列入")


class AttendanceForm(Contested, PageForm):
    """Nobody came before somebody says so; who was not due need not be listed."""

    presence = forms.ChoiceField(
        label="出席情况",
        choices=Presence,
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选择出席情况（成员名单随活动日期有变化，请核对）"
        },
    )
    leave_reason = forms.ChoiceField(
        label="请假事由", choices=[("", CHOOSE), *LeaveReason.choices], required=False
    )
    agreed_by = forms.CharField(label="批准人", max_length=40, required=False)
    note = forms.CharField(label="说明", max_length=100, required=False)
    # When he signed in by telephone, as the page showed it.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args,
        person: Person,
        stored: Attendance | None,
        is_due: bool = True,
        is_held: bool = True,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.person, self.stored = person, stored
        self.is_due, self.is_held = is_due, is_held
        self._fill()
        for name, classes in SMALL.items():
            self.fields[name].widget.attrs["class"] = classes
        for name in COMPARED:
            field = self.fields[name]
            field.label = f"{person}的{field.label}"

    def _fill(self) -> None:
        self.initial = {"seen": self.signed}
        if self.stored:
            self.initial |= {name: getattr(self.stored, name) for name in COMPARED}
        presence = self.fields["presence"]
        # Whoever signed in himself need not be ticked by another.
        presence.required = self.is_held and self.is_due and not self.signed
        if not self.is_due:
            presence.choices = [*Presence.choices, NOT_LISTED]

    @property
    def signed(self) -> str:
        """When he signed in himself."""
        at = self.stored.signed_at if self.stored else None
        return at.isoformat() if at else ""

    def clean(self) -> dict:
        data = super().clean()
        if self.signed and not data.get("presence") and not self.errors:
            data["presence"] = self.stored.presence
        if self.is_held:
            self._ask_of_leave(data)
            self._ask_of_signing(data)
        return data

    def _ask_of_leave(self, data: dict) -> None:
        """Silence is no leave; what older records don't tell is not asked again."""
        if data.get("presence") != Presence.LEAVE:
            return
        was_leave = self.stored is not None and self.stored.presence == Presence.LEAVE
        for name, what in (
            ("leave_reason", "请选择请假事由"),
            ("agreed_by", "请填写批准人"),
        ):
            is_old = was_leave and not getattr(self.stored, name)
            if not data.get(name) and not is_old:
                self.add_error(name, what)

    def _ask_of_signing(self, data: dict) -> None:
        """He signed in after the page was opened, and is said here not to have come."""
        if data.get("seen", "") == self.signed or data.get("presence") in (*CAME, None):
            return
        self.saved_meanwhile(
            seen={self.add_prefix("seen"): self.signed},
            told=f"{self.person}已用手机签到，请核对后再保存。",
        )

    def differences(self) -> list[Difference]:
        """What somebody else has stored otherwise than typed here."""
        if not self.stored:
            return []
        lines = [self.difference(n, getattr(self.stored, n)) for n in COMPARED]
        return [line for line in lines if line]

    @property
    def is_listed(self) -> bool:
        return bool(self.cleaned_data.get("presence"))

    def attended(self, manner: SignedBy | str) -> actions.Attended:
        data = {name: self.cleaned_data[name] for name in COMPARED}
        return actions.Attended(person=self.person, manner=manner, **data)
