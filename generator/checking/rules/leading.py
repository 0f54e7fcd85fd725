"""Who leads a roster: "led the team with 12 points", "a game-high 20", where the records have another higher."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit, Text
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.roster import Member, Roster, roster_of

_LEADS = frozenset("led leads paced paces lead".split())
_SECOND = frozenset(("second", "2nd"))
# "a game-high 20 points", "team - high"
_HIGH = re.compile(r"\b(game|team|season) ?- ?high\b", re.I)
_NEAR = 5


def _find(page: Page) -> Iterator[Claim]:
    roster = roster_of(page.index)
    if not roster.members:
        return
    seen: set[str] = set()
    for judged in page.spoken:
        yield from _only(page, judged, roster, seen)
        seen |= {hit.sense.value for hit in judged.found.of("entity")} & roster.members.keys()
        yield from _led(page, judged, roster)
        yield from _highs(page, judged, roster)
        yield from _seconds(page, judged, roster)


def _led(page: Page, judged: Judgement, roster: Roster) -> Iterator[Claim]:
    found, words = judged.found, page.text.words
    for place in range(found.first, found.last):
        if words[place].norm not in _LEADS:
            continue
        by = place + 1 < found.last and words[place + 1].norm == "by"
        member = _member_after(found, place, roster) if by else _member_before(page.text, judged, place, roster)
        metric = _metric_after(found, place, roster, member)
        if member is not None:
            yield from _of_another(page, found, place, by, member, roster)
        if member is None or not metric:
            continue
        flag = _flag_after(found, place, roster)
        yield from _unless_first(page, words[place].start, words[place].end, roster, member, metric, member.group, flag)


def _of_another(page: Page, found: Found, place: int, by: bool, member: Member, roster: Roster) -> Iterator[Claim]:
    """A group told to be led by a member of another: "Hayward led the way for the Grizzlies"."""
    groups = {each.group for each in roster.members.values()} - {""}
    way = [hit for hit in found.of("entity") if (0 < place - hit.last <= 4 if by else 0 < hit.first - place <= 6)]
    told = [(hit, group) for hit in way for group in groups if _is_same(page, hit.sense.value, group)]
    if not told or not member.group or any(group == member.group for _, group in told):
        return
    hit = told[0][0]
    yield claim(
        page.text, hit.start, hit.end, "name", Verdict.MISBOUND, "leading",
        f"{member.subject} is of {member.group}", (), member.group,
    )  # fmt: skip


def _is_same(page: Page, name: str, group: str) -> bool:
    """Whether two entities share a name: the Boston Celtics are the group "Boston"."""
    entities = page.ledger.entities
    one, two = entities.get(name), entities.get(group)
    names = one.names if one is not None else (name,)
    others = two.names if two is not None else (group,)
    return any(a == b or a.startswith(f"{b} ") or b.startswith(f"{a} ") for a in names for b in others)


def _highs(page: Page, judged: Judgement, roster: Roster) -> Iterator[Claim]:
    found, text = judged.found, page.text
    for match in _HIGH.finditer(text.view.text, found.start, found.end):
        if match[1].lower() == "season":
            continue
        place = next((p for p in range(found.first, found.last) if text.words[p].start >= match.start()), found.last)
        member = _member_before(text, judged, place, roster, far=True)
        metric = _metric_after(found, place, roster, member)
        if member is None or not metric:
            continue
        group = member.group if match[1].lower() == "team" else None
        yield from _unless_first(page, match.start(), match.end(), roster, member, metric, group, "")


def only_flags(page: Page, found: Found, place: int) -> list[str]:
    """The named predicates that an "only" is said of: "the only other starter in double figures"."""
    roster = roster_of(page.index)
    known = {name for member in roster.members.values() for name in member.flags}
    return [
        hit.sense.value.partition("=")[0] for hit in found.of("status")
        if 0 < hit.first - place <= _ONLY and hit.sense.value.partition("=")[0] in known
    ]  # fmt: skip


def _only(page: Page, judged: Judgement, roster: Roster, seen: set[str]) -> Iterator[Claim]:
    """ "The only other starter in double figures": of the group's records so many, and no more, have it."""
    found, words = judged.found, page.text.words
    for place in range(found.first, found.last):
        if words[place].norm != "only" or (place and words[place - 1].norm != "the"):
            continue
        flags = only_flags(page, found, place)
        member = _member_before(page.text, judged, place, roster) or _member_after(found, place + _NEAR, roster)
        if not flags or member is None or not all(member.flags.get(flag) for flag in flags):
            continue
        other = place + 1 < found.last and words[place + 1].norm == "other"
        named = {hit.sense.value for hit in found.of("entity") if hit.first < place} & roster.members.keys()
        told = {member.subject} | named | (seen if other else set())
        having = {
            each.subject for each in roster.members.values()
            if each.group == member.group and all(each.flags.get(flag) for flag in flags)
        }  # fmt: skip
        if having - told:
            first = sorted(having - told)[0]
            yield claim(
                page.text, words[place].start, words[place + other].end, "rank", Verdict.CONTRADICTED, "leading",
                f"{first} is another", (), first,
            )  # fmt: skip


