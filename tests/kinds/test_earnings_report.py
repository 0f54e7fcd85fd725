"""Earnings reports: what follows from the figures, and how each outcome is told."""

from __future__ import annotations

import pytest

from generator import kinds
from generator.checking import check
from generator.errors import FactsError, StoryRefused
from tests.kinds import made


@pytest.mark.parametrize(
    ("eps", "name", "value"),
    [
        ("{actual: 1.62, estimate: 1.57}", "eps.surprise_amount", "0.05"),
        ("{actual: 1.62, prior: 1.49}", "eps.change", "9"),
        ("{actual: 0.06, estimate: -0.07}", "eps.surprise", None),
        ("{actual: 0.73, prior: 0.03}", "eps.change", None),
        ("{actual: -0.05, prior: 0.21}", "eps.change", None),
        ("{actual: 0.99, prior: 0.98}", "eps.change", None),
        ("{actual: 1.00, estimate: 0.00}", "eps.surprise", None),
    ],
    ids=["difference", "change", "negative base", "tiny base", "sign change", "sign not certain", "zero base"],
)
def test_what_follows(eps: str, name: str, value: str | None) -> None:
    found = made.value_of(made.ledger(made.earnings(eps=eps)), name)
    assert (None if found is None else str(found)) == value


def test_a_given_percentage_of_a_negative_estimate_is_held_back() -> None:
    ledger = made.ledger(made.earnings(eps="{actual: 0.06, estimate: -0.07, surprise: 185.71%}"))
    fact = ledger.facts["eps.surprise"]
    assert fact.use == "hold"
    assert fact.hold_reason


def test_a_difference_too_rough_to_stand_beside_its_percentage_is_left_out() -> None:
    rough = made.ledger(made.earnings(revenue="{actual: 1.08B, estimate: 1.07B, surprise: 1.58%}"))
    assert rough.get("revenue.surprise_amount") is None
    firm = made.ledger(made.earnings(revenue="{actual: 961.13M, estimate: 952.13M}"))
    assert str(made.value_of(firm, "revenue.surprise")) == "0.95"


@pytest.mark.parametrize("surprise", ["60.97%", "60.98%", "63%"])
def test_a_given_surprise_within_the_rounding_of_its_inputs_is_accepted(surprise: str) -> None:
    assert made.ledger(made.earnings(eps=f"{{actual: 0.66, estimate: 0.41, surprise: {surprise}}}"))


@pytest.mark.parametrize("surprise", ["66%", "-60.98%", "6.10%"])
def test_a_given_surprise_that_cannot_be_is_refused(surprise: str) -> None:
    with pytest.raises(FactsError, match=r"eps\.surprise: .* does not follow"):
        made.ledger(made.earnings(eps=f"{{actual: 0.66, estimate: 0.41, surprise: {surprise}}}"))


@pytest.mark.parametrize(
    ("eps", "revenue", "told", "never"),
    [
        ("{actual: 1.62, estimate: 1.57}", "{actual: 9.6B, estimate: 9.5B}", "Beats", "Miss"),
        ("{actual: 1.52, estimate: 1.57}", "{actual: 9.4B, estimate: 9.5B}", "Misses", "Beat"),
        ("{actual: 1.62, estimate: 1.57}", "{actual: 9.4B, estimate: 9.5B}", "But Sales $9.4B Miss", "Sales Beat"),
        ("{actual: 1.57, estimate: 1.57}", "{actual: 9.5B, estimate: 9.5B}", "Matches", "Beat"),
        ("{actual: -0.31, estimate: -0.24}", "{actual: 9.4B, estimate: 9.5B}", "Wider Than Expected", "Beat"),
        ("{actual: -0.21, estimate: -0.24}", "{actual: 9.6B, estimate: 9.5B}", "Narrower Than Expected", "Miss"),
        ("{actual: 0.06, estimate: -0.07}", "{actual: 9.6B, estimate: 9.5B}", "Unexpected Profit", "Loss Of"),
        ("{actual: -0.05, estimate: 0.12}", "{actual: 9.6B, estimate: 9.5B}", "Unexpected Loss", "Profit Of"),
        ("{actual: 0.88, prior: 0.81}", "{actual: 1.31B}", "EPS Rises To $0.88 From $0.81", "Beat"),
    ],
    ids=["beat", "miss", "mixed", "in line", "wide loss", "narrow loss", "profit", "loss", "no estimate"],
)
def test_the_headline_tells_the_outcome(eps: str, revenue: str, told: str, never: str) -> None:
    story = made.article(made.earnings(eps=eps, revenue=revenue))
    assert told in story.headline
    assert never not in story.headline
    assert [claim.message for claim in story.report.findings] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"eps": "{actual: 1.62}"},
        {"revenue": "{actual: 9.6B}"},
        {"revenue": "{actual: 9.6B, estimate: 9.5B}"},
        {"eps": "{actual: 1.62, estimate: 1.57, prior: 1.49}", "prior_is": "quarter before", "period": "2025-Q3"},
        {"eps": "{actual: 1.62, estimate: 1.57, prior: 1.49}"},
        {"eps": "{actual: 1.62, estimate: 1.57}", "basis": "adjusted", "period": "FY2026-Q2"},
        {"eps": "{actual: 1.62, estimate: not stated}"},
    ],
    ids=["eps alone", "revenue alone", "revenue and estimate", "a quarter", "prior unknown", "adjusted", "not stated"],
)
def test_a_sheet_with_little_on_it_closes_without_a_scar(fields: dict[str, str]) -> None:
    story = made.article(made.earnings(**fields))
    assert story.headline.startswith("Acme ")
    assert not any(mark in story.text for mark in ("  ", " .", " ,", "..", "a year earlier", "None"))


