"""Verdicts of a figure: the claim that it makes, with its evidence and what would be right."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from generator.article import Claim, Verdict
from generator.checking.found import Text, Value
from generator.checking.index import Known
from generator.checking.making import claim, reads, source_of
from generator.checking.scopes import Context
from generator.checking.weighing import Bound
from generator.facts.ledger import Fact
from generator.facts.values import Quantity
from generator.language import read


class Judged(NamedTuple):
    """A claim with the facts that the sentence's other rules may take it to speak of."""

    claim: Claim
    known: Known | None
    place: int = -1
    """The place of the figure in its sentence's values."""
    right: Known | None = None
    """For a misplaced figure: the fact that it is, where `known` is the one that the words bind."""
    ahead: float = 0.0
    """By how much the words bind `known` better than `right`."""
    said: Quantity | None = None
    context: Context | None = None
    """The figure, and what the words around it say of it."""


def unsure(text: Text, value: Value, bound: Bound) -> Judged:
    """A figure that may be right, but that the facts do not say."""
    fact = bound.known.fact
    expected = _right(value, fact, text)
    made = claim(
        text, value.mention.start, value.mention.end, "number", Verdict.UNRESOLVED, "number",
        f"the facts have {expected}: this may be right, but they do not say it", (fact.id,), expected,
    )  # fmt: skip
    return Judged(made, bound.known)


def contradicted(text: Text, value: Value, bound: Bound) -> Judged:
    """A figure that the fact it speaks of has otherwise."""
    ledger = text.index.ledger
    fact = bound.known.fact
    origin = source_of(fact, ledger)
    expected = _right(value, fact, text)
    message = f"the facts have {expected} for {whose(bound.known, text)}"
    made = claim(
        text, value.mention.start, value.mention.end, "number", Verdict.CONTRADICTED, "number",
        message + (f", from {origin}" if origin else ""), (fact.id,), expected,
    )  # fmt: skip
    return Judged(made, bound.known)


def _right(value: Value, fact: Fact, text: Text) -> str:
    """The right value as a story reads; to the last digit where it would round to the very figure that is wrong.

    "$102,470 million" claims more digits than the $102.466 billion of the facts have.
    """
    made = reads(fact, text.index.ledger)
    said, right = value.mention.value, fact.value
    if not (isinstance(said, Quantity) and isinstance(right, Quantity)) or right.upper is not None:
        return made
    if said.hedge is right.hedge and said.value != right.value and _number(made) == said.value:
        return made.replace(made.lstrip("-$€£¥"), f"{abs(right.value):,f}") if right.is_money else f"{right.value:,f}"
    return made


def _number(printed: str) -> Decimal | None:
    mention = next(iter(read(printed)), None)
    return mention.value.value if mention and isinstance(mention.value, Quantity) else None


def out_of_place(text: Text, value: Value, right: Bound, best: Bound) -> Judged:
    """A figure that is another fact's than the one its words bind."""
    made = claim(text, value.mention.start, value.mention.end, "number", Verdict.MISBOUND, "number")
    item = misplaced(text, Judged(made, right.known), best.known)
    return item._replace(right=right.known, ahead=best.score - right.score)


def misplaced(text: Text, item: Judged, known: Known) -> Judged:
    """A figure that is right of its own fact (`item.known`), in the place of another (`known`)."""
    assert item.known is not None
    ledger = text.index.ledger
    mine, other = known.fact, item.known.fact
    made = item.claim._replace(
        verdict=Verdict.MISBOUND, facts=(other.id, mine.id), expected=reads(mine, ledger), formula="",
        message=f"this is {whose(item.known, text)}; here the facts have {reads(mine, ledger)}",
    )  # fmt: skip
    return item._replace(claim=made, known=known)


def whose(known: Known, text: Text) -> str:
    """What a fact is, for a message: "the revenue of Biogen (revenue.actual)"."""
    fact = known.fact
    entity = text.index.ledger.entities.get(fact.subject)
    owner = f" of {entity.later}" if entity else ""
    return f"the {fact.metric.label}{owner} ({fact.id})"


def reckoned_from(text: Text, value: Value, formula: str, facts: tuple[str, ...], named: bool) -> Judged:
    """A figure that a formula gives over facts; `named` says whether the words name the operation."""
    verdict = Verdict.DERIVED if named else Verdict.UNBOUND
    message = f"{formula.replace('_', ' ')} of {', '.join(facts)}"
    if not named:
        message += ", but the words do not say so"
    made = claim(
        text, value.mention.start, value.mention.end, "number", verdict, "number", message, facts, formula=formula
    )
    return Judged(made, text.index.by_id.get(facts[0]))


def drop(text: Text, made: list[Judged], start: int, end: int) -> None:
    """Take out what was found between two places of the readable text."""
    first, last = text.view.span(start, end)
    made[:] = [item for item in made if item.claim.end <= first or item.claim.start >= last]
