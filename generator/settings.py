"""Settings: one frozen record, read once at the door and passed down.

A value is taken from the environment, else from `neurowire.toml` in the working folder, else it is the default.
`neurowire settings` prints what is in force. Keys are masked in everything that prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from generator.errors import UsageError

FILE: Final = "neurowire.toml"
PROVIDERS: Final = ("BENZINGA", "OPENFDA", "SEC", "BLS")
VARIABLES: Final = (
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "NEUROWIRE_MODEL",
    "NEUROWIRE_ARCHIVE",
    "NEUROWIRE_NOW",
    "NEUROWIRE_WAIVERS",
    "NEUROWIRE_MAX_COST",
    "NEUROWIRE_CACHE",
    *(f"NEUROWIRE_{provider}_{part}" for provider in PROVIDERS for part in ("URL", "KEY")),
)
"""The names of all settings, as the environment and the file spell them."""
_MAX_BYTES: Final = 1_000_000

Origin = Literal["environment", "neurowire.toml", "default"]


@dataclass(frozen=True)
class CheckSettings:
    """The numbers of the hedges, and the rules that an editor has turned off or lowered to a note.

    "More than n" understates a value from `understates` times n on; "nearly n" is [`nearly` n, n); "about n" is within
    the share `about` of n. `off` and `lowered` name rules or verdicts ("unbound"). A contradiction can be neither.
    """

    understates: Decimal = Decimal("1.25")
    nearly: Decimal = Decimal("0.95")
    about: Decimal = Decimal("0.05")
    off: frozenset[str] = frozenset()
    lowered: frozenset[str] = frozenset()


class Provider(NamedTuple):
    """Where a data source is reached, and with which key; "" where it is not set."""

    url: str = ""
    key: str = ""

    def __repr__(self) -> str:
        return f"Provider(url={self.url!r}, key={masked(self.key)!r})"


TABLES = ("check", "prices", "endpoint")
"""The tables of the file."""


class TokenPrice(NamedTuple):
    """US dollars for a million tokens of a model: `input` asked, `output` said, `cached` asked again from its cache."""

    input: Decimal
    output: Decimal
    cached: Decimal


@dataclass(frozen=True)
class Settings:
    """All that the environment and `neurowire.toml` say. `origins` tells where each setting came from."""

    openai_api_key: str = field(default="", repr=False)
    openai_base_url: str = ""
    model: str = ""
    archive: str = ""
    now: datetime | None = None
    waivers: str = ""
    """The file of findings marked as no error; "" for none."""
    providers: Mapping[str, Provider] = field(default_factory=lambda: MappingProxyType({}))
    check: CheckSettings = CheckSettings()
    prices: Mapping[str, TokenPrice] = field(default_factory=lambda: MappingProxyType({}))
    """What tokens cost, by model."""
    max_cost: Decimal | None = None
    """The most dollars that one story may cost."""
    cache: str = ""
    """The folder where it is kept what endpoints take; "" for the user's cache folder."""
    endpoint: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """What the endpoint takes, as `[endpoint]` says: see `llm.vendors`."""
    origins: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    @property
    def has_model(self) -> bool:
        """Whether a model is named and can be reached: its name, and a key or an endpoint that needs none."""
        return bool(self.model and (self.openai_api_key or self.openai_base_url))


def cache_folder(environ: Mapping[str, str], given: str = "") -> Path:
    """The folder for what can be found out again: the one `given`, else neurowire in the user's cache folder."""
    home = environ.get("XDG_CACHE_HOME") or Path(environ.get("HOME") or Path("~").expanduser()) / ".cache"
    return Path(given) if given else Path(home) / "neurowire"


def code_folder(environ: Mapping[str, str]) -> Path:
    """The folder for compiled templates. They are run as code: a `neurowire.toml` that lies in the working folder,
    and may be anybody's, does not say where they are."""
    return cache_folder(environ, environ.get("NEUROWIRE_CACHE", ""))


class Line(NamedTuple):
    """One setting as `neurowire settings` prints it."""

    name: str
    value: str
    origin: Origin


def read_settings(environ: Mapping[str, str], folder: Path) -> Settings:
    """The settings in force, from `environ` and from `neurowire.toml` in `folder`.

    Raises UsageError that names the variable or the key of the file, its value and what is allowed.
    """
    filed = _read_toml(folder / FILE)
    check, prices, endpoint = (filed.pop(table, {}) for table in TABLES)
    values = {name: str(value) for name, value in filed.items()}
    values.update({name: environ[name] for name in VARIABLES if environ.get(name)})
    origins: dict[str, Origin] = {
        name: "environment" if environ.get(name) else "neurowire.toml" if name in filed else "default"
        for name in VARIABLES
    }
    origins.update(
        {f"check.{entry.name}": FILE if entry.name in check else "default" for entry in fields(CheckSettings)}
    )
    origins.update({f"prices.{name}": FILE for name in prices})
    origins.update({f"endpoint.{name}": FILE for name in endpoint})
    return Settings(
        values.get("OPENAI_API_KEY", ""),
        values.get("OPENAI_BASE_URL", ""),
        values.get("NEUROWIRE_MODEL", ""),
        values.get("NEUROWIRE_ARCHIVE", ""),
        _moment(values.get("NEUROWIRE_NOW", "")),
        values.get("NEUROWIRE_WAIVERS", ""),
        MappingProxyType({name.lower(): _provider(name, values) for name in PROVIDERS}),
        _check_settings(check),
        MappingProxyType({name: _price(name, price) for name, price in prices.items()}),
        dollars(values["NEUROWIRE_MAX_COST"], "NEUROWIRE_MAX_COST") if values.get("NEUROWIRE_MAX_COST") else None,
        values.get("NEUROWIRE_CACHE", ""),
        MappingProxyType(endpoint),
        MappingProxyType(origins),
    )


