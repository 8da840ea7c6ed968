"""The figures and tables of opinions."""

from . import ledger, rates
from .ledger import OpinionLedgerTable

__all__ = ["OpinionLedgerTable", "ledger", "rates"]
