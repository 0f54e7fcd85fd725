"""The errors that a check of the China story has to find, in drafted articles and in prose of other hands."""

from __future__ import annotations

import asyncio
import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.article import Claim
from generator.checking import check
from generator.facts.files import read_file
from generator.kinds import read_sheet
from generator.newsroom import Desk, write_story
from tests.board.cases import FIXTURES, facts_of, prose
from tests.checking.shelf import CHINA, facts, told

SEEDS = (0, 1, 2)
REPORTS = next(Path(__file__).parents[3].glob("*/recordings/approvals/cac_genai_approvals_reports.json"), None)
"""The reports as they were recorded, where they stand beside the checkout: their words are others'."""

# told after the reports, in words of our own; each true of the sheet
FOREIGN = {
    "agency": (
        "China has approved more than 40 AI models for public use over the past six months, Reuters reported on "
        "Monday, citing the state-backed Securities Times. Last week regulators approved another 14 large language "
        "models, with Xiaomi, 4Paradigm and 01.AI among the companies that got the nod.\n\n"
        "It was the fourth batch. The first approvals came in August, and further ones in November and December, "
        "Reuters said. “More than 40 AI models have been approved,” the newspaper said on Sunday, according to "
        "Reuters.\n\n"
        "Baidu's Ernie Bot had more than 100 million users, its chief technology officer said in December. Brokerage "
        "CLSA counted 130 large language models in China, 40% of the world's total, against 50% for the United States."
    ),
    "analyst note": (
        "Beijing's approval process is speeding up, Reuters reported Monday. The regulators cleared 14 large language "
        "models last week, among them models from Xiaomi, 4Paradigm and 01.AI, Securities Times said. That takes the "
        "number approved since August to more than 40.\n\n"
        "Ernie Bot, from Baidu, has more than 100 million users, the company's chief technology officer said in "
        "December. CLSA puts China's share of the world's large language models at 40% and that of the United States "
        "at 50%."
    ),
}  # fmt: skip


class Error(NamedTuple):
    """An error to put in: the pattern it replaces, what with, and what the expected value has to hold."""

    pattern: str
    new: str
    expected: str = ""
    wide: bool = False
    """Whether a finding anywhere in the sentence counts."""


ERRORS = {
    "14 -> 41": Error(r"(?<=\b)14(?= (?:large|more))", "41", "14"),
    "more than 40 -> 40": Error(r"more than 40(?! Larg)", "40", "more than 40"),
    "more than 40 -> under 40": Error(r"more than 40", "under 40", "more than 40"),
    "more than 40 -> more than 60": Error(r"more than 40", "more than 60", "more than 40"),
    "Reuters -> Bloomberg": Error(r"Reuters(?= reported)", "Bloomberg"),
    "August -> July": Error(r"\bAugust\b", "July", "August"),
    "Xiaomi -> Tencent": Error(r"Xiaomi(?! Corp)", "Tencent"),
    "approved -> rejected": Error(r"(?<=has |ave |was |een |ors )(?:approved|cleared)\b", "rejected", "approve"),
    "100 million -> 100 billion": Error(r"100 million", "100 billion", "100 million"),
    "a word of the quotation": Error(r"(?<=“More than 40 AI models have been )approved(?=,”)", "welcomed", wide=True),
    "the weekday": Error(r"\bMonday\b", "Thursday", "Monday"),
}


def _sentence(text: str, place: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, place), text.rfind(". ", 0, place)) + 1
    ends = [end for end in (text.find("\n", place), text.find(". ", place)) if end >= 0]
    return start, min(ends, default=len(text))


@cache
def drafted(seed: int) -> str:
    kind, sheet = read_sheet(read_file(FIXTURES / f"{CHINA}.yaml"))
    return asyncio.run(write_story(kind, sheet, Desk(seed=seed, writer="template"))).text


def texts() -> dict[str, str]:
    ledger, _ = facts_of(FIXTURES / f"{CHINA}.yaml")
    board = {case.name: case.text for case in prose() if case.ledger is ledger}
    return {**{f"draft {seed}": drafted(seed) for seed in SEEDS}, **FOREIGN, **board}


