from datetime import date

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import DeputyGroup
from referrals.enums import (
    Asker,
    DispatchKind,
    Level,
    MatterExtent,
    State,
    Verdict,
)
from referrals.figures.funnel import STEPS
from referrals.models import (
    Assignment,
    Category,
    Dispatch,
    DispatchLine,
    HandlingUnit,
    Opinion,
    Recall,
)
from referrals.queries import funnel
from referrals.queries.handlers import (
    HANDLERS,
    helped_by,
    led_by,
    part_of,
    with_parts_owed,
)
from referrals.queries.lists import (
    heard_by,
    proposed_by,
    to_call_back,
    waiting_elsewhere,
)
from referrals.rules import group_is_hidden_from
from tianmen_congress.base.access.scope import CITY_ROLES
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import AnswerClass
from tianmen_congress.base.cells import holds
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.lights import Light
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    ListFilters,
    LookupFilter,
    ModelChoiceFilter,
    RecordFilters,
    SearchFilter,
    YesNoFilter,
)

PARTS = [
    ("handed", "交办"),
    ("answered", "已答复"),
    ("timely", "按期答复"),
    ("timed", "应答复"),
    ("overdue", "超期未答复"),
    ("closed", "已办结"),
    ("solved", "已解决"),
    ("judged", "已评价"),
    ("good", "满意和基本满意"),
    ("pleased", "满意"),
    ("attended", "已评价办理态度"),
    ("courteous", "办理态度满意和基本满意"),
    ("asked_kept", "已评价承诺兑现情况"),
    ("said_kept", "承诺已兑现"),
    ("own_hand", "答复登记人登记评价"),
    ("to_call_back", "答复登记人登记评价、待回访"),
    ("unevaluated", "未评价"),
    ("met", "当面联系、反馈过"),
    ("promised", "承诺已到期"),
    ("kept", "承诺已落实"),
    ("first_answered", "首轮已答复"),
    ("first_solved", "首轮已解决"),
    ("first_judged", "首轮已评价"),
    ("first_good", "首轮满意和基本满意"),
    ("dated", "可计办理天数"),
    ("waiting", "还没有答复过"),
    ("undated", "答复日期不详"),
]


FUNNEL = [(name, title) for name, title, *_ in STEPS]
OWED = [("owed", "未提交"), ("late", "超期未提交")]


def categories(request) -> QuerySet[Category]:
    return Category.objects.visible_to(request.user)


def classes() -> list[tuple[str, str]]:
    """Those of all campaigns, by code; in the words of the newest that has it."""
    rows = AnswerClass.objects.order_by("campaign__starts_on", "order")
    words = {row.code: str(row) for row in rows}
    return sorted(words.items(), key=lambda pair: pair[1])


def units(request) -> QuerySet[Organ]:
    """City units for those who see them, and whoever handles beside another."""
    kept = HandlingUnit.objects.visible_to(request.user)
    is_unit = Exists(kept.filter(organ=OuterRef("pk")))
    city = Q(is_unit, kind=OrganKind.UNIT)
    helping = Assignment.objects.visible_to(request.user).filter(is_lead=False)
    helps = Q(Exists(helping.filter(unit=OuterRef("pk"))))
    return Organ.objects.filter(city | helps).order_by("order", "pk")


OWN = [
    ("proposed", "我提出的"),
    ("heard", "我走访时听到的"),
    ("elsewhere", "等待别人办理的"),
]
OWN_ROWS = {
    "proposed": proposed_by,
    "heard": heard_by,
    "elsewhere": waiting_elsewhere,
}
# Beside the light of the nearest day: what the law's own time has run out for.
LATE_BY_LAW = "law"
LIGHTS = [*Light.choices, (LATE_BY_LAW, "法定超期")]


