"""What slots say: values in house style, names at their first and later references, sources and claimants."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.drafting.slots import ENTITY_STYLES, SOURCE_STYLES, Slot
from generator.errors import TextError
from generator.facts.entities import Entity
from generator.facts.ledger import Fact, Ledger
from generator.facts.values import DURATIONS, Hedge, Quantity, When
from generator.formats.escape import at_line_start, escape
from generator.language import House, cardinal, join_names, plural, possessive, say, title_case

QUANTITY_STYLES = (
    "body", "headline", "table", "adjective", "full", "bare", "abs", "amount", "ordinal", "population",
)  # fmt: skip
"""Styles of a quantity: those of `language.say`; without its hedge, its sign or its "a share"; what is counted."""
DATE_STYLES = ("body", "headline", "table", "weekday", "day", "long", "full", "month", "month_year", "quarter")
# "1,234" or "14" at the start, not "1.2", "14 million" or "3x"
_FIGURE = re.compile(r"(?:\d{1,3},\d{3}|\d{1,6})(?![\d.,]\d|\d)(?! ?(?:[mb]illion|trillion|[KMBTx]\b))")
_CAMEL = re.compile(r"[a-z]+[A-Z]")


def quantity(value: Quantity, styles: str, house: House, dateline: date | None) -> str:
    """A quantity in the house's style. Styles may be joined by a space: "abs headline". Raises TextError for others."""
    main = "body"
    for style in styles.split():
        match style:
            case "bare":
                value = replace(value, hedge=Hedge.NONE)
            case "abs":
                value = replace(value, value=abs(value.value), low=None, high=None)
            case "amount":
                value = replace(value, unit=value.unit.removesuffix("/share"))
            case "ordinal":
                value = replace(value, unit="ordinal", quantum=Decimal(1))
            case "body" | "headline" | "table" | "adjective" | "full":
                main = style
                if style == "headline":
                    value = replace(value, unit=value.unit.removesuffix("/share"))
            case _:
                raise TextError(f"a quantity has no style {style!r}; it has {', '.join(QUANTITY_STYLES)}")
    return say(value, style=main, house=house, dateline=dateline)


