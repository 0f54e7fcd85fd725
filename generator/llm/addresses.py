"""Addresses: from the base URL in the settings to where an endpoint's calls go, and what goes with each."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit, urlunsplit

_AZURE = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")
AZURE_VERSION = "2024-10-21"
"""The version of Azure's API that a base URL without one is asked in: the newest general one of the old paths."""


class Address(NamedTuple):
    """Where calls go: the client's base URL, the query and the headers of each."""

    url: str
    query: dict[str, str]
    headers: dict[str, str]


def address(base_url: str, model: str, key: str) -> Address:
    """The address of an endpoint.

    Azure takes its key in a header of its own; its deployments stand in the path, with a version in the query
    (`https://NAME.openai.azure.com` is enough), but for its newer `/openai/v1` paths, which are like everybody's. Any
    other query of a base URL is sent with each call.
    """
    parts = urlsplit(base_url)
    query = dict(parse_qsl(parts.query))
    path = parts.path.rstrip("/")
    headers: dict[str, str] = {}
    if (parts.hostname or "").endswith(_AZURE):
        headers["api-key"] = key
        if not path.endswith("/v1"):
            if "/deployments/" not in path:
                path = f"{path.removesuffix('/openai')}/openai/deployments/{model}"
            query.setdefault("api-version", AZURE_VERSION)
    path = path.removesuffix("/chat/completions")
    return Address(urlunsplit((parts.scheme, parts.netloc, path, "", "")), query, headers)
