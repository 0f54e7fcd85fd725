"""An article as Markdown with YAML front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from generator.article import Article

Scalar = str | int
Front = Mapping[str, "Scalar | Sequence[str] | Mapping[str, Scalar | Sequence[str]]"]
# what YAML does not let stand as it is, even in double quotes, and what would end a line
_UNPRINTABLE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")


def to_markdown(article: Article) -> str:
    """The article with its front matter: title, description, date, tickers, tags, author, editor, sources, gate,
    confidence of the sheet and provenance (content hashes)."""
    return f"---\n{yaml_text(front_matter(article))}---\n\n{article.text}"


def front_matter(article: Article) -> Front:
    """What stands above the article. Empty entries are left out."""
    made = article.provenance
    fields: dict[str, Scalar | Sequence[str] | Mapping[str, Scalar | Sequence[str]]] = {
        "title": article.headline,
        "description": article.teaser,
        "date": article.date.isoformat(),
        "kind": article.kind,
        "form": article.form,
        "key": article.key,
        "tickers": article.tickers,
        "tags": article.tags,
        "author": article.author,
        "editor": article.editor,
        "sources": article.sources,
        "gate": article.report.gate.value,
        "confidence": {level.replace(" ", "_"): facts for level, facts in article.confidence.items()},
        "provenance": {
            name: value
            for name, value in {
                "writer": article.writer,
                "sheet": made.sheet,
                "template": made.template,
                "draft": made.draft,
                "text": made.text,
                "generator": made.generator,
                "model": made.model,
                "requests": made.requests,
            }.items()
            if value
        },
    }
    return {name: value for name, value in fields.items() if value}


def yaml_text(fields: Front) -> str:
    """Fields as block YAML: one level of lists and mappings, every text in double quotes: none is misread."""
    lines: list[str] = []
    for name, value in fields.items():
        if isinstance(value, Mapping):
            lines.append(f"{name}:")
            lines += (f"  {inner}: {_flow(held)}" for inner, held in value.items())
        else:
            lines.append(f"{name}: {_flow(value)}")
    return "".join(f"{line}\n" for line in lines)


def _flow(value: Scalar | Sequence[str]) -> str:
    if isinstance(value, int):
        return str(value)
    return _quoted(value) if isinstance(value, str) else f"[{', '.join(_quoted(item) for item in value)}]"


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
