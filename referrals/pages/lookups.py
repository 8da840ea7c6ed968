"""Boxes in which one row out of many is chosen by its name."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet

from deputies.models import Person
from deputies.queries import people
from groups.models import DeputyGroup
from referrals.actions import committee_of
from referrals.models import Category, HandlingUnit, Opinion
from referrals.models.accused import ACCUSABLE
from referrals.queries.colleagues import colleagues_of
from referrals.rules import COLLECTORS
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.cells import holds
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import (
    find_villages,
    find_villages_anywhere,
    says_township,
)
from tianmen_congress.base.ui import lookups
from tianmen_congress.base.ui.lookups import (
    Lookup,
    LookupField,
    by_any_name,
    by_name_and_sound,
    named,
)

# Characters typed before anybody is named.
FEWEST = 2
NAMED = "类别为“%s”的必填；"
WHICH = "机构全称，村（居）委会写村名"
ASKED = "类别为“%s”的请写明反映对象：机构，或者姓名和所在机构"
WHOSE = "请写明此人所在的机构"


def groups(user: User) -> QuerySet[DeputyGroup]:
    return DeputyGroup.objects.visible_to(user).existing(today())


def by_group_name(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(named(text))


def villages(user: User) -> QuerySet[Division]:
    """Villages of the townships in which `user` may enter something, and those that
    opinions in sight are about, closed ones too; where he keeps groups of 市直, all."""
    seen = Opinion.objects.visible_to(user).order_by().filter(village=OuterRef("pk"))
    rows = Division.objects.visitable().select_related("parent")
    rows = rows.filter(Q(closed_on=None) | Exists(seen))
    if any(not place.is_territory for place in _places(user)):
        return rows
    grouped = groups(user).order_by().filter(township=OuterRef("parent"))
    near = Exists(grouped) | Q(parent__in=user.townships)
    return rows.filter(near | Exists(seen))


def current(rows: QuerySet[Division], given: dict[str, str]) -> QuerySet[Division]:
    """A closed village stays where it stands, and is offered to nobody."""
    return rows.current()


def open_opinions(user: User) -> QuerySet[Opinion]:
    return Opinion.objects.visible_to(user).open()


def handlers(user: User) -> QuerySet[Organ]:
    """Units, governments and committees that answer for what `user` may see, and
    those whose cards he may read though nothing was handed to them yet."""
    rows = Opinion.objects.visible_to(user).order_by()
    own = OuterRef("pk")
    return Organ.objects.filter(
        Exists(rows.filter(lead_unit=own))
        | Exists(rows.filter(handler=own))
        | Exists(HandlingUnit.objects.visible_to(user).filter(organ=own))
    ).order_by("kind", "name", "pk")


def co_signers(user: User) -> QuerySet[Person]:
    rows = colleagues_of(user)
    return rows if user.has_role(*COLLECTORS) else rows.none()


def accusable(user: User) -> QuerySet[Organ]:
    """Whom a complaint may be about; to nobody who may enter none."""
    rows = Organ.objects.filter(kind__in=ACCUSABLE, until=None).order_by("kind", "pk")
    return rows if user.has_role(*COLLECTORS) else rows.none()


def colleague_label(person: Person) -> str:
    """Name, tier and group, and nothing else."""
    tiers = [seat.get_tier_display() for seat in person.live_seats]
    groups_ = [str(place.group) for place in person.live_places]
    words = "，".join(dict.fromkeys([*tiers, *groups_]))
    return f"{person.name}（{words}）" if words else person.name


def by_two_characters(rows: QuerySet, text: str) -> QuerySet:
    """Nobody leafs through the rosters of others by a single letter."""
    return by_name_and_sound(rows, text) if len(text) >= FEWEST else rows.none()


def by_organ_name(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(named(text) | holds("short_name", text))


def by_number_or_title(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(holds("number", text) | holds("title", text))


lookups.register("opinion-group", Lookup(groups, search=by_group_name))
lookups.register(
    "opinion-village",
    Lookup(
        villages,
        label=lambda village: f"{village.parent} {village}",
        search=by_any_name,
        narrow=current,
    ),
)
lookups.register(
    "co-signer", Lookup(co_signers, label=colleague_label, search=by_two_characters)
)
lookups.register("opinion-deputy", Lookup(lambda user: people(user=user)))
lookups.register("accused-organ", Lookup(accusable, search=by_organ_name))
lookups.register("opinion-handler", Lookup(handlers, search=by_organ_name))
lookups.register("open-opinion", Lookup(open_opinions, search=by_number_or_title))


class AccusedField(LookupField):
    """An organ; a village names its committee, made when it is first named."""

    def __init__(self, **kwargs):
        super().__init__(
            "accused-organ", label="反映对象（机构）", required=False, **kwargs
        )

    def _named(self, text: str) -> Organ:
        found = [v for place in _places(self.user) for v in _villages(text, place)]
        found = found or _far_villages(text)
        if len(found) > 1:
            names = "、".join(f"{village.parent}{village}" for village in found[:5])
            raise ValidationError(
                self.error_messages["several"], params={"text": text, "names": names}
            )
        return committee_of(found[0]) if found else super()._named(text)


def _villages(text: str, township: Division) -> list[Division]:
    """Of a name alone, or behind that of its township; none where it is a body's."""
    others = Organ.objects.filter(name=text).exclude(kind=OrganKind.COMMITTEE)
    own = text.removeprefix(township.name)
    return [] if others.exists() or not own else find_villages(own, township=township)


def _far_villages(text: str) -> list[Division]:
    """Of another township only where it is named too: 多宝镇青山村."""
    if Organ.objects.filter(name=text).exists():
        return []
    found = find_villages_anywhere(text)
    return [village for village in found if says_township(text, village.parent)]


def _places(user: User) -> QuerySet[Division]:
    """The townships in which `user` may enter something."""
    own = groups(user).order_by().values("township")
    kept = [township.pk for township in user.townships]
    return Division.objects.filter(Q(pk__in=own) | Q(pk__in=kept))


def accused_name_field() -> forms.CharField:
    return forms.CharField(
        label="反映对象姓名",
        max_length=40,
        required=False,
        help_text="反映某个人的填写",
    )


def accused_asking(user: User) -> str:
    """What stands beside the box: which categories ask for it."""
    rows = Category.objects.visible_to(user).active().filter(names_accused=True)
    names = "、".join(row.name for row in rows)
    return (NAMED % names if names else "") + WHICH


def check_accused(form: forms.Form) -> None:
    """Said where it is asked, and never a name without its organ."""
    data = form.cleaned_data
    organ, category = data.get("accused_organ"), data.get("category")
    if organ is not None or "accused_organ" in form.errors:
        return
    if category is not None and category.names_accused:
        form.add_error("accused_organ", ValidationError(ASKED % category))
    elif data.get("accused_name"):
        form.add_error("accused_organ", WHOSE)
