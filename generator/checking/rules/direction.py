"""Direction words: beat or miss, rose or fell, profit or loss, against the signs of the facts they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from generator.article import Claim, Verdict
from generator.checking.binding import related
from generator.checking.formulas import is_base
from generator.checking.found import Found, Hit, Value
from generator.checking.index import Known
from generator.checking.judging import Judged
from generator.checking.making import claim, reads
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules.status import negated
from generator.facts.values import Quantity

Sign = Literal[-1, 0, 1]
_WORDS: dict[str, Sign] = {"above": 1, "up": 1, "raised": 1, "below": -1, "down": -1, "cut": -1, "equal": 0, "flat": 0}
_SAY = {("compare", 1): "above", ("compare", -1): "below", ("compare", 0): "in line with"}
_SAY |= {("direction", 1): "up", ("direction", -1): "down", ("direction", 0): "unchanged"}
_NEAR = 9
_GAINS = frozenset(("eps", "earning", "income", "profit", "loss", "earned"))
"""Words of measures whose sign is a gain or a loss: a cash flow or a charge in brackets is none."""
_PER_SHARE = frozenset(("a share", "per share", "share", "shares", "earned"))
_UNREAL = frozenset(("would", "could", "might", "if", "unless", "had been", "should"))
"""Words of a sentence that tells what did not happen, or not yet."""


def _find(page: Page) -> Iterator[Claim]:
    for judged in page.sentences:
        found = judged.found
        if found.region.kind in ("furniture", "section"):
            continue
        if not found.words_of(page.text).isdisjoint(_UNREAL):
            continue
        done: set[int] = set()
        for place, value in enumerate(found.values):
            item = _judged_of(judged, value)
            if item is None:
                continue
            yield from _signs(page, judged, place, item, done)
            yield from _profit_or_loss(page, found, value, item)
        for hit in found.of("compare", "direction"):
            if hit.first not in done and hit.sense.value in _WORDS:
                yield from _pair(page, judged, hit)


def _judged_of(judged: Judgement, value: Value) -> Judged | None:
    for item in judged.judged:
        if item.known is not None and item.place >= 0 and judged.found.values[item.place] is value:
            return item
    return None


def _nearest(found: Found, value: Value, hits: list[Hit]) -> Hit | None:
    """The hit of the value's clause that stands next to it, before rather than after."""
    best, gap = None, float(_NEAR)
    for hit in hits:
        crossing = any(min(hit.first, value.first) < b <= max(hit.first, value.first) for b in found.borders)
        distance = (value.first - hit.last) if hit.last < value.first else (hit.first - value.last) + 0.5
        between = any(
            min(hit.first, value.first) < other.first < max(hit.first, value.first)
            for other in found.values if other is not value
        )  # fmt: skip
        if distance < gap and not crossing and not between:
            best, gap = hit, distance
    return best


def _signs(page: Page, judged: Judgement, place: int, item: Judged, done: set[int]) -> Iterator[Claim]:
    """A change or a difference: its sign against the direction word beside it."""
    value = judged.found.values[place]
    known = item.known
    if known is None or item.claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED):
        return
    text = page.text.view.text
    moves = judged.found.of("compare", "direction")
    led = any(hit.last < value.first for hit in moves)
    moves = [
        hit for hit in moves if not led or hit.first < value.first or "," not in text[value.mention.end : hit.start]
    ]
    hit = _nearest(judged.found, value, moves)
    if hit is None or hit.sense.value not in _WORDS:
        return
    amount = _against_next(page, judged, place, hit, item) or _signed(page, item, known)
    if amount is None:
        return
    done.add(hit.first)
    yield _verdict(page, judged.found, hit, amount, item.claim.facts)


