"""A fact is told once: a right figure is not misplaced because its place fits a fact that is told right beside it.

"The rest, more than 26, ...": the words may bind "more than 40" better, but that is told in the sentence before, so the
figure is its own fact's. Where two figures stand in each other's places nothing is excused.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.article import Verdict
from generator.checking.page import Judgement
from generator.checking.verdicts import Judged

_TOLD = (Verdict.SUPPORTED, Verdict.DERIVED)
_AHEAD = 3.0
"""By how much the other fact may be the better bound and the figure still be its own fact's."""


def told_once(sentences: Sequence[Judgement]) -> list[Judgement]:
    """The sentences, figures taken to be misplaced as right where their place's own fact is told right beside them."""
    told = [_told(judged) for judged in sentences]
    bound = [_bound(judged) for judged in sentences]
    made: list[Judgement] = []
    for at, judged in enumerate(sentences):
        if not bound[at]:
            made.append(judged)
            continue
        near = range(max(at - 1, 0), min(at + 2, len(sentences)))
        there = told[at] | (told[at - 1] if at and _follows(sentences, at) else frozenset())
        taken = frozenset().union(*(bound[place] for place in near))
        items = tuple(_own(item) if _is_excused(item, there, taken) else item for item in judged.judged)
        made.append(judged._replace(judged=items))
    return made


def _told(judged: Judgement) -> frozenset[str]:
    """The facts that a sentence's figures tell rightly."""
    return frozenset(
        item.known.fact.id for item in judged.judged if item.known is not None and item.claim.verdict in _TOLD
    )


def _bound(judged: Judgement) -> frozenset[str]:
    """The facts in whose places other figures stand."""
    return frozenset(item.known.fact.id for item in judged.judged if item.right is not None and item.known is not None)


def _follows(sentences: Sequence[Judgement], at: int) -> bool:
    return sentences[at].found.region.section == sentences[at - 1].found.region.section


def _is_excused(item: Judged, told: frozenset[str], taken: frozenset[str]) -> bool:
    """Whether what the place binds is told elsewhere, and nothing stands in this figure's own place."""
    right, known = item.right, item.known
    if right is None or known is None or item.ahead > _AHEAD:
        return False
    dated = item.context is not None and bool(item.context.periods)
    if right.metric == known.metric and (
        right.fact.subject != known.fact.subject or (dated and right.fact.period != known.fact.period)
    ):
        return False  # another's figure, or another year's: the words say whose and when
    return known.fact.id in told and right.fact.id not in taken and right.fact.id not in told


def _own(item: Judged) -> Judged:
    assert item.right is not None
    fact = item.right.fact
    verdict = Verdict.DERIVED if fact.formula else Verdict.SUPPORTED
    made = item.claim._replace(
        verdict=verdict, facts=(fact.id, *fact.inputs), expected="", message="", formula=fact.formula
    )
    return Judged(made, item.right, item.place)
