"""Facts that a sentence tells without a figure: sets by their names, texts by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.checking.found import Hit, Text
from generator.checking.index import Index, Known
from generator.checking.kept import kept
from generator.checking.scopes import Scope
from generator.checking.tokens import normal_words

# what may stand between two names of one list: ", ", " (NYSE:BABA) and "
_JOIN = re.compile(r"\.?\s*(?:\([^()]{1,40}\)\s*)?(?:,|,? and|,? or|&|/)\s*(?:the\s+)?\Z")
LIGHT = frozenset(
    "a an the of in on for to and or by with from at as is was were are be been its it their they this that these "
    "those more than have has had will would could may said not no while into".split()
)
_TOLD = 0.7
"""The share of a text's words that a sentence has to have to tell it."""


class Tellable(NamedTuple):
    """A text of the facts with the words that make it out."""

    known: Known
    words: frozenset[str]


@kept
def tellable(index: Index) -> list[Tellable]:
    """The texts of the facts that are long enough to be recognised by their words."""
    made = []
    for known in index.by_id.values():
        value = known.fact.value
        if isinstance(value, str) and not known.fact.entity and not known.fact.metric.says:
            words = content(normal_words(value))
            if len(words) >= 4:
                made.append(Tellable(known, words))
    return made


def content(words: tuple[str, ...] | list[str]) -> frozenset[str]:
    """The words of a text that carry its meaning."""
    return frozenset(word for word in words if word not in LIGHT and len(word) > 1)


def told(text: Text, scope: Scope, texts: list[Tellable]) -> tuple[Known, ...]:
    """The sets and texts of the facts that a sentence tells."""
    made = [item.known for item in texts if len(item.words & scope.terms) >= _TOLD * len(item.words)]
    entities = scope.found.of("entity")
    if len(entities) > 1:
        sets = _sets(text.index)
        for group in groups(text, entities):
            names = {hit.sense.value for hit in group}
            same = [known for known in sets if names <= set(known.fact.value)]  # type: ignore[arg-type]
            made.extend(same[:1])
    return tuple(made)


@kept
def _sets(index: Index) -> list[Known]:
    return [known for known in index.by_id.values() if isinstance(known.fact.value, tuple)]


def groups(text: Text, entities: list[Hit]) -> Iterator[list[Hit]]:
    """Names that stand in one list: "A, B and C"."""
    readable = text.view.text
    group: list[Hit] = []
    for hit in entities:
        if group and not _JOIN.match(readable[group[-1].end : hit.start]):
            if len(group) > 1:
                yield group
            group = []
        group.append(hit)
    if len(group) > 1:
        yield group
