"""Slots: how `[[id|style]]` is read, and whether it can be said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.facts.entities import Entity
from generator.facts.ledger import Ledger
from generator.facts.values import Grain, When
from generator.formats.escape import escape

SLOT = re.compile(r"\[\[\s*([^\[\]|]+?)\s*(?:\|\s*([^\[\]|]*?)\s*)?\]\]")
"""A slot: group 1 its id, group 2 its style."""
_ARTICLE = re.compile(r"(?:(?<=\W)|\A)([aA])\(n\) \Z")
_OPENING = re.compile(r"[\s\"“‘'(*_]*\Z")
_SPACES = re.compile(r"[ \t]{2,}")
_LOOSE = re.compile(r" +([,.;:?!])(?=\s|\Z)")
_DOUBLED = re.compile(r"\b(the|a|an|of|to|in|and|by|for|on)(?: \1\b)+", re.IGNORECASE)
_TWICE = re.compile(r"([,;:])(?:\s*[,;:])+")

SOURCE_STYLES = ("source", "chain", "claimant")
ENTITY_STYLES = (
    "", "lead", "full", "short", "ticker", "possessive", "list", "count", "adjective", "role", "descriptor",
)  # fmt: skip
DAY_STYLES = ("weekday", "day", "long")
_HELD_BY_FEW = ("ticker", "adjective", "role", "descriptor")
NOT_NAMED = frozenset({"count", "adjective", "ticker"})
"""Styles of an entity's slot that do not name it."""


class Slot(NamedTuple):
    """A slot as its sentence writes it. `article` is "a" or "A" where "a(n) " stands before; `first` that it begins
    the sentence."""

    id: str
    style: str
    article: str = ""
    first: bool = False


class Parts(NamedTuple):
    """A sentence as literal texts and slots, in order; and the slots alone."""

    pieces: tuple[str | Slot, ...]
    slots: tuple[Slot, ...]


@lru_cache(maxsize=16384)
def parts(text: str, trusted: bool = True) -> Parts:
    """The literal texts and slots of a sentence, doubled spaces, words and punctuation healed.

    The literal text of an untrusted writer (a model) is escaped.
    """
    found: list[str | Slot] = []
    at, before = 0, ""
    for match in SLOT.finditer(text):
        literal = _healed(text[at : match.start()])
        article = _ARTICLE.search(literal)
        if article:
            literal = literal[: article.start()]
        before += literal
        if literal:
            found.append(literal if trusted else _inert(literal, not found))
        first = not article and _OPENING.match(before) is not None
        found.append(Slot(match[1], match[2] or "", article[1] if article else "", first))
        at, before = match.end(), before + "[]"
    if tail := _healed(text[at:]):
        found.append(tail if trusted else _inert(tail, not found))
    return Parts(tuple(found), tuple(piece for piece in found if isinstance(piece, Slot)))


def _healed(literal: str) -> str:
    if "  " in literal or "\t" in literal:
        literal = _SPACES.sub(" ", literal)
    literal = _LOOSE.sub(r"\1", literal)
    return _TWICE.sub(r"\1", _DOUBLED.sub(r"\1", literal))


def _inert(literal: str, at_start: bool) -> str:
    core = literal.strip()
    place = literal.find(core)
    return f"{literal[:place]}{escape(core, at_start)}{literal[place + len(core) :]}"


def slots(text: str) -> tuple[Slot, ...]:
    """The slots of a sentence."""
    return parts(text).slots


def missing(slot: Slot, ledger: Ledger) -> str:
    """Why a slot cannot be said ("eps.estimate is missing", "total is held back: ..."), or ""."""
    name, style = slot.id, slot.style
    fact = ledger.facts.get(name)
    if fact is None:
        return "" if _known(name, style, ledger) else f"{name} is missing"
    if fact.use == "hold":
        return f"{name} is held back: {fact.hold_reason}"
    if style in SOURCE_STYLES:
        if style == "claimant":
            return "" if fact.claimant in ledger.entities else f"{name} has no claimant"
        return "" if any(source in ledger.sources for source in fact.chain) else f"{name} has no source"
    value = fact.value
    if value is None or value == ():
        return f"{name} is not stated"
    if fact.entity:
        names = value if isinstance(value, tuple) else (str(value),)
        gone = [entity for entity in names if not _can_name(ledger.entities.get(entity), style)]
        return f"{name}: entity {gone[0]} has no {style or 'entry'}" if gone else ""
    if isinstance(value, str):
        return "" if value.strip() else f"{name} is empty"
    return f"{name} is not a day" if style in DAY_STYLES and not _is_day(value) else ""


def _is_day(value: object) -> bool:
    return isinstance(value, When) and value.grain is Grain.DAY


def _known(name: str, style: str, ledger: Ledger) -> bool:
    if name.startswith("entity."):
        return _can_name(ledger.entities.get(name[7:]), style)
    if name.startswith("source."):
        key, _, field = name[7:].partition(".")
        source = ledger.sources.get(key)
        if source is None:
            return False
        held = getattr(source, field, None) if field else source.name
        return held is not None and (style not in DAY_STYLES or _is_day(held))
    return name == "dateline" and ledger.dateline is not None


def _can_name(entity: Entity | None, style: str) -> bool:
    return entity is not None and (style not in _HELD_BY_FEW or getattr(entity, style) is not None)
