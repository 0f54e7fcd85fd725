"""The one filler: a draft's slots become text, values are escaped, sentences without their facts are left out."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from generator.article import Block, Draft, Dropped, Filled, FilledBlock, Sentence, SlotSpan
from generator.drafting.slots import Slot, missing, parts
from generator.drafting.telling import Teller
from generator.errors import TextError
from generator.facts.ledger import Ledger
from generator.formats.escape import at_line_start, plain
from generator.language import House, a_or_an, title_case

LONGEST_ALERT = 100
"""Characters of an alert (AP and the market wires send one line)."""
PARAGRAPH = 2
"""Sentences of a paragraph, at most."""
_TRUSTED = ("template", "editor")
# " a share", " models": what a slot may already have said
_FIRST_WORDS = re.compile(r" a share\b| [A-Za-z]{2,}\b")


Place = Literal["headline", "teaser", "alert", "body", "table"]
"""Where a sentence stands: names are short but in the body, figures short and words capitalised in a headline."""


class FilledDraft(NamedTuple):
    """A draft with its slots said. `dropped` are the sentences left out, with the reason."""

    headline: Filled
    teaser: Filled | None
    alert: Filled | None
    blocks: tuple[FilledBlock, ...]
    dropped: tuple[Dropped, ...]

    @property
    def sentences(self) -> tuple[Filled, ...]:
        """The sentences of the body, in order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)


def fill(draft: Draft, ledger: Ledger, house: House | None = None) -> FilledDraft:
    """Say the slots of a draft.

    A sentence with a slot whose fact is missing, not stated or held back is dropped whole; a block that ends with no
    sentence (a table: with no row under its head) vanishes; a paragraph of more than two sentences is split. Raises
    TextError for a template's slot that has no such style, or a headline that cannot be said.
    """
    teller = Teller(ledger, house or House())
    dropped: list[Dropped] = []
    headline = _sentence(draft.headline, teller, dropped, "headline")
    if headline is None:
        raise TextError(f"{draft.headline.origin.place}: the headline cannot be said: {dropped[-1].reason}")
    teaser = _sentence(draft.teaser, teller, dropped, "teaser") if draft.teaser else None
    alert = _sentence(draft.alert, teller, dropped, "alert") if draft.alert else None
    blocks: list[FilledBlock] = []
    for block in draft.blocks:
        _fill_block(block, teller, dropped, blocks)
    return FilledDraft(headline, teaser, alert, tuple(blocks), tuple(dropped))


def alert_of(sentence: Sentence, ledger: Ledger, house: House | None = None) -> Filled | Dropped:
    """An alert line as it would be sent, in capitals; or why it cannot be said."""
    dropped: list[Dropped] = []
    filled = _sentence(sentence, Teller(ledger, house or House()), dropped, "alert")
    if filled is None:
        return dropped[0]
    length = len(plain(filled.text))
    return filled if length <= LONGEST_ALERT else Dropped(sentence, f"has {length} characters, not {LONGEST_ALERT}")


def without(draft: Draft, ids: set[str]) -> Draft:
    """The draft without some sentences of its body."""
    blocks = (block._replace(sentences=tuple(s for s in block.sentences if s.id not in ids)) for block in draft.blocks)
    return draft._replace(blocks=tuple(block for block in blocks if block.sentences))


def reason_for(sentence: Sentence, ledger: Ledger) -> str:
    """Why a sentence cannot be said, naming every slot that is missing; "" if it can be."""
    reasons: list[str] = []
    for slot in parts(sentence.text, sentence.origin.writer in _TRUSTED).slots:
        if (reason := missing(slot, ledger)) and reason not in reasons:
            reasons.append(reason)
    return "; ".join(reasons)


