"""Status words: approved or rejected, released or not, against the facts' decisions and yes-or-nos."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit, Text
from generator.checking.index import Known
from generator.checking.making import claim, reads
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules._lookalikes import is_no_session, is_of_account
from generator.checking.rules.causes import LIGHT
from generator.checking.tokens import normal_words

_BACK = 5
_FAR = 9
_SHORT = {"without": 0, "no": 2}
"""Negations that reach less far: "no list of those approved"; what is not there without approval is not denied."""
_SAYING = frozenset("say state give mention tell specify disclose indicate describe what which who".split())
"""Words that take a negation to themselves: "do not say what it is approved to treat"."""
"""How many words before a status a negation reaches."""
_REACHING = frozenset("reach hit meet match attain make come near touch".split())
"""Verbs of getting to a figure: what "did not reach" an estimate stayed below it."""


def negated(text: Text, found: Found, hit: Hit, of_thing: bool = False) -> bool:
    """Whether a negation reaches the phrase: "has not released", "yet to approve".

    With `of_thing` also a "no" before the thing that it is said of: "no full list has been released".
    """
    for neg in found.of("neg"):
        if neg.first == hit.first or any(value.first <= neg.first <= value.last for value in found.values):
            continue  # "not quite 1%" denies nothing
        reach = _BACK if of_thing else _SHORT.get(text.words[neg.first].norm, _BACK)
        if (
            of_thing
            and text.words[neg.first].norm == "no"
            and any(m.first == neg.first + 1 for m in found.of("metric"))
        ):
            reach = _FAR  # "no list of the registered companies has been published"
        if hit.first - reach <= neg.first < hit.first and not _border(found, neg.first, hit.first):
            between = {word.norm for word in text.words[neg.last + 1 : hit.first]}
            if between.isdisjoint(_SAYING):
                return True
    if of_thing and hit.last + 1 < found.last and text.words[hit.last + 1].norm in ("no", "neither"):
        return True  # "has released no list"
    around = text.words[max(found.first, hit.first - 3) : hit.first]
    return any(word.norm.endswith("n't") for word in around)


def _border(found: Found, a: int, b: int) -> bool:
    return any(a < border <= b for border in found.borders)


def _find(page: Page) -> Iterator[Claim]:
    """The statuses; words that two facts have ("before the bell", of a report and of a price) are right by either."""
    made = list(_statuses(page))
    right = {(item.start, item.end) for item in made if item.verdict is Verdict.SUPPORTED}
    for item in made:
        if item.verdict is Verdict.SUPPORTED or (item.start, item.end) not in right:
            yield item


def _statuses(page: Page) -> Iterator[Claim]:
    statuses = page.index.statuses
    if not statuses:
        return
    for judged in page.spoken:
        found = judged.found
        for hit in found.of("status"):
            metric, _, value = hit.sense.value.partition("=")
            known = statuses.get(metric, [])
            if hit.first == hit.last and is_of_account(page.text, found, hit):
                continue
            if metric == "session" and is_no_session(page.text, found, hit):
                continue
            stated = _of_subject(judged, hit, [item for item in known if item.fact.value is not None])
            if not stated:
                continue
            if isinstance(stated[0].fact.value, bool):
                yield from _flag(page, found, hit, stated[0], value)
            else:
                yield from _decision(page, found, hit, stated, value)


def _of_subject(judged: Judgement, hit: Hit, stated: list[Known]) -> list[Known]:
    """Of facts that several subjects have, those of the one named last before the word; none if it has none."""
    if len({item.fact.subject for item in stated}) < 2:
        return stated
    before = [other.sense.value for other in judged.found.of("entity") if other.last < hit.first]
    for name in (*reversed(before), judged.subject):
        mine = [item for item in stated if name in item.subjects]
        if mine:
            return mine
    return []


def _speaks_of(found: Found, hit: Hit, known: Known) -> bool:
    """Whether a single word ("released") is said of the fact's own thing ("list"), which has to stand near."""
    if hit.last > hit.first:
        return True
    return any(
        metric.sense.value == known.metric
        and abs(metric.first - hit.last) <= 7
        and not _border(found, hit.last, metric.first)
        for metric in found.of("metric")
    )


