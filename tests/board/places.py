"""Places of a text that can be spoiled, by the board's own plain patterns, never by the reader it tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.facts.ledger import Ledger

MONTHS = (
    "January February March April May June July August September October November December Jan. Feb. Mar. Apr. Aug. "
    "Sept. Oct. Nov. Dec."
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ORDINALS = "first second third fourth fifth sixth".split()
UNITS = "second seconds minute minutes hour hours day days week weeks month months year years decade".split()
WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_MONTH = "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True))
# "$7.82 billion", "12%", "10 percentage points", "50 mg", "1,420"; not the digits of "Q3", "4Paradigm", "NDA207145"
_NUMBER = re.compile(
    r"(?<![\w.:#/-])(?P<sign>[-−])?(?P<money>[$€£])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale> (?:million|billion|trillion)\b|(?:[MBKT]|bn|mn)\b)?"
    r"(?P<unit>%| percentage points?| percent\b| basis points| mg/mL| mg\b)?(?![\w:/])"
)
_DATE = re.compile(rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?!\d)(?:, (?P<year>\d{{4}}))?")
_HEDGE = re.compile(
    r"\b(?:more than|over|at least|upwards? of|above|nearly|almost|about|roughly|around|some|less than|fewer than|"
    r"under)"
    r"(?= [$€£]?\d)",
    re.IGNORECASE,
)
_DURATION = re.compile(rf"\b(?P<count>{'|'.join(WORDS)}|\d{{1,3}})(?P<gap>[ -])(?P<unit>{'|'.join(UNITS)})\b", re.I)
_QUARTER = re.compile(r"\b(?:first|second|third|fourth)[- ]quarter\b|\bQ[1-4]\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\blast (?:week|month|year)\b", re.IGNORECASE)
_TICKER = re.compile(r"\((?P<exchange>[A-Z]{2,8}): ?(?P<ticker>[A-Z][A-Z.]{0,5})\)")
_ABBREVIATION = re.compile(r"\b(?:Inc|Corp|Co|Ltd|U\.S|St|vs|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Mr|Ms|Dr)\.$")


class Place(NamedTuple):
    """A stretch of a text that states something, what sort of thing, and the fact it states where that is known."""

    kind: str
    start: int
    end: int
    fact: str = ""
    derived: bool = False


def in_prose(text: str, ledger: Ledger, start: int, end: int) -> Iterator[Place]:
    """The places of a stretch of a text."""
    dated = [match.span() for match in _DATE.finditer(text, start, end)]
    durations = [match.span() for match in _DURATION.finditer(text, start, end)]
    names = list(_names(text, ledger, start, end))
    taken = [*dated, *durations, *((place.start, place.end) for place in names)]
    yield from names
    for match in _NUMBER.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in taken):
            continue
        bare = not any(match.group(part) for part in ("money", "scale", "unit"))
        if bare and re.fullmatch(r"(?:19|20)\d\d", match.group("digits")):
            yield Place("year", *match.span())
        elif text[max(start, match.start() - 5) : match.start()] not in ("Type ", "type "):
            yield Place("number", *match.span())
    for a, b in dated:
        yield Place("date", a, b)
    for a, b in durations:
        yield Place("duration", a, b)
    for pattern, kind in ((_HEDGE, "hedge"), (_QUARTER, "quarter"), (_RELATIVE, "relative")):
        for match in pattern.finditer(text, start, end):
            yield Place(kind, *match.span())
    for name in WEEKDAYS:
        for match in re.finditer(rf"\b{name}\b(?!\.com)", text[start:end]):
            yield Place("weekday", start + match.start(), start + match.end())
    for match in re.finditer(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|"
                             r"December)\b(?! \d)", text[start:end]):  # fmt: skip
        yield Place("month", start + match.start(), start + match.end())
    for match in re.finditer(rf"\b(?:{'|'.join(ORDINALS[1:])})\b(?! quarter|-quarter)", text[start:end]):
        yield Place("ordinal", start + match.start(), start + match.end())


def _names(text: str, ledger: Ledger, start: int, end: int) -> Iterator[Place]:
    for match in _TICKER.finditer(text, start, end):
        yield Place("ticker", match.start("ticker"), match.end("ticker"))
    for kind, named in (("source", ledger.sources), ("entity", ledger.entities)):
        for name, known in named.items():
            said = [known.name, *known.aliases, *([known.short] if getattr(known, "short", None) else [])]
            spans: list[tuple[int, int]] = []
            for words in sorted(set(said), key=len, reverse=True):
                if not words[:1].isupper() and not words[:1].isdigit():
                    continue
                for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text[start:end]):
                    a, b = start + match.start(), start + match.end()
                    if not any(x <= a < y for x, y in spans):
                        spans.append((a, b))
            for a, b in spans:
                yield Place(kind, a, b, f"{kind}.{name}")


class Line(NamedTuple):
    """One sentence of a text: where it stands, and in which part: headline, teaser, body or furniture."""

    start: int
    end: int
    part: str


def lines(text: str) -> list[Line]:
    """The sentences of a text, by a plain rule: a full stop, a space, a capital; not after an abbreviation."""
    made: list[Line] = []
    at = 0
    body = False
    for row in text.split("\n"):
        start, at = at, at + len(row) + 1
        bare = row.strip()
        if not bare or bare.startswith(("##", "|")):
            continue
        if bare.startswith("# "):
            made.append(Line(start + 2, start + len(row), "headline"))
        elif bare.startswith("*") and bare.endswith("*") and not bare.startswith("**"):
            made.append(Line(start, start + len(row), "furniture" if body else "teaser"))
        else:
            body = True
            made.extend(_sentences(text, start, start + len(row)))
    return made


def _sentences(text: str, start: int, end: int) -> Iterator[Line]:
    at = start
    for match in re.finditer(r"[.!?][”\"]? (?=[A-Z*“\"0-9])", text[start:end]):
        stop = start + match.end() - 1
        if _ABBREVIATION.search(text[at : start + match.start() + 1]):
            continue
        yield Line(at, stop, "body")
        at = stop + 1
    if at < end:
        yield Line(at, end, "body")


def line_of(rows: list[Line], place: int) -> Line | None:
    """The sentence that a place stands in."""
    return next((row for row in rows if row.start <= place < row.end), None)
