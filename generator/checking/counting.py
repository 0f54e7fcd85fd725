"""What a figure counts, and figures that claim nothing: "two of them", the length of a period, the number of a list."""

from __future__ import annotations

import re

from generator.checking.found import Text, Value
from generator.checking.index import Known
from generator.checking.scopes import Context
from generator.checking.tokens import normal
from generator.checking.weighing import spelled
from generator.facts.entities import Entity
from generator.facts.values import DURATIONS, Grain, Hedge, Quantity


def said_nouns(known: Known) -> str:
    """What a fact counts, in its own words."""
    value = known.fact.value
    return value.population or known.fact.metric.label if isinstance(value, Quantity) else known.fact.metric.label


def counts_else(text: Text, value: Value, said: Quantity, known: Known, context: Context) -> bool:
    """Whether a right count is said of other things: "130 chip makers" for 130 language models."""
    if (
        said.unit != ""
        or not context.nouns
        or not isinstance(known.fact.value, Quantity)
        or known.fact.value.unit != ""
    ):
        return False
    if not (known.nouns | known.terms).isdisjoint(context.nouns) or known.fact.formula or small(said):
        return False
    last = text.words[value.last + len(context.nouns)]
    raw = text.view.text[last.start : last.end]
    return raw.endswith("s") and raw.islower()


def stranger_of(text: Text, known: Known, context: Context) -> str:
    """The name of another entity of the same type that the words give the value to, or "" if there is none."""
    entities = text.index.ledger.entities
    owner = entities.get(known.fact.subject)
    if (
        owner is None
        or not known.subjects
        or not context.subjects
        or owner.type not in ("company", "product", "person")
    ):
        return ""
    other_product = _other_product(text, known, context) if owner.type == "product" else ""
    if other_product:
        return other_product
    if known.subjects & (context.subjects.keys() | context.voices):
        return ""
    alike = {name: strength for name, strength in context.subjects.items() if _is_alike(entities.get(name), owner)}
    name = max(alike, key=lambda each: alike[each], default="")
    if not name or alike[name] < 1.5 or entities[name].parent == known.fact.subject:
        return ""
    return entities[name].later


def _is_alike(entity: Entity | None, owner: Entity) -> bool:
    return entity is not None and entity.type == owner.type


def _other_product(text: Text, known: Known, context: Context) -> str:
    """The one other product that a sentence names in the place of a fact's own, or ""."""
    entities = text.index.ledger.entities
    named = {name for name in context.voices if name in entities and entities[name].type == "product"}
    if known.fact.subject in named or len(named) != 1:
        return ""
    return entities[named.pop()].later


def small(said: Quantity) -> bool:
    """Whether a count is so small that it may count anything."""
    return said.unit in ("", "x", "ordinal") and said.quantum == 1 and abs(said.value) <= 3


def printed(text: Text, value: Value) -> bool:
    """Whether a figure stands as it is in a text of foreign facts, which no field tells apart: "2x1.3 GHz"."""
    digits = _DIGITS.findall(value.mention.text)
    said = value.mention.value
    if isinstance(said, Quantity) and said.unit == "ordinal" and not digits:
        return text.index.foreign and _as_ordinal(text, int(said.value))
    if not digits and isinstance(said, Quantity) and said.upper is None and abs(said.value) > 2:
        digits = [f"{said.value.normalize():f}"]  # "up to a hundred hours" of "Up to 100 h"
    return bool(digits) and text.index.figures.issuperset(digits)


def _as_ordinal(text: Text, number: int) -> bool:
    """Whether a text of the facts has an ordinal: "the second round" of "2nd Round"."""
    said = re.compile(rf"\b{number}(?:st|nd|rd|th)\b", re.IGNORECASE)
    return any(isinstance(fact.value, str) and said.search(fact.value) for fact in text.index.ledger)


def told_so(text: Text, value: Value) -> bool:
    """Whether a figure stands with the word before it in a text of the facts, or in its label: "UFS 4.0", "OS 9"."""
    if not text.index.foreign or not value.first:
        return False
    digits = _DIGITS.findall(value.mention.text)
    word = text.words[value.first - 1]
    if len(digits) != 1 or text.view.text[word.end : value.mention.start].strip():
        return False
    said = re.compile(rf"\b{re.escape(word.norm)}\w?:? ?{re.escape(digits[0])}(?![\d.])", re.IGNORECASE)
    return any(
        digits[0] in fact.value and said.search(f"{fact.metric.label}: {fact.value}")
        for fact in text.index.ledger if isinstance(fact.value, str) and not fact.entity
    )  # fmt: skip


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


_LENGTHS = {Grain.QUARTER: (3, 13), Grain.HALF: (6, 26), Grain.YEAR: (12, 52)}


"""Months and weeks of a period: "the three months ended Sept. 30"."""


