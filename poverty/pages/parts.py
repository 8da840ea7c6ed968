"""Parts that rooms above add to the pages of a household and of a poor village."""

from tianmen_congress.base.ui.parts import DetailParts

household_parts = DetailParts()
village_parts = DetailParts()
