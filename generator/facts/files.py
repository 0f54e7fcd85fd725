"""Reading fact files: YAML 1.2 and JSON, numbers kept as written, every value's line remembered.

YAML's plain scalars become: `null`/`~`/nothing -> None; `true`/`false` (lower case only: ON, TRUE and Yes are words and
tickers) -> bool; decimal numbers without leading zeros -> Decimal as written (1.10 is not 1.1); everything else is text
(16:00:00, 0700, 2024-01-29, .inf). Duplicate keys are an error. Aliases are refused: a sheet has no use for them, and
a few lines of them unfold to gigabytes.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from generator.errors import FactsError

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,6})?\Z")

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


class FactsFile(NamedTuple):
    """What a file holds: plain data, the line of each path, and the name to show in errors."""

    data: Any
    lines: dict[Path, int]
    name: str

    def line(self, path: Path) -> int | None:
        """The line of the value at `path`, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            if (line := self.lines.get(path[:length])) is not None:
                return line
        return None

    def where(self, path: Path) -> str:
        """`name:line`, for an error message."""
        line = self.line(path)
        return f"{self.name}:{line}" if line else self.name


def read_file(path: FilePath) -> FactsFile:
    """Read a YAML or JSON file. Raises FactsError if it is missing, too large, not UTF-8 or not well formed."""
    try:
        if path.is_dir():
            raise FactsError(f"{path}: is a folder; name one fact file (.yaml or .json)")
        if path.stat().st_size > MAX_BYTES:
            raise FactsError(f"{path}: larger than {MAX_BYTES:,} bytes; a fact sheet holds one story's facts")
        raw = path.read_bytes()
    except OSError as error:
        raise FactsError(f"{path}: cannot be read ({error.strerror or error}); check the name") from error
    return read_bytes(raw, str(path))


def read_model(path: FilePath, model: type[Model], whole: str) -> Model:
    """The file's data as `model`. Raises FactsError, a line for every fault; `whole` names the file's own faults."""
    file = read_file(path)
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        lines = []
        for fault in error.errors(include_url=False):
            dotted = ".".join(str(step) for step in fault["loc"]) or whole
            lines.append(f"{file.where(tuple(fault['loc']))}: {dotted}: {fault['msg'].removeprefix('Value error, ')}")
        raise FactsError("\n".join(lines)) from None


def read_bytes(raw: bytes, name: str) -> FactsFile:
    """Read the bytes of a YAML or JSON document; `name` is shown in errors."""
    if len(raw) > MAX_BYTES:
        raise FactsError(f"{name}: larger than {MAX_BYTES:,} bytes; a fact sheet holds one story's facts")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsError(f"{name}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    if not text.strip():
        raise FactsError(f"{name}: is empty; `neurowire new KIND` prints a sheet to fill in")
    if name.endswith(".json") or (not name.endswith((".yaml", ".yml")) and text.lstrip()[:1] in "{["):
        return FactsFile(read_json(text, name), {}, name)
    return _read_yaml(text, name)


def read_json(text: str, name: str) -> Any:
    """Parse JSON with decimals kept as written and duplicate keys refused."""
    try:
        return json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=str, object_pairs_hook=_without_duplicates
        )
    except json.JSONDecodeError as error:
        raise FactsError(f"{name}:{error.lineno}: not well-formed JSON: {error.msg} (column {error.colno})") from error
    except RecursionError as error:
        raise FactsError(f"{name}: nested too deeply to be a fact sheet") from error
    except (ValueError, ArithmeticError) as error:
        raise FactsError(f"{name}: {error}") from error


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"key {twice!r} stands twice; keep one")
    return made


def _read_yaml(text: str, name: str) -> FactsFile:
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader = loader_class(text)
    try:
        _walk_events(loader, name)
        loader.dispose()
        loader = loader_class(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = int(getattr(error.problem_mark, "line", 0)) + 1
        if "nesting depth" in str(error.problem):  # libyaml's own limit, met before ours where it scans ahead
            raise FactsError(f"{name}:{line}: nested too deeply to be a fact sheet") from error
        hint = "; indent with spaces, not tabs" if "\t" in text else ""
        raise FactsError(f"{name}:{line}: not well-formed YAML: {error.problem or error.context}{hint}") from error
    except yaml.YAMLError as error:
        raise FactsError(f"{name}: not well-formed YAML: {str(error).splitlines()[0]}") from error
    except RecursionError as error:
        raise FactsError(f"{name}: nested too deeply to be a fact sheet") from error
    finally:
        loader.dispose()
    lines: dict[Path, int] = {}
    return FactsFile(_plain(node, (), lines, name), lines, name)


def _walk_events(loader: Any, name: str) -> None:
    """Go through the document once before anything is built of it: no aliases, and no deeper than a sheet is."""
    import yaml

    depth = 0
    while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
        line = int(getattr(event.start_mark, "line", 0)) + 1
        if isinstance(event, yaml.AliasEvent):
            raise FactsError(f"{name}:{line}: alias *{event.anchor} is not allowed; write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise FactsError(f"{name}:{line}: nested too deeply to be a fact sheet")


def _plain(node: Any, path: Path, lines: dict[Path, int], name: str) -> Any:
    """The plain value of a YAML node; notes the line of each path on the way."""
    line = node.start_mark.line + 1 if node is not None else 1
    lines[path] = line
    if len(path) > MAX_DEPTH:
        raise FactsError(f"{name}:{line}: nested too deeply to be a fact sheet")
    if node is None:
        return None
    if node.id == "mapping":
        made: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.id != "scalar":
                raise FactsError(f"{name}:{key_node.start_mark.line + 1}: a key must be a plain word")
            key = str(key_node.value)
            if key in made:
                raise FactsError(f"{name}:{key_node.start_mark.line + 1}: key {key!r} stands twice; keep one")
            made[key] = _plain(value_node, (*path, key), lines, name)
            lines[(*path, key)] = key_node.start_mark.line + 1
        return made
    if node.id == "sequence":
        return [_plain(item, (*path, place), lines, name) for place, item in enumerate(node.value)]
    return _scalar(node, line, name)


def _scalar(node: Any, line: int, name: str) -> Any:
    if str(node.tag) not in _IMPLICIT_TAGS:
        raise FactsError(f"{name}:{line}: tag {node.tag!r} is not allowed; write the plain value")
    text = str(node.value)
    if node.style:  # "" or None is plain, by loader
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    return Decimal(text) if _NUMBER.match(text) else text


_IMPLICIT_TAGS = {
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "binary")
} - {"tag:yaml.org,2002:binary"}
