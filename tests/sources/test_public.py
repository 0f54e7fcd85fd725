"""Public sources: openFDA, EDGAR and BLS, with what is odd in each."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.errors import UsageError
from generator.settings import Provider, Settings
from generator.sources.asked import Asked
from generator.sources.failures import Outcome, Unanswered
from generator.sources.form4 import read_form4
from generator.sources.found import Origin
from generator.sources.openfda.telling import _form as form
from generator.sources.openfda.telling import _strength as strength
from generator.sources.ownership import Insider, natural, role_of
from generator.sources.providers import wire_to
from generator.sources.sec import filings, values
from tests.sources.answers import _DRUG, FACTS, SECRET, SERIES, SUBMISSIONS, _results, settings
from tests.sources.test_fetching import NOW
from tests.sources.wired import QUICK, dossiers, value

FORM4 = (Path(__file__).parent / "form4.xml").read_text("utf-8")
ORIGIN = Origin("sec_form4", "an SEC filing", "filing", True, "https://www.sec.gov/x", NOW)


def drug(**fields: Any) -> list[Any]:
    return dossiers("openfda", "drugs", _results({**_DRUG, **fields}), Asked(("XADAGO",)))


def test_a_supplement_is_no_approval_of_a_drug() -> None:
    assert value(drug()[0], "decided") == "2017-03-21"
    assert drug(submissions=[_DRUG["submissions"][0]]) == []


def test_what_the_record_does_not_say_is_said_not_to_be_stated() -> None:
    found = drug()[0]
    assert (value(found, "indication"), value(found, "applicant")) == ("not stated", "not stated")


def test_the_sponsor_of_today_is_held_back() -> None:
    holder = next(f for f in drug()[0].facts if f.metric == "holder")
    assert (holder.value, holder.about["use"], holder.about["as_of"]) == ("MDD US", "hold", "2024-09-10")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("EQ 50MG BASE", "50 mg"),
        ("23.75MG/95MG", "23.75 mg/95 mg"),
        ("5MG/10ML (0.5MG/ML)", ""),
        ("", ""),
        ("1GM", "1 g"),
    ],
)
def test_strengths(raw: str, shown: str) -> None:
    assert strength(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("tablet", "tablet"), ("tablet, extended release", "extended-release tablet"), ("capsule;oral", "capsule;oral")],
)
def test_forms(raw: str, shown: str) -> None:
    assert form(raw) == shown


@pytest.mark.parametrize(
    ("keys", "search"),
    [
        (("NDA207145",), "application_number:NDA207145"),
        (("Xadago",), '(openfda.brand_name:"Xadago" OR products.brand_name:"Xadago" OR openfda.generic_name:"Xadago")'),
        (('x" OR y:"z',), '(openfda.brand_name:"x OR y:z" OR products.brand_name:"x OR y:z" OR '
                          'openfda.generic_name:"x OR y:z")'),
        ((), "submissions.submission_status_date:[20170321 TO 20170321]"),
    ],
)  # fmt: skip
def test_searches(keys: tuple[str, ...], search: str) -> None:
    seen: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url.params["search"])
        return httpx2.Response(404, json={"error": {"code": "NOT_FOUND", "message": "No matches found!"}})

    day = None if keys else date(2017, 3, 21)
    assert dossiers("openfda", "drugs", handler, Asked(keys, day=day)) == []
    assert seen == [search]


def test_an_openfda_search_for_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="needs a name"):
        dossiers("openfda", "drugs", {}, Asked())


def test_the_latest_filing_has_the_word_on_a_period_and_a_restatement_is_noted() -> None:
    eps = list(values(FACTS, "EarningsPerShareDiluted", []))
    assert [(e.value, e.restated, e.filing) for e in eps] == [
        (Decimal("2.11"), Decimal("2.1"), "0001193125-11-200680")
    ]  # fmt: skip


def test_periods_and_units_are_kept_apart() -> None:
    read = list(values(FACTS, "Revenues", []))
    assert [(r.start, r.end, r.value) for r in read] == [
        (date(2008, 7, 1), date(2009, 6, 30), Decimal(58437000000)),
        (date(2009, 7, 1), date(2010, 6, 30), Decimal(62484000000)),
        (date(2010, 4, 1), date(2010, 6, 30), Decimal(16039000000)),
    ]
    found = dossiers("sec", "facts", FACTS, Asked(("789019",)))[0]
    told = {f.item: f for f in found.facts if f.metric == "revenue"}
    assert told["2010-04-01..2010-06-30 USD"].value == "16039000000 USD"
    assert "quarter to 2010-06-30" in told["2010-04-01..2010-06-30 USD"].about["note"]
    assert "year to" in told["2009-07-01..2010-06-30 USD"].about["note"]


def test_a_value_that_is_no_number_is_said() -> None:
    unread: list[Any] = []
    body = {"facts": {"us-gaap": {"Assets": {"units": {"USD": [{"end": "2010-06-30", "val": "n/k", "accn": "a-1"}]}}}}}
    assert list(values(body, "Assets", unread)) == []
    assert [(u.record, u.field) for u in unread] == [("Assets a-1", "val")]


def test_the_columns_of_submissions_become_rows() -> None:
    rows = filings(SUBMISSIONS)
    assert [(r["form"], r["filingDate"], r["reportDate"]) for r in rows] == [
        ("4", "2025-12-05", ""), ("10-Q", "2025-10-29", "")
    ]  # fmt: skip
    assert filings({}) == []


def test_the_form4_filings_of_a_filer_are_read_from_their_xml_not_from_its_stylesheet_view() -> None:
    seen: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url.path)
        if request.url.path.startswith("/submissions/"):
            return httpx2.Response(200, json=SUBMISSIONS)
        return httpx2.Response(200, text=FORM4)

    found = dossiers("sec", "form4", handler, Asked(("789019",)))
    assert seen[1] == "/Archives/edgar/data/789019/000078901925000133/form4.xml"
    assert [d.record for d in found] == ["0000789019-25-000133"]
    assert found[0].url == "https://www.sec.gov/Archives/edgar/data/789019/000078901925000133/form4.xml"


def test_a_ticker_is_looked_up_in_edgars_table() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/files/company_tickers.json":
            return httpx2.Response(200, json={"0": {"cik_str": 789019, "ticker": "MSFT", "title": "MICROSOFT CORP"}})
        return httpx2.Response(200, json=SUBMISSIONS)

    assert dossiers("sec", "submissions", handler, Asked(("msft",)))[0].who.name == "Microsoft Corp"
    with pytest.raises(UsageError, match="no filer with the ticker 'NOPE'"):
        dossiers("sec", "submissions", handler, Asked(("NOPE",)))


def test_edgar_is_told_who_calls() -> None:
    seen: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["user-agent"])
        return httpx2.Response(200, json=SUBMISSIONS)

    dossiers("sec", "submissions", handler, Asked(("789019",)))
    assert seen[0].startswith("neurowire ")


def test_a_filer_that_there_is_not_is_a_failure() -> None:
    xml = (
        "<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>"
    )
    with pytest.raises(Unanswered, match="The specified key does not exist") as error:
        dossiers("sec", "submissions", lambda request: httpx2.Response(404, text=xml), Asked(("1",)))
    assert error.value.outcome is Outcome.NOT_FOUND


def test_the_trades_of_a_form4() -> None:
    found = read_form4(FORM4, ORIGIN, "0001640147-22-000123")
    codes = [f.value for f in found.facts if f.metric == "trade_code"]
    assert codes == ["M", "S", "S", "S", "S", "S"]
    assert value(found, "trade_price", item="t2") == "150.841"
    assert value(found, "shares_after", item="t6") == "101097"
    assert value(found, "trading_plan") is None
    assert found.entities["insider"].name == "Michael Scarpelli"
    assert (found.who.symbol, found.day) == ("SNOW", date(2022, 12, 14))


def test_a_plan_is_read_from_its_box_or_from_a_footnote() -> None:
    boxed = FORM4.replace("<issuer>", "<aff10b5One>1</aff10b5One><issuer>", 1)
    noted = FORM4.replace("for financial and tax planning", "pursuant to a Rule 10b5-1 trading plan for tax", 1)
    unboxed = FORM4.replace("<issuer>", "<aff10b5One>0</aff10b5One><issuer>", 1)
    read = [value(read_form4(text, ORIGIN, "x"), "trading_plan") for text in (boxed, noted, unboxed)]
    assert read == [True, True, False]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (FORM4[:4000], Outcome.CUT_SHORT),
        ("<html><title>Not here</title></html>", Outcome.ODD_SHAPE),
        ("{}", Outcome.ODD_SHAPE),
        ('<!DOCTYPE x [<!ENTITY a "b">]><ownershipDocument>&a;</ownershipDocument>', Outcome.ODD_SHAPE),
        ("<other/>", Outcome.ODD_SHAPE),
    ],
)
def test_a_text_that_is_no_form4_is_refused(text: str, outcome: Outcome) -> None:
    with pytest.raises(Unanswered) as error:
        read_form4(text, ORIGIN, "x")
    assert error.value.outcome is outcome


def test_a_number_that_cannot_be_read_is_said_and_costs_that_trade_alone() -> None:
    found = read_form4(FORM4.replace("<value>73170</value>", "<value>many</value>", 1), ORIGIN, "x")
    assert [(u.field, u.value) for u in found.unread] == [("transactionShares", "'many'")]
    assert len([f for f in found.facts if f.metric == "trade_code"]) == 5


@pytest.mark.parametrize(
    ("listed", "spoken"),
    [
        ("Scarpelli Michael", "Michael Scarpelli"),
        ("COOK TIMOTHY D", "Timothy D. Cook"),
        ("Smith John A Jr.", "John A. Smith Jr."),
        ("BERKSHIRE HATHAWAY INC", "BERKSHIRE HATHAWAY INC"),
        ("The Smith Family Trust", "The Smith Family Trust"),
        ("Madonna", "Madonna"),
    ],
)
def test_names_are_turned_as_they_are_spoken(listed: str, spoken: str) -> None:
    assert natural(listed) == spoken


@pytest.mark.parametrize(
    ("insider", "role"),
    [
        (Insider("A", "Chief Financial Officer", False, True, False), "chief financial officer"),
        (Insider("A", "EVP and CFO", False, True, False), "EVP and CFO"),
        (Insider("A", "", True, False, False), "director"),
        (Insider("A", "See Remarks", False, True, False), "officer"),
        (Insider("A", "", False, False, True), "owner of more than 10% of the shares"),
        (Insider("A", "", False, False, False), ""),
    ],
)
def test_roles(insider: Insider, role: str) -> None:
    assert role_of(insider) == role


def test_a_missing_month_is_not_stated_and_its_footnote_kept() -> None:
    found = dossiers("bls", "series", SERIES, Asked(("CUUR0000SA0",)))[0]
    october = next(f for f in found.facts if f.item == "2025-M10")
    assert (october.value, october.about["as_of"]) == ("not stated", "2025-10")
    assert "lapse in appropriations" in october.about["note"]
    assert found.unread == ()


def test_an_annual_row_is_an_average_and_no_month() -> None:
    found = dossiers("bls", "series", SERIES, Asked(("CUUR0000SA0",)))[0]
    annual = next(f for f in found.facts if f.item == "2024-M13")
    assert (annual.metric, annual.value, annual.about["as_of"]) == ("series_average", "313.689", "2024")


def test_an_error_of_bls_comes_with_status_200() -> None:
    body = {"status": "REQUEST_NOT_PROCESSED", "message": ["daily threshold reached"], "Results": {}}
    with pytest.raises(Unanswered, match="REQUEST_NOT_PROCESSED: daily threshold reached") as error:
        dossiers("bls", "series", body, Asked(("CUUR0000SA0",)))
    assert error.value.outcome is Outcome.REPORTED


def test_an_odd_period_is_said() -> None:
    body = json.loads(json.dumps(SERIES))
    body["Results"]["series"][0]["data"][0]["period"] = "X99"
    assert [u.value for u in dossiers("bls", "series", body, Asked(("A",)))[0].unread] == ["'X99'"]


def test_the_key_of_openfda_goes_in_a_header() -> None:
    seen: list[httpx2.Request] = []

    async def ask() -> None:
        def handler(request: httpx2.Request) -> httpx2.Response:
            seen.append(request)
            return httpx2.Response(200, json={})

        async with wire_to("openfda", settings(), QUICK, httpx2.MockTransport(handler)) as wire:
            await wire.json("/drug/label.json", {"search": "x"})

    asyncio.run(ask())
    assert b64decode(seen[0].headers["authorization"].removeprefix("Basic ")) == f"{SECRET}:".encode()
    assert "a-secret-that" not in str(seen[0].url)


def test_archives_stand_on_another_host_unless_a_base_url_is_set() -> None:
    async def asked(url: str) -> list[str]:
        seen: list[str] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            seen.append(f"{request.url.scheme}://{request.url.host}{request.url.path}")
            return httpx2.Response(200, json={"a": 1})

        given = Settings(providers={"sec": Provider(url, "desk@example.org")})
        async with wire_to("sec", given, QUICK, httpx2.MockTransport(handler)) as wire:
            for path in ("/submissions/x.json", "/Archives/edgar/x.xml", "/files/company_tickers.json"):
                await wire.get(path)
        return seen

    assert [text.split("/")[2] for text in asyncio.run(asked(""))] == ["data.sec.gov", "www.sec.gov", "www.sec.gov"]
    assert {text.split("/")[2] for text in asyncio.run(asked("http://127.0.0.1"))} == {"127.0.0.1"}


def test_the_issuer_of_a_form4_gets_its_exchange_from_its_own_submissions() -> None:
    listed = {**SUBMISSIONS, "tickers": ["SNOW"], "exchanges": ["NYSE"]}

    def handler(request: httpx2.Request) -> httpx2.Response:
        return (
            httpx2.Response(200, json=listed) if "submissions" in request.url.path else httpx2.Response(200, text=FORM4)
        )

    assert dossiers("sec", "form4", handler, Asked(("1640147",)))[0].who.exchange == "NYSE"
