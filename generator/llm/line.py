"""The line to an endpoint: one pool of connections, and one way to send a request; imported clients stay in here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.llm.addresses import Address

if TYPE_CHECKING:
    import httpx2


class Line:
    """Posts requests to one endpoint. `transport` replaces the network.

    `in_flight` is for batches: that many calls share one pool, on the library's faster aiohttp transport. Requests are
    sent as they are: the library's typed client builds each anew, which in a batch takes half of a call's time.
    """

    def __init__(
        self, at: Address, key: str, timeout: float, transport: httpx2.AsyncBaseTransport | None, in_flight: int
    ) -> None:
        self._at, self._timeout = at, timeout
        self._headers = {
            "Authorization": f"Bearer {key or 'none'}",
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": f"neurowire/{__version__}",
            **at.headers,
        }
        self._transport, self._in_flight = transport, in_flight

    @cached_property
    def _http(self) -> httpx2.AsyncClient:
        import httpx2

        if not self._in_flight or self._transport is not None:
            return httpx2.AsyncClient(transport=self._transport, timeout=self._timeout)
        from openai import DefaultAioHttpClient

        limits = httpx2.Limits(max_connections=self._in_flight, max_keepalive_connections=self._in_flight)
        return DefaultAioHttpClient(limits=limits, timeout=self._timeout, follow_redirects=False)

    @cached_property
    def _url(self) -> httpx2.URL:
        import httpx2

        return httpx2.URL(f"{self._at.url}/chat/completions", params=self._at.query or None)

    @cached_property
    def _extensions(self) -> dict[str, Any]:
        import httpx2

        return {"timeout": httpx2.Timeout(self._timeout).as_dict()}

    def open(self) -> None:
        """Make ready to post: what is imported for it takes a good part of a second."""
        _ = self._http, self._url, self._extensions

    async def post(self, data: bytes) -> httpx2.Response:
        """The endpoint's answer, read to its end. Raises httpx2.TimeoutException or another httpx2.RequestError."""
        import httpx2

        request = httpx2.Request("POST", self._url, headers=self._headers, content=data, extensions=self._extensions)
        return await self._http.send(request)

    async def close(self) -> None:
        """Give back the connections."""
        if "_http" in self.__dict__:
            await self._http.aclose()
