"""Figures that the facts give, told as not so: "is not $0.7 million", "has not increased 5%"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.contrasts import Told, echoes_of, is_telling
from generator.checking.found import Found, Value
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule

_VERBS = frozenset("is are was were be been has have had do does did will would can could".split())
_TURNED = frozenset(
    "only include including included just yet more less fewer exceed least necessarily limited material materially "
    "even until unless because all every solely".split()
)
"""Words after "not" with which it denies no figure: "not only", "not including", "not more than"."""
_REACH = 6
"""How many words a denial reaches."""


def _find(page: Page) -> Iterator[Claim]:
    words = page.text.words
    for judged in page.spoken:
        found = judged.found
        if not judged.judged and not page.index.foreign:
            continue
        for place in range(found.first + 1, found.last - 1):
            if words[place].norm != "not" or words[place - 1].norm not in _VERBS:
                continue
            if words[place + 1].norm in _TURNED:
                continue
            value = _denied(judged, place)
            if value is not None and not (page.index.foreign and value.mention.kind == "duration"):
                start, end = words[place - 1].start, words[place].end
                yield claim(
                    page.text, start, end, "status", Verdict.CONTRADICTED, "denied",
                    f"the facts have it so: {value.mention.text}",
                )  # fmt: skip
            elif page.index.foreign and (told := _told(page, found, place)) is not None:
                yield claim(
                    page.text, words[place - 1].start, words[place].end, "status", Verdict.CONTRADICTED, "denied",
                    "a passage of the facts has it so", (told.fact,), told.text[:160],
                )  # fmt: skip


def _denied(judged: Judgement, place: int) -> Value | None:
    """The figure of a fact that a "not" denies: the next in its clause, and no estimate, which may well be missed."""
    found = judged.found
    for item in judged.judged:
        value = found.values[item.place]
        if item.claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED) or item.known is None or item.known.roles:
            continue
        if 0 < value.first - place <= _REACH and found.clause(value.first) == found.clause(place):
            return value
    return None


def _told(page: Page, found: Found, place: int) -> Told | None:
    """The sentence of the facts that has what a "not" denies, where none like it denies anything; or None."""
    words = page.text.words
    first, last = max(found.first, place - _AROUND), min(found.last, place + 1 + _AROUND)
    around = {word.norm for word in words[first:last] if is_telling(word.norm)}
    behind = {word.norm for word in words[place + 1 : last] if is_telling(word.norm)}
    echoes = echoes_of(page.index)
    weights: dict[int, float] = defaultdict(float)
    for word in around:
        for at in echoes.told_with.get(word, ())[:_OFTEN]:
            weights[at] += echoes.weight.get(word, 0.0)
    best, denied = 0.0, 0.0
    right: Told | None = None
    for at, weight in weights.items():
        told = echoes.told[at]
        if told.denies:
            denied = max(denied, weight)
        elif weight > best and len(told.telling & around) >= _SHARED and len(told.telling & behind) >= _BEHIND:
            best, right = weight, told
    return right if best >= _WEIGHT and best >= denied + _AHEAD else None


_AROUND = 10
_OFTEN = 400
_SHARED, _BEHIND = 3, 2
_WEIGHT, _AHEAD = 9.0, 3.0


RULE = Rule(
    "denied",
    "A figure that the facts give, told as not so.",
    _find,
    "Alibaba has not released 14 large language models.",
    "Alibaba has released 14 large language models.",
)