_ONLY = 8


def _seconds(page: Page, judged: Judgement, roster: Roster) -> Iterator[Claim]:
    """ "Fournier was second on the team": one of the group's records is higher, not two, and not none."""
    found, words = judged.found, page.text.words
    for place in range(found.first + 1, found.last - 2):
        after = [word.norm for word in words[place + 1 : place + 4]]
        if words[place].norm not in _SECOND or words[place - 1].norm != "was" or after[:1] != ["on"]:
            continue
        member = _member_before(page.text, judged, place, roster)
        metric = _metric_after(found, place, roster, member)
        if member is None or not metric:
            continue
        mine = member.figures[metric][0]
        above = sum(other.figures[metric][0] > mine for other in roster.ranked(metric, member.group))
        alike = sum(other.figures[metric][0] == mine for other in roster.ranked(metric, member.group))
        if above > 1 or (above == 0 and alike == 1):
            yield _wrong(page, words[place].start, words[place].end, roster.ranked(metric, member.group), metric)


def _unless_first(
    page: Page, start: int, end: int, roster: Roster, member: Member, metric: str, group: str | None, flag: str
) -> Iterator[Claim]:
    ranked = roster.ranked(metric, group, flag)
    if ranked and ranked[0].figures[metric][0] > member.figures[metric][0]:
        yield _wrong(page, start, end, ranked, metric)


def _wrong(page: Page, start: int, end: int, ranked: list[Member], metric: str) -> Claim:
    first = ranked[0]
    entity = page.ledger.entities.get(first.subject)
    name = entity.later if entity is not None else first.subject
    figure, fact = first.figures[metric]
    return claim(
        page.text, start, end, "rank", Verdict.CONTRADICTED, "leading",
        f"{name} leads with {figure} {metric.replace('_', ' ')}", (fact,), name,
    )  # fmt: skip


def _member_before(
    text: Text, judged: Judgement, place: int, roster: Roster, far: bool = False
) -> Member | None:  # fmt: skip
    """The member whose name stands last before a word; near it, or anywhere before."""
    before = [hit for hit in judged.found.of("entity") if hit.last < place and hit.sense.value in roster.members]
    if before and (far or place - before[-1].last <= _NEAR):
        return roster.members[before[-1].sense.value]
    opens = place - judged.found.first <= 2 and text.words[judged.found.first].norm in ("he", "she")
    return roster.members.get(judged.subject) if opens or (far and not before) else None


def _member_after(found: Found, place: int, roster: Roster) -> Member | None:
    return next((roster.members[hit.sense.value] for hit in _after(found, place) if hit.sense.value in roster.members),
                None)  # fmt: skip


def _after(found: Found, place: int) -> list[Hit]:
    return [hit for hit in found.of("entity") if 0 < hit.first - place <= _NEAR]


def _metric_after(found: Found, place: int, roster: Roster, member: Member | None) -> str:
    """The measure that is ranked by: the first that follows behind a figure and that the member has."""
    if member is None:
        return ""
    counted = {value.last + 1 for value in found.values}
    return next((hit.sense.value for hit in found.of("metric")
                 if hit.first > place and hit.first in counted and hit.sense.value in member.figures), "")  # fmt: skip


def _flag_after(found: Found, place: int, roster: Roster) -> str:
    """The named predicate that narrows whom somebody leads: "led the bench"."""
    for hit in found.of("status"):
        metric, _, value = hit.sense.value.partition("=")
        if 0 < hit.first - place <= 3 and value == "true" and any(metric in m.flags for m in roster.members.values()):
            return metric
    return ""


RULE = Rule(
    "leading",
    "Somebody said to lead a group of records by a measure, in which another is higher.",
    _find,
    "Crowder led the team with 11 points (of records where Horford has 18).",
    "Horford led the team with 18 points (of the same records).",
)
