"""An article with its report as JSON, and a report alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.article import Article, Dropped, Report, SlotSpan


def report_json(report: Report) -> dict[str, Any]:
    """A report as plain data: the gate, all claims in order, how many have each verdict."""
    return {
        "gate": report.gate.value,
        "claims": [
            {
                "start": claim.start,
                "end": claim.end,
                "text": claim.text,
                "kind": claim.kind,
                "verdict": claim.verdict.value,
                "facts": list(claim.facts),
                "expected": claim.expected,
                "message": claim.message,
            }
            for claim in report.claims
        ],
        "counts": report.counts,
    }


def article_json(article: Article) -> dict[str, Any]:
    """An article as plain data."""
    made = article.provenance
    return {
        "key": article.key,
        "kind": article.kind,
        "form": article.form,
        "headline": article.headline,
        "teaser": article.teaser,
        "text": article.text,
        "date": article.date.isoformat(),
        "author": article.author,
        "editor": article.editor,
        "tickers": list(article.tickers),
        "tags": list(article.tags),
        "sources": list(article.sources),
        "disclosure": article.disclosure,
        "confidence": {level: list(facts) for level, facts in article.confidence.items()},
        "writer": article.writer,
        "slots": _slots(article.slots),
        "blocks": [
            {
                "kind": block.kind,
                "section": block.section,
                "sentences": [
                    {
                        "id": sentence.id,
                        "text": sentence.text,
                        "slots": _slots(sentence.slots),
                        "writer": sentence.origin.writer,
                        "place": sentence.origin.place,
                    }
                    for sentence in block.sentences
                ],
            }
            for block in article.blocks
        ],
        "dropped": _dropped(article.dropped),
        "notices": list(article.notices),
        "cost": dict(article.cost),
        "provenance": {**made._asdict(), "requests": list(made.requests)},
        "report": report_json(article.report),
    }


def to_json(article: Article) -> str:
    """The article and its report as indented JSON, ending with a line end."""
    return json.dumps(article_json(article), ensure_ascii=False, indent=2) + "\n"


def _slots(spans: Iterable[SlotSpan]) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "fact": span.fact, "style": span.style} for span in spans]


def _dropped(dropped: Iterable[Dropped]) -> list[dict[str, str]]:
    return [
        {"id": item.sentence.id, "text": item.sentence.text, "place": item.sentence.origin.place, "reason": item.reason}
        for item in dropped
    ]
