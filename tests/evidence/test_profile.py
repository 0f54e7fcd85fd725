"""A profile: labels, names of several fields, predicates, pairs; its proposal; the command line's options for both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import FactsError
from generator.evidence import ledger_of_data, propose, read_profile
from generator.facts.values import Quantity
from tests.conftest import CHINA, ROOT, Command

PROFILE = """
fields:
  PTS: {label: points, words: [points scored]}
  day: {label: day of the game, date: "%m_%d_%y"}
  junk: {skip: true}
names:
  - {of: [FIRST, SECOND], kind: person, also: [SECOND]}
pairs:
  - {name: shots, of: [FGM, FGA], words: [shooting]}
predicates:
  - {name: double-double, words: [double-double], of: [PTS, REB, AST], at_least: 10, count: 2}
"""
DATA = {"day": "02_03_17", "players": [
    {"FIRST": "Al", "SECOND": "Horford", "PTS": "11", "REB": "8", "AST": "8", "FGM": "4", "FGA": "9", "junk": "x"},
    {"FIRST": "Jo", "SECOND": "Crowder", "PTS": "18", "REB": "12", "AST": "1", "FGM": "6", "FGA": "9", "junk": "y"},
]}  # fmt: skip


def test_a_profile_is_applied() -> None:
    ledger = ledger_of_data(DATA, profile=read_profile(PROFILE, "p.yaml"))
    points = ledger.facts["/players/0/PTS"]
    assert (points.subject, points.metric.name, points.metric.words) == ("Al Horford", "points", ("points scored",))
    assert "Crowder" in ledger.entities["Jo Crowder"].names
    assert "/players/0/junk" not in ledger.facts
    assert ledger.dateline is not None
    assert ledger.dateline.isoformat() == "2017-02-03"


def test_predicates_are_computed() -> None:
    facts = ledger_of_data(DATA, profile=read_profile(PROFILE, "p.yaml")).facts
    assert [facts[f"/players/{n}/double-double"].value for n in (0, 1)] == [False, True]


def test_pairs_are_joined() -> None:
    value = ledger_of_data(DATA, profile=read_profile(PROFILE, "p.yaml")).facts["/players/0/FGM+FGA"].value
    assert isinstance(value, Quantity)
    assert (value.value, value.upper) == (4, 9)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fields: {a: {lable: x}}", "fields.a.lable"),
        ("predicates: [{name: x}]", "predicates.0.words"),
        ("[]x: {", "p.yaml"),
    ],
    ids=["an unknown key", "a missing one", "no YAML"],
)
def test_a_bad_profile_names_the_place(text: str, message: str) -> None:
    with pytest.raises(FactsError, match=message):
        read_profile(text, "p.yaml")


def test_a_proposal_is_a_profile() -> None:
    proposed = read_profile(propose({"revEst": 5, "first_name": "A", "last_name": "B", "url": "http://x"}), "p.yaml")
    assert proposed.fields["revEst"].label == "revenue"
    assert proposed.fields["revEst"].role == "estimate"
    assert proposed.fields["url"].skip
    assert proposed.names[0].of == ("first_name", "last_name")


def test_shipped_profiles_are_profiles() -> None:
    for path in sorted((ROOT / "tests" / "profiles").glob("*.yaml")):
        assert read_profile(path.read_text("utf-8"), path.name).about


def test_the_command_line(neurowire: Command, tmp_path: Path) -> None:
    facts, profile, text = tmp_path / "f.json", tmp_path / "p.yaml", tmp_path / "t.txt"
    facts.write_text(json.dumps(DATA), "utf-8")
    text.write_text("Al Horford had 13 points scored.\n", "utf-8")
    proposed = neurowire("schema", "--facts", facts)
    assert proposed.code == 0
    assert "PTS: {label: pts" in proposed.out
    profile.write_text(PROFILE, "utf-8")
    done = neurowire("check", text, "--facts", facts, "--profile", profile)
    assert done.code == 1
    assert done.out.splitlines()[-1].startswith("blocked: ")
    refused = neurowire("check", text, "--facts", CHINA, "--profile", profile)
    assert refused.code == 2
    assert "leave out --profile" in refused.err
    assert neurowire("schema").code == 2
