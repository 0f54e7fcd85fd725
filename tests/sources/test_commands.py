"""`fetch`, `story` and `new-kind` as commands: sheets, articles, exit codes, files as a source."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from generator import kinds
from generator.confidence import backing, by_level, line
from generator.facts.files import read_bytes, read_file
from generator.newsroom import assemble
from generator.sources.tape import Recorder
from tests.conftest import ROOT, Command
from tests.sources.answers import CASSETTES, FILING, cassette, record, served
from tests.sources.wired import QUICK

NOW = "2026-01-06T15:00:00Z"
SOURCES = "  wire: {name: a wire, type: news}\n  note: {name: the note, primary: true}\n"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEUROWIRE_NOW", NOW)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_rating_is_fetched_as_a_sheet_that_drafts_and_checks(neurowire: Command, tmp_path: Path) -> None:
    tape = cassette("benzinga", "ratings")
    made = neurowire("fetch", "benzinga", "ratings", "--tickers", "MNDY", "--cassette", tape, "--out", tmp_path)
    assert (made.code, made.out) == (0, "")
    path = tmp_path / "MNDY-695c16678f047b0001fee512.yaml"
    kind, sheet = kinds.read_sheet(read_file(path))
    assert (kind.name, sheet.id, sheet.dateline.date.start.isoformat()) == (
        "rating_change", "695c16678f047b0001fee512", "2026-01-05"
    )  # fmt: skip
    drafted = neurowire("draft", path)
    assert drafted.code == 0
    assert "# Jefferies Maintains Buy On Monday.com, Lowers Price Target To $260" in drafted.out
    assert "sheet confidence: one source: company, firm, rated_on, action" in drafted.err
    assert 'one_source: ["company", "firm", "rated_on", "action"]' in drafted.out


def test_one_sheet_goes_to_stdout_as_yaml_and_several_as_lines(neurowire: Command) -> None:
    tape = cassette("benzinga", "earnings")
    one = neurowire("fetch", "benzinga", "earnings", "--tickers", "AAPL", "--cassette", tape)
    assert kinds.read_sheet(read_bytes(one.out.encode(), "out.yaml"))[0].name == "earnings_preview"
    loose = neurowire("fetch", "benzinga", "dividends", "--cassette", cassette("benzinga", "dividends"))
    facts = [json.loads(text) for text in loose.out.splitlines()]
    assert {fact["metric"] for fact in facts[0]["facts"]} > {"dividend", "ex_dividend_date", "frequency"}
    assert all(fact["record"] and fact["url"] and fact["source"] for fact in facts[0]["facts"])


@pytest.mark.parametrize(
    ("arguments", "tape", "lead"),
    [
        (("rating_change", "MNDY"), "benzinga-ratings", "maintained a Buy rating on **Monday.com** (NASDAQ:MNDY)"),
        (("insider_trade", FILING), "sec-form4", "Michael Scarpelli, the chief financial officer of Snowflake Inc."),
        (("drug_decision", "XADAGO"), "openfda-drugs", "approved Xadago, an oral tablet"),
    ],
)
def test_a_story_is_fetched_drafted_and_checked_in_one_step(
    neurowire: Command, arguments: tuple[str, ...], tape: str, lead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if tape.startswith("benzinga"):
        monkeypatch.setenv("NEUROWIRE_BENZINGA_KEY", "some-key")
    made = neurowire("story", *arguments, "--cassette", CASSETTES / f"sources-{tape}.yaml")
    assert lead in made.out
    assert made.code == 0, made.err
    assert "ready:" in made.err
    assert "sheet confidence:" in made.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("bloomberg", "news"), 2, "no source 'bloomberg'; the sources are benzinga, openfda, sec, bls and file"),
        (("benzinga", "rating"), 2, "did you mean 'ratings'?"),
        (("benzinga", "quotes"), 2, "needs tickers"),
        (("benzinga", "ratings", "--date", "5 Jan"), 2, "--date '5 Jan'"),
        (("benzinga", "ratings", "--since", "noon"), 2, "--since 'noon'"),
        (("benzinga", "ratings", "--param", "x"), 2, "--param 'x'"),
        (("benzinga", "ratings", "--with", "quotes"), 2, "--with 'quotes'"),
        (("benzinga", "ratings", "--max-age", "soon"), 2, "--max-age 'soon'"),
        (("benzinga", "ratings", "--offline"), 3, "is not stored; fetch it once without --offline"),
        (("benzinga", "ratings", "--cassette", "none.yaml"), 2, "cannot read the cassette none.yaml"),
        (("benzinga", "ratings", "--cassette", "a", "--record", "b"), 2, "give one of them"),
    ],
)
def test_what_goes_wrong_is_one_line_and_an_exit_code(
    neurowire: Command, arguments: tuple[str, ...], code: int, words: str
) -> None:
    made = neurowire("fetch", *arguments)
    assert (made.code, made.out) == (code, "")
    assert words in made.err
    assert "Traceback" not in made.err


def test_an_answer_about_another_company_is_no_story(
    neurowire: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEUROWIRE_BENZINGA_KEY", "some-key")
    tape = tmp_path / "ratings.yaml"
    tape.write_text(cassette("benzinga", "ratings").read_text("utf-8").replace("=MNDY&", "=AAPL&"), "utf-8")
    made = neurowire("story", "rating_change", "AAPL", "--cassette", tape)
    assert (made.code, made.out) == (3, "")
    assert "asked for AAPL, answered about MNDY" in made.err


def test_a_kind_that_the_facts_do_not_fit_says_what_is_missing(neurowire: Command) -> None:
    tape = cassette("benzinga", "ratings")
    made = neurowire("fetch", "benzinga", "ratings", "--kind", "insider_trade", "--cassette", tape, "--tickers", "MNDY")
    assert made.code == 2
    assert "insider: is missing" in made.err


CSV = """\
ticker,company,exchange,eps,est,when
BVN,Buenaventura Mining Co.,NYSE,0.66,0.41,2025-10-30
SO,Southern Co.,NYSE,1.60,1.51,2025-10-30
"""
MAPPING = """\
kind: earnings_report
constants:
  sources: {table: {name: earnings calendar data, type: calendar}}
  defaults: {source: table}
  company: company
