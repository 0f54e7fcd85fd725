"""The check of a finished text against a ledger: view, find, bind, judge, report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from generator.article import GATE_OF, Claim, Gate, Report, Verdict
from generator.checking.against import set_against
from generator.checking.asking import asked_value, judge_asked
from generator.checking.extremes import lined
from generator.checking.found import Found, Text, find
from generator.checking.gaps import gapped
from generator.checking.index import Known, index_of
from generator.checking.judging import judge_number
from generator.checking.making import claim, reads
from generator.checking.once import told_once
from generator.checking.page import Judgement, Page
from generator.checking.reckoning import reckoned
from generator.checking.rules import RULES
from generator.checking.rules.quotations import verbatim
from generator.checking.scopes import Scope, Topic, scope_of
from generator.checking.scores import scored
from generator.checking.swapping import swapped
from generator.checking.tallies import counted
from generator.checking.telling import tellable, told
from generator.checking.twice import said_twice
from generator.checking.verdicts import Judged
from generator.checking.view import view
from generator.checking.waivers import Waiver, waive
from generator.checking.windows import Times
from generator.errors import UsageError
from generator.facts.ledger import Ledger
from generator.settings import CheckSettings
from generator.story import StoryKind

MAX_LENGTH = 2_000_000
LATELY = 14
"""How many of the facts told last a figure may be reckoned from."""
DEFAULT = CheckSettings()


def check(
    text: str,
    ledger: Ledger,
    kind: StoryKind | None = None,
    settings: CheckSettings = DEFAULT,
    waivers: Sequence[Waiver] = (),
) -> Report:
    """Every claim of a text with its verdict. Spans count code points of `text`.

    Trusts nobody: it sees the finished text and the facts alone. `waivers` are findings that an editor marked as no
    error. Raises UsageError for a text of over 2,000,000
    characters.
    """
    if len(text) > MAX_LENGTH:
        raise UsageError(f"the text has {len(text):,} characters; at most {MAX_LENGTH:,} can be checked at once")
    found = find(view(text), index_of(ledger))
    if (value := asked_value(found)) is not None:
        return Report(tuple(_gated([judge_asked(found, value, settings)], settings)))
    sentences = swapped(found, said_twice(found, told_once(list(_judge(found, settings)))))
    page = Page(found, tuple(sentences), kind, settings)
    claims = [item.claim for judged in page.sentences for item in judged.judged]
    for rule in RULES:
        if rule.code not in settings.off:
            claims.extend(rule.find(page))
    gated = _gated(_settled(claims, page), settings)
    return Report(tuple(waive(gated, waivers, ledger.sheet_id, text) if waivers else gated))


def _judge(text: Text, settings: CheckSettings) -> Iterable[Judgement]:
    """Judge the figures sentence by sentence, and keep what the text is about."""
    topic = Topic(text.index.main)
    region = None
    texts = tellable(text.index)
    quoted = verbatim(text)
    lately: list[Known] = []
    carried: Times = frozenset()
    for found in text.sentences:
        if found.region.kind in ("furniture", "section"):
            continue
        if region is None or found.region.section != region.section:
            topic = Topic(text.index.main)
        region = found.region
        scope = scope_of(text, found)
        judged: list[Judged] = []
        for place, value in enumerate(found.values):
            if quoted and any(start <= value.mention.start and value.mention.end <= end for start, end in quoted):
                continue
            item = judge_number(text, scope, place, topic, settings)
            if item is not None:
                own = [other.known for other in reversed(judged) if other.known is not None]
                item = set_against(text, scope, item, [*own, *lately], settings)
                judged.append(item)
                if item.known is not None and item.known.fact.item:
                    topic = topic._replace(items=topic.items | {item.known.fact.item})
        judged = counted(text, scope, reckoned(text, scope, judged, lately, settings), topic.subject)
        judged = gapped(text, scope, scored(text, scope, judged, topic.subject), lately, settings)
        judged, carried = lined(text, scope, judged, topic, carried)
        before = next((known.fact.item for known in lately if known.fact.item), "")
        lately = [*(item.known for item in reversed(judged) if item.known is not None), *lately][:LATELY]
        topic = _next_topic(topic, scope, judged, text.index.main)
        yield Judgement(
            found, scope, tuple(_coherent(text, scope, judged, before)), topic.subject, told(text, scope, texts)
        )


_POINTING = frozenset(("it", "this", "they", "them", "those"))


def _coherent(text: Text, scope: Scope, judged: list[Judged], before: str) -> Iterable[Judged]:
    """An ordinal names the list item that the sentence's other figures and names belong to, or is the wrong one."""
    if not any(_is_ordinal(item) for item in judged):
        yield from judged
        return
    if sum(_is_ordinal(item) for item in judged) > 1:
        yield from judged  # "the first batch in August, the second in November"
        return
    items = {item.known.fact.item for item in judged if item.known is not None and not _is_ordinal(item)} - {""}
    named = {hit.sense.value for hit in scope.entities}
    if not items:
        sets = [known.fact for known in text.index.by_id.values() if isinstance(known.fact.value, tuple)]
        items = {fact.item for fact in sets if fact.item and len(named & set(fact.value)) > 1}  # type: ignore[arg-type]
    if not items and before and scope.found.first < scope.found.last and _POINTING & scope.found.words_of(text):
        items = {before}
    ordinals = {item.known.fact.item for item in judged if item.known is not None and _is_ordinal(item)}
    for item in judged:
        known = item.known
        if known is None or not _is_ordinal(item) or len(items) != 1 or items & ordinals or not known.fact.item:
            yield item
            continue
        right = next((k for k in text.index.by_id.values() if k.fact.item in items and k.metric == known.metric), None)
        if right is None or right.fact.item.rsplit(".", 1)[0] != known.fact.item.rsplit(".", 1)[0]:
            yield item
            continue
        expected = reads(right.fact, text.index.ledger)
        made = item.claim._replace(
            verdict=Verdict.MISBOUND, facts=(known.fact.id, right.fact.id), expected=expected,
            message=f"the rest of the sentence is about {right.fact.item}",
        )  # fmt: skip
        yield Judged(made, right)


