"""Opinions typed on the page of a visit, and shown beneath it."""

from .of_visits import OpinionsPart, of_visit, on_paper

__all__ = ["OpinionsPart", "of_visit", "on_paper"]
