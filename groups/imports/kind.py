"""代表小组划分表 as a kind of workbook."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError

from deputies.models import Person
from groups import actions
from groups.imports.columns import GroupRoster
from groups.models import DeputyGroup, GroupMembership, GroupVillage
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.actions import AnswerRefused
from tianmen_congress.base.workbooks.corrections import BY_HAND
from tianmen_congress.base.workbooks.kinds import (
    Made,
    Outcome,
    Sending,
    WorkbookKind,
    register,
)
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record

from . import leaving
from .planned import PlannedGroup
from .planning import GroupPlanner
from .writing import write_group


@register
class GroupsKind(WorkbookKind):
    slug = "groups"
    title = "代表小组划分表"
    resource = GroupRoster
    writes = (GroupMembership, GroupVillage, DeputyGroup)
    waits_for = (BY_HAND,)
    note = (
        "一行一个小组，乡镇一栏可以合并单元格；成员须已在代表名册中，"
        "同一乡镇有同名代表的，导入后逐一确认是哪一位。乡镇只能导入本乡镇的小组。"
        "小组现有的成员、联系村不在该组一行中的，列为“退出”，写入后逐一确认最后一天；"
        "不在工作簿中的小组不作改动。"
    )

    def plan(self, records: list[Record], sending: Sending) -> Iterable[PlannedGroup]:
        for planned in GroupPlanner(sending).plan(records):
            if planned.outcome != Outcome.REJECTED:
                planned.apply = partial(write_group, planned, by=sending.by)
            yield planned

    def remark(self, plans: list[PlannedGroup], sending: Sending) -> str:
        named = {(plan.township.pk, plan.number) for plan in plans if plan.township}
        # unscoped: only how many of the sender's there are besides
        groups = DeputyGroup.objects.existing(today())
        if sending.township:
            groups = groups.filter(township=sending.township)
        others = set(groups.values_list("township", "number")) - named
        return f"另有{len(others)}个小组不在此工作簿中，不作改动" if others else ""

    def going(self, made: Made) -> Made:
        """A group and the organ in whose name it acts go together."""
        # unscoped: the groups that the batch made
        groups = DeputyGroup.objects.filter(pk__in=made[DeputyGroup])
        return {**made, Organ: list(groups.values_list("organ", flat=True))}

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        if issue.about["field"] in self.waits_for:
            return  # the line is read again with it
        about = issue.about
        try:
            if about["field"] == leaving.FIELD:
                leaving.settle(issue, value, by=by)
                return
            # unscoped: the group that the question of a batch in sight is about
            group = DeputyGroup.objects.select_related("township").get(
                pk=about["group"]
            )
            if about["field"] == "villages":
                self._link(group, Division.objects.get(pk=int(value)), by=by)
            else:
                self._add_member(group, int(value), about, by=by)
        except (ValidationError, PermissionDenied) as refusal:
            words = getattr(refusal, "messages", [str(refusal)])
            raise AnswerRefused("".join(words)) from None

    def _link(self, group: DeputyGroup, village: Division, *, by: User) -> None:
        """What a closed village went into may be linked already by its own name."""
        links = group.village_links.filter(village=village, until=None)
        if not links.exists():
            actions.link_village(group, village, by=by)

    def _add_member(
        self, group: DeputyGroup, pk: int, about: dict, *, by: User
    ) -> None:
        # unscoped: one of the candidates that the question named
        person = Person.objects.get(pk=pk)
        actions.add_member(
            group,
            person.merged_into or person,
            by=by,
            offices=about["offices"],
            order=about["order"],
        )
