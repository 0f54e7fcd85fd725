"""Errors in dates, periods, ranks and lengths of time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.board.cases import Case
from tests.board.figures import in_body, places_of
from tests.board.mutants import Mutant, spoil
from tests.board.places import MONTHS, ORDINALS, WEEKDAYS, WORDS


def count(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """A rank or a length told with another number: fourth, six months."""
    for place in in_body(case, "ordinal"):
        old = case.text[place.start : place.end]
        new = rng.choice([word for word in ORDINALS[1:] if word != old.lower()])
        yield spoil("ordinal or length", case, (place.start, place.end, new.title() if old.istitle() else new))
    for place in in_body(case, "duration"):
        words = case.text[place.start : place.end]
        old = re.split(r"[ -]", words)[0]
        if old.lower() in WORDS:
            new = rng.choice([word for word in WORDS if word != old.lower()])
            new = new.capitalize() if old[0].isupper() else new
        else:
            new = str(int(old) + rng.choice([2, 3, 5]))
        mutant = spoil("ordinal or length", case, (place.start, place.start + len(old), new))
        yield mutant._replace(places=((place.start, place.end),), right=(words,))


def date(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """A month, a day or a year that is not the fact's."""
    for place in in_body(case, "month"):
        old = case.text[place.start : place.end]
        new = rng.choice([name for name in MONTHS[:12] if name not in (old, *_months(case))])
        yield spoil("date", case, (place.start, place.end, new))
    for place in in_body(case, "date"):
        match = re.search(r"\d{1,2}", case.text[place.start : place.end])
        if match:
            old = int(match.group())
            new = rng.choice([day for day in range(1, 29) if abs(day - old) > 1])
            start = place.start + match.start()
            mutant = spoil("date", case, (start, start + len(match.group()), str(new)))
            yield mutant._replace(places=((place.start, place.end),), right=(case.text[place.start : place.end],))
    for place in in_body(case, "year"):
        old = int(case.text[place.start : place.end])
        yield spoil("date", case, (place.start, place.end, str(old + rng.choice([-3, -2, 2]))))


def _months(case: Case) -> set[str]:
    return {name for name in MONTHS if re.search(rf"\b{re.escape(name)}", case.text)}


def weekday(case: Case, rng: random.Random) -> Iterator[Mutant]:
    said = {case.text[place.start : place.end] for place in places_of(case, "weekday")}
    for place in in_body(case, "weekday"):
        new = rng.choice([name for name in WEEKDAYS if name not in said])
        yield spoil("weekday", case, (place.start, place.end, new))


def period(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """Another quarter; last week as last month."""
    for place in in_body(case, "quarter"):
        old = case.text[place.start : place.end]
        if old.startswith(("Q", "q")):
            new = "Q" + rng.choice([number for number in "1234" if number != old[1]])
        else:
            word = old.split("-")[0].split()[0]
            other = rng.choice([name for name in ORDINALS[:4] if name != word.lower()])
            new = (other.capitalize() if word[0].isupper() else other) + old[len(word) :]
        yield spoil("period", case, (place.start, place.end, new))
    for place in in_body(case, "relative"):
        old = case.text[place.start : place.end]
        turned = {"week": "month", "month": "quarter", "year": "month"}[old.split()[1].lower()]
        yield spoil("period", case, (place.start, place.end, old[:5] + turned))


DATES = (count, date, weekday, period)
