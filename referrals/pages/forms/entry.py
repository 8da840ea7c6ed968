"""Writing an opinion down, and completing it."""

from crispy_forms.layout import HTML
from django import forms
from django.core.exceptions import ValidationError

from deputies.models import Person
from referrals import actions
from referrals.actions import Proponent
from referrals.enums import MatterExtent, Origin
from referrals.models import Category, Opinion
from referrals.pages.forms.fields import PaperField, stored
from referrals.pages.lookups import (
    AccusedField,
    accused_asking,
    accused_name_field,
    check_accused,
)
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.campaigns.queries import (
    NO_CAMPAIGN,
    current_campaign,
    why_out_of_period,
)
from tianmen_congress.base.cells import CellTrouble, split_names
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.fields import DayField, NoteField, doubt_day
from tianmen_congress.base.ui.forms import PageForm, Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField

# Filled by what may be about the same, while title and text are being typed. Only what
# it is compared by is sent: the form's own mark of being sent once is not used up.
ALIKE = HTML(
    """<div aria-live="polite" hx-post="{% url 'referrals:alike' %}"
    hx-trigger="change from:#id_title, input changed delay:1s from:#id_text"
    hx-include="closest form"
    hx-params="csrfmiddlewaretoken,title,text,village_pk,group_pk"></div>"""
)

CO_SIGNERS = ("co_signer_1", "co_signer_2", "co_signer_3")
JOINED = ("联名代表", "联名代表（二）", "联名代表（三）")
# What is asked of whoever writes down what others say.
VOTERS = ("deputy", "household", "name", "phone", "is_of_village", "co_signers")
ACCUSED = ("accused_organ", "accused_name")


