"""Direction words: beat or miss, rose or fell, profit or loss, against the signs of the facts they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.article import Claim, Verdict
from generator.checking.binding import says_increase, stands_under_change
from generator.checking.formulas import is_base
from generator.checking.found import Found, Hit, Value
from generator.checking.gaps import GAP
from generator.checking.index import Known
from generator.checking.lines import lines_of
from generator.checking.making import claim, reads
from generator.checking.page import Judgement, Page, Rule
from generator.checking.phrasebook import lower_words
from generator.checking.rules._turning import is_short
from generator.checking.rules.pairs import WORDS, Sign, compare, judged_of, pair, sign_of, verdict_of
from generator.checking.verdicts import Judged
from generator.facts.values import Quantity

_NEAR = 9
_GAINS = frozenset(("eps", "earning", "income", "profit", "loss", "earned"))
"""Words of measures whose sign is a gain or a loss: a cash flow or a charge in brackets is none."""
_UNREAL = frozenset(("would", "could", "might", "if", "unless", "had been", "should"))
"""Words of a sentence that tells what did not happen, or not yet."""


def _find(page: Page) -> Iterator[Claim]:
    for judged in page.spoken:
        found = judged.found
        real = found.last if judged.scope.terms.isdisjoint(_UNREAL) else _real_until(page, found)
        if real <= found.first:
            continue
        done = _of_distances(found, judged)
        for place, value in enumerate(found.values):
            item = judged_of(judged, value)
            if item is None or value.first >= real:
                continue
            yield from _signs(page, judged, place, item, done)
            yield from _profit_or_loss(page, found, value, item)
            yield from _in_words(page, found, value, item, done)
        for hit in found.of("compare", "direction"):
            if is_short(page, found, hit):
                continue
            if hit.first not in done and hit.sense.value in WORDS and hit.first < real:
                yield from (made for made in pair(page, judged, hit) if not _is_of_line(page, judged, made))


def _of_distances(found: Found, judged: Judgement) -> set[int]:
    """The words beside distances of two prices: which of them is the higher is judged with the distance."""
    moves = found.of("compare", "direction")
    told = [found.values[item.place] for item in judged.judged if item.claim.formula == GAP]
    return {hit.first for value in told if (hit := _nearest(found, value, moves)) is not None}


def _is_of_line(page: Page, judged: Judgement, made: Claim) -> bool:
    """Whether two figures are of one series of records, of which the sentence tells some that the word may compare."""
    told = (value.mention.value for value in judged.found.values)
    if not any(isinstance(said, Quantity) and said.unit != "ordinal" for said in told):
        return False
    metrics = {page.index.by_id[name].metric for name in made.facts if name in page.index.by_id}
    return any(metrics <= line.metrics for line in lines_of(page.index)) if len(made.facts) > 1 and metrics else False


def _real_until(page: Page, found: Found) -> int:
    """The place of the clause from which on a sentence tells what did not happen, or not yet."""
    words = page.text.words
    for place in range(found.first, found.last):
        if words[place].norm not in _UNREAL:
            continue
        after = words[place + 1].norm if place + 1 < found.last else ""
        if words[place].norm == "would" and after in ("be", "mark", "mean", "represent"):
            continue  # "which would be 14 cents more than a year before"
        clause = found.clause(place)
        return found.borders[clause - 1] if clause else found.first
    return found.last


_MORE, _LESS = (
    frozenset("higher more above up rose grew increase increased growth larger".split()),
    frozenset("lower less below down fell shrank decrease decreased decline declined smaller fewer".split()),
)


def _in_words(page: Page, found: Found, value: Value, item: Judged, done: set[int]) -> Iterator[Claim]:
    """A figure that stands in a text of the facts, told with the other direction than there."""
    if item.known is None or item.claim.verdict is not Verdict.SUPPORTED:
        return
    whole = page.index.by_id.get(item.known.fact.id)
    if whole is None or not isinstance(whole.fact.value, str):
        return
    hit = next((h for h in found.of("direction", "compare") if -1 <= h.first - value.last <= 2), None) or next(
        (h for h in found.of("direction") if 0 < value.first - h.last <= 2), None
    )
    words = _beside(whole.fact.value, value)
    up, down = bool(words & _MORE), bool(words & _LESS)
    if hit is None or hit.sense.value not in WORDS or up == down or not WORDS[hit.sense.value]:
        return
    done.add(hit.first)
    yield verdict_of(page, found, hit, 1 if up else -1, (whole.fact.id,))


def _beside(text: str, value: Value) -> set[str]:
    """The words around a figure in a text of the facts; of the whole text where it stands there otherwise."""
    figure = _DIGITS.search(value.mention.text)
    places = list(re.finditer(rf"(?<![\d.,]){re.escape(figure[0])}(?![\d]|[.,]\d)", text)) if figure else []
    if not places or len(text) < _LONG:
        return set(lower_words(text))
    made: set[str] = set()
    for at in places:
        before, after = text[max(0, at.start() - 60) : at.start()], text[at.end() : at.end() + 40]
        made.update(lower_words(_STOP.split(before)[-1]), lower_words(_STOP.split(after)[0]))
    return made


_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_STOP = re.compile(r"[.;] |\n|\|")
_LONG = 200


def _head(page: Page, found: Found, value: Value, hits: list[Hit]) -> Hit | None:
    """The noun of movement that a sentence says a figure of: "The decrease in assets from 2022 to 2023 is 6%"."""
    if value.first - 1 <= found.first or page.text.words[value.first - 1].norm not in _IS:
        return None
    hit = next((hit for hit in hits if hit.first - found.first <= 3), None)
    if hit is None or page.text.words[hit.last + 1].norm not in ("in", "of"):
        return None
    other = any(hit.last < v.first < value.first and v.mention.kind != "date" for v in found.values)
    return None if other or any(hit.first < h.first < value.first for h in hits) else hit


_IS = frozenset(("is", "was", "of", "approximately", "about"))


def _nearest(found: Found, value: Value, hits: list[Hit]) -> Hit | None:
    """The hit of the value's clause that stands next to it, before rather than after."""
    best, gap = None, float(_NEAR)
    at = value.first
    for hit in hits:
        distance = (at - hit.last) if hit.last < at else (hit.first - value.last) + 0.5
        if distance >= gap or found.clause(hit.first) != found.clause(at):
            continue
        low, high = (hit.first, at) if hit.first < at else (at, hit.first)
        if not any(low < other.first < high for other in found.values if other is not value):
            best, gap = hit, distance
    return best