def _against_next(page: Page, judged: Judgement, place: int, hit: Hit, item: Judged) -> Sign | None:
    """ "10 points less than the 50%": the sign of the other operand against the one that follows the word."""
    values = judged.found.values
    inputs = [page.index.by_id[name] for name in item.claim.facts if name in page.index.by_id]
    inputs = [known for known in inputs if not known.fact.formula]
    if len(inputs) != 2 or place + 1 >= len(values) or hit.first > values[place + 1].first:
        return None
    following = _judged_of(judged, values[place + 1])
    leading = page.text.view.text[hit.end : values[place + 1].mention.start].strip(" ,")
    if leading in ("at", "to"):
        return None
    if following is None or following.known not in inputs or hit.last < values[place].first or following.claim.formula:
        return None
    other = next(known for known in inputs if known is not following.known)
    return _compare(other.fact.value, following.known.fact.value)


def _signed(page: Page, item: Judged, known: Known) -> Sign | None:
    """The sign of a change that the claim states, or None where it is a level."""
    fact = known.fact
    if item.claim.formula in ("percent_change", "surprise", "difference"):
        inputs = [page.index.by_id[name] for name in item.claim.facts if name in page.index.by_id]
        inputs = [k for k in inputs if k.fact.id not in (fact.id,) or not fact.formula]
        values = [k.fact.value for k in inputs[-2:]]
        if len(values) == 2 and all(isinstance(v, Quantity) for v in values):
            if item.claim.formula == "difference" and is_base(inputs[-2], inputs[-1]):
                values.reverse()
            return _compare(values[0], values[1])
    is_change = "surprise" in known.roles or "change" in known.metric or fact.formula in ("percent_change", "surprise")
    if is_change and isinstance(fact.value, Quantity) and fact.value.unit in ("%", "pp"):
        return _sign(fact.value)
    return None


def _sign(value: Quantity) -> Sign:
    return 0 if value.value == 0 else 1 if value.value > 0 else -1


def _compare(a: object, b: object) -> Sign | None:
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return None
    return 0 if a.value == b.value else 1 if a.value > b.value else -1


_EXTENT = frozenset(("more than", "less than", "greater than", "fewer than"))


def _falling(page: Page, found: Found, hit: Hit) -> bool:
    """Whether "more than" speaks of a fall: "fell from $0.12, more than the estimate implied"."""
    if page.text.view.text[hit.start : hit.end].lower() not in _EXTENT:
        return False
    if any(sign.sense.value == "loss" and sign.last < hit.first for sign in found.of("sign")):
        return True
    before = [move for move in found.of("direction") if move.last < hit.first]
    return bool(before) and before[-1].sense.value == "down"


def _verdict(page: Page, found: Found, hit: Hit, right: Sign, facts: tuple[str, ...]) -> Claim:
    said = _WORDS.get(hit.sense.value, 0)
    if said and _falling(page, found, hit):
        said = -1 if said == 1 else 1
    if said and negated(page.text, found, hit):
        said = -1 if said == 1 else 1
    ok = said == right or (right == 0 and said == 0)
    verdict = Verdict.DERIVED if ok else Verdict.CONTRADICTED
    expected = "" if ok else _SAY[hit.sense.kind, right]
    message = "" if ok else f"the facts have it {expected}"
    return claim(page.text, hit.start, hit.end, "direction", verdict, "direction", message, facts, expected)


def _profit_or_loss(page: Page, found: Found, value: Value, item: Judged) -> Iterator[Claim]:
    """ "A loss of $0.07" needs a negative fact, "earned $0.07" a positive one."""
    known, said = item.known, value.mention.value
    if known is None or not isinstance(said, Quantity) or not isinstance(known.fact.value, Quantity):
        return
    if (
        not said.is_money
        or said.value < 0
        or known.fact.formula
        or item.claim.formula
        or item.claim.verdict is Verdict.CONTRADICTED
    ):
        return
    signs = found.of("sign")
    hits = [
        hit for hit in found.of("sign")
        if hit.last < value.first and value.first - hit.last <= 6
        and all(word.norm != "into" for word in page.text.words[hit.last + 1 : value.first])
    ]  # fmt: skip
    hits += [hit for hit in found.of("sign") if 0 < hit.first - value.last <= 1 and hit.sense.value == "loss"]
    hit = _nearest(found, value, hits)
    right = _sign(known.fact.value)
    wrong_loss = hit is not None and hit.sense.value == "loss" and right == 1
    lost = any(other.sense.value == "loss" for other in signs)
    wrong_gain = right == -1 and ((hit is None and not lost) or (hit is not None and hit.sense.value == "profit"))
    if page.index.foreign and known.terms.isdisjoint(_GAINS):
        return
    if not wrong_loss and not wrong_gain:
        return
    start, end = (hit.start, hit.end) if hit is not None else (value.mention.start, value.mention.end)
    yield claim(
        page.text, start, end, "direction", Verdict.CONTRADICTED, "direction",
        f"the facts have a {'loss' if wrong_gain else 'profit'}: {reads(known.fact, page.ledger)}", (known.fact.id,),
        "loss" if wrong_gain else "profit",
    )  # fmt: skip


