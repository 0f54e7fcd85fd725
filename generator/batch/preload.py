"""What worker processes share from their start: the rooms that tell a story, imported once."""

from generator import newsroom as _newsroom
from generator.batch import crew as _crew
from generator.checking import check as _check
from generator.formats import json as _json
from generator.formats import markdown as _markdown

__all__: list[str] = []
_ = (_newsroom, _crew, _check, _json, _markdown)
