"""Drafting: writers place sentences with slots, one filler says the values."""

from generator.drafting.by_template import draft
from generator.drafting.fill import FilledDraft, fill

__all__ = ["FilledDraft", "draft", "fill"]
