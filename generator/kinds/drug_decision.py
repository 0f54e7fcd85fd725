"""Drug decision: what a drug regulator decided on an application, from the agency's own record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.facts.given import Flag, Given, Id, Moment, Ref, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part, Sheet
from generator.parts.background import Statement
from generator.parts.decisions import DRUG_WORDS
from generator.parts.price_action import PriceMove
from generator.parts.report import report_facts, statement_facts
from generator.story import StoryKind

REVIEW_WORDS = MappingProxyType({
    "standard": ("standard review", "standard"),
    "priority": ("priority review", "priority", "faster review"),
})  # fmt: skip
ORPHAN_WORDS = MappingProxyType({"true": ("orphan", "orphan drug", "orphan designation", "rare disease")})

CLASS_MEANINGS = MappingProxyType({
    "1": "active ingredients with no active part that the agency had approved before",
    "2": "new salts, esters or other forms of an active part that the agency already knew",
    "3": "active ingredients already on the market that come in a different dosage form",
    "4": "pairings or larger combinations of active ingredients that are new to the agency",
    "5": "new formulations of active ingredients already on the market, or new makers of them",
    "7": "drugs that were on sale before they had an application",
})  # fmt: skip
"""What the FDA's submission classes mean (Manual of Policies and Procedures 5018.2), in our own words."""


class Decision(Given):
    """What the agency decided."""

    value: Literal["approve", "tentatively approve", "decline", "withdraw"] = Field(
        description="approve, tentatively approve, decline or withdraw."
    )

    def content(self) -> str:
        """The decision."""
        return self.value


class Review(Given):
    """The agency's timetable."""

    value: Literal["standard", "priority", "not stated"] = Field(description="standard, priority or not stated.")

    def content(self) -> str | None:
        """The timetable, or None if it is not stated."""
        return None if self.value == "not stated" else self.value


class Ingredient(Part):
    """One active ingredient."""

    item_key: ClassVar[str] = "id"

    id: Id = Field(description="A short id: carbidopa.")
    name: Annotated[
        Words, Metric("ingredient", "active ingredient", ("active ingredient", "contains", "ingredient"))
    ] = Field(description="Its name, in lower case: safinamide mesylate.")


class Strength(Part):
    """One strength in which the drug is listed."""

    item_key: ClassVar[str] = "id"

    id: Id = Field(description="A short id: s50.")
    strength: Annotated[Words, Metric("strength", "strength", ("strength", "strengths", "dose", "doses"))] = Field(
        description="As a story prints it: 50 mg, or 23.75 mg/95 mg for two ingredients."
    )


