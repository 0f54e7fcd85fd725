"""Damage: unfilled slots, doubled words, figures that only a machine prints; and main facts that are buried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.article import Claim, Verdict
from generator.checking.making import claim, reads
from generator.checking.page import Judgement, Page, Rule
from generator.facts.values import Quantity

_DAMAGE = re.compile(
    r"(?P<slot>\[\[[^\[\]\n]{0,80}\]\]|\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|<\|[^|\n]{0,40}\|>)"
    r"|(?P<null>(?<![\w.])(?:NaN|nan|None|null|undefined|N/A)(?![\w.]))"
    r"|(?P<zero>[$€£]\d[\d,]*\.0(?!\d| ?(?:[kKmMbBtT]n?\b|(?:thous|m|b|tr)(?:and|illion))))"
    r"|(?P<plural>(?<![\w.,])1 (?:days|months|years|weeks|quarters|models|companies|shares|points)\b)"
    r"|(?P<optional>\b\d+ \w+\(s\))"
)
_WHAT = {
    "slot": "a slot that was not filled",
    "null": "a value that was not there",
    "zero": "an amount that only a machine prints",
    "plural": "one is not plural",
    "optional": "write the plural out",
}
_DOUBLED = frozenset(("had", "that", "bora", "walla", "ha"))


_SIGNS = ("[[", "{{", "{%", "<|", "NaN", "nan", "None", "null", "undefined", "N/A", ".0", " 1 ", "\n1 ", "(s)")
"""One of these stands in every damaged text: a quick look before the careful one."""


def _damage(page: Page) -> Iterator[Claim]:
    text = page.text.view.text
    if any(sign in text for sign in _SIGNS) or text.startswith("1 "):
        yield from _damaged(page)
    yield from _doubled(page)


def _damaged(page: Page) -> Iterator[Claim]:
    for match in _DAMAGE.finditer(page.text.view.text):
        kind = next(name for name in _WHAT if match.group(name))
        if kind == "zero" and page.index.tabular and match[0][1:] != "0.0":
            continue  # the millions of a table: "$374.0"
        yield claim(page.text, match.start(), match.end(), "structure", Verdict.ABSENT, "damage", _WHAT[kind])


def _doubled(page: Page) -> Iterator[Claim]:
    """ "The the": a word of letters that stands twice with one space between."""
    text, words = page.text.view.text, page.text.words
    for first, second in pairwise(words):
        if first.norm != second.norm or second.start != first.end + 1 or first.end - first.start < 2:
            continue
        raw = text[first.start : first.end]
        if raw.isalpha() and raw.islower() and raw == text[second.start : second.end] and raw not in _DOUBLED:
            yield claim(
                page.text, first.start, second.end, "structure", Verdict.ABSENT, "damage", "a word stands twice"
            )


def _buried(page: Page) -> Iterator[Claim]:
    """Facts of which one has to stand in headline or lead, and none does."""
    if page.kind is None:
        return
    top = [judged for judged in page.sentences if _is_top(judged)]
    if not any(judged.found.region.kind == "headline" for judged in top):
        return
    spoken = {known.fact.id for judged in top for known in judged.known}
    spoken |= {name for known in (k for j in top for k in j.known) for name in known.fact.inputs}
    terms = {(known.metric, known.roles) for judged in top for known in judged.known}
    for prominent in page.kind.prominent(page.ledger):
        metrics = {page.index.by_id[name].metric for name in prominent.facts if name in page.index.by_id}
        named = {hit.sense.value for judged in top for hit in judged.found.of("metric")}
        if spoken & set(prominent.facts) or (metrics & named and terms):
            continue
        found = top[0].found
        yield claim(
            page.text, found.start, found.end, "structure", Verdict.UNRESOLVED, "buried",
            f"true but misleading: {prominent.reason}; it belongs in the headline or the lead", prominent.facts,
        )  # fmt: skip


def _left_out(page: Page) -> Iterator[Claim]:
    """Main facts that a whole story, headline and body, does not tell."""
    head = next((judged.found for judged in page.sentences if judged.found.region.kind == "headline"), None)
    if page.kind is None or head is None or not any(j.found.region.kind == "body" for j in page.sentences):
        return
    told = {known.fact.id for judged in page.sentences for known in judged.known}
    told |= {name for known in (k for j in page.sentences for k in j.known) for name in known.fact.inputs}
    told |= {name for judged in page.sentences for item in judged.judged for name in item.claim.facts}
    alike = {
        (known.metric, known.fact.value.value)
        for judged in page.sentences for known in judged.known if isinstance(known.fact.value, Quantity)
    }  # fmt: skip
    for known in page.index.by_id.values():
        fact = known.fact
        if fact.use != "must" or not isinstance(fact.value, Quantity) or fact.inputs or fact.id in told:
            continue
        if (known.metric, fact.value.value) not in alike:
            yield claim(
                page.text, head.start, head.end, "structure", Verdict.UNRESOLVED, "left-out",
                f"the story does not tell the {fact.metric.label}: {reads(fact, page.ledger)}", (fact.id,),
                reads(fact, page.ledger),
            )  # fmt: skip


def _is_top(judged: Judgement) -> bool:
    region = judged.found.region
    return region.kind == "headline" or (region.kind == "body" and not region.section)


DAMAGE = Rule(
    "damage",
    "Unfilled slots, doubled words, figures that only a machine prints.",
    _damage,
    "The the batch holds [[batches.4.models]] models.",
    "The batch holds 14 models.",
)
BURIED = Rule(
    "buried",
    "A fact that belongs in the headline or the lead and is not there: a revenue miss beside an earnings beat.",
    _buried,
    "# EPS Beats Estimate\n\nThe company earned $0.99 a share, more than expected.",
    "# EPS Beats Estimate, Sales Miss\n\nThe company earned $0.99 a share; sales missed the estimate.",
)
LEFT_OUT = Rule(
    "left-out",
    "A main figure of the facts that a whole story, headline and body, does not tell.",
    _left_out,
    "# AB InBev Earns $0.99 A Share\n\nAB InBev earned $0.99 a share.",
    "# AB InBev Earns $0.99 A Share\n\nAB InBev earned $0.99 a share on revenue of $15.13 billion.",
)
