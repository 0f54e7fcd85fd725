"""Field names as words: `epsEst`, `eps_est` and `EPS est.` are all the estimate of eps."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

# "revenueEst2024" -> revenue Est 2024
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+(?:\.\d+)?|[%&]|[^\W\d_]+")
_SPELLED = {
    "est": "estimate", "rev": "revenue", "pct": "percent", "perc": "percent", "pt": "price target", "yoy": "change",
    "mom": "change", "qoq": "change", "chg": "change", "avg": "average", "num": "number", "qty": "quantity",
    "vol": "volume", "curr": "current", "prev": "prior", "previous": "prior", "exp": "expected", "cons": "consensus",
    "amt": "amount", "mkt": "market", "div": "dividend", "temp": "temperature", "desc": "description",
    "dt": "date", "ts": "timestamp", "oi": "open interest", "no": "number", "pos": "position",
}  # fmt: skip
_ROLES = {
    "estimate": "estimate", "estimated": "estimate", "consensus": "estimate", "expected": "estimate",
    "forecast": "estimate", "projected": "estimate", "prior": "prior", "guidance": "guidance", "outlook": "guidance",
    "surprise": "surprise", "actual": "", "value": "", "current": "", "reported": "",
}  # fmt: skip
MAGNITUDES = {"thousands": 3, "millions": 6, "mn": 6, "mln": 6, "billions": 9, "bn": 9, "trillions": 12}
"""What a field's name may end in: the power of ten that its figures are given in."""
_PERCENT = frozenset(("percent", "%", "percentage"))
_PLAIN = frozenset(
    "value values actual current reported data result results metric metrics item items fact facts display number no "
    "amount total count name id figure latest report list main all info details stat stats records record "
    "quantity".split()
)
_LENGTHS = {"weeks": "week", "months": "month", "days": "day", "years": "year", "hours": "hour", "minutes": "minute"}
_ORDINALS = frozenset(("number", "rank", "position", "place", "round", "sequence", "ordinal"))
_TIMES = frozenset(("period", "month", "weekday", "day", "date", "time", "quarter", "year"))
_LEFT_OUT = frozenset(
    ("id", "url", "uuid", "hash", "guid", "img", "logo", "image", "icon", "href", "flag", "timestamp")
)
_NAME = re.compile(
    r"(?:^|_)(?:name|company|issuer|firm|bank|player|team|title|product|brand|symbol|ticker|city|country|analyst|"
    r"author|source|owner|insider|sponsor|applicant|manufacturer|exchange|publisher|regulator|agency|entity|event|"
    r"ingredient|drug|venue|referee|officer|director|broker|underlying|by|officer_name|location|customer|partner)s?$",
)
_DATED = re.compile(
    r"(?:^|_)(?:date|day|published|updated|created|of|period|month|year|quarter|ended|end|start|expiry|expiration|"
    r"effective|on|at|txt|datetime|asof)$"
)  # fmt: skip
_KINDS = {
    "person": "player analyst author owner insider officer director referee person employee reporter".split(),
    "agency": "regulator agency authority".split(),
    "product": "product brand drug ingredient model device".split(),
    "place": "city country venue location headquarters state region jurisdiction".split(),
    "publication": "source publisher".split(),
    "company": "company issuer firm sponsor applicant manufacturer ticker symbol bank broker".split(),
}


REGIONS = frozenset(("us", "uk", "eu", "cn"))
"""Countries that field names begin with: us_share."""


class Field(NamedTuple):
    """What a field's path says: the metric's name and words, its role, its unit."""

    metric: str
    label: str
    words: tuple[str, ...] = ()
    """Other phrases for it."""
    role: str = ""
    unit: str = "?"
    ordinal: bool = False


class Terms(NamedTuple):
    """The house words of `terms.txt`."""

    measures: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    countries: dict[str, tuple[str, str]]
    """Name and adjective of a country, by its code and by its name."""


@cache
def terms() -> Terms:
    """What facts often measure and name, with their other names."""
    made = Terms({}, {}, {})
    for line in (Path(__file__).parent / "terms.txt").read_text("utf-8").splitlines():
        head, _, tail = line.partition(": ")
        kind, _, first = head.partition(" ")
        if tail and kind in ("measure", "name"):
            (made.measures if kind == "measure" else made.names)[first] = tuple(x.strip() for x in tail.split(","))
        elif tail and kind == "country":
            name, _, adjective = tail.partition(", ")
            made.countries[first] = made.countries[name] = (name, adjective)
    return made


@lru_cache(maxsize=16_384)
def pieces(key: str) -> tuple[str, ...]:
    """The lower-case words of a field name, abbreviations spelled out."""
    words: list[str] = []
    for piece in _PIECE.findall(key):
        words.extend(_SPELLED.get(piece.lower(), piece.lower()).split())
    return tuple(words)