def _fill_block(block: Block, teller: Teller, dropped: list[Dropped], blocks: list[FilledBlock]) -> None:
    table = block.kind == "table"
    filled = [_sentence(sentence, teller, dropped, "table" if table else "body") for sentence in block.sentences]
    told = tuple(sentence for sentence in filled if sentence is not None)
    if table:
        if filled[0] is not None and len(told) > 1:
            blocks.append(FilledBlock(block.kind, block.section, told))
        return
    step = PARAGRAPH if block.kind == "paragraph" else len(told) or 1
    blocks += (FilledBlock(block.kind, block.section, told[at : at + step]) for at in range(0, len(told), step))


def _sentence(sentence: Sentence, teller: Teller, dropped: list[Dropped], place: Place) -> Filled | None:
    """The sentence with its slots said, or None (and the reason in `dropped`)."""
    trusted = sentence.origin.writer in _TRUSTED
    reason = reason_for(sentence, teller.ledger)
    if not reason:
        try:
            return _composed(sentence, parts(sentence.text, trusted).pieces, teller, place)
        except (TextError, ValueError) as error:
            if trusted:
                raise TextError(f"{sentence.origin.place}: {sentence.text!r}: {error}") from error
            reason = str(error)
    dropped.append(Dropped(sentence, reason))
    return None


def _composed(sentence: Sentence, pieces: tuple[str | Slot, ...], teller: Teller, place: Place) -> Filled:
    said: list[str] = []
    spans: list[SlotSpan] = []
    length = 0
    for piece in pieces:
        if isinstance(piece, str):
            text = _joined(said[-1], piece, teller, spans[-1].fact) if spans and piece[0] in " .," else piece
            text = text.upper() if place == "alert" else text
        else:
            text = _slot(piece, teller, place)
            if said and said[-1][-1] == " " and text[0] in "tTaA" and (cut := _article_twice(said[-1], text)):
                text = text[0].upper() + text[1:] if length == cut and said[-1][0].isupper() else text
                said[-1] = said[-1][:-cut]
                length -= cut
            if piece.article:
                article = a_or_an(plain(text)) + " "
                article = article.capitalize() if piece.article == "A" else article
                said.append(article)
                length += len(article)
            spans.append(SlotSpan(length, length + len(text), piece.id, piece.style))
        said.append(text)
        length += len(text)
    return Filled(sentence.id, "".join(said), tuple(spans), sentence.origin)


def _slot(piece: Slot, teller: Teller, place: Place) -> str:
    if place in ("body", "teaser"):
        return teller.tell(piece, place == "body", piece.first)
    if place == "table":
        return teller.tell(piece, False, False)
    if not piece.style and teller.counts(piece):
        piece = piece._replace(style="headline")
    text = teller.tell(piece, False, False)
    if place == "alert":
        return at_line_start(text.upper()) if piece.first else text.upper()
    if teller.names(piece):
        front, joint, last = text.rpartition(" and ")
        return f"{front} And {last}" if joint and teller.lists(piece) else text
    return title_case(text)


def _article_twice(before: str, text: str) -> int:
    """How much to take off the end of a literal whose article the slot after it says too: "the " + "the FDA"."""
    head, space, _ = text.partition(" ")
    if not space or len(head) > 3 or head.lower() not in ("the", "a", "an"):
        return 0
    cut = len(head) + 1
    twice = before[-cut:].lower() == f"{head.lower()} " and not before[-cut - 1 : -cut].isalnum()
    return cut if twice else 0


def _joined(before: str, literal: str, teller: Teller, fact: str) -> str:
    """The literal text after a slot, less what the slot's own end makes double: "Inc." + "." is "Inc."."""
    mark = literal[0]
    if mark == " ":
        again = _FIRST_WORDS.match(literal)
        return literal[again.end() :] if again is not None and before.endswith(again[0]) else literal
    last = before.rstrip("*")[-1:]
    if mark == "." and not literal.startswith("..."):
        return literal[1:] if last and last in ".!?" else literal
    if mark == "," and last and last in "!?":
        known = teller.ledger.facts.get(fact)
        return literal[1:] if known is not None and known.quoted else literal
    return literal
