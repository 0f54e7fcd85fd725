"""Evidence: any JSON, YAML, table or passage as a ledger, so that the check can hold any text against any facts."""

from generator.evidence.profile import Profile, profile_of, read_profile
from generator.evidence.proposing import propose
from generator.evidence.walking import ledger_of_data

__all__ = ["Profile", "ledger_of_data", "profile_of", "propose", "read_profile"]
