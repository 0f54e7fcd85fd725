"""What turns a word of direction round: a fall that is "more than" another, estimates that "undershot it"."""

from __future__ import annotations

from decimal import Decimal

from generator.checking.found import Found, Hit
from generator.checking.page import Page
from generator.facts.values import Quantity

_EXTENT = frozenset(("more than", "less than", "greater than", "fewer than"))


def is_fall(page: Page, found: Found, hit: Hit) -> bool:
    """Whether "more than" speaks of a fall: "fell from $0.12, more than the estimate implied"."""
    if page.text.view.text[hit.start : hit.end].lower() not in _EXTENT:
        return False
    if any(sign.sense.value == "loss" and sign.last < hit.first for sign in found.of("sign")):
        return True
    before = [move for move in found.of("direction") if move.last < hit.first]
    return bool(before) and before[-1].sense.value == "down"


_ENDING = frozenset("stopped stop stops ceased cease quit".split())


def has_ended(page: Page, found: Found, hit: Hit) -> bool:
    """Whether a movement is said to be over: "sales have stopped growing"."""
    return hit.first > found.first and page.text.words[hit.first - 1].norm in _ENDING


def is_short(page: Page, found: Found, hit: Hit) -> bool:
    """Whether a fall is one behind an expectation: "fell $140 million short on revenue"."""
    after = page.text.words[hit.last + 1 : min(found.last, hit.last + 7)]
    return hit.sense.value == "down" and any(word.norm in ("short", "shy") for word in after)


_PRIOR = frozenset(("prior", "previous", "earlier", "last", "old"))
_REPORTED = frozenset(("reported", "actual", "result", "outcome", "delivered"))
_FORECASTERS = frozenset("estimate forecast forecaster analyst consensus expectation projection".split())


def is_turned(page: Page, found: Found, hit: Hit) -> bool:
    """Whether the estimates are the subject: "forecasters, on average, undershot it"."""
    words = page.text.words
    after = words[hit.last + 1].norm if hit.last + 1 < found.last else ""
    behind = [word.norm for word in words[hit.last + 1 : min(found.last, hit.last + 6)]]
    led = {role.sense.value for role in found.of("role") if role.last < hit.first}
    if (
        hit.sense.kind == "compare"
        and "estimate" in led
        and not _REPORTED.isdisjoint(behind)
        and _PRIOR.isdisjoint(behind)
    ):
        return True  # "the estimate stood at $195 million, $1.3 million below the reported figure"
    if after not in ("it", "this", "that", "them") or hit.sense.kind != "compare":
        return False
    before = page.text.view.text[found.start : hit.start].rstrip()
    if before.endswith(","):
        before = before[:-1].rpartition(", ")[0].rstrip(",")  # what is inserted: ", on average,"
    return before.rpartition(" ")[2].lower().rstrip("s") in _FORECASTERS


_LEVEL = frozenset(("unchanged", "same"))
_SMALL = Decimal(1)


def is_small(page: Page, found: Found, hit: Hit, facts: tuple[str, ...]) -> bool:
    """Whether what is "little changed" or "flat" moved by no more than 1%."""
    if not _LEVEL.isdisjoint(word.norm for word in page.text.words[hit.first : hit.last + 1]):
        return False
    values = [known.fact.value for name in facts if (known := page.index.by_id.get(name)) is not None]
    amounts = [value for value in values if isinstance(value, Quantity)]
    moves = [abs(value.value) for value in amounts if value.unit == "%"]
    if moves:
        return min(moves) <= _SMALL
    if len(amounts) != 2 or not amounts[1].value:
        return False
    return abs(amounts[0].value / amounts[1].value - 1) * 100 <= _SMALL
