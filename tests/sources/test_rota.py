"""A rota's entry that fetches: its calls are made, their sheets told, and what fails is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batch.rota import Entry, read_rota
from generator.errors import FactsError
from tests.conftest import Command
from tests.sources.answers import cassette

ROTA = """\
entries:
  - name: ratings
    cron: "0 10 * * *"
    zone: America/New_York
    fetch: ["benzinga ratings --tickers MNDY --date {{date}} --cassette {tape}"]
    out: out/{{date}}
"""


def test_an_entry_fetches_its_facts_and_tells_them(
    neurowire: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tape = tmp_path / "tape.yaml"
    text = cassette("benzinga", "ratings").read_text("utf-8")
    tape.write_text(text.replace("%5Btickers%5D=MNDY", "%5Btickers%5D=MNDY&parameters%5Bdate%5D=2026-01-06"), "utf-8")
    (tmp_path / "rota.yaml").write_text(ROTA.format(tape=tape), "utf-8")
    monkeypatch.setenv("NEUROWIRE_NOW", "2026-01-06T15:05:00Z")
    made = neurowire("schedule", tmp_path / "rota.yaml", "--once", "--archive", tmp_path / "archive.db")
    assert made.code == 0, made.err
    stories = list((tmp_path / "out" / "2026-01-06").rglob("*.md"))
    assert len(stories) == 1
    assert "Jefferies Maintains Buy On Monday.com" in stories[0].read_text("utf-8")


def test_a_call_that_fails_is_said_and_ends_with_its_code(
    neurowire: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rota.yaml").write_text(ROTA.format(tape=cassette("benzinga", "earnings")), "utf-8")
    monkeypatch.setenv("NEUROWIRE_NOW", "2026-01-06T15:05:00Z")
    made = neurowire("schedule", tmp_path / "rota.yaml", "--once", "--archive", tmp_path / "archive.db")
    assert made.code == 3
    assert "does not hold GET" in made.err


def test_an_entry_without_input_or_call_is_refused(tmp_path: Path) -> None:
    text = ROTA.format(tape="x").replace("    fetch:", "    kind: rating_change\n#   fetch:")
    (tmp_path / "rota.yaml").write_text(text, "utf-8")
    with pytest.raises(FactsError, match="neither input nor fetch"):
        read_rota(tmp_path / "rota.yaml")


def test_one_call_may_be_written_alone() -> None:
    entry = Entry(name="a", cron="0 10 * * *", zone="UTC", fetch="sec facts --tickers 789019", out="o")  # type: ignore[arg-type]
    assert entry.fetch == ("sec facts --tickers 789019",)
