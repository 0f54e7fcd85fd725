"""The 22 traps of Benzinga's wire, one test each, numbered as the reference numbers them; then further ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.errors import FactsError
from generator.sources.asked import Asked
from generator.sources.benzinga.calls import CALLS
from generator.sources.benzinga.market import Bars, Filing, News
from generator.sources.benzinga.records import Earnings, Fda
from generator.sources.found import Identity, exchange, flaws, joined, same_name
from tests.sources.answers import BENZINGA, EARNINGS, INSIDER, QUOTE, RATINGS, SECURITY
from tests.sources.wired import dossiers, value


def rating(**fields: Any) -> Any:
    return dossiers("benzinga", "ratings", {"ratings": [{**RATINGS["ratings"][0], **fields}]})[0]


def earnings(**fields: Any) -> Any:
    return dossiers("benzinga", "earnings", {"earnings": [{**EARNINGS["earnings"][0], **fields}]})[0]


def test_01_quotes_are_an_object_by_ticker_and_the_documented_list_reads_as_well() -> None:
    by_ticker = dossiers("benzinga", "quotes", {"AAPL": QUOTE})
    listed = dossiers("benzinga", "quotes", {"quotes": [{"security": {"symbol": "AAPL"}, "quote": QUOTE}]})
    assert [d.facts for d in by_ticker] == [d.facts for d in listed]
    assert by_ticker[0].who.symbol == "AAPL"


def test_02_the_change_is_against_the_last_close() -> None:
    assert dossiers("benzinga", "quotes", {"AAPL": QUOTE})[0].unread == ()
    wrong = dossiers("benzinga", "quotes", {"AAPL": {**QUOTE, "changePercent": -0.19}})[0].unread
    assert [(u.field, u.value) for u in wrong] == [("changePercent", "-0.19")]
    assert "-0.32" in wrong[0].expected


def test_03_yields_are_percents_in_quotes_and_fractions_in_fundamentals() -> None:
    quote = dossiers("benzinga", "quotes", {"AAPL": QUOTE})[0]
    ratios = dossiers("benzinga", "fundamentals", BENZINGA["fundamentals"][1])[0]
    assert value(quote, "dividend_yield") == "0.38%"
    assert Decimal(str(value(ratios, "valuationRatios.trailingDividendYield")).rstrip("%")) == Decimal("0.38")
    assert value(quote, "payout_ratio") == "13.67%"
    assert Decimal(str(value(ratios, "valuationRatios.payoutRatio")).rstrip("%")) == Decimal("13.67")
    assert value(ratios, "valuationRatios.peRatio") == "36.697051"


def test_04_an_fda_event_type_may_be_an_outcome_and_empty_ones_are_missing() -> None:
    found = dossiers("benzinga", "fda", BENZINGA["fda"][1])[0]
    assert value(found, "fda_event_type") == "Provided Update"
    assert value(found, "fda_outcome_brief") is None
    assert value(found, "fda_status") is None


def test_05_numbers_are_texts_and_empty_means_missing() -> None:
    found = earnings()
    assert value(found, "revenue", prior=True) == "102466000000"
    assert value(found, "eps", "estimate") == "1.99"
    assert value(found, "eps") is None
    assert value(found, "revenue", "estimate") is None


@pytest.mark.parametrize(("raw", "read"), [(0, False), (1, True), ("0", False), ("1", True), ("", None), (None, None)])
def test_06_date_confirmed_is_a_number_or_a_text(raw: Any, read: Any) -> None:
    assert value(earnings(date_confirmed=raw), "date_confirmed") is read


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("16:00:00", "after the close"),
        ("amc", "after the close"),
        ("08:00:00", "before the open"),
        ("bmo", "before the open"),
        ("09:30:00", "during trading"),
        ("00:00:00", None),
        ("", None),
    ],
)
def test_07_the_time_of_a_report_is_a_clock_or_a_code(raw: str, told: Any) -> None:
    assert value(earnings(time=raw), "report_time") == told


def test_08_analyst_is_the_firm_and_a_firm_is_no_action() -> None:
    found = rating()
    assert found.entities["firm"].name == "Jefferies"
    assert (found.entities["analyst"].name, found.entities["analyst"].type) == ("Brent Thill", "person")
    odd = rating(action_company="Goldman Sachs")
    assert value(odd, "rating_action") is None
    assert [(u.field, u.value) for u in odd.unread] == [("action_company", "'Goldman Sachs'")]


def test_09_targets_of_different_precision_are_the_same_sort_of_number() -> None:
    found = rating()
    assert value(found, "price_target", "target") == "260"
    assert value(found, "price_target", "target", prior=True) == "300"
    assert value(rating(adjusted_pt_current="260.5000"), "price_target", "target") == "260.50"


def test_10_codes_come_in_either_case_and_addresses_may_be_run_together() -> None:
    found = dossiers("benzinga", "insider", INSIDER)[0]
    assert value(found, "trade_code", item="t1") == "A"
    assert value(found, "trade_ownership", item="t1") == "direct"
    assert value(found, "insider_role") == "director"
    assert found.url == (
        "https://www.sec.gov/Archives/edgar/data/803164/000090572926000009/0000905729-26-000009-index.htm"
    )
    assert [u.field for u in found.unread] == ["html_url"]
    record, unread = Filing.read(INSIDER["data"][0])
    assert (record.traded_percentage, record.footnotes, unread) == (Decimal("0.68"), None, ())


def test_11_a_bucket_without_analysts_is_absent_and_the_unique_count_is_told() -> None:
    found = dossiers("benzinga", "consensus", BENZINGA["consensus"][1], Asked(("AAPL",)))[0]
    assert value(found, "ratings_strong_sell", "consensus") == "0"
    assert value(found, "analysts", "consensus") == "26"
    assert found.who.symbol == "AAPL"


def test_12_movers_may_lack_losers_and_their_volumes_are_texts() -> None:
    found = dossiers("benzinga", "movers", BENZINGA["movers"][1])
    assert [(value(d, "side"), value(d, "volume"), value(d, "marketCap")) for d in found] == [
        ("gainers", "48210933", "525000000")
    ]


def test_13_the_time_and_volume_of_a_candle_are_texts() -> None:
    bars, unread = Bars.read(BENZINGA["bars"][1][0])
    assert bars.candles is not None
    assert (bars.candles[0].volume, unread) == (1203400, ())
    assert bars.candles[0].time is not None
    assert bars.candles[0].time.date() == date(2026, 1, 5)


@pytest.mark.parametrize("ratio", ["3-1", "3:1"])
def test_14_a_split_ratio_is_written_with_a_dash_or_a_colon(ratio: str) -> None:
    row = {**BENZINGA["splits"][1]["splits"][0], "ratio": ratio}
    assert value(dossiers("benzinga", "splits", {"splits": [row]})[0], "ratio") == "3-for-1"


def test_15_the_t_fields_of_economics_may_hold_a_formatted_value() -> None:
    found = dossiers("benzinga", "economics", BENZINGA["economics"][1])[0]
    assert (value(found, "actual"), value(found, "actual_t"), value(found, "prior_t")) == ("216000", "216K", None)


@pytest.mark.parametrize(("raw", "read"), [(5, 5), ("5", 5), ("", None)])
def test_16_importance_is_a_number_or_a_text(raw: Any, read: Any) -> None:
    assert Earnings.read({"importance": raw})[0].importance == read


def test_17_notes_and_bodies_hold_html_and_hard_spaces() -> None:
    record, unread = News.read(BENZINGA["news"][1][0])
    assert (record.body, record.title, unread) == ("Acme Corp. opened a plant.", "Acme & Sons Opens A Plant", ())


@pytest.mark.parametrize("code", ["NASDAQ", "XNAS", "NNM", "NAS", "Nasdaq"])
def test_18_an_exchange_has_many_codes(code: str) -> None:
    assert exchange(code) == "NASDAQ"


def test_19_identity_fields_can_contradict_and_are_never_joined() -> None:
    odd = dossiers("benzinga", "fundamentals", BENZINGA["fundamentals"][1])[0].who
    quote = Identity("AAPL", "NASDAQ", isin="US0378331005", name="Apple")
    with pytest.raises(FactsError, match="isin US0378331005 and CA03785Y1007"):
        joined(quote, odd, ("the row", "the profile"))
    assert flaws(Identity(isin="US0378331005", cusip="03785Y100"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Apple", "Apple Inc", True),
        ("Apple Inc.", "Apple Inc. Common Stock", True),
        ("Huntington Ingalls Indus", "Huntington Ingalls Industries, Inc.", True),
        ("Monday.Com", "monday.com Ltd.", True),
        ("Core Natural Resources", "Canadian National Railway", False),
        ("Apple", "Applied Materials", False),
        ("General Motors", "General Electric", False),
    ],
)
def test_20_a_company_has_many_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_21_dividends_are_at_version_2_2_and_the_ipo_date_is_a_parameter_of_its_own() -> None:
    assert CALLS["dividends"].path == "/api/v2.2/calendar/dividends"
    assert CALLS["ipos"].path == "/api/v2.1/calendar/ipos"
    assert CALLS["ipos"].family.day == "ipo_date"


def test_22_tickers_of_two_exchanges_collide_and_are_not_joined() -> None:
    core = Identity("CNR", "NYSE", name="Core Natural Resources")
    railway = Identity("CNR", "TSX", name="Canadian National Railway")
    with pytest.raises(FactsError, match=r"exchange NYSE and TSX.*name"):
        joined(core, railway, ("a", "b"))


@pytest.mark.parametrize(
    ("raw", "written", "part"),
    [
        ("2026-03-15", "2026-03-15", ""),
        ("2026-03", "2026-03", ""),
        ("2026-Q3", "2026-Q3", ""),
        ("2026-H2", "2026-H2", ""),
        ("2026", "2026", ""),
        ("2026-EARLY", "2026", "early"),
        ("2026-mid", "2026", "mid"),
        ("2026-LATE", "2026", "late"),
    ],
)
def test_a_fuzzy_date_stays_fuzzy(raw: str, written: str, part: str) -> None:
    record, unread = Fda.read({"target_date": raw})
    assert record.target_date == (written, part)
    assert unread == ()


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("eps", "1.2.3"),
        ("eps", "about 2"),
        ("eps", True),
        ("date", "2026-15-01"),
        ("date", "05/01/2026"),
        ("period_year", "2026.5"),
        ("date_confirmed", "perhaps"),
        ("time", "late"),
        ("updated", "yesterday"),
        ("name", {"en": "Apple"}),
    ],
)
def test_what_cannot_be_read_is_said_with_its_record_field_and_value(field: str, raw: Any) -> None:
    record, unread = Earnings.read({"id": "r1", field: raw})
    assert getattr(record, field) is None
    assert [(u.record, u.field) for u in unread] == [("r1", field)]
    assert repr(raw)[:20] in unread[0].value
    assert "cannot read" in str(unread[0])


@pytest.mark.parametrize("raw", [None, 3, "text", ["list"]])
def test_a_record_that_is_no_object_is_said_so(raw: Any) -> None:
    record, unread = Earnings.read(raw, "row 1")
    assert record.ticker is None
    assert [u.field for u in unread] == ["(record)"]


def test_fields_that_are_not_documented_are_kept_and_missing_ones_are_none() -> None:
    record, unread = Earnings.read({**SECURITY, "new_field": {"a": 1}})
    assert (record.model_extra, record.eps, unread) == ({"new_field": {"a": 1}}, None, ())


def test_a_wrong_shape_inside_a_record_costs_that_field_alone() -> None:
    record, unread = Filing.read({**INSIDER["data"][0], "transactions": "none"})
    assert record.company_symbol == "COFS"
    assert (record.transactions, [u.field for u in unread]) == (None, ["transactions"])
