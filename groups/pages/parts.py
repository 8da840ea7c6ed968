"""Parts that rooms above add to the pages of a group and of an activity."""

from tianmen_congress.base.ui.parts import DetailParts

group_parts = DetailParts()
# Such as the visits of the day.
activity_parts = DetailParts()