def settings_lines(settings: Settings) -> list[Line]:
    """Every setting with its value and where it came from; keys masked."""
    values = {
        "OPENAI_API_KEY": masked(settings.openai_api_key),
        "OPENAI_BASE_URL": settings.openai_base_url,
        "NEUROWIRE_MODEL": settings.model,
        "NEUROWIRE_ARCHIVE": _without_password(settings.archive),
        "NEUROWIRE_NOW": settings.now.isoformat() if settings.now else "",
        "NEUROWIRE_WAIVERS": settings.waivers,
        "NEUROWIRE_MAX_COST": "" if settings.max_cost is None else str(settings.max_cost),
        "NEUROWIRE_CACHE": settings.cache,
    }
    for name in PROVIDERS:
        provider = settings.providers.get(name.lower(), Provider())
        values[f"NEUROWIRE_{name}_URL"] = provider.url
        values[f"NEUROWIRE_{name}_KEY"] = masked(provider.key)
    for entry in fields(CheckSettings):
        value = getattr(settings.check, entry.name)
        values[f"check.{entry.name}"] = ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)
    for model, price in settings.prices.items():
        values[f"prices.{model}"] = f"input {price.input}, output {price.output}, cached {price.cached} USD a million"
    values.update({f"endpoint.{name}": str(value) for name, value in settings.endpoint.items()})
    return [Line(name, value, settings.origins.get(name, "default")) for name, value in values.items()]


def masked(secret: str) -> str:
    """A secret as it may be shown: its last four characters where it is long enough to spare them."""
    if not secret:
        return ""
    return f"****{secret[-4:]}" if len(secret) >= 16 else "****"


def _provider(name: str, values: Mapping[str, str]) -> Provider:
    return Provider(values.get(f"NEUROWIRE_{name}_URL", ""), values.get(f"NEUROWIRE_{name}_KEY", ""))


def _read_toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    import tomllib

    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UsageError(f"{path}: larger than {_MAX_BYTES:,} bytes; a settings file is a page")
        read = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    for name, value in read.items():
        if name in TABLES and not isinstance(value, dict):
            raise UsageError(f"{path}: {name}: {value!r} is not a table; write [{name}]")
        if name in ("prices", "endpoint") and isinstance(value, dict):
            continue
        if name == "check" and isinstance(value, dict):
            _refuse_unknown(value, [entry.name for entry in fields(CheckSettings)], f"{path}: check.")
        elif name not in VARIABLES:
            _refuse_unknown({name: value}, (*VARIABLES, *TABLES), f"{path}: ")
        elif isinstance(value, dict | list | bool):
            raise UsageError(f"{path}: {name}: {value!r} is not a text; write it in quotation marks")
    return read


def _refuse_unknown(given: Mapping[str, Any], known: list[str] | tuple[str, ...], where: str) -> None:
    for name in given:
        if name not in known:
            raise UsageError(f"{where}{name}: no such setting; the settings are {', '.join(known)}")


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"NEUROWIRE_NOW: {text!r} is not a time; write 2024-01-29T12:00:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _check_settings(given: Mapping[str, Any]) -> CheckSettings:
    bounds = {"understates": (1, 100), "nearly": (0, 1), "about": (0, 1)}
    numbers = {name: _number(name, given[name], *bounds[name]) for name in bounds if name in given}
    rules = {name: _rules(name, given[name]) for name in ("off", "lowered") if name in given}
    return CheckSettings(**numbers, **rules)  # type: ignore[arg-type]


def dollars(text: str, name: str) -> Decimal:
    """An amount of dollars more than nothing. Raises UsageError with the `name` of what was set."""
    try:
        amount = Decimal(text.removeprefix("$"))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount <= 0:
        raise UsageError(f"{name}: {text!r} is not an amount of dollars; write 5 or 0.50")
    return amount


def _price(name: str, value: Any) -> TokenPrice:
    """The price of a model's line: {input = 0.15, output = 0.60, cached = 0.075}; `cached` may be left out."""
    where = f"{FILE}: prices.{name}"
    if not isinstance(value, dict) or not {"input", "output"} <= set(value):
        raise UsageError(f"{where}: {value!r} is no price; write {{input = 0.15, output = 0.60}}, USD a million")
    _refuse_unknown(value, TokenPrice._fields, f"{where}.")
    for part, number in value.items():
        if not isinstance(number, int | float) or isinstance(number, bool) or not 0 <= number < float("inf"):
            raise UsageError(f"{where}.{part}: {number!r} is not an amount of dollars")
    read = {part: Decimal(str(number)) for part, number in value.items()}
    return TokenPrice(read["input"], read["output"], read.get("cached", read["input"]))


def _number(name: str, value: Any, least: int, most: int) -> Decimal:
    if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
        return Decimal(str(value))
    raise UsageError(f"{FILE}: check.{name}: {value!r} is not a number from {least} to {most}")


def _rules(name: str, value: Any) -> frozenset[str]:
    if isinstance(value, list) and all(isinstance(rule, str) for rule in value):
        return frozenset(value)
    raise UsageError(f'{FILE}: check.{name}: {value!r} is not a list of rules; write ["unbound"]')


def _without_password(url: str) -> str:
    scheme, marked, rest = url.partition("://")
    if not marked or "@" not in rest:
        return url
    account, _, place = rest.rpartition("@")
    return f"{scheme}://{account.partition(':')[0]}:****@{place}"
