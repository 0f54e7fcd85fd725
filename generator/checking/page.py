"""What rules work on: the text with what was found, the figures judged, the ledger and the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.article import Claim
from generator.checking.found import Found, Text
from generator.checking.index import Index, Known
from generator.checking.scopes import Scope
from generator.checking.verdicts import Judged
from generator.facts.ledger import Ledger
from generator.settings import CheckSettings
from generator.story import StoryKind


class Judgement(NamedTuple):
    """One sentence with its judged figures and the subject that the text is on by then."""

    found: Found
    scope: Scope
    judged: tuple[Judged, ...]
    subject: str
    told: tuple[Known, ...] = ()
    """Sets and texts of the facts that it tells."""

    @property
    def known(self) -> list[Known]:
        """The facts that it speaks of: by its figures, its lists of names, its words."""
        return [*(item.known for item in self.judged if item.known is not None), *self.told]


@dataclass(frozen=True)
class Page:
    """A whole text, judged."""

    text: Text
    sentences: tuple[Judgement, ...]
    kind: StoryKind | None
    settings: CheckSettings

    @cached_property
    def spoken(self) -> tuple[Judgement, ...]:
        """The sentences that tell the story: neither furniture nor a section's title."""
        return tuple(each for each in self.sentences if each.found.region.kind not in ("furniture", "section"))

    @property
    def index(self) -> Index:
        """The ledger made ready."""
        return self.text.index

    @property
    def ledger(self) -> Ledger:
        """The facts."""
        return self.text.index.ledger


class Rule(NamedTuple):
    """One rule: a short stable code, what it does in a sentence, and the function over a judged page."""

    code: str
    about: str
    find: Callable[[Page], Iterator[Claim]]
    finds: str = ""
    """A sentence that it finds, said of the shipped example sheet or of the facts that `about` names."""
    passes: str = ""
    """A sentence like it that it lets pass."""
