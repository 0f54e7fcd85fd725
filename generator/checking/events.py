"""Events: a list of records of one kind each, with those who took part in them: goals, cards, deliveries, visits."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from generator.checking.index import Index
from generator.checking.kept import kept
from generator.checking.tokens import normal_words

_LEAST = 3
"""From how many events on a list tells of some."""
_LONG = 40
"""Letters of a text that says of what kind an event is, at most."""


class Event(NamedTuple):
    """One event: the words for its kind, who it is of, and who else is named in it, by the field."""

    words: frozenset[str]
    subject: str
    named: dict[str, str]


@kept
def events_of(index: Index) -> tuple[Event, ...]:
    """The events of foreign facts; none where they have no such list."""
    if not index.foreign:
        return ()
    lists: dict[str, dict[str, Event]] = defaultdict(dict)
    for fact in index.ledger:
        if not fact.item:
            continue
        path = fact.item.rpartition("/")[0]
        event = lists[path].setdefault(fact.item, Event(frozenset(), "", {}))
        value = fact.value
        if fact.entity and isinstance(value, str):
            event.named[fact.metric.name] = value
        elif isinstance(value, str) and len(value) <= _LONG:
            words = event.words | frozenset(normal_words(value))
            lists[path][fact.item] = event._replace(words=words, subject=event.subject or fact.subject)
    best = max(lists.values(), key=len, default={})
    kinds = {event.words for event in best.values()}
    told = [event for event in best.values() if event.words and event.subject]
    if len(told) < _LEAST or len(told) < len(best) or len(kinds) > len(told) / 2 + 2:
        return ()
    return tuple(told)
