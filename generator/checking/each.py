"""Amounts for each and for all: "some $403,000 an outage", "at that price her stake is worth $956,800"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from generator.checking.apart import with_one_before
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


def made_of(
    text: Text, found: Found, value: Value, said: Quantity, settings: CheckSettings
) -> tuple[str, tuple[str, ...]] | None:
    """The formula (midpoint, quotient or product) that gives an amount, and its facts; None where there is none."""
    if middle := _midpoint(text, found, value, said, settings):
        return "midpoint", middle
    if len(said.unit) != 3:
        return None
    if parts := _each(text, found, value, said, settings):
        return "quotient", parts
    parts = _worth(text, found, value, said, settings)
    return ("product", parts) if parts else None


def _midpoint(text: Text, found: Found, value: Value, said: Quantity, settings: CheckSettings) -> tuple[str, ...]:
    """The range, or two ranges, whose middle or the distance of whose middles an amount is: "the midpoint, $5.20"."""
    if len(said.unit.split("/")[0]) != 3 or not any(
        word.norm in ("midpoint", "middle") for word in text.words[found.first : found.last]
    ):
        return ()
    middles = []
    for known in text.index.quantities:
        ends = known.fact.value
        if isinstance(ends, Quantity) and ends.upper is not None and ends.unit.split("/")[0] == said.unit.split("/")[0]:
            middles.append((known, (ends.value + ends.upper) / 2))
    for known, middle in middles:
        if fit(said, Quantity(middle, said.unit, Decimal(0)), settings) is Fit.YES:
            return (known.fact.id,)
    for (one, first), (two, second) in combinations(middles, 2):
        if (
            one.metric == two.metric
            and fit(said, Quantity(abs(first - second), said.unit, Decimal(0)), settings) is Fit.YES
        ):
            return one.fact.id, two.fact.id
    return ()


def _each(text: Text, found: Found, value: Value, said: Quantity, settings: CheckSettings) -> tuple[str, ...]:
    """A sum of money and a count of the facts whose quotient an amount is, where the words say that it is for each.

    "An outage" or "per route" names what is counted; "each" leaves it to the sentence or the one before. Empty where
    there are none.
    """
    if (cue := _cue(text, found, value)) is None:
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
        first = with_one_before(text, found)[0].first
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


def _worth(text: Text, found: Found, value: Value, said: Quantity, settings: CheckSettings) -> tuple[str, ...]:
    """A number of shares and a price that an amount is the product of, where the words say what something is worth.

    The shares are told in this sentence or the one before, or are those held where it speaks of a stake; so is the
    price where the facts have several. Empty where there are none.
    """
    if not _says_worth(text, found, value):
        return ()
    near = [each.mention.value for here in with_one_before(text, found) for each in here.values]
    stake = any(word.norm in _STAKE for word in text.words[found.first : found.last])
    counts = [
        known for known in _shares(text.index) if _is_told(known, near) or (stake and not _HELD.isdisjoint(known.terms))
    ]
    prices = share_prices(text.index)
    if len({known.fact.value for known in prices}) > 1:
        prices = [known for known in prices if _is_told(known, near)]
    for count in counts:
        for price in prices:
            n, each_at = count.fact.value, price.fact.value
            if isinstance(n, Quantity) and isinstance(each_at, Quantity) and each_at.unit.startswith(said.unit):
                made = Quantity(n.value * each_at.value, said.unit, Decimal(0))
                if fit(said, made, settings) in (Fit.YES, Fit.WARN):
                    return count.fact.id, price.fact.id
    return ()


_STAKE = frozenset("stake holding holdings position".split())
_HELD = frozenset("hold held holding stake owned own".split())
_WORTH = frozenset("worth value valued come amount total".split())
_BEFORE = 8


def _says_worth(text: Text, found: Found, value: Value) -> bool:
    return any(word.norm in _WORTH for word in text.words[max(found.first, value.first - _BEFORE) : value.first])


def _is_told(known: Known, near: Sequence[object]) -> bool:
    mine = known.fact.value
    return isinstance(mine, Quantity) and any(isinstance(said, Quantity) and said.value == mine.value for said in near)


@kept
def _shares(index: Index) -> list[Known]:
    return [
        known for known in index.quantities if "share" in known.nouns or ("share" in known.terms and _is_count(known))
    ]


def _is_count(known: Known) -> bool:
    value = known.fact.value
    return isinstance(value, Quantity) and value.unit == ""


@kept
def share_prices(index: Index) -> list[Known]:
    """The figures of the facts that are prices of one share, those worked out included."""
    return [
        known for known in index.quantities
        if isinstance(known.fact.value, Quantity) and known.fact.value.unit.endswith("/share")
        and known.fact.metric.style == "amount"
    ]  # fmt: skip
