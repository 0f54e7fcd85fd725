"""Errors in names and words of others: entities, tickers, sources, speakers, quotations."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.board.cases import Case
from tests.board.mutants import Mutant, spoil
from tests.board.places import Line, Place, line_of, lines

STRANGERS = ("Tencent", "Duke Energy", "Caterpillar", "Meituan", "Pfizer", "Halliburton", "Sony Group", "Equinor")
_SOURCES = ("Bloomberg", "the Financial Times", "Caixin", "Nikkei", "CNBC", "Global Times")
_ATTRIBUTION = re.compile(
    r",? according to (?:the |a |an )?[^,.;]+"
    r"|, (?:the )?[^,.;]{2,60} (?:said|reported)(?: (?:Monday|Sunday|on [A-Z]\w+))?"
    r"(?:, citing the [^,.;]+)?(?=[.;,])| (?:said|reported) (?:on )?Monday, citing [^,.;]+"
)


def rows_of(case: Case) -> list[Line]:
    return [row for row in lines(case.text) if row.part != "furniture"]


def body(case: Case) -> list[Line]:
    return [row for row in lines(case.text) if row.part == "body"]


def in_rows(case: Case, kind: str) -> list[Place]:
    rows = rows_of(case)
    return [place for place in case.places if place.kind == kind and line_of(rows, place.start) is not None]


def around(case: Case, start: int, end: int, row: Line) -> tuple[int, int]:
    """A word's clause: a wrong word may be found at the figure that it speaks of."""
    low = max(row.start, case.text.rfind(";", row.start, start) + 1)
    high = case.text.find(";", end, row.end)
    return low, row.end if high < 0 else high


