"""Counts right before their measure: "two steals" of a player whose facts have one. Foreign facts only.

A count of up to three is otherwise left alone: "two companies", "one of the first". Here the measure follows at once
and the one fact of that measure and subject says another number.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Verdict
from generator.checking.found import Hit, Text, Value
from generator.checking.index import Known
from generator.checking.making import claim, reads
from generator.checking.scopes import Scope
from generator.checking.verdicts import Judged
from generator.facts.values import Hedge, Quantity

_MOST = 100


def counted(text: Text, scope: Scope, judged: list[Judged], subject: str) -> list[Judged]:
    """The sentence's figures, with the counts that one fact contradicts."""
    if not text.index.foreign:
        return judged
    made = list(judged)
    for value in scope.found.values:
        fact = _fact(text, scope, value, subject)
        said = value.mention.value
        if fact is None or not isinstance(said, Quantity) or not isinstance(fact.fact.value, Quantity):
            continue
        mine = next((item for item in made if item.claim.text == value.mention.text and _at(text, item, value)), None)
        if said.value == fact.fact.value.value:
            if mine is not None and mine.claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED):
                made.remove(mine)
            continue
        if mine is not None and mine.claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED):
            continue
        if mine is not None:
            made.remove(mine)
        made.append(_wrong(text, value.mention.start, value.mention.end, fact))
    made.extend(_in_words(text, scope, subject))
    made.extend(_of_lists(text, scope, made))
    return made


def _of_lists(text: Text, scope: Scope, made: list[Judged]) -> Iterator[Judged]:
    """Counts of what a list of names has: "three awards" of two that are named."""
    told = [value for value in scope.found.values if _is_count(value.mention.value)]
    hits = {hit.first: hit.sense.value for hit in scope.found.of("metric")}
    told = [value for value in told if value.last + 1 in hits and not any(_at(text, item, value) for item in made)]
    lists = _lists(text) if told else {}
    for value in told:
        fact, many = lists.get(hits[value.last + 1], ("", 0))
        before = {word.norm for word in text.words[max(scope.found.first, value.first - 3) : value.first]}
        said = value.mention.value
        if not many or not isinstance(said, Quantity) or said.value == many or before & _OUT_OF:
            continue
        wrong = claim(
            text, value.mention.start, value.mention.end, "number", Verdict.CONTRADICTED, "number",
            f"the facts name {many}", (fact,), str(many),
        )  # fmt: skip
        yield Judged(wrong, None)


def _is_count(said: object) -> bool:
    plain = isinstance(said, Quantity) and not said.unit and said.upper is None and said.hedge is Hedge.NONE
    return plain and isinstance(said, Quantity) and 1 < said.value <= _MOST


def _lists(text: Text) -> dict[str, tuple[str, int]]:
    """By measure: the list of names that foreign facts have of it, and how long it is; none where there are several."""
    made: dict[str, dict[str, int]] = {}
    for fact in text.index.ledger:
        path, _, last = fact.id.rpartition("/")
        if isinstance(fact.value, tuple):
            made.setdefault(fact.metric.name, {})[fact.id] = len(fact.value)
        elif last.isdigit() and isinstance(fact.value, str) and len(fact.value) <= _NAME:
            own = made.setdefault(fact.metric.name, {})
            own[path] = own.get(path, 0) + 1
    return {name: next(iter(own.items())) for name, own in made.items() if len(own) == 1}


_NAME = 60
"""Letters of a name in a list, at most."""
_OUT_OF = frozenset("other more another further first last next of these".split())
"""Words with which a count is of some of them, or of others."""


_WORDS = {"a": 1, "an": 1, "one": 1}
_LISTING = frozenset("and with plus include included including add added adding supply supplying also".split())
"""Words that an article's count follows in a row of counts."""


