"""Openings that hang on a sentence which is not there: "However, ..." or "The company ..." with nothing before it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule

_TURNS = frozenset("however nevertheless nonetheless conversely furthermore moreover therefore consequently".split())
"""Words that answer what was said before."""
_PHRASES = (("by", "contrast"), ("in", "contrast"), ("that", "said"), ("on", "the", "other"), ("even", "so"))
_THINGS = frozenset("company firm group bank agency regulator brokerage drug insider analyst latter former".split())
_SOMEBODY = frozenset(("he", "she"))
_EXPLETIVE = frozenset("is was will would may might could has had take took seem emerge".split())
"""Verbs behind an "it" that may stand for nothing: "It was the third time"."""


def _find(page: Page) -> Iterator[Claim]:
    if page.index.foreign:
        return  # plain data is asked about in single sentences too
    first, named = True, False
    for judged in page.sentences:
        found = judged.found
        if found.region.kind != "body":
            continue
        here = bool(found.of("entity", "ticker"))
        if first:
            yield from _opening(page, judged)
        if not named and not _person(page, found) and _starts(page, found) & _SOMEBODY:
            yield _hangs(page, found, 1, "nobody has been named whom this can be")
        first, named = False, named or here


def _opening(page: Page, judged: Judgement) -> Iterator[Claim]:
    """The first sentence of the body: it answers nothing, and names whom it is about."""
    found, words = judged.found, page.text.words
    norms = tuple(word.norm for word in words[found.first : min(found.last, found.first + 3)])
    if not norms:
        return
    length = next(
        (len(phrase) for phrase in _PHRASES if norms[: len(phrase)] == phrase), 1 if norms[0] in _TURNS else 0
    )
    if length:
        yield _hangs(page, found, length, "it answers a sentence that is not there")
        return
    if norms[:1] == ("the",) and norms[1:2] and norms[1] in _THINGS and not _named_at(found, found.first + 1):
        if not any(hit.first <= found.first + 4 for hit in found.of("entity")):
            yield _hangs(page, found, 2, "nothing before it says which")
    elif norms[0] in ("it", "they") and len(norms) > 1 and norms[1] not in _EXPLETIVE:
        yield _hangs(page, found, 1, "nothing before it says who")


def _named_at(found: Found, place: int) -> bool:
    """Whether a word is part of a name of the facts: "The agency" where that is one."""
    return any(hit.first <= place <= hit.last for hit in found.of("source"))


def _starts(page: Page, found: Found) -> set[str]:
    return {page.text.words[found.first].norm} if found.first < found.last else set()


def _person(page: Page, found: Found) -> bool:
    return any(page.index.types.get(hit.sense.value) == "person" for hit in found.of("entity"))


def _hangs(page: Page, found: Found, length: int, why: str) -> Claim:
    words = page.text.words
    return claim(
        page.text, words[found.first].start, words[found.first + length - 1].end, "structure", Verdict.UNRESOLVED,
        "hanging", why,
    )  # fmt: skip


RULE = Rule(
    "hanging",
    "A story that opens on however, it or the company: what that hangs on was cut.",
    _find,
    "However, the government has not released a list.",
    "The government has not released a list.",
)