def _flag(page: Page, found: Found, hit: Hit, known: Known, value: str) -> Iterator[Claim]:
    if not _speaks_of(found, hit, known) or (page.index.foreign and _is_narrowed(page, found, hit)):
        return
    said = (value.lower() == "true") is not negated(page.text, found, hit, True)
    if said == known.fact.value:
        yield _right(page, hit, known)
        return
    yield claim(
        page.text, hit.start, hit.end, "status", Verdict.CONTRADICTED, "status",
        f"the facts say {known.fact.metric.label}: {reads(known.fact, page.ledger)}", (known.fact.id,),
        reads(known.fact, page.ledger),
    )  # fmt: skip


def _right(page: Page, hit: Hit, known: Known) -> Claim:
    """The claim of a state that is as the fact has it; one that is held back may not be told though it is right."""
    fact = known.fact
    if fact.use != "hold":
        return claim(page.text, hit.start, hit.end, "status", Verdict.SUPPORTED, "status", facts=(fact.id,))
    return claim(
        page.text, hit.start, hit.end, "status", Verdict.UNRESOLVED, "held",
        f"this fact is held back: {fact.hold_reason}", (fact.id,),
    )  # fmt: skip


def _is_narrowed(page: Page, found: Found, hit: Hit) -> bool:
    """Whether a word of the facts right before a phrase makes it another thing: "a mini-SIM card slot"."""
    if hit.first == found.first:
        return False
    word = page.text.words[hit.first - 1]
    if page.text.view.text[word.end : hit.start] != " " or word.norm in LIGHT:
        return False
    raw = page.text.view.text[word.start : word.end]
    return "-" in raw or raw[:1].isupper() or raw.lower() in page.index.name_words


def _of_somebody_else(page: Page, found: Found, hit: Hit, stated: list[Known]) -> bool:
    """Whether the clause's own subject is an entity that the decision is not about: "the rival was not fined"."""
    concerned: set[str] = set()
    for known in stated:
        concerned |= known.subjects
    for fact in page.ledger:
        if fact.entity:
            concerned |= {fact.value} if isinstance(fact.value, str) else set(fact.value or ())  # type: ignore[arg-type]
    clause = found.clause(hit.first)
    before = [other for other in found.of("entity") if other.last < hit.first and found.clause(other.first) == clause]
    return bool(before) and _head(page, before, hit).sense.value not in concerned


def _head(page: Page, before: list[Hit], hit: Hit) -> Hit:
    """The name that a clause is about: the last before its verb, but for one between commas behind another."""
    text, last = page.text.view.text, before[-1]
    inserted = len(before) > 1 and text[before[-2].end] == "," and "," in text[last.end : hit.start]
    return before[-2] if inserted else last


_AUXILIARIES = frozenset("is are was were be been being get got not".split())
_RULES = frozenset("law rule regulation act code statute licence license permit policy".split())
_THINGS = frozenset("its a their his her an two three several some".split())


def _is_another_verb(page: Page, found: Found, hit: Hit) -> bool:
    """Whether a single word is no decision here: "firms allowed to pay", "the law allows", "close its plant"."""
    if hit.last > hit.first:
        return False
    words = page.text.words
    before = words[hit.first - 1].norm if hit.first > found.first else ""
    after = words[hit.last + 1].norm if hit.last + 1 < found.last else ""
    raw = page.text.view.text[hit.start : hit.end].lower()
    if hit.sense.value.startswith("session="):
        return raw != "closed" or after in _THINGS
    return before in _RULES or (
        after == "to" and raw.endswith("ed") and hit.first > found.first and before not in _AUXILIARIES
    )


