"""Sessions of the joint conference."""

from django.contrib import messages
from django.db.models import Count, Q
from django.forms import modelformset_factory
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from referrals import actions
from referrals.conference_pack import sheets
from referrals.forms.conference import AttendanceForm, ConferenceForm, DecisionForm
from referrals.models import Attendance, JointConference
from referrals.queries.conference import by_unit, items_of
from referrals.workflow import MoveRefused
from tianmen_congress.accounts.enums import Role
from tianmen_congress.ui import listing
from tianmen_congress.ui.listing import Button, Listing
from tianmen_congress.ui.pages import for_roles
from tianmen_congress.ui.tables import DayColumn, ListTable, NumberColumn, TextColumn
from tianmen_congress.workbooks.exports import send_workbook

READERS = (Role.OFFICE, Role.LEADER)


class ConferenceTable(ListTable):
    title = TextColumn(linkify=True)
    held_on = DayColumn()
    place = TextColumn()
    state = TextColumn()
    many = NumberColumn("议题数")

    class Meta(ListTable.Meta):
        model = JointConference
        fields = ("title", "held_on", "place", "state", "many")


class ConferenceListing(Listing):
    title, noun = "联席会议", "会议"
    table_class = ConferenceTable
    empty_text = "还没有联席会议，请按右上角“新建会议”。"

    def rows(self):
        rows = JointConference.objects.visible_to(self.user)
        return rows.annotate(many=Count("items", filter=Q(items__dropped_on=None)))

    def buttons(self) -> list[Button]:
        if not self.user.has_role(Role.OFFICE):
            return []
        return [Button("新建会议", "new/", is_main=True)]


@require_safe
@for_roles(*READERS)
def conference_list(request):
    return listing.page(request, ConferenceListing)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.OFFICE)
def conference_create(request):
    form = ConferenceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return render(request, "ui/form.html", {"form": form, "title": "新建联席会议"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.OFFICE)
def conference_edit(request, pk):
    row = JointConference.objects.get_visible(request.user, pk=pk)
    form = ConferenceForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    context = {"form": form, "title": "修改会议", "cancel_url": row.get_absolute_url()}
    return render(request, "ui/form.html", context)


@require_safe
@for_roles(*READERS)
def conference_detail(request, pk):
    row = JointConference.objects.get_visible(request.user, pk=pk)
    items = items_of(row)
    context = {
        "conference": row,
        "items": items,
        "groups": by_unit(items),
        "attendances": row.attendances.select_related("unit"),
        "is_open": row.state == "planned" and request.user.has_role(Role.OFFICE),
        "undecided": sum(item.lead_unit is None for item in items),
    }
    return render(request, "referrals/conference_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.OFFICE)
def decisions(request, pk):
    """All items of the agenda on one screen."""
    row = JointConference.objects.get_visible(request.user, pk=pk)
    items = [item for item in items_of(row) if item.handed_over_on is None]
    forms = [
        DecisionForm(request.POST or None, item=item, user=request.user)
        for item in items
    ]
    if request.method == "POST" and _taken(forms):
        messages.success(request, f"已保存{len(forms)}件的会议决定。")
        return redirect(row)
    context = {"conference": row, "forms": forms}
    return render(request, "referrals/decisions.html", context)


def _taken(forms: list[DecisionForm]) -> bool:
    """Every form is asked, so that all faults are shown at once; then all are stored."""
    if [form for form in forms if not form.is_valid()]:
        return False
    return not [form for form in forms if not form.take()]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.OFFICE)
def attendance(request, pk):
    row = JointConference.objects.get_visible(request.user, pk=pk)
    rows = Attendance.objects.visible_to(request.user).filter(conference=row)
    make = modelformset_factory(Attendance, AttendanceForm, extra=0)
    formset = make(request.POST or None, queryset=rows.select_related("unit"))
    if request.method == "POST" and formset.is_valid():
        formset.save()
        return redirect(row)
    context = {"conference": row, "formset": formset}
    return render(request, "referrals/attendance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.OFFICE)
def hand_over(request, pk):
    row = JointConference.objects.get_visible(request.user, pk=pk)
    items = [item for item in items_of(row) if item.handed_over_on is None]
    if request.method == "POST" and _handed_over(request, row):
        return redirect(row)
    context = {
        "title": "会后交办",
        "summary": [("会议", row), ("议题", f"{len(items)}件")],
        "question": "交办后各单位立即收到任务、开始计时，不能撤销。",
        "act_label": f"交办（{len(items)}件）",
        "cancel_url": row.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _handed_over(request, row: JointConference) -> bool:
    try:
        count = actions.hand_over(row, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"已交办{count}件，各单位已收到。")
    return True


@require_safe
@for_roles(*READERS)
def pack_workbook(request, pk):
    row = JointConference.objects.get_visible(request.user, pk=pk)
    return send_workbook(sheets(row), name=f"{row.title}会议材料", by=request.user)
