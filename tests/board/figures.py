"""Errors in figures: digits, magnitudes, units, currencies, signs, hedges, right values swapped."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import combinations

from generator.facts.values import Quantity
from tests.board.cases import Case
from tests.board.mutants import Mutant, spoil
from tests.board.places import Place, line_of, lines

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {
    " million": " billion", " billion": " million", " trillion": " billion", "M": "B", "B": "M", "T": "B", "K": "M",
    "bn": "mn", "mn": "bn",
}  # fmt: skip


def places_of(case: Case, *kinds: str) -> list[Place]:
    return [place for place in case.places if place.kind in kinds]


def in_body(case: Case, *kinds: str) -> list[Place]:
    """Places in the text proper: not in the standing lines below it."""
    rows = lines(case.text)
    made = []
    for place in places_of(case, *kinds):
        row = line_of(rows, place.start)
        if row is not None and row.part != "furniture":
            made.append(place)
    return made


def _shown(case: Case, place: Place) -> str:
    return case.text[place.start : place.end]


_MORE = re.compile(r"\b(?:more than|over|above|at least|upwards? of|top|pass|topped) [$€£]?\Z", re.IGNORECASE)


def entailed(text: str, start: int, old: str, new: str) -> bool:
    """Whether the other figure is still true: more than 4 million where there are more than 9 million."""
    lower = float(new.replace(",", "")) <= float(old.replace(",", ""))
    return lower and bool(_MORE.search(text[max(0, start - 20) : start]))


def other_digit(words: str, rng: random.Random) -> str:
    """The figure with one digit changed: any but the last by anything, the last by two at least."""
    spots = [place for place, char in enumerate(words) if char.isdigit()]
    at = rng.choice(spots)
    old = int(words[at])
    least = 2 if at == spots[-1] and len(spots) > 1 else 1
    first = at == spots[0] and len(spots) > 1 and words[at + 1 : at + 2] != "."
    choices = [digit for digit in range(1 if first else 0, 10) if abs(digit - old) >= least]
    return words[:at] + str(rng.choice(choices)) + words[at + 1 :]


def digit(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for place in in_body(case, "number"):
        if place.derived:
            continue
        match = _DIGITS.search(case.text, place.start, place.end)
        if match:
            new = other_digit(match.group(), rng)
            if not entailed(case.text, match.start(), match.group(), new):
                yield spoil("digit", case, (*match.span(), new), right=_shown(case, place))


def derived(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """A computed value that is wrong by a digit."""
    for place in in_body(case, "number"):
        match = _DIGITS.search(case.text, place.start, place.end)
        if match and place.derived:
            new = other_digit(match.group(), rng)
            if not entailed(case.text, match.start(), match.group(), new):
                yield spoil("derived value", case, (*match.span(), new), right=_shown(case, place))


def point(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """The decimal point one place off: $0.66 as $6.60."""
    for place in in_body(case, "number"):
        match = re.search(r"\d+\.\d+", case.text[place.start : place.end])
        if match:
            whole, part = match.group().split(".")
            new = f"{whole}{part[0]}.{part[1:] or '0'}".lstrip("0")
            new = "0" + new if new.startswith(".") else new
            start = place.start + match.start()
            yield spoil("decimal point", case, (start, start + len(match.group()), new), right=_shown(case, place))


def magnitude(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for place in in_body(case, "number"):
        match = re.search(
            r"(?: million| billion| trillion|(?<=\d)(?:bn|mn|[MBKT]))\b", case.text[place.start : place.end]
        )
        if match:
            start, end = place.start + match.start(), place.start + match.end()
            mutant = spoil("magnitude", case, (start, end, _SCALES[match.group()]))
            yield mutant._replace(places=((place.start, place.end),), right=(case.text[place.start : place.end],))


def unit(case: Case, rng: random.Random) -> Iterator[Mutant]:
    turned = {" mg/mL": " mg", " mg": " mcg", "%": " basis points", " percent": " basis points"}
    for place in in_body(case, "number"):
        words = case.text[place.start : place.end]
        for old, new in turned.items():
            if words.endswith(old):
                mutant = spoil("unit", case, (place.end - len(old), place.end, new))
                yield mutant._replace(
                    places=((place.start, place.end - len(old) + len(new)),),
                    right=(case.text[place.start : place.end],),
                )
                break
        if case.text.startswith((" a share", " per share"), place.end):
            until = case.text.index("share", place.end) + 5
            mutant = spoil("unit", case, (place.end, until, rng.choice([" million", " billion"])))
            yield mutant._replace(places=((place.start, place.end + 8),), right=(case.text[place.start : until],))
    for place in in_body(case, "duration"):
        words = case.text[place.start : place.end]
        match = re.search(r"(hour|day|week|month|year)", words)
        if match:
            new = {"hour": "day", "day": "week", "week": "month", "month": "week", "year": "month"}[match.group()]
            start = place.start + match.start()
            mutant = spoil("unit", case, (start, start + len(match.group()), new))
            yield mutant._replace(places=((place.start, place.end),), right=(words,))


def currency(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for place in in_body(case, "number"):
        if case.text[place.start] in "$€£":
            old = case.text[place.start]
            new = rng.choice([sign for sign in ("$", "€", "£", "¥", "C$") if sign != old])
            mutant = spoil("currency", case, (place.start, place.start + 1, new))
            yield mutant._replace(
                places=((place.start, place.end + len(new) - 1),), right=(case.text[place.start : place.end],)
            )


def points(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """Percent told as percentage points, and the other way round."""
    for place in in_body(case, "number"):
        words = case.text[place.start : place.end]
        for old, new in ((" percentage points", "%"), (" percentage point", "%"), ("%", " percentage points"),
                         (" percent", " percentage points")):  # fmt: skip
            if words.endswith(old):
                mutant = spoil("percent or points", case, (place.end - len(old), place.end, new))
                yield mutant._replace(
                    places=((place.start, place.end - len(old) + len(new)),),
                    right=(words,),
                )
                break


def sign(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """A gain told as a loss: "earnings of $1.60" as "a loss of $1.60", "-$1.60"."""
    for place in in_body(case, "number"):
        words = case.text[place.start : place.end]
        row = line_of(lines(case.text), place.start)
        before = case.text[row.start if row else 0 : place.start]
        if (
            words.startswith("$")
            and case.text.startswith((" a share", " per share"), place.end)
            and not re.search(r"\b(?:loss|lost|miss|missed|below|loses?)\b", before, re.IGNORECASE)
        ):
            yield spoil("sign", case, (place.start, place.start, "-"), right=_shown(case, place))
    for match in re.finditer(
        r"\b(earnings of|a loss of|a profit of|(?:had )?earned (?=\$)|(?:had )?lost (?=\$)|Loss Of|[Pp]rofit of)",
        case.text,
    ):
        old = match.group()
        new = {
            "earnings of": "a loss of", "a loss of": "earnings of", "a profit of": "a loss of", "Loss Of": "Profit Of",
            "profit of": "loss of", "Profit of": "Loss of",
        }.get(old) or (old.replace("earned", "lost") if "earned" in old else old.replace("lost", "earned"))  # fmt: skip
        mutant = spoil("sign", case, (*match.span(), new))
        yield mutant._replace(places=((mutant.places[0][0], mutant.places[0][1] + 16),))


def swap(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """Two right values of one sort change places within a sentence or with the next."""
    rows = lines(case.text)
    numbers = in_body(case, "number")
    for a, b in combinations(numbers, 2):
        one, two = case.text[a.start : a.end], case.text[b.start : b.end]
        listed = re.fullmatch(r"(?:,? and|,)(?: [^a-z]*mg[/mgL ]*(?:,? and|,))* ", case.text[a.end : b.start])
        if listed or b.start - a.end > 160 or not _alike(one, two) or _same(case, a, b):
            continue
        first, second = line_of(rows, a.start), line_of(rows, b.start)
        if first is None or second is None or ("headline" in (first.part, second.part) and first is not second):
            continue
        yield spoil("swap of two values", case, (a.start, a.end, two), (b.start, b.end, one))


def _alike(one: str, two: str) -> bool:
    shape = [re.sub(r"\d[\d,]*(?:\.\d+)?", "#", words) for words in (one, two)]
    return shape[0] == shape[1] and shape[0] != "#" and one != two


def _same(case: Case, a: Place, b: Place) -> bool:
    one, two = case.ledger.get(a.fact), case.ledger.get(b.fact)
    if one is None or two is None:
        return False
    x, y = one.value, two.value
    return isinstance(x, Quantity) and isinstance(y, Quantity) and x.value == y.value


def hedge_dropped(case: Case, rng: random.Random) -> Iterator[Mutant]:
    rows = lines(case.text)
    for place in in_body(case, "hedge"):
        if line_of(rows, place.start) is None or not _firm(case, place):
            continue
        mutant = spoil("hedge dropped", case, (place.start, place.end + 1, ""))
        yield mutant._replace(
            places=((place.start, place.start + 12),), right=(case.text[place.start : place.end + 9],)
        )


def _firm(case: Case, place: Place) -> bool:
    """Whether the fact itself is a bound, so that the hedge may not go: not where "nearly 12%" rounds 11.9%."""
    words = case.text[place.start : place.end].lower()
    if not place.fact and "%" in case.text[place.end : place.end + 8]:
        return False  # a percentage is rounded: without "more than", 15% is right of 15.22%
    return words in ("more than", "over", "at least", "above", "upward of", "upwards of", "less than", "fewer than")


def hedge_turned(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for place in in_body(case, "hedge"):
        words = case.text[place.start : place.end]
        if not _firm(case, place):
            continue
        up = words.lower() in ("more than", "over", "at least", "above", "upward of", "upwards of")
        new = rng.choice(["nearly", "fewer than", "under", "almost"] if up else ["more than", "over", "at least"])
        new = new.title() if words.istitle() else new.capitalize() if words[0].isupper() else new
        mutant = spoil("hedge turned", case, (place.start, place.end, new))
        yield mutant._replace(
            places=((place.start, place.start + len(new) + 8),), right=(case.text[place.start : place.end + 9],)
        )


FIGURES = (
    digit, derived, point, magnitude, unit, currency, points, sign, swap, hedge_dropped, hedge_turned,
)  # fmt: skip
