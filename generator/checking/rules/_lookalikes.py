"""Words that look like a status, a date or a name and are none: a plant that is closed, a dateline, a holiday."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.found import Found, Hit, Text, Value


def is_no_session(text: Text, found: Found, hit: Hit) -> bool:
    """Whether words of a session say none: a plant that "is to be closed", "the close of the day before"."""
    before = text.words[hit.first - 1].norm if hit.first > found.first else ""
    after = [word.norm for word in text.words[hit.last + 1 : min(found.last, hit.last + 5)]]
    return before == "be" or (after[:2] in (["of", "the"], ["the", "day"]) and not _EARLIER.isdisjoint(after))


def is_of_account(text: Text, found: Found, hit: Hit) -> bool:
    """Whether what is rejected or upheld is somebody's account, no application: "Halvorsen rejected the findings"."""
    after = [word.norm for word in text.words[hit.last + 1 : min(found.last, hit.last + 4)]]
    return not _ACCOUNTS.isdisjoint(after)


_ACCOUNTS = frozenset("finding claim allegation accusation criticism account charge suggestion argument notion".split())
_EARLIER = frozenset(("before", "previous", "prior", "earlier"))


def opens_with_date(text: Text, found: Found, value: Value) -> bool:
    """Whether a date opens a story and a dash follows it, as the day it is filed under: "March 22 — Xadago ..."."""
    return value.first == found.first and _FILED.match(text.view.text, value.mention.end) is not None


_FILED = re.compile(r" ?[-–—]+ ?(?=[A-Z])")


def no_names(text: Text, found: Found) -> Iterator[int]:
    """The places of capitalised words that name nobody: those of a dateline, and of holidays."""
    yield from _dateline(text, found)
    if not text.index.foreign:
        yield from _holidays(text, found)


_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?,? (?:\([^()]{2,30}\) )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"(?:,? \(?\d{4}\)?)? ?(?:\([^()]{2,30}\) )?[-–—] ?"
)


def _dateline(text: Text, found: Found) -> range:
    """The words of a dateline, "KEARNEY, Neb., Nov 22 -": where a story was filed is no claim."""
    match = _DATELINE.match(text.view.text, found.start, found.end)
    if match is None:
        return range(0)
    last = next(
        (place for place in range(found.first, found.last) if text.words[place].start >= match.end()), found.last
    )
    return range(found.first, last)


_HOLIDAY = re.compile(
    r"\b(?:New Year|Christmas|Thanksgiving|Labor Day|Memorial Day|Independence Day|Presidents Day|Good Friday"
    r"|Boxing Day|Easter Monday)(?:['’]s)?(?: (?:Day|Eve))?\b"
)


def _holidays(text: Text, found: Found) -> Iterator[int]:
    """The words of holidays: "on New Year's Day"."""
    for match in _HOLIDAY.finditer(text.view.text, found.start, found.end):
        yield from (p for p in range(found.first, found.last) if match.start() <= text.words[p].start < match.end())
