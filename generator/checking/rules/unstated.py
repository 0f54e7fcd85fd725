"""What the facts mark as not stated, told as stated: "the notice carries a response", "beat estimates" without one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.tokens import normal_words

_GIVING = frozenset(
    "carry carries carried give gave given include included contain contained state stated name named disclose "
    "disclosed specify specified provide provided mention mentioned quote quoted say said show list explain explained "
    "put".split()
)
_DOCUMENTS = frozenset(
    "report notice record statement filing document release announcement letter paper order label study it".split()
)
_DENYING = frozenset("no not nor neither without none never nothing few little n't".split())
_LIGHT = frozenset("the a an of in on for to and or by with from as company party's party its".split())
_REACH = 9


def _find(page: Page) -> Iterator[Claim]:
    unstated = [known for known in page.index.by_id.values() if known.fact.value is None and known.fact.use != "hold"]
    if not unstated:
        return
    for judged in page.spoken:
        yield from _given(page, judged, unstated)
        yield from _compared(page, judged, unstated)


def _given(page: Page, judged: Judgement, unstated: list[Known]) -> Iterator[Claim]:
    """ "The notice carries a response from Northmere.", where it carries none."""
    found, words = judged.found, page.text.words
    for place in range(found.first + 1, found.last):
        if words[place].norm not in _GIVING or not _speaks(page, found, place):
            continue
        until = min(found.last, place + _REACH)
        following = [word.norm for word in words[place + 1 : until]]
        if _DENYING & {word.norm for word in words[max(found.first, place - 3) : until]}:
            continue
        known = next((item for item in unstated if _is_named(judged, item, following)), None)
        if known is not None:
            yield claim(
                page.text, words[place].start, words[until - 1].end, "status", Verdict.CONTRADICTED, "unstated",
                f"the facts say that it does not state the {known.fact.metric.label}", (known.fact.id,), "not stated",
            )  # fmt: skip
            return


def _speaks(page: Page, found: Found, place: int) -> bool:
    """Whether what stands before a verb is a document: "the authority's notice carries"."""
    before = page.text.words[max(found.first, place - 2) : place]
    return any(word.norm in _DOCUMENTS for word in before)


def _is_named(judged: Judgement, known: Known, following: list[str]) -> bool:
    """Whether the words after the verb name what a fact does not state, of its own subject."""
    metric = known.fact.metric
    terms = {word for phrase in (metric.label, metric.name, *metric.words) for word in normal_words(phrase)} - _LIGHT
    terms -= {"said", "say"}
    if terms.isdisjoint(following):
        return False
    named = {hit.sense.value for hit in judged.found.of("entity", "ticker")}
    return not known.subjects or not named or bool(known.subjects & named) or metric.name in following


def _compared(page: Page, judged: Judgement, unstated: list[Known]) -> Iterator[Claim]:
    """ "Earnings beat estimates", where the facts say that there is no estimate."""
    found = judged.found
    without = {known.metric for known in unstated if "estimate" in known.roles}
    there = {known.metric for known in page.index.quantities if "estimate" in known.roles}
    if not without or without & there:
        return
    for hit in found.of("compare"):
        role = _expectation(found, hit)
        if role is not None:
            known = next(item for item in unstated if "estimate" in item.roles)
            start, end = min(hit.start, role.start), max(hit.end, role.end)
            yield claim(
                page.text, start, end, "direction", Verdict.CONTRADICTED, "unstated",
                "the facts say that no estimate is stated", (known.fact.id,), "not stated",
            )  # fmt: skip
            return


def _expectation(found: Found, hit: Hit) -> Hit | None:
    """The word for an estimate that a comparison leads to."""
    return next(
        (role for role in found.of("role") if role.sense.value == "estimate" and -1 <= role.first - hit.last <= 5), None
    )


RULE = Rule(
    "unstated",
    "Something that the facts mark as not stated, told as if it were.",
    _find,
    "The report gave a revenue figure for Alibaba.",
    "The report gave no revenue figure for Alibaba.",
)
