"""Batches measured as ratios, each taken in one run: python -m tests.benchmarks.batch [P6 P7 P8 P10 P11 P15 cores]

Each measure runs in processes of its own, against a local endpoint: the one in tests/batch, or `--endpoint PROGRAM`, a
faster one that is called with PORT LATENCY_MS ERR429_PERCENT ERR500_PERCENT RETRY_AFTER_S BODYFILE.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.batch.sheets import sheets, write_sheets
from tests.batch.stub import body

ROOT = Path(__file__).parents[2]
ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT), "OPENAI_API_KEY": "none", "NEUROWIRE_MODEL": "stub"}


@contextmanager
def endpoint(program: str, milliseconds: int, busy: int = 0, broken: int = 0) -> Iterator[str]:
    """A local endpoint's base URL."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        numbers = [str(number) for number in (port, milliseconds)]
        if program:
            (Path(folder) / "body").write_bytes(body())
            command = [program, *numbers, str(busy), str(broken), "1", str(Path(folder) / "body")]
        else:
            command = [sys.executable, "-m", "tests.batch.stub", *numbers, "/dev/null", str(busy), str(broken)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            time.sleep(1.0)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.kill()
            process.wait()


def child(name: str, *arguments: object, url: str = "", cores: str = "") -> dict[str, Any]:
    """What a measure in a process of its own printed."""
    command = [sys.executable, "-m", "tests.benchmarks.batch", "--one", name, *map(str, arguments)]
    if cores:
        command = ["taskset", "-c", cores, *command]
    done = subprocess.run(
        command, cwd=ROOT, env={**ENVIRON, "OPENAI_BASE_URL": url}, check=True, capture_output=True, text=True
    )
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def one_batch(count: int, writer: str, in_flight: int, files: bool) -> dict[str, Any]:
    """A whole run: its wall time, what became of the stories, its own memory."""
    from generator.cli.batch import batch

    with tempfile.TemporaryDirectory() as folder:
        path = write_sheets(Path(folder) / "sheets.jsonl", count)
        arguments = [str(path), "--archive", f"{folder}/a.db", "--writer", writer, "--log", "json"]
        arguments += ["--concurrency", str(in_flight)] if in_flight else []
        arguments += ["--out", f"{folder}/out"] if files else []
        sys.stderr = (Path(folder) / "log").open("w")
        began = time.monotonic()
        code = batch.main(arguments, standalone_mode=False)
        wall = time.monotonic() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stderr = sys.__stderr__
        ended = json.loads((Path(folder) / "log").read_text().splitlines()[-1])
    return {"wall": wall, "code": code, "counts": ended["counts"], "peak_mb": peak}


def one_calls(ours: bool, count: int, in_flight: int) -> dict[str, Any]:
    """CPU of this process for so many calls: our model with its archive, or a bare client loop."""
    from generator.archive import Archive
    from generator.batch.paid import PaidModel
    from generator.batch.spending import Pace, Till
    from generator.drafting.by_model import DraftAnswer
    from generator.llm.asking import Message, Prompt
    from generator.llm.openai import OpenAIModel
    from generator.llm.reading import json_schema
    from tests.batch.desk import NOW

    filler = "A fact that the story may tell, with its id, unit and source. " * 60
    prompts = [Prompt("draft", (Message("system", filler), Message("user", f"Story {n}"))) for n in range(count)]
    url = os.environ["OPENAI_BASE_URL"]

    async def through_ours(archive: Archive) -> float:
        model = OpenAIModel("stub", "none", url, in_flight=in_flight)
        paid = PaidModel(model, archive, "run", Till(), Pace(0, time.monotonic), in_flight)
        await model.ask(Prompt("draft", (Message("user", "first"),)), DraftAnswer)
        began, waiting = time.process_time(), iter(prompts)

        async def serve() -> None:
            for prompt in waiting:
                (await paid.seat().ask(prompt, DraftAnswer)).needed()

        await asyncio.gather(*(serve() for _ in range(in_flight)))
        spent = time.process_time() - began
        await model.close()
        return spent

    async def bare() -> float:
        from openai import AsyncOpenAI

        client = AsyncOpenAI(api_key="none", base_url=url)
        form = {"name": "DraftAnswer", "schema": json_schema(DraftAnswer), "strict": True}

        async def ask(prompt: Prompt) -> None:
            messages = [{"role": message.role, "content": message.text} for message in prompt.messages]
            said = await client.chat.completions.create(
                model="stub",
                messages=messages,  # type: ignore[arg-type]
                response_format={"type": "json_schema", "json_schema": form},  # type: ignore[arg-type]
            )
            DraftAnswer.model_validate_json(said.choices[0].message.content or "")

        await ask(prompts[0])
        began, waiting = time.process_time(), iter(prompts)

        async def serve() -> None:
            for prompt in waiting:
                await ask(prompt)

        await asyncio.gather(*(serve() for _ in range(in_flight)))
        return time.process_time() - began

    if not ours:
        return {"cpu": asyncio.run(bare()) / count}
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(f"{folder}/a.db", lambda: NOW)
        spent = asyncio.run(through_ours(archive))
        archive.close()
    return {"cpu": spent / count}


def one_telling(count: int) -> dict[str, Any]:
    """Checked template stories per second of CPU, in memory."""
    from generator.batch.items import Item
    from generator.batch.telling import Order, tell

    items = [Item(n, f"{n}.json", json.dumps(sheet, default=str).encode()) for n, sheet in enumerate(sheets(count))]
    tell(items[0], Order(), print)
    began = time.process_time()
    ready = sum(tell(item, Order(), print).line.status == "ready" for item in items)
    return {"per_second": count / (time.process_time() - began), "ready": ready / count}


def measures(program: str, rounds: int, wanted: list[str]) -> Iterator[tuple[str, str]]:
    """Each measure's name and result."""
    if "P6" in wanted:
        with endpoint(program, 2000) as url:
            walls = [child("batch", 2000, "model", 200, 1, url=url)["wall"] for _ in range(rounds)]
        yield "P6 wall / floor, 200 in flight, 2 s", f"{statistics.median(walls) / 20:.2f}"
    if "P7" in wanted:
        with endpoint(program, 200) as url:
            pairs = [[child("calls", ours, 1000, 100, url=url)["cpu"] for ours in (1, 0)] for _ in range(rounds)]
        ratio = statistics.median(ours / bare for ours, bare in pairs)
        yield "P7 CPU per call, ours / bare", f"{ratio:.2f} ({pairs[0][0] * 1e3:.2f} ms / {pairs[0][1] * 1e3:.2f} ms)"
    if "P8" in wanted:
        with endpoint(program, 1000, 10, 5) as url:
            found = [child("batch", 2000, "model", 200, 1, url=url) for _ in range(rounds)]
        lost = max(2000 - one["counts"].get("ready", 0) for one in found)
        yield "P8 lost of 2,000; wall / ideal", f"{lost}; {statistics.median(one['wall'] for one in found) / 10:.2f}"
    if "P10" in wanted:
        with endpoint(program, 5000) as url:
            walls = [child("batch", 2000, "model", 1000, 1, url=url)["wall"] for _ in range(rounds)]
        yield "P10 wall / floor, 1,000 in flight, 5 s", f"{statistics.median(walls) / 10:.2f}"
    if "P11" in wanted:
        few, many = (child("batch", count, "template", 2, 0)["peak_mb"] for count in (1000, 100_000))
        yield "P11 MB at 100,000 stories less at 1,000", f"{many - few:.1f} ({few:.0f} and {many:.0f})"
    if "P15" in wanted:
        rates = [child("telling", 2000) for _ in range(rounds)]
        rate = statistics.median(one["per_second"] for one in rates)
        yield "P15 checked template stories per core-second", f"{rate:,.0f} ({rates[0]['ready']:.0%} ready)"
    if "cores" in wanted:
        for files in (0, 1):
            pairs = [
                [child("batch", 3000, "template", 2, files, cores=cores)["wall"] for cores in ("0", "0,1")]
                for _ in range(rounds)
            ]
            ratio = statistics.median(one / two for one, two in pairs)
            yield f"two cores over one, {'with' if files else 'without'} files", f"{ratio:.2f}"


def main() -> None:
    """Print every measure that is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("measures", nargs="*", default=["P6", "P7", "P8", "P10", "P11", "P15", "cores"])
    parser.add_argument("--endpoint", default="")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one")
    options = parser.parse_args()
    if options.one == "batch":
        count, writer, in_flight, files = options.measures
        print(json.dumps(one_batch(int(count), writer, int(in_flight), files == "1")))
    elif options.one == "calls":
        ours, count, in_flight = map(int, options.measures)
        print(json.dumps(one_calls(bool(ours), count, in_flight)))
    elif options.one == "telling":
        print(json.dumps(one_telling(int(options.measures[0]))))
    else:
        for name, result in measures(options.endpoint, options.rounds, options.measures):
            print(f"{name}: {result}", flush=True)


if __name__ == "__main__":
    main()
