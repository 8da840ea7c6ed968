"""One form for every move: its fields come from the table."""

from datetime import date

from crispy_forms.layout import Div, Field
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from referrals import actions
from referrals.actions.accused import offered_instead
from referrals.enums import How
from referrals.models import Opinion
from referrals.pages.forms.fields import PaperField, build, stored
from referrals.queries.similar import suggested_category, usual_handler
from referrals.shown import record
from referrals.workflow import TRANSITIONS, MoveRefused, StaleMove, rounds
from referrals.workflow.fields import WORDS_OF_CODES
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.conflicts import Contested
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import PageForm, Row, put_in_words
from tianmen_congress.base.words import choice_in_words, in_words

# Fields that stand side by side where they follow each other.
SHORT = frozenset(
    [
        *("category", "extent", "level", "handler"),
        *("responsible_person", "responsible_phone"),
        *(
            "answer_class",
            "promise_outcome",
            "promised_on",
            *("judge", "call_back"),
            "due_on",
            "until",
            "paused_until",
            "on",
            "proposer",
            "notice_how",
            *("stage", "contact_how", "met", "met_on", "by_name"),
        ),
        *(
            "signed_by",
            "issued_by",
            "lead_unit",
            "unit",
            "new_unit",
            "missing_unit",
            "is_suggestion",
            "is_urgent",
        ),
    ]
)
A_LINE = 3

# What the opinion says already stands in the form: an empty box would take it away.
KEPT = (
    "category",
    "extent",
    "responsible_person",
    "responsible_phone",
    "is_suggestion",
    "is_urgent",
)


def _placed(name: str, field: forms.Field) -> object:
    """Units to tick in columns; where most tick none they stay folded away."""
    if name == "co_handlers":
        return Field(name, template="referrals/_folded_boxes.html")
    if name == "co_units":
        return Div(name, css_class="check-columns")
    is_choice = isinstance(field.widget, forms.RadioSelect)
    return Div(name, css_class="seg") if is_choice else name


