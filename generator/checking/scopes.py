"""What the words around a value say of it: metric, role, subject, what is counted, period."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from generator.checking.by_word import Owners
from generator.checking.found import Found, Hit, Text, Value
from generator.checking.nouns import adds, nouns_after, nouns_before
from generator.checking.owning import borders_between, owners_of
from generator.facts.values import Grain, Quantity, When

_FILLER = frozenset("a an the of in for to and or at on by with from as per share than more about".split())


_NAMING = frozenset(("on", "for", "in"))
_AT_ONCE = 3.3
"""How well a measure is named that stands at once behind its value."""
_OWNING = frozenset(("of", "for", "in", "at", "by"))
_APART = frozenset(("and", "ahead", "instead", "short", "behind"))
"""Words with which who follows is another: "5,120 votes, ahead of Riis"."""
_PRONOUNS = frozenset(("it", "its", "their", "he", "she", "they", "company", "firm"))
_HEADS = frozenset("calendar call season release conference preview".split())
"""What a measure's word only describes: the earnings calendar is no earnings."""


class Context(NamedTuple):
    """What the words around a value say of it, each with a strength."""

    metrics: dict[str, float]
    roles: dict[str, float]
    subjects: dict[str, float]
    nouns: tuple[str, ...]
    periods: tuple[When, ...]
    terms: frozenset[str]
    voices: frozenset[str]
    """Entities that the sentence names, as speakers or otherwise."""
    sources: frozenset[str]
    items: frozenset[str]
    topic_metrics: frozenset[str]
    other_metric: bool
    """Whether a metric is named close by, so that facts of another one need more."""


class _MetricHit(NamedTuple):
    """A metric's phrase: its words, clause, the number of values before it, and its name."""

    first: int
    last: int
    clause: int
    rank: int
    name: str
    mine: int = -1
    """The value that it names at once ("by 10.2% on revenue"), or -1."""


class Scope(NamedTuple):
    """What a sentence hands on to its values, worked out once."""

    found: Found
    metrics: list[_MetricHit]
    owners: Owners
    entities: list[Hit]
    periods: tuple[When, ...]
    terms: frozenset[str]
    attached: dict[int, bool]
    """By the first word of a figure, where the sentence's one period is another figure's own: whether it is its."""
    voices: frozenset[str]
    """Names of the entities that stand in the sentence."""
    sources: frozenset[str]


class Topic(NamedTuple):
    """What the sentences before were about."""

    subject: str = ""
    metrics: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    """Items of lists that the sentence has spoken of so far."""


def scope_of(text: Text, found: Found) -> Scope:
    """Work out what the sentence's values share."""
    entities = found.of("entity", "ticker", "adjective")
    before = [(hit.start, hit.end) for hit in found.of("role") if hit.sense.value == "prior"]
    periods = tuple(
        value.mention.value
        for value in found.values
        if value.mention.kind == "date"
        and isinstance(value.mention.value, When)
        and not any(start < value.mention.end and value.mention.start < end for start, end in before)
    )
    terms = frozenset(word.norm for word in text.words[found.first : found.last]) - _FILLER
    starts = [value.first for value in found.values]
    named = {p for hit in found.of("source", "entity") for p in range(hit.first, hit.last + 1)}
    ends = {
        value.last + 2: place
        for place, value in enumerate(found.values)
        if value.last + 1 < found.last and text.words[value.last + 1].norm in _NAMING
    }
    metrics: list[_MetricHit] = []
    at = until = clause = rank = behind = -1
    counts = False
    for first, last, _, _, (_, name) in found.of("metric"):
        if name not in text.index.measured:
            continue
        if first != at or last != until:  # the same words often name several metrics
            at, until = first, last
            counts = first not in named and (last + 1 >= found.last or text.words[last + 1].norm not in _HEADS)
            clause, rank, behind = found.clause(first), bisect_left(starts, first), ends.get(first, -1)
        if counts:
            metrics.append(_MetricHit(first, last, clause, rank, name, behind))
    attached = _attached(text, found) if sum(when.grain is not Grain.DAY for when in periods) == 1 else {}
    voices = frozenset([hit.sense.value for hit in entities])
    sources = frozenset([hit.sense.value for hit in found.of("source")])
    return Scope(found, metrics, owners_of(text, found), entities, periods, terms, attached, voices, sources)


