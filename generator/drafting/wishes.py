"""What a right sentence may still be asked for: the editor's tone, a dispute told, no words that no fact has.

A wish goes into the mend round and no further: a sentence is not cut for it, and keeps its words if mending spoils it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.article import Filled
from generator.drafting.controls import BRISK, Controls, contraction, lacking, mean_length
from generator.drafting.faults import Fault
from generator.drafting.own_words import backed_words, own_words
from generator.drafting.told import quietly_disputed, rivals
from generator.facts.ledger import Ledger


class Wish(NamedTuple):
    """A wish, and whether the sentence may go altogether for it."""

    fault: Fault
    may_go: bool = False


def wishes(controls: Controls, top: str, sentences: Sequence[Filled], ledger: Ledger) -> Iterator[Wish]:
    """A wish for each sentence of the body that does not keep to the tone, hides a dispute, or has words of its own.

    And one for the headline, where the angle shows nowhere in `top`: the headline and the lead.
    """
    if words := lacking(controls.angle, top):
        yield _wish("headline", f"the editor asks for an angle that it does not show: {', '.join(words)}")
    brisk = controls.tone == "brisk" and mean_length(sentences) > BRISK
    backed = backed_words(ledger)
    for sentence in sentences:
        if brisk and (count := mean_length([sentence])) > BRISK:
            yield _wish(
                sentence.id,
                f"it has {count:.0f} words as printed, and the editor asks for brisk ones; shorten it, or tell it in "
                "two sentences, with the same slots",
            )
        if controls.tone == "formal" and (word := contraction(sentence)):
            yield _wish(sentence.id, f"{word!r} is a contraction, and the editor asks for a formal tone")
        if name := quietly_disputed(sentence, ledger):
            by = " and ".join(rivals(ledger.get(name), ledger))
            yield _wish(
                sentence.id,
                f"{name} is disputed{' by ' + by if by else ''}, and the reader is not told: say in this sentence that "
                "others differ, name them if they are in the table, and keep its source",
            )
        if sentence.origin.writer in ("model", "mend") and (own := own_words(sentence, backed)):
            message = f"no row has {' or '.join(map(repr, own))}; say it in the words of the rows, or take it out"
            yield Wish(Fault(sentence.id, message), may_go=True)


def _wish(sentence: str, message: str) -> Wish:
    return Wish(Fault(sentence, message))
