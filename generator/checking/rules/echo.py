"""Words that the facts have otherwise in the same place: "net debt provided by operating activities" for "net cash"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.article import Claim, Verdict
from generator.checking.contrasts import REACH, Echo, Echoes, Place, echoes_of, is_telling, places_of
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.facts.values import Quantity

_SHARED = 3
_WEIGHT = 9.0
_BESIDE = 5.0
_AHEAD = 3.5
_WHOLE = frozenset(("kind",))
"""Groups whose phrases say all by themselves: a regular approval is no accelerated one."""
_OFTEN = 400
"""Places of one word that are looked at: what stands everywhere tells nothing."""
_SENTENCE = 10
_MOST = 0.7
_NAMES = frozenset(("measure", "balance", "level", "sign", "basis", "share"))
"""Groups whose words are parts of names: many of them stand near each other, so only the words right beside count."""


class _Alike(NamedTuple):
    """How much the words around a place are those around one of the facts."""

    run: int
    """Words in unbroken order on both sides that are the same."""
    telling: int
    """Those of them that carry meaning."""
    weight: float
    shared: int
    echo: Echo | None = None


_NONE = _Alike(0, 0, 0.0, 0)


def _find(page: Page) -> Iterator[Claim]:
    if not page.index.foreign:
        return
    echoes: Echoes | None = None
    for judged in page.spoken:
        norms = [word.norm for word in page.text.words[judged.found.first : judged.found.last]]
        places = list(places_of(norms))
        for place in places:
            echoes = echoes_of(page.index) if echoes is None else echoes
            alone = not any(_contests(other, place) for other in places)
            if (found := _other(place, echoes, alone)) is not None and not _is_loss(page, judged, place, found):
                yield _claim(page, judged, place, found)


def _contests(other: Place, place: Place) -> bool:
    """Whether another word of the group stands near, so that the words around may be about that one."""
    near = -REACH <= other.first - place.first <= REACH
    return other.what.group == place.what.group and other.what.side != place.what.side and near


def _other(place: Place, echoes: Echoes, alone: bool) -> Echo | None:
    """The place of the facts that has another word of the group where all else is alike, or None.

    Where another of the group stands near (not `alone`), only the words in unbroken order beside it count.
    """
    shared: dict[int, float] = defaultdict(float)
    group = place.what.group
    if group in _WHOLE:
        kinds = [echo for echo in echoes.made if echo.place.what.group == group]
        same = any(echo.place.what.side == place.what.side for echo in kinds)
        return kinds[0] if kinds and alone and not same else None
    for word in place.around:
        weight = echoes.weight.get(word, 0.0)
        for at in echoes.by_word.get((group, word), ())[:_OFTEN]:
            shared[at] += weight
    own, other = _NONE, _NONE
    for at, weight in shared.items():
        echo = echoes.made[at]
        alike = _compare(place, echo, weight)
        if echo.place.what.side == place.what.side:
            own = max(own, alike, key=_strength)
        else:
            other = max(other, alike, key=_strength)
    if other.echo is None:
        return None
    exact = other.run >= 2 and other.telling >= 2 and other.run > own.run and own.weight <= other.weight
    ahead = other.weight - own.weight
    beside = other.run >= 1 and other.telling >= 1 and other.run > own.run and other.shared >= _SHARED
    beside = beside and other.weight >= _BESIDE and ahead >= _AHEAD
    loose = other.shared >= _SHARED and other.weight >= _WEIGHT and ahead >= (_WEIGHT if group in _NAMES else _AHEAD)
    loose = loose and (_is_told(other.echo.place) or other.shared >= _MOST * len(other.echo.place.around))
    return other.echo if exact or (alone and (beside or loose)) else None


def _is_told(place: Place) -> bool:
    """Whether a place stands in a sentence, not in a label of a few words."""
    return len(place.before) + len(place.after) >= _SENTENCE


def _is_loss(page: Page, judged: Judgement, place: Place, echo: Echo) -> bool:
    """Whether a loss is told of a row called income whose figure is negative."""
    if place.what.group != "sign" or place.what.side != "loss" or place.after[:1] == ("tax",):
        return False
    label = page.index.by_id[echo.fact].fact.metric.label
    told = [
        page.index.by_id[name].fact
        for item in judged.judged
        for name in item.claim.facts
        if name in page.index.by_id and page.index.by_id[name].fact.metric.label == label
    ]
    if told:
        return any(isinstance(fact.value, Quantity) and fact.value.value < 0 for fact in told)
    return any(
        isinstance(known.fact.value, Quantity) and known.fact.value.value < 0 and known.fact.metric.label == label
        for known in page.index.quantities
    )


def _strength(alike: _Alike) -> tuple[float, int]:
    return alike.weight + 2.0 * alike.run, alike.run


def _compare(place: Place, echo: Echo, weight: float) -> _Alike:
    left = _run(place.before, echo.place.before)
    right = _run(place.after, echo.place.after)
    words = (*place.before[:left], *place.after[:right])
    telling = sum(map(is_telling, words))
    return _Alike(left + right, telling, weight, len(place.around & echo.place.around), echo)


def _run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _claim(page: Page, judged: Judgement, place: Place, echo: Echo) -> Claim:
    words, first = page.text.words, judged.found.first
    return claim(
        page.text, words[first + place.first].start, words[first + place.last].end, "status", Verdict.CONTRADICTED,
        "echo", "the facts have another word here", (echo.fact,), echo.words,
    )  # fmt: skip


RULE = Rule(
    "echo",
    "A word for which the facts have its opposite or its neighbour in the same place.",
    _find,
    'Net debt provided by operating activities was $5 million (of a row "Net cash provided by operating activities").',
    'Net cash provided by operating activities was $5 million (of a row "Net cash provided by operating activities").',
)