_LINKS = frozenset(("in", "for", "the", "during"))
_AGAINST = frozenset(("from", "against", "versus"))
_THAN = _LINKS | frozenset("more less fewer higher lower better worse above below than".split())


def _attached(text: Text, found: Found) -> dict[int, bool]:
    """Whose the sentence's period is: "$970 million, compared with $1.01 billion in the third quarter of 2024"."""
    figures = [value for value in found.values if value.mention.kind == "quantity"]
    if len(figures) < 2:
        return {}
    for value in found.values:
        if value.mention.kind != "date":
            continue
        mine = max((figure.last for figure in figures if figure.last < value.first), default=-1)
        between = {text.words[place].norm for place in range(mine + 1, value.first)}
        last = figures[-1].last == mine and "with" in {text.words[p].norm for p in range(found.first, mine)}
        than = "than" in between and between <= _THAN
        led = {text.words[f.first - 1].norm for f in figures if f.last == mine and f.first > found.first}
        if mine >= 0 and between and ((between <= _LINKS and (last or led & _AGAINST)) or than):
            return {figure.first: figure.last == mine for figure in figures}
    return {}


# "18 cents, or 15.52%", "$170 million (15.22%)": the same once more, in another unit
_OR = re.compile(r"(?:,? or | \()\Z")


def context_of(text: Text, scope: Scope, place: int, topic: Topic) -> Context:
    """What the words around the sentence's value number `place` say of it."""
    own = _own_context(text, scope, place, topic)
    if not place:
        return own
    before, value = scope.found.values[place - 1].mention, scope.found.values[place].mention
    between = text.view.text[before.end : value.start]
    if before.kind != value.kind or not _OR.match(between) or " each" in between or " apiece" in between:
        return own
    same = _own_context(text, scope, place - 1, topic)
    return own._replace(metrics=same.metrics, roles={**own.roles, **same.roles}, subjects=same.subjects)


def _own_context(text: Text, scope: Scope, place: int, topic: Topic) -> Context:
    found = scope.found
    value = found.values[place]
    metrics: dict[str, float] = {}
    clause, first, last = found.clause(value.first), value.first, value.last
    strength, before = 0.0, (-1, -1)
    for at, until, its_clause, rank, name, its_value in scope.metrics:
        if at <= last and until >= first:
            metrics[name] = 3.0
            continue
        if (at, until) != before:  # the same words often name several metrics
            before = at, until
            gap = at - last if at > last else first - until - 1
            strength = 3.0 if gap <= 3 else 2.2 if gap <= 7 else 1.5 if gap <= 14 else 1.0
            if at > last and gap > 1:
                strength -= 0.6
            if its_clause != clause:
                strength -= 0.7
            between = rank - place - 1 if at > last else place - rank
            if between > 0:
                strength -= 0.4 * min(between, 3)
            if its_value >= 0:
                strength = _AT_ONCE if its_value == place else strength - 1.2
            strength = max(strength, 0.3)
        if strength > metrics.get(name, 0.0):
            metrics[name] = strength
    close = any(strength >= 1.5 for strength in metrics.values())
    if not metrics:
        metrics = dict.fromkeys(topic.metrics, 0.5)
    nouns = nouns_after(text, found, value)
    roles = scope.owners.get(place, {})
    said = value.mention.value
    if isinstance(said, Quantity) and said.unit == "":
        nouns = nouns_before(text, found, place) or nouns
        if not text.index.foreign and adds(text, found, value):
            roles = {**roles, "added": 2.0}
    return Context(
        metrics,
        roles,
        _subjects(text, scope, value, topic),
        nouns,
        _nearest_first(scope, value),
        scope.terms,
        scope.voices,
        scope.sources,
        topic.items,
        topic.metrics,
        close,
    )


