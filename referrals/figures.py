"""The figures and tables of opinions."""

from collections.abc import Iterable
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from referrals.enums import State
from referrals.models import Category, Opinion
from referrals.queries import ledger
from referrals.queries.rates import GROUPINGS, RATES, RateLine, rates_by
from referrals.shown.ledger import what_was_done, where_from, who_said_it
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    LongTable,
    OfficialTable,
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
            opinion.township.name,
            where_from(opinion, user=self.user),
            who_said_it(opinion, user=self.user),
            opinion.text,
            str(opinion.category or ""),
            opinion.get_level_display(),
            str(opinion.lead_unit or opinion.handler or ""),
            what_was_done(opinion),
            "是" if opinion.state == State.CLOSED else "否",
            opinion.get_verdict_display(),
        )


class RatesTable(OfficialTable):
    """Answered, closed, solved, satisfied and not evaluated, side by side."""

    grouping = ""
    summary = "；".join(f"{label}：{words}" for label, *_, words in RATES)
    is_landscape = True
    order = 40

    @cached_property
    def found(self) -> list[RateLine]:
        """A line for each row, and the whole last."""
        return rates_by(self.grouping, user=self.user, asked=self.asked)

    def rows(self) -> Iterable[Line]:
        for line in self.found[:-1]:
            # No filter of the list means “not yet decided”.
            yield Line(self._values(line), self._links(line) if line.key else {})

    @cached_property
    def total(self) -> tuple:
        return (None, *self._values(self.found[-1])[1:])

    @property
    def total_links(self) -> dict[str, str]:
        return self._links(self.found[-1])

    def _values(self, line: RateLine) -> tuple:
        values = [line.label, line.counts["handed"]]
        for rate in line.rates:
            values += [rate.numerator, rate.denominator, rate.value]
        return tuple(values)

    def _links(self, line: RateLine) -> dict[str, str]:
        links = {"handed": self._address(line, "handed")}
        for number, (_, above, below, _) in enumerate(RATES):
            links[f"above{number}"] = self._address(line, above)
            links[f"below{number}"] = self._address(line, below)
        return links

    def _address(self, line: RateLine, part: str) -> str:
        """The list that the number counts, row and filters the same."""
        name = {"unit": "handler_pk"}.get(self.grouping, self.grouping)
        own = {} if line.label == "合计" or not line.key else {name: line.key}
        return f"{address(self.asked, '')}&{urlencode({'part': part, **own})}"


def _columns(label: str) -> tuple[TableColumn, ...]:
    columns = [
        TableColumn("label", label, width=18),
        TableColumn("handed", "交办件数", "int"),
    ]
    for number, (rate, *_) in enumerate(RATES):
        columns += [
            TableColumn(f"above{number}", "件数", "int", group=rate),
            TableColumn(f"below{number}", "基数", "int", group=rate),
            TableColumn(f"rate{number}", "比率", "rate", group=rate),
        ]
    return tuple(columns)


for _grouping, (_label, *_) in GROUPINGS.items():
    register_table(
        type(
            f"RatesBy{_grouping.title()}",
            (RatesTable,),
            {
                "slug": f"opinion-rates-{_grouping}",
                "title": f"意见建议办理情况统计表（按{_label}）",
                "grouping": _grouping,
                "columns": _columns(_label),
            },
        )
    )
