"""Whose a role word is: which figure "estimate", "a year earlier" or "from" belongs to."""

from __future__ import annotations

from generator.checking.by_word import LEVELS, MORE, Owners, in_percent, own_by_word
from generator.checking.found import Found, Hit, Text, Value
from generator.checking.index import Index
from generator.checking.kept import kept
from generator.facts.values import Quantity

_VERBS = frozenset(
    "expect expected expecting forecast predicted projected anticipated modeled called looking analyst had were".split()
)
_PLURALS = frozenset("estimates expectations forecasts views predictions projections".split())
_BESIDE = frozenset(
    "above below ahead wider narrower bigger smaller larger short better worse more less higher lower under "
    "over".split()
)
_BEING = frozenset("was were is are came turned proved".split())
_AGAIN = frozenset(("with", "to", "from", "against"))
_OPPOSITE = frozenset(("against", "versus", "compared"))
_LEVEL_BEFORE = frozenset(("from", "than", "over", "versus", "since"))


def owners_of(text: Text, found: Found) -> Owners:
    """Which value each role word ("estimate", "a year earlier") belongs to."""
    values = found.values
    owners: Owners = {}
    numeric = [place for place, value in enumerate(values) if value.mention.kind == "quantity"]
    if not numeric:
        return owners
    for hit in (*found.of("role"), *_moves_of(text, found)):
        role = _role(text, found, hit)
        if (by := _by_how_much(text, found, numeric, hit)) is not None:
            owners.setdefault(by, {}).update({"change": 0.8, role: 0.8})
            continue
        if (by := _led_there(text, found, numeric, hit)) is not None:
            owners.setdefault(by, {}).update({"change": 0.8, role: 0.8})
            continue
        if _without_figure(text, found, numeric, hit):
            by = _measured(text, found, numeric, hit)
            if by is not None:
                owners.setdefault(by, {}).update({"change": 0.8, role: 0.8})
            continue
        nearest = _nearest(text, found, numeric, hit)
        if nearest is None:
            continue
        owners.setdefault(nearest, {})[role] = 2.0
        if role == "guidance" and text.words[hit.first - 1].norm == "had":
            owners[nearest]["prior"] = 2.0
        if role == "prior" and text.words[hit.last].norm in _GIVEN and _guides(text.index):
            owners[nearest]["guidance"] = 2.0  # "from an earlier range of $5.40 to $5.60"
        beside = _measured(text, found, numeric, hit)
        if beside is not None and beside != nearest:
            own = owners.setdefault(beside, {})  # "6.8% below the consensus of $51.7 million"
            own.setdefault("change", 0.8)
            own.setdefault(role, 0.8)
        if role == "prior":
            _inherit(text, found, numeric, hit, owners)
        if values[nearest].first > hit.last:
            _spread(text, found, numeric, nearest, role, owners)
    own_by_word(text, found, numeric, owners)
    _of_then(found, numeric, owners)
    return owners


def _moves_of(text: Text, found: Found) -> list[Hit]:
    """The phrases that say what became of guidance: "cut its revenue guidance"."""
    if not _guides(text.index):
        return []
    statuses = text.index.statuses
    return [
        hit for hit in found.of("status")
        if any("guidance" in known.roles for known in statuses.get(hit.sense.value.partition("=")[0], ()))
    ]  # fmt: skip


@kept
def _guides(index: Index) -> bool:
    return any("guidance" in known.roles for known in index.quantities)


def _role(text: Text, found: Found, hit: Hit) -> str:
    """What a role word makes of its figure: what the company itself expects is its guidance, no analyst's estimate."""
    role = "guidance" if hit.sense.kind == "status" else hit.sense.value
    if role != "estimate" or hit.first <= found.first or not _guides(text.index):
        return role
    at = hit.first - 1 - (text.words[hit.first - 1].norm == "had")
    before = text.words[at].norm
    if text.words[hit.first].norm in _FORECASTS and _ITS & {w.norm for w in text.words[hit.first - 5 : hit.first]}:
        return "guidance"
    name = next((entity for entity in found.of("entity", "ticker") if entity.last == at), None)
    own = before in _ITSELF or (name is not None and name.sense.value == text.index.main)
    return "guidance" if own and text.words[hit.first].norm in _EXPECTING else role


_FORECASTS, _ITS = frozenset(("forecast", "projection", "outlook")), frozenset(("its", "own", "company's"))
_GIVEN = frozenset(("range", "guidance", "outlook", "forecast"))
_ITSELF = frozenset(("it", "company", "management", "they", "now", "itself"))
_EXPECTING = frozenset(
    "expect forecast project see predict anticipate expected projected predicted anticipated forecasted".split()
)

