"""Rosters: records of many persons or things with the same measures, in groups: the players of two teams."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import NamedTuple

from generator.checking.index import Index
from generator.checking.kept import kept
from generator.facts.values import Quantity, When

_LEAST = 4
"""From how many records on they can be ranked."""


class Member(NamedTuple):
    """One record of a roster: whose it is, its group, its figures by measure with their facts, and its flags."""

    subject: str
    group: str
    figures: dict[str, tuple[Decimal, str]]
    flags: dict[str, bool]


class Roster(NamedTuple):
    """Records that can be ranked by a measure, by their subject."""

    members: dict[str, Member]

    def ranked(self, metric: str, group: str | None = None, flag: str = "") -> list[Member]:
        """The members with a measure, the highest first; of a group alone, and of those a flag holds of."""
        own = [
            member for member in self.members.values()
            if metric in member.figures and group in (None, member.group) and (not flag or member.flags.get(flag))
        ]  # fmt: skip
        return sorted(own, key=lambda member: -member.figures[metric][0])


_NONE = Roster({})


@kept
def roster_of(index: Index) -> Roster:
    """The roster of foreign facts; an empty one where they have none."""
    if not index.foreign:
        return _NONE
    lists: dict[str, dict[str, Member]] = defaultdict(dict)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    periods: set[When | None] = set()
    for fact in index.ledger:
        if not fact.item or not fact.subject:
            continue
        periods.add(fact.period)
        path = fact.item.rpartition("/")[0]
        member = lists[path].get(fact.item)
        if member is None:
            member = lists[path][fact.item] = Member(fact.subject, "", {}, {})
        if member.subject != fact.subject:
            continue
        value = fact.value
        if isinstance(value, Quantity) and value.upper is None and value.unit != "%":
            member.figures.setdefault(fact.metric.name, (value.value, fact.id))
        elif isinstance(value, bool):
            member.flags[fact.metric.name] = value
        elif fact.entity and isinstance(value, str) and value != fact.subject:
            names[f"{path} {fact.metric.name}"][fact.item] = value
    members = max(lists.values(), key=len, default={})
    if len(periods) > 1 or len(members) < _LEAST or len({member.subject for member in members.values()}) < len(members):
        return _NONE
    groups = next((by_item for by_item in names.values() if _groups(by_item, members)), {})
    return Roster({m.subject: m._replace(group=groups.get(item, "")) for item, m in members.items()})


def _groups(by_item: dict[str, str], members: dict[str, Member]) -> bool:
    """Whether a name that records have sorts all of them into a few groups."""
    sizes = Counter(by_item[item] for item in members if item in by_item)
    return sum(sizes.values()) == len(members) and len(sizes) > 1 and min(sizes.values()) > 1
