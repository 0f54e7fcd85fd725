"""What a record says of its own figure: told with another direction, without its basis, as a result for an outlook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Value
from generator.checking.index import Known
from generator.checking.lexicon import lexicon
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules.pairs import WORDS, verdict_of
from generator.checking.rules.status import negated
from generator.checking.tokens import normal, normal_words
from generator.checking.verdicts import Judged

_TOLD = (Verdict.SUPPORTED, Verdict.DERIVED)
_BASIS = re.compile(r"\b(non[- ]gaap|gaap|adjusted|underlying|core|normalized|diluted|basic)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:non[- ]gaap|adjusted|underlying|core|normalized)\b", re.IGNORECASE)
_SAME = {"non gaap": "adjusted", "non-gaap": "adjusted", "underlying": "adjusted", "normalized": "adjusted",
         "core": "adjusted"}  # fmt: skip
_SHARES = frozenset(("basic", "diluted"))
"""Bases of a share count; the others are of the result itself."""
_RESULT = frozenset(("reported", "posted", "recorded", "earned", "booked", "audited", "confirmed"))
_NEAR = 6


def _find(page: Page) -> Iterator[Claim]:
    if not page.index.foreign:
        return
    for judged in page.spoken:
        found, done = judged.found, -1
        for item in judged.judged:
            known = _of(page, item)
            if known is None or item.place < 0 or item.claim.verdict not in _TOLD or not known.fact.item:
                continue
            value = found.values[item.place]
            dims = dict(known.fact.dims)
            if (word := dims.get("direction")) is not None:
                yield from _moved(page, found, value, word, known, done)
            if dims.get("kind") == "guidance":
                yield from _as_result(page, found, value, known, done)
            based = list(_based(page, judged, item, value, known, done))
            yield from based or _left_out(page, judged, value, known)
            done = max(done, value.last)


def _of(page: Page, item: Judged) -> Known | None:
    """The fact that a right figure is, also where few words bind it."""
    return item.known or (page.index.by_id.get(item.claim.facts[0]) if item.claim.facts else None)


def _moved(page: Page, found: Found, value: Value, word: str, known: Known, after: int) -> Iterator[Claim]:
    """The direction word beside a figure against the one in its record."""
    right = next(
        (WORDS[sense.value] for entry in lexicon().phrases.get(normal(word), ()) if entry.kind == "direction"
         and not entry.length for sense in entry.senses if sense.value in WORDS), None)  # fmt: skip
    if not right:
        return
    hits = [
        hit
        for hit in found.of("direction")
        if hit.first > after and WORDS.get(hit.sense.value) and hit.first - value.last >= -3
        and hit.first - value.last <= _NEAR - 3 and value.first - hit.last <= _NEAR
    ]  # fmt: skip
    if not hits:
        return
    hit = min(hits, key=lambda each: abs(each.first - value.first))
    made = verdict_of(page, found, hit, right, (known.fact.id,))
    if made.verdict is Verdict.CONTRADICTED and not negated(page.text, found, hit):
        yield made


def _as_result(page: Page, found: Found, value: Value, known: Known, after: int) -> Iterator[Claim]:
    """ "Reported 2026 sales of $5 million" where the record has it as guidance."""
    words = page.text.words
    start = max(after + 1, found.first)
    if any(hit.sense.value in ("guidance", "estimate") and hit.first >= start for hit in found.of("role")):
        return
    for place in range(start, value.first):
        if words[place].norm in _RESULT:
            yield claim(
                page.text, words[place].start, words[place].end, "status", Verdict.CONTRADICTED, "described",
                "the facts have this as guidance, not as a result", (known.fact.id,), "expects",
            )  # fmt: skip
            return


def _based(page: Page, judged: Judgement, item: Judged, value: Value, known: Known, after: int) -> Iterator[Claim]:
    """A figure told by its record's own name, but for the basis in that name; or on another basis."""
    label = known.fact.metric.label.lower()
    mine = _bases(label)
    found, words = judged.found, page.text.words
    start = max(after + 1, found.first)
    said = _bases(page.text.view.text[words[start].start : value.mention.start]) if start < value.first else {}
    kinds = {basis in _SHARES for basis in mine.values()}
    wrong = next((word for word, b in said.items() if b not in mine.values() and (b in _SHARES) in kinds), "")
    if mine and not said:
        plain = normal_words(_BASIS.sub(" ", label))
        place = _where(page, plain[1:] if plain and len(plain[0]) == 1 else plain, start, value.first)
        if place < 0 or _bases(page.text.view.text[found.start : found.end]):
            return
        last = min(place + 1, value.first - 1)
        first_word, last_word = words[place], words[last]
    elif wrong:
        place = next(p for p in range(start, value.first) if words[p].norm in (wrong, wrong.replace(" ", "-")))
        first_word = last_word = words[place]
    else:
        return
    twins = (k for k in page.index.quantities if k.fact.value == known.fact.value and k is not known)
    if any(set(_bases(twin.fact.metric.label).values()) == set(said.values()) for twin in twins):
        return
    yield claim(
        page.text, first_word.start, last_word.end, "status", Verdict.CONTRADICTED, "basis",
        "the facts have the figure on another basis", (known.fact.id,), known.fact.metric.label,
    )  # fmt: skip


def _left_out(page: Page, judged: Judgement, value: Value, known: Known) -> Iterator[Claim]:
    """A figure that is told by the last words of its name alone: "diluted earnings" of fiscal non-GAAP ones."""
    label, text = known.fact.metric.label, page.text.view.text
    found = judged.found
    if not _LAST.search(label) or known.terms.isdisjoint(_RESULTS) or _LAST.search(text, found.start, found.end):
        return
    if any(k.fact.value == known.fact.value and not _LAST.search(k.fact.metric.label) for k in page.index.quantities):
        return
    for other in page.spoken:
        if _LAST.search(text, other.found.start, other.found.end):
            same = (_of(page, item) for item in other.judged)
            if any(k is not None and k.fact.value == known.fact.value for k in same):
                return  # the basis was told with the figure
    words = re.findall(r"[\w-]+", _LAST.split(label)[-1])[:2]
    phrase = re.compile(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b", re.IGNORECASE)
    named = list(phrase.finditer(text, found.start, value.mention.start)) if words else []
    if named:
        yield claim(
            page.text, named[-1].start(), named[-1].end(), "status", Verdict.UNRESOLVED, "basis",
            f"the facts have this as {label}", (known.fact.id,), label,
        )  # fmt: skip


_RESULTS = frozenset("earning income profit ebitda eps ffo loss margin revenue sale growth cash ebit oibda".split())


def _bases(text: str) -> dict[str, str]:
    """The words of basis in a text, each with the basis that it names."""
    return {word.lower(): _SAME.get(word.lower(), word.lower()) for word in _BASIS.findall(text)}


def _where(page: Page, phrase: tuple[str, ...], start: int, end: int) -> int:
    """Where the words of a phrase begin in order between two places; -1 where they do not stand there."""
    words = page.text.words
    if len(phrase) < 2:
        return -1
    for place in range(start, end - len(phrase) + 1):
        if all(words[place + offset].norm == word for offset, word in enumerate(phrase)):
            return place
    return -1


RULE = Rule(
    "described",
    "A figure told otherwise than its record describes it: another direction, another basis, a result for an outlook.",
    _find,
    'Sales fell 5% (of a record {"metric": "sales", "value": 5, "unit": "%", "direction": "rose"}).',
    'Sales rose 5% (of a record {"metric": "sales", "value": 5, "unit": "%", "direction": "rose"}).',
)
