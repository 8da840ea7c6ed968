"""One field for each thing that a move may be given."""

from collections.abc import Callable, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from groups.models import DeputyGroup
from referrals import actions, rules
from referrals.actions.effects.outcome import everybody
from referrals.enums import (
    GOOD_VERDICTS,
    LOCAL_LEVELS,
    VERDICTS,
    AsideReason,
    CallBackOutcome,
    DismissalReason,
    How,
    Level,
    MatterExtent,
    PromiseOutcome,
    Stage,
    Verdict,
)
from referrals.models import Category, CoSigner, JointConference, Opinion, Proposer
from referrals.workflow import LABELS
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.models import AnswerClass
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.lookups import LookupField

PAPERS = (FileKind.IMAGE, FileKind.PDF, FileKind.DOCUMENT)


class HandlerField(forms.ChoiceField):
    """The township's government, or a village committee, made when first chosen."""

    def __init__(self, townships: list[Division], **kwargs):
        super().__init__(choices=[("", "请选择"), *_handlers(townships)], **kwargs)

    def clean(self, value) -> Organ | None:
        text = super().clean(value)
        return _organ_called(text) if text else None

    def prepare_value(self, value):
        if not isinstance(value, Organ):
            return value
        is_village = value.kind == OrganKind.COMMITTEE
        return f"v{value.division_id}" if is_village else f"o{value.pk}"


def _organ_called(text: str) -> Organ:
    kind, pk = text[0], int(text[1:])
    if kind == "o":
        return Organ.objects.get(pk=pk)
    return actions.committee_of(Division.objects.get(pk=pk))


class UnitBoxes(forms.CheckboxSelectMultiple):
    """Many units to tick, folded away behind the names of those that are ticked."""

    template_name = "referrals/unit_boxes.html"

    class Media:
        js = ("referrals/moves.js",)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        options = [
            option for _, group, _ in context["widget"]["optgroups"] for option in group
        ]
        context["chosen"] = [o["label"] for o in options if o["selected"]]
        context["options"] = options
        return context


class HelpersField(forms.MultipleChoiceField):
    """Several of them, and groups, who handle it beside the one that answers."""

    def __init__(self, townships: list[Division], user: User, **kwargs):
        choices = [*_handlers(townships), ("代表小组", _groups(townships, user))]
        super().__init__(choices=choices, widget=UnitBoxes, **kwargs)

    def clean(self, value) -> list[Organ]:
        return [_organ_called(text) for text in super().clean(value)]


def _groups(townships: list[Division], user: User) -> list[tuple[str, str]]:
    rows = DeputyGroup.objects.visible_to(user).filter(township__in=townships)
    rows = rows.filter(organ__until=None).order_by("number")
    return [(f"o{group.organ_id}", group.name) for group in rows]


def _handlers(townships: list[Division]) -> list[tuple[str, list[tuple[str, str]]]]:
    organs = Organ.objects.filter(
        kind=OrganKind.GOVERNMENT, division__in=townships, until=None
    )
    villages = Division.objects.visitable().current().filter(parent__in=townships)
    return [
        ("乡镇", [(f"o{organ.pk}", organ.name) for organ in organs]),
        ("村（社区）", [(f"v{v.pk}", v.name) for v in villages.order_by("pinyin")]),
    ]


class KeptField(LookupField):
    """The opinion that another is folded into: the chosen one, or none.

    Many bear the same title. Where the chosen one has ended meanwhile, its title must
    not lead to another.
    """

    def clean(self, value):
        row = super().clean(value)
        text, pk = [str(part or "").strip() for part in value or ["", ""]]
        if row and pk and pk != str(row.pk) and text == self.lookup.label(row):
            raise ValidationError(
                self.error_messages["none"], code="none", params={"text": text}
            )
        return row


class PaperField(forms.FileField):
    """A scan, a picture or a letter, checked by its content when the move is made."""

    widget = forms.ClearableFileInput(
        # Named one by one, so that a telephone makes a JPG of what it keeps otherwise.
        attrs={
            "accept": ".pdf,.docx,image/jpeg,image/png,image/webp",
            "data-keep": "",
        }
    )


def stored(upload: UploadedFile, *, user: User):
    """The file as it is kept; a refusal is a fault of the field."""
    try:
        return store(upload, by=user, kinds=PAPERS)
    except FileRefused as refusal:
        raise ValidationError(refusal.message) from None


def _choice(choices) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", "请选择"), *choices])


