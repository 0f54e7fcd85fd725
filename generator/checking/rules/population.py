"""Of whom a share is: "41% of investors" where the facts count trades and speak of no investors."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Text, Value
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.phrasebook import lower_words
from generator.facts.values import Quantity

_PEOPLE = frozenset(
    "investor trader shareholder stockholder analyst economist patient customer user subscriber employee worker voter "
    "fund consumer household trade transaction order share stock company firm store shop driver buyer seller".split()
)
"""What shares are told of in a market story."""
_ALL = frozenset(("all", "the", "its", "these", "those", "surveyed", "tracked", "polled", "such"))
_REACH = 3


def _find(page: Page) -> Iterator[Claim]:
    text = page.text
    for judged in page.spoken:
        for value in judged.found.values:
            said = value.mention.value
            if not isinstance(said, Quantity) or said.unit != "%":
                continue
            place = _behind(text, judged.found, value) or _ahead(text, judged.found, value)
            if place is None or text.words[place].norm not in _PEOPLE or _is_known(page, text.words[place].norm):
                continue
            word = text.words[place]
            raw = text.view.text[word.start : word.end]
            yield claim(
                text, word.start, word.end, "name", Verdict.UNRESOLVED, "population",
                f"no fact gives a share of {raw.lower()}", (), "",
            )  # fmt: skip


def _behind(text: Text, found: Found, value: Value) -> int | None:
    """The noun of "41% of all investors"."""
    at = value.last + 1
    if at >= found.last or text.words[at].norm != "of":
        return None
    at += 1
    while at < found.last and text.words[at].norm in _ALL and at <= value.last + 1 + _REACH:
        at += 1
    return at if at < found.last else None


def _ahead(text: Text, found: Found, value: Value) -> int | None:
    """The noun of "of all investors in Nvidia, 41%", where it opens the sentence."""
    at = found.first
    if text.words[at].norm != "of" or not 0 < value.first - at <= 10:
        return None
    at += 1
    while text.words[at].norm in _ALL and at < value.first:
        at += 1
    return at if at < value.first else None


def _is_known(page: Page, noun: str) -> bool:
    """Whether the facts speak of such things at all."""
    index = page.index
    words = index.name_words | index.nouns
    return (
        noun in words or f"{noun}s" in words or any(noun in lower_words(k.fact.metric.label) for k in index.quantities)
    )


RULE = Rule(
    "population",
    "A share of people or things that no fact speaks of.",
    _find,
    "China had 40% of the investors, according to CLSA, Reuters said.",
    "China had 40% of the world's models, according to CLSA, Reuters said.",
)
