"""Running the check over a data set: predictions as the command line prints them, milliseconds of an item."""

from __future__ import annotations

import gzip
import importlib.util
import json
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from generator.checking import check
from generator.cli.jsonl import spans_of
from generator.evidence import ledger_of_data
from generator.evidence.profile import Profile, read_profile
from generator.facts.ledger import Ledger

PROFILES = Path(__file__).parent.parent / "profiles"


class Run(NamedTuple):
    """Predictions by item, and the mean processor milliseconds of an item, its facts read anew each time."""

    gold: list[dict[str, Any]]
    predictions: list[dict[str, Any]]
    milliseconds: float


def found(folder: Path, name: str) -> Path | None:
    """The file of a data set in the folder or its `dev`, or None."""
    places = (folder / part / f"{name}.jsonl{end}" for part in (".", "dev") for end in ("", ".gz"))
    return next((place for place in places if place.is_file()), None)


def lines(path: Path) -> Iterator[str]:
    """The lines of a file, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        yield from stream


def profile_of(name: str) -> Profile | None:
    """The profile of a data set's field names, or None."""
    path = PROFILES / f"{name}.yaml"
    return read_profile(path.read_text("utf-8"), str(path)) if path.is_file() else None


def run(name: str, path: Path, limit: int | None = None) -> Run:
    """Check every item of a data set."""
    profile = profile_of(name)
    gold, made = [], []
    spent = 0.0
    written, ledger = "", Ledger({})
    for line in lines(path):
        if limit is not None and len(gold) >= limit:
            break
        item = json.loads(line)
        gold.append(item)
        facts = json.loads(line, parse_float=Decimal, parse_int=Decimal)["facts"]
        start = time.process_time()
        if (mark := repr(facts)) != written:
            ledger, written = ledger_of_data(facts, profile=profile), mark
        spans = spans_of(check(item["text"], ledger))
        spent += time.process_time() - start
        made.append({"id": item["id"], "spans": spans, "label": int(bool(spans))})
    return Run(gold, made, spent / max(len(gold), 1) * 1000)


def scorer(folder: Path) -> Any:
    """The module `score.py` of the folder."""
    spec = importlib.util.spec_from_file_location("given_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
