"""An amount for each of a number of things: "$12.5 million, some $403,000 an outage"."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from generator.checking.fits import Fit, fit
from generator.checking.found import Found, Text, Value
from generator.checking.index import Index, Known
from generator.checking.kept import kept
from generator.facts.values import Quantity
from generator.settings import CheckSettings

_EACH = frozenset(("each", "apiece"))
_A = frozenset(("a", "an", "per"))
_FEWEST, _MOST = 2, 1_000_000
_REACH = 3
_CENT = Decimal("0.01")


def each(text: Text, found: Found, value: Value, said: Quantity, settings: CheckSettings) -> tuple[str, ...]:
    """A sum of money and a count of the facts whose quotient an amount is, where the words say that it is for each.

    "An outage" or "per route" names what is counted; "each" leaves it to the sentence or the one before. Empty where
    there are none.
    """
    if len(said.unit) != 3 or (cue := _cue(text, found, value)) is None:
        return ()
    counts = [known for known in _counts(text.index) if known.nouns & cue or known.terms & cue]
    for total in text.index.quantities:
        sum_of = total.fact.value
        if not isinstance(sum_of, Quantity) or sum_of.unit != said.unit or sum_of.upper is not None:
            continue
        for count in counts:
            if (made := _share(sum_of, count)) is not None and fit(said, made, settings) is Fit.YES:
                return total.fact.id, count.fact.id
    return ()


def _cue(text: Text, found: Found, value: Value) -> frozenset[str] | None:
    """The words that may name what an amount is for each of; None where the words do not say "for each"."""
    after = [word.norm for word in text.words[value.last + 1 : min(found.last, value.last + 1 + _REACH)]]
    if len(after) > 1 and after[0] in _A:
        return frozenset(after[1:])
    if not _EACH.isdisjoint(after):
        place = next((at for at, other in enumerate(text.sentences) if other is found), 0)
        first = text.sentences[max(0, place - 1)].first
        return frozenset(word.norm for word in text.words[first : found.last])
    return None


@kept
def _counts(index: Index) -> list[Known]:
    made = []
    for known in index.quantities:
        value = known.fact.value
        if not isinstance(value, Quantity) or value.unit or value.hedge or value.upper is not None:
            continue
        if _FEWEST <= value.value <= _MOST and value.value == value.value.to_integral_value():
            made.append(known)
    return made


def _share(total: Quantity, count: Known) -> Quantity | None:
    n = count.fact.value
    if not isinstance(n, Quantity) or total.hedge or total.value <= 0:
        return None
    low, high = total.shown.low / n.value, total.shown.high / n.value
    value = (total.value / n.value).quantize(_CENT, ROUND_HALF_UP)
    return Quantity(value, total.unit, _CENT, low=low, high=high)
