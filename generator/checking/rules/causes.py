"""Causes that no fact gives: "because of", "as shoppers rein in spending", "rises on data center demand"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.tokens import normal_words

_OF_FACTS = 0.5
"""The share of a cause's words that has to stand in foreign facts: "powered by a four-cylinder engine"."""
_TOLD = 0.6
"""The share of a cause's words that one text of the facts has to have."""
LIGHT = frozenset(
    "a an the of in on for to and or by with from at as is was are were be been its it their they this that these "
    "those more than have has had will would could may said not no".split()
)
_DUE = frozenset(
    "release report post announce publish begin start meet expire take pay arrive end open close speak hold host come "
    "go be launch decide receive get make complete deliver file issue list vote rule appear testify give present "
    "return join leave run sell buy ship step trade reopen resume retire mature hear update disclose unveil".split()
)
"""What something is due to do: "due to report" is no cause."""
_BEFORE_AS = frozenset(
    "such well so known same far soon long much many just described listed seen regarded viewed serve served worked "
    "classed classified approved used named act acts reported rated ranked treated counted referred billed marketed "
    "sold filed twice labelled labeled defined identified characterised characterized cast dismissed hailed acted "
    "recorded booked started began double".split()
)
"""Words with which "as" makes no cause: "such as", "known as", "twice as"."""
_AFTER_AS = frozenset(
    "of a an part well expected usual reported much many low high few little long soon if though to per planned before "
    "early late recently it he she they we i its his her their our one not opposed did does do is was are were ever "
    "always forecast anticipated projected estimated required described announced noted stated defined shown "
    "measured".split()
)
_LETTERS = 3
_CLAUSE = 3
"""Words of meaning that a clause of cause has at least."""
_NOUNS = frozenset(
    "prior previous year monday tuesday wednesday thursday friday saturday sunday both all its average track "
    "hand".split()
)


def _stem(word: str) -> str:
    """A word without its ending: "reported" and "reporting" are one."""
    return word.removesuffix("ing").removesuffix("ed")


def _content(words: Iterable[str]) -> set[str]:
    """The words that carry the meaning, without their endings."""
    return {_stem(word) for word in words if word not in LIGHT and len(word) > 2}


def _clause_end(page: Page, found: Found, place: int) -> int:
    """The word place where the clause that starts behind `place` ends."""
    text = page.text.view.text
    for at in range(place + 1, found.last):
        gap = text[page.text.words[at - 1].end : page.text.words[at].start]
        if any(mark in gap for mark in ",;:.—–") and at > place + 2:
            return at
    return found.last


def _find(page: Page) -> Iterator[Claim]:
    told = [_content(normal_words(text)) for text in _texts(page)]
    for judged in page.spoken:
        found = judged.found
        for hit in found.of("cause"):
            if (
                _due(page, found, hit)
                or _explains_lack(page, found, hit)
                or any(hit.last < role.first < _clause_end(page, found, hit.last) for role in found.of("role"))
            ):
                continue
            if page.text.words[hit.first].norm == "offset" and _is_counted(page, judged, hit):
                continue
            yield from _cause(page, found, hit.first, hit.last + 1, told, 1)
        for place in range(found.first + 1, found.last - _CLAUSE):
            if page.text.words[place].norm == "as" and _is_causal(page, found, place):
                yield from _cause(page, found, place, place + 1, told, _CLAUSE)
        yield from _on(page, judged, told)


def _is_counted(page: Page, judged: Judgement, hit: Hit) -> bool:
    """Whether the facts have a figure of what offsets: "partly offset by a decline in net revenue of $117 million"."""
    last = _clause_end(page, judged.found, hit.last)
    return any(
        item.claim.verdict in (Verdict.SUPPORTED, Verdict.DERIVED)
        and hit.last < judged.found.values[item.place].first < last
        for item in judged.judged
    )


_LACK = re.compile(r", there (?:is|are|was|were) no\b")


