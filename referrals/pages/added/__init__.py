"""Opinions typed on the page of a visit or a reception, and shown beneath it."""

from .of_receptions import OpinionPart, of_reception
from .of_visits import OpinionsPart, of_visit, on_paper
from .voided import OpinionsHeard

__all__ = [
    "OpinionPart",
    "OpinionsHeard",
    "OpinionsPart",
    "of_reception",
    "of_visit",
    "on_paper",
]
