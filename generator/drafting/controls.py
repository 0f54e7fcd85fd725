"""The editor's controls of a draft: tone, length, angle, what must be told and what may not; obeyed, then checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from generator.article import Filled, Report, Verdict
from generator.drafting.table import inert
from generator.errors import UsageError
from generator.facts.ledger import Fact, Ledger

Tone = Literal["plain", "brisk", "formal", "explaining"]
TONES: Final[dict[Tone, str]] = {
    "plain": "",
    "brisk": "Tone: brisk. Sentences of at most 15 words, one fact each, no subordinate clauses.",
    "formal": "Tone: formal. No contractions, no figures of speech, full titles.",
    "explaining": "Tone: explaining. Say of each step what it is, for readers who have not followed the matter.",
}
"""What the model is told of each tone."""
BRISK: Final = 18
"""Words that the sentences of a brisk story have at the most, on average."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
_LIGHT = frozenset(
    "what means mean about this that these those with from into than then they them their there which when where will "
    "would could should have been does more most much many over after before between".split()
)
"""Words of an angle that tell nothing of it."""
LEFT_OUT: Final = "left out as the editor asked"
_END = re.compile(r"(?<=[a-z]{3}[.!?]) (?=[A-Z*])")
"""Between two sentences of one text; after "Inc." and "Jan." there is no end."""
_CONTRACTION = re.compile(r"\b\w+n['’]t\b|\b(?:it|that|there|he|she|they|we|you|who)['’](?:s|re|ll|d|ve)\b", re.I)


class Controls(NamedTuple):
    """What the editor asks for. `words` 0 sets no ceiling; `variant` is the draft's number among `variants`."""

    tone: Tone = "plain"
    words: int = 0
    angle: str = ""
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    outline: tuple[str, ...] = ()
    """Facts, or groups of them, in the order in which the body is to come to them."""
    variant: int = 1
    variants: int = 1

    @property
    def lines(self) -> tuple[str, ...]:
        """What a prompt says of them. Must and must-not stand in the table itself."""
        found = [TONES[self.tone]]
        if self.words:
            found.append(f"Length: at most {self.words} words in the body, as printed.")
        if self.angle:
            found.append(
                f"Angle: {inert(self.angle)}. Lead with the rows that bear on it and follow it, as far as rows go."
            )
        if self.outline:
            order = ", ".join(self.outline)
            found.append(
                f"Outline: the body first mentions these rows (or rows that begin so) in this order: {order}. That is "
                "all it sets; where the brief orders these otherwise, the outline holds."
            )
        if self.variant > 1:
            found.append(f"This is draft {self.variant} of {self.variants}: take another lead, order and headline.")
        return tuple(line for line in found if line)


NONE: Final = Controls()


def obeyed(ledger: Ledger, controls: Controls, required: Iterable[str] = ()) -> Ledger:
    """The ledger with the editor's musts marked, and what may not be told held back with all computed from it.

    Raises UsageError for an id that is not in the ledger, cannot be told, or that the story's kind requires.
    """
    if not (controls.must or controls.must_not or controls.outline):
        return ledger
    for name in controls.outline:
        if not any(ledger.stated(fact.id) for fact in ledger if _within(fact.id, name)):
            raise _unknown("--outline", name, ledger)
    made = {name: _must(name, ledger) for name in controls.must}
    held: set[str] = set()
    for name in controls.must_not:
        group = {fact.id for fact in ledger if _within(fact.id, name)}
        if not group:
            raise _unknown("--must-not", name, ledger)
        if any(group.issuperset(wanted.split("|")) for wanted in required):
            raise UsageError(f"--must-not {name}: a story of kind {ledger.kind} cannot be told without it")
        held |= group
    while more := {fact.id for fact in ledger if held.intersection(fact.inputs)} - held:
        held |= more
    if both := held.intersection(controls.must):
        raise UsageError(f"--must {min(both)}: --must-not leaves it out")
    made |= {
        name: fact._replace(use="hold", hold_reason=LEFT_OUT)
        for name in held
        if (fact := ledger.get(name)) is not None and fact.use != "hold"
    }
    return ledger.plus(made.values())


