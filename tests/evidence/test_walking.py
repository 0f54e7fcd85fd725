"""Any data as a ledger: whose a value is, what it measures, when, in what scale."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from generator.evidence import ledger_of_data
from generator.facts.ledger import Fact
from generator.facts.values import Hedge, Quantity, When


def read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def fact(text: str, name: str) -> Fact:
    found = ledger_of_data(read(text)).get(name)
    assert found is not None, name
    return found


VALUES = {
    "a number": ('{"eps": 0.66}', "/eps", "0.66", "?"),
    "a text with a magnitude": ('{"revenue": "431.00M"}', "/revenue", "431000000", "?"),
    "a percentage by its name": ('{"eps_surprise_pct": 60.98}', "/eps_surprise_pct", "60.98", "%"),
    "a currency sign": ('{"price": "$41.20"}', "/price", "41.20", "USD"),
    "brackets are negative": ('{"net": "(1,172)"}', "/net", "-1172", "?"),
    "thousands by a note": ('{"units": "USD thousands", "net_sales": 293618}', "/net_sales", "293618000", "USD"),
    "not what the note excepts": ('{"units": "USD thousands except per-share", "eps": 0.89}', "/eps", "0.89", "?"),
    "nor counts": ('{"units": "USD thousands", "stores": 445}', "/stores", "445", "?"),
    "a percentage by its unit": ('{"metric": "sales", "value": 4.7, "unit": "percent"}', "/value", "4.7", "%"),
    "a price by its currency": (
        '{"metric": "earnings per share", "value": 1.87, "currency": "$"}',
        "/value",
        "1.87",
        "USD",
    ),
    "a hedge beside a value": (
        '{"metric": "tests", "value": 225, "unit": "million", "hedge": "more than"}',
        "/value",
        "225000000",
        "?",
    ),
    "a unit beside a value": ('{"value": 275, "unit": "million", "currency": "$"}', "/value", "275000000", "USD"),
}


@pytest.mark.parametrize(("data", "name", "value", "unit"), VALUES.values(), ids=VALUES)
def test_values(data: str, name: str, value: str, unit: str) -> None:
    got = fact(data, name).value
    assert isinstance(got, Quantity)
    assert (got.value, got.unit) == (Decimal(value), unit)


def test_a_bound_stays_a_bound() -> None:
    got = fact('{"total_models": "more than 40"}', "/total_models").value
    assert isinstance(got, Quantity)
    assert got.hedge is Hedge.MORE_THAN


METRICS = {
    "a key": ('{"revEst": 1}', "/revEst", "revenue", "estimate"),
    "a key around a role": ('{"eps": {"prior": 1, "actual": 2}}', "/eps/actual", "eps", "actual"),
    "a name in the record": ('[{"name": "eps", "prior": 1, "actual": 2}]', "/0/actual", "eps", "actual"),
    "a heading around": (
        '{"category": "Body", "specs": [{"name": "Weight", "value": "9"}]}',
        "/specs/0/value",
        "weight",
        "actual",
    ),
    "a title of a series": (
        '{"title": "CPI-U, all items", "data": [{"year": "2024", "value": "314.1"}]}',
        "/data/0/value",
        "cpi",
        "actual",
    ),
}


@pytest.mark.parametrize(("data", "name", "metric", "kind"), METRICS.values(), ids=METRICS)
def test_metrics(data: str, name: str, metric: str, kind: str) -> None:
    got = fact(data, name).metric
    assert (got.name, got.kind) == (metric, kind)


SUBJECTS = {
    "of the record": ('{"company": "Twilio", "eps": 1}', "/eps", "Twilio"),
    "of the record around": ('{"issuer": {"name": "Southern"}, "report": {"eps": 1}}', "/report/eps", "Southern"),
    "by the key of the record": (
        '{"BIIB": {"date": "2025", "eps": {"a": 1}}, "ILMN": {"date": "2025", "eps": {"a": 2}}}', "/ILMN/eps/a", "ILMN",
    ),
    "by first and last name": ('[{"first_name": "Al", "last_name": "Horford", "pts": 11}]', "/0/pts", "Al Horford"),
    "by columns of records": ('{"NAME": {"0": "Ann", "1": "Bob"}, "PTS": {"0": 4, "1": 9}}', "/1/PTS", "Bob"),
    "by side": ('{"homeTeam": {"name": "Tappara"}, "homeScore": {"period1": 2}}', "/homeScore/period1", "Tappara"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "subject"), SUBJECTS.values(), ids=SUBJECTS)
def test_subjects(data: str, name: str, subject: str) -> None:
    assert fact(data, name).subject == subject


PERIODS = {
    "a date": ('{"date": "2025-10-30", "eps": 1}', "/eps", "2025-10-30", "2025-10-30"),
    "a year and a month's code": (
        '{"year": "2024", "period": "M05", "value": "1"}',
        "/value",
        "2024-05-01",
        "2024-05-31",
    ),
    "weeks that ended": ('{"weeks": 13, "ended": "2024-11-02", "net": 1}', "/net", "2024-08-04", "2024-11-02"),
    "a quarter in words": ('{"label": "third quarter fiscal 2024", "net": 1}', "/net", "2024-07-01", "2024-09-30"),
    "a key": ('{"2023": {"a": 1, "b": 2}, "2024": {"a": 3, "b": 4}}', "/2024/a", "2024-01-01", "2024-12-31"),
}


PERIODS |= {
    "a quarter of the year around it": (
        '{"year": "2025", "quarter": "q4", "facts": [{"metric": "sales", "value": 4, "period": "q2"}]}',
        "/facts/0/value", "2025-04-01", "2025-06-30",
    ),
    "an outlook for the next year": (
        '{"year": "2025", "quarter": "q4", "facts": [{"metric": "sales", "value": 4, "period": "q2",'
        ' "guidance": true}]}',
        "/facts/0/value", "2026-04-01", "2026-06-30",
    ),
    "the full year around it": (
        '{"year": "2025", "quarter": "q4", "facts": [{"metric": "sales", "value": 4, "period": "fy"}]}',
        "/facts/0/value", "2025-01-01", "2025-12-31",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "start", "end"), PERIODS.values(), ids=PERIODS)
def test_periods(data: str, name: str, start: str, end: str) -> None:
    got = fact(data, name).period
    assert isinstance(got, When)
    assert (got.start.isoformat(), got.end.isoformat()) == (start, end)


def test_flags_and_nothing_are_facts() -> None:
    ledger = ledger_of_data(read('{"isOrphanDrug": false, "surprise_pct": null, "wifi": "No", "note": "N/A"}'))
    assert {name: entry.value for name, entry in ledger.facts.items()} == {
        "/isOrphanDrug": False, "/surprise_pct": None, "/wifi": False, "/note": None,
    }  # fmt: skip


def test_pointers_are_escaped() -> None:
    assert "/a~1b/m~0n" in ledger_of_data(read('{"a/b": {"m~n": 1}}')).facts


def test_a_list_is_counted() -> None:
    assert fact('{"batches": [{"n": 1}, {"n": 2}]}', "/batches/-").value == Quantity(Decimal(2))


def test_agencies_have_both_names() -> None:
    ledger = ledger_of_data(read('{"regulator": "FDA"}'))
    assert "Food and Drug Administration" in ledger.entities["FDA"].names


@pytest.mark.parametrize("data", [None, [], {}, "", 5, [[]], [[1], [2, 3]], {"a": {"b": {}}}, {"": ""}, [None, True]])
def test_odd_shapes_are_no_error(data: Any) -> None:
    ledger_of_data(data)


def test_deep_data_ends() -> None:
    data: Any = 1
    for _ in range(500):
        data = {"a": data}
    assert not ledger_of_data(data).facts
