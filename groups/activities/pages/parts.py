"""Parts that rooms above add to the page of an activity."""

from tianmen_congress.base.ui.parts import DetailParts

# Such as the visits of the day.
activity_parts = DetailParts()