def _subjects(text: Text, scope: Scope, value: Value, topic: Topic) -> dict[str, float]:
    """Candidates for whose value it is, with strength: the owner next to it, the clause's subject, the topic."""
    found = scope.found
    paired = _paired(scope, value)
    if paired:
        return {paired: 3.0}
    made: dict[str, float] = {}
    words = text.words
    last_before: Hit | None = None
    for hit in scope.entities:
        if hit.first > value.last:
            if hit.first - value.last > 4 or _other_between(found, value, hit):
                continue
            joined = {words[p].norm for p in range(value.last + 1, hit.first)}
            if joined & _OWNING and not joined & _APART and not borders_between(found, value.last, hit.first):
                made[hit.sense.value] = max(made.get(hit.sense.value, 0), 2.0)
            continue
        last_before = hit
    if last_before is not None:
        name = last_before.sense.value
        gap = value.first - last_before.last - 1
        possessive = text.view.text[last_before.end - 2 : last_before.end] in ("'s", "’s", "s'", "s’")
        crossing = borders_between(found, last_before.first, value.first)
        strength = 0.8 if crossing else 1.5
        if possessive and gap <= 5 and not crossing:
            acts = found.of("status", "say", "direction", "compare")
            others = any(last_before.last < other.first < value.first for other in found.values)
            if not any(last_before.last < hit.first < value.first for hit in acts) and not (made and others):
                strength = 2.5
        made[name] = max(made.get(name, 0), strength)
        for hit in scope.entities:
            if (
                hit.first < value.first
                and hit.sense.value != name
                and not borders_between(found, hit.first, value.first)
            ):
                made.setdefault(hit.sense.value, 0.5 if possessive else 0.9)
    if not made and scope.entities:
        made[scope.entities[0].sense.value] = 0.6
    if not made and topic.subject:
        made[topic.subject] = 1.2 if scope.terms & _PRONOUNS else 0.6
    return made


def _other_between(found: Found, value: Value, hit: Hit) -> bool:
    """Whether another figure stands before a name, which is that one's: "40%, against 50% for the United States"."""
    return any(value.last < o.first < hit.first and o.mention.kind == value.mention.kind for o in found.values)


def _paired(scope: Scope, value: Value) -> str:
    """In a sentence with "respectively": the name that stands in the value's place in the list of names."""
    if "respectively" not in scope.terms:
        return ""
    names = [hit.sense.value for hit in scope.entities if hit.sense.kind == "entity"]
    values = [other for other in scope.found.values if other.mention.kind == value.mention.kind]
    if len(names) < 2 or len(values) % len(names) or value not in values:
        return ""
    return names[values.index(value) % len(names)]


def _nearest_first(scope: Scope, value: Value) -> tuple[When, ...]:
    """The sentence's periods, the one that stands nearest to a value first."""
    found = scope.found
    if scope.attached.get(value.first, True) is False:
        return tuple(when for when in scope.periods if when.grain is Grain.DAY)
    if len(scope.periods) < 2:
        return scope.periods
    dated = [
        (
            min(abs(other.first - value.last), abs(value.first - other.last))
            + 4 * borders_between(found, other.first, value.first),
            other.mention.value,
        )
        for other in found.values
        if other.mention.kind == "date"
        and isinstance(other.mention.value, When)
        and other.mention.value in scope.periods
    ]
    dated.sort(key=_gap)
    if len(dated) > 1 and dated[0][0] <= 4 and dated[1][0] >= dated[0][0] + 3:
        return (dated[0][1],)  # "4,800 employees in 2025": its own, whatever else the sentence names
    return tuple(when for _, when in dated)


def _gap(entry: tuple[int, When]) -> int:
    return entry[0]
