"""What a template may ask of the facts. It learns what is there and how it compares; values reach the text by slots."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zlib import crc32

from generator.drafting.slots import Slot, missing
from generator.drafting.told import rivals
from generator.errors import TextError
from generator.facts.derived import bounds
from generator.facts.ledger import Ledger
from generator.facts.values import Quantity, When
from generator.language import House, say
from generator.story import Form

Plain = Decimal | str | bool | date | tuple[str, ...] | None


class FactText(str):
    """Text of a fact, for conditions only: a template that prints it is refused."""

    __slots__ = ()


class Conditions:
    """The questions of a template, over one story's ledger. Every public method is a function in templates."""

    def __init__(self, ledger: Ledger, form: Form, seed: int, house: House) -> None:
        self._ledger = ledger
        self._form = form
        self._house = house
        self._pin = f"{ledger.kind}:{ledger.sheet_id}:{seed}"
        self._varied: dict[tuple[str, ...], int] = {}

    def context(self) -> dict[str, object]:
        """The template's context."""
        made: dict[str, object] = {name: getattr(self, name) for name in FUNCTIONS}
        made["form"] = self._form
        return made

    def has(self, *ids: str) -> bool:
        """Whether all of these can be said: facts that are stated and not held back, entities, sources."""
        return all(self._ledger.stated(name) or not missing(Slot(name, ""), self._ledger) for name in ids)

    def stated_not(self, name: str) -> bool:
        """Whether the fact is there and says "not stated"."""
        fact = self._ledger.facts.get(name)
        return fact is not None and fact.value is None and fact.use != "hold"

    def is_false(self, name: str) -> bool:
        """Whether the fact is stated and false."""
        return self._stated(name) is False

    def compare(self, first: str, second: str) -> int | None:
        """1, 0 or -1 as the first is above, equal to or below the second; None where their intervals do not tell."""
        a, b = self._stated(first), self._stated(second)
        if isinstance(a, When) and isinstance(b, When):
            return 0 if a == b else 1 if a.start > b.end else -1 if a.end < b.start else None
        if not (isinstance(a, Quantity) and isinstance(b, Quantity)) or a.unit != b.unit:
            return None
        x, y = bounds(a), bounds(b)
        if not x.meets(y):
            return 1 if x.low >= y.high else -1
        return 0 if a.value == b.value and a.hedge == b.hedge and a.upper == b.upper else None

    def sign(self, name: str) -> int | None:
        """1, 0 or -1; None where the interval does not tell, or the fact is no quantity."""
        value = self._stated(name)
        if not isinstance(value, Quantity):
            return None
        interval = bounds(value)
        if value.value == 0 and not value.hedge:
            return 0
        if interval.low > 0 or (interval.low == 0 and interval.low_open):
            return 1
        return -1 if interval.high < 0 or (interval.high == 0 and interval.high_open) else None

    def ranged(self, name: str) -> bool:
        """Whether the fact is a range: "10.1B to 10.3B"."""
        value = self._stated(name)
        return isinstance(value, Quantity) and value.upper is not None

    def value(self, name: str) -> Plain:
        """The plain value: a Decimal, text, truth value, first day of a date, or ids; None if it is not stated."""
        value = self._stated(name)
        if isinstance(value, Quantity):
            return value.value
        if isinstance(value, When):
            return value.start
        return FactText(value) if isinstance(value, str) else value

    def text(self, name: str) -> str:
        """The value in words, for comparisons; "" if it is not stated."""
        value = self._stated(name)
        if isinstance(value, Quantity | When):
            return FactText(say(value, house=self._house, dateline=self._ledger.dateline))
        return FactText(", ".join(value) if isinstance(value, tuple) else "" if value is None else value)

    def items(self, name: str) -> tuple[str, ...]:
        """The ids of a list's items, in order."""
        found = self._ledger.items(name)
        for item in found:
            if any(mark in item for mark in "[]|\n"):
                raise TextError(f"item {item!r} cannot be told: its key holds [, ], | or a line end; write another key")
        return found

    def count(self, name: str) -> int:
        """How many ids the fact holds, or how many items the list has."""
        value = self._stated(name)
        return len(value) if isinstance(value, tuple) else len(self._ledger.items(name))

    def standing(self, name: str) -> str:
        """confirmed, reported, disputed or not stated; "" if there is no such fact."""
        fact = self._ledger.facts.get(name)
        return fact.standing if fact is not None else ""

    def rivals(self, name: str) -> tuple[str, ...]:
        """The slots of the sources that hold another version of a disputed fact: source.filings."""
        return rivals(self._ledger.facts.get(name), self._ledger)

    def same_source(self, first: str, second: str) -> bool:
        """Whether both facts are there and come by the same sources, so that one attribution serves both."""
        a, b = self._ledger.facts.get(first), self._ledger.facts.get(second)
        return a is not None and b is not None and self._carriers(a.chain) == self._carriers(b.chain)

    def vary(self, *phrasings: str) -> str:
        """One of the phrasings, always the same for a story, seed and call."""
        turn = self._varied.get(phrasings, 0)
        self._varied[phrasings] = turn + 1
        pin = "\x1f".join((self._pin, str(turn), *phrasings))
        return phrasings[crc32(pin.encode("utf-8", "surrogatepass")) % len(phrasings)]

    def plural(self, name: str, one: str, many: str) -> str:
        """`one` where the fact (or a fact's ids) counts exactly one, else `many`."""
        value = self._stated(name)
        if isinstance(value, Quantity):
            return one if value.value == 1 and value.upper is None else many
        return one if self.count(name) == 1 else many

    def facts(self, sort: str = "") -> tuple[str, ...]:
        """The ids of all facts that can be said, must-facts first: all, or "names", "figures", "dates" or "words"."""
        sorts = {"figures": Quantity, "dates": When, "words": str}
        kind = sorts.get(sort, object)
        told = [
            fact for fact in self._ledger
            if self._ledger.stated(fact.id) and not isinstance(fact.value, bool)
            and bool(fact.inputs) == bool(fact.formula)
            and (not sort or fact.entity == (sort == "names")) and isinstance(fact.value, kind)
        ]  # fmt: skip
        return tuple(fact.id for fact in sorted(told, key=lambda fact: fact.use != "must"))

    def label(self, name: str) -> str:
        """What a fact measures, in our own words: "earnings per share"; "" if there is no such fact."""
        fact = self._ledger.facts.get(name)
        return fact.metric.label if fact is not None else ""

    def _carriers(self, chain: tuple[str, ...]) -> list[str]:
        return [self._ledger.sources[name].name for name in chain if name in self._ledger.sources]

    def _stated(self, name: str) -> Quantity | When | str | bool | tuple[str, ...] | None:
        fact = self._ledger.facts.get(name)
        return None if fact is None or fact.use == "hold" else fact.value


FUNCTIONS = (
    "has", "stated_not", "is_false", "compare", "ranged", "sign", "value", "text", "items", "count", "standing",
    "rivals", "same_source", "vary", "plural", "facts", "label",
)  # fmt: skip
CONTEXT = (*FUNCTIONS, "form")
"""Every name that a template may use."""
