"""The gap between two prices that a text tells: "the old target of $39 was $2.20 below where the shares closed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from generator.article import Verdict
from generator.checking.each import share_prices
from generator.checking.fits import Fit, fit
from generator.checking.found import Text, Value
from generator.checking.index import Index, Known
from generator.checking.kept import kept
from generator.checking.making import claim
from generator.checking.scopes import Scope
from generator.checking.verdicts import Judged, reckoned_from
from generator.facts.values import Quantity
from generator.settings import CheckSettings

GAP = "distance"
"""The formula of such a figure."""
_UP = frozenset("above over up more higher rise gain upside premium ahead north climb jump top exceed".split())
_DOWN = frozenset("below under down less lower fall drop decline downside discount short south off loss".split())
_EITHER = frozenset("gap range spread difference apart wide distance swing from".split())
_NEAR, _FEWEST = 4, 2
_RECKONED = ("difference", "percent_change")
_WRONG = (Verdict.ABSENT, Verdict.UNBOUND, Verdict.UNRESOLVED, Verdict.CONTRADICTED, Verdict.MISBOUND)


class _Gap(NamedTuple):
    """Two prices, the one that is spoken of first, and whether the words have their order right."""

    first: Known
    second: Known
    right: bool


def gapped(
    text: Text, scope: Scope, judged: list[Judged], lately: Sequence[Known], settings: CheckSettings
) -> list[Judged]:
    """The sentence's figures, with those that are the distance between two told prices as derived.

    In money or in percent, where a word of distance stands beside the figure. A told price that only a computed
    distance was held against is right too. A sheet alone: of foreign facts other rules reckon.
    """
    if text.index.foreign or len(_prices(text.index)) < _FEWEST or not any(_is_open(item) for item in judged):
        return judged
    values = scope.found.values
    here = {place: list(_told(text.index, value, settings)) for place, value in enumerate(values)}
    made: list[Judged] = []
    used: set[str] = set()
    for item in judged:
        place = _place_of(text, values, item) if _is_open(item) else None
        if place is not None:
            gap = _gap(text, scope, place, here, lately, settings)
            if gap is not None:
                used.update((gap.first.fact.id, gap.second.fact.id))
                item = _as_gap(text, values[place], item, gap)._replace(place=place)
        made.append(item)
    return [_as_told(text, values, here, item, used) for item in made] if used else made


def _is_open(item: Judged) -> bool:
    """Whether a figure is wrong so far, or was reckoned from facts that the words only may mean."""
    return item.claim.kind == "number" and (item.claim.verdict in _WRONG or item.claim.formula in _RECKONED)


@kept
def _prices(index: Index) -> list[Known]:
    return [known for known in share_prices(index) if not known.fact.formula]


def _told(index: Index, value: Value, settings: CheckSettings) -> Iterator[Known]:
    said = value.mention.value
    if not isinstance(said, Quantity) or len(said.unit.split("/")[0]) != 3 or said.hedge:
        return
    ends = [said] if said.upper is None else [replace(said, upper=None), replace(said, value=said.upper, upper=None)]
    for known in _prices(index):
        price = known.fact.value
        if isinstance(price, Quantity) and any(fit(end, price, settings) is Fit.YES for end in ends):
            yield known


def _place_of(text: Text, values: tuple[Value, ...], item: Judged) -> int | None:
    for place, value in enumerate(values):
        if text.view.span(value.mention.start, value.mention.end) == (item.claim.start, item.claim.end):
            return place
    return None


def _gap(
    text: Text, scope: Scope, place: int, here: dict[int, list[Known]], lately: Sequence[Known], settings: CheckSettings
) -> _Gap | None:
    said = scope.found.values[place].mention.value
    if not isinstance(said, Quantity) or not (said.unit == "%" or len(said.unit.split("/")[0]) == 3):
        return None
    side = _side(text, scope, place)
    if side is None:
        return None
    before = [known for at in sorted(here, reverse=True) if at < place for known in here[at]]
    after = [known for at in sorted(here) if at > place for known in here[at]]
    prices = {known.fact.id: known for known in _prices(text.index)}
    named = {hit.sense.value for hit in scope.found.of("metric")} | ({"price"} if "imply" in scope.terms else set())
    earlier = [known for known in lately if known.fact.id in prices]
    earlier += [known for known in prices.values() if known.metric in named and known not in earlier]
    firsts = before or after or earlier
    wrong: _Gap | None = None
    from_first = any(word.norm == "from" for word in text.words[scope.found.first : scope.found.values[place].first])
    for first in firsts:
        for second in (*after, *before, *earlier):
            if second.fact.id == first.fact.id or (distance := _distance(said, first, second, side)) is None:
                continue
            if fit(said, distance, settings) is Fit.YES:
                one, two = first.fact.value, second.fact.value
                assert isinstance(one, Quantity)
                assert isinstance(two, Quantity)
                known_order = first in before and second in after and side != 0 and not from_first
                if not known_order or (one.value > two.value) == (side > 0):
                    return _Gap(first, second, True)
                wrong = wrong or _Gap(first, second, False)
    return wrong


def _side(text: Text, scope: Scope, place: int) -> int | None:
    """1, -1 or 0 as the words beside a figure say above, below or only apart; None where they say none of them."""
    value, words = scope.found.values[place], text.words
    behind = [word.norm for word in words[value.last + 1 : min(scope.found.last, value.last + 1 + _NEAR)]]
    ahead = [word.norm for word in words[max(scope.found.first, value.first - _NEAR) : value.first]]
    for word in (*behind, *reversed(ahead)):
        if word in _UP or word in _DOWN or word in _EITHER:
            return 1 if word in _UP else -1 if word in _DOWN else 0
    return None


def _distance(said: Quantity, first: Known, second: Known, side: int) -> Quantity | None:
    """How far two prices lie apart, in money, or in percent of the one that the words measure from."""
    one, two = first.fact.value, second.fact.value
    if (
        not isinstance(one, Quantity)
        or not isinstance(two, Quantity)
        or one.value == two.value
        or one.upper
        or two.upper
    ):
        return None
    low, high = sorted((one.value, two.value))
    if said.unit != "%":
        return Quantity(high - low, said.unit, Decimal(0))
    base = high if side < 0 else low
    return Quantity((high - low) / base * 100, "%", Decimal(0)) if base > 0 else None


def _as_gap(text: Text, value: Value, item: Judged, gap: _Gap) -> Judged:
    facts = (gap.first.fact.id, gap.second.fact.id)
    if gap.right:
        return reckoned_from(text, value, GAP, facts, True)._replace(known=None)
    made = claim(
        text, value.mention.start, value.mention.end, "direction", Verdict.CONTRADICTED, "direction",
        "the two prices lie the other way about", facts, formula=GAP,
    )  # fmt: skip
    return item._replace(claim=made, known=None, right=None)


def _as_told(
    text: Text, values: tuple[Value, ...], here: dict[int, list[Known]], item: Judged, used: set[str]
) -> Judged:
    """A price that was only held against a computed distance, as the fact that it is."""
    if item.claim.verdict not in _WRONG or item.known is None or not item.known.fact.formula:
        return item
    place = _place_of(text, values, item)
    mine = next((known for known in here.get(-1 if place is None else place, ()) if known.fact.id in used), None)
    if mine is None or place is None:
        return item
    value = values[place]
    made = claim(
        text, value.mention.start, value.mention.end, "number", Verdict.SUPPORTED, "number", facts=(mine.fact.id,)
    )
    return item._replace(claim=made, known=mine, right=None, place=place)
