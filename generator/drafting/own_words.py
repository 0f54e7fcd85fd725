"""A writer's own words: what a sentence says beside its slots that no fact has, and that no plain story word covers.

A right figure lends its sentence an air of proof. "The company cut jobs, and earnings fell 19%" is as well proved, by
its figure alone, as "earnings fell 19%"; only the words tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from generator.article import Filled
from generator.facts.ledger import Ledger

_WORD = re.compile(r"[^\W\d_][^\W\d_’'-]*(?:[-’'][^\W\d_]+)*")
_ENDINGS = ("ing", "ed", "ies", "es", "ly", "s")
_LEAST = 3
"""Letters that a word has at least to claim anything, and that a stem keeps."""


def own_words(sentence: Filled, backed: frozenset[str]) -> tuple[str, ...]:
    """The words of a sentence, outside its slots, whose stems are neither plain nor among `backed`, in order."""
    found: dict[str, None] = {}
    for piece in _outside(sentence):
        for match in _WORD.finditer(piece):
            if match[0][0].isupper() and piece[: match.start()].strip(" *“"):
                continue  # a name is another rule's
            parts = [part for part in re.split(r"[-’']", match[0]) if len(part) >= _LEAST]
            if any(stem(part) not in backed and stem(part) not in plain() for part in parts):
                found[match[0]] = None
    return tuple(found)


def backed_words(ledger: Ledger) -> frozenset[str]:
    """The stems of all words that the facts to be told have: values, labels, words for states, names, passages."""
    texts: list[str] = []
    for fact in ledger:
        if fact.use == "hold":
            continue
        texts += [fact.metric.label, *fact.metric.words, fact.claimant_role, fact.evidence, *(v for _, v in fact.dims)]
        texts += [text for group in fact.metric.says.values() for text in group]
        texts.append(fact.value if isinstance(fact.value, str) else getattr(fact.value, "population", None) or "")
    for entity in ledger.entities.values():
        texts += [*entity.names, entity.type, entity.role or "", entity.descriptor or ""]
    for source in ledger.sources.values():
        texts += [source.name, *source.aliases, source.type, source.descriptor or ""]
    return frozenset(stem(part) for text in texts for word in _WORD.findall(text) for part in re.split(r"[-’']", word))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its ending, for comparison alone: "approved", "approves" and "approving" are one."""
    word = word.lower()
    for ending in _ENDINGS:
        least = _LEAST + (ending == "ly")
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    if len(word) > _LEAST and word[-1] in "eiy":
        word = word[:-1]
    return word[:-1] if len(word) > _LEAST and word[-1] == word[-2] else word


@cache
def plain() -> frozenset[str]:
    """The stems of the words that claim nothing of their own."""
    text = (Path(__file__).parent / "plain_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(stem(part) for line in lines for word in line.split() for part in word.split("-"))


def _outside(sentence: Filled) -> Iterator[str]:
    at = 0
    for span in sorted(sentence.slots):
        yield sentence.text[at : span.start]
        at = max(at, span.end)
    yield sentence.text[at:]
