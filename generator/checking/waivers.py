"""Findings that an editor marked as no error, with the reason: kept in the report, never silent.

A waiver holds for one story, for one subject (an entity's name in the sentence) or for a rule's words anywhere. It
never makes a contradiction ready: that still needs an editor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from generator.article import Claim, Gate, Verdict
from generator.errors import FactsError, UsageError
from generator.facts.files import read_bytes


class Waiver(BaseModel):
    """One finding marked "not an error"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str = Field(description="The rule's code.", min_length=1, max_length=40)
    text: str = Field(description="The words that the finding marks.", min_length=1, max_length=2000)
    reason: str = Field(description="Why it is no error.", min_length=3, max_length=500)
    scope: Literal["story", "subject", "rule"] = Field(default="story", description="How far it holds.")
    story: str = Field(default="", description="The sheet's id, for scope story.", max_length=200)
    subject: str = Field(default="", description="The name in the sentence, for scope subject.", max_length=200)
    sentence: str = Field(default="", description="The sentence it stood in.", max_length=4000)

    def covers(self, claim: Claim, story: str, sentence: str) -> bool:
        """Whether a finding of this story and sentence is the one marked."""
        if claim.rule != self.rule or claim.text != self.text:
            return False
        if self.scope == "story":
            return self.story == story
        return self.scope == "rule" or self.subject in sentence


_LIST = TypeAdapter(tuple[Waiver, ...])


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a YAML file; none if there is no file. Raises UsageError if it does not validate."""
    if not path.is_file():
        return ()
    try:
        data = read_bytes(path.read_bytes(), str(path)).data
        return _LIST.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}: {place}: {first['msg']}") from error
    except FactsError as error:
        raise UsageError(str(error)) from error


def waive(claims: Iterable[Claim], waivers: Sequence[Waiver], story: str, text: str) -> Iterable[Claim]:
    """The claims, those that a waiver covers marked with its reason and let through (a contradiction to the editor)."""
    for made in claims:
        waiver = next((w for w in waivers if w.covers(made, story, around(text, made))), None)
        if waiver is None or not made.is_finding:
            yield made
            continue
        hard = made.verdict in (Verdict.CONTRADICTED, Verdict.MISBOUND)
        yield made._replace(gate=Gate.EDITOR if hard else Gate.READY, waived=waiver.reason)


def around(text: str, claim: Claim) -> str:
    """The line that a claim stands in."""
    start = text.rfind("\n", 0, claim.start) + 1
    end = text.find("\n", claim.end)
    return text[start : end if end >= 0 else len(text)]
