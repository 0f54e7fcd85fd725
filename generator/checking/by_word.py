"""Roles by the word right before or behind a figure: "from $1.43", "by $0.09", "above the $1.51"."""

from __future__ import annotations

from generator.checking.found import Found, Hit, Text, Value
from generator.facts.values import Quantity

Owners = dict[int, dict[str, float]]
"""For each value of a sentence (its place): the roles that belong to it, with their strength."""
LEVELS = frozenset(("of", "was", "were", "at", "to", "reached", "earned"))
"""Words that lead to a level: "a loss of $0.31 wider than expected"."""
MORE = frozenset("more less fewer higher lower better worse wider narrower above below".split())


def own_by_word(text: Text, found: Found, numeric: list[int], owners: Owners) -> None:
    """Roles by the word right before a value: "from $1.43", "by $0.09", "above the $1.51"."""
    compares = found.of("compare")
    for place in numeric:
        value = found.values[place]
        before = text.words[value.first - 1].norm if value.first > found.first else ""
        first_word = text.words[value.first].norm if value.first < len(text.words) else ""
        roles = owners.setdefault(place, {})
        after = text.words[value.last + 1].norm if value.last + 1 < found.last else ""
        if after in ("beat", "miss", "surprise") and in_percent(value):
            for other in numeric:
                if other >= place and in_percent(found.values[other]):
                    owners.setdefault(other, {}).setdefault("surprise", 1.5)
        if after in ("short", "shy") and text.view.text[value.mention.end] == " " and not in_percent(value):
            roles.setdefault("change", 1.5)
            roles.setdefault("estimate", 0.8)
        if after in ("then", "before", "previously") and not roles:
            for other in numeric:
                if other >= place:
                    owners.setdefault(other, {}).setdefault("prior", 1.5)
        said = value.mention.value
        if (
            any(hit.last == value.first - 1 for hit in found.of("direction"))
            and isinstance(said, Quantity)
            and said.unit != "%"
        ):
            roles.pop("prior", None)
            roles["change"] = 1.2
        if isinstance(said, Quantity) and said.upper is not None:
            continue  # "from A to B" is a range, and its "from" no time before
        than = value.last + 2 < found.last and text.words[value.last + 2].norm == "than"
        than = than and "," not in text.view.text[value.mention.end : text.words[value.last + 1].start]
        if after in MORE and than and before not in LEVELS:
            roles.pop("prior", None)
            if not any(hit.sense.value == "estimate" and hit.first > value.last for hit in found.of("role")):
                roles.pop("estimate", None)
            roles["change"] = 1.5
        if before == "from" or first_word == "from":
            roles.setdefault("prior", 1.5)
        elif before == "by" or first_word == "by":
            roles["change"] = 1.5
            if any(hit.last < value.first and value.first - hit.last <= 9 for hit in compares):
                roles.setdefault("surprise", 0.8)
        elif not roles and _is_of_same(text, found, value):
            roles["prior"] = 1.2
        elif not roles and any(_leads_to(text, hit, value) for hit in compares):
            roles["estimate"] = 0.8


def _is_of_same(text: Text, found: Found, value: Value) -> bool:
    """Whether a figure is of the period compared with: "the $1.68 billion of the same stretch of 2024"."""
    following = [word.norm for word in text.words[value.last + 1 : min(found.last, value.last + 4)]]
    return following[:1] in (["of"], ["in"], ["for"]) and bool({"same", "corresponding", "comparable"} & set(following))


def in_percent(value: Value) -> bool:
    """Whether a figure is a percentage."""
    said = value.mention.value
    return isinstance(said, Quantity) and said.unit == "%"


def _leads_to(text: Text, hit: Hit, value: Value) -> bool:
    """Whether a comparison is with a value: "above the $1.51", not "wider than expected, sales $48.2M"."""
    between = text.view.text[hit.end : value.mention.start]
    return 0 < value.first - hit.last <= 3 and "," not in between and hit.sense.value != "other"
