"""From a fact file to a validated sheet; what does not validate becomes lines that a person can act on."""

from __future__ import annotations

from pydantic import ValidationError

from generator.errors import FactsError, UsageError
from generator.facts.files import FactsFile
from generator.facts.sheet import Sheet
from generator.kinds._lines import error_lines
from generator.kinds._shelf import kind, names, near
from generator.story import StoryKind


def read_sheet(file: FactsFile) -> tuple[StoryKind, Sheet]:
    """The story kind and the sheet that a file holds.

    Raises FactsError, one line a problem: `path:line: field: what is wrong, got ..., allowed ..., did you mean ...?`
    """
    data = file.data
    if not isinstance(data, dict):
        raise FactsError(f"{file.name}: is not a fact sheet, which is a mapping of fields (kind: ..., id: ...)")
    name = data.get("kind")
    if not isinstance(name, str):
        listed = ", ".join(names())
        raise FactsError(f"{file.where(('kind',))}: kind: is missing or not a word; allowed: {listed}")
    try:
        story = kind(name)
    except UsageError as error:
        raise FactsError(f"{file.where(('kind',))}: kind: got {name[:60]!r}{near(name, names())}") from error
    try:
        return story, story.sheet.model_validate(data)
    except ValidationError as error:
        lines = error_lines(error, story.sheet, file)
        raise FactsError("\n".join(lines)) from None
