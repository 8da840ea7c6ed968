"""Every rule of the database about imported rows has its counterpart in the check.

The rules are read off the models. A new one that no column holds to, and that is not
listed here with what does, fails.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint

from tianmen_congress.base.cells import CellFault
from tianmen_congress.base.rows.within import FollowsParent
from tianmen_congress.base.workbooks.columns import ChoiceWidget
from tianmen_congress.base.workbooks.kinds import all_kinds, get_kind

ROOT = Path(__file__).parents[3]
MOVES = (
    "written by moves alone, whose own table of rules is walked by tests of the room"
)
ENDS = "an import ends and strikes off nothing"
# By constraint: the test that shows the check naming it, or why no cell can break it.
SHOWN = {
    "activities_activity_times_in_order": (
        "tests/groups/activities/test_ledger_rows.py"
        "::test_what_cannot_be_is_named_at_its_row"
    ),
    "activities_attendance_once": (
        "tests/groups/activities/test_ledger_rows.py"
        "::test_what_cannot_be_is_named_at_its_row"
    ),
    "deputies_mandate_once_a_congress": (
        "tests/deputies/test_roster_rows.py::test_a_row_that_stands_twice_is_named"
    ),
    "deputies_mandate_township_tier_has_township": (
        "tests/deputies/test_roster_rows.py"
        "::test_a_sheet_that_names_no_congress_is_refused_row_by_row"
    ),
    "groups_membership_once_at_a_time": (
        "tests/groups/test_roster_rows.py::test_nobody_is_in_two_groups"
    ),
    "groups_village_one_group_a_day": (
        "tests/groups/test_roster_rows.py::test_a_village_of_another_group_is_named"
    ),
    "groups_group_number_once": (
        "tests/groups/test_roster_rows.py::test_the_same_group_twice_is_named"
    ),
    "poverty_member_in_one_household": (
        "tests/poverty/imports/test_households.py"
        "::test_a_member_of_another_household_is_not_taken_out_of_it"
    ),
    "poverty_household_one_head": (
        "tests/poverty/imports/test_households.py"
        "::test_a_household_that_cannot_be_is_named_with_its_reason"
    ),
    "poverty_household_code_once": (
        "tests/poverty/imports/test_households.py"
        "::test_a_household_met_by_its_code_and_by_its_head_goes_in_once"
    ),
    "poverty_household_poor_has_no_lifted_year": (
        "tests/poverty/imports/test_left_out.py"
        "::test_a_year_without_a_state_is_asked_and_the_other_household_goes_in"
    ),
    "poverty_household_cause_known": (
        "tests/poverty/imports/test_left_out.py"
        "::test_what_tells_who_they_are_is_never_left_out"
    ),
    "pairings_pairing_once_at_a_time": (
        "tests/visits/pairings/test_ledger.py"
        "::test_two_lines_of_the_same_two_that_differ_are_named"
    ),
    "pairings_pairing_days_in_order": (
        "tests/visits/pairings/test_ledger.py::test_what_cannot_be_is_said_at_the_row"
    ),
    "pairings_pairing_reason_of_an_end": (
        "tests/visits/pairings/test_ledger.py::test_what_cannot_be_is_said_at_the_row"
    ),
    "support_villagepairing_one_a_day": (
        "tests/visits/support/test_ledger.py"
        "::test_a_village_that_is_paired_these_days_is_named"
    ),
    "support_pairing_days_in_order": (
        "tests/visits/pairings/test_ledger.py::test_what_cannot_be_is_said_at_the_row"
    ),
    "support_pairing_ended_with_reason": (
        "tests/visits/support/test_ledger.py::test_what_cannot_be_is_said_at_the_row"
    ),
}
NEVER = {
    "activities_activity_state_known": "a ledger tells of what was held",
    "activities_activity_cancelled_with_reason": ENDS,
    "activities_activity_noticed_before": "a ledger tells no notice",
    "activities_activity_part_once": "each part of a cell counts once",
    "activities_attendance_presence_known": "a column for each",
    "activities_attendance_manner_known": "given by the program",
    "activities_attendance_reason_known": "a reason that is none is a fault",
    "activities_attendance_reason_of_leave": "reasons stand in the column of leave",
    "deputies_mandate_tier_known": "the tier is that of a congress",
    "deputies_mandate_reason_known": ENDS,
    "deputies_mandate_ends_with_a_reason": ENDS,
    "deputies_mandate_days_in_order": ENDS,
    "groups_membership_days_in_order": ENDS,
    "groups_village_days_in_order": ENDS,
    "poverty_household_returned_with_year": "taken off with the state that has none",
    "poverty_household_voided_with_reason": ENDS,
    **dict.fromkeys(
        (
            "referrals_opinion_state_known",
            "referrals_opinion_origin_known",
            "referrals_opinion_number_once",
            "referrals_opinion_merged_somewhere",
            "referrals_opinion_aside_with_reason",
            "referrals_opinion_dismissed_with_reason",
            "referrals_opinion_no_day_of_closing_before_it",
            "referrals_opinion_handled_by_somebody",
            "referrals_opinion_led_by_somebody",
            "referrals_opinion_again_known",
            "referrals_opinion_notice_of_what_ended",
            "referrals_opinion_extent_known",
            "referrals_opinion_settled_somehow",
            "referrals_opinion_passed_on_with_letter",
        ),
        MOVES,
    ),
    "referrals_opinion_accused_of_an_organ": "a cell that names no organ is a fault",
    "referrals_opinion_heard_once": "a ledger names neither an outing nor a reception",
    "referrals_opinion_one_a_reception": "a ledger names no reception",
    "referrals_proposer_one_lead": "the first name of the cell leads",
    "referrals_proposer_of_one_kind": "a ledger tells names alone",
    "referrals_proposer_once": "each name of a cell counts once",
    "visits_deputy_once_a_visit": "each name of a cell counts once",
    "visits_household_once_a_visit": "a household of the same outing is no change",
    "visits_visit_kind_known": "the kind follows from who went",
    "visits_visit_voided_with_reason": ENDS,
}
# Fields that no column of their own fills, by what keeps them within their limits.
FILLED = {
    "pinyin": "cut to its length",
    "initials": "cut to its length",
    "strokes": "cut to its length",
    "id_digest": "always as long",
    "id_tail_digest": "always as long",
    "phone_digest": "always as long",
    "phone_tail_digest": "always as long",
    "head_name": "the name of a member",
    "order": "the place of a row in its sheet",
    "version": "counted by changes",
    "returned_year": ENDS,
    "left_reason": ENDS,
    "void_reason": ENDS,
    "end_announced_by": ENDS,
    "few_reason": "one sentence of the program",
    "agreed_by": "a longer one is a fault",
    "note": "a ledger tells none",
    "noticed_whom": "a ledger tells no notice",
    "cancel_reason": ENDS,
    "roster_number": "the column 序号",
    "phone": "a ledger tells no telephone of who said it",
    "title": "the first forty characters",
    "accused_name": "a name longer than forty characters is a fault",
    "number": "an ordinal up to 999, or one that the program gives",
    **dict.fromkeys(
        (
            "round",
            "sequence",
            "city_number",
            "responsible_person",
            "responsible_phone",
            "requirement",
            "handover_number",
            "notice_number",
            "discipline_number",
            "settled_text",
            "handler_signed_by",
        ),
        MOVES,
    ),
}
# Fields that are filled from a column of another name.
COLUMNS = {
    "deputies.Mandate.roster_number": "number",
    "poverty.HouseholdMember.code": "member_code",
    "referrals.Proposer.name": "proposer",
}


def tables(kind):
    """Models that a kind fills from cells; what comes of opinions is left to moves."""
    return kind.writes or [
        apps.get_model("referrals", name) for name in ("Opinion", "Proposer")
    ]


def rules():
    return [
        (kind.slug, rule)
        for kind in all_kinds()
        for model in tables(kind)
        for rule in model._meta.constraints
        if not is_the_databases_own(rule)
    ]


def is_the_databases_own(rule):
    """What rows share with the row above is filled by the database, from no cell."""
    return isinstance(rule, FollowsParent) or rule.name.endswith("_followed")


def limited_fields():
    """Fields of imported tables that hold only so much."""
    for kind in all_kinds():
        for model in tables(kind):
            for field in model._meta.concrete_fields:
                is_number = isinstance(field, models.IntegerField | models.DecimalField)
                if (
                    not field.primary_key
                    and not field.choices
                    and (is_number or getattr(field, "max_length", None))
                ):
                    yield kind.slug, field


def is_held_by_a_list(slug, rule):
    """Whether the rule allows a list of codes and the column takes no other."""
    if not isinstance(rule, CheckConstraint) or len(rule.condition.children) != 1:
        return False
    lookup, allowed = rule.condition.children[0]
    column = get_kind(slug).columns().get(lookup.removesuffix("__in"))
    is_list = column is not None and type(column.widget) is ChoiceWidget
    return is_list and set(column.widget.choices.values) <= set(allowed)


@pytest.mark.parametrize(
    ("slug", "rule"), rules(), ids=lambda value: getattr(value, "name", value)
)
def test_every_rule_has_its_counterpart(slug, rule):
    shown = rule.name in SHOWN or rule.name in NEVER
    assert shown or is_held_by_a_list(slug, rule)


def test_nothing_is_listed_that_is_no_rule():
    names = {rule.name for _, rule in rules()}

    assert not {*SHOWN, *NEVER} - names
    assert not {*SHOWN} & {*NEVER}


@pytest.mark.parametrize("place", SHOWN.values(), ids=lambda place: place)
def test_the_tests_that_show_it_are_there(place):
    path, _, name = place.partition("::")

    assert f"def {name}(" in (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("slug", "field"),
    list(limited_fields()),
    ids=lambda value: (
        value if isinstance(value, str) else f"{value.model.__name__}.{value.name}"
    ),
)
def test_no_cell_fills_a_field_beyond_what_it_holds(slug, field):
    name = COLUMNS.get(f"{field.model._meta.label}.{field.name}", field.name)
    column = get_kind(slug).columns().get(name)
    if column is None:
        assert field.name in FILLED
        return
    for value in beyond(field):
        with pytest.raises(CellFault):
            column.widget.clean(value)


def beyond(field):
    if getattr(field, "max_length", None):
        return ["字" * (field.max_length + 1), "1" * (field.max_length + 1)]
    return [10**12, "1" * 12] + [-1] * ("Positive" in type(field).__name__)
