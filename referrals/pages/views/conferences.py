"""Sessions of the joint conference."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from referrals import actions
from referrals.enums import ConferenceState
from referrals.models import AgendaItem, Attendance, JointConference
from referrals.pages.forms.conference import (
    AttendanceForm,
    ConferenceForm,
    DecisionForm,
)
from referrals.papers.pack import sheets
from referrals.queries.conference import by_unit, items_of, story_of
from referrals.rules import SESSION_READERS
from referrals.shown.sessions import agenda, known, told
from referrals.workflow import MoveRefused
from tianmen_congress.base.access.scope import CITY_ROLES
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.rows.counting import count_of
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.conflicts import contested
from tianmen_congress.base.ui.listing import Button, Listing
from tianmen_congress.base.ui.pages import for_roles, form_page
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    NumberColumn,
    TextColumn,
)
from tianmen_congress.base.workbooks.exports import send_workbook


class ConferenceTable(ListTable):
    title = TextColumn(linkify=True)
    held_on = DayColumn()
    place = TextColumn()
    agenda_sent_on = DayColumn()
    state = TextColumn()
    many = NumberColumn("议题数")

    class Meta(ListTable.Meta):
        model = JointConference
        fields = ("title", "held_on", "place", "agenda_sent_on", "state", "many")


class ConferenceListing(Listing):
    title, noun = "联席会议", "会议"
    table_class = ConferenceTable
    empty_text = "还没有联席会议：机关新建会议，参会单位在机关发送议题以后看到。"

    def rows(self):
        rows = JointConference.objects.visible_to(self.user)
        standing = AgendaItem.objects.visible_to(self.user).filter(dropped_on=None)
        return rows.annotate(many=count_of(standing, "conference"))

    def buttons(self) -> list[Button]:
        if not self.user.has_role(Role.OFFICE):
            return []
        return [Button("新建会议", "new/", is_main=True)]


@require_safe
@for_roles(*SESSION_READERS)
def conference_list(request):
    return listing.page(request, ConferenceListing)


@form_page
@for_roles(Role.OFFICE)
def conference_create(request):
    form = ConferenceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return render(request, "ui/form.html", {"form": form, "title": "新建联席会议"})


@form_page
@for_roles(Role.OFFICE)
def conference_edit(request, pk):
    row = _conference(request, pk)
    form = ConferenceForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    context = {"form": form, "title": "修改会议", "cancel_url": row.get_absolute_url()}
    return render(request, "ui/form.html", context)


@require_safe
@for_roles(*SESSION_READERS)
def conference_detail(request, pk):
    row = _conference(request, pk)
    items, urgent = agenda(row, user=request.user), told(row, user=request.user)
    opinions = [each.opinion for each in (*items, *urgent)]
    context = {
        "conference": row,
        "items": items,
        "known": known(opinions, user=request.user),
        "groups": by_unit(items),
        "attendances": row.attendances.select_related("unit"),
        "urgent": urgent,
        "story": story_of(row, user=request.user),
        "is_of_city": request.user.has_role(*CITY_ROLES),
        "is_keeper": request.user.has_role(Role.OFFICE),
        "is_open": row.state == ConferenceState.PLANNED,
        "undecided": sum(item.lead_unit is None for item in items),
    }
    return render(request, "referrals/conference_detail.html", context)


@form_page
@for_roles(Role.OFFICE)
def decisions(request, pk):
    """All items of the agenda on one screen."""
    row = _conference(request, pk)
    is_open = row.state == ConferenceState.PLANNED
    forms = [
        DecisionForm(request.POST or None, item=item, user=request.user)
        for item in items_of(row)
        if item.handed_over_on is None or not is_open
    ]
    if request.method == "POST" and _decided(request, row, forms):
        return redirect(row)
    context = {"conference": row, "forms": forms, "is_open": is_open}
    context["contested"] = contested(forms)
    return render(request, "referrals/decisions.html", context)


def _conference(request, pk: int) -> JointConference:
    """Who writes waits for whoever writes at the same time, and reads what he wrote."""
    rows = JointConference.objects.visible_to(request.user)
    rows = rows.select_related("campaign")
    if request.method == "POST":
        rows = rows.select_for_update(of=["self"])
    return rows.get_visible(request.user, pk=pk)


def _decided(request, row: JointConference, forms: list[DecisionForm]) -> bool:
    """Every form is asked, so that all faults are shown at once; then all are stored."""
    sent = [form for form in forms if form.is_bound]
    faulty = [form for form in sent if not form.is_valid()]
    if faulty:
        messages.error(request, f"有{len(faulty)}件需要改正，都还没有保存。")
        return False
    try:
        count = actions.decide(row, [form.decision for form in sent], by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"已保存{count}件的会议决定。")
    return True


@form_page
@for_roles(Role.OFFICE)
def attendance(request, pk):
    row = _conference(request, pk)
    rows = Attendance.objects.visible_to(request.user).filter(conference=row)
    rows = rows.select_related("unit")
    if request.method == "POST":
        rows = rows.select_for_update(of=["self"])
    forms = [AttendanceForm(request.POST or None, instance=each) for each in rows]
    if request.method == "POST" and _present(request, forms):
        return redirect(row)
    context = {"conference": row, "forms": forms, "contested": contested(forms)}
    return render(request, "referrals/attendance.html", context)


def _present(request, forms: list[AttendanceForm]) -> bool:
    sent = [form for form in forms if form.is_bound]
    faulty = [form for form in sent if not form.is_valid()]
    if faulty:
        messages.error(request, f"有{len(faulty)}家单位需要核对，都还没有保存。")
        return False
    for form in sent:
        form.save()
    return True


@form_page
@for_roles(Role.OFFICE)
def send_agenda(request, pk):
    row = _conference(request, pk)
    if request.method == "POST" and _sent(request, row):
        return redirect(row)
    attending = [str(each.unit) for each in row.attendances.select_related("unit")]
    context = {
        "title": "发送议题",
        "summary": [
            ("会议", row),
            ("会议日期", row.held_on),
            ("议题", f"{len(items_of(row))}件"),
            ("参会单位", f"{len(attending)}个：{'、'.join(attending)}"),
        ],
        "act": "发送",
        "why_not": actions.why_not_sent(row),
        "question": "发送后，各参会单位随即看到议题和会议材料，以后增减的议题也随即看到。",
        "act_label": f"发送给{len(attending)}个单位",
        "cancel_url": row.get_absolute_url(),
    }
    return render(request, "referrals/hand_over.html", context)


def _sent(request, row: JointConference) -> bool:
    try:
        actions.send_agenda(row, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, "已发送，各参会单位可以查看议题和会议材料。")
    return True


@form_page
@for_roles(Role.OFFICE)
def hand_over(request, pk):
    row = _conference(request, pk)
    if request.method == "POST" and _handed_over(request, row):
        return redirect(row)
    items = actions.open_items(row)
    context = {
        "title": "会后交办",
        "summary": [
            ("会议", row),
            ("会议日期", row.held_on),
            ("议题", f"{len(items)}件"),
            *((_led(unit), f"{len(rows)}件") for unit, rows in by_unit(items)),
        ],
        "why_not": actions.why_not_handed_over(row, items),
        "question": "交办后各单位立即收到任务、开始计时，不能撤销。",
        "act_label": f"交办（{len(items)}件）",
        "cancel_url": row.get_absolute_url(),
    }
    return render(request, "referrals/hand_over.html", context)


def _led(unit: Organ | None) -> str:
    return f"{unit}主办" if unit else "未定主办单位"


def _handed_over(request, row: JointConference) -> bool:
    try:
        count = actions.hand_over(row, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"已交办{count}件，各单位已收到。")
    return True


@require_safe
@for_roles(*SESSION_READERS)
def pack_workbook(request, pk):
    row = _conference(request, pk)
    rows = sheets(row, user=request.user)
    return send_workbook(rows, name=f"{row.title}会议材料", by=request.user)