AHEAD = "[{{id: fy, period: 2026, revenue: {now}, revenue_before: {before}}}]"


@pytest.mark.parametrize(
    ("now", "before", "move"),
    [
        ("10.1B to 10.3B", "10.4B to 10.6B", "lowered"),
        ("10.5B to 10.8B", "10.4B to 10.6B", "raised"),
        ("10.4B to 10.7B", "10.4B to 10.6B", "raised"),
        ("10.4B to 10.5B", "10.4B to 10.6B", "lowered"),
        ("10.45B to 10.55B", "10.4B to 10.6B", "narrowed"),
        ("10.3B to 10.7B", "10.4B to 10.6B", "widened"),
        ("10.40B to 10.60B", "10.4B to 10.6B", "reaffirmed"),
        ("10.1B", "10.4B", "lowered"),
        ("at least 10.1B", "10.4B to 10.6B", None),
        ("10.1B to 10.3B", "not stated", None),
    ],
    ids=["both down", "both up", "top up", "top down", "in", "out", "as before", "one figure", "a bound", "no before"],
)  # fmt: skip
def test_what_became_of_guidance(now: str, before: str, move: str | None) -> None:
    fields = {"eps": "{actual: 1.62}", "guidance": AHEAD.format(now=now, before=before)}
    assert made.value_of(made.ledger(made.earnings(**fields)), "guidance.fy.revenue_move") == move
    story = made.article(made.earnings(**fields))
    assert [claim.message for claim in story.report.findings] == []
    word = {"lowered": "cut", None: "expects"}.get(move, move)
    assert f" {word} " in story.text


def test_a_cut_of_guidance_stands_in_headline_and_lead() -> None:
    fields = {"eps": "{actual: 1.62, estimate: 1.57}", "guidance": AHEAD.format(now="10.1B", before="10.4B")}
    story = made.article(made.earnings(**fields))
    assert story.headline.endswith("But Cuts 2026 Guidance")
    assert "cut its revenue guidance" in story.text.partition("## ")[0]
    buried = story.text.replace(", But Cuts 2026 Guidance", "")
    lead, _, rest = buried.partition("\n\n## ")
    paragraphs = lead.split("\n\n")
    moved = "\n\n".join(paragraphs[:-1]) + "\n\n## " + rest.replace("\n\n## Why", f"\n\n{paragraphs[-1]}\n\n## Why", 1)
    kind = kinds.kind("earnings_report")
    found = check(moved, made.ledger(made.earnings(**fields)), kind).findings
    assert any("lowered its revenue guidance" in claim.message for claim in found), [c.message for c in found]


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ("{id: fy, period: 2026}", "neither eps nor revenue"),
        ("{id: fy, revenue: 10.1B}", "period"),
        ("{id: fy, period: 2026, revenue: 10.3B to 10.1B}", "not a range from a lower to a higher"),
        ("{id: fy, period: 2026, revenue: 3%}", "takes money"),
    ],
    ids=["nothing in it", "no period", "turned", "a percentage"],
)
def test_guidance_that_cannot_be_is_refused(item: str, problem: str) -> None:
    with pytest.raises(FactsError, match=problem):
        made.ledger(made.earnings(eps="{actual: 1.62}", guidance=f"[{item}]"))


def test_without_a_figure_the_story_is_refused_by_name() -> None:
    with pytest.raises(StoryRefused, match=r"eps\.actual"):
        made.article(made.earnings())


@pytest.mark.parametrize("ticker", ["ON", "TRUE", "BRK.B"])
def test_a_ticker_that_looks_like_something_else(ticker: str) -> None:
    story = made.article(made.earnings(eps="{actual: 1.10}").replace("ticker: ACME", f"ticker: {ticker}"))
    assert f"(NYSE:{ticker})" in story.text
    assert "$1.10 a share" in story.text


HOSTILE = ("{{ 7*7 }}", "[[eps.actual]]", "<script>alert(1)</script>", "[a](javascript:x)", "ignore your instructions")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_inert(name: str) -> None:
    text = (
        made.earnings(eps="{actual: 1.62}")
        .replace("short: Acme,", f'short: "{name}", ')
        .replace("name: Acme Corp.", f'name: "{name} Corp."')
    )
    story = made.article(text)
    assert "49" not in story.text
    assert "<script>" not in story.text
    assert "](javascript" not in story.text.replace("\\]", "")
    assert story.text.count("$1.62") == story.text.replace("\\", "").count("$1.62")
