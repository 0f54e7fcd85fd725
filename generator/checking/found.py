"""One pass over the readable text: its sentences with their words, phrases, values and quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.checking.elliptic import elliptic
from generator.checking.index import Index
from generator.checking.lexicon import NAME_KINDS, Sense, lexicon
from generator.checking.tokens import Word, words_of
from generator.checking.view import Region, View
from generator.facts.values import Quantity
from generator.language import Mention, read, sentences
from generator.language.anchors import Anchor

NAMES = NAME_KINDS
_LABELS = ("metric", "status")
_OUTSIDE = frozenset(("compare", "direction"))
"""Kinds of words that are a value's hedge where they stand inside it: "more than 40"."""
# a new clause: what stands before it binds less to what stands after it. Here as below every way begins with one plain
# character, so that the scan leaps from one such character to the next.
_OPENERS = "But|While|Although|Though|Even|while|whereas|although|though|but|because|which|who|when|after|before"
_CLAUSE = re.compile(rf";|:|—|–|[ ](?:(?:{_OPENERS})\b|(?<!\d )- (?!\d))|,[ ](?:{_OPENERS}|and)\b")
_QUOTE = re.compile(
    r"“([^“”]{1,1500})”|\"(?!\s[^\"\n]*\S\")([^\"\n]{1,1500})\""
    r"|‘(?<![\w’']‘)([^‘’'\n]{3,400})[’'](?!\w)|'(?<![\w’']')([^‘’'\n]{3,400})[’'](?!\w)"
)


class Hit(NamedTuple):
    """A phrase of the lexicon or the facts: the words from `first` to `last` (included), its place and sense."""

    first: int
    last: int
    start: int
    end: int
    sense: Sense


_NO_HITS: list[Hit] = []


def _place(hit: Hit) -> int:
    return hit.first


class Value(NamedTuple):
    """A value in a sentence: the mention, and the places of its first and last word."""

    mention: Mention
    first: int
    last: int


class Found(NamedTuple):
    """What stands in one sentence. Places of hits, values and clause borders count in the whole readable text."""

    start: int
    end: int
    region: Region
    first: int
    last: int
    """First word and the word after the last, in `Text.words`."""
    hits: tuple[Hit, ...]
    values: tuple[Value, ...]
    borders: tuple[int, ...]
    """Word places before which a new clause starts."""
    by_kind: dict[str, list[Hit]]

    def clause(self, place: int) -> int:
        """The number of the clause that a word stands in."""
        return bisect_right(self.borders, place)

    def words_of(self, text: Text) -> set[str]:
        """The normal forms of the sentence's words."""
        return {word.norm for word in text.words[self.first : self.last]}

    def of(self, *kinds: str) -> list[Hit]:
        """The hits of these kinds, in order."""
        by_kind = self.by_kind
        if len(kinds) == 1:
            return by_kind.get(kinds[0], _NO_HITS)
        name = "+".join(kinds)
        known = by_kind.get(name)
        if known is None:
            some = [by_kind[kind] for kind in kinds if kind in by_kind]
            known = by_kind[name] = sorted((hit for hits in some for hit in hits), key=_place) if some else _NO_HITS
        return known


class Quoted(NamedTuple):
    """Words in quotation marks: the place of the words themselves."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Text:
    """A text with all that one pass found."""

    view: View
    words: list[Word]
    sentences: tuple[Found, ...]
    quotes: tuple[Quoted, ...]
    index: Index


def find(view: View, index: Index) -> Text:
    """Find everything that rules and binding ask for."""
    text = view.text
    words, anchors = words_of(text)
    starts = [word[0] for word in words]
    hits = _hits(text, words, index)
    values = _values(text, anchors, starts, hits, index)
    inside = {place for value in values for place in range(value.first, value.last + 1)}
    hits = [hit for hit in hits if hit[0] not in inside or hit[4][0] not in _OUTSIDE]
    hit_places = [hit[0] for hit in hits]
    value_places = [value.mention[0] for value in values]
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    made: list[Found] = []
    at_hit = at_value = at_clause = 0
    for region in view.regions:
        for start, end in _bounded(text, region):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            at_hit = bisect_left(hit_places, first, at_hit)
            until = bisect_left(hit_places, last, at_hit)
            at_value = bisect_left(value_places, start, at_value)
            stop = bisect_left(value_places, end, at_value)
            borders = []
            while at_clause < len(clauses) and clauses[at_clause][0] < end:
                opens, closes = clauses[at_clause]
                if opens >= start and closes <= end:
                    borders.append(bisect_left(starts, closes, first, last))
                at_clause += 1
            mine = hits[at_hit:until]
            by_kind = _sorted_out(mine)
            inner = tuple(values[at_value:stop])
            made.append(Found(start, end, region, first, last, tuple(mine), inner, tuple(borders), by_kind))
            at_hit, at_value = until, stop
    return Text(view, words, tuple(made), _quotes(text), index)


_LONGEST = 4_000
"""Characters of a sentence that are looked at together; no writer's sentence is so long."""


def _bounded(text: str, region: Region) -> Iterator[tuple[int, int]]:
    """The sentences of a region, one that has no end in pieces."""
    for start, end in sentences(text[region.start : region.end]):
        at, end = start + region.start, end + region.start
        while end - at > _LONGEST:
            cut = text.rfind(" ", at + 1, at + _LONGEST)
            cut = cut if cut > at else at + _LONGEST
            yield at, cut
            at = cut
        yield at, end