def _signs(page: Page, judged: Judgement, place: int, item: Judged, done: set[int]) -> Iterator[Claim]:
    """A change or a difference: its sign against the direction word beside it."""
    value = judged.found.values[place]
    known = item.known
    if known is None or item.claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED):
        return
    text = page.text.view.text
    moves = [hit for hit in judged.found.of("compare", "direction") if not is_short(page, judged.found, hit)]
    if not moves:
        return
    led = any(hit.last < value.first for hit in moves)
    moves = [
        hit for hit in moves if not led or hit.first < value.first or "," not in text[value.mention.end : hit.start]
    ]
    hit = _nearest(judged.found, value, moves) or _head(page, judged.found, value, moves)
    if hit is None or hit.sense.value not in WORDS:
        return
    amount = _against_next(page, judged, place, hit, item) or _signed(page, judged, place, item, known)
    if amount is None:
        return
    done.add(hit.first)
    yield verdict_of(page, judged.found, hit, amount, item.claim.facts)


def _against_next(page: Page, judged: Judgement, place: int, hit: Hit, item: Judged) -> Sign | None:
    """ "10 points less than the 50%": the sign of the other operand against the one that follows the word."""
    values = judged.found.values
    inputs = [page.index.by_id[name] for name in item.claim.facts if name in page.index.by_id]
    inputs = [known for known in inputs if not known.fact.formula]
    if len(inputs) != 2 or place + 1 >= len(values) or hit.first > values[place + 1].first:
        return None
    following = judged_of(judged, values[place + 1])
    leading = page.text.view.text[hit.end : values[place + 1].mention.start].strip(" ,")
    if leading in ("at", "to"):
        return None
    if following is None or following.known not in inputs or hit.last < values[place].first or following.claim.formula:
        return None
    other = next(known for known in inputs if known is not following.known)
    return compare(other.fact.value, following.known.fact.value)