class OpinionFilters(RecordFilters):
    day, day_label = "collected_on", "收集日期"

    q = SearchFilter(
        columns=("title", "text", "number", "city_number"), label="编号、标题或内容"
    )
    own = ChoiceFilter(choices=OWN, label="与我有关", method="of_own")
    state = ChoiceFilter(choices=State, label="状态")
    light = ChoiceFilter(choices=LIGHTS, label="期限", method="with_light")
    paused_by = ChoiceFilter(choices=Asker, label="暂停计时", method="of_pauser")
    group = LookupFilter(lookup="opinion-group", label="代表小组", method="of_group")
    category = ModelChoiceFilter(queryset=categories, label="类别")
    extent = ChoiceFilter(choices=MatterExtent, label="个案或共性")
    level = ChoiceFilter(choices=Level, label="层级")
    handler = LookupFilter(
        lookup="opinion-handler", label="主办(承办)单位", method="of_unit"
    )
    co_unit = ModelChoiceFilter(queryset=units, label="协办单位", method="of_co_unit")
    co_part = ChoiceFilter(choices=OWED, label="协办意见", method="with_parts_owed")
    answer_class = ChoiceFilter(
        choices=classes, field_name="answer_class__code", label="答复类别"
    )
    verdict = ChoiceFilter(choices=Verdict, label="评价")
    is_key = YesNoFilter(label="重点督办")
    is_suggestion = YesNoFilter(label="代表建议")
    is_urged = YesNoFilter(label="催办未回应", method="with_open_urges")
    to_call_back = YesNoFilter(label="评价待回访", method="waiting_for_call")
    month = ChoiceFilter(
        choices=[(str(n), f"{n}月") for n in range(1, 13)],
        field_name="collected_on",
        lookup_expr="month",
        label="收集月份",
    )
    part = ChoiceFilter(choices=PARTS, label="统计口径", method="of_part")
    step = ChoiceFilter(choices=FUNNEL, label="收集办理环节", method="of_step")

    class Meta:
        model = Opinion
        fields = [
            *("q", "state", "light", "township", "group", "category"),
            *("own", "extent", "level"),
            *("handler", "co_unit", "co_part", "answer_class", "verdict"),
            *("since", "until", "is_key", "is_suggestion", "is_urged"),
            "to_call_back",
            *("campaign", "month", "part", "step", "paused_by"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.user.has_role(*CITY_ROLES):
            del self.filters["to_call_back"]
        if not self.request.user.has_role(*CITY_ROLES, Role.PRESIDIUM):
            for name in ("co_unit", "co_part"):
                del self.filters[name]

    def of_own(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet:
        return OWN_ROWS[value](rows, self.request.user)

    def of_group(
        self, rows: QuerySet[Opinion], name: str, value: DeputyGroup
    ) -> QuerySet:
        """The group's, but for those of which the reader must not learn the group."""
        return rows.filter(group=value).exclude(group_is_hidden_from(self.request.user))

    def of_pauser(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet:
        return rows.paused_by(value)

    def of_part(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet:
        """The opinions that one number of the rates counts."""
        return part_of(rows, value, self._last_day)

    def of_step(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet:
        """The opinions that one number of the funnel counts."""
        return funnel.part_of(rows, value, self._last_day)

    @property
    def _last_day(self) -> date:
        """As of which a number was counted that opens this list."""
        until = self.form.cleaned_data.get("until")
        return Asked(until=until).last_day

    def with_open_urges(
        self, rows: QuerySet[Opinion], name: str, value: str
    ) -> QuerySet:
        wanted = {"open_urges__gt": 0} if value == "1" else {"open_urges": 0}
        return rows.filter(**wanted)

    def waiting_for_call(
        self, rows: QuerySet[Opinion], name: str, value: str
    ) -> QuerySet:
        waiting = to_call_back(rows).values("pk")
        return (
            rows.filter(pk__in=waiting)
            if value == "1"
            else rows.exclude(pk__in=waiting)
        )

    def of_unit(self, rows: QuerySet[Opinion], name: str, value: Organ) -> QuerySet:
        return led_by(rows, value)

    def of_co_unit(self, rows: QuerySet[Opinion], name: str, value: Organ) -> QuerySet:
        return helped_by(rows, value)

    def with_parts_owed(
        self, rows: QuerySet[Opinion], name: str, value: str
    ) -> QuerySet:
        """Owed by the co-handling unit that is searched for, or by any."""
        late_on = today() if value == "late" else None
        unit = self.form.cleaned_data["co_unit"]
        return with_parts_owed(rows, by=unit, late_on=late_on)

    def with_light(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet:
        if value == LATE_BY_LAW:
            return rows.late_by_law(today())
        return rows.with_light(value, today(), whose="own_")


class RecallFilters(ListFilters):
    q = SearchFilter(
        columns=("number", "title", "document_number"), label="编号、标题或文号"
    )

    class Meta:
        model = Recall
        fields = ("q",)


class DispatchFilters(RecordFilters):
    day, day_label, moment = "sent_on", "报送日期", ""

    q = SearchFilter(columns=("document_number", "sender_name"), label="文号或报送方")
    kind = ChoiceFilter(choices=DispatchKind, label="种类")
    opinion = django_filters.CharFilter(
        max_length=60, label="所列意见建议", method="holding"
    )

    class Meta:
        model = Dispatch
        fields = ["q", "kind", "opinion", "since", "until", "township", "campaign"]

    def holding(
        self, rows: QuerySet[Dispatch], name: str, value: str
    ) -> QuerySet[Dispatch]:
        """Sheets on which such a line stands that the reader may see."""
        lines = DispatchLine.objects.visible_to(self.request.user)
        lines = lines.filter(holds("number", value) | holds("title", value))
        return rows.filter(Exists(lines.filter(dispatch=OuterRef("pk"))))


class UnitFilters(ListFilters):
    q = SearchFilter(
        columns=("organ__name", "organ__short_name", "contact", "phone"),
        label="单位、责任人或电话",
    )
    kind = ChoiceFilter(
        choices=[(kind.value, kind.label) for kind in HANDLERS],
        field_name="organ__kind",
        label="类别",
    )
    is_open = YesNoFilter(field_name="closed_on", lookup_expr="isnull", label="承办中")
    is_member = YesNoFilter(label="联席会议成员")
