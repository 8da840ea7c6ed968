"""The figures and tables of opinions."""

from . import calls, funnel, ledger, rates
from .ledger import OpinionLedgerTable

__all__ = ["OpinionLedgerTable", "calls", "funnel", "ledger", "rates"]