class DrugSheet(Sheet):
    """The facts of one decision on one drug."""

    about: ClassVar[About] = About(subject="drug", as_of="decided")

    kind: Literal["drug_decision"] = Field(description="drug_decision")
    agency: Annotated[Ref, Metric("agency", "agency", must=True)] = Field(description="Who decided: an entity's id.")
    decision: Annotated[Decision, Metric("decision", "decision", says=DRUG_WORDS, must=True, subject="agency")] = Field(
        description="approve, tentatively approve, decline or withdraw."
    )
    decided: Annotated[Moment, Metric("decided", "day of the decision", ("approved", "decided", "decision", "on"))] = (
        Field(description="The day of the decision: 2017-03-21.")
    )
    drug: Annotated[Ref, Metric("drug", "drug", must=True)] = Field(description="The drug: the id of a product.")
    ingredients: tuple[Ingredient, ...] = Field(default=(), description="Its active ingredients.")
    ingredients_complete: bool = Field(default=True, description="Whether `ingredients` names all of them.")
    application: Annotated[Words | None, Metric("application", "application number", ("application",))] = Field(
        default=None, description="The application's number: NDA207145."
    )
    class_code: Annotated[Words | None, Metric("class_code", "submission class", ("class", "classed"))] = Field(
        default=None, description="The agency's class of the submission: Type 1."
    )
    class_name: Annotated[Words | None, Metric("class_name", "name of the class", ("class", "classed"))] = Field(
        default=None, description="What the class is called, in lower case: new molecular entity."
    )
    review: Annotated[Review | None, Metric("review", "timetable of the review", says=REVIEW_WORDS)] = Field(
        default=None, description="standard, priority or not stated."
    )
    orphan: Annotated[Flag | None, Metric("orphan", "orphan designation", ("orphan",), says=ORPHAN_WORDS)] = Field(
        default=None, description="Whether the record marks it as an orphan drug."
    )
    form: Annotated[Words | None, Metric("form", "dosage form", ("form",))] = Field(
        default=None, description="Dosage form, in the singular: tablet, extended-release capsule."
    )
    route: Annotated[Words | None, Metric("route", "route of use", ("route",))] = Field(
        default=None, description="Route, as an adjective: oral, intravenous."
    )
    strengths: tuple[Strength, ...] = Field(default=(), description="The strengths listed.")
    strengths_complete: bool = Field(default=False, description="Whether `strengths` names all of them.")
    strengths_as_base: Annotated[Flag | None, Metric("strengths_as_base", "strengths count the base alone")] = Field(
        default=None, description="Whether strengths count the base alone (the record says 'EQ 50MG BASE')."
    )
    marketing: Annotated[Words | None, Metric("marketing", "marketing status", ("prescription", "counter"))] = Field(
        default=None, description="How it is sold: prescription, over-the-counter."
    )
    holder: Annotated[Words | None, Metric("holder", "sponsor listed today", ("sponsor", "holder", "lists"))] = Field(
        default=None, description="The sponsor that the record lists today; not the applicant of the time."
    )
    applicant: Annotated[Words | None, Metric("applicant", "applicant", ("applicant", "applied", "sponsor"))] = Field(
        default=None, description="Who applied at the time; or not stated."
    )
    indication: Annotated[
        Words | None, Metric("indication", "approved use", ("to treat", "treatment", "condition"))
    ] = Field(
        default=None, description="What it is approved for, in the agency's words: 'to treat ...'; or not stated."
    )
    quotes: tuple[PriceMove, ...] = Field(default=(), description="Share prices after the decision, if known.")
    background: tuple[Statement, ...] = Field(default=(), description="Statements of context, each with its source.")


TYPE = Metric("application_type", "kind of application", ("application",))
MEANING = Metric("class_meaning", "meaning of the class", ("class", "means"))


def _derive(ledger: Ledger) -> Iterator[Fact]:
    yield from report_facts(ledger, "decision")
    yield from statement_facts(ledger)
    number = ledger.get("application")
    if number is not None and isinstance(number.value, str):
        kind = {"NDA": "new drug application", "BLA": "biologics license application"}.get(number.value[:3])
        if kind:
            yield number._replace(id="application_type", metric=TYPE, value=kind, inputs=("application",))
    code = ledger.get("class_code")
    if code is not None and isinstance(code.value, str):
        found = re.fullmatch(r"(?i)type (\d+)", code.value)
        meaning = CLASS_MEANINGS.get(found[1]) if found else None
        if meaning:
            yield code._replace(id="class_meaning", metric=MEANING, value=meaning, inputs=("class_code",))


EXAMPLE = """\
# A decision on a drug. Fill in the words in CAPITALS; leave out what the record does not give,
# or write `not stated` where the whole record was read and it is not there.
kind: drug_decision
id: NDA000000                          # the agency's application number
dateline: {date: 2017-03-21}           # the day the story is written for
defaults: {source: record}
sources:
  record: {name: the agency's records, type: database, primary: true, read: full}
entities:
  agency: {name: U.S. Food and Drug Administration, short: FDA, type: agency}
  drug: {name: BRAND NAME, type: product}
agency: agency
decision: approve                      # approve, tentatively approve, decline or withdraw
decided: 2017-03-21
drug: drug
ingredients:
  - {id: first, name: ACTIVE INGREDIENT}
application: NDA000000
class_code: Type 1
class_name: new molecular entity
review: standard                       # or priority
# orphan: true
form: tablet
route: oral
strengths:
  - {id: s50, strength: 50 mg}
indication: not stated
applicant: not stated
# holder: {value: COMPANY, as_of: 2024-09-10}   # the sponsor that the record lists today
"""

KIND = StoryKind(
    name="drug_decision",
    title="Drug decision",
    about="a drug regulator's decision on an application: approved, declined, withdrawn",
    sheet=DrugSheet,
    required=("agency", "decision", "decided", "drug"),
    derive=_derive,
    subject="drug",
    tags=("FDA", "drug approvals"),
    example=EXAMPLE,
)
"""The kind, as the shelf finds it."""
