"""The rota: a file that says which batches are run, when, and what becomes of a run that was missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from generator.batch.spending import price_of, rate_of
from generator.drafting.controls import Controls, Tone
from generator.errors import UsageError
from generator.facts.files import read_model
from generator.parts.sessions import Session, state_at
from generator.story import Form

Missed = Literal["skip", "once", "all"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Strict):
    """One batch of the rota."""

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$", description="Its name: one tick per name and time.")
    cron: str = Field(description="Minute, hour, day of the month, month, day of the week: 30 9 * * 1-5.")
    zone: str = Field(description="Time zone of the expression: America/New_York.")
    calendar: str | None = Field(default=None, description="Run on this exchange's sessions only: XNYS.")
    input: tuple[str, ...] = Field(default=(), description="Files or folders, from the rota's own folder.")
    fetch: tuple[str, ...] = Field(
        default=(), description="Calls made first, whose sheets are told: benzinga ratings --date {date}."
    )
    mapping: tuple[str, ...] = Field(default=(), description="Mapping files of the CSV files among them.")
    kind: str | None = Field(default=None, description="Tell only sheets of this kind.")
    filters: dict[str, tuple[str, ...]] = Field(default={}, description="Field and the values that are told.")
    writer: Literal["auto", "template", "model"] = Field(default="template", description="Who writes.")
    form: Form = Field(default="full", description="alert, brief or full.")
    tone: Tone = Field(default="plain", description="plain, brisk, formal or explaining; for a model.")
    words: int = Field(default=0, ge=0, le=5000, description="The most words of the body; 0 for no ceiling.")
    angle: str = Field(default="", description="What the stories are to follow; for a model.")
    outline: tuple[str, ...] = Field(default=(), description="Facts or groups in the order to be told; for a model.")
    must: tuple[str, ...] = Field(default=(), description="Facts that have to be told.")
    must_not: tuple[str, ...] = Field(default=(), description="Facts, or groups, that may not be told.")
    judge: bool = Field(default=False, description="Ask the model too about sentences that no fact is tied to.")
    budget: Decimal | None = Field(default=None, gt=0, description="US dollars for a run.")
    price: str | None = Field(default=None, description="Dollars for a million tokens: 0.15,0.60.")
    rate: str | None = Field(default=None, description="The most calls a minute: 600/min.")
    concurrency: int = Field(default=20, ge=1, le=10_000, description="Stories in flight at a model.")
    out: str = Field(description="Where the stories go; {date}, {time} and {name} are those of the due time.")
    missed: Missed = Field(
        default="skip", description="After a missed time: skip it, run once for all missed, or run all."
    )
    grace: int = Field(default=15, ge=0, le=1440, description="Minutes that a run may be late without being missed.")
    required: bool = Field(default=True, description="Whether its stories have to be told.")

    @field_validator("input", "mapping", "fetch", "outline", "must", "must_not", mode="before")
    @classmethod
    def _listed(cls, raw: Any) -> Any:
        return (raw,) if isinstance(raw, str) else raw

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.input and not self.fetch:
            raise ValueError("has neither input nor fetch; name files to tell, or calls to make")
        if self.words and (self.form != "full" or self.words < 20):
            raise ValueError("words is the length of the full form, at least 20; leave it out")
        if self.judge and self.writer == "template":
            raise ValueError("judge asks a model, and the writer is the template; write writer: model, or leave it out")
        return self

    @property
    def controls(self) -> Controls:
        """What the editor asks for."""
        return Controls(self.tone, self.words, self.angle, self.must, self.must_not, self.outline)

    @field_validator("filters", mode="before")
    @classmethod
    def _words(cls, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        return {
            name: [str(one) for one in (value if isinstance(value, list) else [value])] for name, value in raw.items()
        }

    @field_validator("concurrency", "grace", "words", mode="before")
    @classmethod
    def _number(cls, raw: Any) -> Any:
        return int(raw) if isinstance(raw, Decimal) and raw == int(raw) else raw

    @field_validator("cron")
    @classmethod
    def _cron(cls, text: str) -> str:
        from cronsim import CronSim, CronSimError

        try:
            CronSim(text, datetime(2026, 1, 1))
        except CronSimError as error:
            raise ValueError(f"{text!r} is not a cron expression ({error}); write 30 9 * * 1-5") from error
        return text

    @field_validator("zone")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"unknown time zone {name!r}; write it as America/New_York or Asia/Shanghai") from error
        return name

    @field_validator("calendar")
    @classmethod
    def _calendar(cls, name: str | None) -> str | None:
        if name is not None:
            state_at(datetime.now(UTC), name)
        return name

    @field_validator("price")
    @classmethod
    def _price(cls, text: str | None) -> str | None:
        return _said(lambda: price_of(text), text) if text else text

    @field_validator("rate")
    @classmethod
    def _rate(cls, text: str | None) -> str | None:
        return _said(lambda: rate_of(text), text) if text else text

    def due(self, after: datetime) -> Iterator[datetime]:
        """The times at which it is due after a moment, in its own zone.

        An hour that the clocks skip is made up for when they have jumped, one that they repeat counts once (as in
        Debian's cron). Days without a session of its exchange are left out.
        """
        from cronsim import CronSim

        for moment in CronSim(self.cron, after.astimezone(ZoneInfo(self.zone))):
            if self.calendar is None or in_session(self.calendar, moment):
                yield moment

    def due_until(self, after: datetime, until: datetime) -> list[datetime]:
        """The times due after a moment, up to another; at most a year of them."""
        found: list[datetime] = []
        for moment in self.due(max(after, until - timedelta(days=366))):
            if moment.astimezone(UTC) > until.astimezone(UTC):
                break
            found.append(moment)
        return found

    def place(self, due: datetime) -> str:
        """The destination for a due time."""
        parts = {"{date}": f"{due:%Y-%m-%d}", "{time}": f"{due:%H%M}", "{name}": self.name}
        place = self.out
        for slot, value in parts.items():
            place = place.replace(slot, value)
        return place


class Rota(_Strict):
    """A rota file."""

    entries: tuple[Entry, ...] = Field(min_length=1)

    @field_validator("entries")
    @classmethod
    def _names(cls, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        names = [entry.name for entry in entries]
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            raise ValueError(f"two entries are called {twice[0]!r}; give each a name of its own")
        return entries


def read_rota(path: Path) -> Rota:
    """The rota in a file. Raises FactsError, a line for every fault."""
    return read_model(path, Rota, "the rota")


def in_session(name: str, moment: datetime) -> bool:
    """Whether an exchange has a session on the day of a moment, by its own date."""
    try:
        return state_at(moment, name).session not in (Session.WEEKEND, Session.HOLIDAY)
    except (ValueError, LookupError) as error:
        raise UsageError(f"the calendar {name} does not know {moment:%Y-%m-%d}: {error}") from error


def _said(check: Any, text: str) -> str:
    try:
        check()
    except UsageError as error:
        raise ValueError(str(error)) from error
    return text
