from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import httpx
import pytest

from sayso.acquire import Raw, raws
from sayso.acquire.fetch import Backend, Transport, fetch, is_public
from sayso.errors import FetchError, TooLargeError
from sayso.records import Drop
from sayso.settings import Settings

PAGE = b"<html><body><p>The council denied it.</p></body></html>"
Answer = Callable[[httpx.Request], httpx.Response]


def got(answer: Answer, url: str = "https://news.example/a", **settings: float) -> bytes:
    found = fetch(url, Settings(**settings), httpx.MockTransport(answer))  # type: ignore[arg-type]
    return found.data


def test_a_page_comes_with_its_form_and_last_address() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["user-agent"].startswith("sayso/")
        if request.url.path == "/a":
            return httpx.Response(302, headers={"location": "/b"})
        headers = {"content-type": "text/html; charset=x"}
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(PAGE))

    found = fetch("https://news.example/a", Settings(), httpx.MockTransport(answer))
    assert (found.data, found.url) == (PAGE, "https://news.example/b")
    assert found.media_type == "text/html; charset=x"


def test_redirects_are_limited() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": str(request.url) + "x"})

    with pytest.raises(FetchError, match="more than 5 times"):
        got(answer)


def test_a_redirect_to_another_scheme_is_refused() -> None:
    with pytest.raises(FetchError):
        got(lambda _: httpx.Response(302, headers={"location": "file:///etc/passwd"}))


def test_an_error_of_the_server_is_named() -> None:
    with pytest.raises(FetchError, match="404"):
        got(lambda _: httpx.Response(404))


def test_size_is_limited_packed_and_unpacked() -> None:
    for headers, body in (
        ({}, b"x" * 2000),
        ({"content-encoding": "gzip"}, gzip.compress(b"x" * 1_000_000)),
    ):
        with pytest.raises(TooLargeError):
            got(
                lambda _, h=headers, b=body: httpx.Response(  # type: ignore[misc]
                    200, headers=h, stream=httpx.ByteStream(b)
                ),
                max_bytes=1000,
            )


def test_gzip_is_undone() -> None:
    body = gzip.compress(PAGE)
    headers = {"content-encoding": "gzip"}
    assert (
        got(lambda _: httpx.Response(200, headers=headers, stream=httpx.ByteStream(body))) == PAGE
    )


@pytest.mark.parametrize(("coding", "body"), [("gzip", b"no gzip"), ("br", b"x"), ("zstd", b"x")])
def test_a_coding_that_is_broken_or_was_not_asked_for_is_refused(coding: str, body: bytes) -> None:
    headers = {"content-encoding": coding}
    with pytest.raises(FetchError):
        got(lambda _: httpx.Response(200, headers=headers, stream=httpx.ByteStream(body)))


@pytest.mark.parametrize(
    "url", ["https://", "http://[", "https://a b/", "http://\udcff/", "https://" + "a" * 300]
)
def test_an_address_that_is_none_is_one_clear_error(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, Settings(fetch_seconds=2))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "no address",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


class _Below(httpcore.MockBackend):
    """Says where connections go."""

    def __init__(self) -> None:
        super().__init__([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"])
        self.hosts: list[str] = []

    def connect_tcp(self, host: str, *arguments: object, **named: object) -> httpcore.NetworkStream:
        self.hosts.append(host)
        return super().connect_tcp(host, *arguments, **named)  # type: ignore[arg-type]


def _through(resolve: Callable[[str, int], list[str]], **named: bool) -> tuple[Transport, _Below]:
    below = _Below()
    backend = Backend(time.monotonic() + 5, resolve=resolve, below=below, **named)
    return Transport(backend), below


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])  # a name server that rebinds
    transport, below = _through(lambda *_: next(answers))
    assert fetch("http://news.example/", Settings(), transport).data == b"hi"
    assert below.hosts == ["93.184.215.14"]


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"]])
def test_a_private_host_is_refused(addresses: list[str]) -> None:
    transport, below = _through(lambda *_: addresses)
    with pytest.raises(FetchError, match="public") as caught:
        fetch("http://news.example/", Settings(), transport)
    assert caught.value.reason == "private address"
    assert below.hosts == []


def test_a_private_host_is_fetched_when_allowed() -> None:
    transport, below = _through(lambda *_: ["127.0.0.1"], allow_private=True)
    assert fetch("http://news.example/", Settings(), transport).data == b"hi"
    assert below.hosts == ["127.0.0.1"]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                try:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("location", "http://10.255.255.1/")
            self.end_headers()
        else:
            self.send_response(200)
            self.send_header(
                "content-type", "application/pdf" if self.path == "/pdf" else "text/html"
            )
            self.end_headers()
            self.wfile.write(b"%PDF-1.7" if self.path == "/pdf" else PAGE)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_real_page_is_fetched_from_a_private_host_when_allowed(server: str) -> None:
    (found,) = raws([server], Settings(allow_private=True))
    assert isinstance(found, Raw)
    assert (found.data, found.media_type, found.url) == (PAGE, "text/html", server)


def test_a_real_private_host_is_a_drop_by_default(server: str) -> None:
    (found,) = raws([server], Settings())
    assert isinstance(found, Drop)
    assert found.reason == "private address"


def test_a_fetched_pdf_is_a_drop(server: str) -> None:
    (found,) = raws([f"{server}/pdf"], Settings(allow_private=True))
    assert isinstance(found, Drop)
    assert found.reason == "not yet"


def test_a_page_that_drips_ends_at_the_limit_of_the_whole(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.5 seconds"):
        fetch(f"{server}/slow", Settings(allow_private=True, fetch_seconds=0.5))
    assert time.monotonic() - start < 3


def test_no_connection_is_one_clear_error() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(FetchError):
            fetch(f"http://127.0.0.1:{port}/", Settings(allow_private=True, fetch_seconds=2))
