"""Who won: a winner told of two sides whose result in the facts says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.article import Claim, Verdict
from generator.checking.found import Found, Text
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.sides import Sides, sides_of

_BEAT = frozenset("defeated beat beats edged downed overcame outlasted thrashed routed defeat".split())
_LOST = frozenset(("lost", "fell"))
_WON = frozenset(("won", "victorious"))
_PART = frozenset("period quarter half halftime half-time set inning leg battle overtime shootout penalty".split())
"""Words with which a win is that of a part, or of something else than the whole."""
_STREAK = frozenset("last straight row consecutive previous past".split())
"""Words behind "won" with which it is of other results too: "won five of their last six"."""
_NAMELESS = frozenset("team side visitor host squad".split())
_REACH = 7


def _find(page: Page) -> Iterator[Claim]:
    sides = sides_of(page.index)
    if sides.result is None:
        return
    for judged in page.spoken:
        yield from _against_itself(page, judged.found)
    home, away = sides.result.values
    if home == away or _is_split(sides, home, away):
        return
    pair = sides.result
    winner, loser = (pair.home, pair.away) if home > away else (pair.away, pair.home)
    for judged in page.spoken:
        for start, end, name, won in _told(page.text, judged.found, winner.fact.subject, loser.fact.subject):
            if (name == winner.fact.subject) is won:
                continue
            entity = page.ledger.entities.get(winner.fact.subject)
            right = entity.later if entity is not None else winner.fact.subject
            yield claim(
                page.text, start, end, "status", Verdict.CONTRADICTED, "winning",
                f"the facts have {max(home, away)}-{min(home, away)} for {right}",
                (pair.home.fact.id, pair.away.fact.id), right,
            )  # fmt: skip


def _against_itself(page: Page, found: Found) -> Iterator[Claim]:
    """A side told to have met itself: "the Kings pulled away, outscoring the Kings"."""
    groups = [hit for hit in found.of("entity") if page.index.types.get(hit.sense.value) in ("group", "company")]
    for hit in groups:
        place = hit.first - 1
        while place > found.first and page.text.words[place].norm in _BESIDE:
            place -= 1
        if page.text.words[place].norm not in _MEETING:
            continue
        before = [other for other in groups if other.last < place]
        if not before:
            continue
        nearest = {other.sense.value for other in before if other.first == before[-1].first}
        mine = {other.sense.value for other in groups if other.first == hit.first}
        if nearest & mine and hit.sense.value in nearest:
            yield claim(
                page.text, hit.start, hit.end, "name", Verdict.CONTRADICTED, "winning",
                f"{hit.sense.value} cannot have met itself",
            )  # fmt: skip
            return


_MEETING = frozenset(
    "outscoring outscored outscore defeated defeating beat beating against facing faced face host hosting hosts visit "
    "visiting over scoring scored".split()
)
_BESIDE = frozenset("the host visiting rival hosting".split())


def _is_split(sides: Sides, home: Decimal, away: Decimal) -> bool:
    """Whether another count of the whole has the other side ahead, as after penalties."""
    others = (
        pair.values for pair in sides.pairs if not pair.part and pair.words & {"penalty", "shootout", "aggregate"}
    )
    return any((one > two) != (home > away) for one, two in others if one != two)


def _told(text: Text, found: Found, winner: str, loser: str) -> Iterator[tuple[int, int, str, bool]]:
    """Verbs of winning and losing: their place, the side before them, and whether it is told to have won."""
    words = text.words
    for place in range(found.first, found.last):
        norm = words[place].norm
        if norm not in _BEAT and norm not in _LOST and norm not in _WON:
            continue
        passive = place > found.first and words[place - 1].norm in ("was", "were", "been", "being", "be", "not", "n't")
        before = _side(text, found, place, winner, loser, -1)
        after = _side(text, found, place, winner, loser, 1)
        after_it = {word.norm for word in words[place + 1 : min(place + 8, found.last)]}
        near = {word.norm for word in words[max(found.first, place - _REACH) : min(place + _REACH, found.last)]}
        if not before or passive or near & _PART or after_it & _STREAK:
            continue
        if norm in _BEAT and (not after or after == before):
            continue
        if norm in _LOST and (place + 1 >= found.last or words[place + 1].norm not in ("to", "against") or not after):
            continue
        yield words[place].start, words[place].end, before, norm not in _LOST


def _side(text: Text, found: Found, place: int, winner: str, loser: str, way: int) -> str:
    """The side that is named next to a verb, before or behind it, in its clause; or "" if none or both are."""
    hits = [
        hit for hit in found.of("entity") if hit.sense.value in (winner, loser)
        and 0 < (hit.first - place) * way <= _REACH and found.clause(hit.first) == found.clause(place)
    ]  # fmt: skip
    if not hits:
        return ""
    at = min(abs(hit.first - place) for hit in hits)
    between = text.words[min(place, place + at * way) : max(place, place + at * way)]
    if any(word.norm in _NAMELESS for word in between):
        return ""  # "the home team emerged victorious"
    nearest = {hit.sense.value for hit in hits if abs(hit.first - place) == at}
    return nearest.pop() if len(nearest) == 1 else ""


RULE = Rule(
    "winning",
    "A side told to have won or lost, of whose result the facts say otherwise.",
    _find,
    "The Eagles beat the Wolves (of facts with 5-3 for the Wolves).",
    "The Wolves beat the Eagles (of the same facts).",
)
