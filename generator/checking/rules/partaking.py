"""Who took part in what: "goals from Brandt and Aasen", where the list of events has them of others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.events import Event, events_of
from generator.checking.found import Found, Hit, Text
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.facts.values import Hedge, Quantity

_VERBS = {"score": "goal", "scored": "goal", "scoring": "goal", "netted": "goal", "booked": "card"}
"""Verbs for the kinds of events that they are told of."""
_LEADING = frozenset("from by through courtesy to for of".split())
_GIVEN = frozenset("issued given shown handed awarded went out received coming came".split())
_RECEIVED = frozenset("card penalty award fine warning order ticket".split())
"""What one has from another: who it is "from" is not who has it."""
_REACH = 4


def _find(page: Page) -> Iterator[Claim]:
    events = events_of(page.index)
    if not events:
        return
    known = frozenset().union(*(event.words for event in events))
    for judged in page.spoken:
        found = judged.found
        people = [hit for hit in found.of("entity") if page.index.types.get(hit.sense.value) == "person"]
        for place in range(found.first, found.last):
            kind = _kind(page.text, found, place, known)
            if kind:
                yield from _taken(page, found, place, kind, people, events)
            yield from _in_field(page, found, place, people, events)


def _in_field(page: Page, found: Found, place: int, people: list[Hit], events: tuple[Event, ...]) -> Iterator[Claim]:
    """Those told to have a part that a field of the events names: "assisted by Aasen", where no event has him so."""
    norm = page.text.words[place].norm
    if not norm.endswith("ed"):
        return
    field = norm.removesuffix("ed")
    having = {event.named[field] for event in events if field in event.named}
    named = _listed(page.text, found, place, people) if having else []
    places = {hit.first for hit in named}
    for first in sorted(places):
        hits = [hit for hit in named if hit.first == first]
        if not any(hit.sense.value in having for hit in hits):
            yield claim(
                page.text, hits[0].start, hits[0].end, "name", Verdict.CONTRADICTED, "partaking",
                f"no record has {hits[0].sense.value} as {field}", (), "",
            )  # fmt: skip


def _kind(text: Text, found: Found, place: int, known: frozenset[str]) -> tuple[str, ...]:
    """The kind of event that is named at a word, with the word before it where that narrows it."""
    norm = text.words[place].norm
    noun = _VERBS.get(norm, norm)
    if noun not in known or len(noun) < 4:
        return ()
    before = text.words[place - 1].norm if place > found.first else ""
    after = text.words[place + 1].norm if place + 1 < found.last else ""
    if after in known:
        return ()  # "the penalty goal": the next word is told
    return (before, noun) if before in known and before != noun else (noun,)


def _of_kind(events: tuple[Event, ...], kind: tuple[str, ...]) -> list[Event]:
    return [event for event in events if set(kind) <= event.words and not event.words & {"disallowed", "cancelled"}]


def _taken(
    page: Page, found: Found, place: int, kind: tuple[str, ...], people: list[Hit], events: tuple[Event, ...]
) -> Iterator[Claim]:
    """Those who are told to have had an event of a kind, and had none."""
    mine = _of_kind(events, kind)
    owners = {event.subject for event in mine}
    words = page.text.words
    if words[place - 1].norm == "own" or (place + 2 < found.last and words[place + 2].norm == "own"):
        return  # an own goal is told of either side
    named = _listed(page.text, found, place, people)
    if words[place].norm in _RECEIVED and not named:
        named = _receiver(page.text, found, place, people)
    if words[place].norm in _VERBS and not named:
        before = [hit for hit in people if 0 < place - hit.last <= 2]
        named = before[-1:]
    by_place: dict[int, list[Hit]] = {}
    for hit in named:
        by_place.setdefault(hit.first, []).append(hit)
    for hits in by_place.values():
        if not any(hit.sense.value in owners for hit in hits):
            hit = hits[0]
            yield claim(
                page.text, hit.start, hit.end, "name", Verdict.CONTRADICTED, "partaking",
                f"no {' '.join(kind)} of the facts is of {hit.sense.value}", (), "",
            )  # fmt: skip
    if len(by_place) == 1 and not any(hit.first > named[-1].last for hit in people):
        yield from _times(page, found, place, kind, next(iter(by_place.values())), mine)


def _receiver(text: Text, found: Found, place: int, people: list[Hit]) -> list[Hit]:
    """Who is told to have received something: "Aasen received a yellow card"."""
    for at in range(place - 1, max(found.first, place - 6), -1):
        norm = text.words[at].norm
        if norm in _GETTING:
            return [hit for hit in people if 0 < at - hit.last <= 2][-1:]
        if norm not in _SMALL and norm not in ("yellow", "red", "second", "first"):
            return []
    return []


_GETTING = frozenset("received receive receiving earned collected saw picked shown given".split())
_SMALL = frozenset("a an the his her their up one two".split())


def _times(
    page: Page, found: Found, place: int, kind: tuple[str, ...], hits: list[Hit], mine: list[Event]
) -> Iterator[Claim]:
    """How often somebody had an event: "two goals from Brandt", "Brandt scored twice"."""
    names = {hit.sense.value for hit in hits}
    count = sum(event.subject in names for event in mine)
    if not count:
        return
    for value in found.values:
        said = value.mention.value
        near = 0 < place - value.last <= 2 or (page.text.words[place].norm in _VERBS and 0 < value.first - place <= 1)
        if not near or not isinstance(said, Quantity) or said.unit or said.hedge is not Hedge.NONE:
            continue
        if said.upper is None and said.value != count and said.value <= 10:
            yield claim(
                page.text, value.mention.start, value.mention.end, "number", Verdict.CONTRADICTED, "partaking",
                f"the facts have {count} {' '.join(kind)} of {hits[0].sense.value}", (), str(count),
            )  # fmt: skip


def _listed(text: Text, found: Found, place: int, people: list[Hit]) -> list[Hit]:
    """The persons listed behind a noun: "goals from A, B and C", "yellow cards were issued to A and B"."""
    words = text.words
    start = -1
    for at in range(place + 1, min(place + 6, found.last)):
        if words[at].norm in _LEADING and at - place <= _REACH:
            start = at
            break
        if words[at].norm not in _GIVEN and words[at].norm not in ("were", "was", "each", "both"):
            return []
    if start < 0 or words[start].norm in ("of", "for"):
        return []
    if words[start].norm == "from" and words[place].norm in _RECEIVED:
        return []
    made: list[Hit] = []
    last = start
    for hit in people:
        if hit.first <= start:
            continue
        between = text.view.text[words[last].end : hit.start].strip(" ,")
        if hit.first != last and between not in ("", "and", "&", "as well as"):
            if made and hit.first <= made[-1].last:
                made.append(hit)
                continue
            break
        made.append(hit)
        last = max(last, hit.last)
    return made


RULE = Rule(
    "partaking",
    "Somebody told to have taken part in an event of a list in which others are named.",
    _find,
    "Wolves got a goal from Ekdahl (of events where it is Brandt's).",
    "Wolves got a goal from Brandt (of the same events).",
)
