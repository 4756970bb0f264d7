"""An address in, the page's bytes out: within limits, and from public hosts only.

Each hop's host is resolved once, every address that it resolves to is checked, and the
connection goes to
a checked address, so that a name that resolves differently the second time (DNS rebinding) gains
nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import httpcore
import httpx

from sayso.errors import FetchError, InputError, TooLargeError
from sayso.records import Record

if TYPE_CHECKING:
    import ssl

    from sayso.settings import Settings

USER_AGENT = "sayso/0.1 (reads one news page that its user asked for)"
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_CHUNK = 65_536
# A translated IPv4 address may hide a private one (RFC 6052, RFC 3056).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolver = Callable[[str, int], Iterable[str]]


class Page(Record, frozen=True):
    """What an address gave."""

    data: bytes
    media_type: str
    url: str


class AddressError(FetchError):
    """The host is at an address that pages are not fetched from."""


def fetch(url: str, settings: Settings, transport: httpx.BaseTransport | None = None) -> Page:
    """Return the bytes at ``url``, as the last redirect gives them, their gzip coding undone.

    Args:
        url: An http or https address.
        settings: Limits of time, size and redirects, and whether private hosts are allowed.
        transport: What carries a request; tests give their own.

    Raises:
        FetchError: if there is no such page, or it is not to be had within the limits.
        TooLargeError: if it is over the limit on size.

    """
    deadline = time.monotonic() + settings.fetch_seconds
    carrier = transport or Transport(Backend(deadline, allow_private=settings.allow_private))
    headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    try:
        with (
            httpx.Client(
                transport=carrier,
                headers=headers,
                timeout=settings.fetch_seconds,
                max_redirects=settings.fetch_redirects,
                follow_redirects=True,
                trust_env=False,
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code >= httpx.codes.BAD_REQUEST:
                raise FetchError(f"The server answered {response.status_code}.")
            data = _body(response, settings, deadline)
            media_type = response.headers.get("content-type", "")[:200]
            return Page(data=data, media_type=media_type, url=str(response.url))
    except httpx.TooManyRedirects as error:
        raise FetchError(f"It redirects more than {settings.fetch_redirects} times.") from error
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchError(f"It did not arrive within {settings.fetch_seconds:g} seconds.") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        raise FetchError("The page could not be fetched; is the address right?") from error
    except (*_CORE_ERRORS, OSError) as error:
        raise FetchError("No connection to the server could be made or kept.") from error


_CORE_ERRORS = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)


def _body(response: httpx.Response, settings: Settings, deadline: float) -> bytes:
    """Return the whole body, unpacked here so that the limit holds for what it unpacks to."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"gzip", "x-gzip", "identity", ""}:
        raise FetchError("The server sent a coding that was not asked for.")
    unpack = zlib.decompressobj(31) if "gzip" in coding else None
    pieces: list[bytes] = []
    left = settings.max_bytes
    for chunk in response.iter_raw(_CHUNK):
        if time.monotonic() > deadline:
            raise FetchError(f"It did not arrive within {settings.fetch_seconds:g} seconds.")
        try:
            piece = unpack.decompress(chunk, left + 1) if unpack else chunk
        except zlib.error as error:
            raise FetchError("What the server sent is broken.") from error
        left -= len(piece)
        if left < 0:
            raise TooLargeError(f"It is over the limit of {settings.max_bytes} bytes.")
        pieces.append(piece)
    return b"".join(pieces)


def is_public(address: str) -> bool:
    """Return whether an IP address is one that anybody on the internet could reach."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
        if any(each is not None and not is_public(str(each)) for each in inner):
            return False
        if ip.ipv4_mapped is not None:
            return True  # checked as what it is
    return ip.is_global and not ip.is_multicast


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class _Stream(httpcore.NetworkStream):
    """A connection none of whose steps outlasts the deadline of the whole page."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        seconds = _left(self._deadline, timeout)
        return _Stream(
            self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline
        )

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """Return the seconds that a step may take.

    Raises:
        httpcore.ReadTimeout: if none are left.

    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("The time for the page is over.")
    return left if timeout is None else min(left, timeout)


class Backend(httpcore.NetworkBackend):
    """Opens connections, to checked addresses only."""

    def __init__(
        self,
        deadline: float,
        *,
        allow_private: bool = False,
        resolve: Resolver = _resolve,
        below: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolve
        self._below = below or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to one of the host's addresses.

        Raises:
            AddressError: if one of them is private, loopback, link-local or reserved.
            httpcore.ConnectError: if none answers.

        """
        try:
            addresses = list(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"There is no host {host}.") from error
        if not self._allow_private and not all(map(is_public, addresses)):
            raise AddressError("The host is not on the public internet.", reason="private address")
        problem: Exception = httpcore.ConnectError(f"There is no host {host}.")
        for address in addresses:
            try:
                seconds = _left(self._deadline, timeout)
                stream = self._below.connect_tcp(
                    address, port, seconds, local_address, socket_options
                )
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class Transport(httpx.BaseTransport):
    """Carries httpx's requests over our own way of opening connections."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response, its body still to be read."""
        if not isinstance(request.stream, httpx.SyncByteStream):
            raise InputError("The request cannot be sent.")
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close its connections."""
        self._pool.close()