fields:
  id: {text: "{ticker}-{when}", change: slug}
  dateline.date: when
  reported: when
  entities.company.name: company
  entities.company.listings.0.ticker: ticker
  entities.company.listings.0.exchange: exchange
  eps.actual: eps
  eps.estimate: est
"""
ROWS = [
    {"ticker": "BVN", "company": "Buenaventura Mining Co.", "exchange": "NYSE", "eps": 0.66, "est": 0.41,
     "when": "2025-10-30"},
]  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(MAPPING, "utf-8")
    (tmp_path / "table.csv").write_text(CSV, "utf-8")
    return tmp_path


def test_rows_of_a_csv_become_sheets_with_their_line_on_every_fact(neurowire: Command, table: Path) -> None:
    made = neurowire("fetch", "file", table / "table.csv", "--mapping", table / "map.yaml", "--out", table / "out")
    assert made.code == 0, made.err
    paths = sorted((table / "out").iterdir())
    assert [path.name for path in paths] == ["BVN-2025-10-30.yaml", "SO-2025-10-30.yaml"]
    kind, sheet = kinds.read_sheet(read_file(paths[0]))
    ledger = assemble(kind, sheet)
    assert ledger.facts["eps.actual"].record.endswith("table.csv:2")
    assert sheet.sources["table"].retrieved_at
    assert neurowire("draft", paths[0]).code == 0


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "yaml"])
def test_records_of_every_form_and_stdin_go_through_a_mapping(neurowire: Command, table: Path, form: str) -> None:
    lines = [json.dumps(row) for row in ROWS]
    text = {
        "csv": "\n".join(CSV.splitlines()[:2]) + "\n",
        "json": "[" + lines[0] + "]",
        "jsonl": lines[0] + "\n" + lines[0].replace("BVN", "XYZ") + "\n",
        "yaml": "".join(f"{'- ' if not n else '  '}{k}: {json.dumps(v)}\n" for n, (k, v) in enumerate(ROWS[0].items())),
    }[form]
    path = table / f"rows.{form}"
    path.write_text(text, "utf-8")
    made = neurowire("fetch", "file", path, "--mapping", table / "map.yaml", "--out", table / "out")
    assert made.code == 0, made.err
    assert (table / "out" / "BVN-2025-10-30.yaml").is_file()
    if form != "yaml":
        piped = neurowire("fetch", "file", "-", "--mapping", table / "map.yaml", stdin=text.encode())
        assert piped.code == 0, piped.err
        assert "Buenaventura" in piped.out


def test_a_bad_row_is_named_and_the_others_go_on(neurowire: Command, table: Path) -> None:
    (table / "table.csv").write_text(CSV + "ZZZ,Zed Corp.,NYSE,nothing,1,2025-10-30\n", "utf-8")
    made = neurowire("fetch", "file", table / "table.csv", "--mapping", table / "map.yaml", "--out", table / "out")
    assert made.code == 2
    assert "table.csv:4" in made.err
    assert "eps.actual" in made.err
    assert len(list((table / "out").iterdir())) == 2


def test_a_record_without_the_mapped_fields_is_said(neurowire: Command, table: Path) -> None:
    (table / "rows.json").write_text('[{"symbol": "BVN"}]', "utf-8")
    made = neurowire("fetch", "file", table / "rows.json", "--mapping", table / "map.yaml")
    assert made.code == 2
    assert "no record has the field company, eps, est" in made.err


def test_a_sheet_file_is_a_source_too(neurowire: Command) -> None:
    path = ROOT / "fixtures" / "facts" / "drug_decision" / "approval-xadago.yaml"
    made = neurowire("fetch", "file", path)
    assert made.code == 0
    _, sheet = kinds.read_sheet(read_bytes(made.out.encode(), "out.yaml"))
    assert sheet.id == "NDA207145"


def test_an_answer_that_was_fetched_once_is_there_offline(
    neurowire: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx2

    from generator.sources import wire

    real = httpx2.AsyncClient

    def client(**options: object) -> httpx2.AsyncClient:
        return real(**{**options, "transport": httpx2.MockTransport(served)})  # type: ignore[arg-type]

    monkeypatch.setattr(wire.httpx2, "AsyncClient", client)
    arguments = ("fetch", "benzinga", "ratings", "--tickers", "MNDY", "--cache", tmp_path / "answers")
    first = neurowire(*arguments)
    monkeypatch.setattr(wire.httpx2, "AsyncClient", real)
    again = neurowire(*arguments, "--offline")
    assert (first.code, again.code) == (0, 0)
    assert again.out == first.out
    assert "from the cache, 0 min old" in again.err


def test_a_new_kind_drafts_and_checks_at_once(
    neurowire: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "generator" / "kinds").mkdir(parents=True)
    made = neurowire("new-kind", "share_buyback", "--into", tmp_path)
    assert made.code == 0
    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert written == [
        "fixtures/facts/share_buyback/first.yaml",
        "generator/kinds/share_buyback.py",
        "prompts/brief_share_buyback.md.j2",
        "templates/share_buyback.md.j2",
    ]
    again = neurowire("new-kind", "share_buyback", "--into", tmp_path)
    assert (again.code, "is there already" in again.err) == (2, True)
    source = (tmp_path / "generator" / "kinds" / "share_buyback.py").read_text("utf-8")
    module = ModuleType("generator.kinds.share_buyback")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(source, "share_buyback.py", "exec", dont_inherit=True), module.__dict__)
    kind = module.KIND
    data = read_file(tmp_path / "fixtures" / "facts" / "share_buyback" / "first.yaml").data
    sheet = kind.sheet.model_validate(data)
    assert (sheet.id, kind.required) == ("SMF-2026-01-05", ("company", "day", "what"))
    assert assemble(kind, sheet).stated("what")


@pytest.mark.parametrize("name", ["Buyback", "share-buyback", "rating_change", "", "a b", "../x"])
def test_a_name_that_is_none_is_refused(neurowire: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / "generator" / "kinds").mkdir(parents=True)
    assert neurowire("new-kind", name, "--into", tmp_path).code == 2
    shutil.rmtree(tmp_path / "generator")


def test_the_confidence_tells_primary_documents_two_sources_and_one_apart() -> None:
    text = (ROOT / "fixtures" / "facts" / "rating_change" / "made-up-initiation.yaml").read_text("utf-8")
    text = text.replace("entities:", f"{SOURCES}entities:")
    text = text.replace("rated_on: 2026-02-10", "rated_on: {value: 2026-02-10, also: [wire]}")
    text = text.replace("action: initiate", "action: {value: initiate, source: note}")
    kind, sheet = kinds.read_sheet(read_bytes(text.encode(), "x.yaml"))
    ledger = assemble(kind, sheet)
    assert [(each.fact, each.level) for each in backing(kind, ledger)] == [
        ("company", "one source"), ("firm", "one source"), ("rated_on", "two sources"), ("action", "primary")
    ]  # fmt: skip
    assert line(by_level(kind, ledger)) == (
        "sheet confidence: primary: action; two sources: rated_on; one source: company, firm"
    )


def test_the_recorder_takes_what_the_client_asks() -> None:
    made = asyncio.run(record("sec", "form4", (FILING,)))
    assert isinstance(made, Recorder)
    assert QUICK.patience.tries == 3
