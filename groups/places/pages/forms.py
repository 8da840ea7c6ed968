"""Making a place, saying what was seen there, closing it."""

from datetime import date

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from groups.places import actions
from groups.places.enums import Fulfilment, WallItem
from groups.places.models import Place, PlaceFinding
from groups.places.queries.naming import name_by_rule
from groups.queries import townships_to_keep
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.campaigns.models import PlaceRequirement
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.steps import StepForm

FACTS = Section(
    "基本情况",
    Row("name", "opened_on"),
    Row("address", "host", "area_m2"),
)
PEOPLE = Section("人员与开放", Row("head_name", "keeper_name", "keeper_phone"), "hours")
WALL = Section(
    "匾牌与上墙",
    Row("plaque", "plaque_on"),
    Div("wall_items", css_class="seg"),
    "wall_on",
)
FIELDS = [
    *("name", "opened_on", "address", "host", "area_m2"),
    *("head_name", "keeper_name", "keeper_phone", "hours"),
    *("plaque", "plaque_on", "wall_items", "wall_on"),
]
MISSING_OWNER = {"group": "请选择小组", "village": "请选择村（社区）"}


class PlaceForm(VersionedForm):
    """What is known of a place."""

    wall_items = forms.MultipleChoiceField(
        label="上墙内容",
        choices=WallItem,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    layout = (FACTS, PEOPLE, WALL)

    class Meta(VersionedForm.Meta):
        model = Place
        fields = FIELDS
        help_texts = {
            "address": "如 青山村党员群众服务中心二楼",
            "hours": "如 每周三9:00—11:00",
            "wall_on": "这一天的名单和制度上的墙；成员变动后系统据此提醒更换",
        }

    def clean(self) -> dict:
        data = super().clean()
        for name in ("plaque_on", "wall_on"):
            if why := self._why_not_of_its_life(data.get(name), data.get("opened_on")):
                self.add_error(name, why)
        self._clean_opened(data.get("opened_on"))
        return data

    def _why_not_of_its_life(self, day: date | None, opened_on: date | None) -> str:
        if day is None:
            return ""
        if day > today():
            return f"不能晚于今天（{today()}）"
        if opened_on and day < opened_on:
            return f"不能早于启用日期（{opened_on}）"
        return ""

    def _clean_opened(self, day: date | None) -> None:
        """What was seen there was seen while it was there."""
        if day is None or self.instance.pk is None:
            return
        first = self.instance.findings.order_by("seen_on").first()
        if first and first.seen_on < day:
            self.add_error(
                "opened_on", f"{first.seen_on}已有认定记录，启用日期不能更晚"
            )

    def done(self) -> bool:
        """Whether everything was right and is stored."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                actions.save_place(self.instance, by=self.user)
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return not self.errors


class NewPlaceForm(PlaceForm):
    """A place that is not there yet: what kind, and of what."""

    group = LookupField(
        "kept-groups", label="小组", required=False, help_text="小组活动室填写"
    )
    village = LookupField(
        "station-villages",
        label="村(社区)",
        required=False,
        given=("township",),
        help_text="选民接待站填写",
    )
    layout = (
        Section(
            "阵地",
            Div("kind", css_class="seg"),
            Row("township", "group", "village"),
        ),
        FACTS,
        PEOPLE,
        WALL,
    )

    class Meta(PlaceForm.Meta):
        fields = ["kind", "township", "group", "village", *FIELDS]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = PlaceKind.choices
        self.fields["name"].required = False
        self.fields["name"].help_text = "不填则按规则命名，如 渔薪镇人大代表之家"
        townships = townships_to_keep(user=self.user)
        self.fields["township"].queryset = townships
        if len(townships) == 1:
            self.initial["township"] = townships[0]

    def clean(self) -> dict:
        data = super().clean()
        if kind := data.get("kind"):
            self._clean_owner(data, kind)
        return data

    def _clean_owner(self, data: dict, kind: str) -> None:
        """Of one thing alone; of what it is called after, if nothing is typed."""
        wanted = Place(kind=kind).owner_field
        for name in {"group", "village"} - {wanted}:
            data[name] = None
        owner = data.get(wanted)
        if owner is None and wanted in MISSING_OWNER and wanted not in self.errors:
            self.add_error(wanted, MISSING_OWNER[wanted])
        if owner and not data.get("name"):
            data["name"] = name_by_rule(kind, owner.name)


class OfPlaceForm(StepForm):
    def __init__(self, *args, place: Place, **kwargs):
        super().__init__(*args, **kwargs)
        self.place = place


class FindingForm(OfPlaceForm):
    """What was seen of one requirement; filled in on the spot, by telephone."""

    title, save_label = "认定", "保存认定"
    requirement = forms.ModelChoiceField(
        None, label="要求", widget=forms.RadioSelect, empty_label=None
    )
    state = forms.ChoiceField(
        label="状态", choices=Fulfilment, widget=forms.RadioSelect
    )
    seen_on = DayField(label="认定日期", allow_future=False)
    seen_by = forms.CharField(label="认定人", max_length=40)
    note = NoteField(
        label="说明",
        rows=2,
        max_length=200,
        required=False,
        help_text="认定为“无”的，写明缺什么",
    )
    photo = forms.FileField(
        label="照片",
        required=False,
        widget=forms.FileInput(
            {"accept": "image/jpeg,image/png,image/webp", "data-keep": ""}
        ),
        help_text="可用手机当场拍照；照片中的位置信息会被去掉",
    )
    layout = (
        Section(
            "认定",
            Div("requirement", css_class="seg"),
            Div("state", css_class="seg"),
            Row("seen_on", "seen_by"),
            "note",
            "photo",
        ),
    )

    def __init__(self, *args, item: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        asked = PlaceRequirement.objects.running().filter(kind=self.place.kind)
        self.fields["requirement"].queryset = asked
        self.fields["requirement"].initial = asked.filter(code=item).first()
        self.fields["seen_on"].initial = today()
        self.fields["seen_by"].initial = self.user.name

    def act(self) -> PlaceFinding:
        return actions.record_finding(self.place, by=self.user, **self.cleaned_data)


class CloseForm(OfPlaceForm):
    title, save_label = "停用阵地", "确认停用"
    closed_on = DayField(
        label="停用日期", allow_future=False, help_text="从这一天起不再使用；记录保留"
    )
    reason = NoteField(label="停用原因", rows=2, max_length=200)

    def act(self) -> Place:
        return actions.close_place(self.place, by=self.user, **self.cleaned_data)


class MakeForm(StepForm):
    """All that a township lacks, in one press."""

    title, save_label = "批量建立阵地", "建立选中的阵地"
    kinds = forms.MultipleChoiceField(
        label="建立哪些", widget=forms.CheckboxSelectMultiple, choices=()
    )
    opened_on = DayField(
        label="启用日期",
        required=False,
        allow_future=False,
        help_text="不知道的可以不填，以后逐个补上",
    )
    layout = (Section("还缺的阵地", Div("kinds", css_class="seg"), "opened_on"),)

    def __init__(self, *args, township: Division, lacking: list[Place], **kwargs):
        super().__init__(*args, **kwargs)
        self.township = township
        counts = {kind: sum(p.kind == kind for p in lacking) for kind in PlaceKind}
        self.fields["kinds"].choices = [
            (kind.value, f"{kind.label}（{many}个）")
            for kind, many in counts.items()
            if many
        ]
        self.fields["kinds"].initial = [kind for kind, many in counts.items() if many]

    def act(self) -> list[Place]:
        return actions.make_missing(self.township, by=self.user, **self.cleaned_data)