class MoveForm(Contested, PageForm):
    """What a move needs and takes, the day, and the version the user had in sight."""

    name = ""

    class Media:
        js = ("referrals/moves.js",)

    on = DayField(label="办理日期", allow_future=False, required=False)

    def __init__(
        self,
        *args,
        opinion: Opinion | None = None,
        is_in_place: bool = False,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.opinion = opinion
        step = TRANSITIONS[self.name]
        for name in self._asked(opinion):
            self.fields[name] = build(
                name, user=self.user, opinion=opinion, required=name in step.needs
            )
            self.fields[name].user = self.user
            put_in_words(self.fields[name])
        self.order_fields([*step.needs, *step.takes, "on"])
        self.fields["on"].initial = today()
        # On the record's page one reads first.
        if not is_in_place:
            next(iter(self.fields.values())).widget.attrs["autofocus"] = True
        if "how" in self.fields:
            self.fields["how"].initial = How.PHONE
        if opinion is not None:
            self._about(opinion)

    def _asked(self, opinion: Opinion | None) -> list[str]:
        """All that the move needs and takes; of a promise only where one fell due."""
        step = TRANSITIONS[self.name]
        is_of_promise = opinion is None or rounds.is_of_promise(opinion)
        return [
            name
            for name in (*step.needs, *step.takes)
            if name != "promise_outcome" or is_of_promise
        ]

    @property
    def layout(self) -> tuple:
        """Short fields in lines of three, units to tick in columns."""
        parts, line = [], []
        for name, field in self.fields.items():
            if name in SHORT and len(line) < A_LINE:
                line.append(name)
                continue
            parts += [Row(*line)] if line else []
            line = [name] if name in SHORT else []
            if name not in SHORT:
                parts.append(_placed(name, field))
        return (*parts, *([Row(*line)] if line else []))

    def _about(self, opinion: Opinion) -> None:
        """What is known already, and suggestions: those are shown, never chosen."""
        self.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=opinion.version, required=False
        )
        self.fields["on"].initial = max(today(), opinion.moved_on)
        for name in KEPT:
            if name in self.fields:
                self.fields[name].initial = getattr(opinion, name)
        if "category" in self.fields and opinion.category is None:
            self._suggest_category(opinion)
        if "handler" in self.fields:
            category = opinion.category or suggested_category(opinion)
            self._suggest("handler", usual_handler(opinion, category), "过去同类多由")
        self._warn_of_accused(opinion)

    def _warn_of_accused(self, opinion: Opinion) -> None:
        for name in ("handler", "lead_unit"):
            if name in self.fields and (words := offered_instead(opinion)):
                self.fields[name].help_text = words

    def _suggest_category(self, opinion: Opinion) -> None:
        self._suggest("category", suggested_category(opinion), "按内容建议")

    def _suggest(self, name: str, row: Model | None, why: str) -> None:
        """Beside the field, with a button to take it over where scripts run."""
        if row is None:
            return
        field = self.fields[name]
        value = field.prepare_value(row)
        field.widget.attrs |= {"data-suggested": value, "data-suggested-label": row}
        field.help_text = f"{why}：{row}（供参考，请自行选择）"

    def given(self) -> dict[str, object]:
        """What was typed, by the names of the table; files are stored only now."""
        step = TRANSITIONS[self.name]
        data = {
            name: self.cleaned_data.get(name) for name in (*step.needs, *step.takes)
        }
        for name, value in data.items():
            if value and isinstance(self.fields[name], PaperField):
                data[name] = self._stored(name, value)
        return {name: value for name, value in data.items() if value not in (None, "")}

    def _stored(self, name: str, upload):
        try:
            return stored(upload, user=self.user)
        except ValidationError as fault:
            self.add_error(name, fault)
            raise

    def in_words(self) -> list[tuple[str, str]]:
        """What was typed, label by label, to be looked at before it is done."""
        pairs = [(self.fields[name].label, self._said(name)) for name in self.fields]
        return [(label, value) for label, value in pairs if label and value]

    def _said(self, name: str) -> str:
        value = self.cleaned_data.get(name)
        if name == "version" or value in (None, "", False):
            return ""
        if isinstance(self.fields[name], PaperField):
            return value.name
        if name in WORDS_OF_CODES:
            return choice_in_words(WORDS_OF_CODES[name], value)
        is_many = isinstance(value, QuerySet)
        return in_words(list(value) if is_many else value)

    def day(self) -> date | None:
        return self.cleaned_data.get("on")

    def take(self) -> Opinion | None:
        """Make the move; None when it is refused, with the reason on the form."""
        try:
            return actions.move(
                self.opinion,
                self.name,
                by=self.user,
                version=self.cleaned_data.get("version"),
                on=self.day(),
                **self.given(),
            )
        except StaleMove as stale:
            self._show_what_changed(stale)
        except MoveRefused as refusal:
            self.add_error(None, str(refusal))
        except ValidationError:
            return None
        return None

    def _show_what_changed(self, stale: StaleMove) -> None:
        """Keep what was typed; sent again, it is a decision made in full sight."""
        self.opinion = stale.opinion
        self.saved_meanwhile(
            seen={"version": stale.opinion.version},
            since=record.told(stale.since, stale.opinion, user=self.user),
            told=str(stale),
        )


class BulkMoveForm(MoveForm):
    """The same for many rows: what is typed goes for each of them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Which of its units is a question about one opinion: of many, all are meant.
        self.fields.pop("missing_unit", None)

    def clean(self):
        data = super().clean()
        step = TRANSITIONS[self.name]
        kept = {n: data.get(n) for n in ("on", *step.needs, *step.takes)}
        # A box left empty says nothing about many: what each row has stays.
        return {n: v for n, v in kept.items() if v not in (None, "", False)}


def form_for(name: str, *, in_bulk: bool = False) -> type[MoveForm]:
    base = BulkMoveForm if in_bulk else MoveForm
    return type(f"{name.title().replace('_', '')}Form", (base,), {"name": name})


def mover(name: str):
    """The action of a bulk page: one row, by the same gate as a single one."""

    def move_one(opinion: Opinion, *, by: User, **given) -> Opinion:
        return actions.move(opinion, name, by=by, **given)

    return move_one
