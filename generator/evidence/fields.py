"""Field names as words: `epsEst`, `eps_est` and `EPS est.` are all the estimate of eps."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# "revenueEst2024" -> revenue Est 2024
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+(?:\.\d+)?|%")
_SPELLED = {
    "est": "estimate", "rev": "revenue", "pct": "percent", "perc": "percent", "pt": "price target", "yoy": "change",
    "chg": "change", "avg": "average", "num": "number", "qty": "quantity", "vol": "volume", "pe": "price earnings ratio",
    "curr": "current", "prev": "prior", "previous": "prior", "exp": "expected", "cons": "consensus", "amt": "amount",
    "mkt": "market", "cap": "capitalization", "div": "dividend", "temp": "temperature", "desc": "description",
    "max": "high", "min": "low", "dt": "date", "ts": "time", "us": "us",
}  # fmt: skip
_ROLES = {
    "estimate": "estimate", "estimated": "estimate", "consensus": "estimate", "expected": "estimate",
    "forecast": "estimate", "prior": "prior", "guidance": "guidance", "surprise": "surprise", "actual": "",
    "value": "", "current": "",
}  # fmt: skip
_PERCENT = frozenset(("percent", "%", "pct", "percentage"))
_PLAIN = frozenset(("value", "actual", "current", "data", "results", "result", "metrics", "items", "facts"))
_NAME = re.compile(
    r"(?:^|_)(?:name|company|issuer|firm|player|team|title|product|brand|symbol|ticker|city|country|analyst|author|"
    r"source|owner|insider|sponsor|applicant|manufacturer|exchange|publisher|regulator|entity|label|key|event)s?$",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:^|_)(?:date|day|published|updated|created|as_of|period|month|year|quarter)$|_on$|_at$", re.I)


class Field(NamedTuple):
    """What a field's path says: the metric's name and words, its role, whether it is a percentage."""

    metric: str
    label: str
    role: str
    percent: bool


@lru_cache(maxsize=8192)
def pieces(key: str) -> tuple[str, ...]:
    """The lower-case words of a field name, abbreviations spelled out."""
    words: list[str] = []
    for piece in _PIECE.findall(key):
        words.extend(_SPELLED.get(piece.lower(), piece.lower()).split())
    return tuple(words)


@lru_cache(maxsize=8192)
def field(path: tuple[str, ...]) -> Field:
    """What the keys of a path say together, the innermost last."""
    words: list[str] = []
    for key in path[-3:]:
        words.extend(word for word in pieces(key) if word not in words[-2:])
    role = next((_ROLES[word] for word in reversed(words) if _ROLES.get(word)), "")
    percent = any(word in _PERCENT for word in words)
    own = [word for word in words if word not in _ROLES and word not in _PLAIN and word not in _PERCENT]
    name = "_".join(own) or "_".join(words) or "value"
    if role == "surprise":
        name += "_surprise"
    return Field(name, " ".join(own or words) or "value", role, percent)


def names_something(key: str) -> bool:
    """Whether a field's text is a name: of a company, a person, a product, a place."""
    return bool(_NAME.search("_".join(pieces(key))))


def dates_something(key: str) -> bool:
    """Whether a field's value is a date or a period."""
    return bool(_DATE.search("_".join(pieces(key))))
