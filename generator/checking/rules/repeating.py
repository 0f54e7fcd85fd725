"""Sentences that repeat a passage of the facts but for a word that turns it: a negation, a "may", another decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from generator.article import Claim, Verdict
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.tokens import Word, words_of
from generator.language import sentences

MIN_WORDS = 8
_ALIKE = 0.75
"""The share of its words that a sentence has to have in common with a passage to repeat it."""
_MOST = 3
"""How many words a turned place may have, on either side."""
_TURNING = frozenset(
    "not no never without neither nor none cannot n't may might could can will would shall should must expect plan "
    "all some most every each many few several both only any always often never sometimes "
    "approve approved approval reject rejected rejection clear cleared clearance deny denied denial authorize "
    "authorized authorization grant granted suspend suspended withdraw withdrawn withdrew pending accept accepted "
    "issue issued receive received submit submitted complete completed begin began start started end ended "
    "increase increased decrease decreased rise rose fall fell grow grew decline declined gain lose lost higher lower "
    "up down above below more less over under before after first last prior subsequent exclude include".split()
)


_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


class _Passage(NamedTuple):
    fact: str
    text: str
    words: list[Word]
    norms: frozenset[str]


def _passages(page: Page) -> list[_Passage]:
    """The sentences of the facts' texts that are long enough to be repeated."""
    made: list[_Passage] = []
    for fact in page.ledger:
        if not isinstance(fact.value, str) or fact.entity or len(fact.value) < 40:
            continue
        made.extend(passage._replace(fact=fact.id) for passage in _told(fact.value[:20_000]))
    return made


@lru_cache(maxsize=512)
def _told(value: str) -> tuple[_Passage, ...]:
    """The passages of one text, worked out once."""
    made: list[_Passage] = []
    for start, end in sentences(value):
        text = value[start:end]
        words = words_of(text).words
        if len(words) >= MIN_WORDS:
            made.append(_Passage("", text, words, frozenset([word.norm for word in words])))
    return tuple(made)


def _find(page: Page) -> Iterator[Claim]:
    passages = _passages(page)
    if not passages:
        return
    for judged in page.sentences:
        found = judged.found
        if found.region.kind != "body" or found.last - found.first < MIN_WORDS:
            continue
        norms = frozenset(word.norm for word in page.text.words[found.first : found.last])
        best = max(passages, key=lambda passage: len(passage.norms & norms) / max(len(passage.norms | norms), 1))
        if len(best.norms & norms) >= _ALIKE * len(best.norms | norms):
            yield from _turned(page, judged, best)


def _turned(page: Page, judged: Judgement, passage: _Passage) -> Iterator[Claim]:
    found = judged.found
    mine = [word.norm for word in page.text.words[found.first : found.last]]
    theirs = [word.norm for word in passage.words]
    for kind, start, end, first, last in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        if kind == "equal" or end - start > _MOST or last - first > _MOST:
            continue
        turned = not _TURNING.isdisjoint((*theirs[start:end], *mine[first:last]))
        if not turned and not _exchanged(page, judged, passage, (start, end, first, last)):
            continue
        place = found.first + first
        words = page.text.words
        at = words[place : found.first + last] or words[place : place + 1] or words[place - 1 : place]
        original = passage.text[passage.words[start].start : passage.words[end - 1].end] if end > start else ""
        yield claim(
            page.text, at[0].start, at[-1].end, "status", Verdict.CONTRADICTED, "repeat",
            "the passage that this repeats has it otherwise", (passage.fact,), original,
        )  # fmt: skip


def _exchanged(page: Page, judged: Judgement, passage: _Passage, place: tuple[int, int, int, int]) -> bool:
    """Whether one name stands for another, or one figure for another."""
    start, end, first, last = place
    if end - start == 0 or last - first == 0:
        return False
    text, words = page.text.view.text, page.text.words[judged.found.first + first : judged.found.first + last]
    mine = [text[word.start : word.end] for word in words]
    theirs = [passage.text[word.start : word.end] for word in passage.words[start:end]]
    if all(word[0].isupper() for word in (*mine, *theirs)):
        return {word.lower() for word in mine}.isdisjoint(word.lower() for word in theirs) and start > 0
    alone = end - start == last - first == 1 and all(_FIGURE.fullmatch(word[0]) for word in (mine, theirs))
    return alone and Decimal(mine[0].replace(",", "")) != Decimal(theirs[0].replace(",", ""))


RULE = Rule(
    "repeat",
    "A sentence that repeats a passage of the facts but for a word that turns it.",
    _find,
    "Chinese companies have not raced to build AI products since OpenAI's ChatGPT became a worldwide success in 2022.",
    "Chinese companies have raced to build AI products since OpenAI's ChatGPT became a worldwide success in 2022.",
)
