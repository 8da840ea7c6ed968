"""The figures and tables of opinions."""

from . import funnel, ledger, rates
from .ledger import OpinionLedgerTable

__all__ = ["OpinionLedgerTable", "funnel", "ledger", "rates"]
