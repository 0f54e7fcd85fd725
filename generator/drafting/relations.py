"""Right slots in wrong company: names, dates and counts that a sentence joins and no row does.

The slots of a sentence say which facts it is made of. A name that none of them is about ("Alibaba's chatbot has
[[usage.ernie.users]] users"), the date of one thing said of another, and "only" or "all" before names that are only
some of them are found by that alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.drafting.slots import SLOT, Slot, slots
from generator.facts.ledger import Fact, Ledger
from generator.facts.values import Grain, Quantity, When

_ALL = re.compile(r"\b(only|solely|exclusively|all|alone)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:takes?|comes?|goes) (?:effect|into (?:effect|force))\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:for|in|over) the (?:full |whole |fiscal )?year\b(?!-| (?:before|earlier|ago|to))"
    r"|\bfull[- ]year\b|\bannual(?:ly)?\b",
    re.I,
)
_SESSION = re.compile(r"\b(?:after the (?:close|bell)|before the (?:open|bell)|pre-?market|after[- ]hours)\b", re.I)
_AGAINST = re.compile(
    r"\[\[([^\]|]+)[^\]]*\]\] (?:below|above|under|over|short of|ahead of|more than|less than) (?:\w+['’]? )?"
    r"(?:estimates?|expectations|consensus|forecasts?)\b"
)
"""A figure set against an estimate: "[[eps.change]] below the estimate"."""
_CARRIED = "report."
_WITHOUT = "without"
"""In the label of a row whose company is named for what it lacks."""


def relations(text: str, ledger: Ledger) -> Iterator[str]:
    """What is wrong with the company that the slots of a sentence keep, in words for its writer."""
    found = slots(text)
    facts = [fact for slot in found if _prints(slot) and (fact := ledger.facts.get(slot.id)) is not None]
    told = [fact for fact in facts if not fact.id.startswith(_CARRIED)]
    yield from _strangers(found, told, ledger)
    yield from _dates(told)
    outside = SLOT.sub(" ", text)
    yield from _members(found, outside, ledger)
    some = next((fact for fact in told if fact.entity and isinstance(fact.value, tuple) and not fact.closed), None)
    if some is not None and (hit := _ALL.search(outside)):
        yield f"{hit[0]!r} is not known: {some.id} names some of them, and there may be others"
    yield from _of_other_terms(text, outside, told, ledger)
    past = next((fact for fact in told if _is_past(fact, ledger)), None)
    if past is not None and (hit := _TO_COME.search(outside)):
        yield f"{hit[0]!r} is told as still to come, and {past.id} is past"


def _of_other_terms(text: str, outside: str, told: Sequence[Fact], ledger: Ledger) -> Iterator[str]:
    """A quarter's figure told of the year, a session that no row gives, a change on the year told of the estimate."""
    quarter = next((fact for fact in told if fact.period is not None and fact.period.grain == Grain.QUARTER), None)
    of_year = any(fact.period is not None and fact.period.grain == Grain.YEAR for fact in told)
    if quarter is not None and not of_year and (hit := _YEAR.search(outside)):
        yield f"{hit[0]!r} is told of {quarter.id}, which is of a quarter"
    if (hit := _SESSION.search(outside)) and not any(_has_session(fact) for fact in ledger):
        yield f"{hit[0]!r}: no row gives the time of day; leave it out"
    for match in _AGAINST.finditer(text):
        fact = ledger.facts.get(match[1].strip())
        before = [name for name in (fact.inputs if fact is not None else ()) if ledger.facts[name].metric.prior]
        if fact is not None and before:
            yield f"{fact.id} is worked out from {before[0]}, not from an estimate"


def _has_session(fact: Fact) -> bool:
    """Whether a fact may give a time of day: of a price, or of a report."""
    texts = (fact.value if isinstance(fact.value, str) else "", *(text for _, text in fact.dims))
    words = (text for group in fact.metric.says.values() for text in group)
    return fact.use != "hold" and any(_SESSION.search(text) or "market" in text for text in (*texts, *words))


def _prints(slot: Slot) -> bool:
    """Whether the slot prints its fact, not its source alone."""
    return slot.style not in ("source", "chain", "claimant")


def _strangers(found: Sequence[Slot], told: Sequence[Fact], ledger: Ledger) -> Iterator[str]:
    """Names that none of the sentence's facts is about, though it has facts about others."""
    everywhere = set(_everywhere(ledger))
    for slot in found:
        name, rest = _named(slot, told, ledger)
        if rest and name not in everywhere and name not in set(_about(rest, ledger)):
            rows = ", ".join(dict.fromkeys(fact.id for fact in rest))
            yield f"{slot.id} stands beside {rows}, and no row joins them; name whom they are about, or part them"


