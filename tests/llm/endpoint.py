"""An endpoint inside the process: answers in the shapes that real ones send, served to the real client."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import httpx2

from generator import net
from generator.llm.openai import OpenAIModel, Profile

KEY = "sk-test-0123456789abcdef"
Reply = httpx2.Response | Exception | Callable[[httpx2.Request], httpx2.Response]


def completion(content: Any = None, *, finish: str = "stop", refusal: str | None = None, **more: Any) -> Any:
    """The body of a chat completion."""
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": refusal, "annotations": []}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "gpt-test-2026",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960},
        **more,
    }


def reply(body: Any, status: int = 200, **headers: str) -> httpx2.Response:
    """An HTTP answer with a JSON body (a str is sent as it is)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if isinstance(body, str):
        return httpx2.Response(status, text=body, headers=named)
    return httpx2.Response(status, json=body, headers=named)


def error(message: str, code: str | int | None, status: int, **headers: str) -> httpx2.Response:
    """An error in OpenAI's form."""
    body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}
    return reply(body, status, **headers)


class Endpoint:
    """Gives its replies in order (the last one again and again), keeps the requests and the pauses asked for."""

    def __init__(self, replies: Iterable[Reply]) -> None:
        self.replies = list(replies)
        self.requests: list[dict[str, Any]] = []
        self.pauses: list[float] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(json.loads(request.content))
        made = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(made, Exception):
            raise made
        if isinstance(made, httpx2.Response):
            return httpx2.Response(made.status_code, headers=made.headers, content=made.content)
        return made(request)

    async def sleep(self, seconds: float) -> None:
        """A pause that takes no time."""
        self.pauses.append(seconds)

    def model(self, profile: Profile | None = None, **patience: Any) -> OpenAIModel:
        """The real client on this endpoint."""
        return OpenAIModel(
            "gpt-test",
            KEY,
            "https://models.example/v1",
            profile=profile or Profile(),
            patience=net.Patience(**{"tries": 3, **patience}),
            transport=httpx2.MockTransport(self),
            sleep=self.sleep,
            chance=lambda: 0.0,
        )
