"""The dates of the facts, each with the words and names that a sentence about it would have."""

from __future__ import annotations

from typing import NamedTuple

from generator.checking.index import Index
from generator.checking.kept import kept
from generator.checking.tokens import normal_words
from generator.facts.values import Grain, When

ENDING = frozenset(("ended", "end", "ending", "through", "until"))
"""Words before the last day of a period."""
_SAID = frozenset(("said", "say", "told", "according"))


class Dated(NamedTuple):
    """A date of the facts, and the words and names that a sentence about it would have."""

    when: When
    fact: str
    terms: frozenset[str]
    names: frozenset[str]
    own: bool = False
    """Whether the date is a fact of its own, not the period or publication of another."""
    item: str = ""
    """The item of a list that it is of, or ""."""


@kept
def dates_of(index: Index) -> list[Dated]:
    """Every date of the facts, of their periods and publications, and the story's own day."""
    ledger = index.ledger
    made = []
    for known in index.dates:
        if isinstance(known.fact.value, When):
            made.append(Dated(known.fact.value, known.fact.id, known.terms, known.subjects, True, known.fact.item))
    seen = set()
    for known in index.by_id.values():
        fact = known.fact
        for when, what in (
            (fact.period, "period"), (fact.as_of, "as_of"), (fact.said_on, "said_on"), (fact.published_on, "published"),
        ):  # fmt: skip
            if when is not None and (when, fact.metric.name, fact.subject) not in seen:
                seen.add((when, fact.metric.name, fact.subject))
                names = known.subjects if what != "published" else frozenset(fact.chain[-1:])
                terms = (
                    known.terms | _SAID | frozenset(normal_words(fact.claimant_role))
                    if what == "said_on"
                    else known.terms
                )
                made.append(Dated(when, fact.id, terms, names, item=fact.item))
    ends = (known.fact.period for known in index.quantities)
    for end in dict.fromkeys(period.end for period in ends if period and not period.fiscal):
        made.append(Dated(When(end, end), "period", ENDING, frozenset()))
    for name, source in ledger.sources.items():
        if source.published is not None:
            terms = frozenset(normal_words("reported said published report according"))
            made.append(Dated(source.published, f"source.{name}.published", terms, frozenset((name,))))
    if ledger.dateline is not None:
        made.append(Dated(When(ledger.dateline, ledger.dateline), "dateline", frozenset(), frozenset()))
    return made


_NTH = {1: "first", 4: "second", 7: "third", 10: "fourth"}


def is_of_play(index: Index, said: When) -> bool:
    """Whether a quarter without a year is one that foreign facts name in words, while nothing of theirs is dated by
    one: the quarter of a match."""
    names = index.name_words
    if not index.foreign or "quarter" not in names or _NTH[said.start.month] not in names:
        return False
    return not any(
        known.fact.period is not None and known.fact.period.grain is Grain.QUARTER for known in index.quantities
    )