def _sorted_out(hits: list[Hit]) -> dict[str, list[Hit]]:
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        kind = hit[4][0]
        if kind in by_kind:
            by_kind[kind].append(hit)
        else:
            by_kind[kind] = [hit]
    return by_kind


def _hits(text: str, words: list[Word], index: Index) -> list[Hit]:
    """All phrases; of each kind the longest at a place, and none within a longer one of its kind."""
    facts, house = index.phrases.get, lexicon().phrases.get
    norms = [word[2] for word in words]
    norms.append("")
    found: list[Hit] = []
    append, new = found.append, tuple.__new__
    covered: dict[str, int] = {}
    for place, word in enumerate(words):
        norm = norms[place]
        entries, more = facts(norm), house(norm)
        if entries is None:
            if more is None:
                continue
            entries = more
        elif more is not None:
            entries = entries + more
        following = norms[place + 1]
        taken: dict[str, int] = {}
        for second, rest, length, group, kind, senses in entries:
            if second is not None and (
                second != following or (length > 1 and tuple(norms[place + 1 : place + 1 + length]) != rest)
            ):
                continue
            if taken.get(group, length) > length or covered.get(group, -1) >= place:
                continue
            if kind in NAMES and not _is_name(text, word, kind) and (norm, *rest) not in index.plain_names:
                continue
            if length and kind not in NAMES and _ENDS.search(text, word[1], words[place + length][0]):
                continue  # "a year earlier. Revenue rose": no "earlier revenue"
            taken[group] = length
            last = place + length
            start, end = word[0], words[last][1]
            for sense in senses:
                append(new(Hit, (place, last, start, end, sense)))
        for group, length in taken.items():
            covered[group] = place + length
    return found


# what ends a sentence between two words
_ENDS = re.compile(r"[.!?:;]\s|\n\s*\n")


def _is_name(text: str, word: Word, kind: str) -> bool:
    """Whether the words are written as a name: "Target", not "target"; a ticker in capitals."""
    raw = text[word.start : word.end]
    if kind == "ticker":
        return raw.isupper() or raw[:1].isdigit()
    return not raw[:1].islower() or raw[1:] != raw[1:].lower()


def _values(text: str, anchors: list[Anchor], starts: list[int], hits: list[Hit], index: Index) -> list[Value]:
    """The values of the text, without those inside a name ("4Paradigm", "01.AI")."""
    name_starts: list[int] = []
    name_ends: list[int] = []
    labels: dict[int, int] = {}
    for first, last, start, end, sense in hits:
        kind = sense[0]
        if kind in _LABELS:
            if last > first and labels.get(start, 0) < end:
                labels[start] = end
        elif kind in NAMES:
            name_starts.append(start)
            name_ends.append(end)
    made = []
    ledger = index.ledger
    mentions = read(text, ledger.dateline, currency=ledger.currency, places=anchors)
    for mention in mentions if index.foreign else elliptic(text, mentions):
        core_start, core_end = mention.core_start, mention.core_end
        at = bisect_left(name_starts, core_end) - 1
        if at >= 0 and name_starts[at] <= core_start < name_ends[at]:
            continue
        for start, end in labels.items():
            if start <= core_start and core_end <= end:
                break
        else:
            first = bisect_left(starts, mention.start)
            made.append(Value(mention, first, max(bisect_left(starts, mention.end) - 1, first)))
    return _paired(text, made) if index.foreign else made


# "8-of-13", "9 - for - 15"; "(32 - 18)" in brackets of its own
_OF = re.compile(r"\s?-\s?(?:of|for)\s?-\s?\Z")
_DASH = re.compile(r"\s?[-–]\s?\Z")


def _paired(text: str, values: list[Value]) -> list[Value]:
    """Counts that are printed as one: the first, with the second as its other end."""
    made: list[Value] = []
    for value in values:
        before = made[-1] if made else None
        if before is not None and _is_pair(text, before, value):
            one, two = before.mention.value, value.mention.value
            assert isinstance(one, Quantity)
            assert isinstance(two, Quantity)
            start, end = before.mention.start, value.mention.end
            mention = before.mention._replace(
                end=end, text=text[start:end], value=replace(one, upper=two.value), core_end=value.mention.core_end
            )
            made[-1] = Value(mention, before.first, value.last)
        else:
            made.append(value)
    return made


def _is_pair(text: str, before: Value, value: Value) -> bool:
    one, two = before.mention.value, value.mention.value
    if not isinstance(one, Quantity) or not isinstance(two, Quantity) or one.unit or two.unit or one.upper is not None:
        return False
    between = text[before.mention.end : value.mention.start]
    if _OF.match(between):
        return True
    opened = text[max(before.mention.start - 2, 0) : before.mention.start].strip() == "("
    closed = text[value.mention.end : value.mention.end + 2].strip()[:1] in (")", "–", "-")
    return opened and closed and _DASH.match(between) is not None


def _quotes(text: str) -> tuple[Quoted, ...]:
    made = []
    for match in _QUOTE.finditer(text):
        group = match.lastindex or 1
        made.append(Quoted(match.start(group), match.end(group), match.group(group)))
    return tuple(made)
