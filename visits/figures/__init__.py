"""The figures and tables of visits."""

from . import coverage, progress, work

__all__ = ["coverage", "progress", "work"]
