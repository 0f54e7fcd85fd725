"""Yes and no of foreign records told the other way: "supports NFC" where the data say NFC: No."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit, Text
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.rules.causes import LIGHT

_HAVING = frozenset(
    "support supports supported feature features featured featuring include includes included including has have had "
    "having offer offers offered offering equipped boast boasts provide provides provided with come comes came "
    "lacks lack lacking without".split()
)
_DENYING = frozenset("no not without lack lacks lacking neither nor n't never excluding except".split())
_DENIED = frozenset("absent missing unavailable not excluded".split())
"""What behind a thing says that it is not there: "NFC (absent)", "video recording is not supported"."""
_THINGS = frozenset(
    "support capability connectivity functionality feature option technology storage port function absent missing "
    "unavailable compatibility access chip module service available but while which that when nor".split()
)
"""Words behind a thing with which it is still itself: "NFC support"."""
_REACH = 14


def _find(page: Page) -> Iterator[Claim]:
    if not page.index.foreign:
        return
    flags = _flags(page)
    if not flags:
        return
    for judged in page.spoken:
        found = judged.found
        for hit in found.of("metric"):
            known = flags.get(hit.sense.value)
            if known is None or _is_part(page, found, hit) or _describes(page, found, hit):
                continue
            said = _said(page.text, found, hit)
            if said is None or said is known.fact.value:
                continue
            yield claim(
                page.text, hit.start, hit.end, "status", Verdict.CONTRADICTED, "lacking",
                f"the facts have {known.fact.metric.label}: {'yes' if known.fact.value else 'no'}", (known.fact.id,),
                "yes" if known.fact.value else "no",
            )  # fmt: skip


def _flags(page: Page) -> dict[str, Known]:
    """By measure: the yes or no that is all the facts say of it, where it has a word of its own."""
    made: dict[str, list[Known]] = defaultdict(list)
    for known in page.index.by_id.values():
        made[known.metric].append(known)
    return {
        name: known[0] for name, known in made.items()
        if name != "value" and not known[0].fact.formula
        and len({one.fact.value for one in known if isinstance(one.fact.value, bool)}) == 1
        and all(isinstance(one.fact.value, bool) for one in known)
    }  # fmt: skip


def _is_part(page: Page, found: Found, hit: Hit) -> bool:
    """Whether the words stand inside a longer name, before or behind: "card slot" in "mini-SIM card slot"."""
    text, words = page.text.view.text, page.text.words
    for other, gap in ((hit.first - 1, (hit.first - 1, hit.first)), (hit.last + 1, (hit.last, hit.last + 1))):
        if not found.first <= other < found.last:
            continue
        if text[words[gap[0]].end : words[gap[1]].start] != " ":
            continue
        raw = text[words[other].start : words[other].end]
        if (
            "-" in raw
            or raw[:1].isdigit()
            or (raw[:1].isupper() and other != found.first)
            or (raw.lower() in page.index.name_words and words[other].norm not in _HAVING and len(raw) > 3)
        ):
            return True
    return False


def _describes(page: Page, found: Found, hit: Hit) -> bool:
    """Whether the words only describe what follows: "a public website" of a record with public: no."""
    if hit.last + 1 >= found.last:
        return False
    text, word = page.text.view.text, page.text.words[hit.last + 1]
    raw = text[word.start : word.end]
    return text[hit.end : word.start] == " " and raw.islower() and word.norm not in LIGHT and word.norm not in _THINGS


def _said(text: Text, found: Found, hit: Hit) -> bool | None:
    """Whether a sentence says that something is there, or None where it says neither."""
    words = text.words
    after = [word.norm for word in words[hit.last + 1 : min(hit.last + 6, found.last)]]
    if not _DENIED.isdisjoint(after):
        return None if "not" in after else False
    for place in range(hit.first - 1, max(found.first - 1, hit.first - _REACH), -1):
        if found.clause(place) != found.clause(hit.first):
            return None
        norm = words[place].norm
        if norm in _DENYING:
            return False
        if norm in _HAVING:
            before = {word.norm for word in words[max(found.first, place - 3) : place]}
            return before.isdisjoint(_DENYING)
    return None


RULE = Rule(
    "lacking",
    "Something that the facts have as no, told as if it were there, or the other way.",
    _find,
    "The Quillon supports telephony (of a record with telephony: no).",
    "The Quillon has no telephony (of the same record).",
)
