"""Evidence: any JSON or YAML as a ledger, so that the check can hold any text against any facts."""

from generator.evidence.walking import ledger_of_data

__all__ = ["ledger_of_data"]
