"""A run in this process, for tests: an archive and a folder, a fixed time, counted ids, a scripted or made model."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.archive import Archive
from generator.batch.paid import OpeningModel
from generator.batch.progress import Progress
from generator.batch.run import Ended, Means, Plan, run
from generator.batch.stopping import Stop
from generator.batch.telling import Order
from generator.llm.asking import Answer, Prompt, T, Usage, request_hash
from generator.llm.reading import json_schema, read_answer
from generator.net import Sleep
from tests.batch.stub import ANSWER

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
_IDS = itertools.count()


class MadeModel:
    """Answers every prompt alike and keeps the requests; `act` may raise instead, or give another text."""

    def __init__(self, act: Callable[[int], str | None] = lambda number: None) -> None:
        self.name = "made"
        self.asked: list[str] = []
        self._act = act

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        request = request_hash(self.name, prompt, json_schema(answer))
        self.asked.append(request)
        text = self._act(len(self.asked))
        text = json.dumps(ANSWER) if text is None else text
        read = read_answer(text, answer)
        return Answer(read.outcome, read.value, text, self.name, request, Usage(1000, 200), read.fault)

    def open(self, pause: Sleep) -> None:
        return None

    async def close(self) -> None:
        return None


class Desk:
    """Runs batches in a folder."""

    def __init__(self, folder: Path, archive: str = "") -> None:
        self.folder = folder
        self.place = archive or str(folder / "archive.db")
        self.out = folder / "out"
        self.log = io.StringIO()

    def run(
        self, *inputs: Path, model: OpeningModel | None = None, stop: Stop | None = None, out: str = "", **more: Any
    ) -> Ended:
        order = more.pop("order", Order(model=model.name if model else ""))
        plan = Plan(tuple(map(str, inputs)), out or str(self.out), order, workers=more.pop("workers", 1), **more)
        archive = Archive(self.place, lambda: NOW)
        ticking = itertools.count()
        progress = Progress(self.log, lambda: next(ticking) / 1000, "json")
        try:
            means = Means(archive, progress, lambda: NOW, new_id=lambda: f"{next(_IDS):06}", model=model)
            return run(plan, means, stop)
        finally:
            archive.close()

    def manifest(self) -> list[dict[str, Any]]:
        """The last manifest."""
        return [json.loads(line) for line in (self.out / "manifest.jsonl").read_text("utf-8").splitlines()]

    def archive(self) -> Archive:
        """The archive, to be closed."""
        return Archive(self.place, lambda: NOW)
