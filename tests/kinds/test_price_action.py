"""Price Action as a part: its sentence for each session and direction, checked, and what a second quote adds."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.article import Gate
from generator.facts.files import read_file
from generator.kinds import kind
from tests.benchmarks.stories import finished
from tests.conftest import ROOT

SHEET = read_file(ROOT / "fixtures" / "facts" / "earnings_preview" / "aapl-2026-10-29.yaml").data
BY = ", according to Benzinga."
SAID = {
    ("regular", "1.2%"): "closed up 1.2% at $272.88 on Tuesday",
    ("regular", "-0.8%"): "closed down 0.8% at $272.88 on Tuesday",
    ("regular", "0%"): "closed unchanged at $272.88 on Tuesday",
    ("intraday", "1.2%"): "were trading up 1.2% at $272.88 on Tuesday",
    ("intraday", "-0.8%"): "were trading down 0.8% at $272.88 on Tuesday",
    ("intraday", "0%"): "were trading unchanged at $272.88 on Tuesday",
    ("premarket", "1.2%"): "rose 1.2% to $272.88 in premarket trading on Tuesday",
    ("premarket", "-0.8%"): "fell 0.8% to $272.88 in premarket trading on Tuesday",
    ("premarket", "0%"): "were unchanged at $272.88 in premarket trading on Tuesday",
    ("after hours", "1.2%"): "rose 1.2% to $272.88 in after-hours trading on Tuesday",
    ("after hours", "-0.8%"): "fell 0.8% to $272.88 in after-hours trading on Tuesday",
    ("after hours", "0%"): "were unchanged at $272.88 in after-hours trading on Tuesday",
    ("halted", "1.2%"): "had risen 1.2% to $272.88 before trading was halted on Tuesday",
    ("halted", "-0.8%"): "had fallen 0.8% to $272.88 before trading was halted on Tuesday",
    ("halted", "0%"): "were unchanged at $272.88 before trading was halted on Tuesday",
}


def told(session: str, change: str, close: bool) -> tuple[str, Gate]:
    data: dict[str, Any] = copy.deepcopy(dict(SHEET))
    live, last = data["quotes"]
    live |= {"session": session, "change": change}
    data["quotes"] = [live, last] if close else [live]
    story = kind("earnings_preview")
    article = finished(story.sheet.model_validate(data), story)
    return article.text.split("## Price Action")[1].split("\n\n")[1], article.report.gate


@pytest.mark.parametrize(("session", "change"), SAID, ids=[f"{session} {change}" for session, change in SAID])
def test_a_quote_is_told_by_its_session_and_direction(session: str, change: str) -> None:
    assert told(session, change, False) == (f"Apple shares {SAID[session, change]}{BY}", Gate.READY)


@pytest.mark.parametrize("session", ["intraday", "premarket", "after hours", "halted"])
def test_the_close_before_is_told_as_context_and_attributed_once(session: str) -> None:
    said = f"Apple shares {SAID[session, '-0.8%']}{BY} They had closed up 0.13% at $273.76 on Monday."
    assert told(session, "-0.8%", True) == (said, Gate.READY)