def period_length(text: Text, said: Quantity) -> bool:
    """Whether a length of time is that of a period of the facts."""
    if said.unit == "quarter":
        items = {known.fact.item for known in text.index.quantities if known.earlier and known.fact.item}
        return said.value in (len(items), len(items) + 1)
    if said.unit not in ("month", "week"):
        return False
    periods = {known.fact.period.grain for known in text.index.quantities if known.fact.period is not None}
    return any(said.value == _LENGTHS[grain][said.unit == "week"] for grain in periods if grain in _LENGTHS)


_CALENDAR = {52: "week", 365: "dai", 366: "dai", 12: "month", 24: "hour"}


def calendar_count(text: Text, said: Quantity, terms: frozenset[str]) -> bool:
    """Whether a count is the calendar's, of what the facts call weekly or daily: "about 52 doses a year"."""
    if said.unit != "" or said.value != int(said.value) or int(said.value) not in _CALENDAR or "year" not in terms:
        return False
    stem = _CALENDAR[int(said.value)]
    return any(word.startswith(stem) or word.endswith(f"-{stem}ly") for word in text.index.name_words)


def count_of(text: Text, said: Quantity, context: Context) -> str:
    """The list of the facts that has so many items, if the words name it: "two strengths"."""
    if said.unit != "" or said.hedge is not Hedge.NONE or not context.nouns:
        return ""
    items: dict[str, set[str]] = {}
    for fact in text.index.ledger:
        if fact.item:
            items.setdefault(fact.item.rsplit(".", 1)[0], set()).add(fact.item)
    for prefix, members in items.items():
        if normal(prefix.rsplit(".", 1)[-1]) in context.nouns and len(members) == said.value:
            return prefix
    return ""


def counts_items(text: Text, said: Quantity, context: Context) -> bool:
    """Whether a small count is that of a list of the facts, or of the names in the sentence: "both", "two more"."""
    return said.unit == "" and said.quantum == 1 and abs(said.value) <= 3 and not text.index.nouns & set(context.nouns)


_LINE = 3
"""From how many figures on a measure has a range."""


def within_line(text: Text, said: Quantity, context: Context) -> bool:
    """Whether a range lies within what foreign facts give of a measure that is named: "between 6 and 12 m/s"."""
    if said.upper is None:
        return False
    for metric in context.metrics:
        line = [
            known.fact.value.value
            for known in text.index.quantities
            if known.metric == metric and isinstance(known.fact.value, Quantity)
        ]
        slack = said.quantum
        if len(line) >= _LINE and min(line) - slack <= said.value and said.upper <= max(line) + slack:
            return True
    return False


_AHEAD = frozenset(
    "next coming past last following over within first these those another every per final opening remaining".split()
)
_LEFT = frozenset("left remaining".split())


def stretch(text: Text, value: Value, said: Quantity) -> bool:
    """Whether a length of time only says over which stretch foreign facts are told: "over the next five days"."""
    if said.unit not in DURATIONS or not text.index.foreign:
        return False
    before = {word.norm for word in text.words[max(value.first - 2, 0) : value.first]}
    after = text.words[value.last + 1].norm if value.last + 1 < len(text.words) else ""
    return after in _LEFT or not before.isdisjoint(_AHEAD)


def is_base(text: Text, value: Value) -> bool:
    """Whether a figure of foreign facts is what others are counted by, an age, or a rank that another rule reckons.

    "Per 1,000", "the 20th century", "was second on the team".
    """
    if not text.index.foreign:
        return False
    after = text.words[value.last + 1].norm if value.last + 1 < len(text.words) else ""
    before = text.words[value.first - 1].norm if value.first else ""
    if after in ("century", "millennium", "most", "best") or (before == "was" and after == "on"):
        return True
    said = value.mention.value
    if isinstance(said, Quantity) and said.unit == "ordinal" and after.endswith("est"):
        return True  # "the second highest"
    return before == "per" and printed(text, value)


def no_claim(said: Quantity, value: Value) -> bool:
    """Values that state nothing: "first" as an order of telling, "one", "half" of nothing."""
    if said.unit == "ordinal":
        return said.value <= 1
    if said.unit in DURATIONS:
        return said.value <= 1
    return spelled(value) and said.unit in ("", "x") and abs(said.value) <= 2


def same_figure(text: Text, said: Quantity, context: Context) -> Known | None:
    """The fact of a metric named here that has the same figure in another unit: £0.66 for $0.66."""
    if said.unit == "" or small(said):
        return None
    for known in text.index.quantities:
        fact = known.fact.value
        if not isinstance(fact, Quantity) or fact.unit == said.unit or fact.unit in ("", "?"):
            continue
        if abs(fact.value) == abs(said.value) and not known.kin.isdisjoint(context.metrics):
            return known
    return None
