"""What rooms above add to the pages of a reception, without being known here by name.

An entry part is typed on the page of the reception and stored with it; a detail part is
shown beneath it. The list of categories is theirs too.
"""

from collections.abc import Callable
from typing import ClassVar

from django.forms import BaseForm
from django.http import QueryDict

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.ui.parts import DetailParts
from visits.receptions.models import Reception

reception_parts = DetailParts()
# Code and name of each category that may be chosen, in their order.
Categories = Callable[[User], dict[str, str]]
categories: Registry[str, Categories] = Registry()


class ReceptionPart:
    """Something typed together with a reception. One object a request."""

    title: ClassVar[str]
    template: ClassVar[str]

    def __init__(self, *, user: User, reception: Reception, data: QueryDict | None):
        self.user, self.reception, self.data = user, reception, data

    @property
    def form(self) -> BaseForm | None:
        """None where there is nothing to be asked."""
        raise NotImplementedError

    def is_valid(self, heard: dict[str, object]) -> bool:
        """`heard` is what was typed of the reception itself."""
        raise NotImplementedError

    def save(self, reception: Reception, *, by: User) -> None:
        """A ValidationError takes the reception back too."""
        raise NotImplementedError


entry_parts: Registry[type[ReceptionPart], type[ReceptionPart]] = Registry()


def category_names(user: User) -> dict[str, str]:
    """By code, of every room that keeps some."""
    found: dict[str, str] = {}
    for offered in categories.values():
        found |= offered(user)
    return found
