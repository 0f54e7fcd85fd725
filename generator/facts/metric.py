"""Annotations of a sheet's fields: what a field measures, and of whom, of when and in which dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Statement = Literal["actual", "estimate", "guidance", "target", "consensus"]
_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Metric:
    """What a field measures. The checker binds a figure to a fact by these words.

    `name` is shared by all facts of one meaning ("eps" of the actual, the estimate and the year before).
    `says` gives, for a status or a yes-or-no, the words that state each of its values ("approve": ("approved", ...)).
    `subject` and `period` name fields beside this one where they differ from those of the model around it; a subject
    that starts with "=" is an entity id itself.
    """

    name: str
    label: str
    words: tuple[str, ...] = ()
    kind: Statement = "actual"
    prior: bool = False
    """The same metric a year (or a period) before."""
    up_is: Literal["good", "bad", ""] = ""
    says: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    subject: str = ""
    period: str = ""
    dims: tuple[tuple[str, str], ...] = ()
    must: bool = False
    """Whether a full story has to tell it."""
    style: str = ""
    """The style in which a bare slot prints it."""
    concerns: str = ""
    """For a decision: the field that names whom it is about."""
    derived_from: tuple[str, ...] = ()
    """For a percentage or difference given by the source: the metric names it compares ("eps", "eps")."""


@dataclass(frozen=True, slots=True)
class About:
    """Of whom and when the facts of a model are: names of its fields (or "=id" for a fixed entity)."""

    subject: str = ""
    period: str = ""
    as_of: str = ""
    dims: tuple[str, ...] = ()
    """Names of fields whose values tell the facts apart: basis, firm, session, segment."""
