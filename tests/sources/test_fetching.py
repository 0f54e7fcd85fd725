"""Fetching: pages to the end, deltas, doubles, joins by identity, disputes, what fails and what goes on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest

from generator import kinds
from generator.article import Gate
from generator.assembling.fetching import Ask, Outcome, fetch_stories
from generator.assembling.recipes import fetch_story
from generator.assembling.sheets import sheet_of
from generator.errors import FactsError, UsageError
from generator.facts.ledger import Fact
from generator.newsroom import assemble, write_story
from generator.settings import Settings
from generator.sources.asked import Asked
from generator.sources.benzinga.calls import CALLS
from generator.sources.failures import Outcome as Fault
from generator.sources.failures import Unanswered
from generator.sources.found import Dossier, Found, Identity, Origin
from generator.sources.wire import Terms
from tests.sources.answers import BENZINGA, EARNINGS, FILING, QUOTE, RATINGS, ROW, SECURITY, served, settings
from tests.sources.wired import QUICK, dossiers, value

NOW = datetime(2026, 1, 6, 15, tzinfo=UTC)
RATING = RATINGS["ratings"][0]


def json_answer(body: Any) -> httpx2.Response:
    return httpx2.Response(200, text=json.dumps(body), headers={"content-type": "application/json"})


def paged(rows: list[dict[str, Any]], seen: list[httpx2.URL] | None = None) -> Any:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if seen is not None:
            seen.append(request.url)
        page, size = int(request.url.params["page"]), int(request.url.params["pagesize"])
        return json_answer({"ratings": rows[page * size : (page + 1) * size]})

    return handler


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (999, 1), (1000, 2), (2000, 3), (2001, 3)])
def test_pages_are_read_to_the_end(count: int, pages: int) -> None:
    seen: list[httpx2.URL] = []
    rows = [{**RATING, "id": f"r{n}"} for n in range(count)]
    found = dossiers("benzinga", "ratings", paged(rows, seen), Asked(day=date(2026, 1, 5)))
    assert [len(found), len({d.record for d in found}), len(seen)] == [count, count, pages]


def test_a_limit_is_asked_for_and_kept() -> None:
    seen: list[httpx2.URL] = []
    rows = [{**RATING, "id": f"r{n}"} for n in range(50)]
    assert len(dossiers("benzinga", "ratings", paged(rows, seen), Asked(limit=7))) == 7
    assert seen[0].params["pagesize"] == "7"


def test_a_record_that_comes_twice_counts_once_in_its_latest_form() -> None:
    rows = [
        {**RATING, "pt_current": "250", "adjusted_pt_current": "250", "updated": 1},
        {**RATING, "updated": 3},
        {**RATING, "pt_current": "240", "adjusted_pt_current": "240", "updated": 2},
    ]
    found = dossiers("benzinga", "ratings", {"ratings": rows})
    assert [value(d, "price_target", "target") for d in found] == ["260"]


def test_a_delta_overlaps_by_five_seconds() -> None:
    seen: list[httpx2.URL] = []
    dossiers("benzinga", "ratings", paged([], seen), Asked(since=datetime(2026, 1, 5, 14, 0, 5, tzinfo=UTC)))
    assert seen[0].params["parameters[updated]"] == str(int(datetime(2026, 1, 5, 14, tzinfo=UTC).timestamp()))


def test_more_than_fifty_tickers_are_asked_for_in_portions() -> None:
    seen: list[httpx2.URL] = []
    tickers = tuple(f"T{n}" for n in range(120))
    dossiers("benzinga", "ratings", paged([], seen), Asked(tickers))
    assert [len(url.params["parameters[tickers]"].split(",")) for url in seen] == [50, 50, 20]


@pytest.mark.parametrize(
    ("call", "asked", "expected"),
    [
        ("ratings", Asked(("A",), day=date(2026, 1, 5)),
         {"parameters[tickers]": "A", "parameters[date]": "2026-01-05"}),
        ("fda", Asked(("A",)), {"parameters[securities]": "A"}),
        ("news", Asked(("A",), day=date(2026, 1, 5)), {"tickers": "A", "date": "2026-01-05", "pageSize": "100"}),
        ("insider", Asked(("A",)), {"search_keys": "A", "search_keys_type": "symbol", "pagesize": "1000"}),
        ("options", Asked(("A",)), {"parameters[tickers]": "A", "pageSize": "1000"}),
        ("quotes", Asked(("A", "B")), {"symbols": "A,B"}),
        ("bars", Asked(("A",), day=date(2026, 1, 5)), {"symbols": "A", "from": "2026-01-05", "to": "2026-01-05"}),
        ("earnings", Asked(first=date(2026, 1, 5), last=date(2026, 1, 9)),
         {"parameters[date_from]": "2026-01-05", "parameters[date_to]": "2026-01-09"}),
        ("removed", Asked(more={"type": "ratings"}), {"type": "ratings", "pageSize": "1000"}),
    ],
)  # fmt: skip
def test_parameters_are_named_as_each_family_names_them(call: str, asked: Asked, expected: Mapping[str, str]) -> None:
    seen: list[httpx2.URL] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url)
        return httpx2.Response(204)

    dossiers("benzinga", call, handler, asked)
    assert {name: seen[0].params.get(name) for name in expected} == expected


@pytest.mark.parametrize("call", [name for name, call in CALLS.items() if call.needs == "tickers"])
def test_a_call_that_needs_tickers_says_so(call: str) -> None:
    with pytest.raises(UsageError, match="needs tickers"):
        dossiers("benzinga", call, {}, Asked())


@pytest.mark.parametrize("body", [[], {}, {"ratings": None}, {"ratings": []}], ids=str)
def test_an_empty_answer_is_no_failure(body: Any) -> None:
    if body == []:
        with pytest.raises(Unanswered):
            dossiers("benzinga", "ratings", body)
    else:
        assert dossiers("benzinga", "ratings", body) == []


@pytest.mark.parametrize(("call", "body"), [("ratings", {"rating": []}), ("news", {}), ("quotes", []), ("movers", {})])
def test_an_answer_of_another_shape_is_said_so(call: str, body: Any) -> None:
    with pytest.raises(Unanswered, match="expected") as error:
        dossiers("benzinga", call, body)
    assert error.value.outcome is Fault.ODD_SHAPE


def stories(calls: str, handler: Any = served, asked: Asked | None = None, kind: str = "") -> Outcome:
    ask = Ask(tuple(("benzinga", call) for call in calls.split(",")), kind, asked or Asked(("AAPL",)))
    chosen = Settings(now=NOW, providers=settings().providers)
    return asyncio.run(fetch_stories(ask, chosen, QUICK, httpx2.MockTransport(handler)))


def test_several_calls_join_into_one_sheet_with_source_record_and_address_on_every_fact() -> None:
    outcome = stories("earnings,quotes")
    assert (outcome.failures, outcome.exit_code, len(outcome.stories)) == ([], 0, 1)
    story = outcome.stories[0]
    assert story.kind is not None
    assert story.sheet is not None
    assert story.kind.name == "earnings_preview"
    ledger = assemble(story.kind, story.sheet)
    given = [fact for fact in ledger if not fact.formula and not fact.inputs and not fact.id.startswith("report.")]
    assert [fact.id for fact in given if not (fact.record and fact.url and fact.chain)] == []
    assert {fact.chain[0] for fact in given} == {"benzinga_earnings", "benzinga_quotes"}
    assert all(source.retrieved_at and source.retrieved for source in story.sheet.sources.values())


def fact(outcome: Outcome, name: str) -> Fact:
    story = outcome.stories[0]
    assert story.kind is not None
    assert story.sheet is not None
    found = assemble(story.kind, story.sheet).get(name)
    assert found is not None
    return found


def test_a_security_that_disagrees_is_an_error_and_names_both() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("quoteDelayed"):
            return json_answer({"AAPL": {**QUOTE, "bzExchange": "TSX", "companyStandardName": "Another Apple Co"}})
        return served(request)

    outcome = stories("earnings,quotes", handler)
    assert outcome.stories == []
    assert outcome.exit_code == 2
    assert "not about the same security: exchange NASDAQ and TSX" in outcome.failures[0]


def test_a_further_source_that_fails_is_named_and_the_story_goes_on() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(500) if request.url.path.endswith("quoteDelayed") else served(request)

    outcome = stories("earnings,quotes", handler)
    assert len(outcome.stories) == 1
    assert outcome.exit_code == 3
    assert outcome.stories[0].notices[0].endswith("lacks benzinga quotes")
    assert "answered 500" in outcome.failures[0]


def test_a_further_source_without_a_record_is_named() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return json_answer({}) if request.url.path.endswith("quoteDelayed") else served(request)

    notices = stories("earnings,quotes", handler).stories[0].notices
    assert any("lacks benzinga quotes, which has no record of AAPL" in line for line in notices)


def test_one_bad_record_stops_no_other() -> None:
    rows = [RATING, {**RATING, "id": "bad", "pt_pct_change": "20.00"}, {**RATING, "id": "third"}]
    outcome = stories("ratings", lambda request: json_answer({"ratings": rows}))
    assert [story.sheet.id for story in outcome.stories if story.sheet] == [RATING["id"], "third"]
    assert outcome.exit_code == 2
    assert "target_change" in outcome.failures[0]


def origin(name: str, primary: bool = False) -> Origin:
    return Origin(name, name.title(), "database", primary, f"https://{name}.example/x", NOW)


def beside(eps: str, also: str) -> tuple[Fact, list[str]]:
    who = Identity("ACME", "NYSE", name="Acme")
    common = (Found("company", "company"), Found("report_day", "2026-02-01"))
    first = Dossier(origin("one"), "r1", (*common, Found("eps", eps, "estimate")), who, day=date(2026, 1, 6))
    second = Dossier(origin("two"), "r2", (Found("eps", also, "estimate"),), who)
    kind = kinds.kind("earnings_preview")
    sheet, made = sheet_of(kind, [first, second], NOW)
    found = assemble(kind, sheet).get("eps.estimate")
    assert found is not None
    return found, made.notices


@pytest.mark.parametrize("also", ["1.99", "1.990", "1.992"])
def test_two_sources_that_agree_at_the_precision_they_show_are_two_sources(also: str) -> None:
    found, notices = beside("1.99", also)
    assert (found.standing, found.also, notices) == ("confirmed", ("two",), [])


def test_two_sources_that_differ_make_the_value_disputed() -> None:
    found, notices = beside("1.99", "2.05")
    assert found.standing == "disputed"
    assert [rival.source for rival in found.rivals] == ["two"]
    assert "2.05" in found.rivals[0].claim
    assert notices == ["one r1: estimate is disputed: one 1.99, two 2.05"]


def test_amounts_in_two_currencies_are_not_put_in_one_sheet() -> None:
    who = Identity("ACME", "NYSE", name="Acme")
    pair = [
        Dossier(origin(n), n, (Found("company", "company"),), who, currency=c) for n, c in (("a", "USD"), ("b", "CAD"))
    ]
    with pytest.raises(FactsError, match="CAD and USD"):
        sheet_of(kinds.kind("earnings_preview"), pair, NOW)


def test_an_earnings_row_with_figures_is_a_report_and_one_without_a_preview() -> None:
    done = {**EARNINGS["earnings"][0], "id": "done", "date": "2025-10-30", "eps": "1.850", "eps_est": "1.770",
            "eps_surprise_percent": "4.52", "period_year": 2025}  # fmt: skip
    outcome = stories("earnings", lambda request: json_answer({"earnings": [*EARNINGS["earnings"], done]}))
    assert [story.kind.name for story in outcome.stories if story.kind] == ["earnings_preview", "earnings_report"]


def told(kind: str, key: str, handler: Any = served) -> Outcome:
    chosen = Settings(now=NOW, providers=settings().providers)
    return asyncio.run(fetch_story(kind, key, chosen, Terms(patience=QUICK.patience), httpx2.MockTransport(handler)))


def test_a_report_takes_the_guidance_of_its_day_and_no_other() -> None:
    report = {**EARNINGS["earnings"][0], "id": "done", "date": "2025-10-30", "eps": "1.850", "eps_est": "1.770"}
    row = {**SECURITY, **ROW, "ticker": report["ticker"], "name": report["name"], "exchange": report["exchange"],
           "isin": report.get("isin", ""), "cusip": report.get("cusip", ""), "period": "FY", "period_year": 2026,
           "revenue_guidance_min": "10100000000.000", "revenue_guidance_max": "10300000000.000",
           "revenue_guidance_prior_min": "10400000000", "revenue_guidance_prior_max": "10400000000.000",
           "revenue_guidance_est": "10350000000", "eps_guidance_min": "", "eps_guidance_max": "6.100"}  # fmt: skip
    rows = [{**row, "date": "2025-10-30", "id": "g1"}, {**row, "date": "2025-07-30", "id": "g0", "period_year": 2025}]

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("guidance"):
            return json_answer({"guidance": rows})
        return json_answer({"earnings": [report]}) if request.url.path.endswith("earnings") else served(request)

    outcome = told("earnings_report", str(report["ticker"]), handler)
    (story,) = outcome.stories
    assert [
        (item["id"], item["revenue"]["value"], item["revenue_before"]["value"], item["eps"]["value"])
        for item in story.data["guidance"]
    ] == [("fy2026", "10100000000 to 10300000000", "10400000000", "6.10")]
    assert not any("guidance" in notice for notice in outcome.notices)


def test_the_next_report_is_previewed_with_the_reports_before_it() -> None:
    rows = [dict(EARNINGS["earnings"][0])]
    for quarter in (1, 2, 3):
        rows.append({**rows[0], "id": f"q{quarter}", "date": f"2025-0{quarter * 3}-28", "eps": f"1.{quarter}0",
                     "eps_est": "1.100", "period": f"Q{quarter}", "period_year": 2025})  # fmt: skip
    rows.append({**rows[0], "id": "later", "date": "2027-01-28"})

    def handler(request: httpx2.Request) -> httpx2.Response:
        return json_answer({"earnings": rows}) if request.url.path.endswith("earnings") else served(request)

    outcome = told("earnings_preview", "AAPL", handler)
    assert outcome.stories[0].data["report_day"]["value"] == "2026-10-29"
    assert [row["period"]["value"] for row in outcome.stories[0].data["history"]] == [
        "FY2025-Q3", "FY2025-Q2", "FY2025-Q1"
    ]  # fmt: skip
    assert fact(outcome, "history.q1.actual").record == "q3"
    assert fact(outcome, "consensus.target").chain == ("benzinga_consensus",)


@pytest.mark.parametrize(
    ("kind", "key", "name"),
    [
        ("earnings_preview", "AAPL", "Apple Inc."),
        ("rating_change", "MNDY", "Monday.com"),
        ("insider_trade", FILING, "Snowflake Inc."),
        ("insider_trade", "COFS", "Choiceone Financial Services Inc."),
    ],
)
def test_a_story_of_each_kind_is_fetched(kind: str, key: str, name: str) -> None:
    story = told(kind, key).stories[0]
    assert story.sheet is not None
    assert story.sheet.entities["company"].name == name


def test_a_kind_that_no_source_tells_says_which_are() -> None:
    with pytest.raises(UsageError, match="no source tells regulatory_action by itself; it tells earnings_preview"):
        told("regulatory_action", "X")


def test_a_drug_is_found_by_name_and_its_decision_is_the_original_one() -> None:
    story = told("drug_decision", "XADAGO").stories[0]
    assert story.data["decided"]["value"] == "2017-03-21"
    assert story.data["decided"]["url"].endswith("207145Orig1s000ltr.pdf")
    assert story.data["holder"]["use"] == "hold"
    assert story.data["strengths"][0]["strength"]["value"] == "50 mg"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"event_type": "approval_fda", "outcome_brief": "Approved"}, "drug_decision"),
        ({"event_type": "approval_fda", "outcome_brief": "Filing Accepted"}, None),
        ({"event_type": "Provided Update", "outcome_brief": ""}, None),
        ({"event_type": "clinical_trial", "outcome_brief": "Approved to Commence"}, None),
    ],
)
def test_only_an_approval_of_the_fda_is_told_as_one(fields: Mapping[str, str], kind: str | None) -> None:
    row = {**BENZINGA["fda"][1]["fda"][0], **fields}
    story = stories("fda", lambda request: json_answer({"fda": [row]})).stories[0]
    assert (story.kind.name if story.kind else None) == kind


def test_a_finished_quarter_is_fetched_drafted_and_ready() -> None:
    done = {**EARNINGS["earnings"][0], "id": "done", "date": "2025-10-30", "eps": "1.850", "eps_est": "1.770",
            "eps_prior": "1.640", "eps_surprise_percent": "4.52", "revenue": "102466000000.000",
            "revenue_est": "102230000000", "revenue_prior": "94930000000", "revenue_surprise_percent": "0.23",
            "period_year": 2025, "eps_type": "GAAP"}  # fmt: skip
    story = stories("earnings", lambda request: json_answer({"earnings": [done]})).stories[0]
    assert story.kind is not None
    assert story.sheet is not None
    article = asyncio.run(write_story(story.kind, story.sheet))
    assert article.report.gate is Gate.READY
    assert "Beats $1.77 Estimate" in article.headline


def test_the_consensus_is_asked_for_ticker_by_ticker_and_each_keeps_its_own() -> None:
    body = BENZINGA["consensus"][1]
    found = dossiers("benzinga", "consensus", body, Asked(("AAPL", "MSFT")))
    assert [dossier.who.symbol for dossier in found] == ["AAPL", "MSFT"]


def test_records_under_another_name_are_read_and_it_is_said() -> None:
    outcome = stories("conference-calls", lambda request: json_answer({"conference": [{"id": "c1", "ticker": "ACME"}]}))
    assert len(outcome.stories) == 1
    assert "its 1 records were taken from conference" in outcome.notices[0]
