"""From a bare amount to the whole expression: range, per-share tail, accounting brackets, hedge."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from generator.facts.values import DURATIONS, Hedge, Quantity
from generator.language.atoms import ONE, Atom, atom_at
from generator.language.context import hedge_after, hedge_before, share_tail
from generator.language.hedges import CHANGE_VERBS
from generator.language.lexicon import CURRENCY_SIGNS
from generator.language.mention import Mention

_LENGTHS = frozenset(DURATIONS)
_LINKS = frozenset(" -–—")


@lru_cache(maxsize=8192)
def _quantity(value: Decimal, unit: str, quantum: Decimal, hedge: Hedge, upper: Decimal | None) -> Quantity:
    return Quantity(value, unit, quantum, hedge, upper)


def amount(text: str, atom: Atom, floor: int, currency: str, *, ranges: bool = True) -> Mention:
    """The mention around `atom`: its range, tail and hedges, none of them left of `floor`."""
    start = atom.start
    second = _partner(text, atom, floor, currency) if ranges else None
    if second is not None:
        atom, second = _agree(atom, second)
        end = second.end
        start = _range_word(text, start, floor)
    else:
        end = atom.end
    core_start, core_end = atom.start, end
    unit = atom.unit
    if unit is None or len(unit) == 3:
        tail = share_tail(text, end)
        if tail > end:
            unit, end = f"{unit or currency}/share", tail
    value, upper = atom.value, second.value if second else None
    if upper is None and _is_bracketed(text, atom, end, floor):
        start, end, value = start - 1, end + 1, -value
        if start > floor and unit is None and (sign := CURRENCY_SIGNS.get(text[start - 1])):
            start, unit = start - 1, sign
        core_start, core_end = start, end
    hedge = Hedge.NONE
    if left := hedge_before(text, start, floor, unit):
        start, hedge = left.start, left.hedge
    if right := hedge_after(text, end):
        end = right[0]
        hedge = hedge or right[1]
    quantum = atom.quantum if second is None else max(atom.quantum, second.quantum)
    quantity = _quantity(value, unit or "", quantum, hedge, upper)
    kind = "duration" if unit in _LENGTHS else "quantity"
    return Mention(start, end, text[start:end], kind, quantity, core_start, core_end)  # type: ignore[arg-type]


def _is_bracketed(text: str, atom: Atom, end: int, floor: int) -> bool:
    """Whether the amount stands in accounting brackets: "(1,234)", "$(0.07)"; not "400 euros ($431)", not "(40)"."""
    start = atom.start
    if start == 0 or text[start - 1] != "(" or text[end : end + 1] != ")" or start - 1 < floor or atom.value < 0:
        return False
    if atom.unit is None:
        if not any(mark in text[start:end] for mark in ",."):
            return False
    elif len(atom.unit) != 3 and not atom.unit.endswith("/share"):
        return False
    if text[start - 2 : start - 1] in CURRENCY_SIGNS:
        return True
    return floor == 0 or text[floor : start - 1].strip() != "" or "\n" in text[floor:start] or "|" in text[floor:start]


_BY = re.compile(r"\bby (?:[a-z]+ ){0,3}\Z")
_APART = 4
"""How many times the lower end of a range told with "by" the upper one may be."""


def _partner(text: str, atom: Atom, floor: int, currency: str) -> Atom | None:
    """The second amount of a range that begins with `atom`; None if it is a single amount or a change."""
    end = atom.end
    mark = text[end : end + 1]
    if mark not in _LINKS or (mark != " " and atom.unit in ("ordinal", "x")):
        return None
    link = text[end : end + 4]
    if link == " to ":
        at = end + 4
    elif link[:1] in ("-", "–", "—"):
        at = end + 1
    elif link[:3] in (" - ", " – ", " — "):
        at = end + 3
    elif link == " and" and _ends_with(text, atom.start, floor, "between"):
        at = end + 5
    else:
        return None
    if at >= len(text) or (second := atom_at(text, at, currency)) is None:
        return None
    if text[second.end : second.end + 1] in ("-", "/", ":") and text[second.end + 1 : second.end + 2].isdigit():
        return None
    if not _same_kind(atom, second) or (link == " to " and _is_change(text, atom, floor)):
        return None
    first, last = _agree(atom, second)
    if link == " to " and last.value > _APART * first.value and _BY.search(text, floor, atom.start):
        return None  # "by nearly $52 million to $961 million": a difference, then the level
    return second if last.value > first.value else None


def _same_kind(first: Atom, second: Atom) -> bool:
    if first.unit == second.unit:
        return first.unit != "ordinal"
    if first.unit is None:
        return second.unit != "ordinal"
    return second.unit is None and len(first.unit) == 3


def _agree(first: Atom, second: Atom) -> tuple[Atom, Atom]:
    """Both ends in one unit and magnitude: "15 to 20 million", "$20-30 million", "10-12%"."""
    unit = first.unit or second.unit
    value, quantum = first.value, first.quantum
    if first.scale == 1 and second.scale != 1 and (first.unit is None or second.unit is None):
        value, quantum = value * second.scale, quantum * second.scale
    last, fine = second.value, second.quantum
    if second.scale == 1 and first.scale < ONE and second.unit is None:
        last, fine = last * first.scale, fine * first.scale
    return (
        first._replace(value=value, quantum=quantum, unit=unit),
        second._replace(value=last, quantum=fine, unit=unit),
    )


def _ends_with(text: str, start: int, floor: int, word: str) -> bool:
    at = start - len(word) - 1
    return at >= floor and text[at : start - 1].lower() == word and text[start - 1].isspace()


def _is_change(text: str, atom: Atom, floor: int) -> bool:
    """Whether "A to B" tells of a change: "rose from $5 to $7", "up $2 to $45"."""
    words = text[max(0, atom.start - 48) : atom.start].lower().split()
    if not words:
        return False
    if words[-1] in ("from", "by"):
        return any(word in CHANGE_VERBS for word in words[-5:-1])
    return words[-1] in CHANGE_VERBS and atom.unit not in ("%", "pp", "bp")


def _range_word(text: str, start: int, floor: int) -> int:
    """Where a range begins, with its "between" or "from"."""
    for word in ("between", "from"):
        if _ends_with(text, start, floor, word):
            return start - len(word) - 1
    return start


def exact(start: int, end: int, text: str, value: Decimal, unit: str) -> Mention:
    """A mention of a whole number that nothing surrounds: "No. 1"."""
    return Mention(start, end, text[start:end], "quantity", Quantity(value, unit), start, end)
