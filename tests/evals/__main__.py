"""`python -m tests.evals [SET ...] [--folder DIR] [--limit N] [--out DIR]`: every set in one table."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from tests.evals.running import Run, found, run, scorer
from tests.evals.sets import SETS, Figure, Score

VARIABLE = "NEUROWIRE_EVALS"
_COLUMNS = ("set", "figure", "here", "floor", "best known", "first step", "goal", "", "ms/item")


def main(arguments: list[str] | None = None) -> int:
    """Print the table. 0 if something was scored, 2 if there was nothing to score."""
    parser = argparse.ArgumentParser(prog="tests.evals", description=__doc__)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], metavar="SET", help=", ".join(SETS))
    parser.add_argument(
        "--folder", type=Path, default=os.environ.get(VARIABLE), help=f"where the sets and score.py are (${VARIABLE})"
    )
    parser.add_argument("--limit", type=int, help="only the first N items of each set")
    parser.add_argument("--out", type=Path, help="write the predictions here, as SET.pred.jsonl")
    asked = parser.parse_args(arguments)
    if asked.folder is None:
        print(f"name the folder of the data sets: --folder DIR or {VARIABLE}", file=sys.stderr)
        return 2
    folder = Path(asked.folder)
    rows: list[tuple[str, ...]] = []
    for name in asked.sets or SETS:
        path = found(folder, name)
        if path is None:
            print(f"{name}: skipped, no {name}.jsonl[.gz] in {folder}", file=sys.stderr)
            continue
        done = run(name, path, asked.limit)
        if asked.out is not None:
            write(asked.out, name, done)
        score = scorer(folder).run(name, done.gold, done.predictions)
        rows.extend(table(name, score, done.milliseconds))
    for row in (_COLUMNS, *rows) if rows else ():
        print(("{:<11} {:<17}" + " {:>10}" * 5 + "  {:<10} {:>8}").format(*row).rstrip())
    return 0 if rows else 2


def write(folder: Path, name: str, done: Run) -> None:
    """Keep the predictions."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.pred.jsonl").open("w", encoding="utf-8") as stream:
        for prediction in done.predictions:
            stream.write(json.dumps(prediction, ensure_ascii=False) + "\n")


def table(name: str, score: Score, milliseconds: float) -> list[tuple[str, ...]]:
    """The rows of a set, one a figure."""
    made = []
    for place, figure in enumerate(SETS[name]):
        try:
            here: float | None = figure.read(score)
        except (KeyError, TypeError, ValueError, IndexError):
            here = None
        first = place == 0
        marks = map(_shown, (here, figure.floor, figure.best, figure.step, figure.goal))
        spent = f"{milliseconds:.1f}" if first else ""
        made.append((name if first else "", figure.name, *marks, _reached(figure, here), spent))
    return made


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _reached(figure: Figure, here: float | None) -> str:
    if here is None:
        return ""
    for name, mark in (("goal", figure.goal), ("first step", figure.step)):
        if mark is not None and (here <= mark if figure.lower_is_better else here >= mark):
            return name
    return ""


if __name__ == "__main__":
    sys.exit(main())
