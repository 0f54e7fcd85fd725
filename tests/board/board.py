"""Running the board: spoil the clean texts, check them, count what was found and what was held against clean ones."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.board.cases import Case, findings
from tests.board.dates import DATES
from tests.board.figures import FIGURES
from tests.board.mutants import Mutant, Mutate
from tests.board.names import NAMES
from tests.board.places import in_prose
from tests.board.rewrites import rewritten
from tests.board.wordings import WORDINGS

MUTATIONS = (*FIGURES, *DATES, *NAMES, *WORDINGS)
HARD = frozenset(
    ("digit", "derived value", "decimal point", "magnitude", "unit", "currency", "percent or points", "sign",
     "swap of two values", "hedge dropped", "hedge turned", "ordinal or length", "date", "weekday", "period", "entity",
     "ticker", "headline only", "figure invented")
)  # fmt: skip
"""Kinds whose recall has to be 99 %: figures, names and dates. The others: 90 %."""
VALUED = HARD - {"entity", "ticker", "figure invented", "headline only"} | {"quotation", "speaker", "status"}
"""Kinds where the check can give the right value."""


class Result(NamedTuple):
    """One spoiled text: whether the check found the error, with the right value, and what it said at the place."""

    mutant: Mutant
    found: bool
    expected: bool
    said: str
    hidden: bool
    """Missed because the clean text already has a false alarm at that place."""


class Alarm(NamedTuple):
    """A finding in a text that is right."""

    case: str
    rewrite: str
    sentence: str
    rule: str
    verdict: str
    message: str
    blocking: bool


def spoiled(cases: list[Case], seed: int, limit: int) -> Iterator[Mutant]:
    """At most `limit` mutants of each kind, spread over the texts."""
    retold: list[Case] = []
    for mutate in MUTATIONS:
        rng = random.Random(f"{seed}:{mutate.__name__}")
        some = list(_dealt(_lots(mutate, cases, rng), limit))
        yield from some
        if len(some) < limit // 2:
            retold = retold or [
                variant(case, name, text) for case in cases for name, text in rewritten(case) if name in PLAIN
            ]
            yield from _dealt(_lots(mutate, retold, rng), limit // 2 - len(some))


PLAIN = frozenset(("over", "year ago", "climbed", "plain prose", "curly", "hard spaces", "Windows lines", "per share"))
"""Rewrites that kinds with few places may take as further texts."""


def variant(case: Case, name: str, text: str) -> Case:
    """A case told otherwise, its places found by the patterns of prose."""
    places = tuple(in_prose(text, case.ledger, 0, len(text)))
    return case._replace(name=f"{case.name}~{name}", text=text, places=places)


def _lots(mutate: Mutate, cases: list[Case], rng: random.Random) -> list[list[list[Mutant]]]:
    """The mutants of each style, text by text, shuffled."""
    by_style: dict[str, list[list[Mutant]]] = defaultdict(list)
    for case in cases:
        made = [mutant for mutant in mutate(case, rng) if mutant.text != case.text]
        if made:
            rng.shuffle(made)
            by_style[case.style].append(made)
    for lots in by_style.values():
        rng.shuffle(lots)
    return list(by_style.values())


def _dealt(styles: list[list[list[Mutant]]], limit: int) -> Iterator[Mutant]:
    """Deal round the styles, and within a style round its texts."""
    given = 0
    decks = [
        [lot[depth] for depth in range(max(map(len, lots))) for lot in lots if depth < len(lot)] for lots in styles
    ]
    for depth in range(max(map(len, decks), default=0)):
        for deck in decks:
            if depth < len(deck) and given < limit:
                given += 1
                yield deck[depth]


def judged(mutants: Iterable[Mutant]) -> Iterator[Result]:
    """Check each spoiled text against what the clean one was held for."""
    clean: dict[str, list[tuple[int, int, str, str, str, str]]] = {}
    for mutant in mutants:
        case = mutant.case
        if case.name not in clean:
            clean[case.name] = findings(case, case.text)
        known = {(_shifted(mutant, start), rule) for start, _, rule, *_ in clean[case.name]}
        new = [item for item in findings(case, mutant.text) if (item[0], item[2]) not in known]
        hits = [item for item in new if any(item[0] < b and item[1] > a for a, b in mutant.places)]
        right = any(_agrees(item[5], value) for item in hits for value in mutant.right)
        said = "; ".join(f"{mutant.text[s:e]!r} {verdict} {message}" for s, e, _, verdict, message, _ in hits or new)
        places = [(edit.start, max(edit.end, edit.start + 1)) for edit in mutant.edits]
        hidden = not hits and any(s < b and e > a for s, e, *_ in clean[case.name] for a, b in places)
        yield Result(mutant, bool(hits), right, said, hidden)


def _shifted(mutant: Mutant, place: int) -> int:
    for edit in mutant.edits:
        if edit.start <= place:
            place += len(edit.new) - (edit.end - edit.start)
    return place


_SCALE = {"million": 6, "m": 6, "mn": 6, "billion": 9, "b": 9, "bn": 9, "trillion": 12, "t": 12, "k": 3,
          "cent": -2, "cents": -2}  # fmt: skip


def _agrees(expected: str, right: str) -> bool:
    """Whether the check's expected value is what stood there, to the precision of the coarser one."""
    one, two = _figure(expected), _figure(right)
    if one is not None and two is not None:
        one, two = abs(one), abs(two)
        return abs(one - two) <= 0.051 * max(abs(one), abs(two))
    a, b = expected.lower().strip(" ."), right.lower().strip(" *.")
    return bool(a and b) and (a in b or b in a)


def _figure(words: str) -> float | None:
    match = re.search(r"(\d[\d,]*(?:\.\d+)?)\s?(million|billion|trillion|[mbkt]n?\b|cents?)?", words, re.IGNORECASE)
    if match is None:
        return None
    scale = _SCALE.get((match.group(2) or "").lower(), 0)
    return float(match.group(1).replace(",", "")) * 10.0**scale


def alarms(cases: Iterable[Case], seed: int, rewrites: int) -> Iterator[tuple[str, list[Alarm]]]:
    """Findings in the clean texts, then in `rewrites` of them told otherwise: one list an article."""
    texts: list[tuple[str, str, Case]] = [(case.name, "", case) for case in cases]
    told = [(case.name, name, case._replace(text=text)) for case in cases for name, text in rewritten(case)]
    random.Random(seed).shuffle(told)
    for name, rewrite, case in (*texts, *told[:rewrites]):
        made = []
        for start, end, rule, verdict, message, _ in findings(case, case.text):
            low = max(case.text.rfind("\n", 0, start) + 1, start - 110)
            high = case.text.find("\n", end)
            high = min(high if high >= 0 else len(case.text), end + 80)
            sentence = f"{case.text[low:start]}>>>{case.text[start:end]}<<<{case.text[end:high]}"
            blocking = verdict in ("contradicted", "misbound", "absent")
            made.append(Alarm(name, rewrite, sentence, rule, verdict, message, blocking))
        yield f"{name} {rewrite}".strip(), made
