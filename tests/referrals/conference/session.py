"""A session with an agenda, and what is decided on it."""

from datetime import date

from django.urls import reverse

from referrals import actions
from referrals.actions import ItemDecision
from referrals.models import AgendaItem

HELD = date(2017, 6, 20)


def decision(item, way, **given):
    choice = {"order": item.order, "lead_unit": way.lead_unit}
    return ItemDecision(item=item, **choice | given)


def decide(item, way, **given):
    actions.decide(way.conference, [decision(item, way, **given)], by=way.office)


def decide_all(way, **given):
    for item in way.conference.items.all():
        decide(item, way, **given)


def first(way) -> AgendaItem:
    return way.conference.items.order_by("pk").first()


def at(name, way):
    return reverse(f"referrals:{name}", args=[way.conference.pk])