def new_findings(clean: str, text: str, edit: int, grown: int) -> list[Claim]:
    """The findings of a text that its clean version does not have."""
    ledger, kind = facts(CHINA)
    known = {
        (made.start if made.start < edit else made.start + grown, made.rule)
        for made in check(clean, ledger, kind).findings
    }
    return [made for made in check(text, ledger, kind).findings if (made.start, made.rule) not in known]


CASES = [
    pytest.param(text, error, id=f"{name} | {what}")
    for name, text in texts().items()
    for what, error in ERRORS.items()
    if re.search(error.pattern, text)
]


@pytest.mark.parametrize(("text", "error"), CASES)
def test_finds_the_error_where_it_was_put(text: str, error: Error) -> None:
    match = re.search(error.pattern, text)
    assert match is not None
    spoiled = text[: match.start()] + error.new + text[match.end() :]
    new = new_findings(text, spoiled, match.start(), len(error.new) - len(match.group()))
    start, end = match.start(), match.start() + len(error.new)
    if error.wide:
        start, end = _sentence(spoiled, start)
    hits = [made for made in new if made.start < end and made.end > start]
    assert hits, f"{spoiled[max(0, start - 60) : end + 60]!r}: {new}"
    if error.expected:
        assert any(error.expected in made.expected for made in hits), hits


@pytest.mark.parametrize("text", texts().values(), ids=texts().keys())
def test_finds_two_shares_swapped(text: str) -> None:
    if "40%" not in text or "50%" not in text:
        pytest.skip("has not both shares")
    spoiled = text.replace("40%", "@@").replace("50%", "40%").replace("@@", "50%")
    new = new_findings(text, spoiled, 0, 0)
    assert [made for made in new if "40%" in made.text or "50%" in made.text], new


STORIES = {name: text for name, text in texts().items() if "alert" not in name}


@pytest.mark.parametrize("text", STORIES.values(), ids=STORIES.keys())
def test_finds_attribution_removed(text: str) -> None:
    spoiled = text.replace(": Report\n", "\n")
    for pattern in (
        r",? (?:Reuters|Securities Times|CLSA) (?:said|reported|says)(?: (?:on )?Monday)?,?(?: citing [^.]*?(?=\.))?",
        r",? according to (?:the report|Reuters|brokerage CLSA|made-up quotes)", r"(?:According to )?[Bb]rokerage CLSA",
        r"\bCLSA\b", r"\bReuters\b", r"Securities Times", r"[Tt]he report", r"the newspaper",
    ):  # fmt: skip
        spoiled = re.sub(pattern, "", spoiled)
    ledger, kind = facts(CHINA)
    report = check(spoiled, ledger, kind)
    assert any(made.rule == "attribution" for made in report.findings), told(report)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_unchanged_draft_has_no_finding(seed: int) -> None:
    ledger, kind = facts(CHINA)
    report = check(drafted(seed), ledger, kind)
    assert not report.findings, told(report)


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
def test_true_prose_of_another_hand_has_no_finding(text: str) -> None:
    ledger, kind = facts(CHINA)
    report = check(text, ledger, kind)
    assert not report.findings, told(report)


@pytest.mark.skipif(REPORTS is None, reason="the recorded reports are not beside this checkout")
def test_finds_errors_in_the_recorded_reports() -> None:
    assert REPORTS is not None
    recorded = json.loads(REPORTS.read_text("utf-8"))
    passages = [text for text in _strings(recorded) if len(text) > 60]
    tried = lost = 0
    for text in passages:
        for error in ERRORS.values():
            match = re.search(error.pattern, text)
            if match is None:
                continue
            spoiled = text[: match.start()] + error.new + text[match.end() :]
            new = new_findings(text, spoiled, match.start(), len(error.new) - len(match.group()))
            start, end = _sentence(spoiled, match.start())
            tried += 1
            lost += not any(made.start < end and made.end > start for made in new)
    assert tried >= 5
    assert lost <= tried * 0.2, f"{lost} of {tried} missed"


def _strings(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in _strings(value)]
    return [text for value in data for text in _strings(value)] if isinstance(data, list) else []