def _between(page: Page, judged: Judgement, hit: Hit) -> Claim | None:
    """ "Revenue of A, above B", "down from B": the two figures of the sentence that the word stands between."""
    found = judged.found
    quantities = [value for value in found.values if value.mention.kind == "quantity"]
    after = next((value for value in quantities if 0 < value.first - hit.last <= 5), None)
    if after is None or page.text.view.text[hit.end : hit.end + 4] == " on ":
        return None
    base = _judged_of(judged, after)
    if base is None or base.known is None or base.claim.formula or base.claim.verdict is not Verdict.SUPPORTED:
        return None
    lead = page.text.words[after.first - 1].norm if after.first else ""
    if hit.sense.kind == "direction" and lead != "from":
        return None
    level = base.known.fact.value
    before = [value for value in quantities if value.last < hit.first]
    for value in sorted(before, key=lambda each: (_is_base_figure(judged, each), -each.first)):
        item = _judged_of(judged, value)
        if item is None or item.known is None or item.claim.formula or item.claim.verdict is not Verdict.SUPPORTED:
            continue
        mine = item.known.fact.value
        if not isinstance(mine, Quantity) or not isinstance(level, Quantity) or mine.unit != level.unit:
            continue
        if mine.unit == "%" or item.known is base.known:
            return None
        right = _compare(mine, level)
        return None if right is None else _verdict(page, found, hit, right, (item.known.fact.id, base.known.fact.id))
    return None


def _is_base_figure(judged: Judgement, value: Value) -> bool:
    """Whether a figure is an estimate or one of before: the other figure of a sentence is the one that moves."""
    item = _judged_of(judged, value)
    return item is not None and item.known is not None and bool(item.known.roles)


def _pair(page: Page, judged: Judgement, hit: Hit) -> Iterator[Claim]:
    """A direction word without a figure of its own: the actual figure against the estimate or the one before."""
    found = judged.found
    told = None if _expected(found, hit) else _between(page, judged, hit)
    if told is not None:
        yield told
        return
    metric = _metric_of(page, found, hit) or (judged.known[0].metric if judged.known else "")
    role = "estimate" if hit.sense.kind == "compare" else "prior"
    if role == "prior" and hit.sense.value in ("raised", "cut"):
        return
    if any(value.last + 1 == hit.first and value.mention.kind == "quantity" for value in found.values):
        return
    if any(0 < after.first - hit.last <= 3 and after.sense.value == "prior" for after in found.of("role")):
        role = "prior"
    values = [value for value in found.values if 0 < value.first - hit.last <= 4]
    if values:
        item = _judged_of(judged, values[0])
        if item is not None and item.known is not None:
            if item.known.roles & {"prior", "estimate"}:
                metric = item.known.metric
                role = "prior" if "prior" in item.known.roles else "estimate"
            elif item.known.roles or hit.sense.kind == "compare":
                return
    if not metric:
        return
    if hit.sense.kind == "direction" and _expected(found, hit):
        role, own = "prior", "estimate"
    else:
        own = ""
    if (
        role == "prior"
        and not own
        and any(0 < hit.first - before.last <= 4 and before.sense.value == "estimate" for before in found.of("role"))
    ):
        own = "estimate"
    subjects = {name for h in found.of("entity") for name in (h.sense.value,)} or {judged.subject}
    actual = _fact(page, metric, own, subjects)
    base = _fact(page, metric, role, subjects)
    if actual is None or base is None:
        return
    right = _compare(actual.fact.value, base.fact.value)
    still = hit.sense.value == "flat" and page.text.words[hit.first - 1].norm in _STANDS
    about = still or _about(judged, actual, base)
    if right is None or (role == "prior" and hit.sense.kind == "direction" and not about):
        return
    yield _verdict(page, found, hit, right, (actual.fact.id, base.fact.id))


