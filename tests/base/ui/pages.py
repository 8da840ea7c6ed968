"""A small room, as docs/ui.md tells to make one, for the tests of the pages."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.views.decorators.http import require_POST

from deputies.models import Person
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import bulk, listing, lookups
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.forms import PageForm, Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.pages import for_roles
from tianmen_congress.base.ui.tables import ListTable, PersonalColumn, StatusColumn

TRY_VILLAGE = lookups.Lookup(
    rows=lambda user: Division.objects.villages().filter(
        parent__in=[post.organ.division_id for post in user.live_posts]
    ),
    narrow=lambda rows, given: rows.filter(name__contains=given.get("kind", "")),
)


class PersonForm(VersionedForm):
    village = LookupField("try-village", label="村", given=("kind",), required=False)
    on = DayField(label="日期", required=False, allow_future=False)
    note = NoteField(label="备注", required=False, max_length=200)
    layout = (
        Section("基本情况", Row("name", "sex"), "birth_month", "work"),
        Section("其他", "village", "on", "note"),
    )

    class Meta(VersionedForm.Meta):
        model = Person
        fields = ["name", "sex", "birth_month", "work", "note"]

    def save(self):
        self.instance.save()
        return self.instance


def person_page(request, pk=None):
    row = Person.objects.get_visible(request.user, pk=pk) if pk else Person()
    form = PersonForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "已保存。")
        return redirect("try:list")
    return render(request, "ui/form.html", {"form": form, "title": "代表"})


class PersonTable(ListTable):
    name = PersonalColumn(kind="name")
    sex = StatusColumn(tones={"male": "blue"})

    class Meta(ListTable.Meta):
        model = Person
        fields = ("name", "sex")


class PersonListing(listing.Listing):
    title, noun = "代表", "代表"
    table_class = PersonTable

    def rows(self):
        return Person.objects.visible_to(self.user)

    def bulk_buttons(self):
        return [listing.BulkButton("填写备注", reverse("try:note"))]


class NoteForm(PageForm):
    note = forms.CharField(label="备注", max_length=20)


def write_note(person, *, by, note):
    if person.note:
        raise ValidationError("已有备注")
    person.note = note
    person.save()


@require_POST
def note_page(request):
    return bulk.page(
        request, PersonListing, bulk.BulkAct("填写备注", write_note, NoteForm)
    )


@for_roles(Role.LEADER)
def leaders_page(request):
    return render(request, "ui/form.html", {"title": "领导"})


def broken_page(request):
    raise RuntimeError("broken")


own = [
    path("", lambda request: listing.page(request, PersonListing), name="list"),
    path("new/", person_page, name="new"),
    path("<int:pk>/", person_page, name="edit"),
    path("note/", note_page, name="note"),
    path("leaders/", leaders_page),
    path("broken/", broken_page),
]
urlpatterns = [
    path("try/", include((own, "try"))),
    path("", include("tianmen_congress.urls")),
]
