"""The check: every mention of a finished text tied to a fact, or shown to the editor."""

from generator.checking.checker import check

__all__ = ["check"]
