"""The shipped sheets as ledgers, and the check on a text about one of them."""

from __future__ import annotations

from typing import Any

from generator.article import Claim, Report
from generator.checking import check
from generator.evidence import ledger_of_data
from generator.facts.ledger import Ledger
from generator.story import StoryKind
from tests.board.cases import FIXTURES, HERE, facts_of

CHINA = "regulatory_action/china-ai-models"
QUOTES = "regulatory_action/china-with-quotes"
FINE = "regulatory_action/fine-northmere-cable"
REJECT = "regulatory_action/reject-velmo-night-taxis"
XADAGO = "drug_decision/approval-xadago"
PREVIEW = "earnings_preview/aapl-2026-10-29"
SOUTHERN = "earnings_report/so-2025-10-30"
BUD = "earnings_report/bud-2025-10-30"
GUIDANCE = "earnings_report/made-up-guidance-cut"
INITIATION = "rating_change/made-up-initiation"
UPGRADE = "rating_change/made-up-upgrade"
SAIA = "earnings_report/saia-2025-10-30"
PLAN = "insider_trade/made-up-plan"
MARROW = "marrow-licences"
SNOW = "insider_trade/snow-2022-12-13"
LOSS = "earnings_report/made-up-loss"
TIDALOW = "earnings_report/made-up-sign-change"
HALVORSEN = "halvorsen-fine"
BRACKWATER = "brackwater"
PELLWORTH = "pellworth"


def facts(name: str) -> tuple[Ledger, StoryKind | None]:
    """The ledger and the kind of a shipped sheet, or of one of the board's own."""
    own = HERE / "sheets" / f"{name}.yaml"
    return facts_of(own if own.exists() else FIXTURES / f"{name}.yaml")


def checked(text: str, name: str, whole: bool = False) -> Report:
    """The report on a text about a sheet. A sentence alone is not held to what a whole story has to tell."""
    ledger, kind = facts(name)
    return check(text, ledger, kind if whole else None)


def against(text: str, data: Any) -> Report:
    """The report on a text about plain data."""
    return check(text, ledger_of_data(data, "data.json"))


def at(report: Report, text: str, words: str, nth: int = 0) -> list[Claim]:
    """The findings that overlap the given words of a text."""
    place = -1
    for _ in range(nth + 1):
        place = text.index(words, place + 1)
    return [made for made in report.findings if made.start < place + len(words) and made.end > place]


def told(report: Report) -> str:
    """The findings of a report in a line, for a failing test."""
    return "; ".join(f"{made.text!r} {made.verdict.value} ({made.rule}: {made.message})" for made in report.findings)
