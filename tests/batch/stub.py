"""A local endpoint that writes drug decisions: python -m tests.batch.stub PORT MILLISECONDS LOG [%429 %500].

The log has a line as a request comes ("asked HASH TIME KEY", the key being its caller's) and one as its answer leaves
("answered HASH TIME").
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import sys
import time
from pathlib import Path
from typing import TextIO

ANSWER = {
    "headlines": ["[[agency]] Approves [[drug]]"],
    "teaser": "The agency's decision came on [[decided]].",
    "alert": None,
    "sections": [
        {
            "title": "Lead",
            "paragraphs": [
                ["The [[agency]] approved [[drug]] on [[decided]], according to [[decision|source]]."],
            ],
        },
    ],
}
"""A draft that the check finds ready for every sheet of the FDA table."""


def body(answer: object = ANSWER) -> bytes:
    """A completion that carries an answer."""
    message = {"role": "assistant", "content": json.dumps(answer), "refusal": None}
    whole = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "stub",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200},
    }
    return json.dumps(whole).encode()


class Endpoint:
    """Answers every request after `latency` seconds; some with an error, at once."""

    def __init__(self, latency: float, log: TextIO, busy: int = 0, broken: int = 0, answer: bytes = b"") -> None:
        self._latency, self._log = latency, log
        self._busy, self._broken = busy, broken
        self._answer = answer or body()
        self._chance = random.Random(4)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept alive."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    (
                        int(line.split(b":")[1])
                        for line in head.split(b"\r\n")
                        if line.lower().startswith(b"content-le")
                    ),
                    0,
                )
                key = next((line.split()[-1] for line in head.split(b"\r\n") if line.lower()[:5] == b"autho"), b"")
                asked = hashlib.sha256(await reader.readexactly(length)).hexdigest()[:16]
                self._log.write(f"asked {asked} {time.time():.6f} {key.decode('ascii', 'replace')}\n")
                self._log.flush()
                await self._reply(writer, asked)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _reply(self, writer: asyncio.StreamWriter, asked: str) -> None:
        drawn = self._chance.randrange(100)
        status, extra, said = "200 OK", "", self._answer
        if drawn < self._busy:
            status, extra, said = "429 Too Many Requests", "Retry-After: 1\r\n", b'{"error": {"message": "rate limit"}}'
        elif drawn < self._busy + self._broken:
            status, said = "500 Internal Server Error", b'{"error": {"message": "server error"}}'
        else:
            await asyncio.sleep(self._latency)
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{extra}Content-Length: {len(said)}\r\n\r\n"
        writer.write(head.encode() + said)
        await writer.drain()
        self._log.write(f"{'answered' if status[0] == '2' else 'refused'} {asked} {time.time():.6f}\n")
        self._log.flush()


async def main(port: int, latency: float, log: Path, busy: int = 0, broken: int = 0) -> None:
    """Serve until killed; the port is printed once it is open."""
    with log.open("a") as stream:
        endpoint = Endpoint(latency, stream, busy, broken)
        server = await asyncio.start_server(endpoint.serve, "127.0.0.1", port, backlog=2000)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    number, milliseconds, file, *errors = sys.argv[1:]
    asyncio.run(main(int(number), int(milliseconds) / 1000, Path(file), *map(int, errors)))