def _signed(page: Page, judged: Judgement, place: int, item: Judged, known: Known) -> Sign | None:
    """The sign of a change that the claim states, or None where it is a level."""
    fact = known.fact
    if item.claim.formula in ("percent_change", "surprise", "difference"):
        inputs = [page.index.by_id[name] for name in item.claim.facts if name in page.index.by_id]
        inputs = [k for k in inputs if k.fact.id not in (fact.id,) or not fact.formula]
        values = [k.fact.value for k in inputs[-2:]]
        if len(values) == 2 and all(isinstance(v, Quantity) for v in values):
            one, two = inputs[-2:]
            if item.claim.formula == "difference" and is_base(one, two):
                told = {other.known.fact.id for other in judged.judged if other.known and -1 < other.place < place}
                if is_base(two, one) and one.metric != two.metric:
                    return None  # a price and a target: the words say which of them is meant
                if not (is_base(two, one) and one.fact.id in told):
                    values.reverse()
            if page.index.foreign and _is_of_costs(judged, values):
                values.reverse()  # costs and losses in brackets: the larger is the lower number
            return compare(values[0], values[1])
    is_change = "surprise" in known.roles or "change" in known.metric or fact.formula in ("percent_change", "surprise")
    if is_change and isinstance(fact.value, Quantity) and fact.value.unit in ("%", "pp"):
        return sign_of(fact.value)
    if isinstance(fact.value, Quantity) and _stands_under_change(judged, known):
        return sign_of(fact.value)
    return None


def _is_of_costs(judged: Judgement, values: Sequence[object]) -> bool:
    """Whether two figures are both in brackets, and the sentence does not call them a gain."""
    if not all(isinstance(value, Quantity) and value.value < 0 for value in values):
        return False
    called = {hit.sense.value for hit in judged.found.of("sign")}
    return called != {"profit"}


def _stands_under_change(judged: Judgement, known: Known) -> bool:
    """Whether a figure stands in a table's column of changes, where brackets are a fall.

    A loss that rises is a change in brackets; a cost that rises may be one, but not under "Increase (Decrease)".
    """
    fact = known.fact
    called = set(lower_words(_BRACKETS.sub(" ", fact.metric.label)))
    if not stands_under_change(fact.dims) or called & _LOSSES:
        return False
    if known.kin & _GAINS or called & _GAINS:
        return all(hit.sense.value != "loss" for hit in judged.found.of("sign"))
    return says_increase(fact.dims) or (not called & _COSTS and known.terms.isdisjoint(_COSTS))


_LOSSES = frozenset(("loss", "losses", "deficit"))
_COSTS = frozenset(("expense", "expenses", "cost", "costs", "charge", "charges"))
_BRACKETS = re.compile(r"\([^()]*\)")


# rows whose figures are losses or costs, and gains in brackets: "Net derivative (gain) loss"
_LOSS_FIRST = re.compile(
    r"\((?:gain|income|benefit|profit)s?\b[^)]*\)\s*(?:loss|expense|provision|from|on)", re.IGNORECASE
)


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
    if not signs and known.fact.value.value >= 0:
        return
    hits = [
        hit for hit in found.of("sign")
        if hit.last < value.first and value.first - hit.last <= 6
        and all(word.norm != "into" for word in page.text.words[hit.last + 1 : value.first])
    ]  # fmt: skip
    hits += [hit for hit in found.of("sign") if 0 < hit.first - value.last <= 1 and hit.sense.value == "loss"]
    hit = _nearest(found, value, hits)
    hits = [hit for hit in hits if page.text.words[min(hit.last + 1, found.last - 1)].norm not in ("tax", "taxe")]
    right = sign_of(known.fact.value)
    if _LOSS_FIRST.search(known.fact.metric.label):
        right = -1 if right == 1 else 1 if right == -1 else 0
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


RULE = Rule(
    "direction",
    "A direction, beat or miss, profit or loss that the facts have the other way.",
    _find,
    "China's share of 40% is 10 percentage points more than the United States' 50%.",
    "China's share of 40% is 10 percentage points less than the United States' 50%.",
)
