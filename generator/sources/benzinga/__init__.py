"""Benzinga: calendars, quotes, news, filings; typed records of what its wire really sends, and their facts."""

from generator.sources.benzinga.calls import CALLS, MANNERS, Call
from generator.sources.benzinga.fetching import dossiers, fetch_records

__all__ = ["CALLS", "MANNERS", "Call", "dossiers", "fetch_records"]
