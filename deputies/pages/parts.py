"""Parts that rooms above add to the page of a person."""

from tianmen_congress.base.ui.parts import DetailParts

person_parts = DetailParts()
