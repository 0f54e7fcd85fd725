"""What a sheet's fields hold: a value and all that is known about it.

A field may be written short (`models: 14`) or in full, with its source, standing, claimant and dates:

    models: {value: more than 40, population: AI models, source: reuters, standing: reported, as_of: 2024-01-28}

`value: not stated` says that the source does not give it: that is a fact too; a text that claims otherwise is wrong.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator

from generator.facts.values import Grain, Hedge, Quantity, When
from generator.facts.written import amount, when

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

NOT_STATED = "not stated"
Standing = Literal["confirmed", "reported", "disputed", "not stated"]
Use = Literal["must", "may", "hold"]
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _clean(value: Any) -> Any:
    """Text with white space folded; control and direction-changing characters are refused."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Decimal | int):
        return str(value)
    if isinstance(value, str):
        if _CONTROL.search(value):
            raise ValueError("holds a control character; remove it")
        return " ".join(value.split())
    return value


def _write_when(value: When) -> str:
    if value.grain is Grain.DAY:
        return value.start.isoformat()
    mark = "FY" if value.fiscal else ""
    year, month = value.start.year, value.start.month
    match value.grain:
        case Grain.WEEK:
            iso = value.start.isocalendar()
            return f"{iso.year}-W{iso.week:02}"
        case Grain.MONTH:
            return f"{year}-{month:02}"
        case Grain.QUARTER:
            return f"{mark}{year}-Q{(month + 2) // 3}"
        case Grain.HALF:
            return f"{mark}{year}-H{(month + 5) // 6}"
    return f"{mark}{year}"


Line = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=300)]
"""One line of text: a name, a title, a term."""
Passage = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=4000)]
"""A sentence or a paragraph, as its source has it."""
Id = Annotated[str, BeforeValidator(_clean), Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
"""The id of an entity, a source or an item: letters, digits, _ and -."""
Day = Annotated[
    When,
    BeforeValidator(lambda raw: raw if isinstance(raw, When) else when(raw)),
    PlainSerializer(_write_when, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "title": "date"}),
]
"""A date or period: 2024-01-29, 2024-01, 2024-W04, 2025-Q3, FY2025-Q3, 2025-H1 or 2024."""


class Model(BaseModel):
    """A frozen model that refuses unknown fields."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_max_length=4000, hide_input_in_errors=False, defer_build=True
    )


class Rival(Model):
    """Another version of a disputed fact, and who holds it."""

    claim: Passage = Field(description="The rival version in a sentence.")
    source: Id | None = Field(default=None, description="The source that holds it.")


class Given(Model):
    """A value with its source, standing, claimant, dates, evidence and use. Subclasses say what kind of value."""

    source: Id | None = Field(default=None, description="Id of the source that carried it, of `sources`.")
    standing: Standing | None = Field(default=None, description="How sure it is; the sheet's default if left out.")
    claimant: Id | None = Field(default=None, description="Id of the entity that asserts it, if not the source.")
    claimant_role: Line | None = Field(default=None, description="The claimant's voice: 'chief technology officer'.")
    as_of: Day | Literal["not stated"] | None = Field(default=None, description="When it is true; or not stated.")
    said_on: Day | None = Field(default=None, description="When the claimant said it.")
    published_on: Day | None = Field(default=None, description="When the source published it.")
    evidence: Passage | None = Field(default=None, description="The passage it was read from, in the source's words.")
    url: Line | None = Field(default=None, description="Where that passage stands.")
    record: Line | None = Field(default=None, description="The source's record id.")
    use: Use | None = Field(default=None, description="must be told, may be told, or hold back.")
    hold_reason: Line | None = Field(default=None, description="Why it is held back.")
    rivals: tuple[Rival, ...] = Field(default=(), description="Other versions of a disputed fact.")
    also: tuple[Id, ...] = Field(default=(), description="Ids of further sources that give the same value.")
    note: Line | None = Field(default=None, description="A note for the editor; never printed.")

    SHORT: ClassVar[tuple[type, ...]] = (str, Decimal, int, bool)

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, raw: Any) -> Any:
        return {"value": raw} if isinstance(raw, cls.SHORT) else raw

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The short form or the full one, so that a plug-in which completes a sheet takes both."""
        named = handler(core)
        full = handler.resolve_ref_schema(named)
        if "properties" in full:
            about: dict[str, Any] = {key: full[key] for key in ("title", "description") if key in full}
            short = {key: part for key, part in full["properties"]["value"].items() if key not in about}
            whole = dict(full)
            full.clear()
            full.update(about, anyOf=[short, whole])
        return named

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.use == "hold" and not self.hold_reason:
            raise ValueError("is held back without a hold_reason; say why in a few words")
        if self.rivals and self.standing not in (None, "disputed"):
            raise ValueError(f"has rivals but standing {self.standing!r}; a fact with rivals is disputed")
        return self

    def content(self) -> Any:
        """The typed value, or None if it is not stated."""
        raise NotImplementedError


