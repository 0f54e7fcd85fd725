"""The proof: an article with its claims marked and the evidence beside it, as one page that needs no script."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from generator.article import GATE_OF, Claim, Gate, Report, Verdict

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fffefb; --soft: #5f6368; --line: #d9d9d6;
  --good: #d9efdc; --doubt: #ffe9b8; --bad: #ffd3cf; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #191918; --soft: #a3a19b; --line: #3b3a37;
  --good: #1f3d26; --doubt: #4f3e10; --bad: #5a211d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.05rem/1.65 Georgia, Cambria, serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
header, .why, summary { font-family: system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; padding-bottom: .75rem; font-size: .95rem; }
.row { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; padding: .6rem 0;
  border-bottom: 1px solid var(--line); }
.row h2 { margin: 0; font-size: 1.2rem; line-height: 1.35; }
.row p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; border-radius: .2rem; padding: 0 .1em; background: var(--good); }
mark.editor { background: var(--doubt); } mark.blocked { background: var(--bad); font-weight: 600; }
.why { font-size: .84rem; color: var(--soft); margin: 0; padding: 0; list-style: none; }
.why li { margin: 0 0 .35rem; } .why b { color: var(--ink); }
.why .blocked b, .why .editor b { text-decoration: underline; }
@media (max-width: 44rem) { .row { grid-template-columns: 1fr; gap: .4rem; } }
"""


# the marks of Markdown that the page leaves out: "## ", "**Name**", "*teaser*"
_HEADING = re.compile(r"#{1,6}\s+")
_EMPHASIS = re.compile(r"(?<!\\)\*{1,3}|\\(?=[^\w\s])")


def to_proof(text: str, report: Report, facts: Mapping[str, str], title: str = "Proof") -> str:
    """The page. `facts` gives each fact's value and source in words, by id."""
    rows = "\n".join(_rows(text, report, facts))
    counts = ", ".join(f"{count} {verdict}" for verdict, count in report.counts.items()) or "no claims"
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n<main>\n"
        f"<header><strong>Gate: {report.gate.value}</strong><br>{html.escape(counts)}</header>\n"
        f"{rows}\n</main>\n</html>\n"
    )


def _rows(text: str, report: Report, facts: Mapping[str, str]) -> Iterator[str]:
    """A row for each line of the text: the line with its marks, and what each mark rests on."""
    at = 0
    claims = sorted(report.claims, key=lambda claim: (claim.start, -claim.end))
    for line in text.split("\n"):
        end = at + len(line)
        here = [claim for claim in claims if claim.start < end and claim.end > at and claim.end <= end + 1]
        if line.strip():
            mark = _HEADING.match(line)
            start = at + (mark.end() if mark else 0)
            line_html, why = _marked(text, start, end, here), _why(here, facts)
            name = "h2" if mark else "p"
            yield f'<div class="row"><{name}>{line_html}</{name}><ul class="why">{why}</ul></div>'
        at = end + 1


def _marked(text: str, start: int, end: int, claims: list[Claim]) -> str:
    """The line, each stretch in the colour of the strictest claim on it."""
    levels = [0] * (end - start)
    order = (Gate.READY, Gate.EDITOR, Gate.BLOCKED)
    for claim in claims:
        if claim.verdict is Verdict.FRAMING:
            continue
        level = 1 + order.index(_gate(claim))
        for place in range(max(claim.start, start), min(claim.end, end)):
            levels[place - start] = max(levels[place - start], level)
    names = ("", "ready", "editor", "blocked")
    made: list[str] = []
    at = 0
    while at < len(levels):
        until = at
        while until < len(levels) and levels[until] == levels[at]:
            until += 1
        piece = html.escape(_EMPHASIS.sub("", text[start + at : start + until]))
        made.append(f'<mark class="{names[levels[at]]}">{piece}</mark>' if levels[at] else piece)
        at = until
    return "".join(made)


def _gate(claim: Claim) -> Gate:
    return claim.gate if claim.gate is not Gate.READY or claim.waived else GATE_OF[claim.verdict]


def _why(claims: list[Claim], facts: Mapping[str, str]) -> str:
    made = []
    for claim in claims:
        level = {Gate.READY: "ready", Gate.EDITOR: "editor", Gate.BLOCKED: "blocked"}[_gate(claim)]
        rest = "; ".join(facts.get(name, name) for name in claim.facts)
        parts = [f"<b>{html.escape(claim.text[:80])}</b> {claim.verdict.value}"]
        parts += [html.escape(part) for part in (claim.message, rest) if part]
        if claim.expected and claim.gate is not Gate.READY:
            parts.append(f"expected: {html.escape(claim.expected)}")
        if claim.waived:
            parts.append(f"marked as no error: {html.escape(claim.waived)}")
        made.append(f'<li class="{level}">{" · ".join(parts)}</li>')
    return "".join(made)
