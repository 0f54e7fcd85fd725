"""What a model may not write outside a slot: figures, dates, names, quotations, markup; and slots that do not exist."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import process

from generator.drafting.english import is_foreign
from generator.drafting.relations import relations
from generator.drafting.slots import SLOT, Slot, missing, slots
from generator.drafting.table import has_slot
from generator.drafting.telling import Teller
from generator.errors import TextError
from generator.facts.ledger import Ledger
from generator.facts.values import When
from generator.language import House


class Fault(NamedTuple):
    """What is wrong with a sentence, in words that its writer can act on."""

    sentence: str
    message: str


_FIGURE = re.compile(
    r"\d[\d.,]*|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|(m|b|tr)illions?"
    r"|dozens?|half|halved|twice|thrice|doubled?|tripled?|quadrupled?|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|percent)\b",
    re.IGNORECASE,
)
"""A figure or a number word: "40", "fourteen", "doubled", "a third". "One" and "first" are words of their own."""
_DATE = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
"""A month, a weekday or a day relative to now: "Aug.", "Monday", "yesterday"."""
_QUOTED = re.compile(r"[\"“”«»„‟]|(?<!\w)'(?=\w)")
_MARKUP = re.compile(r"<[/!A-Za-z]|\]\(|https?:|www\.|[*_`]{2,}|`|\{\{|\{%|^\s*(#|>|[-*] |\|)")
_TOLD = re.compile(
    r"\b(because|due to|thanks to|driven by|as a result|led to|caused|prompted|boost(?:s|ed|ing)?|lift(?:s|ed|ing)?"
    r"|hurts?|benefit(?:s|t?ed|t?ing)?|expected to|likely to|poised to|set to|on track to|bound to"
    r"|will|plan(?:s|ned)? to|intend(?:s|ed)? to|aim(?:s|ed)? to|hope(?:s|d)? to|(?:consider|weigh|plann)ing)\b",
    re.IGNORECASE,
)
"""Words of a cause, a benefit, a forecast or an intention: "because", "benefits", "expected to", "considering"."""
_TO_COME = ("expected to", "set to")
_ADVICE = re.compile(
    r"^\W*(?:buy|sell|short|avoid|invest|click|visit|subscribe|call|contact|ignore|note)\b", re.IGNORECASE
)
"""An order to the reader: "Buy the shares now."."""
_NAME = re.compile(
    r"(?<=[\w,;)] )[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*|^\W*[A-Z]\w+(?= (?:Inc|Corp|Ltd|PLC|Co|LLC|AG|SA|Group|Holdings)\b)"
)
"""A name within a sentence, or a company at its start: "... said Apple", "Apple Inc. ..."."""
_BRACKETS = re.compile(r"\[\[|\]\]")


_LONGEST_NAME = 60
_PLAIN = frozenset("AI GAAP EPS CEO CFO IPO I U.S".split())


def _first(word: str) -> str:
    """The part of a word that is capitalised for itself: AI-powered is a word of AI."""
    return word.strip(".").partition("-")[0]


class Rules:
    """Finds the faults of sentences about one ledger."""

    def __init__(self, ledger: Ledger, house: House) -> None:
        self._ledger = ledger
        self._teller = Teller(ledger, house)

    def faults(self, sentence: str, text: str, prominent: bool = False) -> tuple[Fault, ...]:
        """All faults of a sentence. `prominent` says that it is the headline, the teaser, the alert or the lead."""
        outside = SLOT.sub(" ", text)
        found = [*self._of_words(outside)]
        hit = _TOLD.search(outside)
        if hit and not self._worded(text) and not (hit[0].lower() in _TO_COME and self._is_ahead(text)):
            found.append(
                f"{hit[0]!r} claims a cause, a benefit, a forecast or an intention; only the slot of a row that says "
                "so may"
            )
        if sentence not in ("headline", "alert"):
            found.extend(self._of_strangers(text))
        if is_foreign(outside):
            found.append("the sentence is not English; write it in English")
        if _BRACKETS.search(outside):
            found.append("a slot is not closed or is nested; write [[id]] or [[id|style]]")
        for slot in slots(text):
            found.extend(self._of_slot(slot, prominent))
        if sentence not in ("headline", "alert"):
            found.extend(relations(text, self._ledger))
        return tuple(Fault(sentence, message) for message in dict.fromkeys(found))

    def _worded(self, text: str) -> bool:
        """Whether the sentence holds the slot of a row that is itself a statement in words."""
        facts = [self._ledger.get(slot.id) for slot in slots(text)]
        return any(f is not None and isinstance(f.value, str) and not f.entity and " " in f.value for f in facts)

    def _is_ahead(self, text: str) -> bool:
        """Whether the sentence holds the slot of a day that is still to come: "is expected to report on Oct. 29"."""
        day = self._ledger.dateline
        facts = (self._ledger.get(slot.id) for slot in slots(text))
        return any(day and fact and isinstance(fact.value, When) and fact.value.start > day for fact in facts)

    def _of_words(self, outside: str) -> list[str]:
        found = []
        if hit := _FIGURE.search(outside):
            found.append(f"the figure {hit[0]!r} is written out; place the fact's slot, or leave it out")
        if hit := _DATE.search(outside):
            found.append(f"the date {hit[0]!r} is written out; place the fact's slot, or leave it out")
        if hit := self._names.search(outside):
            found.append(f"the name {hit[0]!r} is written out; place its slot")
        if hit := _QUOTED.search(outside):
            found.append("quotation marks; only the slot of a quotation prints them")
        if hit := _ADVICE.search(outside):
            found.append(f"{hit[0].strip()!r} tells the reader what to do; a news story does not")
        if hit := _MARKUP.search(outside):
            found.append(f"markup or a link ({hit[0].strip()!r}); write plain text")
        return found

    def _of_strangers(self, text: str) -> list[str]:
        """Names that the table does not hold; the values of facts held back are among them."""
        outside = SLOT.sub("x", text)
        held = self._held.search(outside)
        strange = (hit[0].strip(" .") for hit in _NAME.finditer(outside))
        names = [
            name
            for name in strange
            if not self._capitals.issuperset(map(_first, name.split())) and not self._names.search(name)
        ]
        return [f"the name {name!r} is not in the table; take it out" for name in ([held[0]] if held else names[:1])]

    def _of_slot(self, slot: Slot, prominent: bool) -> list[str]:
        shown = f"the slot {slot.id}" + (f" in the style {slot.style}" if slot.style else "")
        if reason := missing(slot, self._ledger):
            return [f"{shown} cannot be printed ({self._plain(reason)}){self._near(slot)}"]
        fact = self._ledger.get(slot.id)
        if fact is not None and not has_slot(fact) and slot.style not in ("source", "chain", "claimant"):
            return [f"{shown} has no slot; say it in words"]
        if fact is not None and prominent and fact.standing == "disputed":
            return [f"{shown} is disputed; it may not stand in the headline, the teaser, the alert or the lead"]
        try:
            self._teller.tell(slot, body=True, first=False)
        except (TextError, ValueError) as error:
            return [f"{shown}: {error}"]
        return []

    def _plain(self, reason: str) -> str:
        return reason if "held back" not in reason else "not a fact of the table"

    def _near(self, slot: Slot) -> str:
        ids = [*(fact.id for fact in self._ledger if fact.use != "hold"), *self._name_ids]
        if slot.id in ids:
            return ""
        near = process.extractOne(slot.id, ids, score_cutoff=60)
        return f"; did you mean {near[0]}?" if near else ""

    @cached_property
    def _name_ids(self) -> list[str]:
        return [*(f"entity.{key}" for key in self._ledger.entities), *(f"source.{key}" for key in self._ledger.sources)]

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """The names of the ledger's entities and sources that are proper names, the longest first."""
        held = {name for entity in self._ledger.entities.values() for name in entity.names}
        held |= {name for source in self._ledger.sources.values() for name in (source.name, *source.aliases)}
        proper = sorted((name for name in held if re.match(r"(?!The )[A-Z0-9]|[a-z]+[A-Z]", name)), key=len)
        words = "|".join(re.escape(name) for name in reversed(proper))
        return re.compile(rf"(?<![\w.])(?:{words})(?!\w)" if words else r"(?!)")

    @cached_property
    def _held(self) -> re.Pattern[str]:
        """The names that only facts held back give."""
        texts = [f.value for f in self._ledger if f.use == "hold" and isinstance(f.value, str) and not f.entity]
        words = "|".join(re.escape(text) for text in texts if text[:1].isupper() and len(text) <= _LONGEST_NAME)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)")

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """The capitalised words that are no names of their own: those of labels, populations and words for a state."""
        texts = [fact.metric.label for fact in self._ledger]
        texts += [text for fact in self._ledger for texts in (fact.metric.says or {}).values() for text in texts]
        texts += [getattr(fact.value, "population", "") or "" for fact in self._ledger]
        return _PLAIN | {word for text in texts for word in text.split() if word[:1].isupper()}
