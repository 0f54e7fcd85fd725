"""Two figures and the word between them: the actual one against the estimate or against the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from generator.article import Claim, Verdict
from generator.checking.binding import related
from generator.checking.found import Found, Hit, Value
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.page import Judgement, Page
from generator.checking.rules._turning import has_ended, is_fall, is_small, is_turned
from generator.checking.rules.status import negated
from generator.checking.verdicts import Judged
from generator.facts.values import Quantity

Sign = Literal[-1, 0, 1]


WORDS: dict[str, Sign] = {"above": 1, "up": 1, "raised": 1, "below": -1, "down": -1, "cut": -1, "equal": 0, "flat": 0}


_SAY = {("compare", 1): "above", ("compare", -1): "below", ("compare", 0): "in line with"}
_SAY |= {("direction", 1): "up", ("direction", -1): "down", ("direction", 0): "unchanged"}


_PER_SHARE = frozenset(("a share", "per share", "share", "shares", "earned"))


def judged_of(judged: Judgement, value: Value) -> Judged | None:
    """What was judged of a value of the sentence, if it speaks of a fact."""
    for item in judged.judged:
        if item.known is not None and item.place >= 0 and judged.found.values[item.place] is value:
            return item
    return None


def sign_of(value: Quantity) -> Sign:
    """The sign of an amount."""
    return 0 if value.value == 0 else 1 if value.value > 0 else -1


def compare(a: object, b: object) -> Sign | None:
    """1 where a is more than b, -1 where less, 0 where they are equal, None where they are no amounts."""
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return None
    return 0 if a.value == b.value else 1 if a.value > b.value else -1


def verdict_of(page: Page, found: Found, hit: Hit, right: Sign, facts: tuple[str, ...]) -> Claim:
    """The claim of a direction word: right, or contradicted with the word that would be right."""
    said = WORDS.get(hit.sense.value, 0)
    if said and has_ended(page, found, hit):
        said = 0
    if said and is_turned(page, found, hit):
        said = -1 if said == 1 else 1
    if said and is_fall(page, found, hit):
        said = -1 if said == 1 else 1
    if said and negated(page.text, found, hit):
        said = -1 if said == 1 else 1
    ok = said == right or (right == 0 and said == 0)
    if said == 0 and negated(page.text, found, hit):
        ok = right != 0  # "failed to meet estimates"
    if said == 0 and not ok and hit.sense.kind == "direction" and is_small(page, found, hit, facts):
        ok = True
    verdict = Verdict.DERIVED if ok else Verdict.CONTRADICTED
    expected = "" if ok else _SAY[hit.sense.kind, right]
    message = "" if ok else f"the facts have it {expected}"
    return claim(page.text, hit.start, hit.end, "direction", verdict, "direction", message, facts, expected)


_REACH = 7


def _between(page: Page, judged: Judgement, hit: Hit) -> Claim | None:
    """ "Revenue of A, above B", "down from B": the two figures of the sentence that the word stands between."""
    found = judged.found
    quantities = [value for value in found.values if value.mention.kind == "quantity"]
    after = next((value for value in quantities if 0 < value.first - hit.last <= _REACH), None)
    if any(role.first <= hit.last + 1 and role.last > hit.last for role in found.of("role")):
        return None  # "4,200 more than before, and 61,200 on order"
    if after is None or page.text.view.text[hit.end : hit.end + 4] == " on ":
        return None
    base = judged_of(judged, after)
    if base is None or base.known is None or base.claim.formula or base.claim.verdict is not Verdict.SUPPORTED:
        return None
    expects = any(role.sense.value == "estimate" and 0 < role.first - hit.last <= 3 for role in found.of("role"))
    if hit.sense.kind == "compare" and expects and "estimate" not in base.known.roles:
        return None  # "in line with the consensus, from $455.1 million"
    leading = {word.norm for word in page.text.words[hit.last + 1 : after.first]}
    if hit.sense.kind == "direction" and "from" not in leading:
        return None
    level = base.known.fact.value
    before = [value for value in quantities if value.last < hit.first]
    metric = base.known.metric
    # "445 stores in 42 states, up from 443": the stores moved, though the states stand nearer
    for value in sorted(before, key=lambda each: _base_last(judged, each, metric)):
        item = judged_of(judged, value)
        if item is None or item.known is None or item.claim.formula or item.claim.verdict is not Verdict.SUPPORTED:
            continue
        mine = item.known.fact.value
        if not isinstance(mine, Quantity) or not isinstance(level, Quantity) or mine.unit != level.unit:
            continue
        if mine.unit == "%" or item.known is base.known:
            return None
        right = compare(mine, level)
        return None if right is None else verdict_of(page, found, hit, right, (item.known.fact.id, base.known.fact.id))
    return None


def _to_from(page: Page, judged: Judgement, hit: Hit) -> Claim | None:
    """ "Raised its dividend to A from B": the two figures behind the verb."""
    values = [v for v in judged.found.values if v.mention.kind == "quantity" and 0 < v.first - hit.last <= 9]
    if len(values) < 2 or values[1].first - values[0].last > 3:
        return None
    leads = [page.text.words[value.first - 1].norm for value in values[:2]]
    if set(leads) != {"to", "from"}:
        return None
    now, before = (values[0], values[1]) if leads[0] == "to" else (values[1], values[0])
    a, b = judged_of(judged, now), judged_of(judged, before)
    if a is None or b is None or a.known is None or b.known is None or a.known.metric != b.known.metric:
        return None
    if a.claim.verdict is not Verdict.SUPPORTED or b.claim.verdict is not Verdict.SUPPORTED:
        return None
    right = compare(a.known.fact.value, b.known.fact.value)
    if not right:
        return None
    return verdict_of(page, judged.found, hit, right, (a.known.fact.id, b.known.fact.id))


def _base_last(judged: Judgement, value: Value, metric: str) -> tuple[bool, bool, int]:
    """Estimates and figures of before come last: the other one moves; then another measure's, then the far ones."""
    item = judged_of(judged, value)
    known = item.known if item is not None else None
    return known is not None and bool(known.roles), known is None or known.metric != metric, -value.first


