"""A completion that comes as server-sent events: some gateways stream whether or not they were asked to.

Format: lines "data: {chunk}", blank lines between events, comments after ":", and "data: [DONE]" at the end
(https://html.spec.whatwg.org/multipage/server-sent-events.html).
"""

from __future__ import annotations

import json
import re
from typing import Any

MOST_EVENTS = 200_000
_LINE = re.compile(r"\r\n|\n|\r")
_TEXTS = ("content", "refusal", "reasoning_content", "reasoning")


def is_streamed(content_type: str, body: bytes) -> bool:
    """Whether an answer is a stream of events, by its type or, where a gateway names another, by its beginning."""
    return content_type.startswith("text/event-stream") or body[:64].lstrip().startswith((b"data:", b"event:", b": "))


def whole(text: str) -> dict[str, Any]:
    """The completion that the events of a stream add up to, in the form of one that is not streamed.

    A stream that ends without "[DONE]" and without a finish_reason was cut off: its finish_reason is "length". An error
    among the events stands in "error", as in an error inside a 200. Raises ValueError if there is no event in it.
    """
    made: dict[str, Any] = {}
    message: dict[str, Any] = {}
    finish: str | None = None
    for event in _events(text):
        if event == "[DONE]":
            finish = finish or "stop"
            break
        chunk = json.loads(event)
        if not isinstance(chunk, dict):
            raise ValueError(f"an event that is no object: {event[:80]!r}")
        made.update({name: value for name, value in chunk.items() if name != "choices" and value is not None})
        for choice in chunk.get("choices") or ():
            if choice.get("index", 0) == 0:
                _add(message, choice.get("delta") or choice.get("message") or {})
                finish = choice.get("finish_reason") or finish
                made.update({name: choice[name] for name in ("error",) if choice.get(name)})
    if not made and not message:
        raise ValueError("a stream without an event")
    if not made.get("error"):
        made["choices"] = [{"index": 0, "message": message, "finish_reason": finish or "length"}]
    return made


def _events(text: str) -> list[str]:
    """The data of each event, in order; several data lines of one event are joined."""
    events: list[str] = []
    waiting: list[str] = []
    for line in [*_LINE.split(text), ""]:
        if line.startswith("data:"):
            waiting.append(line[5:].removeprefix(" "))
        elif not line and waiting:
            events.append("\n".join(waiting))
            waiting = []
    if len(events) > MOST_EVENTS:
        raise ValueError(f"a stream of {len(events):,} events; at most {MOST_EVENTS:,} are read")
    return events


def _add(message: dict[str, Any], delta: dict[str, Any]) -> None:
    """Add a chunk's piece to the message."""
    for name in _TEXTS:
        piece = delta.get(name)
        if isinstance(piece, list):
            piece = "".join(str(part.get("text") or "") for part in piece if isinstance(part, dict))
        if isinstance(piece, str):
            message[name] = f"{message.get(name) or ''}{piece}" if piece or name == "content" else message.get(name)