def _named(slot: Slot, told: Sequence[Fact], ledger: Ledger) -> tuple[str, list[Fact]]:
    """The entity that a slot names, and the facts that have to be about it: figures, and dates beside a bare name."""
    name = slot.id.removeprefix("entity.")
    if name != slot.id:
        return name, [f for f in told if isinstance(f.value, Quantity | When)] if name in ledger.entities else []
    fact = next((fact for fact in told if fact.id == slot.id), None)
    if fact is None or not fact.entity or not isinstance(fact.value, str) or "." not in fact.id:
        return "", []
    return fact.value, [other for other in told if isinstance(other.value, Quantity)]


def _members(found: Sequence[Slot], outside: str, ledger: Ledger) -> Iterator[str]:
    """Names told to be of a set ("among the first") in which no row has them."""
    placed = {slot.id for slot in found}
    names = {slot.id.removeprefix("entity.") for slot in found if slot.id.startswith("entity.")}
    names -= set(_everywhere(ledger))
    sets = [fact for fact in ledger if fact.use != "hold" and fact.entity and isinstance(fact.value, tuple)]
    every = [(word, fact) for fact in sets if names for word in [_spoken(fact, outside)] if word]
    longest = max((len(word) for word, _ in every), default=0)
    spoken = [(word, fact) for word, fact in every if len(word) == longest]
    for name in sorted(names):
        if spoken and not any(name in _names(fact) or name == fact.subject for _, fact in spoken):
            word, fact = spoken[0]
            if fact.id not in placed:
                yield f"{word!r} is not told of entity.{name}; {fact.id} has others"


def _spoken(fact: Fact, outside: str) -> str:
    """The word of a fact's metric that stands in a text; "" if there is none."""
    return next((word for word in fact.metric.words if re.search(rf"\b{re.escape(word)}\b", outside, re.I)), "")


def _about(told: Iterable[Fact], ledger: Ledger) -> Iterator[str]:
    """The entities that facts, and those of one item with them, are about: with parents and products."""
    items = {fact.item for fact in told if fact.item}
    ids = {fact.id for fact in told} | {name for fact in told for name in fact.inputs}
    for fact in ledger:
        mine = fact.id in ids or (fact.item in items and _WITHOUT not in fact.metric.label)
        if fact.use == "hold" or not mine:
            continue
        for name in (fact.subject, fact.claimant, *_names(fact)):
            yield name
            entity = ledger.entities.get(name)
            if entity is not None and entity.parent:
                yield entity.parent
            yield from (key for key, other in ledger.entities.items() if name and other.parent == name)
    groups = {fact.id.rpartition(".")[0] for fact in told if not fact.item} - {""}
    for fact in ledger:
        if fact.id.rpartition(".")[0] in groups and fact.use != "hold":
            yield from _names(fact)


def _everywhere(ledger: Ledger) -> Iterator[str]:
    """The entities that the whole story is about: those that its plain rows name, each alone."""
    for fact in ledger:
        if fact.entity and isinstance(fact.value, str) and "." not in fact.id:
            yield fact.value
            entity = ledger.entities.get(fact.value)
            if entity is not None and entity.parent:
                yield entity.parent


def _names(fact: Fact) -> tuple[str, ...]:
    if not fact.entity or fact.value is None:
        return ()
    return (fact.value,) if isinstance(fact.value, str) else tuple(fact.value)  # type: ignore[arg-type]


def _dates(told: Sequence[Fact]) -> Iterator[str]:
    """A date of one item, of which the sentence says nothing else, beside facts of other things."""
    dated = {fact.item: fact for fact in told if fact.item and isinstance(fact.value, When)}
    if len(dated) != 1:
        return  # a list of several items' dates stands by itself
    ((item, date),) = dated.items()
    others = [fact for fact in told if fact is not date and not isinstance(fact.value, When | str)]
    if others and not any(fact.item == item for fact in told if fact is not date):
        yield f"{date.id} is the date of {item}, and {others[0].id} is not of it; no row gives that its date"


def _is_past(fact: Fact, ledger: Ledger) -> bool:
    return isinstance(fact.value, When) and ledger.dateline is not None and fact.value.end < ledger.dateline
