"""The book that a walk writes into: facts by pointer, entities by name, the day of the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from generator.evidence.fields import Field, field, terms
from generator.evidence.notes import PLAIN, Scale
from generator.evidence.profile import Profile
from generator.facts.entities import Entity, Listing
from generator.facts.ledger import Fact, Ledger, Value
from generator.facts.metric import Metric
from generator.facts.values import When

MAX_FACTS = 50_000
MAX_NAME = 200
# "Buenaventura Mining Co" -> "Buenaventura Mining"
_LEGAL = re.compile(
    r",? (?:Inc|Incorporated|Corp|Corporation|Co|Ltd|Limited|PLC|plc|LLC|LP|N\.V|S\.A|SA|AG|SE|NV|Group|Holdings?|"
    r"Company)\.?$"
)
_BRACKETS = re.compile(r"\s*\(([^()]{2,60})\)")
_SILENT: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_LIGHT = frozenset("The A An New First United American National General International".split())


class Around(NamedTuple):
    """What the records around a value say."""

    path: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    subject: str = ""
    period: When | None = None
    scale: Scale = PLAIN
    title: str = ""
    item: str = ""
    dims: tuple[tuple[str, str], ...] = ()

    @property
    def pointer(self) -> str:
        """The RFC 6901 pointer of the place."""
        return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in self.path)


class Book:
    """What has been gathered so far."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.facts: dict[str, Fact] = {}
        self.entities: dict[str, Entity] = {}
        self.aliases: dict[str, set[str]] = {}
        self.dateline: date | None = None
        self.currency = ""
        self.texts: list[str] = []
        self.sides: dict[str, str] = {}
        """Who stands on which side: "home", "buyer"."""
        self.persons: dict[tuple[str, str], list[str]] = {}

    def entity(self, name: str, kind: str = "other", also: str = "") -> str:
        """The id of the entity of this name, made if it is new; `also` is another name of it."""
        name = " ".join(name.split())[:MAX_NAME]
        if kind == "person" and name not in self.entities and (same := self._same_person(name)):
            self.aliases.setdefault(same, set()).add(name)
            return same
        known = self.entities.get(name)
        if known is None or (known.type == "other" and kind != "other"):
            self.entities[name] = _entity(name, kind)
        if also and also != name:
            self.aliases.setdefault(name, set()).add(" ".join(also.split())[:MAX_NAME])
        return name

    def _same_person(self, name: str) -> str:
        """The one known person of this last name and initial, where one of the two has only the initial; or ""."""
        words = name.split()
        key = (words[0][:1], words[-1])
        others = self.persons.setdefault(key, [])
        initial = len(words[0].rstrip(".")) == 1
        same = [other for other in others if initial or len(other.split()[0].rstrip(".")) == 1]
        if len(words) > 1:
            others.append(name)
        return same[0] if len(same) == 1 and len(words) > 1 else ""

    def field(self, around: Around) -> Field:
        """What the field at a place says, as its profile has it."""
        what = field(around.keys, around.title)
        return self.profile.field(what, around.keys) if around.keys else what

    def listed(self, name: str, ticker: str, exchange: str) -> None:
        """Give an entity its ticker."""
        entity = self.entities[name]
        made = Listing.model_construct(exchange=exchange, ticker=ticker, type="share", primary=False)
        if all(item.ticker != ticker for item in entity.listings):
            changed = {"listings": (*entity.listings, made), "type": "company"}
            self.entities[name] = entity.model_copy(update=changed)

    def add(self, around: Around, what: Field, value: Value, *, entity: bool = False, says: bool = False) -> None:
        """Enter one fact."""
        pointer = around.pointer
        if len(self.facts) >= MAX_FACTS or pointer in self.facts:
            return
        self.facts[pointer] = Fact(
            pointer, _metric(what, says), value, around.subject, around.period, around.dims, standing="confirmed",
            entity=entity, item=around.item,
        )  # fmt: skip

    def ledger(self, name: str) -> Ledger:
        """All of it as a ledger."""
        self._bodies()
        shared = Counter(short for full in self.entities for short in set(_shorts(full, self.entities[full].type)))
        given = Counter(name for names in self.aliases.values() for name in names)
        for full, entity in self.entities.items():
            own = [short for short in _shorts(full, entity.type) if shared[short] == 1 and short not in self.entities]
            more = sorted(name for name in self.aliases.get(full, ()) if given[name] == 1)
            if own or more:
                names = tuple(dict.fromkeys((*entity.aliases, *own, *more)))
                self.entities[full] = entity.model_copy(update={"aliases": names})
        return Ledger(self.facts, self.entities, {}, self.dateline, self.currency or "USD", name, "")

    def _bodies(self) -> None:
        """Enter the agencies that the texts name, with their letters and full names."""
        whole = "\n".join((*self.texts, *self.entities))
        for letters, full in terms().names.items():
            if re.search(rf"\b{re.escape(letters)}\b", whole) or any(name in whole for name in full):
                known = next((name for name in self.entities if name == letters or name in full), "")
                self.entity(known or letters, "agency")
                self.aliases.setdefault(known or letters, set()).update((letters, *full))


def _entity(name: str, kind: str) -> Entity:
    country = terms().countries.get(name)
    plain = _BRACKETS.sub("", name).strip()
    aliases = [found.strip() for found in _BRACKETS.findall(name)]
    if plain and plain != name:
        aliases.append(plain)
    if country:
        aliases.append(country[0])
    if name.isupper() and len(name) > 4:
        aliases.append(name.title())
    return Entity.model_construct(
        name=name, short=None, aliases=tuple(aliases), type=kind, listings=(), listing=None, parent=None,
        role=None, descriptor=None, adjective=country[-1] if country else None, plural=False, house=False,
    )  # fmt: skip


def _shorts(name: str, kind: str) -> list[str]:
    """Shorter names that texts may use: without the legal form, the first words, a person's last name."""
    made = []
    plain = _BRACKETS.sub("", name).strip()
    while (cut := _LEGAL.sub("", plain)) != plain:
        made.append(cut)
        plain = cut
    words = plain.split()
    if not 2 <= len(words) <= 5:
        return made
    if kind == "person":
        return [*made, " ".join(words[1:]), words[-1]]
    if "-" in words[0]:
        made.append(" ".join(("".join(part[:1] for part in words[0].split("-")), *words[1:])))
    if words[0][:1].isupper() and words[0] not in _LIGHT and kind != "place":
        made.extend(" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
        if name.isupper():
            made.extend(" ".join(words[:count]).title() for count in range(len(words) - 1, 0, -1))
    return [short for short in made if len(short) > 2]


def _metric(what: Field, says: bool) -> Metric:
    kind = what.role if what.role in ("estimate", "guidance") else "actual"
    return Metric(
        what.metric, what.label, what.words, kind=kind, prior=what.role == "prior",  # type: ignore[arg-type]
        says={"true": (what.label, *what.words)} if says else _SILENT, style="ordinal" if what.ordinal else "",
    )  # fmt: skip