def _buttons(choices) -> forms.ChoiceField:
    """A few that stand in a row, none of them chosen beforehand."""
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


def units() -> forms.ModelChoiceField:
    rows = Organ.objects.filter(kind=OrganKind.UNIT, until=None)
    return forms.ModelChoiceField(rows, empty_label="请选择")


def co_units_field() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(units().queryset, widget=UnitBoxes)


def _own_units(user: User, opinion: Opinion | None) -> forms.ModelChoiceField:
    """Those that have it in hand; to a unit itself alone."""
    rows = opinion.live_assignments if opinion else []
    pks = {row.unit_id for row in rows}
    if opinion is None or not rules.hands_over(user, opinion):
        pks &= rules.helping_organs(user)
    units = Organ.objects.filter(pk__in=pks)
    return forms.ModelChoiceField(units, empty_label="自动")


def _missing_units(opinion: Opinion | None) -> forms.ModelChoiceField:
    rows = opinion.live_assignments if opinion else []
    pks = [row.unit_id for row in rows if row.is_missing]
    return forms.ModelChoiceField(Organ.objects.filter(pk__in=pks), empty_label="全部")


def _proposers(user: User, opinion: Opinion | None) -> forms.ModelChoiceField:
    may_know = opinion and "proposers" in rules.visible_fields(user, opinion)
    owed = everybody(opinion) if may_know else []
    # unscoped: the proposers of the opinion on the page
    rows = Proposer.objects.filter(pk__in=[p.pk for p in owed])
    return forms.ModelChoiceField(rows, empty_label="请选择")


def _asked(opinion: Opinion | None) -> forms.ModelChoiceField:
    # unscoped: who was asked to sign the opinion on the page
    rows = CoSigner.objects.open().filter(opinion=opinion)
    return forms.ModelChoiceField(rows.select_related("person"), empty_label="请选择")


def _silent(user: User, opinion: Opinion | None) -> forms.ModelChoiceField:
    """Of those who signed together; who signed himself speaks for himself alone."""
    is_own = opinion is None or rules.is_proposer(user, opinion)
    pks = [] if is_own else [each.pk for each in opinion.silent_judges]
    # unscoped: the proposers of the opinion on the page
    rows = Proposer.objects.filter(pk__in=pks)
    return forms.ModelChoiceField(rows, empty_label="本人" if is_own else "请选择")


def _classes(opinion: Opinion | None) -> forms.ModelChoiceField:
    """Those in use in the campaign."""
    rows = AnswerClass.objects.offered()
    rows = rows.filter(campaign=opinion.campaign) if opinion else rows.none()
    return forms.ModelChoiceField(rows, to_field_name="code", empty_label="请选择")


def _townships(user: User, opinion: Opinion | None) -> list[Division]:
    """Whose bodies may handle it; of many that 市直 has, those of any township."""
    if opinion is not None:
        return [opinion.near] if opinion.near else []
    if all(place.is_territory for place in user.townships):
        return user.townships
    return list(Division.objects.townships().current())


def _pairs(verdicts: Sequence[Verdict]) -> list[tuple[str, str]]:
    return [(verdict.value, verdict.label) for verdict in verdicts]


