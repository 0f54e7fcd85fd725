"""What known endpoints take, by the host of their base URL, and what `[endpoint]` of the settings says instead.

A start only: what an endpoint turns out not to take is stepped down and remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from generator.errors import UsageError
from generator.llm.openai import DEFAULT, Profile

_OLDER_LIMIT: Final = Profile(limit="max_tokens")
VENDORS: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        "api.mistral.ai": _OLDER_LIMIT,
        "api.deepseek.com": Profile(structured="object", limit="max_tokens"),
        "openrouter.ai": _OLDER_LIMIT,
        ":11434": _OLDER_LIMIT,
    }
)
"""Profiles by host, or by the port a server of one's own listens on (Ollama). All others start with everything."""
_PROFILE: Final = TypeAdapter(Profile)
_FIELDS: Final = ("structured", "limit", "temperature", "room")


def vendor_profile(base_url: str) -> Profile:
    """What the endpoint at a base URL is known to take."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    for name, profile in VENDORS.items():
        if name in (host, f":{parts.port}") or host.endswith(f".{name}"):
            return profile
    return DEFAULT


def set_profile(profile: Profile, given: Mapping[str, Any]) -> Profile:
    """The profile with what the settings' `[endpoint]` says. Raises UsageError that names the key and its value."""
    for name in given:
        if name not in _FIELDS:
            raise UsageError(f"endpoint.{name}: no such setting; the settings are {', '.join(_FIELDS)}")
    try:
        return _PROFILE.validate_python({**_PROFILE.dump_python(profile), **given})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "endpoint"
        raise UsageError(f"endpoint.{name}: {given.get(name)!r}: {first['msg']}") from error