def _in_words(text: Text, scope: Scope, subject: str) -> Iterator[Judged]:
    """Counts told by an article in a row of counts: "two plants, a mine and a pair of wells"."""
    found, words = scope.found, text.words
    taken = {place for value in found.values for place in range(value.first, value.last + 1)}
    counted = {hit.first - 1 for hit in found.of("metric")} & taken
    if not counted:
        return
    for hit in {hit.first: hit for hit in found.of("metric")}.values():
        at = hit.first - 1
        count = _WORDS.get(words[at].norm) if at >= found.first and at not in taken else None
        if words[at].norm == "of" and at - 2 >= found.first and words[at - 1].norm == "pair":
            at, count = at - 2, 2
        listed = text.view.text[: words[at].start].rstrip().endswith(",") or words[at - 1].norm in _LISTING
        if count is None or at <= found.first or not listed:
            continue
        names = {other.sense.value for other in found.of("metric") if other.first == hit.first}
        fact = _of_measure(text, names, _owners(text, scope, at, subject))
        if fact is not None and isinstance(fact.fact.value, Quantity) and fact.fact.value.value != count:
            at += count == 2
            yield _wrong(text, words[at].start, words[at].end, fact)


def _at(text: Text, item: Judged, value: Value) -> bool:
    return item.claim.start == text.view.span(value.mention.start, value.mention.end)[0]


def _fact(text: Text, scope: Scope, value: Value, subject: str) -> Known | None:
    """The one fact that a count right before its measure speaks of, or None."""
    said = value.mention.value
    if not isinstance(said, Quantity) or said.unit or said.hedge is not Hedge.NONE or said.upper is not None:
        return None
    if said.value != said.value.to_integral_value() or not 0 <= said.value <= _MOST:
        return None
    hits = [hit for hit in scope.found.of("metric") if hit.first == value.last + 1]
    names = {hit.sense.value for hit in hits}
    if not names or _is_called_so(text, value, hits[0]):
        return None
    if any(
        value.last + 1 < hit.first <= value.last + 7 and hit.sense.value not in names and _joined(text, value, hit)
        for hit in scope.found.of("metric")
    ):
        return None
    return _of_measure(text, names, _owners(text, scope, value.first, subject))


def _is_called_so(text: Text, value: Value, hit: Hit) -> bool:
    """Whether a number with its measure is the name of another measure: "the three-point line"."""
    said = _plain(text.view.text[value.mention.start : hit.end])
    if "-" not in text.view.text[value.mention.end : hit.start]:
        return False
    return any(said in _plain(phrase) for known in text.index.quantities
               for phrase in (known.fact.metric.label, *known.fact.metric.words))  # fmt: skip


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().replace("-", " ").split())


def _of_measure(text: Text, names: set[str], owners: list[str]) -> Known | None:
    """The one fact of a measure that the nearest owner has, or None."""
    for owner in owners:
        same = [
            known for known in text.index.quantities
            if known.metric in names and known.fact.subject == owner and owner and not known.roles
        ]  # fmt: skip
        if same:
            return same[0] if len(same) == 1 else None
    return None


def _joined(text: Text, value: Value, hit: Hit) -> bool:
    """Whether a second measure narrows the first: "two goals in the first period"."""
    return (
        "," not in text.view.text[value.mention.end : hit.start]
        and " and " not in text.view.text[value.mention.end : hit.start]
    )


def _owners(text: Text, scope: Scope, place: int, subject: str) -> list[str]:
    """Who a count may be of, the nearest first: where persons are named, one of them, not their side."""
    before = [hit.sense.value for hit in scope.entities if hit.last < place]
    known = text.index.ledger.entities
    persons = [name for name in before if name in known and known[name].type == "person"]
    if persons:
        return persons[::-1]
    if subject and subject in known and known[subject].type == "person" and not before:
        return [subject]
    alone = all(entity.type != "person" for entity in known.values())
    return [*before[::-1], *([subject] if alone else [])]


def _wrong(text: Text, start: int, end: int, known: Known) -> Judged:
    fact, ledger = known.fact, text.index.ledger
    entity = ledger.entities.get(fact.subject)
    owner = entity.later if entity is not None else fact.subject
    made = claim(
        text, start, end, "number", Verdict.CONTRADICTED, "number",
        f"the facts have {reads(fact, ledger)} {fact.metric.label} for {owner}", (fact.id,), reads(fact, ledger),
    )  # fmt: skip
    return Judged(made, known)
