"""Making claims: from a place in the readable text, a verdict and its evidence to a `Claim` of the text as given."""

from __future__ import annotations

from generator.article import Claim, ClaimKind, Verdict
from generator.checking.found import Text
from generator.facts.ledger import Fact, Ledger
from generator.facts.values import Hedge, Quantity, When
from generator.language import join_names, ordinal, say


def claim(
    text: Text,
    start: int,
    end: int,
    kind: ClaimKind,
    verdict: Verdict,
    rule: str,
    message: str = "",
    facts: tuple[str, ...] = (),
    expected: str = "",
    formula: str = "",
) -> Claim:
    """A claim about `start` to `end` of the readable text."""
    first, last = text.view.span(start, end)
    return Claim(first, last, text.view.text[start:end], kind, verdict, facts, expected, message, rule, formula)


def reads(fact: Fact, ledger: Ledger) -> str:
    """A fact's value as it would read in a story."""
    value = fact.value
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if fact.entity:
        names = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        return join_names([ledger.entities[name].later if name in ledger.entities else name for name in names])
    if isinstance(value, Quantity):
        return ordinal(int(value.value)) if fact.metric.style == "ordinal" else _plain_unit(value)
    if isinstance(value, When):
        return say(value, style="long" if value.start == value.end else "body", dateline=ledger.dateline)
    return str(value)


def _plain_unit(value: Quantity) -> str:
    if value.unit == "?":
        hedge = "" if value.hedge in (Hedge.NONE, Hedge.VAGUE) else f"{value.hedge.value} "
        return f"{hedge}{value.value:,f}"
    return say(value)


def source_of(fact: Fact, ledger: Ledger) -> str:
    """Where a fact comes from, for a message: "Reuters citing Securities Times"."""
    names = [ledger.sources[name].name for name in fact.chain if name in ledger.sources]
    return " citing ".join(names)
