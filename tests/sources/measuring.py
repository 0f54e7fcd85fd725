"""What fetching 1,000 calendar records and writing their sheets costs over a bare httpx2 loop of the same calls.

`python -m tests.sources.measuring` prints wall and CPU of both and their ratio.
The server runs in its own process, so that its time does not count.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar, NamedTuple
from urllib.parse import parse_qs, urlparse

import httpx2

from generator.assembling.fetching import Ask, fetch_stories
from generator.cli.fetch import Keeping, deliver, run
from generator.settings import Provider, Settings
from generator.sources.asked import Asked
from tests.sources.answers import RATINGS

COUNT = 1000
PATH = "/api/v2.1/calendar/ratings"


class Cost(NamedTuple):
    """Seconds of wall clock and of this process's CPU."""

    wall: float
    cpu: float


class _Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    rows: ClassVar = [{**RATINGS["ratings"][0], "id": f"r{n:06}"} for n in range(COUNT)]

    def do_GET(self) -> None:
        query = parse_qs(urlparse(self.path).query)
        page, size = int(query["page"][0]), int(query["pagesize"][0])
        body = json.dumps({"ratings": self.rows[page * size : (page + 1) * size]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve() -> None:
    """Serve until killed; the port goes to stdout."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    print(server.server_port, flush=True)
    server.serve_forever()


async def bare(url: str, size: int) -> int:
    """The same calls with httpx2 alone: get, read the JSON, count."""
    found, page = 0, 0
    async with httpx2.AsyncClient() as client:
        while True:
            answer = await client.get(url + PATH, params={"page": page, "pagesize": size})
            rows = answer.json()["ratings"]
            found += len(rows)
            if len(rows) < size:
                return found
            page += 1


async def ours(url: str, folder: Path) -> int:
    """Fetched, read, joined, validated and written."""
    settings = Settings(providers={"benzinga": Provider(url, "key")})
    ask = Ask((("benzinga", "ratings"),), "", Asked())
    keeping = Keeping(folder / "cache", "0s", False, None, None)
    outcome = await run(lambda terms, wire: fetch_stories(ask, settings, terms, wire), settings, keeping)
    deliver(outcome, str(folder / "sheets"))
    return len(outcome.stories)


def measured(work: object) -> tuple[int, Cost]:
    """What a coroutine gives, and what it costs."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = asyncio.run(work)  # type: ignore[arg-type]
    return found, Cost(time.perf_counter() - wall, time.process_time() - cpu)


def main() -> None:
    if "--serve" in sys.argv:
        serve()
        return
    size = 1000
    server = subprocess.Popen([sys.executable, "-m", "tests.sources.measuring", "--serve"], stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        url = f"http://127.0.0.1:{int(server.stdout.readline())}"
        with tempfile.TemporaryDirectory() as folder:
            measured(ours(url, Path(folder)))
            costs = [(measured(bare(url, size)), measured(ours(url, Path(folder)))) for _ in range(5)]
        assert all(found == COUNT for pair in costs for found, _ in pair)
        plain, full = (min((pair[n][1] for pair in costs), key=lambda c: c.wall) for n in (0, 1))
        print(f"bare loop  wall {plain.wall * 1000:8.1f} ms  cpu {plain.cpu * 1000:8.1f} ms")
        print(f"neurowire  wall {full.wall * 1000:8.1f} ms  cpu {full.cpu * 1000:8.1f} ms")
        print(f"ratio      wall {full.wall / plain.wall:8.1f}     cpu {full.cpu / plain.cpu:8.1f}")
        print(f"a record   {full.cpu / COUNT * 1e6:8.0f} us cpu, sheet validated and written")
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
