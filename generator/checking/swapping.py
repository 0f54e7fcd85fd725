"""Two right figures in each other's places: read together, the places would rather have it the other way round.

Each figure alone may pass, since a fact has it and the words do not say clearly which: "took in $2.34 billion, ahead of
the $2.53 billion that analysts had predicted". Of two figures that tell two facts, both ways of giving them their
places are weighed; where the other way is clearly the better one, the two are swapped.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.article import Verdict
from generator.checking.binding import score
from generator.checking.fits import comparable
from generator.checking.found import Text
from generator.checking.index import Known
from generator.checking.page import Judgement
from generator.checking.verdicts import Judged, misplaced
from generator.facts.values import Quantity

_TOLD = (Verdict.SUPPORTED, Verdict.DERIVED)
_CLEARLY = 1.0
"""By how much the other way round has to be the better bound."""
_CLEARLY_FOREIGN = 2.5
"""The same in foreign data, whose names bind less surely."""
_FARTHEST = 5
"""Powers of ten between two figures that may be taken for each other."""
_FARTHEST_UNLIKE = 3
"""The same where one is a share's and the other a sum."""
_MOST = 12
"""Figures of a sentence that are weighed against each other."""


def swapped(text: Text, sentences: Sequence[Judgement]) -> list[Judgement]:
    """The sentences, figures that stand in each other's places as misplaced."""
    made = list(sentences)
    for at, judged in enumerate(sentences):
        mine = _weighed(judged.judged)
        if not mine:
            continue
        pairs = [(at, one, at, two) for place, one in enumerate(mine) for two in mine[place + 1 :]]
        if at and judged.found.region.section == sentences[at - 1].found.region.section:
            pairs += [(at - 1, one, at, two) for one in _weighed(sentences[at - 1].judged) for two in mine]
        for first, one, second, two in pairs:
            if _are_swapped(text, sentences[first].judged[one], sentences[second].judged[two]):
                made[first] = _misplaced(text, made[first], one, sentences[second].judged[two])
                made[second] = _misplaced(text, made[second], two, sentences[first].judged[one])
    return made


def _weighed(judged: Sequence[Judged]) -> list[int]:
    """The places of the figures that tell a fact of their own."""
    return [
        place
        for place, item in enumerate(judged)
        if item.context is not None and item.said is not None and _own(item) is not None
    ][:_MOST]


def _own(item: Judged) -> Known | None:
    """The fact that a figure tells, in its place or out of it; none for one that is only reckoned from facts."""
    if item.claim.formula and item.known is not None and not item.known.fact.formula:
        return None
    return item.known if item.claim.verdict in _TOLD else item.right


def _are_swapped(text: Text, one: Judged, two: Judged) -> bool:
    a, b = _own(one), _own(two)
    if a is None or b is None or a is b or a.fact == b.fact or one.claim.text == two.claim.text:
        return False
    x, y = a.fact.value, b.fact.value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity) or one.said is None or two.said is None:
        return False
    if one.said.upper is not None or two.said.upper is not None:
        return False
    if not _may_be(one.said, y) or not _may_be(two.said, x):
        return False
    if (
        one.context is None
        or two.context is None
        or (a.fact.metric.style == "ordinal") != (b.fact.metric.style == "ordinal")
    ):
        return False
    index = text.index
    told = score(a, one.context, index, one.said) + score(b, two.context, index, two.said)
    turned = score(b, one.context, index, one.said) + score(a, two.context, index, two.said)
    return turned >= told + (_CLEARLY_FOREIGN if index.foreign else _CLEARLY)


def _may_be(said: Quantity, fact: Quantity) -> bool:
    """Whether a figure could be meant for a fact at all: not $1.01 billion for earnings a share."""
    if not comparable(said.unit, fact.unit) or {said.unit, fact.unit} == {"%", "pp"}:
        return False
    if ("/" in said.unit and "/" not in fact.unit) or (not said.unit and "/" in fact.unit):
        return False  # "$18.40 a share" is no total
    farthest = _FARTHEST if said.unit == fact.unit else _FARTHEST_UNLIKE
    return not fact.value or not said.value or abs((said.value / fact.value).adjusted()) <= farthest


def _misplaced(text: Text, judged: Judgement, place: int, other: Judged) -> Judgement:
    item, theirs = judged.judged[place], _own(other)
    if theirs is None or item.claim.verdict not in _TOLD:
        return judged
    items = list(judged.judged)
    items[place] = misplaced(text, item, theirs)._replace(right=item.known)
    return judged._replace(judged=tuple(items))