def _is_ordinal(item: Judged) -> bool:
    return item.known is not None and item.known.fact.metric.style == "ordinal"


def _next_topic(topic: Topic, scope: Scope, judged: list[Judged], main: str) -> Topic:
    subject = next((hit.sense.value for hit in scope.entities if hit.sense.kind != "adjective"), topic.subject)
    metrics = frozenset(item.known.metric for item in judged if item.known is not None)
    return Topic(subject or main, metrics or frozenset(hit.name for hit in scope.metrics) or topic.metrics)


def _settled(claims: list[Claim], page: Page) -> list[Claim]:
    """Claims in order, each place once; sentences without any are framing."""
    ordered = sorted(dict.fromkeys(claims), key=_BY_PLACE)
    wide = [made for made in ordered if made.kind in _WIDE and GATE_OF[made.verdict] is Gate.BLOCKED]
    kept: list[Claim] = []
    places: set[tuple[int, int, str]] = set()
    for made in ordered:
        place = (made.start, made.end, made.kind)
        if made.verdict is Verdict.SUPPORTED and place in places:
            continue
        places.add(place)
        if made.verdict is Verdict.ABSENT and made.kind == "number" and _within(made, wide):
            continue
        kept.append(made)
    kept.extend(_framing(kept, page))
    return sorted(kept, key=_BY_SPAN)


_BY_PLACE = attrgetter("start", "end", "rule")
_BY_SPAN = attrgetter("start", "end")
_WIDE = ("cause", "quotation", "structure")


def _within(made: Claim, findings: list[Claim]) -> bool:
    """Whether a figure stands inside a longer finding, such as a cause."""
    return any(other.start <= made.start and made.end <= other.end for other in findings)


def _framing(claims: list[Claim], page: Page) -> Iterable[Claim]:
    """Sentences of the body that no claim touches."""
    at = 0
    for judged in page.sentences:
        found: Found = judged.found
        if found.region.kind != "body":
            continue
        start, end = page.text.view.span(found.start, found.end)
        while at < len(claims) and claims[at].end <= start:
            at += 1
        if not any(made.start < end and made.end > start for made in claims[at : at + 4]):
            yield claim(page.text, found.start, found.end, "framing", Verdict.FRAMING, "framing", "no checkable fact")


def _gated(claims: Iterable[Claim], settings: CheckSettings) -> Iterable[Claim]:
    """Give each claim its gate; a lowered rule asks for none, except for a contradiction."""
    lowered = settings.lowered
    for made in claims:
        gate = GATE_OF[made.verdict]
        if lowered and (made.rule in lowered or made.verdict.value in lowered) and made.verdict not in _HARD:
            gate = Gate.READY
        yield made if made.gate is gate else made._replace(gate=gate)


_HARD = (Verdict.CONTRADICTED, Verdict.MISBOUND)
