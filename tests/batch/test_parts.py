"""The small parts of a run: files, prices, rates, the filter of requests, progress."""

from __future__ import annotations

import asyncio
import io
import json
import random
import time
from decimal import Decimal
from pathlib import Path

import pytest

from generator.archive import Line
from generator.batch import files
from generator.batch.items import items, wanted
from generator.batch.paid import Filter, PaidModel
from generator.batch.progress import Progress
from generator.batch.spending import Pace, Till, price_of, rate_of
from generator.batch.telling import Interrupting
from generator.drafting.by_model import DraftAnswer
from generator.errors import UsageError
from generator.llm.asking import Answer, Message, Prompt, T, Usage
from generator.net import Sleep
from tests.batch.desk import Desk, MadeModel


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("drug_decision:NDA1", "drug_decision-NDA1.md"),
        ("k:x:alert", "k-x-alert.md"),
        ("k:../../etc/passwd", "k-..-..-etc-passwd"),
        ("k:" + "x" * 300, "k-" + "x" * 118),
        ("k:a b", "k-a-b-"),
    ],
)
def test_names(key: str, name: str) -> None:
    made = files.name_of(key, "markdown")
    assert made.startswith(name.removesuffix(".md"))
    assert "/" not in made
    assert len(made) < 140


def test_names_do_not_meet() -> None:
    assert (
        files.name_of("k:a b", "markdown") != files.name_of("k:a-b", "markdown") != files.name_of("k:a/b", "markdown")
    )


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def breaks() -> object:
        yield b"half"
        raise OSError("full")

    path = tmp_path / "a.md"
    with pytest.raises(OSError, match="full"):
        files.write_whole(path, breaks())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    assert files.write_whole(path, [b"whole"]) == files.hash_of(path) == files.hash_of_large(path)


@pytest.mark.parametrize(("text", "rate"), [("600/min", 600), ("10/s", 600), ("30", 30), ("60/h", 1)])
def test_rates(text: str, rate: float) -> None:
    assert rate_of(text) == pytest.approx(rate)


@pytest.mark.parametrize("text", ["", "0", "-1/s", "many", "1/fortnight", "inf", "nan"])
def test_no_rates(text: str) -> None:
    with pytest.raises(UsageError):
        rate_of(text)


@pytest.mark.parametrize("text", ["", "1", "a,b", "1,-1", "1,2,3,4", "NaN,1"])
def test_no_prices(text: str) -> None:
    with pytest.raises(UsageError):
        price_of(text)


def test_a_price() -> None:
    assert price_of("1,2,0.5").of(Usage(1_000_000, 500_000, 400_000)) == Decimal("1.8")


def test_the_till_never_gives_more_than_the_budget() -> None:
    till = Till(price_of("1,1"), Decimal("0.01"))
    prompt = Prompt("draft", (Message("user", "x" * 3000),), tokens=2000)
    held = [till.hold(prompt) for _ in range(3)]
    assert till.hold(prompt) is None
    first, second, third = (one for one in held if one is not None)
    assert till.settle(first, Usage(900, 100)) == Decimal("0.001")
    assert till.settle(second, None) == 0
    assert till.spent == Decimal("0.001")
    assert till.hold(prompt) == third == Decimal("0.003")
    till.settle(third, Usage(6_000, 500))
    with pytest.raises(Interrupting, match="budget"):
        till.hold(prompt)
    with pytest.raises(UsageError, match="--price"):
        Till(None, Decimal(1))


def test_the_pace() -> None:
    time = [0.0]
    pace = Pace(60, lambda: time[0])
    assert [pace.wait(), pace.wait(), pace.wait(2), pace.wait()] == [0.0, 1.0, 2.0, 4.0]
    time[0] = 100.0
    assert pace.wait() == 0.0


def test_the_filter_never_forgets() -> None:
    chance = random.Random(1)
    asked = [f"{chance.getrandbits(64):016x}" for _ in range(20_000)]
    others = [f"{chance.getrandbits(64):016x}" for _ in range(20_000)]
    seen = Filter(asked)
    assert all(request in seen for request in asked)
    assert sum(request in seen for request in others) < 20


def test_items(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("kind: k\nreview: {value: priority}\n")
    (tmp_path / "a.json").write_text('{"kind": "j"}')
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.jsonl").write_bytes(b'{"kind": "k"}\r\n\n{"kind": "k"}')
    (tmp_path / "notes.txt").write_text("no sheet")
    found = list(items([str(tmp_path)]))
    assert [Path(item.name).name for item in found] == ["a.json", "b.yaml", "c.jsonl:1", "c.jsonl:3"]
    assert [wanted(item, "k", ()) for item in found] == [False, True, True, True]
    assert [wanted(item, "", (("review", ("priority",)),)) for item in found] == [False, True, False, False]


@pytest.mark.parametrize(
    ("seconds", "lines"), [(0.5, 0), (61.0, 1)], ids=["no line within a minute", "a line a minute"]
)
def test_progress_in_a_file(seconds: float, lines: int) -> None:
    time, stream = [0.0], io.StringIO()
    progress = Progress(stream, lambda: time[0], total=10)
    time[0] = seconds
    progress.step(Line(0, "n", "k", "w", "failed"))
    assert len(stream.getvalue().splitlines()) == lines
    assert "\r" not in stream.getvalue()
    if lines:
        assert stream.getvalue() == "neurowire: 1 of 10 done, 1 failed, 0.0 stories/s, 9:09 left\n"


def test_progress_on_a_terminal_stays_on_its_line() -> None:
    time, stream = [0.0], io.StringIO()
    progress = Progress(stream, lambda: time[0], terminal=True, total=2)
    for _ in range(2):
        time[0] += 1
        progress.step(Line(0, "n", "k", "w", "ready"))
    progress.close()
    assert stream.getvalue().startswith("\r\x1b[K1 of 2 done, 0 failed, 1.0 stories/s, 0:01 left")
    assert "\n" not in stream.getvalue()


def test_progress_as_json() -> None:
    stream = io.StringIO()
    progress = Progress(stream, lambda: 0.0, "json")
    progress.step(Line(0, "n", "k", "w", "ready", cost='{"usd": "0.1"}'))
    progress.event("end", code=0)
    first, last = map(json.loads, stream.getvalue().splitlines())
    assert (first["event"], first["status"], first["cost"]) == ("story", "ready", {"usd": "0.1"})
    assert last == {"event": "end", "code": 0}


def test_a_call_that_pauses_gives_its_line_to_another(tmp_path: Path) -> None:
    order: list[str] = []

    class Pausing(MadeModel):
        async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
            name = prompt.messages[0].text
            order.append(f"{name} asked")
            if name == "first":
                await self.pause(0.01)
            order.append(f"{name} answered")
            return await super().ask(prompt, answer)

        def open(self, pause: Sleep) -> None:
            self.pause = pause

    async def both() -> None:
        archive = Desk(tmp_path).archive()
        paid = PaidModel(Pausing(), archive, "r", Till(), Pace(0, time.monotonic), 1)
        paid.open()
        prompts = [Prompt("draft", (Message("user", name),)) for name in ("first", "second")]
        await asyncio.gather(*(paid.seat().ask(prompt, DraftAnswer) for prompt in prompts))
        archive.close()

    asyncio.run(both())
    assert order == ["first asked", "second asked", "second answered", "first answered"]
