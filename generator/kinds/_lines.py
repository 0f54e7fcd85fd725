"""Validation errors as lines: where the value stands, what is wrong with it, what is allowed, did you mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.facts.files import FactsFile, Path
from generator.kinds._shelf import near

MAX_SHOWN = 60
_PREFIX = re.compile(r"(?P<where>[A-Za-z_][\w\-]*(?:\.[\w\-]+)*): (?P<what>.+)", re.DOTALL)
_EXPECTED = {
    "string_type": "must be text",
    "dict_type": "must be a mapping of fields (key: value)",
    "model_type": "must be a mapping of fields (key: value)",
    "model_attributes_type": "must be a mapping of fields (key: value)",
    "tuple_type": "must be a list (one '- ...' a line)",
    "list_type": "must be a list (one '- ...' a line)",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "string_too_short": "is empty",
    "decimal_parsing": "must be a number",
    "none_required": "must be left out",
}


class _Problem(NamedTuple):
    path: Path
    text: str
    weight: int
    """How much the message says: of several for one value the heaviest is shown."""


def error_lines(error: ValidationError, sheet: type[BaseModel], file: FactsFile) -> list[str]:
    """One line for each problem of a sheet, in the order of the file."""
    best: dict[Path, _Problem] = {}
    for detail in error.errors(include_url=False):
        for problem in _problems(detail, sheet, file.data):
            known = best.get(problem.path)
            if known is None or known.weight < problem.weight:
                best[problem.path] = problem
    ordered = sorted(best.values(), key=lambda problem: (file.line(problem.path) or 0, str(problem.path)))
    return [_line(problem, sheet, file) for problem in ordered]


def _line(problem: _Problem, sheet: type[BaseModel], file: FactsFile) -> str:
    field = _dotted(problem.path, sheet, file.data)
    return f"{file.where(problem.path)}: {field}: {problem.text}" if field else f"{file.name}: {problem.text}"


def _problems(detail: ErrorDetails, sheet: type[BaseModel], data: Any) -> Iterator[_Problem]:
    path = _real_path(detail["loc"], data)
    kind, context = detail["type"], detail.get("ctx", {})
    got = f", got {_shown(detail['input'])}"
    if kind == "missing":
        name = str(detail["loc"][-1])
        missing = (*path, name) if not path or path[-1] != name else path
        about = _description(missing, sheet)
        yield _Problem(missing, "is missing" + (f"; give it: {about}" if about else "; give it"), 5)
    elif kind == "extra_forbidden":
        model = _model_at(path[:-1], sheet)
        allowed = tuple(model.model_fields) if model else ()
        yield _Problem(path, f"is not a field of this sheet{near(str(path[-1]), allowed)}", 5)
    elif kind == "value_error":
        for text in str(context.get("error", detail["msg"])).split("\n"):
            prefixed = _PREFIX.match(text) if not path else None
            if prefixed and (place := _place(prefixed["where"], data)):
                yield _Problem(place, prefixed["what"], 6)
            else:
                yield _Problem(path, text, 6)
    elif kind == "literal_error":
        words = tuple(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
        hint = near(str(detail["input"]), words) if words else f"; allowed: {context.get('expected')}"
        yield _Problem(path, f"is not one of the words this field takes{got}{hint}", 3 + min(len(words), 2) // 2)
    elif kind == "string_pattern_mismatch":
        about = _description(path, sheet)
        yield _Problem(path, f"is not written as it has to be{got}" + (f"; allowed: {about}" if about else ""), 4)
    elif kind == "string_too_long":
        yield _Problem(path, f"is longer than {context.get('max_length')} characters{got}", 4)
    elif kind == "too_short":
        yield _Problem(path, "is empty; list at least one, or leave it out", 4)
    else:
        yield _Problem(path, f"{_EXPECTED.get(kind, detail['msg'][:1].lower() + detail['msg'][1:])}{got}", 2)


def _real_path(loc: tuple[int | str, ...], data: Any) -> Path:
    """The part of an error's place that stands in the file: Pydantic adds steps of its own for unions and values."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif isinstance(data, dict | list) and step != "value":
            continue
        else:
            break
        path.append(step)
    return tuple(path)


def _place(where: str, data: Any) -> Path:
    """The path of a dotted place such as `batches.4.models`, where list items go by their key; () if it is nowhere."""
    path: list[str | int] = []
    for step in where.split("."):
        if isinstance(data, dict) and step in data:
            path.append(step)
            data = data[step]
        elif isinstance(data, list) and (place := _item_place(step, data)) is not None:
            path.append(place)
            data = data[place]
        else:
            break
    return tuple(path)


def _item_place(step: str, items: list[Any]) -> int | None:
    for place, item in enumerate(items):
        if isinstance(item, dict) and step in (str(value) for value in item.values() if not isinstance(value, dict)):
            return place
    return int(step) - 1 if step.isdigit() and 0 < int(step) <= len(items) else None


def _dotted(path: Path, sheet: type[BaseModel], data: Any) -> str:
    """The path as a person reads it: list items by their key, or counted from 1."""
    names: list[str] = []
    for depth, step in enumerate(path):
        data = _at(data, step)
        if isinstance(step, int):
            model = _model_at(path[: depth + 1], sheet)
            key = getattr(model, "item_key", "") if model else ""
            value = data.get(key) if isinstance(data, dict) and key else None
            names.append(str(value) if isinstance(value, str) or str(value).isdigit() else str(step + 1))
        else:
            names.append(step)
    return ".".join(names)


def _at(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _model_at(path: Path, sheet: type[BaseModel]) -> type[BaseModel] | None:
    """The model that describes the value at `path`."""
    model: type[BaseModel] | None = sheet
    annotation: Any = sheet
    for step in path:
        if isinstance(step, int) or model is None or step not in model.model_fields:
            if model is None and not isinstance(step, int):
                model = _model_in(annotation)
            continue
        annotation = model.model_fields[step].annotation
        model = None if get_origin(annotation) is dict else _model_in(annotation)
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, dict, Union, UnionType) or get_args(annotation):
        return next((model for arg in get_args(annotation) if (model := _model_in(arg)) is not None), None)
    return None


def _description(path: Path, sheet: type[BaseModel]) -> str:
    """What the schema says of the field at `path`."""
    if not path or isinstance(path[-1], int):
        return ""
    model = _model_at(path[:-1], sheet)
    field = model.model_fields.get(path[-1]) if model else None
    return (field.description or "").rstrip(".") if field else ""


def _shown(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        return "a list" if not isinstance(value, dict) else "a mapping"
    text = str(value) if not isinstance(value, str) else repr(value)
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"
