"""Places on the page of a pairing that rooms above fill."""

from tianmen_congress.base.ui.parts import DetailParts

pairing_parts = DetailParts()
# What may be done for a pairing, at the side of its page.
pairing_acts = DetailParts()