class CollectForm(PageForm):
    """A new opinion: where, from whom, what."""

    group = LookupField("opinion-group", label="代表小组", required=False)
    origin = forms.ChoiceField(label="来源", choices=Origin)
    collected_on = DayField(label="收集日期", allow_future=False)
    village = LookupField("opinion-village", label="所涉村", required=False)
    deputy = LookupField("opinion-deputy", label="提出的代表", required=False)
    household = LookupField("households-seen", label="反映的贫困户", required=False)
    name = forms.CharField(
        label="反映人姓名",
        max_length=40,
        required=False,
        help_text="贫困户户主本人反映的不用填",
    )
    phone = forms.CharField(label="反映人电话", max_length=20, required=False)
    co_signers = forms.CharField(
        label="联名群众",
        max_length=400,
        required=False,
        help_text="多人用顿号或空格隔开；代表联名的在下面选择",
    )
    co_signer_1, co_signer_2, co_signer_3 = (
        LookupField("co-signer", label=label, required=False) for label in JOINED
    )
    is_of_village = forms.BooleanField(
        label="由村反映", required=False, help_text="村委会或群众集体，按所涉村"
    )
    is_anonymous = forms.BooleanField(label="匿名", required=False)
    is_confidential = forms.BooleanField(label="对反映人保密", required=False)
    title = forms.CharField(label="标题", max_length=80)
    text = NoteField(label="意见建议内容", rows=6, max_length=4000)
    category = forms.ModelChoiceField(
        None, label="类别", required=False, empty_label="待定"
    )
    extent = forms.ChoiceField(
        label="个案或共性",
        choices=[("", "待定"), *MatterExtent.choices],
        required=False,
    )
    accused_organ = AccusedField()
    accused_name = accused_name_field()
    is_suggestion = forms.BooleanField(
        label="代表建议", required=False, help_text="代表依法书面提出的建议、批评和意见"
    )
    is_draft = forms.BooleanField(label="先存为草稿", required=False)
    paper = PaperField(label="材料", required=False, help_text="图片、PDF或Word")
    layout = (
        Section("来源", Row("group", "origin", "collected_on", "village")),
        Section(
            "反映人",
            Row("deputy", "household", "name", "phone"),
            *("co_signers", Row(*CO_SIGNERS)),
            Row("is_of_village", "is_anonymous", "is_confidential"),
        ),
        Section(
            "内容",
            *("title", "text", ALIKE),
            Row("category", "extent", "is_suggestion"),
            *(Row("accused_organ", "accused_name"), "paper"),
        ),
        "is_draft",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.visible_to(
            self.user
        ).active()
        self.fields["accused_organ"].help_text = accused_asking(self.user)
        self.fields["collected_on"].initial = today()
        self.fields["group"].initial = self._own_group()
        if not self.user.townships:
            self.fields["group"].required = True
        if self._speaks_for_himself:
            for name in VOTERS:
                del self.fields[name]
            self.fields["origin"].initial = Origin.DEPUTY
            self.layout = self._own_layout()

    @property
    def _speaks_for_himself(self) -> bool:
        """A deputy and nothing else; who keeps books too writes down what others say."""
        keeps_books = self.user.has_role(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)
        return self.user.has_role(Role.DEPUTY) and not keeps_books

    def _own_layout(self) -> tuple:
        flags = Row("is_anonymous", "is_confidential")
        own = Section("联名", Row(*CO_SIGNERS), flags)
        return (self.layout[0], own, *self.layout[2:])

    def _own_group(self):
        return (
            self.fields["group"].lookup.rows(self.user).first()
            if (self.user.has_role(Role.SECRETARY, Role.DEPUTY))
            else None
        )

    def clean(self):
        data = super().clean()
        if current_campaign() is None:
            raise ValidationError(NO_CAMPAIGN)
        if data.get("household") and not data.get("village"):
            data["village"] = data["household"].village
        if self.user.townships and not (data.get("group") or self._township(data)):
            text = "看不出是哪个乡镇的，请选择您负责的乡镇的村，或者选择代表小组"
            self.add_error("village", text)
        if not self._speaks_for_himself:
            self._check_who(data)
        check_accused(self)
        self._check_lead(data)
        day = data.get("collected_on")
        why = why_out_of_period(current_campaign(), day, "收集日期")
        doubt_day(self, "collected_on", why)
        upload = data.get("paper")
        if upload and not self.errors:
            data["paper"] = stored(upload, user=self.user)
        return data

    def _check_who(self, data: dict) -> None:
        """Somebody is named who will hear the answer, and in one way only."""
        is_named = any(data.get(name) for name in ("name", "deputy", "household"))
        is_of_village = data.get("is_of_village")
        if is_of_village and (is_named or data.get("is_anonymous")):
            text = "由村反映的不再填反映人，也不勾选匿名；请只留一种"
            self.add_error("is_of_village", text)
        elif is_of_village and not data.get("village"):
            self.add_error("village", "由村反映的请选择所涉村")
        elif not (is_named or is_of_village or data.get("is_anonymous")):
            self.add_error(
                "name",
                "请填写反映人，或选择代表，或勾选匿名，也可选择贫困户、勾选由村反映",
            )

    def _check_lead(self, data: dict) -> None:
        leads = self._speaks_for_himself or data.get("deputy")
        if self._co_signers() and not leads:
            self.add_error("deputy", "代表联名的须由代表领衔，请选择提出的代表")

    def _co_signers(self) -> list[Person]:
        """Each once, in the order in which they stand."""
        chosen = (self.cleaned_data.get(name) for name in CO_SIGNERS)
        return list(dict.fromkeys(person for person in chosen if person))

    def _township(self, data: dict) -> Division | None:
        """Whose presidium heard it itself: of several townships the village says which."""
        places, village = self.user.townships, data.get("village")
        if village is None:
            return places[0] if len(places) == 1 else None
        return next((place for place in places if place == village.parent), None)

    def clean_co_signers(self) -> list[str]:
        """Each name once, in the order in which they signed."""
        try:
            return list(dict.fromkeys(split_names(self.cleaned_data["co_signers"])))
        except CellTrouble as trouble:
            text = f"{trouble.reason}；多人请用顿号隔开"
            raise ValidationError(text) from None

    def proposers(self) -> list[Proponent]:
        """The deputy who takes it up leads, then who said it, then who signed with him."""
        said = [*self._deputy(), *self._voter()]
        names = {each.name for each in said}
        signed = (n for n in self.cleaned_data.get("co_signers", ()) if n not in names)
        return [*said, *(Proponent(name) for name in signed)]

    def _deputy(self) -> list[Proponent]:
        person = self.cleaned_data.get("deputy")
        if self._speaks_for_himself:
            person = Person.objects.visible_to(self.user).filter(user=self.user).first()
        return [Proponent(person.name, person.phone, person)] if person else []

    def _voter(self) -> list[Proponent]:
        data = self.cleaned_data
        if data.get("is_of_village"):
            return [Proponent.of_village(data["village"])]
        home, name = data.get("household"), data.get("name")
        if home is not None:
            return [Proponent(name or home.head_name, data["phone"], household=home)]
        return [Proponent(name, data["phone"])] if name else []

    def take(self) -> Opinion | None:
        """Store it; None when it is refused, with the reason on the form."""
        data = self.cleaned_data
        township = self._township(data)
        names = ("title", "text", "village", "category", "extent", "is_suggestion")
        more = ("origin", "collected_on", "group", "is_anonymous", "is_confidential")
        facts = {name: data[name] for name in (*names, *more, *ACCUSED)}
        try:
            return actions.collect(
                Opinion(campaign=current_campaign(), township=township, **facts),
                by=self.user,
                proposers=self.proposers(),
                co_signers=self._co_signers(),
                files=[data["paper"]] if data.get("paper") else [],
                is_draft=data["is_draft"],
            )
        except MoveRefused as refusal:
            self.add_error(None, str(refusal))
            return None


class ReviseForm(VersionedForm):
    """Completing what was written, before it is handed over."""

    text = NoteField(label="意见建议内容", rows=8, max_length=4000)
    village = LookupField("opinion-village", label="所涉村", required=False)
    accused_organ = AccusedField()
    layout = (
        Section("内容", "title", "text"),
        Section(
            "归类",
            Row("category", "extent", "village", "is_confidential"),
            Row(*ACCUSED),
        ),
    )

    class Meta(VersionedForm.Meta):
        model = Opinion
        fields = [
            *("title", "text", "category", "extent", "village", "is_confidential"),
            *ACCUSED,
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.visible_to(self.user)
        self.fields["accused_organ"].help_text = accused_asking(self.user)

    def clean(self):
        data = super().clean()
        check_accused(self)
        return data

    def take(self) -> Opinion | None:
        changed = {name: self.cleaned_data[name] for name in self._meta.fields}
        try:
            return actions.move(self.instance, "revise", by=self.user, **changed)
        except MoveRefused as refusal:
            self.add_error(None, str(refusal))
            return None