_HEAD = 5


def _of_then(found: Found, numeric: list[int], owners: Owners) -> None:
    """ "Earnings in the year-ago quarter were 92 cents; revenue was $212 million": all of a sentence that so begins."""
    then = next((hit for hit in found.of("role") if hit.sense.value == "prior"), None)
    if then is None or then.first - found.first > _HEAD or then.last > found.values[numeric[0]].first:
        return
    if not owners.get(numeric[0], {}).get("prior"):
        return
    for place in numeric[1:]:
        changes = (hit for hit in found.of("direction") if 0 < found.values[place].first - hit.last <= 3)
        if not owners.get(place) and not any(changes):
            owners[place] = {"prior": 1.2}


def _by_how_much(text: Text, found: Found, numeric: list[int], hit: Hit) -> int | None:
    """The value that is a difference from what a role word stands for: "23 cents more than it made last year"."""
    before = [place for place in numeric if found.values[place].last < hit.first]
    joined = hit.last + 1 < found.last and text.words[hit.last + 1].norm in ("but", "and", "while")
    led = any(0 < found.values[place].first - hit.last <= 3 for place in numeric)
    if not before or (led and not joined):
        return None
    value = found.values[before[-1]]
    at = value.last + 1
    if at + 1 >= hit.first or text.words[at].norm not in MORE or text.words[at + 1].norm != "than":
        return None
    return before[-1] if hit.first - at <= _FAR and not borders_between(found, at, hit.first) else None


def _led_there(text: Text, found: Found, numeric: list[int], hit: Hit) -> int | None:
    """The difference that leads to a word for estimates, before another: "$640 million ahead of expectations and"."""
    if text.view.text[hit.start : hit.end].lower() not in _PLURALS or hit.last + 1 >= found.last:
        return None
    if text.words[hit.last + 1].norm != "and":
        return None
    led = any(0 < hit.first - move.last <= 2 for move in found.of("compare", "direction"))
    return _measured(text, found, numeric, hit) if led else None


_FAR = 14


def _nearest(text: Text, found: Found, numeric: list[int], hit: Hit) -> int | None:
    """The value that a role word belongs to: the nearest, or what a verb of expecting is followed by."""
    values, words = found.values, text.words
    before_word = words[hit.first - 1].norm if hit.first > found.first else ""
    if text.view.text[hit.end : hit.end + 1] == ":":
        labelled = next((place for place in numeric if values[place].first == hit.last + 1), None)
        if labelled is not None:
            return labelled  # "expected: $0.45"
    is_verb = _is_verb(text, hit)
    if before_word in ("than", "as") and is_verb:
        return None
    gap, nearest = min((_distance(found, hit, values[place]), place) for place in numeric)
    if gap > 12:
        return None
    if values[nearest].first > hit.last and any(
        words[at].norm == "into" for at in range(hit.last, values[nearest].first)
    ):
        return None
    if hit.last + 1 < found.last and text.words[hit.last + 1].norm in ("for", "of") and before_word in _AGAIN:
        after = next((place for place in numeric if values[place].first > hit.last), None)
        if after is not None and values[after].first - hit.last <= 6:
            return after  # "against expectations for a loss of 7 cents"
    if is_verb and _ends_there(text, found, hit) and _follows(text, values[nearest], hit):
        return nearest
    if hit.sense.value == "prior" and before_word in _LEVEL_BEFORE:
        leads = text.words[values[nearest].first - 1].norm if values[nearest].first else ""
        if values[nearest].last < hit.first or leads == "to":
            return None  # "up 16% from a year earlier to $676 million"
    if is_verb:
        after = next((place for place in numeric if values[place].first > hit.last), None)
        if after is not None and borders_between(found, hit.last, values[after].first) == 0:
            return after
    return nearest


def _follows(text: Text, value: Value, hit: Hit) -> bool:
    """Whether a verb of expecting follows a figure at once: "the 1.51 projected", "the 1.27 that analysts forecast"."""
    between = [word.norm for word in text.words[value.last + 1 : hit.first]]
    return value.last < hit.first and (not between or (between[0] in ("that", "which") and len(between) <= 4))


def _ends_there(text: Text, found: Found, hit: Hit) -> bool:
    """Whether a participle ends what it says of the figure before it: "the 1.51 projected for earnings"."""
    end = hit.last
    for other in found.of("role"):
        end = other.last if other.first == end + 1 else end  # "analysts had" + "forecast"
    return end + 1 >= found.last or text.words[end + 1].norm in ("for", "by", "in", "and")


def _is_verb(text: Text, hit: Hit) -> bool:
    if text.view.text[hit.start : hit.end].lower() in _PLURALS:
        return False
    return text.words[hit.first].norm in _VERBS or text.words[hit.last].norm in _VERBS


