"""Words that look like a status and are none: a plant that is closed, findings that are rejected, a filing's date."""

from __future__ import annotations

import re

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
