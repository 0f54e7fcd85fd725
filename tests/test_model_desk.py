"""The model's desk: what comes of each kind of answer, with the real check and a scripted model."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from generator.article import Article
from generator.drafting.by_model import DraftAnswer
from generator.drafting.controls import Controls
from generator.drafting.heading import HeadlineAnswer
from generator.drafting.mend import MendAnswer, SentenceAnswer
from generator.errors import ModelError, UsageError
from generator.facts.files import read_file
from generator.kinds import read_sheet
from generator.llm import COURSES, Outcome, Remedy, ScriptedModel
from generator.llm.scripted import Line
from generator.newsroom import Desk, write_story
from tests.conftest import CHINA, ROOT

ANSWERS = ROOT / "fixtures" / "cassettes" / "answers"
CLEAN = json.loads((ANSWERS / "china-clean.json").read_text("utf-8"))["answers"][0]["content"]
SWAPPED = "[[market.rival]] held [[market.share]] of the world's total, according to [[market.by]]."
NO_MEND = MendAnswer(sentences=())


def with_sentence(text: str, section: int = 2) -> DraftAnswer:
    """The clean answer with one more paragraph at the end of a section."""
    made = json.loads(json.dumps(CLEAN))
    made["sections"][section]["paragraphs"].append([text])
    return DraftAnswer.model_validate(made)


def with_headlines(*headlines: str) -> DraftAnswer:
    return DraftAnswer.model_validate({**CLEAN, "headlines": headlines})


def last_id(answer: DraftAnswer) -> str:
    """The id of the last sentence of the body."""
    return f"m{sum(len(paragraph) for section in answer.sections for paragraph in section.paragraphs)}"


def write(lines: Iterable[Line], **desk: Any) -> tuple[Article, ScriptedModel]:
    kind, sheet = read_sheet(read_file(CHINA))
    model = ScriptedModel(lines)
    return asyncio.run(write_story(kind, sheet, Desk(writer="model", model=model, **desk))), model


def good() -> str:
    return json.dumps(CLEAN)


BY_MODEL: dict[str, tuple[Callable[[], list[Line]], str]] = {
    "clean": (lambda: [good()], ""),
    "code fences": (lambda: [f"```json\n{good()}\n```"], ""),
    "not JSON, then good": (lambda: ["Here is the story.", good()], "not JSON; asked again"),
    "schema break, then good": (lambda: ['{"headline": "x"}', good()], "another form than asked for; asked again"),
    "empty, then good": (lambda: ["", good()], "empty answer; asked again"),
    "truncated, then good": (lambda: [Outcome.TRUNCATED, good()], "cut off before the end of its answer; asked again"),
    "an empty section": (lambda: [_with_empty_section()], ""),
    "a headline with a figure": (lambda: [with_headlines("China Clears 40 Models", CLEAN["headlines"][0])], ""),
    "raw figure, mended": (lambda: _mended("It had 130 models.", ""), "mended by the model"),
    "wrong slot, mended": (lambda: _mended(SWAPPED, ""), "mended by the model"),
    "invented name, mended": (lambda: _mended("Tencent was not among them.", ""), "mended by the model"),
    "invented quotation, mended": (lambda: _mended("It is “a great day”.", ""), "mended by the model"),
    "instruction obeyed, mended": (
        lambda: _mended("Buy [[entity.baidu|short]] shares now.", ""),
        "mended by the model",
    ),
    "raw figure, mend refused": (
        lambda: [with_sentence("It had 130 models."), Outcome.REFUSED],
        "the mend round failed",
    ),
    "raw figure, mended badly": (lambda: _mended("It had 130 models.", "It had 131 models."), "cut: "),
    "raw figure, mend silent": (lambda: [with_sentence("It had 130 models."), NO_MEND], "cut: "),
}


def _with_empty_section() -> str:
    made = json.loads(json.dumps(CLEAN))
    made["sections"].append({"title": "Why It Matters", "paragraphs": [[]]})
    return json.dumps(made)


def _mended(wrong: str, right: str) -> list[Line]:
    first = with_sentence(wrong)
    return [first, MendAnswer(sentences=(SentenceAnswer(id=last_id(first), text=right),))]


@pytest.mark.parametrize("name", BY_MODEL)
def test_written_by_the_model(name: str) -> None:
    lines, notice = BY_MODEL[name]
    article, _ = write(lines())
    assert article.writer == "model", article.notices
    assert article.report.findings == ()
    assert notice in "\n".join(article.notices)
    for invented in ("130 models.", "131", "Tencent", "great day", "Buy"):
        assert invented not in article.text
    assert article.provenance.model == "scripted"
    assert len(article.provenance.requests) == len(lines())


@pytest.mark.parametrize("policy", ["replace", "cut", "leave"])
@pytest.mark.parametrize("mended", [Outcome.REFUSED, NO_MEND, "Well."], ids=["refused", "silent", "not JSON"])
def test_a_headline_that_cannot_be_printed_is_the_template_s(mended: Line, policy: str) -> None:
    article, _ = write([with_headlines("[[penalty]] For [[party]]"), mended, mended, mended], policy=policy)
    assert article.writer == "model"
    assert article.headline.startswith("China ")
    assert any(notice.startswith("replaced by the template: headline") for notice in article.notices)


def test_a_headline_that_still_fails_is_asked_for_anew() -> None:
    lead = CLEAN["sections"][0]["paragraphs"][0]
    options = ("China Clears 40 Models", "[[jurisdiction]] Rejects AI Models", CLEAN["headlines"][1])
    other = HeadlineAnswer(headlines=options)
    article, model = write([with_headlines("China Clears 40 Models"), NO_MEND, other])
    asked = model.prompts[2]
    assert [prompt.task for prompt in model.prompts] == ["draft", "mend", "headline"]
    assert asked.messages[1].text.split("The lead:")[1].split("Rejected:")[0].strip() == "\n".join(lead)
    assert "finding: the figure '40' is written out" in asked.messages[1].text
    assert article.headline == "China Clears 14 More Large Language Models: Report"
    assert "the headline is the model's second one" in article.notices


def test_no_headline_is_asked_for_where_the_draft_s_own_passes() -> None:
    _, model = write(_mended("It had 130 models.", ""))
    assert [prompt.task for prompt in model.prompts] == ["draft", "mend"]


def _in_german() -> DraftAnswer:
    text = "Das Unternehmen stellte seine neuen Modelle vor und will damit nach eigenen Angaben weiter wachsen."
    section = {"title": "Lead", "paragraphs": [[text, text], [text, text]]}
    return DraftAnswer.model_validate({**CLEAN, "sections": [section]})


BY_TEMPLATE: dict[str, tuple[Callable[[], list[Line]], str]] = {
    "refused": (lambda: [Outcome.REFUSED], "refused to write the story"),
    "filtered": (lambda: [Outcome.FILTERED], "content filter"),
    "not JSON twice": (lambda: ["Well.", "Well."], "not JSON"),
    "truncated twice": (lambda: [Outcome.TRUNCATED, Outcome.TRUNCATED], "cut off"),
    "other language twice": (lambda: [_in_german(), _in_german()], "another language"),
    "no quota": (lambda: [ModelError("no quota left", Outcome.QUOTA)], "no quota"),
    "rate limit, tries used up": (lambda: [ModelError("slow down", Outcome.RATE_LIMIT)], "slow down"),
    "no connection": (lambda: [ModelError("cannot be reached", Outcome.CONNECTION)], "cannot be reached"),
    "no body": (lambda: [DraftAnswer.model_validate({**CLEAN, "sections": []}), NO_MEND], "has no sentence"),
    "nothing but faults": (lambda: [_rubbish()], "sentences of the model's draft failed the check"),
}


def _rubbish() -> DraftAnswer:
    section = {"title": "Lead", "paragraphs": [[f"It had {n} models."] for n in range(10, 40)]}
    return DraftAnswer.model_validate({**CLEAN, "sections": [section]})


@pytest.mark.parametrize("name", BY_TEMPLATE)
def test_written_by_the_template_with_a_notice(name: str) -> None:
    lines, notice = BY_TEMPLATE[name]
    article, _ = write(lines())
    assert article.writer == "template"
    assert article.report.findings == ()
    assert article.notices[0].startswith("written by the template: ")
    assert notice in article.notices[0]


@pytest.mark.parametrize("outcome", [Outcome.WRONG_KEY, Outcome.UNKNOWN_MODEL, Outcome.CASSETTE_MISS])
def test_a_wrong_setting_ends_the_story(outcome: Outcome) -> None:
    with pytest.raises(ModelError) as raised:
        write([ModelError("wrong", outcome)])
    assert raised.value.outcome == outcome
    with pytest.raises(ModelError):
        write([with_sentence("It had 130 models."), ModelError("wrong", outcome)])


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (Outcome.ANSWERED, Outcome.UNUSABLE)])
def test_every_failure_goes_its_course(outcome: Outcome) -> None:
    """What the one table says is what becomes of the story: asked again, left to the template, or ended."""
    failed: Line = ModelError("it failed", outcome)
    if COURSES[outcome].then is Remedy.STOP:
        with pytest.raises(ModelError):
            write([failed])
        return
    if COURSES[outcome].first is Remedy.MEND:
        article, model = write([outcome, good()])
        assert (article.writer, len(model.prompts)) == ("model", 2)
        failed = outcome
    article, model = write([failed, failed])
    assert article.writer == "template"
    assert len(model.prompts) == (2 if COURSES[outcome].first is Remedy.MEND else 1)
    assert article.notices[0].startswith("written by the template: ")
    assert article.report.findings == ()


def test_other_errors_are_bugs_and_are_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        write([ZeroDivisionError()])


def test_what_is_left_for_the_editor_keeps_its_finding() -> None:
    article, _ = write([with_sentence(SWAPPED), NO_MEND], policy="leave")
    assert article.writer == "model"
    assert article.report.findings
    assert any(notice.startswith("left for the editor") for notice in article.notices)


def test_a_must_fact_that_the_model_leaves_out_is_told_by_the_template() -> None:
    text = json.dumps(CLEAN).replace("approved [[total]] [[total|population]]", "approved AI models")
    article, _ = write([text])
    assert article.writer == "model"
    assert not any(notice.startswith("not told") for notice in article.notices)
    assert article.notices[0] == "the template's sentence tells total, which the model left out"
    assert "more than 40 AI models" in article.text.split("\n\n", 2)[2]


def test_the_mend_round_sends_the_failing_sentence_alone() -> None:
    _, model = write(_mended(SWAPPED, ""))
    asked = model.prompts[1].messages[1].text.split("Sentences to mend:")[1]
    assert SWAPPED in asked
    assert asked.count("finding:") >= 1
    assert "first_recipients" not in asked


CONTRACTED = "The figures don't show what the models earn."


def _wished(mended: str) -> list[Line]:
    first = with_sentence(CONTRACTED)
    return [first, MendAnswer(sentences=(SentenceAnswer(id=last_id(first), text=mended),))]


def test_a_right_sentence_that_is_not_in_the_tone_asked_for_is_mended() -> None:
    article, model = write(_wished("The figures do not show what the models earn."), controls=Controls("formal"))
    assert "do not show what the models earn" in article.text
    assert '"don\'t" is a contraction, and the editor asks for a formal tone' in model.prompts[1].messages[1].text
    assert not any(notice.startswith("tone") for notice in article.notices)


@pytest.mark.parametrize(
    "mended", ["", "The figures do not show 130 models.", "Tencent does not show."], ids=["empty", "figure", "name"]
)
def test_a_right_sentence_keeps_its_words_where_mending_spoils_it(mended: str) -> None:
    article, _ = write(_wished(mended), controls=Controls("formal"))
    assert CONTRACTED in article.text
    assert article.report.findings == ()
    assert 'tone: not formal, it has "don\'t"' in article.notices
    assert not any(notice.startswith(("cut", "replaced")) for notice in article.notices)


def test_a_right_sentence_is_not_cut_where_the_mend_round_fails() -> None:
    article, _ = write([with_sentence(CONTRACTED), Outcome.REFUSED], controls=Controls("formal"))
    assert CONTRACTED in article.text


def test_a_disputed_fact_told_as_if_it_were_not_is_handed_back() -> None:
    quiet = good().replace("; [[source.filings]] differ.", ".")
    article, model = write([quiet, NO_MEND])
    asked = model.prompts[1].messages[1].text
    assert "first_recipients is disputed by source.filings, and the reader is not told" in asked
    assert "source.filings | Chinese filing records" in asked
    assert "disputed: [first_recipients] is told, and the sentence does not say that others differ" in article.notices


def test_the_model_is_asked_only_where_it_is_to_write() -> None:
    kind, sheet = read_sheet(read_file(CHINA))
    model = ScriptedModel([])
    article = asyncio.run(write_story(kind, sheet, Desk(writer="template", model=model)))
    assert article.writer == "template"
    assert model.prompts == []
    assert asyncio.run(write_story(kind, sheet, Desk())).writer == "template"
    with pytest.raises(UsageError, match="no model"):
        asyncio.run(write_story(kind, sheet, Desk(writer="model")))


def test_what_it_took_is_kept_with_the_article() -> None:
    article, _ = write([good()])
    assert article.cost["model"] == "scripted"
    assert int(article.cost["asked"]) > 1000
