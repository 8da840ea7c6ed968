"""Places on the pages of groups that rooms above fill."""

from tianmen_congress.base.ui.parts import DetailParts

group_parts = DetailParts()
# What may be done for a group, at the side of its page.
group_acts = DetailParts()
# Lines of a group's card among those of its township; its row is `prepared`.
card_lines = DetailParts()
