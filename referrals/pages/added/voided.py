"""What becomes of the opinions of a visit that is struck off."""

from django import forms
from django.core.exceptions import ValidationError

from referrals import actions, workflow
from referrals.enums import AsideReason
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tianmen_congress.base.clocks.calendar import today
from visits.pages.parts import VoidQuestion, void_questions

STAY, ASIDE = "stay", "aside"


class OpinionsHeard(VoidQuestion):
    """They stay, or those that nobody has taken up go with it as entered by mistake."""

    name = "opinions"

    def __init__(self, **given):
        super().__init__(**given)
        rows = Opinion.objects.visible_to(self.user).filter(source_visit=self.visit)
        self.heard = list(rows.order_by("pk"))

    @property
    def early(self) -> list[Opinion]:
        """Those that may still be set aside by whoever strikes the visit off."""
        day = today()
        return [
            row
            for row in self.heard
            if not workflow.why_not("set_aside", row, self.user, on=day)
        ]

    def field(self) -> forms.Field | None:
        if not self.heard:
            return None
        choices = [(STAY, "全部保留，照常办理")]
        if early := len(self.early):
            kept = len(self.heard) - early
            rest = f"，其余{kept}件保留" if kept else ""
            choices.append((ASIDE, f"草稿和甄别中的{early}件按误录不予受理{rest}"))
        return forms.ChoiceField(
            label=f"这次走访收集的{len(self.heard)}件意见建议",
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": "请选择这次走访收集的意见建议如何处理"},
        )

    def settle(self, answer: str, *, reason: str) -> None:
        if answer != ASIDE:
            return
        given = {"aside_reason": AsideReason.MISTAKE, "note": f"走访记录作废：{reason}"}
        for row in self.early:
            try:
                actions.move(row, "set_aside", by=self.user, **given)
            except MoveRefused as refusal:
                raise ValidationError(f"“{row}”不能按误录处理：{refusal}") from None


void_questions.add(OpinionsHeard)
