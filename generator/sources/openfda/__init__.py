"""openFDA: approvals of drugs, drug labels, clearances and approvals of devices; the agency's own records."""

from generator.sources.openfda.fetching import CALLS, MANNERS, dossiers

__all__ = ["CALLS", "MANNERS", "dossiers"]
