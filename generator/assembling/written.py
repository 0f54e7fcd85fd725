"""A fetched sheet as YAML that people read, one line a fact."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any


def to_yaml(data: Mapping[str, Any]) -> str:
    """A sheet as YAML that people read: one line a fact. Texts are quoted as JSON quotes them, which YAML reads."""
    lines: list[str] = []
    for name, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{name}:")
            for row in value:
                lines += [f"  {'- ' if not place else '  '}{key}: {_flow(part)}"
                          for place, (key, part) in enumerate(row.items())]  # fmt: skip
        elif isinstance(value, dict) and name not in ("dateline", "defaults") and "value" not in value:
            lines.append(f"{name}:")
            lines += [f"  {key}: {_flow(part)}" for key, part in value.items()]
        else:
            lines.append(f"{name}: {_flow(value)}")
    return "\n".join(lines) + "\n"


_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[ .\-][A-Za-z0-9_]+)*\Z|\d{4}-\d{2}-\d{2}\Z|-?\d+(?:\.\d+)?%?\Z")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return _scalar(value.isoformat() if isinstance(value, date) else str(value))


@lru_cache(maxsize=4096)
def _scalar(text: str) -> str:
    return text if _BARE.match(text) and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)
