"""Recorded answers: replay a cassette with the network closed, record one with keys scrubbed, rebuild its requests.

A replayed cassette stands in for the endpoint: base URL and model name are those it was recorded with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.errors import ModelError, UsageError
from generator.llm.asking import Model
from generator.llm.openai import OpenAIModel
from generator.llm.outcomes import Outcome
from generator.net import Patience

if TYPE_CHECKING:
    import httpx2

_COMMENT = "# Recorded against a local answering endpoint; the answers stand in the folder answers/ beside this file.\n"
_RECORDED = "# Recorded by neurowire. Keys are scrubbed.\n"
_MATCH = ("method", "path", "body")
_KEPT = frozenset({"content-type", "retry-after", "retry-after-ms"})
_SECRET = re.compile(r"\b(?:sk|gsk|pk)[-_][A-Za-z0-9_-]{8,}|Bearer\s+[A-Za-z0-9._-]{8,}")
_LOCAL = "http://127.0.0.1:8799/v1"


class Endpoint(NamedTuple):
    """Where a cassette was recorded: base URL and model name."""

    base_url: str
    model: str


def endpoint(path: Path) -> Endpoint:
    """The endpoint of a cassette's first request. Raises UsageError if the file is not a cassette."""
    import yaml

    try:
        cassette = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        request = cassette["interactions"][0]["request"]
        uri, body = request["uri"], json.loads(request["body"])
        return Endpoint(uri.removesuffix("/chat/completions"), body["model"])
    except OSError as error:
        raise UsageError(f"cannot read the cassette {path}: {error.strerror or error}") from error
    except (yaml.YAMLError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{path} is not a cassette with a chat request; record one with --record") from error


def replayed_model(path: Path) -> OpenAIModel:
    """The model that a cassette was recorded with; it needs no key."""
    where = endpoint(path)
    return OpenAIModel(where.model, "replayed", where.base_url, patience=Patience(first=0.0, most=0.0))


@contextmanager
def replay(path: Path) -> Iterator[None]:
    """Within it, calls are answered from the cassette alone, once each.

    Raises ModelError "cassette miss" for a call it does not hold: no fallback hides that.
    """
    import vcr  # type: ignore[import-untyped]
    from vcr.errors import CannotOverwriteExistingCassetteException  # type: ignore[import-untyped]

    endpoint(path)
    player = vcr.VCR(match_on=_MATCH, record_mode="none", before_record_request=_scrubbed_request)
    try:
        with player.use_cassette(str(path)):
            yield
    except CannotOverwriteExistingCassetteException as error:
        reason = str(error).splitlines()[0].removeprefix("Can't play back this request: ")
        raise ModelError(
            f"{path}: the cassette does not answer this request: {reason} "
            "The facts, the prompts or the model differ from those it was recorded with; record it again with --record "
            "(`neurowire cassettes` rebuilds the shipped ones)",
            Outcome.CASSETTE_MISS,
        ) from error


@contextmanager
def record(path: Path, comment: str = _RECORDED, secrets: Sequence[str] = ()) -> Iterator[None]:
    """Within it, every call and its answer goes to the cassette `path`, which is written anew. Keys are scrubbed."""
    import vcr

    recorder = vcr.VCR(
        match_on=_MATCH,
        record_mode="all",
        decode_compressed_response=True,
        drop_unused_requests=True,
        before_record_request=_scrubbed_request,
        before_record_response=lambda response: _scrubbed_response(response, secrets),
    )
    recorder.register_serializer("commented", _Serializer(comment))
    with recorder.use_cassette(str(path), serializer="commented"):
        yield


class _Serializer:
    """A cassette as YAML that people can read, below a comment that says where it comes from."""

    def __init__(self, comment: str) -> None:
        self._comment = comment

    def deserialize(self, text: str) -> Any:
        from vcr.serializers import yamlserializer  # type: ignore[import-untyped]

        return yamlserializer.deserialize(text)

    def serialize(self, cassette: dict[str, Any]) -> str:
        import yaml

        return self._comment + yaml.safe_dump(cassette, sort_keys=False, allow_unicode=True, width=120)


def _scrubbed_request(request: Any) -> Any:
    for name in list(request.headers):
        if name.lower() not in _KEPT:
            del request.headers[name]
    request.uri = re.sub(r"([?&](?:api-)?key=)[^&]*", r"\1REDACTED", request.uri)
    return request


def _scrubbed_response(response: dict[str, Any], secrets: Sequence[str]) -> dict[str, Any]:
    headers = {name: value for name, value in response["headers"].items() if name.lower() in _KEPT}
    body = response["body"]["string"]
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    for secret in secrets:
        text = text.replace(secret, "REDACTED") if secret else text
    text = _SECRET.sub("REDACTED", text)
    return {**response, "headers": headers, "body": {"string": text.encode("utf-8")}}


class Stored(NamedTuple):
    """Answers kept as a file, and the story they were written for."""

    name: str
    sheet: str
    """The sheet below fixtures/facts (regulatory_action/china-ai-models.yaml), or below fixtures/cassettes."""
    model: str
    answers: tuple[dict[str, Any], ...]
    """Each with content (a text, or an object to be sent as JSON), refusal, finish_reason, status, headers, body."""
    options: tuple[str, ...] = ()
    """The options of `neurowire draft` that the story was asked for with: --judge, --form brief."""

    def sheet_path(self, fixtures: Path) -> Path:
        """The sheet's file."""
        own = fixtures / "cassettes" / self.sheet
        return own if own.is_file() else fixtures / "facts" / self.sheet


def stored(path: Path) -> Stored:
    """The answers of a file in fixtures/cassettes/answers."""
    raw = json.loads(path.read_text("utf-8"))
    return Stored(path.stem, raw["sheet"], raw["model"], tuple(raw["answers"]), tuple(raw.get("options", ())))


async def rebuild(kept: Stored, path: Path, write: Callable[[Model], Awaitable[object]]) -> None:
    """Write the cassette `path` anew: today's requests, as `write` makes them, with the stored answers.

    The real client and recorder are used; only the network is replaced. Raises ModelError if `write` asks more often
    than there are answers, and if it leaves any unused.
    """
    import httpx2

    waiting = list(kept.answers)

    def answered(request: httpx2.Request) -> httpx2.Response:
        if not waiting:
            raise UsageError(f"{kept.name}: the story asks for a further answer; add it to the answers file")
        return _completion(kept, len(kept.answers) - len(waiting) + 1, waiting.pop(0), request)

    model = OpenAIModel(
        kept.model, "local", _LOCAL, patience=Patience(first=0.0, most=0.0), transport=httpx2.MockTransport(answered)
    )
    with record(path, _COMMENT):
        await write(model)
        await model.close()
    if waiting:
        raise UsageError(f"{kept.name}: {len(waiting)} stored answers were not asked for; remove them")


def _completion(kept: Stored, number: int, answer: dict[str, Any], request: httpx2.Request) -> httpx2.Response:
    """A chat completion that carries one stored answer. Ids and times are fixed, so that a rebuild changes nothing."""
    import httpx2

    content = answer.get("content")
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False)
    asked, said = len(request.content) // 4, len(content or "") // 4
    message = {"role": "assistant", "content": content, "refusal": answer.get("refusal")}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": answer.get("finish_reason", "stop")}
    whole = {
        "id": f"chatcmpl-{kept.name}-{number}",
        "object": "chat.completion",
        "created": 1706486400,
        "model": kept.model,
        "choices": [choice],
        "usage": {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said},
    }
    body = json.dumps(answer.get("body", whole), ensure_ascii=False).encode()
    headers = {"content-type": "application/json", **answer.get("headers", {})}
    return httpx2.Response(answer.get("status", 200), headers=headers, content=body)
