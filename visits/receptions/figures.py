"""How many people were heard, what was done, who was told."""

from collections.abc import Iterable

from django import forms
from django.urls import reverse

from groups.rules import KEEPERS
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    OfficialTable,
    TableColumn,
    register_figure,
    register_table,
)

from .models import Reception
from .queries import counts
from .queries.standing import (
    ACCEPTED,
    CLOSED,
    HANDLED,
    HELD,
    PASSED,
    PUT,
    SPOT,
    TOLD,
)
from .shown import (
    address_of,
    answer_in_words,
    deputies_of,
    fed_back_in_words,
    passed_in_words,
    phone_of,
    result_in_words,
    text_of,
    voter_of,
)


def list_of(asked: Asked, key: str, **more: object) -> str:
    return reverse("receptions:list") + asked.query(counts=key, **more)


def _figure(key: str, label: str, definition: str, counted: str, order: int) -> None:
    register_figure(
        Figure(
            key,
            label,
            definition,
            unit="次" if counted == HELD else "件",
            count=lambda user, asked: counts.count(user=user, asked=asked, key=counted),
            address=lambda asked, part: list_of(asked, counted),
            roles=READERS,
            order=order,
        )
    )


_figure(
    "receptions",
    "接待选民",
    "有人来访、有代表接待的接待记录；几个人一起来的计一次，作废的、无人来访的不计",
    HELD,
    45,
)
_figure(
    "receptions_handled",
    "接待已处理",
    "接待记录中写明了处理方式的，含来信、来电、扫码和信箱",
    HANDLED,
    46,
)
_figure(
    "receptions_told",
    "接待已反馈",
    "接待记录中已把结果告诉来访人的，当场答复的计在内",
    TOLD,
    47,
)


@register_table
class ReceptionLedgerTable(OfficialTable):
    """接待登记表: one line a case, in the order in which people came."""

    slug, title = "reception-ledger", "选民接待登记表"
    summary = "每件一行：何时、何地、哪些代表接待了谁，反映什么、怎样处理、结果和反馈"
    roles = READERS
    order = 42
    notes = ("要求保密的，姓名、住址和电话只列给有权查看的人。",)
    columns = (
        TableColumn("held_on", "接待时间", "date", width=11),
        TableColumn("place", "地点", width=16),
        TableColumn("deputies", "接待代表", width=12),
        TableColumn("voter", "来访人", width=8),
        TableColumn("sex", "性别", width=5),
        TableColumn("address", "住址", "long", width=12),
        TableColumn("phone", "联系电话", "id", width=13),
        TableColumn("matter", "反映的问题和意见建议", "long", width=30),
        TableColumn("answer", "当场答复情况", "long", width=20),
        TableColumn("passed", "转办去向及时间", "long", width=16),
        TableColumn("result", "办理结果", "long", width=16),
        TableColumn("fed_back", "反馈时间", width=13),
        TableColumn("satisfied", "来访人意见", width=9),
        TableColumn("note", "备注", "long", width=10),
    )

    def rows(self) -> Iterable[Line]:
        for reception in counts.ledger(user=self.user, asked=self.asked):
            url = reception.get_absolute_url()
            yield Line(self._values(reception), {"held_on": url})

    def _values(self, reception: Reception) -> tuple:
        def said(text: str) -> str:
            return text_of(reception, text, user=self.user)

        return (
            reception.held_on,
            reception.place_name,
            deputies_of(reception),
            voter_of(reception, user=self.user),
            reception.get_sex_display(),
            address_of(reception, user=self.user),
            phone_of(reception, user=self.user),
            said(reception.matter),
            said(answer_in_words(reception)),
            passed_in_words(reception, user=self.user),
            said(result_in_words(reception)),
            fed_back_in_words(reception),
            reception.get_satisfied_display(),
            said(reception.note),
        )


BY = {counts.TOWNSHIP: "乡镇(街道)", counts.GROUP: "代表小组", counts.PLACE: "接待地点"}


@register_table
class ReceptionCountTable(OfficialTable):
    slug, title = "reception-count", "选民接待情况统计表"
    summary = (
        "各乡镇、小组或者接待地点接待的次数、人次，受理、答复、转办、办结和反馈的件数"
    )
    roles = (*KEEPERS, Role.SUPERVISOR, Role.LEADER)
    order = 43
    notes = (
        "接待次数：有人来访、有代表接待的，几个人一起来的计一次；代表人次、选民人次是这些接待中的。",
        "受理：不含不予受理的，含来信、来电、扫码和信箱。",
    )

    @classmethod
    def own_choices(cls, user: User) -> dict[str, forms.Field]:
        choices = [("", "按乡镇"), (counts.GROUP, "按小组"), (counts.PLACE, "按地点")]
        return {"by": forms.ChoiceField(choices=choices, required=False, label="分列")}

    @property
    def by(self) -> str:
        return self.asked.more.get("by") or counts.TOWNSHIP

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        def number(key: str, title: str) -> TableColumn:
            return TableColumn(key, title, "int", is_summed=True, width=11)

        return (
            TableColumn("of", BY[self.by], width=22),
            number(HELD, "接待次数"),
            number("deputies", "接待代表人次"),
            number("people", "接待选民人次"),
            number(ACCEPTED, "受理件"),
            number(SPOT, "当场答复"),
            number(PASSED, "转办"),
            number(PUT, "形成建议"),
            number(CLOSED, "办结"),
            number(TOLD, "反馈"),
        )

    def rows(self) -> Iterable[Line]:
        for each in counts.received_by(self.by, user=self.user, asked=self.asked):
            name = self.asked.called(each.of) if each.of else "主席团（联络处）"
            held, *others = (each.numbers[key] for key in counts.COLUMNS)
            values = (name, held, each.deputies, each.people, *others)
            yield Line(values, self._links(each))

    def _links(self, each: counts.Received) -> dict[str, str]:
        if each.of is None:
            return {}
        if self.by == counts.TOWNSHIP:
            return _lists(self.asked.narrowed(township=each.of))
        return _lists(self.asked, **{f"{self.by}_pk": each.of.pk})

    @property
    def total_links(self) -> dict[str, str]:
        return _lists(self.asked)


def _lists(asked: Asked, **more: object) -> dict[str, str]:
    return {key: list_of(asked, key, **more) for key in counts.COLUMNS}