def _explains_lack(page: Page, found: Found, hit: Hit) -> bool:
    """Whether a sentence says why the facts lack something: "Because this is an initiation, there is no target yet"."""
    opens = hit.first == found.first and page.text.words[hit.first].norm == "because"
    return opens and _LACK.search(page.text.view.text, hit.end, found.end) is not None


def _due(page: Page, found: Found, hit: Hit) -> bool:
    words = page.text.words
    return words[hit.first].norm == "due" and hit.last + 1 < found.last and words[hit.last + 1].norm in _DUE


def _is_causal(page: Page, found: Found, place: int) -> bool:
    """Whether "as" may give a cause: "as shoppers rein in spending", not "such as", "as of", "as expected"."""
    words = page.text.words
    following = words[place + 1].norm
    if words[place - 1].norm == "not" or any(word.norm == "as" for word in words[place + 1 : place + 4]):
        return False  # "not as steep as feared"
    if words[place - 1].norm in _BEFORE_AS or following in _AFTER_AS or following.endswith("ed"):
        return False
    if any(hit.first <= place <= hit.last for hit in found.hits):
        return False
    return not any(value.first <= place + 1 <= value.last for value in found.values)


def _cause(page: Page, found: Found, first: int, start: int, told: list[set[str]], least: int) -> Iterator[Claim]:
    """The claim of a cause whose words no text of the facts has."""
    words = page.text.words[start : _clause_end(page, found, start - 1)]
    plain = {word.norm for word in words} - LIGHT
    content = _content(word.norm for word in words)
    if len(content) < least or not content:
        return
    stems = set().union(*told) if told else set()
    known = sum(word in page.index.name_words or _stem(word) in stems for word in plain)
    if (page.index.foreign or least > 1) and known >= _OF_FACTS * len(plain):
        return
    if any(len(content & text) >= _TOLD * len(content) for text in told):
        return
    if least > 1 and _all_spoken_of(page, found, start, words[-1].end):
        return
    yield claim(
        page.text, page.text.words[first].start, words[-1].end, "cause", Verdict.ABSENT, "cause",
        "no fact gives this cause; leave it out",
    )  # fmt: skip


def _all_spoken_of(page: Page, found: Found, start: int, end: int) -> bool:
    """Whether a clause tells figures or names of the facts, which are judged by themselves."""
    if any(value.first >= start and value.mention.end <= end for value in found.values):
        return True
    if any(hit.first >= start and hit.end <= end for hit in found.of("metric", "status", "entity", "ticker")):
        return True
    moved = any(hit.first >= start and hit.end <= end for hit in found.of("direction"))
    words = [word.norm for word in page.text.words[start : found.last] if word.end <= end]
    return moved and any(word in page.index.name_words for word in words if len(word) > _LETTERS)  # "as tech slips"


def _on(page: Page, judged: Judgement, told: list[set[str]]) -> Iterator[Claim]:
    """ "Profit rises on data center power demand": in a headline, what a move is put down to."""
    found, words = judged.found, page.text.words
    if found.region.kind != "headline":
        return
    for place in range(found.first + 1, found.last - 1):
        when = [word.norm for word in words[place + 1 : place + 3]]
        if words[place].norm != "on" or "day" in when or words[place + 1].norm in _NOUNS:
            continue
        if not any(0 < place - move.last <= 2 for move in found.of("direction", "compare")):
            continue
        last = _clause_end(page, found, place)
        if any(hit.first == place + 1 for hit in found.of("metric", "measure", "entity")):
            continue
        if any(place < hit.first <= place + 3 for hit in found.of("metric", "role", "rating")):
            continue
        if any(place < value.first < last for value in found.values):
            continue
        yield from _cause(page, found, place, place + 1, told, 1)


def _texts(page: Page) -> Iterator[str]:
    for fact in page.ledger:
        if isinstance(fact.value, str) and not fact.entity:
            yield fact.value
        if fact.evidence:
            yield fact.evidence


RULE = Rule(
    "cause",
    "A cause that no fact gives.",
    _find,
    "The models were approved because of pressure from investors.",
    "The models were approved last week.",
)
