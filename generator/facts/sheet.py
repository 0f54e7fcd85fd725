"""The fact sheet: the model of one story's input, and its shared beginning."""

from __future__ import annotations

from typing import ClassVar, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from generator.facts.entities import Entity
from generator.facts.given import Day, Given, Id, Line, Model, Ref, Refs, Standing
from generator.facts.metric import About
from generator.facts.sources import Source
from generator.facts.values import Grain


class Part(Model):
    """A block of facts. `about` says of whom and when they are; `item_key` names the field that tells items apart."""

    about: ClassVar[About] = About()
    item_key: ClassVar[str] = ""


class Dateline(Model):
    """The day a story is written for: relative dates and weekdays count from it."""

    date: Day = Field(description="The day: 2024-01-29.")
    zone: Line = Field(default="America/New_York", description="Time zone of the events: Asia/Shanghai.")
    place: Line | None = Field(default=None, description="Place, if the story names it.")

    @field_validator("date")
    @classmethod
    def _one_day(cls, day: Day) -> Day:
        if day.grain is not Grain.DAY:
            raise ValueError("must be one day: 2024-01-29")
        return day

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"unknown time zone {zone!r}; write it as America/New_York or Asia/Shanghai") from error
        return zone


class Defaults(Model):
    """What holds for every fact that does not say otherwise."""

    source: Id | None = Field(default=None, description="Id of the source of most facts.")
    standing: Standing = Field(default="confirmed", description="Standing of most facts.")


class Image(Model):
    """The story's picture and its credit."""

    credit: Line = Field(description="The credit line: Image via Pixabay.")
    url: Line | None = Field(default=None, pattern=r"^https?://\S+$", description="Where it stands.")


class Link(Model):
    """A link to another story."""

    text: Line = Field(description="The other story's headline.")
    url: Line = Field(pattern=r"^https?://\S+$", description="Where it stands.")


class Sheet(Part):
    """The shared beginning of every fact sheet."""

    kind: Line = Field(description="The story kind, as `neurowire kinds` lists it.")
    id: Id = Field(description="The record id that tells this story from all others of its kind.")
    dateline: Dateline = Field(description="The day and zone the story is written for.")
    currency: Line = Field(default="USD", pattern=r"^[A-Z]{3}$", description="Currency of bare amounts of money.")
    sources: dict[Id, Source] = Field(default={}, description="Where the facts come from, by id.")
    entities: dict[Id, Entity] = Field(default={}, description="Who and what the story speaks of, by id.")
    defaults: Defaults = Field(default=Defaults(), description="Source and standing of facts that name none.")
    made_up: bool = Field(default=False, description="Whether the facts are invented, for a demonstration.")
    image: Image | None = Field(default=None, description="The picture's credit.")
    see_also: Link | None = Field(default=None, description="A link after What Happened.")
    read_next: Link | None = Field(default=None, description="A link at the end.")
    author: Line = Field(default="Neurowire", description="Who wrote it.")
    editor: Line | None = Field(default=None, description="The editor who reviewed it; left out if nobody has yet.")

    @model_validator(mode="after")
    def _ids_exist(self) -> Self:
        entities, sources = self.entities, self.sources
        if self.defaults.source is not None:
            _known(self.defaults.source, sources, "defaults.source", "source")
        for name, source in sources.items():
            if source.cites is not None:
                _known(source.cites, sources, f"sources.{name}.cites", "source")
        for name, entity in entities.items():
            if entity.parent is not None:
                _known(entity.parent, entities, f"entities.{name}.parent", "entity")
        for where, given in givens(self):
            if given.source is not None:
                _known(given.source, sources, f"{where}.source", "source")
            if given.claimant is not None:
                _known(given.claimant, entities, f"{where}.claimant", "entity")
            for name in given.also:
                _known(name, sources, f"{where}.also", "source")
            for rival in given.rivals:
                if rival.source is not None:
                    _known(rival.source, sources, f"{where}.rivals.source", "source")
            if isinstance(given, Ref):
                _known(given.value, entities, where, "entity")
            elif isinstance(given, Refs):
                for name in given.value:
                    _known(name, entities, where, "entity")
        return self


def _known(name: str, known: dict[str, Source] | dict[str, Entity], where: str, what: str) -> None:
    if name in known:
        return
    from rapidfuzz import process

    near = process.extractOne(name, list(known), score_cutoff=60)
    hint = f"; did you mean {near[0]!r}?" if near else f"; the sheet has {', '.join(known) or 'none'}"
    raise ValueError(f"{where}: no {what} {name!r}{hint}")


def givens(model: Model, prefix: str = "") -> list[tuple[str, Given]]:
    """Every given value of a model with its dotted place; list items are named by their key where they have one."""
    found: list[tuple[str, Given]] = []
    for name in type(model).model_fields:
        _collect(getattr(model, name), f"{prefix}{name}", found)
    return found


def _collect(value: object, where: str, found: list[tuple[str, Given]]) -> None:
    if isinstance(value, Given):
        found.append((where, value))
    elif isinstance(value, Model):
        found.extend(givens(value, where + "."))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            if isinstance(item, Model):
                _collect(item, f"{where}.{item_id(item, place)}", found)


def item_id(item: Model, place: int) -> str:
    """The id of a list item: the value of its declared key, or its place from 1 where it has none."""
    key = getattr(item, "item_key", "") if isinstance(item, Part) else ""
    value = getattr(item, key) if key else place + 1
    content = value.content() if isinstance(value, Given) else value
    number = getattr(content, "value", content)
    return f"{number}".replace(" ", "_").replace(".", "_") if not isinstance(number, str) else number