def entity(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """A name that no fact has."""
    for place in in_rows(case, "entity"):
        words = case.text[place.start : place.end]
        known = case.ledger.entities.get(place.fact.removeprefix("entity."))
        if (
            known is None
            or known.type not in ("company", "product")
            or (not words[0].isupper() and not words[0].isdigit())
        ):
            continue
        yield spoil("entity", case, (place.start, place.end, rng.choice(STRANGERS)))


def misplaced_entity(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """Another name of the facts in its place."""
    firms = {name: known for name, known in case.ledger.entities.items() if known.type in ("company", "product")}
    listed: dict[int, set[str]] = {}
    rows = rows_of(case)
    for place in in_rows(case, "entity"):
        row = line_of(rows, place.start)
        listed.setdefault(row.start if row else -1, set()).add(place.fact.removeprefix("entity."))
    for place in in_rows(case, "entity"):
        name = place.fact.removeprefix("entity.")
        row = line_of(rows, place.start)
        if name not in firms or row is None or row.part == "headline":
            continue
        others = [other for other in firms if other not in listed[row.start] and firms[other].type == firms[name].type
                  and firms[other].parent != name and firms[name].parent != other]  # fmt: skip
        if case.kind is None or not others or _asks_nothing(case, row):
            continue
        other = rng.choice(others)
        yield spoil("entity misplaced", case, (place.start, place.end, firms[other].later), wide=(row.start, row.end))


def _asks_nothing(case: Case, row: Line) -> bool:
    """Sentences where another of the names would be as true."""
    return bool(re.search(r"gave no|no such|no (?:revenue|figure)", case.text[row.start : row.end]))


def ticker(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for place in in_rows(case, "ticker"):
        old = case.text[place.start : place.end]
        others = [item.ticker for known in case.ledger.entities.values() for item in known.listings
                  if item.ticker != old
                  and item.ticker.isalpha()]  # fmt: skip
        new = rng.choice([old[:-1] + chr((ord(old[-1]) - 64) % 26 + 65), "MSFT", "ZZQ", *others])
        mutant = spoil("ticker", case, (place.start, place.end, new))
        yield mutant._replace(places=((place.start - 10, place.start + len(new)),))
    for match in re.finditer(r"\((NYSE|NASDAQ|OTC):", case.text):
        new = rng.choice([name for name in ("NYSE", "NASDAQ", "OTC", "LON") if name != match.group(1)])
        mutant = spoil("ticker", case, (match.start(1), match.end(1), new))
        yield mutant._replace(places=((match.start(), match.end() + 6),), right=())


def attribution_changed(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for place in in_rows(case, "source"):
        words = case.text[place.start : place.end]
        if not words[0].isupper():
            before = case.text[max(0, place.start - 4) : place.start]
            if before == "the " or (not words.startswith(("the ", "a ")) and "calendar" not in words):
                continue
        new = rng.choice([name for name in _SOURCES if name not in case.text])
        yield spoil("attribution changed", case, (place.start, place.end, new))


def attribution_lost(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """Every naming of the source taken out of the section that reported facts stand in, or out of one sentence."""
    if not any(fact.needs_source for fact in case.ledger):
        return
    for row in body(case):
        sentence = case.text[row.start : row.end]
        match = _ATTRIBUTION.search(sentence)
        if match is None or not _alone(case, row):
            continue
        edits = [(row.start + match.start(), row.start + match.end(), "")]
        rest = sentence[: match.start()] + sentence[match.end() :]
        if any(name in rest for name in ("Reuters", "Securities Times", "the report", "CLSA", "Baidu's", "according")):
            continue
        yield spoil("attribution lost", case, *edits, wide=(row.start, row.end))
    for rows in _sections(case):
        edits = []
        for row in rows:
            for match in _ATTRIBUTION.finditer(case.text, row.start, row.end):
                edits.append((match.start(), match.end(), ""))
        rest = case.text[rows[0].start : rows[-1].end]
        for start, end, _ in edits:
            rest = rest.replace(case.text[start:end], "", 1)
        if re.search(r"made-up quotes|quotes show", case.text[rows[0].start : rows[-1].end]):
            continue
        if edits and not re.search(r"\b(?:Reuters|Securities Times|CLSA|[Tt]he report|said|reported)\b", rest):
            yield spoil("attribution lost", case, *edits, wide=(rows[0].start, rows[-1].end))


def _alone(case: Case, row: Line) -> bool:
    """Whether the sentence tells a third party's figure, a dispute or an accusation: it needs a source of its own."""
    return bool(re.search(r"among the first|CLSA|users", case.text[row.start : row.end]))


def _sections(case: Case) -> list[list[Line]]:
    made: list[list[Line]] = []
    for row in body(case):
        if made and "\n## " not in case.text[made[-1][-1].end : row.start]:
            made[-1].append(row)
        else:
            made.append([row])
    return made


def speaker(case: Case, rng: random.Random) -> Iterator[Mutant]:
    roles = ("chief technology officer", "chief executive", "finance director", "chief financial officer",
             "spokesperson",
             "chairman")  # fmt: skip
    for role in roles:
        for match in re.finditer(rf"\b{role}\b", case.text):
            if line_of(body(case), match.start()):
                new = rng.choice([other for other in roles if other != role])
                yield spoil("speaker", case, (*match.span(), new))
    for place in in_rows(case, "entity"):
        known = case.ledger.entities.get(place.fact.removeprefix("entity."))
        row = line_of(body(case), place.start)
        if known is None or known.type != "person" or row is None:
            continue
        others = [other for other in case.ledger.entities.values() if other.type == "person" and other is not known]
        new = rng.choice([*(other.later for other in others), "Maria Holt"])
        yield spoil("speaker", case, (place.start, place.end, new), wide=(row.start, row.end))


def quotation(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """One word of a quotation altered, dropped or added."""
    for match in re.finditer(r"“([^“”]{12,})”|\"([^\"\n]{12,})\"", case.text):
        start, end = match.span(match.lastindex or 1)
        words = list(re.finditer(r"[A-Za-z’']+", case.text[start:end]))
        word = rng.choice([item for item in words if len(item.group()) > 3] or words)
        other = rng.choice(["never", "hardly", "greatly", "quietly", "", "soon"])
        a, b = start + word.start(), start + word.end() + (0 if other else 1)
        mutant = spoil("quotation", case, (a, b, other))
        yield mutant._replace(places=((start, end),), right=(case.text[start:end],))


NAMES = (
    entity, misplaced_entity, ticker, attribution_changed, attribution_lost, speaker, quotation,
)  # fmt: skip
