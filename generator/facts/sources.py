"""Where facts come from: documents, agencies, data records, and who carried whose report."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.facts.given import Day, Id, Line, Model

SourceType = Literal["news", "filing", "release", "database", "agency", "research", "calendar", "made up", "other"]


class Source(Model):
    """A document or data set. `cites` names the source that this one carried: Reuters citing Securities Times."""

    name: Line = Field(description="Name as a story gives it: Reuters.")
    type: SourceType = Field(default="other", description="What kind of source it is.")
    primary: bool = Field(default=False, description="Whether it is the regulator's or company's own document.")
    published: Day | None = Field(default=None, description="When it was published.")
    retrieved: Day | None = Field(default=None, description="When it was fetched.")
    retrieved_at: Line | None = Field(
        default=None, pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*$", description="The time of that, with its offset."
    )
    cites: Id | None = Field(default=None, description="Id of the source it reports.")
    descriptor: Line | None = Field(default=None, description="Words before the name: state-backed.")
    url: Line | None = Field(default=None, description="Where it stands.", pattern=r"^https?://\S+$")
    record: Line | None = Field(default=None, description="Its record id.")
    read: Literal["full", "part"] = Field(default="part", description="Whether it was read in full.")
    aliases: tuple[Line, ...] = Field(default=(), description="Other names that texts use: the report, the FDA.")
