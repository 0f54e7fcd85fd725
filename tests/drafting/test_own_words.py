"""Words that no fact has, beside right figures: found in fluent inventions, not in the words of plain news."""

from __future__ import annotations

import pytest

from generator.article import Filled, Origin, SlotSpan
from generator.drafting.mend import MendAnswer, SentenceAnswer
from generator.drafting.own_words import backed_words, own_words, stem
from generator.facts.files import read_file
from generator.kinds import read_sheet
from generator.newsroom import assemble
from tests.conftest import CHINA, ROOT
from tests.test_model_desk import NO_MEND, last_id, with_sentence, write

SAIA = ROOT / "fixtures" / "facts" / "earnings_report" / "saia-2025-10-30.yaml"
SAID = "$2.81 a share"
INVENTED = {
    "The trucker's result was $2.81 a share.": ("trucker's",),
    "The struggling company earned $2.81 a share.": ("struggling",),
    "It was a strong quarter, with $2.81 a share.": ("strong",),
    "It earned $2.81 a share, a figure that investors cheered.": ("investors", "cheered"),
    "It earned $2.81 a share, extending a slump.": ("extending", "slump"),
    "It earned $2.81 a share, its steepest fall so far.": ("steepest",),
    "It earned $2.81 a share, and the company cut jobs.": ("cut", "jobs"),
    "Its $2.81 a share came mostly from trucking.": ("trucking",),
    "Its $2.81 a share was a disappointment.": ("disappointment",),
    "Rivals did better than $2.81 a share.": ("Rivals",),
    "It confirmed $2.81 a share.": ("confirmed",),
    "It tumbled to $2.81 a share.": ("tumbled",),
}
PLAIN = (
    "It earned $2.81 a share in the quarter, above the estimate.",
    "The result beat the analysts' estimate, and topped the figure of a year ago.",
    "Revenue slipped from a year earlier, while earnings per share dropped.",
    "Both measures were better than expected and weaker than the ones before.",
    "The figures do not say what stood behind either.",
    "The company did not comment, according to the calendar.",
)
CUT = (
    "[[entity.baidu|short]] cut jobs, and [[usage.ernie.product]] has [[usage.ernie.users]] users, "
    "[[usage.ernie.users|claimant]] said."
)


def own(text: str) -> tuple[str, ...]:
    at = text.find(SAID)
    slots = (SlotSpan(at, at + len(SAID), "eps.actual", ""),) if at >= 0 else ()
    return own_words(Filled("m1", text, slots, Origin("model")), backed_words(assemble(*read_sheet(read_file(SAIA)))))


@pytest.mark.parametrize("text", INVENTED)
def test_must_find(text: str) -> None:
    assert own(text) == INVENTED[text]


@pytest.mark.parametrize("text", PLAIN)
def test_must_not_find(text: str) -> None:
    assert own(text) == ()


def test_what_a_fact_s_text_or_passage_says_is_backed_and_what_is_held_is_not() -> None:
    backed = backed_words(assemble(*read_sheet(read_file(CHINA))))
    assert {stem("raced"), stem("worldwide"), stem("approved")} <= backed
    assert not {stem("hacking"), stem("trillions")} & backed


@pytest.mark.parametrize("words", ["approve approved approving", "carry carries carried", "plan planned plans"])
def test_forms_of_a_word_are_one(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_they_are_handed_back_and_the_sentence_may_go() -> None:
    first = with_sentence(CUT)
    article, model = write([first, MendAnswer(sentences=(SentenceAnswer(id=last_id(first), text=""),))])
    assert "no row has 'cut' or 'jobs'" in model.prompts[1].messages[1].text
    assert "jobs" not in article.text


def test_what_is_not_mended_is_named_for_the_editor() -> None:
    first = with_sentence(CUT)
    article, _ = write([first, NO_MEND])
    assert any(n.startswith(f"no fact has 'cut' or 'jobs' in {last_id(first)}, read it: ") for n in article.notices)
