"""Strangers: English words that stand where a company does, at a sentence's start, in a headline."""

from __future__ import annotations

import re

from generator.checking.common import GENERIC, MASS, MASS_ENDINGS, PLAIN, is_noun_like
from generator.checking.found import Found, Text
from generator.checking.page import Page

TICKER = re.compile(r"\s*\([A-Z]{2,8}:")
_IS = frozenset(
    "is was has had will would must may can earned earn lost lose gained gain won pay paid posted reported plan expect "
    "post report return swing agree reject clear list come contain make own hold offer face win beat miss top".split()
)
"""Verbs that a company's bare name is followed by."""
_APPOSED = re.compile(r", (?:an?|the) [a-z]")
"""What explains a bare name: "Caterpillar, a tablet"."""
_ACTS = ("say", "status", "compare", "direction")


def acts(text: Text, found: Found, place: int, raw: str) -> bool:
    """Whether an English word that opens a sentence stands there as a company does: bare, and acting at once.

    "Caterpillar approves", "Target (NYSE:TGT)"; but "Revenue rose", "Shares fell", "Analysts say".
    """
    word = text.words[place]
    after = text.view.text[word.end : word.end + 14]
    if TICKER.match(after):
        return True
    low = raw.lower()
    if _APPOSED.match(after) and is_noun_like(raw) and low not in PLAIN and low not in MASS:
        return not any(hit.first <= place <= hit.last for hit in found.hits)
    if low.endswith("s") or any(hit.first <= place <= hit.last for hit in found.of("metric", "measure", "market")):
        return False
    if not is_noun_like(raw) or low in PLAIN:
        return False
    if any(hit.first == place + 1 for hit in found.of(*_ACTS)):
        return True
    if low in MASS or low.endswith(MASS_ENDINGS) or any(hit.first <= place <= hit.last for hit in found.hits):
        return False
    return place + 1 < found.last and (
        text.words[place + 1].norm in _IS or any(hit.first == place + 1 for hit in found.of("market"))
    )


_LONG = 4
_ENOUGH = 2


def is_sentence_case(text: Text, found: Found) -> bool:
    """Whether a headline is written as a sentence, so that a capital within it makes a name."""
    words = [text.view.text[word.start : word.end] for word in text.words[found.first + 1 : found.last]]
    return sum(len(word) >= _LONG and word.isalpha() and word.islower() for word in words) >= _ENOUGH


def heads(text: Text, found: Found, place: int, raw: str, body: frozenset[str]) -> bool:
    """Whether an English word of a headline is its subject, and the body never names it: "Duke Energy Raises ..."."""
    last = place
    while last + 1 < found.last and _is_strange(text, found, last + 1, body):
        last += 1
    first = place
    while first - 1 >= found.first and _is_strange(text, found, first - 1, body):
        first -= 1
    if first != found.first or not _is_strange(text, found, place, body):
        return False
    dated = any(value.first == last + 1 and value.mention.kind == "date" for value in found.values)
    return (dated or any(hit.first == last + 1 for hit in found.of(*_ACTS))) and raw.lower() not in GENERIC


def _is_strange(text: Text, found: Found, place: int, body: frozenset[str]) -> bool:
    """Whether a headline word is neither the body's nor the lexicon's."""
    word = text.words[place]
    raw = text.view.text[word.start : word.end].replace("’", "'").removesuffix("'s")
    if "-" in raw:
        return False  # "Rare-disease": a compound that describes
    if not raw[:1].isupper() or raw.lower() in body or raw.lower() in text.index.name_words or not is_noun_like(raw):
        return False
    if any(value.first <= place <= value.last for value in found.values):
        return False
    return not any(hit.first <= place <= hit.last for hit in found.hits)


def _ends(text: Text, found: Found, place: int) -> bool:
    """Whether a name may end at a headline's word: "Approves Duke Energy, An Injection", not "Approvals Pass 40"."""
    if place + 1 >= found.last:
        return True
    gap = text.view.text[text.words[place].end : text.words[place + 1].start]
    return bool(gap.strip()) or text.words[place + 1].norm in ("for", "as", "to", "in", "after", "with", "over")


def stranger(page: Page, found: Found, covered: set[int], body: frozenset[str]) -> list[int]:
    """The words of a headline that stand as its subject or object, where it names nobody whom the story is about.

    "Duke Energy Loss Widens", "FDA Approves Caterpillar": neither the facts nor the body have these words.
    """
    text = page.text
    sort = text.index.types.get(text.index.main, "") or "product"
    named = [hit for hit in found.of("entity", "ticker") if text.index.types.get(hit.sense.value, sort) == sort]
    if named or not body:
        return []
    after = [hit.last + 1 for hit in found.of("status") if hit.last + 1 < found.last]
    acted = [place + 1 for place in range(found.first, found.last - 1) if text.words[place].norm.endswith(("er", "or"))]
    for start in (found.first, *after, *acted):
        run: list[int] = []
        for place in range(start, found.last):
            if place in covered or not _is_strange(text, found, place, body):
                break
            run.append(place)
        if run and text.words[run[0]].norm not in PLAIN and (start == found.first or _ends(text, found, run[-1])):
            return run
    return []
