"""The noun `Mutant`: one clean text with one error put into it, and where the check has to find it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.board.cases import Case


class Edit(NamedTuple):
    """A replacement of a stretch of the clean text."""

    start: int
    end: int
    new: str


class Mutant(NamedTuple):
    """A spoiled text. A new finding has to overlap one of `places`; `right` is what stood there."""

    kind: str
    case: Case
    edits: tuple[Edit, ...]
    text: str
    places: tuple[tuple[int, int], ...]
    right: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The spoiled stretch with its surroundings, the edit between arrows."""
        a, b = self.places[0]
        low = max(self.text.rfind("\n", 0, a) + 1, a - 110)
        high = self.text.find("\n", b)
        high = min(high if high >= 0 else len(self.text), b + 90)
        return f"{self.text[low:a]}>>>{self.text[a:b]}<<<{self.text[b:high]}"


Mutate = Callable[[Case, random.Random], Iterator[Mutant]]


def spoil(
    kind: str, case: Case, *edits: tuple[int, int, str], right: str = "", wide: tuple[int, int] | None = None
) -> Mutant:
    """Make the edits in a case's text. `wide` is a stretch of the clean text where a finding counts as well."""
    ordered = sorted(Edit(*edit) for edit in edits)
    text, at, places = [], 0, []
    length = 0
    for edit in ordered:
        text.append(case.text[at : edit.start])
        length += edit.start - at
        text.append(edit.new)
        places.append((length, length + max(len(edit.new), 1)))
        length += len(edit.new)
        at = edit.end
    text.append(case.text[at:])
    if wide is not None:
        shift = sum(len(edit.new) - (edit.end - edit.start) for edit in ordered)
        places = [(wide[0], wide[1] + shift)]
    return Mutant(
        kind, case, tuple(ordered), "".join(text), tuple(places), (right,) if right else tuple(
            case.text[edit.start : edit.end] for edit in ordered
        )
    )  # fmt: skip
