"""A small part of the board, seeded: its errors are real ones, most are found, and right texts are left alone."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from tests.board.__main__ import main
from tests.board.board import HARD, alarms, judged, spoiled
from tests.board.cases import Case, cases, drafts, prose
from tests.board.mutants import Mutant
from tests.board.rewrites import REWRITES, rewritten

SEED = 7
EACH = 8
RECALL = {"figures, names, dates": 0.95, "words": 0.90}
"""What this part has to find at least; the whole board's figures stand in the README."""
ALARMS = {"drafts": (0.05, 0.01), "all": (0.10, 0.10)}
"""Articles with any false alarm, and with a blocking one. The aim is that of the drafts; prose of other hands is not
there yet: lower it as the check learns."""


@cache
def texts() -> tuple[Case, ...]:
    return tuple(cases(seeds=1))


@cache
def mutants() -> tuple[Mutant, ...]:
    return tuple(spoiled(list(texts()), SEED, EACH))


def test_at_least_twenty_kinds_of_error() -> None:
    kinds = Counter(mutant.kind for mutant in mutants())
    assert len(kinds) >= 20
    assert min(kinds.values()) >= EACH // 2, kinds


def test_the_board_places_its_errors_without_the_reader_that_it_tests() -> None:
    for path in Path(__file__).parent.glob("*.py"):
        assert "generator.language" not in path.read_text("utf-8").replace('"generator.language"', ""), path.name


def test_every_error_changes_its_text_at_its_place() -> None:
    for mutant in mutants():
        assert mutant.text != mutant.case.text
        for start, end in mutant.places:
            assert 0 <= start < end
            assert start <= len(mutant.text)
        for edit in mutant.edits:
            assert mutant.case.text[edit.start : edit.end] != edit.new, mutant.kind


def test_the_same_seed_gives_the_same_errors() -> None:
    again = islice(spoiled(list(texts()), SEED, EACH), 40)
    assert [mutant.text for mutant in again] == [mutant.text for mutant in mutants()[:40]]


@pytest.mark.parametrize("group", RECALL)
def test_most_errors_are_found(group: str) -> None:
    hard = group != "words"
    results = list(judged(mutant for mutant in mutants() if (mutant.kind in HARD) is hard))
    missed = [f"{row.mutant.kind} [{row.mutant.case.name}] {row.mutant.sentence()}" for row in results if not row.found]
    assert len(missed) <= (1 - RECALL[group]) * len(results), "\n".join([f"{len(missed)} of {len(results)}", *missed])


def test_template_drafts_have_no_finding_at_all() -> None:
    held = {name: made for name, made in alarms(drafts(1), SEED, 0) if made}
    assert not held


@pytest.mark.parametrize("which", ALARMS)
def test_texts_that_mean_the_same_are_left_alone(which: str) -> None:
    some = [case for case in texts() if which == "all" or case.style == "draft"]
    articles = list(alarms(some, SEED, 120))
    held = [made for _, made in articles if made]
    said = "\n".join(
        f"[{alarm.case} {alarm.rewrite}] {alarm.message}: {alarm.sentence}" for made in held for alarm in made
    )
    most, blocking = ALARMS[which]
    assert len(held) <= most * len(articles), said
    assert sum(any(alarm.blocking for alarm in made) for made in held) <= blocking * len(articles), said


@pytest.mark.parametrize("name", REWRITES)
def test_every_rewrite_is_used(name: str) -> None:
    assert any(name in dict(rewritten(case)) for case in texts())


def test_the_prose_is_of_several_hands() -> None:
    styles = Counter(case.style for case in prose())
    assert styles["model"] >= 12
    assert styles["human"] >= 12


def test_the_command_prints_a_table_and_saves_every_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "board.jsonl"
    assert main(["--only", "weekday", "--limit", "4", "--seeds", "1", "--jsonl", str(saved)]) == 0
    assert "weekday" in capsys.readouterr().out
    assert len(saved.read_text("utf-8").splitlines()) == 4
