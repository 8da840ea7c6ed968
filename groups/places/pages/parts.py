"""What rooms above add to the page of a place."""

from tianmen_congress.base.ui.parts import DetailParts

place_parts = DetailParts()
