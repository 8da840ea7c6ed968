"""What rooms above add to the pages of a visit, without being known here by name.

A room above registers a part from its `apps.ready`. An entry part is typed on the page
where the visit is typed and stored in the same transaction; a detail part is shown
beneath the visit on its own page.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.forms import BaseForm, Field
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.ui.parts import DetailParts
from visits.models import HouseholdCall, Visit

Homes = Mapping[int, Household | None]


class EntryPart:
    """Something typed together with a visit.

    One object a request. Field names begin with the part's `name`, and so does the name
    of a button which only asks for another row: that press stores nothing, the page
    comes back with everything typed (`asks_for_more`). On the page of a visit that is
    already there, `visit` is given. `homes` are the households on the page as it stands,
    by the number of their block; None where a block has none yet.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]
    # What stands beside each household, with `rows_beside` as `rows`; "" for nothing.
    call_template: ClassVar[str] = ""

    def __init__(
        self,
        *,
        user: User,
        visit: Visit | None = None,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        homes: Homes | None = None,
    ):
        self.user, self.visit, self.data, self.files = user, visit, data, files
        self.homes = homes or {}

    @property
    def forms(self) -> list[BaseForm]:
        """All forms of the part; their faults go into the summary at the top."""
        raise NotImplementedError

    @property
    def asks_for_more(self) -> bool:
        """Whether the button pressed belongs to this part and is not the one to save."""
        pressed = (key for key in self.data or () if key.endswith("-more"))
        return any(key.startswith(f"{self.name}-") for key in pressed)

    def rows_beside(self, number: int | str) -> Sequence[BaseForm]:
        """The forms that stand beside the household of that block."""
        return ()

    def is_valid(self) -> bool:
        """Asks every form, so that every fault is shown at once."""
        return not [form for form in self.forms if not form.is_valid()]

    def save(
        self, visit: Visit, calls: Mapping[int, HouseholdCall], *, by: User
    ) -> None:
        """Store what was typed; `calls` by the number of their block on the page.

        A ValidationError takes the visit back too; its words stand at the top.
        """
        raise NotImplementedError


class VoidQuestion:
    """What else has to be settled when a visit is struck off. One object a request."""

    name: ClassVar[str]

    def __init__(self, *, user: User, visit: Visit):
        self.user, self.visit = user, visit

    def field(self) -> Field | None:
        """What is asked; None where there is nothing to settle."""
        raise NotImplementedError

    def settle(self, answer: str, *, reason: str) -> None:
        """Do as it was answered. A ValidationError takes everything back."""
        raise NotImplementedError


void_questions: Registry[type[VoidQuestion], type[VoidQuestion]] = Registry()
registered: Registry[type[EntryPart], type[EntryPart]] = Registry()
# Shown beneath a visit on its own page: `visit_parts.register(DetailPart(…))`.
visit_parts = DetailParts()
# The same for its paper, which goes from hand to hand.
print_parts = DetailParts()


def register_entry(part: type[EntryPart]) -> type[EntryPart]:
    """Put `part` on the entry page, after those registered before; a decorator too."""
    registered.add(part)
    return part


def entry_parts(
    *,
    user: User,
    visit: Visit | None = None,
    data: QueryDict | None = None,
    files: MultiValueDict | None = None,
    homes: Homes | None = None,
) -> list[EntryPart]:
    """The parts of one entry page, bound where there is something typed."""
    given = {"user": user, "visit": visit, "data": data, "files": files}
    return [part(homes=homes, **given) for part in registered]
