"""Opinions typed on the page of a visit, and shown beneath it."""

from .of_visits import OpinionsPart, of_visit, on_paper
from .voided import OpinionsHeard

__all__ = ["OpinionsHeard", "OpinionsPart", "of_visit", "on_paper"]
