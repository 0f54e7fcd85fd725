"""Roles of speakers: the chief technology officer is not the chief executive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.article import Claim, Verdict
from generator.checking.found import Found
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.facts.entities import Entity

# "chief technology officer", "CTO", "spokeswoman", "finance chief"
_ROLE = re.compile(
    r"\b(?:chief (?:[a-z]+ )?officer|chief executive|C[EFTOI]O|chair(?:man|woman|person)?|president|vice president|"
    r"spokes(?:man|woman|person)|founder|co-founder|treasurer|general counsel|"
    r"(?:finance|technology|operations) chief|(?:finance|managing|marketing|executive|technical|medical) director|"
    r"head of [a-z]+)\b",
    re.IGNORECASE,
)
# ", the ", " ", ", its "
_BESIDE = re.compile(r"[\s,]*(?:the|its|a|as|is|who is|\w+'s)?\s*\Z")
_SAME = {
    "ceo": "chief executive officer", "chief executive": "chief executive officer",
    "cfo": "chief financial officer", "finance chief": "chief financial officer", "cto": "chief technology officer",
    "technology chief": "chief technology officer", "coo": "chief operating officer",
    "cio": "chief information officer",
    "operations chief": "chief operating officer", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson",
}  # fmt: skip


def plain_role(role: str) -> str:
    """A role in its one form."""
    low = role.lower()
    return _SAME.get(low, low)


@lru_cache(maxsize=2048)
def _roles_in(text: str) -> frozenset[str]:
    return frozenset(plain_role(match.group()) for match in _ROLE.finditer(text))


def _person_beside(page: Page, found: Found, start: int, end: int) -> Entity | None:
    """The person whose name stands next to a role: "Tom Lindgren, the chief executive"."""
    text = page.text.view.text
    for hit in found.of("entity"):
        entity = page.ledger.entities.get(hit.sense.value)
        between = text[hit.end : start] if hit.end <= start else text[end : hit.start]
        if entity is not None and entity.type == "person" and _BESIDE.match(between):
            return entity
    return None


def _find(page: Page) -> Iterator[Claim]:
    if _ROLE.search(page.text.view.text) is None:
        return
    known: set[str] | None = None
    for judged in page.spoken:
        found = judged.found
        wanted = [item.fact for item in judged.known if item.fact.claimant_role]
        for match in _ROLE.finditer(page.text.view.text, found.start, found.end):
            role = plain_role(match.group())
            person = _person_beside(page, found, match.start(), match.end())
            if person is not None and person.role and plain_role(person.role) != role:
                yield claim(
                    page.text, match.start(), match.end(), "name", Verdict.MISBOUND, "role",
                    f"{person.later} is {person.role}", (), person.role,
                )  # fmt: skip
            elif wanted and all(role != plain_role(fact.claimant_role) for fact in wanted):
                yield claim(
                    page.text, match.start(), match.end(), "name", Verdict.MISBOUND, "role", "another role said this",
                    (wanted[0].id,), wanted[0].claimant_role,
                )  # fmt: skip
            elif not wanted:
                known = _known_roles(page) if known is None else known
                words = set(match.group().lower().split())
                if role not in known and not (page.index.foreign and words <= page.index.name_words):
                    yield claim(
                        page.text, match.start(), match.end(), "name", Verdict.ABSENT, "role", "no fact has this role"
                    )


def _known_roles(page: Page) -> set[str]:
    """The roles that stand anywhere in the facts."""
    known = {
        role
        for fact in page.ledger
        for text in (fact.claimant_role, fact.value if isinstance(fact.value, str) else "", fact.evidence)
        if text
        for role in _roles_in(text)
    }
    return known | {plain_role(entity.role) for entity in page.ledger.entities.values() if entity.role}


RULE = Rule(
    "role",
    "A speaker's role that is not the facts'.",
    _find,
    "Ernie Bot has more than 100 million users, Baidu's chief executive said.",
    "Ernie Bot has more than 100 million users, Baidu's chief technology officer said.",
)
