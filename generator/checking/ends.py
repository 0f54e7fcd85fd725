"""Which end of a line a figure is said to be: the low or the high of a range, a peak, a minimum, or just a reading."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from generator.checking.found import Found, Text, Value
from generator.facts.values import Hedge, Quantity

End = Literal["low", "high", "mean", "reading"]
_TOP = frozenset("high highest maximum max peak peaking peaked".split())
_BOTTOM = frozenset("low lowest minimum min bottoming trough".split())
_MEAN = frozenset("average averaging averaged mean".split())
_LEADING = frozenset(
    "of at around about near nearing reaching to approximately as being up from in between dipping dropping was is "
    "will be only just roughly by".split()
)
"""Words that may stand between "a high" and its figure."""
_DEGREE = frozenset("relatively remain remains remained very quite fairly too so rather generally".split())
"""Words after which "low" only describes."""
_SPANNING = frozenset("range ranging ranged between vary varying varie varied fluctuate fluctuating fluctuated "
                      "spanning".split())  # fmt: skip
_REACH = 7
"""Words before a range in which a word of spanning may stand."""
# what stands between the two ends of a range: "9°C to 24°C", "0.6 m/s and 3.3 m/s", "13 degrees to a high of 24"
_TO = re.compile(
    r"\s?(?:°\s?[CF]?|%|[a-zA-Z/]{1,12}(?: [a-zA-Z]{1,10}){0,2}?)?,?\s(?:to|and|–|-)\s"
    r"(?:around |about |nearly |approximately |a (?:high|maximum|peak|low|minimum) of (?:around |about )?)?\Z"
)


class Said(NamedTuple):
    """Which end a figure is said to be, and whether of several days each: "highs of 20"."""

    end: End
    each: bool = False
    second: bool = False
    """Whether it is the second figure of a range."""


def ends_of(text: Text, found: Found) -> dict[int, Said]:
    """By its place among the sentence's values: what each figure is said to be of a line."""
    made: dict[int, Said] = {}
    values = found.values
    for place, value in enumerate(values):
        if place in made or not isinstance(value.mention.value, Quantity):
            continue
        if place + 1 < len(values) and _is_range(text, found, value, values[place + 1]):
            one, two = value.mention.value, values[place + 1].mention.value
            assert isinstance(one, Quantity)
            assert isinstance(two, Quantity)
            rising = one.value <= two.value
            each = ends_each(text, found, value)
            made[place] = Said("low" if rising else "high", each)
            made[place + 1] = Said("high" if rising else "low", each, True)
            continue
        made[place] = _said(text, found, value, values[place - 1].last if place else found.first - 1)
    return made


def spans(text: Text, found: Found, value: Value) -> bool:
    """Whether a word of spanning leads to a figure: "ranging from", "between"."""
    before = text.words[max(found.first, value.first - _REACH) : value.first]
    own = text.view.text[value.mention.start : value.mention.end].lower()
    return own.startswith("between") or any(word.norm in _SPANNING for word in before)


def ends_each(text: Text, found: Found, value: Value) -> bool:
    """Whether a range is that of the highs or the lows of several days: "with highs ranging from 9 to 14"."""
    before = text.words[max(found.first, value.first - 4) : value.first]
    return any(text.view.text[word.start : word.end].lower() in ("highs", "lows") for word in before)


def _is_range(text: Text, found: Found, value: Value, following: Value) -> bool:
    """Whether two figures are the ends of one range."""
    one, two = value.mention.value, following.mention.value
    if not isinstance(one, Quantity) or not isinstance(two, Quantity) or one.upper is not None or two.upper is not None:
        return False
    if not spans(text, found, value) or one.unit == "ordinal" or two.unit == "ordinal":
        return False
    return _TO.match(text.view.text[value.mention.end : following.mention.start]) is not None


def _said(text: Text, found: Found, value: Value, after: int) -> Said:
    said = value.mention.value
    assert isinstance(said, Quantity)
    for place in range(value.first - 1, max(after, value.first - 6), -1):
        norm = text.words[place].norm
        top = norm in _TOP
        if top or norm in _BOTTOM:
            before = text.words[place - 1].norm if place > found.first else ""
            if before in _DEGREE:
                break
            raw = text.view.text[text.words[place].start : text.words[place].end].lower()
            return Said("high" if top else "low", raw in ("highs", "lows"))
        if norm not in _LEADING and place < value.first - 3:
            break
    near = text.words[max(found.first, after + 1, value.first - 3) : value.first]
    if any(word.norm in _MEAN for word in near):
        return Said("mean")
    if said.hedge is Hedge.AT_MOST:
        return Said("high")
    return Said("reading")
