"""What the page shows: which figures, rates and columns, and by what places compare."""

from referrals.enums import ENDED, State
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures.grid import Measure

READERS = (Role.OFFICE, Role.SUPERVISOR, Role.LEADER)
MEASURES = {
    "villages": Measure(
        *("走访村覆盖率", "visit-coverage"),
        *("villages_rate", "villages_reached", "villages"),
    ),
    "households": Measure(
        *("贫困户入户率", "visit-coverage"),
        *("households_rate", "households_reached", "households"),
    ),
    "closed": Measure(
        *("意见建议办结率", "opinion-rates-township"),
        *("rate2", "above2", "below2"),
    ),
}
FIGURES = ("activities", "villages_visited", "households_visited", "opinions")
BASICS = (
    *("deputies", "groups", "villages", "poor_villages", "poor_households"),
    *("units", "supervision_teams"),
)
# Of the seven rates those that leaders ask for, by their number in the table.
RATES = (0, 2, 3, 4, 6)
BY_CATEGORY = {
    "label": "类别",
    "handed": "交办",
    "above0": "答复",
    "above2": "办结",
    "rate2": "办结率",
    "overdue": "超期未答复",
}
BY_MONTH = {
    "span": "月份",
    "activities": "活动",
    "villages": "新村",
    "households": "新户",
    "calls": "户次",
}
# Below this share of its villages a township is told of.
LOW, LOWEST = 0.8, 9
# States in which an opinion came to another end than being closed.
ELSEWHERE = {state.label for state in ENDED if state != State.CLOSED}