def kept(
    controls: Controls, headline: str, sentences: Sequence[Filled], lead: int, report: Report, template: bool
) -> Iterator[str]:
    """A notice for each control that the story does not keep to. `lead` is the number of sentences of its lead."""
    if template and (controls.angle or controls.outline or controls.tone != "plain"):
        yield "the template follows no tone, no angle and no outline"
        return
    texts = [sentence.text for sentence in sentences]
    if controls.tone == "brisk" and (mean := mean_length(sentences)) > BRISK:
        yield f"tone: not brisk, its sentences have {mean:.0f} words on average"
    if controls.tone == "formal" and (word := next(filter(None, map(contraction, sentences)), "")):
        yield f"tone: not formal, it has {word!r}"
    if controls.tone == "explaining" and not any(_EXPLAINS.search(text) for text in texts):
        yield "tone: not explaining, no sentence says what a term or a step is"
    if words := lacking(controls.angle, " ".join([headline, *texts[: max(lead, 1)]])):
        yield f"angle: {' and '.join(words)} show{'s' * (len(words) == 1)} neither in the headline nor in the lead"
    yield from _out_of_order(controls.outline, sentences)
    proved = {name for c in report.claims if c.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for name in c.facts[:1]}
    slots = {span.fact for sentence in sentences for span in sentence.slots}
    for name in controls.must_not:
        if any(_within(told, name) for told in proved | slots):
            yield f"must not: [{name}] was to be left out, and is told"


# "that class is for active ingredients ...", "a downgrade means ...", "known as ..."
_EXPLAINS = re.compile(
    r"\b(?:means?|meaning|which (?:is|are|means|measures?|counts?)|(?:is|are) (?:for|what|when|how|one that|those that)"
    r"|that is,|in other words|refers? to|stands? for|known as|called|measures?)\b"
)
"""How a sentence says what something is; a sentence that has none of these only reports it."""


def mean_length(sentences: Sequence[Filled]) -> float:
    """How many words the sentences have on average; two sentences in one text count as two."""
    ends = sum(len(_END.findall(sentence.text)) + 1 for sentence in sentences)
    return sum(len(sentence.text.split()) for sentence in sentences) / max(ends, 1)


def contraction(sentence: Filled) -> str:
    """The first contraction among the words that the writer chose; "" if there is none. Quotations are not his."""
    at, own = 0, []
    for span in sorted(sentence.slots):
        own.append(sentence.text[at : span.start])
        at = max(at, span.end)
    hit = _CONTRACTION.search("\0".join([*own, sentence.text[at:]]))
    return hit[0] if hit else ""


def lacking(angle: str, text: str) -> tuple[str, ...]:
    """The telling words of the angle that the text lacks, where these are half of them or more."""
    said = {word[:_STEM].lower() for word in _WORD.findall(text)}
    telling = {w[:_STEM].lower(): w for w in _WORD.findall(angle) if w.lower() not in _LIGHT}
    missing = tuple(repr(word) for stem, word in telling.items() if stem not in said)
    return missing if len(missing) * 2 >= len(telling) else ()


def _within(fact: str, name: str) -> bool:
    """Whether a fact is the one named, or in the group named."""
    return fact == name or fact.startswith(f"{name}.")


def _out_of_order(outline: Iterable[str], sentences: Sequence[Filled]) -> Iterator[str]:
    """What an outline has and the body lacks, or comes to before what goes before it."""
    told = [span.fact for sentence in sentences for span in sentence.slots]
    last = -1
    for name in outline:
        first = next((at for at, fact in enumerate(told) if _within(fact, name)), None)
        if first is None:
            yield f"outline: [{name}] is not told"
        elif first < last:
            yield f"outline: [{name}] is told too early"
        else:
            last = first


def _must(name: str, ledger: Ledger) -> Fact:
    fact = ledger.get(name)
    if fact is None:
        raise _unknown("--must", name, ledger)
    if fact.use == "hold":
        raise UsageError(f"--must {name}: it is held back ({fact.hold_reason})")
    if fact.value is None:
        raise UsageError(f"--must {name}: it is not stated")
    return fact._replace(use="must")


def _unknown(option: str, name: str, ledger: Ledger) -> UsageError:
    from rapidfuzz import process

    near = process.extractOne(name, list(ledger.facts), score_cutoff=50)
    hint = f"; did you mean {near[0]}?" if near else ""
    return UsageError(f"{option} {name!r}: no such fact{hint}")
