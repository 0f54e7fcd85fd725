"""The noun `StoryKind`: what a story is about, and all that tells it from other kinds. The kinds stand in `kinds/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from generator.facts.ledger import Fact, Ledger
from generator.facts.sheet import Sheet

Form = Literal["alert", "brief", "full"]


class Prominent(NamedTuple):
    """Facts of which one has to stand in the headline or the lead, or the story is true but misleading."""

    facts: tuple[str, ...]
    reason: str


def _nothing(ledger: Ledger) -> Iterable[Fact]:
    return ()


def _no_reason(ledger: Ledger) -> Iterable[str]:
    return ()


def _nothing_prominent(ledger: Ledger) -> Iterable[Prominent]:
    return ()


def _record_id(sheet: Sheet) -> str:
    return sheet.id


@dataclass(frozen=True)
class StoryKind:
    """One kind of story: its sheet, key, derived facts, gates, texts.

    `required` names facts (or, with "|", alternatives) without which the story is refused. `derive` adds the kind's
    computed facts to a ledger of given ones. `refuse` yields further reasons not to tell it. `prominent` yields the
    facts that may not be buried. `template` and `brief` name text files; without its own a kind uses the default ones.
    """

    name: str
    title: str
    about: str
    sheet: type[Sheet]
    required: tuple[str, ...] = ()
    derive: Callable[[Ledger], Iterable[Fact]] = _nothing
    refuse: Callable[[Ledger], Iterable[str]] = _no_reason
    prominent: Callable[[Ledger], Iterable[Prominent]] = _nothing_prominent
    key: Callable[[Sheet], str] = _record_id
    subject: str = ""
    """The id of the fact that names the story's main entity ("company"), or ""."""
    tags: tuple[str, ...] = ()
    example: str = field(default="", repr=False)
    """A commented sheet that validates once filled in, as `neurowire new` prints it."""