def pair(page: Page, judged: Judgement, hit: Hit) -> Iterator[Claim]:
    """A direction word without a figure of its own: the actual figure against the estimate or the one before."""
    found = judged.found
    told = None if _expected(page, found, hit) else _between(page, judged, hit)
    if told is not None:
        yield told
        return
    if hit.sense.value in ("raised", "cut"):
        changed = _to_from(page, judged, hit)
        if changed is not None:
            yield changed
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
        item = judged_of(judged, values[0])
        if item is not None and item.known is not None:
            if item.known.roles & {"prior", "estimate"}:
                metric = item.known.metric
                role = "prior" if "prior" in item.known.roles else "estimate"
            elif item.known.roles or hit.sense.kind == "compare":
                return
    if not metric:
        if hit.sense.kind == "compare":
            yield from _on_both(page, judged, hit)
        return
    if hit.sense.kind == "direction" and _expected(page, found, hit):
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
    right = compare(actual.fact.value, base.fact.value)
    still = hit.sense.value == "flat" and page.text.words[hit.first - 1].norm in _STANDS
    compared = any(0 < after.first - hit.last <= 3 and after.sense.value == "prior" for after in found.of("role"))
    about = still or compared or _about(judged, actual, base)
    if right is None or (role == "prior" and hit.sense.kind == "direction" and not about):
        return
    yield verdict_of(page, found, hit, right, (actual.fact.id, base.fact.id))


def _on_both(page: Page, judged: Judgement, hit: Hit) -> Iterator[Claim]:
    """A beat or a miss of no measure in particular, where all measures with an estimate went the other way."""
    found = judged.found
    views = any(0 < role.first - hit.last <= 4 and role.sense.value == "estimate" for role in found.of("role"))
    after = {word.norm for word in page.text.words[hit.last + 1 : min(found.last, hit.last + 5)]}
    if not views and not after & {"both", "view", "views", "estimate", "estimates"}:
        return
    signs: list[Sign | None] = []
    ids: list[str] = []
    for metric in dict.fromkeys(known.metric for known in page.index.quantities if "estimate" in known.roles):
        actual = _fact(page, metric, "", {judged.subject})
        base = _fact(page, metric, "estimate", {judged.subject})
        if actual is not None and base is not None:
            signs.append(compare(actual.fact.value, base.fact.value))
            ids += [actual.fact.id, base.fact.id]
    if signs and len(set(signs)) == 1 and signs[0]:
        yield verdict_of(page, found, hit, signs[0], tuple(ids))


_STANDS = frozenset(("was", "were", "is", "are", "remained", "held", "stayed"))


def _expected(page: Page, found: Found, hit: Hit) -> bool:
    """Whether a movement is one that was expected: "analysts had expected earnings to fall"."""
    words = page.text.words
    if words[hit.first].norm in ("up", "down") and hit.last + 1 < found.last and words[hit.last + 1].norm == "from":
        return False  # "expects $5.10 to $5.30, down from $5.40 to $5.60"
    return hit.sense.kind == "direction" and any(
        0 < hit.first - role.last <= 8
        and role.sense.value == "estimate"
        and found.clause(role.first) == found.clause(hit.first)
        and _APART.isdisjoint(word.norm for word in page.text.words[role.last + 1 : hit.first])
        for role in found.of("role")
    )


def _about(judged: Judgement, *facts: Known) -> bool:
    """Whether the sentence tells one of the figures, so that its movement words are about them."""
    told = {known.fact.id for known in judged.known}
    return any(known.fact.id in told for known in facts)


_APART = frozenset(("and", "as", "but", "while", "though", "even"))
"""Words after which another thing is spoken of: "Profit Beat As Revenue Lags"."""


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
            if gap <= 3 and between.isdisjoint(_APART) and "," not in text[hit.end : metric.start]:
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