_STANDS = frozenset(("was", "were", "is", "are", "remained", "held", "stayed"))


def _expected(found: Found, hit: Hit) -> bool:
    """Whether a movement is one that was expected: "analysts had expected earnings to fall"."""
    return hit.sense.kind == "direction" and any(
        0 < hit.first - role.last <= 8
        and role.sense.value == "estimate"
        and found.clause(role.first) == found.clause(hit.first)
        for role in found.of("role")
    )


def _about(judged: Judgement, *facts: Known) -> bool:
    """Whether the sentence tells one of the figures, so that its movement words are about them."""
    told = {known.fact.id for known in judged.known}
    return any(known.fact.id in told for known in facts)


def _metric_of(page: Page, found: Found, hit: Hit) -> str:
    """The metric that a direction word speaks of: its object ("missed on revenue"), else its subject, else any."""
    text, words = page.text.view.text, page.text.words
    before: tuple[float, str] = (12.0, "")
    after: tuple[float, str] = (12.0, "")
    for metric in found.of("metric"):
        if text[metric.start : metric.end].lower() in _PER_SHARE or metric.sense.value not in page.index.measured:
            continue
        if any(min(hit.first, metric.first) < b <= max(hit.first, metric.first) for b in found.borders):
            continue
        if metric.first > hit.last:
            between = {words[place].norm for place in range(hit.last + 1, metric.first)}
            gap = metric.first - hit.last - 1
            if gap <= 3 and "and" not in between and "," not in text[hit.end : metric.start]:
                return metric.sense.value
            after = min(after, (float(gap), metric.sense.value))
        else:
            before = min(before, (float(hit.first - metric.last), metric.sense.value))
    return before[1] or after[1]


def _fact(page: Page, metric: str, role: str, subjects: set[str]) -> Known | None:
    """The one fact of a metric and role for these subjects, or None if there are none or several."""
    wanted = {role} if role else set()
    found = [
        known for known in page.index.quantities
        if known.metric == metric and set(known.roles) == wanted and not known.fact.formula
        and related(known, metric) and (not known.subjects or not subjects - {""} or known.subjects & subjects)
    ]  # fmt: skip
    if not found and role == "prior":
        found = _before(page, metric, subjects)
    elif len(found) > 1 and not role:
        found = _of_metric(page, metric, subjects, earlier=False)
    return found[0] if len(found) == 1 else None


def _before(page: Page, metric: str, subjects: set[str]) -> list[Known]:
    """The figure of the period before the last one, of the same length."""
    last = _of_metric(page, metric, subjects, earlier=False)
    if len(last) != 1 or last[0].fact.period is None:
        return []
    length = last[0].fact.period.end - last[0].fact.period.start
    dated = [
        (known.fact.period.end, known)
        for known in _of_metric(page, metric, subjects, earlier=True)
        if known.fact.period is not None and abs((known.fact.period.end - known.fact.period.start - length).days) <= 4
    ]
    newest = max((end for end, _ in dated), default=None)
    return [known for end, known in dated if end == newest]


def _of_metric(page: Page, metric: str, subjects: set[str], earlier: bool) -> list[Known]:
    """The plain figures of a metric: those of its last period, or of the periods before."""
    return [
        known for known in page.index.quantities
        if known.metric == metric and not known.roles and not known.fact.formula and known.earlier is earlier
        and (not known.subjects or not subjects - {""} or known.subjects & subjects)
    ]  # fmt: skip


RULE = Rule(
    "direction",
    "A direction, beat or miss, profit or loss that the facts have the other way.",
    _find,
    "China's share of 40% is 10 percentage points more than the United States' 50%.",
    "China's share of 40% is 10 percentage points less than the United States' 50%.",
)
