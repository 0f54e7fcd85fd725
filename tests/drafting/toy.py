"""A tiny story kind for the tests of this room: a sheet, a template, a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, ClassVar

from generator.facts.building import ledger_of
from generator.facts.given import Count, Flag, Money, PerShare, Quote, Ref, Refs, Words
from generator.facts.ledger import Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part, Sheet
from generator.story import StoryKind

TEMPLATE = """\
{# A toy story: a company, its profit, some models. #}
headline: [[company]] Wins [[prize|headline]] And [[total]]
headline: [[company]] Reports
teaser: The total is [[total]].
alert: [[company]] reports [[total]] models and a great many other things that no alert has the room to tell anybody
alert: [[company]] - [[total]] models

[[company]] earned [[eps]], according to [[eps|chain]].
{% if has("prize") %}
It won [[prize]].
{% endif %}
[[company|possessive]] rivals include [[rivals]].

## What Happened

{% for b in items("batches") %}
[[{{ b }}.models]] {{ plural(b ~ ".models", "model", "models") }} came in batch {{ loop.index }}.
{% endfor %}
{% if is_false("list") %}No list is out.{% endif %}

- Sales were [[sales]].
- Loss was [[loss]].

| Item | Value |
|---|---|
| Sales | [[sales]] |

## Why It Matters

Nothing is known of [[loss]].
"""


class Batch(Part):
    """A batch."""

    item_key: ClassVar[str] = "number"
    number: Count
    models: Annotated[Count, Metric("models", "models")]


class Toy(Sheet):
    """A toy sheet."""

    about: ClassVar[About] = About(subject="company")
    company: Annotated[Ref, Metric("company", "company")]
    rivals: Annotated[Refs | None, Metric("rivals", "rivals")] = None
    eps: Annotated[PerShare | None, Metric("eps", "earnings per share", must=True)] = None
    sales: Annotated[Money | None, Metric("sales", "sales")] = None
    loss: Annotated[Money | None, Metric("loss", "loss")] = None
    total: Annotated[Count | None, Metric("total", "models")] = None
    prize: Annotated[Words | None, Metric("prize", "prize")] = None
    quote: Annotated[Quote | None, Metric("quote", "quote")] = None
    list: Annotated[Flag | None, Metric("list", "list")] = None
    batches: tuple[Batch, ...] = ()


KIND = StoryKind("toy", "Toy", "a toy", Toy, required=("company", "eps|sales"), subject="company", tags=("toys",))

FACTS: dict[str, Any] = {
    "kind": "toy",
    "id": "toy-1",
    "dateline": {"date": "2024-01-29", "zone": "Asia/Shanghai"},
    "sources": {
        "reuters": {"name": "Reuters", "published": "2024-01-29", "cites": "times"},
        "times": {"name": "Securities Times", "descriptor": "state-backed", "published": "2024-01-28"},
    },
    "defaults": {"source": "reuters"},
    "entities": {
        "xiaomi": {
            "name": "Xiaomi Corp.",
            "short": "Xiaomi",
            "listings": [{"exchange": "OTC", "ticker": "XIACF"}],
        },
        "baidu": {"name": "Baidu Inc.", "short": "Baidu", "listings": [{"exchange": "NASDAQ", "ticker": "BIDU"}]},
        "four": {"name": "4Paradigm"},
        "zero": {"name": "01.AI"},
    },
    "company": "xiaomi",
    "rivals": ["baidu", "four", "zero"],
    "eps": "0.66",
    "sales": "$1.2 billion",
    "total": {"value": "more than 40", "population": "AI models"},
    "prize": "a prize",
    "list": False,
    "batches": [{"number": 1, "models": 14}, {"number": 2, "models": 1}],
}


def sheet(**changes: Any) -> Toy:
    """The toy's sheet with some fields changed; None removes one."""
    facts = {name: value for name, value in {**FACTS, **changes}.items() if value is not None}
    return Toy.model_validate(facts)


def ledger(**changes: Any) -> Ledger:
    """The toy's ledger with some fields changed."""
    return ledger_of(sheet(**changes))


def templates(folder: Path, text: str = TEMPLATE) -> Path:
    """A templates folder with the toy's template."""
    (folder / "toy.md.j2").write_text(text, "utf-8")
    return folder