def _decision(page: Page, found: Found, hit: Hit, stated: list[Known], value: str) -> Iterator[Claim]:
    if _of_somebody_else(page, found, hit, stated):
        return
    not_so = negated(page.text, found, hit)
    same = [known for known in stated if known.fact.value == value]
    others = [
        other for other in found.of("status")
        if other.start == hit.start and other is not hit and any(
            k.fact.value == other.sense.value.partition("=")[2] for k in stated
        )
    ]  # fmt: skip
    if same and not not_so:
        yield _right(page, hit, same[0])
    elif ((not same and not not_so and not others) or (same and not_so)) and not _is_another_verb(page, found, hit):
        fact = (same or stated)[0].fact
        said = fact.metric.says.get(str(fact.value), (str(fact.value),))[0]
        yield claim(
            page.text, hit.start, hit.end, "status", Verdict.CONTRADICTED, "status",
            f"the facts say {fact.metric.label}: {said}", (fact.id,), said,
        )  # fmt: skip


def _figures(page: Page) -> Iterator[Claim]:
    """ "Has not drawn more than 100 million users", where the facts say that it has."""
    for judged in page.spoken:
        found = judged.found
        negs = found.of("neg")
        if not negs:
            continue
        for item in judged.judged:
            value = next((v for v in found.values if v.mention.text == item.claim.text), None)
            if value is None or item.known is None or item.claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED):
                continue
            if page.index.foreign and value.mention.kind == "duration":
                continue  # "will not be observed during these five days"
            neg = next(
                (n for n in negs if 0 < value.first - n.last <= 5 and not _border(found, n.first, value.first)), None
            )
            if neg is None or _turned_by_words(page, found, neg, value.first):
                continue
            yield claim(
                page.text, neg.start, value.mention.end, "status", Verdict.CONTRADICTED, "negation",
                f"the facts say so: {reads(item.known.fact, page.ledger)}", (item.known.fact.id,),
                reads(item.known.fact, page.ledger),
            )  # fmt: skip


def _turned_by_words(page: Page, found: Found, neg: Hit, until: int) -> bool:
    """Whether the negation is of a comparison, a saying or a name for nothing: not of the figure's own verb."""
    between = {word.norm for word in page.text.words[neg.last + 1 : until]}
    if neg.last + 1 == until:
        return True  # "earned $1.60, not $1.51": set against the one that it is
    if between & (_SAYING | _REACHING) or page.text.words[neg.first].norm in (
        "no",
        "none",
        "without",
        "neither",
        "nor",
    ):
        return True
    return any(neg.last < hit.first < until for hit in found.of("compare", "direction", "status"))


def _ratings(page: Page) -> Iterator[Claim]:
    """A rating, written as a name, that is not one of the facts'."""
    known = [item for item in page.index.by_id.values() if item.metric == "rating" and isinstance(item.fact.value, str)]
    if not known:
        return
    said = {normal_words(str(item.fact.value)): item for item in known}
    text = page.text.view.text
    for judged in page.spoken:
        for hit in judged.found.of("rating"):
            raw = text[hit.start : hit.end]
            if not raw[0].isupper() or hit.first == judged.found.first:
                continue
            mine = said.get(normal_words(raw))
            now = next((item for item in known if "prior" not in item.roles), known[0])
            if mine is not None:
                yield claim(page.text, hit.start, hit.end, "status", Verdict.SUPPORTED, "rating", facts=(mine.fact.id,))
                continue
            yield claim(
                page.text, hit.start, hit.end, "status", Verdict.CONTRADICTED, "rating",
                "no fact has this rating", (now.fact.id,), str(now.fact.value),
            )  # fmt: skip


RATING = Rule(
    "rating",
    "An analyst's rating that is not the facts'. Said of the shipped rating sheet, where it is Buy.",
    _ratings,
    "The firm keeps its Neutral rating.",
    "The firm keeps its Buy rating.",
)
NEGATION = Rule(
    "negation",
    "A figure that the facts give and the text denies.",
    _figures,
    "Ernie Bot has not drawn more than 100 million users, Baidu said.",
    "Ernie Bot has drawn more than 100 million users, Baidu said.",
)
RULE = Rule(
    "status",
    "A decision or a yes-or-no that the facts tell otherwise.",
    _find,
    "Chinese regulators rejected the models.",
    "Chinese regulators approved the models.",
)
