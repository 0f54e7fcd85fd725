"""Drafts of one story beside each other, each under a line of its report."""

from __future__ import annotations

from collections.abc import Sequence

from generator.article import Article
from generator.drafting.told import words


def set_beside(texts: Sequence[str], articles: Sequence[Article], shape: str) -> str:
    """One draft as it is; several in one text, each below its report: JSON as a list, HTML in columns."""
    if len(texts) == 1:
        return texts[0]
    if shape == "json":
        return "[" + ",\n".join(text.strip() for text in texts) + "]\n"
    heads = [f"variant {n} of {len(texts)}: {_report(article)}" for n, article in enumerate(articles, 1)]
    if shape == "html":
        cells = "".join(
            f'<article class="variant">\n<p><strong>{head}</strong></p>\n{text}</article>\n'
            for head, text in zip(heads, texts, strict=True)
        )
        return f'<div class="variants" style="display: flex; gap: 2em">\n{cells}</div>\n'
    return "\n".join(f"<!-- {head} -->\n\n{text}" for head, text in zip(heads, texts, strict=True))


def _report(article: Article) -> str:
    """Who wrote it, its gate, findings, length, and how many of its claims are proved."""
    report = article.report
    count = words(sentence for block in article.blocks for sentence in block.sentences)
    proved = len(report.claims) - len(report.findings)
    findings = "; ".join(f"{c.verdict.value} {c.kind}" for c in report.findings) or "no finding"
    return f"by the {article.writer}, {report.gate.value}, {count} words, {proved} claims hold, {findings}"
