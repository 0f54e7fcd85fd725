"""What stands near a date: the names that it may be of, by their place, and the words."""

from __future__ import annotations

from typing import NamedTuple

from generator.checking.dated import Dated
from generator.checking.found import Found, Value
from generator.checking.page import Page


class Near(NamedTuple):
    """What stands near a date mention: names with their weight, and words."""

    names: dict[str, float]
    words: frozenset[str]

    def score(self, dated: Dated) -> float:
        """How much the words around a date speak of a date of the facts."""
        points = 0.0
        for name in dated.names:
            points = max(points, self.names.get(name, 0.0))
        return points + min(2.0, 0.7 * len(dated.terms & self.words)) + (0.3 if dated.own else 0.0)


_REPORTING = frozenset("say said report reported write wrote tell told publish published on late early first".split())


def _beside(before: bool, gap: int, between: set[str]) -> float:
    """The weight of a name by its place: "Reuters reported Monday" dates Reuters' report."""
    if before and between and between <= _REPORTING:
        return 4.0
    if before and gap <= 2:
        return 3.0
    return 2.2 if before and gap <= 3 else 1.2


def near_of(page: Page, found: Found, value: Value) -> Near:
    names: dict[str, float] = {}
    words, text = page.text.words, page.text.view.text
    for hit in found.of("source", "entity", "ticker"):
        before = hit.last < value.first
        gap = value.first - hit.last if before else hit.first - value.last
        between = {word.norm for word in words[hit.last + 1 : value.first]} if before and gap <= 4 else set()
        names[hit.sense.value] = max(
            names.get(hit.sense.value, 0.0), _beside(before and hit.sense.kind == "source", gap, between)
        )
    last = value.last + 1
    while last < min(found.last, value.last + 8) and "," not in text[words[last - 1].end : words[last].start]:
        last += 1
    around = words[max(found.first, value.first - 12) : last]
    return Near(names, frozenset([word.norm for word in around]))
