"""How the month goes, for those who keep the books: figures with what they were."""

from dataclasses import dataclass

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.figures.comparing import Month, month_of
from tianmen_congress.base.figures.registry import Asked, figures
from visits.queries.coverage import not_visited

READERS = (Role.OFFICE, Role.PRESIDIUM)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A number that opens its list, and a line about it; `month` says the line itself."""

    label: str
    count: int
    url: str
    words: str = ""
    month: Month | None = None


def highlights(*, user: User) -> list[Highlight]:
    if not user.has_role(*READERS):
        return []
    asked = Asked(campaign=current_campaign())
    month = month_of("households_visited", user=user, asked=asked)
    visited = figures["villages_visited"]
    left = not_visited(user=user, asked=asked).count()
    return [
        Highlight("本月走访贫困户", month.now, month.url, month=month),
        Highlight(
            "已走访村",
            visited.count(user, asked),
            visited.address(asked, ""),
            f"还有{left}个没有走访" if left else "全部走访过",
        ),
    ]