class Teller:
    """Says the slots of one story; knows which entities have been referred to."""

    def __init__(self, ledger: Ledger, house: House) -> None:
        self.ledger = ledger
        self.house = house
        self.referred: set[str] = set()
        self._said: dict[tuple[str, str], tuple[str, str]] = {}

    def tell(self, slot: Slot, body: bool, first: bool) -> str:
        """The slot's text in Markdown. `body` says that it stands in the body, where the first reference to an entity
        counts; `first` that it begins a sentence and gets a capital letter, a count in words."""
        name, style = slot.id, slot.style
        fact = self.ledger.facts.get(name)
        names: tuple[str, ...] = ()
        if fact is None and name.startswith("entity."):
            names = (name[7:],)
        elif fact is not None and fact.entity and style not in SOURCE_STYLES:
            names = fact.value if isinstance(fact.value, tuple) else (str(fact.value),)
        if names or (fact is not None and style == "claimant"):
            text = self._entities(names, style, body) if names or fact is None else self._claimant(fact, body)
            return at_line_start(sentence_start(text, None)) if first else text
        key = (name, style)
        said = self._said.get(key)
        if said is None:
            raw = self._besides(slot) if fact is None else self._fact(fact, style)
            said = self._said[key] = (raw, escape(raw))
        if not first:
            return said[1]
        quoted = fact is not None and fact.quoted
        return escape(said[0] if quoted else sentence_start(said[0], fact.value if fact else None), True)

    def counts(self, slot: Slot) -> bool:
        """Whether a slot says a quantity."""
        fact = self.ledger.facts.get(slot.id)
        return fact is not None and isinstance(fact.value, Quantity)

    def lists(self, slot: Slot) -> bool:
        """Whether a slot says several names."""
        fact = self.ledger.facts.get(slot.id)
        return fact is not None and isinstance(fact.value, tuple)

    def names(self, slot: Slot) -> bool:
        """Whether a slot says names, whose letters nobody changes."""
        fact = self.ledger.facts.get(slot.id)
        return slot.style in SOURCE_STYLES or (slot.id != "dateline" if fact is None else fact.entity or fact.quoted)

    def _fact(self, fact: Fact, style: str) -> str:
        if style == "source":
            return next(self.ledger.sources[name].name for name in fact.chain if name in self.ledger.sources)
        if style == "chain":
            return self._chain(fact)
        value = fact.value
        style = style or fact.metric.style
        if isinstance(value, Quantity):
            return (
                _population(value, fact)
                if style == "population"
                else quantity(value, style, self.house, self.ledger.dateline)
            )
        if isinstance(value, When):
            return self._when(value, style)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return _worded(" ".join(str(value).split()), style)

    def _when(self, value: When, style: str) -> str:
        if style and style not in DATE_STYLES:
            raise TextError(f"a date has no style {style!r}; it has {', '.join(DATE_STYLES)}")
        return say(value, style=style or "body", house=self.house, dateline=self.ledger.dateline)

    def _chain(self, fact: Fact) -> str:
        sources = [self.ledger.sources[name] for name in fact.chain if name in self.ledger.sources]
        cited = [f"the {source.descriptor} {source.name}" if source.descriptor else source.name for source in sources]
        return ", which cited ".join([", citing ".join([sources[0].name, *cited[1:2]]), *cited[2:]])

    def _besides(self, slot: Slot) -> str:
        """A slot that is no fact: the dateline, a source, a source's date."""
        ledger = self.ledger
        if slot.id == "dateline" and ledger.dateline is not None:
            return self._when(When(ledger.dateline, ledger.dateline), slot.style)
        key, _, field = slot.id.removeprefix("source.").partition(".")
        source = ledger.sources[key]
        if field:
            held = getattr(source, field)
            return self._when(held, slot.style) if isinstance(held, When) else str(held)
        if slot.style == "descriptor" and source.descriptor:
            return f"the {source.descriptor} {source.name}"
        return possessive(source.name) if slot.style == "possessive" else source.name

    def _claimant(self, fact: Fact, body: bool) -> str:
        if not fact.claimant_role:
            return self._entities((fact.claimant,), "", body)
        return f"{self._entities((fact.claimant,), 'possessive', body)} {escape(fact.claimant_role)}"

    def _entities(self, names: tuple[str, ...], style: str, body: bool) -> str:
        if style == "count":
            return quantity(Quantity(Decimal(len(names))), "", self.house, self.ledger.dateline)
        return join_names([self._entity(name, style, body) for name in names])

    def _entity(self, name: str, style: str, body: bool) -> str:
        entity = self.ledger.entities[name]
        listing = entity.ticker
        if style == "ticker" and listing:
            return escape(f"{listing.exchange}:{listing.ticker}")
        if style in ("adjective", "role"):
            return escape(str(getattr(entity, style)))
        if style == "descriptor":
            return escape(f"the {entity.descriptor} {self._name(name, entity, body)}")
        if style not in ENTITY_STYLES:
            raise TextError(f"an entity has no style {style!r}; it has {', '.join(filter(None, ENTITY_STYLES))}")
        owner = style == "possessive"
        if style in ("full", "short"):
            if body and style == "full":
                self.referred.add(name)
            return escape(entity.name if style == "full" else entity.later)
        first = body and name not in self.referred
        shown = self._name(name, entity, body)
        shown = escape(possessive(shown) if owner else shown)
        if first and listing:
            return f"**{shown}** ({escape(f'{listing.exchange}:{listing.ticker}')})"
        return shown

    def _name(self, name: str, entity: Entity, body: bool) -> str:
        """The full name at the first reference in the body, else the short one."""
        if not body or name in self.referred:
            return entity.later
        self.referred.add(name)
        return entity.name


def sentence_start(text: str, value: object) -> str:
    """The text of a slot that begins a sentence: a count in words, the first letter a capital (eBay stays)."""
    if text[:1].isdigit() and isinstance(value, Quantity) and value.unit in ("", *DURATIONS):
        figure = _FIGURE.match(text)
        if figure:
            text = cardinal(int(figure[0].replace(",", ""))) + text[figure.end() :]
    first = text[:1]
    if first.islower() and not _CAMEL.match(text):
        return first.upper() + text[1:]
    return text


def _population(value: Quantity, fact: Fact) -> str:
    """What is counted, in the number that the count takes: "AI models", "AI model" for one."""
    name = value.population or fact.metric.label
    return _singular(name) if value.value == 1 and value.upper is None else name


def _singular(noun: str) -> str:
    """The singular of a plural noun; the noun itself where no rule finds one."""
    front, space, last = noun.rpartition(" ")
    for ending, single in (("ies", "y"), ("es", "e"), ("es", ""), ("s", "")):
        if last.endswith(ending) and plural(last.removesuffix(ending) + single) == last:
            return f"{front}{space}{last.removesuffix(ending)}{single}"
    irregular = {"people": "person", "men": "man", "women": "woman", "children": "child", "analyses": "analysis"}
    return f"{front}{space}{irregular.get(last, last)}"


def _worded(text: str, style: str) -> str:
    match style:
        case "headline" | "title":
            return title_case(text)
        case "capital":
            return text[:1].upper() + text[1:]
        case "possessive":
            return possessive(text)
        case "" | "bare":
            return text
    raise TextError(f"words have no style {style!r}; they have headline, capital, possessive")