Builder = Callable[[User, Opinion | None], forms.Field]
BUILDERS: dict[str, Builder] = {
    "answer_class": lambda user, opinion: _classes(opinion),
    "aside_reason": lambda user, opinion: _choice(AsideReason.choices),
    "dismissal_reason": lambda user, opinion: _choice(DismissalReason.choices),
    "extent": lambda user, opinion: _choice(MatterExtent.choices),
    "how": lambda user, opinion: _buttons(How.choices),
    "notice_how": lambda user, opinion: _choice(How.choices),
    "level": lambda user, opinion: _choice(
        [(level.value, level.label) for level in Level if level in LOCAL_LEVELS]
    ),
    "attitude": lambda user, opinion: _buttons(_pairs(VERDICTS)),
    "promise_outcome": lambda user, opinion: _choice(PromiseOutcome.choices),
    "call_back": lambda user, opinion: _choice(CallBackOutcome.choices),
    "assessment": lambda user, opinion: NoteField(rows=4, max_length=1000),
    "verdict": lambda user, opinion: _buttons(_pairs(GOOD_VERDICTS)),
    "category": lambda user, opinion: forms.ModelChoiceField(
        Category.objects.visible_to(user).active(), empty_label="请选择"
    ),
    "conference": lambda user, opinion: forms.ModelChoiceField(
        JointConference.objects.visible_to(user).filter(state="planned"),
        empty_label="请选择",
    ),
    "handler": lambda user, opinion: HandlerField(_townships(user, opinion)),
    "into": lambda user, opinion: KeptField("open-opinion"),
    "co_handlers": lambda user, opinion: HelpersField(_townships(user, opinion), user),
    "lead_unit": lambda user, opinion: units(),
    "co_units": lambda user, opinion: co_units_field(),
    "unit": lambda user, opinion: _own_units(user, opinion),
    "new_unit": lambda user, opinion: units(),
    "missing_unit": lambda user, opinion: _missing_units(opinion),
    "met": lambda user, opinion: _proposers(user, opinion),
    "met_on": lambda user, opinion: DayField(allow_future=False),
    "stage": lambda user, opinion: _choice(Stage.choices),
    "contact_how": lambda user, opinion: _choice(How.choices),
    "said": lambda user, opinion: NoteField(rows=4, max_length=1000),
    "proposer": lambda user, opinion: _proposers(user, opinion),
    "co_signer": lambda user, opinion: LookupField("co-signer"),
    "asked": lambda user, opinion: _asked(opinion),
    "judge": lambda user, opinion: _silent(user, opinion),
    "mark": lambda user, opinion: _buttons(_pairs(VERDICTS)),
    "due_on": lambda user, opinion: DayField(),
    # The move's own limits refuse what lies too far, and say up to when.
    "promised_on": lambda user, opinion: DayField(is_asked=False),
    "until": lambda user, opinion: DayField(is_asked=False),
    "paused_until": lambda user, opinion: DayField(is_asked=False),
    "text": lambda user, opinion: NoteField(rows=6, max_length=4000),
    "class_reason": lambda user, opinion: NoteField(rows=2, max_length=300),
    "part": lambda user, opinion: NoteField(rows=5, max_length=2000),
    "settled_text": lambda user, opinion: NoteField(rows=3, max_length=2000),
    "reason": lambda user, opinion: NoteField(max_length=300),
    "note": lambda user, opinion: NoteField(rows=2, max_length=300),
    "evidence": lambda user, opinion: PaperField(),
    "letter": lambda user, opinion: PaperField(),
    "material": lambda user, opinion: PaperField(),
    "scan": lambda user, opinion: PaperField(),
    "is_suggestion": lambda user, opinion: forms.BooleanField(),
    "is_urgent": lambda user, opinion: forms.BooleanField(),
}
# As long as the columns that keep them.
LENGTHS = {
    "by_name": 40,
    "document_number": 40,
    "issued_by": 40,
    "requirement": 300,
    "responsible_person": 40,
    "responsible_phone": 20,
    "signed_by": 40,
}
HELP = {
    "assessor": "受委托评估的单位或者人员",
    "attitude": "对办理过程中承办单位态度的评价，与办理结果分开",
    "call_back": "向反映人核实评价是不是本人的意见",
    "co_signer": "同一届次或者同一小组的代表，输入姓名或拼音的两个字以上",
    "judge": "代为登记的须选择，并上传本人签名的纸质件",
    "due_on": "不填则按活动规定的时限计算",
    "promised_on": "类别要求承诺的必填",
    "class_reason": "不能解决的须说明",
    "notice_how": "不填则为书面；匿名反映的不告知",
    "paused_until": "到这一天为止不计时间，次日自动恢复",
    "by_name": "与反映人联系的人",
    "document_number": "本单位自编文号的填写；不填则由系统编号",
    "met_on": "不填则为办理日期",
    "met": "只有一位的不用选",
    "requirement": "写入交办单",
    "scan": "代为登记时须上传纸质件扫描（图片或PDF）",
    "evidence": "图片、PDF或Word",
    "material": "图片、PDF或Word",
    "settled_text": "怎样解决的、怎样答复反映人的；不再交办",
    "handler": "村委会首次选用时自动建立",
    "co_handlers": "协助承办单位办理，各自提交协办意见；没有的不选",
}


def build(
    name: str, *, user: User, opinion: Opinion | None, required: bool
) -> forms.Field:
    """The field called `name`; a line of text where nothing special is declared."""
    builder = BUILDERS.get(name)
    length = LENGTHS.get(name, 80)
    field = builder(user, opinion) if builder else forms.CharField(max_length=length)
    field.label, field.required = LABELS[name], required
    field.help_text = HELP.get(name, "")
    return field