def _measured(text: Text, found: Found, numeric: list[int], hit: Hit) -> int | None:
    """The value that says by how much: "$0.13 a share above the estimate", "8.22% below it"."""
    move = next((m for m in reversed(found.of("compare", "direction")) if m.first < hit.first), None)
    if move is None or text.words[move.first].norm not in _BESIDE:
        return None
    before = [place for place in numeric if found.values[place].last < move.first]
    if not before or move.first - found.values[before[-1]].last > 3:
        return None
    if any(word.norm in _BEING for word in text.words[found.values[before[-1]].last + 1 : move.first]):
        return None  # "the loss, 19 cents a share, was smaller than expected"
    first = found.values[before[-1]].first
    is_level = first > 0 and text.words[first - 1].norm in LEVELS
    said = found.values[before[-1]].mention.value
    return None if is_level and isinstance(said, Quantity) and said.unit != "%" else before[-1]


def _without_figure(text: Text, found: Found, numeric: list[int], hit: Hit) -> bool:
    """Whether a word such as "estimates" stands for no figure of the sentence: "$4.81 A Share Top Estimates".

    So it is where a comparison leads to it and what follows is another metric, or nothing near.
    """
    moves = found.of("compare", "direction")
    values = [found.values[place] for place in numeric]
    moves = [m for m in moves if not any(m.last < value.first < hit.first for value in values)]
    if _is_verb(text, hit) and not any(0 < hit.first - m.last <= 4 and m.sense.kind == "compare" for m in moves):
        return False
    plural = text.view.text[hit.start : hit.end].lower() in _PLURALS
    led = any(0 < hit.first - move.last <= 3 or move.first < hit.first <= move.last for move in moves)
    after = next((found.values[place] for place in numeric if found.values[place].first > hit.last), None)
    if after is None or after.first - hit.last > 6:
        return led or plural
    following = text.words[hit.last + 1].norm
    if following == "for" and any(0 < date.first - hit.last <= 3 and date.last < after.first for date in found.values):
        return led or plural  # "beat estimates for the third quarter with earnings of $1"
    if following in ("of", "for", "at", "was", "were", "by", "call", "called", "had", "is"):
        return False
    between = (*found.of("metric"), *found.of("role"), *moves)
    apart = any(hit.last < other.first < after.first for other in between) or bool(
        borders_between(found, hit.last, after.first)
    )
    return (led or plural) and apart


def _distance(found: Found, hit: Hit, value: Value) -> float:
    """Words between a role word and a value; what follows is a little nearer, what stands in another clause far."""
    if value.first > hit.last:
        distance = value.first - hit.last - 0.5
    elif value.last < hit.first:
        distance = float(hit.first - value.last)
    else:
        distance = 0.0
    return distance + 4 * borders_between(found, hit.first, value.first)


def _inherit(text: Text, found: Found, numeric: list[int], hit: Hit, owners: Owners) -> None:
    """ "In the year-ago quarter, when revenue was $1.68 billion": the clause after "when" is of that time too."""
    for place in numeric:
        value = found.values[place]
        if value.first > hit.last and any(text.words[p].norm == "when" for p in range(hit.last + 1, value.first)):
            owners.setdefault(place, {}).setdefault("prior", 1.5)


def _spread(text: Text, found: Found, numeric: list[int], start: int, role: str, owners: Owners) -> None:
    """A role in front of "A and B" holds for both, up to the next clause or comparison."""
    last = found.values[start].last
    for place in numeric:
        value = found.values[place]
        if value.first <= last:
            continue
        if borders_between(found, last, value.first) or value.first - last > 7:
            return
        if any(last < hit.first < value.first for hit in found.of("compare", "direction", "role", "say")):
            return
        if in_percent(value) != in_percent(found.values[start]):
            return
        if any(text.words[at].norm in _OPPOSITE for at in range(last + 1, value.first)):
            return  # "a loss of 12 cents, against one of 31 cents a year ago"
        if text.words[value.first - 1].norm in _AGAIN and text.words[value.first - 2].norm == "and":
            return  # "with an estimate of A and with B": begun anew
        if any(other.mention.kind == "date" and 0 < other.first - value.last <= _DATED for other in found.values):
            return  # "an estimate of $1.19 and $1.12 in the second quarter of 2025"
        owners.setdefault(place, {}).setdefault(role, 1.5)
        last = value.last


_DATED = 3


def borders_between(found: Found, a: int, b: int) -> int:
    """How many clause borders stand between two words."""
    return abs(found.clause(a) - found.clause(b)) if found.borders else 0
