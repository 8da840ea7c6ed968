"""An activity with the parts of its programme and everybody's attendance on one page."""

from collections.abc import Iterator
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from deputies.models import Person
from groups.activities import actions
from groups.activities.models import Activity
from groups.activities.queries.due import due_at
from groups.activities.queries.records import records_of
from groups.activities.queries.venues import venues_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.conflicts import Difference
from tianmen_congress.base.ui.fields import DayField

from .activity import ActivityForm
from .attendance import AttendanceForm
from .parts import PartForm, SpeechRows


class ActivityEntry:
    """The page of one activity: its form, a form a part, a form a deputy."""

    def __init__(
        self, *, user: User, activity: Activity, data: QueryDict | None, files=None
    ):
        self.user, self.activity, self.data = user, activity, data
        if data is not None and activity.pk:
            # Who signs in by telephone at this moment does so before, or after.
            # unscoped: the row that the page got, to be locked
            Activity.objects.select_for_update(of=["self"]).get(pk=activity.pk)
        self.day = self._day()
        self.due = due_at(activity.group, on=self.day)
        self.form = ActivityForm(
            data, files, instance=activity, user=user, due=self.due
        )
        self.form.beside = self.differences
        self.parts = self._part_forms()
        self.attendance = self._attendance_forms()
        self.speeches = self._speech_forms()

    def _part_forms(self) -> list[PartForm]:
        stored = {p.part_id: p for p in self._stored("parts")}
        self.records = records_of(self._of_day(), user=self.user)
        return [
            PartForm(
                self.data,
                user=self.user,
                prefix=f"part-{part.code}",
                part=part,
                stored=stored.get(part.pk),
                records=self.records.get(part.code, []),
            )
            for part in self.activity.campaign.programme.all()
        ]

    def _of_day(self) -> Activity:
        """The same group's on the day that was typed."""
        return Activity(
            pk=self.activity.pk,
            group=self.activity.group,
            campaign=self.activity.campaign,
            held_on=self.day,
        )

    def _attendance_forms(self) -> list[AttendanceForm]:
        stored = {row.person_id: row for row in self._stored("attendances")}
        due = {person.pk: person for person in self.due}
        others = {pk: row.person for pk, row in stored.items() if pk not in due}
        return [
            AttendanceForm(
                self.data,
                user=self.user,
                prefix=f"member-{pk}",
                person=person,
                stored=stored.get(pk),
                is_due=pk in due,
                is_held=(self.data or {}).get("progress") != "planned",
            )
            for pk, person in [*due.items(), *others.items()]
        ]

    def _speech_forms(self) -> SpeechRows:
        # unscoped: the group's own deputies of the day, and who spoke
        people = Person.objects.filter(pk__in=self._speakers())
        list(people)
        return SpeechRows(
            self.data,
            instance=self.activity,
            prefix="speeches",
            form_kwargs={"user": self.user, "people": people},
        )

    def _speakers(self) -> set[int]:
        spoke = {row.person_id for row in self._stored("speeches") if row.person_id}
        return {person.pk for person in self.due} | spoke

    def _stored(self, relation: str) -> list:
        if self.activity.pk is None:
            return []
        rows = getattr(self.activity, relation)
        return list(
            rows.all() if relation == "parts" else rows.select_related("person")
        )

    def _day(self) -> date:
        """Whose members are asked for: those of the day that was typed."""
        try:
            typed = DayField(required=False, is_asked=False).clean(
                (self.data or {}).get("held_on", "")
            )
        except ValidationError:
            typed = None
        return typed or self.activity.held_on or today()

    @property
    def venues(self) -> list[str]:
        return venues_of(self.activity.group, user=self.user)

    @property
    def has_speeches(self) -> bool:
        return "speeches-TOTAL_FORMS" in (self.data or {})

    @property
    def forms(self) -> list[forms.Form]:
        rows = list(self.speeches.forms) if self.has_speeches else []
        return [self.form, *self.parts, *self.attendance, *rows]

    def differences(self) -> Iterator[Difference]:
        """Parts and attendance that somebody else has stored otherwise than typed here."""
        for form in [*self.parts, *self.attendance]:
            if form.is_valid():
                yield from form.differences()

    def done(self) -> bool:
        """Whether everything was right and is stored."""
        # Every form is asked, so that every fault is shown at once.
        if self.data is None or [form for form in self.forms if not form.is_valid()]:
            return False
        try:
            with transaction.atomic():
                self._save()
        except ValidationError as refusal:
            self.form.add_error(None, refusal)
        return not self.form.errors

    def _save(self) -> Activity:
        data = self.form.cleaned_data
        is_held = data["progress"] == "held"
        saved = actions.save_activity(
            self.activity,
            by=self.user,
            is_held=is_held,
            parts=[form.done() for form in self.parts],
            # Nobody has come to what is only planned.
            attendance=[
                form.attended(data["manner"])
                for form in self.attendance
                if is_held and form.is_listed
            ],
            speeches=self._said(),
        )
        for name, is_sheet in (("photos", False), ("sheets", True)):
            for upload in data[name]:
                actions.add_photo(saved, upload, by=self.user, is_sheet=is_sheet)
        return saved

    def _said(self) -> list | None:
        if not self.has_speeches:
            return None
        return [row.instance for row in self.speeches.forms if row.is_said]