@lru_cache(maxsize=16_384)
def field(path: tuple[str, ...], title: str = "") -> Field:
    """What the keys of a path say together, the innermost last; `title` names the measure of bare values."""
    mine = undated(unscaled(pieces(path[-1]))) if path else ()
    around = [pieces(key) for key in reversed(path[:-1])]
    role = _role(mine)
    percent = not _PERCENT.isdisjoint(mine)
    own = _own(mine)
    parents = iter(around)
    for parent in parents:
        role = role or _role(parent)
        if not own:
            own, percent = _own(parent), percent or not _PERCENT.isdisjoint(parent)
        else:
            break
    if not own and title:
        own = tuple(pieces(title.split(",")[0].split("(")[0]))
        own = own[:1] if own[0] in terms().measures else own
    ordinal = not _ORDINALS.isdisjoint(mine[-1:]) and "percent" not in mine
    own = own or _plain(mine) or ("value",)
    if len(own) > 1 and own[0] in REGIONS:
        own = own[1:]
    unit = "%" if percent else _LENGTHS.get(mine[-1], "?") if mine else "?"
    near = next((extra for parent in around if (extra := _own(parent)) and extra != own), ())
    phrases = _phrases(own, near)
    name = "_".join(own) + ("_surprise" if role == "surprise" else "")
    return Field(name, " ".join(own), phrases, role, unit, ordinal)


def unscaled(words: tuple[str, ...]) -> tuple[str, ...]:
    """A field's words without the magnitude they end in: "volume" of "volume_millions"."""
    return words[:-1] if len(words) > 1 and words[-1] in MAGNITUDES else words


def undated(words: tuple[str, ...]) -> tuple[str, ...]:
    """A field's words without the year, or the quarter of a year, that they end in: "revenue" of "revenue_2025"."""
    if len(words) < 2 or not is_year(words[-1]):
        return words
    short = words[:-2] if words[-2] == "fy" else words[:-3] if words[-3:-2] == ("q",) else words[:-1]
    return short or words


def is_year(word: str) -> bool:
    """Whether a word is a year of our times."""
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _own(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _ROLES and word not in _PLAIN and word not in _PERCENT)


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _PERCENT)


def _role(words: tuple[str, ...]) -> str:
    found = [role for word in words if (role := _ROLES.get(word))]
    return "surprise" if "surprise" in found else found[-1] if found else ""


_ORDINAL = {"1": ("first", "1st"), "2": ("second", "2nd"), "3": ("third", "3rd"), "4": ("fourth", "4th")}


def _phrases(own: tuple[str, ...], near: tuple[str, ...]) -> tuple[str, ...]:
    """What else a text calls it: the house's words, the name without its last plain word, with the parent before it."""
    made: dict[str, None] = {}
    if len(own) == 2 and own[1] in _ORDINAL:
        made.update(dict.fromkeys(f"{mark} {own[0]}" for mark in _ORDINAL[own[1]]))
    for start in (own, own[:-1] if own[-1] in ("change", "rate", "price", "target", "yards", "level") else ()):
        phrase = " ".join(start)
        for key in (phrase, phrase.replace(" and ", " ").replace(" from ", " ").replace(" of ", " ")):
            made.update(dict.fromkeys(terms().measures.get(key, ())))
        if phrase and start is not own:
            made[phrase] = None
    if near and len(near) < 4:
        made[" ".join((*near, *own))] = None
        made.update(dict.fromkeys(terms().measures.get(" ".join((*near, *own)), ())))
    if len(own) > 1 and own[0] in ("total", "all", "overall"):
        made[" ".join(own[1:])] = None
    for place, word in enumerate(own):
        if place and word in ("in", "of", "by", "for", "per", "before", "after"):
            head = " ".join(own[:place])
            made.update(dict.fromkeys((head, *terms().measures.get(head, ()))))
            break
    return tuple(made)


@lru_cache(maxsize=16_384)
def is_role(key: str) -> bool:
    """Whether a field name says only which figure it is: actual, estimate, prior, value, surprise_pct."""
    words = pieces(key)
    return bool(words) and not _own(words)


@lru_cache(maxsize=16_384)
def names_something(key: str) -> bool:
    """Whether a field's text is a name: of a company, a person, a product, a place."""
    words = pieces(key)
    return not _TIMES.intersection(words) and (bool(_NAME.search("_".join(words))) or "named" in words)


@lru_cache(maxsize=16_384)
def dates_something(key: str) -> bool:
    """Whether a field's value is a date or a period."""
    return bool(_DATED.search("_".join(pieces(key))))


@lru_cache(maxsize=16_384)
def says_nothing(key: str) -> bool:
    """Whether a field is for machines: an id, an address, a picture."""
    words = pieces(key)
    return bool(words) and words[-1] in _LEFT_OUT


@lru_cache(maxsize=16_384)
def kind_of(keys: tuple[str, ...]) -> str:
    """What a name under these keys is: company, person, agency, product, place, publication; else other."""
    for key in reversed(keys):
        words = {word.rstrip("s") for word in pieces(key)} | set(pieces(key))
        for kind, marks in _KINDS.items():
            if not words.isdisjoint(marks):
                return kind
    return "other"
