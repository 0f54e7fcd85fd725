"""Answers of every call, in the shapes the wire sends; companies are real only where the figures are, the rest is
made up. `python -m tests.sources.answers` writes the cassettes anew, through the real client and recorder."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2

from generator.settings import Provider, Settings
from generator.sources.asked import Asked
from generator.sources.providers import place, wire_to
from generator.sources.tape import Recorder
from generator.sources.wire import Terms

CASSETTES = Path(__file__).parents[2] / "fixtures" / "cassettes"
SECRET = "a-secret-that-must-not-be-seen-0123456789"
SECURITY = {
    "ticker": "ACME", "exchange": "NASDAQ", "isin": "US0040011020", "cusip": "004001102", "name": "Acme",
    "currency": "USD",
}  # fmt: skip
ROW = {"id": "65a0000000000000000000a1", "date": "2026-01-05", "time": "09:30:00", "importance": 2, "notes": "",
       "updated": 1767642000}  # fmt: skip
APPLE = {"ticker": "AAPL", "exchange": "NASDAQ", "isin": "US0378331005", "cusip": "037833100", "name": "Apple",
         "currency": "USD"}  # fmt: skip

EARNINGS = {
    "earnings": [{
        **APPLE, "id": "69030cfb619d3a00015b72a3", "date": "2026-10-29", "date_confirmed": 0, "eps": "",
        "eps_est": "1.990", "eps_prior": "1.850", "eps_surprise": "", "eps_surprise_percent": "", "eps_type": "",
        "importance": 5, "notes": "", "period": "Q4", "period_year": 2026, "revenue": "", "revenue_est": "",
        "revenue_prior": "102466000000.000", "revenue_surprise": "", "revenue_surprise_percent": "",
        "revenue_type": "", "time": "16:00:00", "updated": 1766187011,
    }]
}  # fmt: skip
RATINGS = {
    "ratings": [{
        "id": "695c16678f047b0001fee512", "date": "2026-01-05", "time": "14:52:07", "ticker": "MNDY",
        "exchange": "NASDAQ", "isin": "IL0011762130", "cusip": "001176213", "name": "Monday.Com", "currency": "USD",
        "action_company": "Maintains", "action_pt": "Lowers", "adjusted_pt_current": "260.00",
        "adjusted_pt_prior": "300.00", "analyst": "Jefferies", "analyst_id": "57fe0358ac6af40001334e62",
        "analyst_name": "Brent Thill", "importance": 3, "notes": "", "pt_current": "260.0000",
        "pt_pct_change": "-13.33", "pt_prior": "300.00", "rating_current": "Buy", "rating_prior": "Buy",
        "updated": 1767642765, "url": "https://www.benzinga.com/quote/MNDY/analyst-ratings",
        "url_calendar": "https://www.benzinga.com/quote/MNDY/analyst-ratings",
        "url_news": "https://www.benzinga.com/stock-articles/MNDY/analyst-ratings",
    }]
}  # fmt: skip
QUOTE = {
    "symbol": "AAPL", "exchange": "XNAS", "isoExchange": "XNAS", "bzExchange": "NASDAQ", "otcMarket": "",
    "type": "STOCK", "name": "Apple", "companyStandardName": "Apple Inc", "sector": "Information Technology",
    "close": 273.76, "bidPrice": 272.61, "askPrice": 272.9, "lastTradePrice": 272.88, "lastTradeTime": 1767094765848,
    "volume": 27899, "change": -0.88, "changePercent": -0.32, "previousClosePrice": 273.4,
    "previousCloseDate": "2025-12-26T16:00:00.000-05:00", "closeDate": "2025-12-29T16:00:00.000-05:00",
    "averageVolume": 45744505, "fiftyTwoWeekHigh": 288.62, "fiftyTwoWeekLow": 169.2101, "marketCap": 4032171206640,
    "sharesOutstanding": 14776353000, "pe": 36.697051, "dividendYield": 0.38, "dividend": 1.04, "payoutRatio": 13.67,
    "ethPrice": 272.88, "ethVolume": 27899, "ethTime": 1767094765848, "currency": "USD", "primary": True,
}  # fmt: skip
CONSENSUS = {
    "aggregate_ratings": {"strong_buy": 4, "buy": 14, "hold": 6, "sell": 2}, "aggregate_type": "number",
    "consensus_price_target": 281.75, "consensus_rating": "BUY", "consensus_rating_val": 3.77,
    "high_price_target": 340, "low_price_target": 215, "total_analyst_count": 50, "unique_analyst_count": 26,
    "updated_at": "2026-01-04T16:00:00Z",
}  # fmt: skip
INSIDER = {
    "data": [{
        "id": "695c171b1bd4be0001967659", "accession_number": "0000905729-26-000009", "company_cik": "0000803164",
        "company_name": "CHOICEONE FINANCIAL SERVICES INC", "company_symbol": "COFS",
        "filing_date": "2026-01-05T19:54:05Z", "footnotes": None, "form_type": "4",
        "html_url": "https://www.sec.gov/Archives/edgar/data/0000803164/000090572926000009//Archives/edgar/data/803164/"
                    "000090572926000009/0000905729-26-000009-index.htm",
        "is_10b5": False,
        "owner": {"insider_cik": "0001788991", "insider_name": "Gregory McConnell", "insider_title": "",
                  "is_director": True, "is_officer": False, "is_ten_percent_owner": False},
        "remaining_shares": "34400", "traded_percentage": "0.68%",
        "transactions": [{
            "acquired_or_disposed": "A", "date_transaction": "2026-01-01T00:00:00Z", "is_derivative": False,
            "ownership": "d", "post_transaction_quantity": "34400", "price_per_share": "29.52",
            "security_title": "Common Stock", "shares": "233", "transaction_code": "a",
            "transaction_id": "0000803164_0000905729-26-000009_nd_t_0", "voluntarily_reported": False,
        }],
        "updated": 1767642907,
    }]
}  # fmt: skip
NEWS = [{
    "id": 90000001, "author": "A Reporter", "created": "Wed, 17 May 2017 14:20:15 -0400",
    "updated": "Wed, 17 May 2017 14:20:16 -0400", "title": "Acme &amp; Sons Opens A Plant",
    "teaser": "", "body": "<p><strong>Acme&nbsp;Corp.</strong> opened a plant.</p>",
    "url": "https://www.benzinga.com/news/90000001", "image": [{"size": "thumb", "url": "https://cdn.example/a.jpg"}],
    "channels": [{"name": "News"}], "stocks": [{"name": "ACME"}], "tags": [],
}]  # fmt: skip
BENZINGA: dict[str, tuple[str, Any]] = {
    "news": ("/api/v2/news", NEWS),
    "earnings": ("/api/v2.1/calendar/earnings", EARNINGS),
    "ratings": ("/api/v2.1/calendar/ratings", RATINGS),
    "consensus": ("/api/v1/consensus-ratings", CONSENSUS),
    "fda": ("/api/v2.1/calendar/fda", {"fda": [{
        **ROW, "companies": [{"id": "c1", "name": "Acme Bio Inc.", "cik": "1234567",
                              "securities": [{"exchange": "NASDAQ", "symbol": "ACMB"}]}],
        "created": 1767640000, "drug": {"id": "d1", "name": "ACM-101", "generic": False,
                                        "indication_symptom": ["Migraine"]},
        "event_type": "Provided Update", "outcome_brief": "", "outcome": "", "status": "", "commentary": "",
        "nic_number": "NCT00000000", "source_link": "https://www.example.org/acm-101", "source_type": "Press Release",
        "target_date": "2026-H1",
    }]}),
    "dividends": ("/api/v2.2/calendar/dividends", {"dividends": [{
        **SECURITY, **ROW, "confirmed": False, "dividend": "0.1636", "dividend_prior": "0.1636",
        "dividend_type": "Cash", "dividend_yield": "", "end_regular_dividend": False,
        "ex_dividend_date": "2027-01-04", "frequency": 12, "payable_date": "2027-01-05", "period": "JAN",
        "record_date": "2027-01-04", "year": 2027,
    }]}),
    "ipos": ("/api/v2.1/calendar/ipos", {"ipos": [{
        **SECURITY, **ROW, "date": "2026-Q2", "deal_status": "Rumored", "ipo_type": "IPO", "price_min": "",
        "price_max": "", "lead_underwriters": [{"name": "Example Securities"}], "last_yr_revenue": 4805000000,
        "insider_lockup_days": 180,
    }]}),
    "guidance": ("/api/v2.1/calendar/guidance", {"guidance": [{
        **SECURITY, **ROW, "eps_guidance_est": "", "eps_guidance_max": "", "eps_guidance_min": "",
        "eps_type": "", "is_primary": "Y", "period": "FY", "period_year": 2026, "prelim": "Y",
        "revenue_guidance_est": "91170920.000", "revenue_guidance_max": "100000000.000",
        "revenue_guidance_min": "95000000.000", "revenue_guidance_prior_max": "100000000", "revenue_type": "GAAP",
    }]}),
    "economics": ("/api/v2.1/calendar/economics", {"economics": [{
        **ROW, "actual": "216000", "actual_t": "216K", "consensus": "170000", "consensus_t": "170K", "prior": "199000",
        "prior_t": "", "country": "USA", "event_category": "Employment", "event_name": "Nonfarm Payrolls",
        "event_period": "December", "period_year": 2023, "importance": "3",
    }]}),
    "ma": ("/api/v2.1/calendar/ma", {"ma": [{
        **ROW, "acquirer_ticker": "ACME", "acquirer_name": "Acme", "acquirer_exchange": "NASDAQ",
        "target_ticker": "", "target_name": "Brightwell Ltd.", "currency": "USD", "date_expected": "2026-EARLY",
        "date_completed": "", "deal_payment_type": "Cash", "deal_size": "1250000000", "deal_status": "Announced",
        "deal_type": "Acquisition", "deal_terms_extra": "",
    }]}),
    "offerings": ("/api/v2.1/calendar/offerings", {"offerings": [{
        **SECURITY, **ROW, "dollar_shares": "", "number_shares": 20592018, "offering_type": "Secondary",
        "price": "24.28", "proceeds": "500000000", "shelf": False,
    }]}),
    "splits": ("/api/v2.1/calendar/splits", {"splits": [{
        **SECURITY, **ROW, "ratio": "3-1", "split_type": "Forward", "date_announced": "2026-01-05",
        "date_ex": "2026-02-02", "date_recorded": "", "date_distribution": "2026-01-30", "optionable": True,
    }]}),
    "conference-calls": ("/api/v2.1/calendar/conference-calls", {"conference-calls": [{
        **SECURITY, **ROW, "start_time": "16:30:00", "phone_num": "", "webcast_url": "https://example.org/call",
        "period": "Q4", "period_year": 2025,
    }]}),
    "quotes": ("/api/v2/quoteDelayed", {"AAPL": QUOTE}),
    "bars": ("/api/v2/bars", [{"symbol": "ACME", "interval": 86400, "candles": [{
        "time": "1767589200000", "open": 10.1, "high": 10.5, "low": 9.9, "close": 10.25, "volume": "1203400",
        "dateTime": "2026-01-05T00:00:00.000-05:00"}]}]),
    "movers": ("/api/v1/market/movers", {"result": {
        "fromDate": "2026-01-05", "toDate": "2026-01-05", "usePreviousClose": True, "gainers": [{
            "symbol": "ACME", "price": 12.5, "change": 2.5, "changePercent": 25.0, "volume": "48210933", "close": 12.5,
            "companyName": "Acme Corp", "averageVolume": "1200000", "previousClose": 10.0, "marketCap": "525000000",
            "gicsSectorName": "Industrials", "shareFloat": "38000000"}]}}),
    "short-interest": ("/api/v1/shortinterest", {"shortInterestData": {"AAPL": {"data": [{
        "recordDate": "2026-01-12", "symbol": "AAPL", "company": "Apple Inc. Common Stock",
        "totalShortInterest": "112732788", "daysToCover": 2.71, "shortPercentOfFloat": 0.77,
        "shortPriorMo": "122035714", "percentChangeMoMo": -7.62, "sharesFloat": "14688854878", "exchange": "NNM",
        "settlementDate": "2025-12-31"}]}}}),
    "options": ("/api/v1/signal/option_activity", {"option_activity": [{
        "id": "6952ef7b6ab0a40001b39586", "aggressor_ind": "0.73", "ask": "5.75", "bid": "5.2",
        "cost_basis": "336000.0", "date": "2025-12-29", "date_expiration": "2026-09-18", "exchange": "NYSE",
        "execution_estimate": "AT_ASK", "midpoint": "5.475", "open_interest": "636", "option_activity_type": "TRADE",
        "option_symbol": "FCX260918P00050000", "price": "5.6", "put_call": "PUT", "sentiment": "BEARISH",
        "size": "600", "strike_price": "50.00", "ticker": "FCX", "time": "16:15:32", "trade_count": 1,
        "underlying_price": "51.4", "underlying_type": "STOCK", "updated": 1767042939, "volume": "1601"}]}),
    "insider": ("/api/v1/sec/insider_transactions/filings", INSIDER),
    "fundamentals": ("/api/v2.1/fundamentals", {"result": [{
        "company": {"primarySymbol": "AAPL", "primaryExchange": "NAS", "cik": "320193", "isin": "CA03785Y1007",
                    "cusip": "03785Y100", "standardName": "Apple"},
        "valuationRatios": [{"asOfDate": "2025-12-29", "trailingDividendYield": 0.0038, "payoutRatio": 0.1367,
                             "peRatio": 36.697051}],
        "symbol": "AAPL", "idType": "SYMBOL", "id": "AAPL"}]}),
    "removed": ("/api/v2.1/calendar-removed/", {"removed": [
        {"id": "65a0000000000000000000a9", "type": "ratings", "updated": 1767642000}]}),
    "removed-news": ("/api/v2/news-removed", {"removed": [{"id": 90000002}]}),
}  # fmt: skip
"""Every call of Benzinga: its path and an answer."""
_DRUG = {
    "application_number": "NDA207145", "sponsor_name": "MDD US",
    "submissions": [
        {"submission_type": "SUPPL", "submission_number": "1", "submission_status": "AP",
         "submission_status_date": "20170616", "review_priority": "STANDARD", "submission_class_code": "LABELING",
         "submission_class_code_description": "Labeling"},
        {"submission_type": "ORIG", "submission_number": "1", "submission_status": "AP",
         "submission_status_date": "20170321", "review_priority": "STANDARD", "submission_class_code": "TYPE 1",
         "submission_class_code_description": "Type 1 - New Molecular Entity", "application_docs": [
             {"id": "47730", "date": "20170328", "type": "Letter",
              "url": "http://www.accessdata.fda.gov/drugsatfda_docs/appletter/2017/207145Orig1s000ltr.pdf"}]},
    ],
    "openfda": {"brand_name": ["XADAGO"], "generic_name": ["SAFINAMIDE MESYLATE"]},
    "products": [
        {"product_number": f"00{n}", "brand_name": "XADAGO", "dosage_form": "TABLET", "route": "ORAL",
         "active_ingredients": [{"name": "SAFINAMIDE MESYLATE", "strength": f"EQ {mg}MG BASE"}],
         "marketing_status": "Prescription"} for n, mg in ((1, 50), (2, 100))],
}  # fmt: skip


def _results(*rows: dict[str, Any]) -> dict[str, Any]:
    found = {"skip": 0, "limit": 100, "total": len(rows)}
    return {"meta": {"last_updated": "2024-09-10", "results": found}, "results": list(rows)}


OPENFDA: dict[str, tuple[str, Any]] = {
    "drugs": ("/drug/drugsfda.json", _results(_DRUG)),
    "labels": ("/drug/label.json", _results({
        "id": "0cf4e97f-18de-5426-e063-6294a90ac4b0", "set_id": "c4d65f28-983f-42b4-bb23-023ae0fe81b2",
        "effective_time": "20230815", "indications_and_usage": ["1 INDICATIONS AND USAGE An adjunct treatment."],
        "openfda": {"brand_name": ["XADAGO"]}})),
    "device-clearances": ("/device/510k.json", _results({
        "k_number": "K123456", "device_name": "Example Pump", "applicant": "Example Devices Inc.",
        "decision_code": "SESE", "decision_description": "Substantially Equivalent", "decision_date": "2013-01-15",
        "date_received": "2012-11-20", "clearance_type": "Traditional", "product_code": "FRN"})),
    "device-approvals": ("/device/pma.json", _results({
        "pma_number": "P123456", "supplement_number": "S001", "applicant": "Example Devices Inc.",
        "trade_name": "EXAMPLE VALVE", "generic_name": "heart valve", "decision_code": "APPR",
        "decision_date": "2019-03-04", "supplement_type": "180-Day Track", "product_code": "NPT"})),
}  # fmt: skip
_MSFT = {"cik": "0000789019", "name": "MICROSOFT CORP", "entityType": "operating", "tickers": ["MSFT"],
         "exchanges": ["Nasdaq"], "fiscalYearEnd": "0630"}  # fmt: skip
SUBMISSIONS = {
    **_MSFT,
    "filings": {
        "recent": {
            "accessionNumber": ["0000789019-25-000133", "0000789019-25-000110"],
            "filingDate": ["2025-12-05", "2025-10-29"],
            "form": ["4", "10-Q"],
            "primaryDocument": ["xslF345X05/form4.xml", "msft-20250930.htm"],
            "reportDate": ["", None],
        }
    },
}
FACTS = {"cik": 789019, "entityName": "MICROSOFT CORPORATION", "facts": {"us-gaap": {
    "Revenues": {"units": {"USD": [
        {"start": "2009-07-01", "end": "2010-06-30", "val": 62484000000, "accn": "0001193125-10-171791", "fy": 2010,
         "fp": "FY", "form": "10-K", "filed": "2010-07-30", "frame": "CY2009"},
        {"start": "2008-07-01", "end": "2009-06-30", "val": 58437000000, "accn": "0001193125-10-171791", "fy": 2010,
         "fp": "FY", "form": "10-K", "filed": "2010-07-30"},
        {"start": "2010-04-01", "end": "2010-06-30", "val": 16039000000, "accn": "0001193125-10-171791", "fy": 2010,
         "fp": "FY", "form": "10-K", "filed": "2010-07-30"}]}},
    "EarningsPerShareDiluted": {"units": {"USD/shares": [
        {"start": "2009-07-01", "end": "2010-06-30", "val": 2.1, "accn": "0001193125-10-171791", "fy": 2010,
         "fp": "FY", "form": "10-K", "filed": "2010-07-30"},
        {"start": "2009-07-01", "end": "2010-06-30", "val": 2.11, "accn": "0001193125-11-200680", "fy": 2011,
         "fp": "FY", "form": "10-K", "filed": "2011-07-28"}]}}}}}  # fmt: skip
SEC: dict[str, tuple[str, Any]] = {
    "submissions": ("/submissions/CIK0000789019.json", SUBMISSIONS),
    "facts": ("/api/xbrl/companyfacts/CIK0000789019.json", FACTS),
}
SERIES = {"status": "REQUEST_SUCCEEDED", "responseTime": 1, "message": [], "Results": {"series": [{
    "seriesID": "CUUR0000SA0", "data": [
        {"year": "2025", "period": "M11", "periodName": "November", "latest": "true", "value": "324.122",
         "footnotes": [{}]},
        {"year": "2025", "period": "M10", "periodName": "October", "value": "-",
         "footnotes": [{"code": "X", "text": "Data unavailable due to the 2025 lapse in appropriations"}]},
        {"year": "2024", "period": "M13", "periodName": "Annual", "value": "313.689", "footnotes": [{}]},
    ]}]}}  # fmt: skip
BLS: dict[str, tuple[str, Any]] = {"series": ("/publicAPI/v2/timeseries/data/CUUR0000SA0", SERIES)}
KEYS = {"bars": "ACME", "quotes": "AAPL", "consensus": "AAPL", "short-interest": "AAPL", "fundamentals": "AAPL",
        "earnings": "AAPL", "ratings": "MNDY", "insider": "COFS"}  # fmt: skip
FILING = "/Archives/edgar/data/1640147/000164014722000123/form4.xml"
CALLS = [
    *(("benzinga", call, (KEYS[call],) if call in KEYS else (), path, body) for call, (path, body) in BENZINGA.items()),
    *(("openfda", call, (key,), path, body) for (call, (path, body)), key in zip(
        OPENFDA.items(), ("XADAGO", "XADAGO", "K123456", "P123456"), strict=True)),
    *(("sec", call, ("789019",), path, body) for call, (path, body) in SEC.items()),
    *(("bls", call, ("CUUR0000SA0",), path, body) for call, (path, body) in BLS.items()),
]  # fmt: skip
"""Provider, call, keys, path, answer."""


def served(request: httpx2.Request) -> httpx2.Response:
    """The answer of a path; gzipped JSON as the real servers send it."""
    if request.url.path == FILING:
        return httpx2.Response(200, text=(Path(__file__).parent / "form4.xml").read_text("utf-8"))
    answer = next((body for _, _, _, path, body in CALLS if path == request.url.path), None)
    if answer is None:
        return httpx2.Response(404, json={"message": "no such path"})
    return httpx2.Response(200, text=json.dumps(answer), headers={"content-type": "application/json"})


def settings() -> Settings:
    """Settings with a secret key for every provider."""
    return Settings(providers={name: Provider("", SECRET) for name in ("benzinga", "openfda", "sec", "bls")})


def cassette(provider: str, call: str) -> Path:
    """Where a call's cassette stands."""
    return CASSETTES / f"sources-{provider}-{call}.yaml"


async def record(provider: str, call: str, keys: tuple[str, ...]) -> Recorder:
    """Make a call through the real client and recorder."""
    recorder = Recorder(httpx2.MockTransport(served), [SECRET])
    async with wire_to(provider, settings(), Terms(), recorder) as wire:
        await place(provider).dossiers(wire, call, Asked(keys))
    return recorder


async def main() -> None:
    for provider, call, keys, _, _ in CALLS:
        (await record(provider, call, keys)).save(cassette(provider, call))
    (await record("sec", "form4", (FILING,))).save(cassette("sec", "form4"))


if __name__ == "__main__":
    asyncio.run(main())
