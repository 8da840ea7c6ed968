"""The figures of opinions, and their ledger."""

from collections.abc import Iterable
from functools import cached_property

from django import forms
from django.urls import reverse

from referrals.enums import State
from referrals.models import Category, Opinion
from referrals.queries import ledger
from referrals.shown.ledger import (
    handler_in_words,
    what_was_done,
    where_from,
    who_said_it,
)
from referrals.shown.record import accused_in_words
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    LongTable,
    TableColumn,
    register_figure,
    register_table,
)


def address(asked: Asked, part: str) -> str:
    """The list that the figure counts."""
    return reverse("referrals:list") + asked.query(state=part)


register_figure(
    Figure(
        "opinions",
        "意见建议",
        "走访、接待和代表提出的意见建议件数，按当前状态分",
        count=lambda user, asked: ledger.by_state(user=user, asked=asked),
        address=address,
        unit="件",
        parts={state.value: state.label for state in State},
        order=90,
    )
)

register_figure(
    Figure(
        "units",
        "联席会议单位",
        "参加联席会议、承办意见建议的市直单位",
        count=lambda user, asked: ledger.count_units(),
        address=lambda asked, part: reverse("units"),
        order=95,
    )
)


@register_table
class OpinionLedgerTable(LongTable):
    slug, title = "opinion-ledger", "意见建议收集交办台账"
    summary = "每件意见建议的来源、交办、办理和评价"
    order = 20
    columns = (
        TableColumn("number", "编号", "id", width=17),
        TableColumn("collected_on", "收集时间", "date", width=11),
        TableColumn("township", "乡镇", width=9),
        TableColumn("group", "代表小组", width=16),
        TableColumn("proposer", "反映人", width=8),
        TableColumn("text", "意见建议内容", "long", width=34),
        TableColumn("category", "类别", width=9),
        TableColumn("accused", "反映对象", width=12),
        TableColumn("level", "交办层级", width=8),
        TableColumn("handler", "承办单位", width=12),
        TableColumn("done", "办理情况", "long", width=26),
        TableColumn("is_closed", "是否办结", width=8),
        TableColumn("verdict", "满意度", width=9),
    )

    @classmethod
    def own_choices(cls, user: User) -> dict[str, forms.Field]:
        categories = Category.objects.visible_to(user)
        return {
            "category": forms.ModelChoiceField(
                categories, label="类别", required=False, empty_label="全部"
            )
        }

    @cached_property
    def count(self) -> int:
        return ledger.ledger_rows(user=self.user, asked=self.asked).count()

    def rows(self, most: int | None = None) -> Iterable[Line]:
        for opinion in ledger.for_ledger(user=self.user, asked=self.asked, most=most):
            yield Line(self._values(opinion), {"text": opinion.get_absolute_url()})

    def _values(self, opinion: Opinion) -> tuple:
        return (
            opinion.number,
            opinion.collected_on,
            opinion.township_name,
            where_from(opinion, user=self.user),
            who_said_it(opinion, user=self.user),
            opinion.text,
            str(opinion.category or ""),
            accused_in_words(opinion, user=self.user),
            opinion.get_level_display(),
            handler_in_words(opinion, self.asked.last_day),
            what_was_done(opinion),
            "是" if opinion.state == State.CLOSED else "否",
            opinion.get_verdict_display(),
        )
