"""The nouns of a written story: Draft (sentences with slots), Claim, Finding, Report, Article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from generator.story import Form

Writer = Literal["template", "model", "mend", "editor"]
BlockKind = Literal["paragraph", "list", "table"]


class Origin(NamedTuple):
    """Who wrote a sentence and where: a template's `name:line`, a model request's hash, a mend round, an editor."""

    writer: Writer
    place: str = ""


class Sentence(NamedTuple):
    """A sentence with slots, as its writer left it: "[[company]] earned [[eps]] a share."."""

    id: str
    text: str
    origin: Origin


class Block(NamedTuple):
    """A paragraph, a list (one sentence an item) or a table (one sentence a row, cells divided by " | ")."""

    kind: BlockKind
    section: str
    """The section's title, "" for the lead."""
    sentences: tuple[Sentence, ...]


class Draft(NamedTuple):
    """A story before its slots are filled."""

    headline: Sentence
    teaser: Sentence | None
    alert: Sentence | None
    blocks: tuple[Block, ...]
    writer: Writer


class SlotSpan(NamedTuple):
    """Where in a filled sentence a slot's value stands (code points), and which fact it says."""

    start: int
    end: int
    fact: str
    style: str


class Filled(NamedTuple):
    """A sentence with its slots said. `text` is Markdown."""

    id: str
    text: str
    slots: tuple[SlotSpan, ...]
    origin: Origin


class FilledBlock(NamedTuple):
    """A block whose sentences are filled; sentences without their facts have been dropped."""

    kind: BlockKind
    section: str
    sentences: tuple[Filled, ...]


class Dropped(NamedTuple):
    """A sentence that was left out, and why (a missing fact, a fact held back)."""

    sentence: Sentence
    reason: str


class Verdict(StrEnum):
    """What the check says of a claim; the table is in the README."""

    SUPPORTED = "supported"
    DERIVED = "derived"
    CONTRADICTED = "contradicted"
    MISBOUND = "misbound"
    ABSENT = "absent"
    UNBOUND = "unbound"
    UNATTRIBUTED = "unattributed"
    UNRESOLVED = "unresolved"
    FRAMING = "framing"


class Gate(StrEnum):
    """Whether an article may go out."""

    READY = "ready"
    EDITOR = "needs an editor"
    BLOCKED = "blocked"


GATE_OF: Mapping[Verdict, Gate] = {
    Verdict.SUPPORTED: Gate.READY,
    Verdict.DERIVED: Gate.READY,
    Verdict.FRAMING: Gate.READY,
    Verdict.CONTRADICTED: Gate.BLOCKED,
    Verdict.MISBOUND: Gate.BLOCKED,
    Verdict.ABSENT: Gate.BLOCKED,
    Verdict.UNBOUND: Gate.EDITOR,
    Verdict.UNATTRIBUTED: Gate.EDITOR,
    Verdict.UNRESOLVED: Gate.EDITOR,
}
_STRICTNESS = (Gate.READY, Gate.EDITOR, Gate.BLOCKED)

ClaimKind = Literal[
    "number", "date", "name", "quotation", "status", "direction", "rank", "attribution", "cause", "advice",
    "framing", "structure",
]  # fmt: skip


class Claim(NamedTuple):
    """A checkable mention of the finished text. `start` and `end` count code points of the text as given.

    `facts` are the ids it rests on (or the one it contradicts), `expected` the right value as it would read,
    `gate` what it asks for (its verdict's gate, unless a setting lowered it).
    """

    start: int
    end: int
    text: str
    kind: ClaimKind
    verdict: Verdict
    facts: tuple[str, ...] = ()
    expected: str = ""
    message: str = ""
    rule: str = ""
    formula: str = ""
    gate: Gate = Gate.READY
    waived: str = ""
    """Why an editor marked it as no error, or ""."""

    @property
    def is_finding(self) -> bool:
        """Whether it keeps the article from being ready."""
        return self.gate is not Gate.READY


Finding = Claim
"""A claim that keeps the article from being ready."""


@dataclass(frozen=True)
class Report:
    """All claims of a text, in order, and the gate."""

    claims: tuple[Claim, ...]

    @property
    def gate(self) -> Gate:
        """The strictest gate that a claim asks for."""
        return max((claim.gate for claim in self.claims), key=_STRICTNESS.index, default=Gate.READY)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The claims that keep the article from being ready."""
        return tuple(claim for claim in self.claims if claim.is_finding)

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each verdict."""
        counted = Counter(claim.verdict for claim in self.claims)
        return {verdict.value: counted[verdict] for verdict in Verdict if counted[verdict]}


class Provenance(NamedTuple):
    """What an article was made from: content hashes (sha256, first 16 hex digits) and versions."""

    sheet: str
    template: str
    draft: str
    text: str
    generator: str
    model: str = ""
    requests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """A filled, checked story with all that a format prints. `text` is the Markdown body with headline and teaser."""

    key: str
    kind: str
    form: Form
    headline: str
    teaser: str
    text: str
    slots: tuple[SlotSpan, ...]
    """Where in `text` each slot's value stands."""
    blocks: tuple[FilledBlock, ...]
    date: date
    author: str
    editor: str
    tickers: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    disclosure: str
    report: Report
    provenance: Provenance
    dropped: tuple[Dropped, ...] = ()
    notices: tuple[str, ...] = ()
    """What the editor should know: a fallback, facts held back, what was cut."""
    writer: Writer = "template"
    cost: Mapping[str, str] = field(default_factory=dict)
    confidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The required facts by how they are backed: primary, two sources, one source, no source."""
