"""Free text for one reader's eyes: whoever typed it may have named who spoke."""

import re
from collections.abc import Iterable

from referrals import rules
from referrals.models import Opinion, Proposer
from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.masks import shown_to

# Who brought it, and who said it, where neither may be known.
SOMEBODY = "收集方"
SPEAKER = "反映人"
NO_PHONE = "电话不显示"
Swap = tuple[re.Pattern, str]


class SourceWords:
    """What of the source of `opinion` is kept from `user`, and what he reads instead."""

    def __init__(self, opinion: Opinion, user: User):
        self.opinion, self.user = opinion, user
        self.hides_group = rules.hides_group(user, opinion)
        self.swaps = [*self._of_group(), *self._of_speakers()]

    def hide(self, text: str) -> str:
        """`text` without names that the reader may not know; masked where he may half."""
        for pattern, word in self.swaps:
            text = pattern.sub(word, text)
        return text

    def _of_group(self) -> Iterable[Swap]:
        """The group that heard it by each name that it ever had, as any may have been
        typed, and the hands by which it acted."""
        group = self.opinion.group
        if not self.hides_group or group is None:
            return
        hands = self.opinion.history.filter(organ__kind=OrganKind.GROUP)
        names = set(hands.exclude(by=None).values_list("by__name", flat=True))
        names |= {*group.all_names, *group.organ.all_names}
        for name in _longest_first(names):
            yield _spaced(name), SOMEBODY

    def _of_speakers(self) -> Iterable[Swap]:
        if rules.is_inside(self.user, self.opinion):
            return
        hidden = "proposers" not in rules.visible_fields(self.user, self.opinion)
        yield from self._people(self.opinion.all_proposers, hidden=hidden)
        for merged in self.opinion.merged.select_related("category", "group"):
            is_secret = hidden or merged.hides_source
            yield from self._people(merged.all_proposers, hidden=is_secret)

    def _people(self, people: Iterable[Proposer], *, hidden: bool) -> Iterable[Swap]:
        """A village is a place, and named as such anyway."""
        if not hidden and may_see_personal(self.user):
            return
        for each in sorted(people, key=lambda each: -len(each.name)):
            if each.village_id is None:
                yield _spaced(each.name), self._named(each, hidden=hidden)
            if each.phone:
                phone = shown_to(self.user, each.phone, "phone")
                yield _spaced(each.phone), NO_PHONE if hidden else phone

    def _named(self, proposer: Proposer, *, hidden: bool) -> str:
        return SPEAKER if hidden else shown_to(self.user, proposer.name, "name")


def _longest_first(names: set[str]) -> list[str]:
    return sorted(filter(None, names), key=lambda name: (-len(name), name))


def _spaced(word: str) -> re.Pattern:
    """However it was spaced when it was typed."""
    letters = [letter for letter in word if not letter.isspace() and letter != "-"]
    return re.compile(r"[\s-]*".join(map(re.escape, letters)))
