"""A profile: what the fields of some data are called, which names and sets they form. Data beside the data.

    fields:
      PTS: {label: points, words: [points scored]}
    names:
      - {of: [FIRST_NAME, SECOND_NAME], kind: person}
    predicates:
      - {name: double-double, words: [double-double], of: [PTS, REB, AST], at_least: 10, count: 2}

It is the serialised form of a story kind's annotations. It says what things are called and how a named predicate is
computed, never what a text may say.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field as Described
from pydantic import ValidationError

from generator.errors import FactsError
from generator.evidence.fields import Field, pieces
from generator.facts.entities import EntityType
from generator.facts.files import FactsFile, read_bytes
from generator.facts.given import Line, Model
from generator.facts.ledger import Fact
from generator.facts.metric import Metric
from generator.facts.values import Quantity


class FieldNote(Model):
    """What one field is called."""

    label: Line | None = Described(default=None, description="What a text calls it: points.")
    words: tuple[Line, ...] = Described(default=(), description="Other phrases for it.")
    unit: Line | None = Described(default=None, description="Its unit where the data has none: %, USD, day, ordinal.")
    role: Literal["", "estimate", "prior", "guidance", "surprise"] = Described(
        default="", description="Which figure it is."
    )
    skip: bool = Described(default=False, description="Whether it is for machines and no text speaks of it.")
    date: Line | None = Described(default=None, description="The form of its date, as strptime has it: %m_%d_%y.")


class NameNote(Model):
    """A name that some fields of a record make together: whose record it is."""

    of: tuple[Line, ...] = Described(description="The fields, in order: FIRST_NAME, LAST_NAME.", min_length=1)
    kind: EntityType = Described(default="other", description="What it names.")
    also: tuple[Line, ...] = Described(default=(), description="Fields that are names of it on their own.")


class Predicate(Model):
    """A word that is computed: true of a record where enough of its fields are high enough."""

    name: Line = Described(description="Its name: double-double.")
    words: tuple[Line, ...] = Described(description="What texts call it.", min_length=1)
    of: tuple[Line, ...] = Described(description="The fields that count.", min_length=1)
    at_least: Decimal | None = Described(
        default=None, description="The number that a field has to reach; without one `stated` says what is asked."
    )
    stated: bool = Described(default=True, description="Without a number: whether a field has to be stated, or not to.")
    count: int = Described(default=1, description="How many of the fields have to.", ge=1)

    def holds(self, inputs: list[Fact]) -> bool | None:
        """Whether it is true of a record with these facts, or None where the record does not say."""
        if len(inputs) < self.count:
            return None
        if self.at_least is None:
            return sum((fact.value is not None) is self.stated for fact in inputs) >= self.count
        numbers = [fact.value.value for fact in inputs if isinstance(fact.value, Quantity)]
        return sum(number >= self.at_least for number in numbers) >= self.count if numbers else None


class Pair(Model):
    """Two fields that texts print together: "6-14 FG", made and tried."""

    name: Line = Described(description="What the two are together: field goals made and tried.")
    of: tuple[Line, Line] = Described(description="The two fields, in the order in which they are printed.")
    words: tuple[Line, ...] = Described(default=(), description="What texts call them: FG, shooting.")


class Profile(Model):
    """Labels, synonyms, units, entity keys and predicates of some data's fields."""

    about: Line | None = Described(default=None, description="What data this is a profile of.")
    fields: dict[str, FieldNote] = Described(
        default={}, description="By the field's own name, or with the one around it: eps.prior."
    )
    names: tuple[NameNote, ...] = Described(default=(), description="Names made of several fields, first match wins.")
    pairs: tuple[Pair, ...] = Described(default=(), description="Fields that are printed together.")
    predicates: tuple[Predicate, ...] = Described(default=(), description="Named predicates over a record.")

    def named(self, data: dict[str, Any]) -> tuple[str, NameNote] | None:
        """The name that a record's fields make, or None."""
        for note in self.names:
            parts = [data.get(key) for key in note.of]
            if all(isinstance(part, str) for part in parts):
                said = [str(part).strip() for part in parts if str(part).strip() not in ("", "N/A")]
                if said:
                    return " ".join(said), note
        return None

    def field(self, what: Field, keys: tuple[str, ...]) -> Field:
        """A field with what the profile says of it, by its name with the one around it, or by its name alone."""
        note = self.fields.get(".".join(keys[-2:])) or self.fields.get(keys[-1])
        if note is None:
            return what
        label = note.label or what.label
        name = "_".join(pieces(label)) if note.label else what.metric
        unit = note.unit or what.unit
        return Field(
            name, label, (*note.words, *_other_names(what, note)), note.role or what.role,
            "?" if unit == "ordinal" else unit, unit == "ordinal" or (what.ordinal and not note.label),
        )  # fmt: skip

    def day(self, key: str, text: str) -> date | None:
        """A date in the form that the profile gives for its field, or None."""
        note = self.fields.get(key)
        if note is None or note.date is None:
            return None
        try:
            return datetime.strptime(text, note.date).date()
        except ValueError:
            return None

    def skips(self, key: str) -> bool:
        """Whether a field is left out."""
        note = self.fields.get(key)
        return note is not None and note.skip

    def told(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts of the named predicates, one a record that has their fields."""
        made = []
        records: dict[str, dict[str, Fact]] = {}
        for fact in facts:
            record, _, key = fact.id.rpartition("/")
            records.setdefault(record, {})[key] = fact
        for pair in self.pairs:
            for record, by_key in records.items():
                if all(key in by_key for key in pair.of):
                    made.extend(_joined(pair, record, by_key[pair.of[0]], by_key[pair.of[1]]))
        for predicate in self.predicates:
            for record, by_key in records.items():
                inputs = [by_key[key] for key in predicate.of if key in by_key]
                holds = predicate.holds(inputs)
                if holds is None:
                    continue
                metric = Metric(predicate.name.replace(" ", "_"), predicate.name, says={"true": predicate.words})
                made.append(
                    inputs[0]._replace(
                        id=f"{record}/{predicate.name}", metric=metric, value=holds, formula="predicate",
                        inputs=tuple(fact.id for fact in inputs),
                    )
                )  # fmt: skip
        return made


def _other_names(what: Field, note: FieldNote) -> tuple[str, ...]:
    """What a field is called without its note: all of it where the note has no label, else its own name of words."""
    if note.label is None:
        return what.words
    return (what.label,) if " " in what.label and what.label != note.label else ()


def _joined(pair: Pair, record: str, first: Fact, second: Fact) -> list[Fact]:
    """Both values as one: the first, with the second as its other end."""
    one, two = first.value, second.value
    if not isinstance(one, Quantity) or not isinstance(two, Quantity):
        return []
    metric = Metric("_".join(pieces(pair.name)), pair.name, pair.words)
    value = Quantity(one.value, "?", one.quantum, upper=two.value)
    return [first._replace(id=f"{record}/{'+'.join(pair.of)}", metric=metric, value=value)]


def read_profile(text: str, name: str) -> Profile:
    """The profile that a YAML or JSON text holds. Raises FactsError that names the field and what is allowed."""
    return profile_of(read_bytes(text.encode(), name))


def profile_of(file: FactsFile) -> Profile:
    """The profile that a file holds. Raises FactsError that names the field and what is allowed."""
    try:
        return Profile.model_validate(file.data or {})
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(part for part in first["loc"])
        shown = ".".join(str(part) for part in place)
        raise FactsError(f"{file.where(place)}: {shown}: {first['msg']}, got {first.get('input')!r}") from error