def _quantity(raw: Any) -> Any:
    if raw is None or isinstance(raw, Quantity) or raw == NOT_STATED:
        return None if raw == NOT_STATED else raw
    got = amount(raw)
    return Quantity(got.value, got.unit, got.quantum, got.hedge, got.upper)


def _write_quantity(value: Quantity | None) -> str | None:
    if value is None:
        return NOT_STATED
    unit = value.unit.split("/")[0]
    tail = unit if unit == "%" else f" {unit}" if unit else ""
    text = f"{value.value:f}" + (f" to {value.upper:f}" if value.upper is not None else "") + tail
    return f"{value.hedge} {text}" if value.hedge else text


class Amount(Given):
    """A number with a unit, written 14, 1.10, 431.00M, 3.1%, $1.2 billion, more than 40; or `not stated`."""

    value: Annotated[
        Quantity | None,
        BeforeValidator(_quantity),
        PlainSerializer(_write_quantity, return_type=str),
        WithJsonSchema({"type": ["string", "number"]}),
    ] = Field(description="The number as its source shows it.")

    UNITS: ClassVar[tuple[str, ...]] = ()
    UNIT_NAME: ClassVar[str] = "a number"

    @model_validator(mode="after")
    def _unit(self) -> Self:
        value = self.value
        if value is not None and value.unit and not self._allows(value.unit):
            raise ValueError(f"is in {value.unit}; this field takes {self.UNIT_NAME}")
        return self

    @classmethod
    def _allows(cls, unit: str) -> bool:
        return unit in cls.UNITS

    def content(self) -> Quantity | None:
        """The quantity, in the unit of its field."""
        return self.value


class Count(Amount):
    """A whole number of things; `population` names them."""

    population: Line | None = Field(default=None, description="What is counted, in the plural: AI models.")
    UNIT_NAME: ClassVar[str] = "a whole number without a unit"

    @model_validator(mode="after")
    def _whole_number(self) -> Self:
        value = self.value
        if value is not None and (value.value < 0 or value.value != value.value.to_integral_value()):
            raise ValueError(f"{value.value} is not a whole number of things; write 0, 1, 2, ...")
        return self


class Money(Amount):
    """An amount of money, in the sheet's currency unless a code or symbol is written."""

    UNIT_NAME: ClassVar[str] = "money (1720000000, 1.72B, $1.72 billion)"

    @classmethod
    def _allows(cls, unit: str) -> bool:
        return len(unit) == 3 and unit.isupper()


class PerShare(Money):
    """Money a share: 0.66, -0.07."""

    UNIT_NAME: ClassVar[str] = "money a share (0.66, -0.07)"


class Percent(Amount):
    """A percentage: 41.18 or 41.18%."""

    UNITS: ClassVar[tuple[str, ...]] = ("%",)
    UNIT_NAME: ClassVar[str] = "a percentage (41.18%)"


class Multiple(Amount):
    """A multiple or a bare ratio: 12.4, 2x."""

    UNITS: ClassVar[tuple[str, ...]] = ("x",)
    UNIT_NAME: ClassVar[str] = "a multiple (2x)"


class Words(Given):
    """A short text: a name, a term, a purpose in the source's words."""

    value: Passage = Field(description="The text.")

    def content(self) -> str | None:
        """The text, or None if it is not stated."""
        return None if self.value == NOT_STATED else self.value


class Quote(Given):
    """Words in quotation marks: verbatim, with who said them (`claimant`)."""

    value: Passage = Field(description="The quotation, verbatim, without quotation marks.")

    def content(self) -> str:
        """The words."""
        return self.value


class Moment(Given):
    """A date or period."""

    value: Day | Literal["not stated"] = Field(description="The date, as fine as the source gives it.")
    SHORT: ClassVar[tuple[type, ...]] = (str, Decimal, int)

    def content(self) -> When | None:
        """The date, or None if it is not stated."""
        return self.value if isinstance(self.value, When) else None


class Flag(Given):
    """A yes or no: true or false. A false is told as a false."""

    value: bool | Literal["not stated"] = Field(description="true or false.")

    def content(self) -> bool | None:
        """The truth value, or None if it is not stated."""
        return self.value if isinstance(self.value, bool) else None


class Ref(Given):
    """One entity, by its id in `entities`."""

    value: Id = Field(description="Id of an entity.")

    def content(self) -> str:
        """The entity's id."""
        return self.value


class Refs(Given):
    """Several entities, by id. `closed: true` says that they are all there are; otherwise they are some of them."""

    value: tuple[Id, ...] = Field(description="Ids of entities.", min_length=1)
    closed: bool = Field(default=False, description="Whether these are all.")
    SHORT: ClassVar[tuple[type, ...]] = (list, tuple)

    def content(self) -> tuple[str, ...]:
        """The ids."""
        return self.value


def hedged(value: Quantity) -> bool:
    """Whether the value is itself only a bound or an approximation."""
    return value.hedge not in (Hedge.NONE, Hedge.EXACTLY)
