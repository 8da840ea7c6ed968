"""Places on the pages of groups that rooms above fill."""

from collections.abc import Callable, Sequence

from groups.models import DeputyGroup
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.ui.parts import DetailParts

group_parts = DetailParts()
# What may be done for a group, at the side of its page.
group_acts = DetailParts()
# Lines of a group's card among those of its township; its row is `prepared`.
card_lines = DetailParts()
# Columns of the table of a township's groups, by heading: what stands there by key of a
# group, or None where it is not for this user.
Cells = Callable[[User, Sequence[DeputyGroup]], dict[int, str] | None]
size_columns: Registry[str, Cells] = Registry()
