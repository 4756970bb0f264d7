"""A server on this machine, and what visitors with a socket of their own can do to it."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from types import ModuleType
from typing import Any

import httpx
import pytest

from sayso.errors import UsageError
from sayso.settings import Settings
from sayso.web import bodies, serve
from sayso.web.access import Access, access
from sayso.web.guard import BODY_FACTOR, GuardedApp
from sayso.web.serve import Asked, _listen, _Server, _shown
from tests.web.served import create_app
from tests.web.serving import serving

TOKEN = "a-token-for-programs-of-test"  # noqa: S105
SETTINGS = Settings(max_bytes=20_000)

Ask = Callable[[bytes], bytes]


class Running:
    """A server in a thread of this process, with short patience."""

    def __init__(self) -> None:
        self.socket = _listen("127.0.0.1", 0)
        self.port: int = self.socket.getsockname()[1]
        into = access("127.0.0.1", self.port, api_token=TOKEN)
        listening = threading.Event()
        self.server = _Server(create_app(Path("x.sayso"), SETTINGS, into), listening.set)
        self.thread = threading.Thread(target=self.server.run, args=[[self.socket]])
        self.thread.start()
        assert listening.wait(20)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def ask(self, *pieces: bytes) -> bytes:
        """Return all that comes back until the server closes the connection."""
        with self.connect() as visitor:
            with contextlib.suppress(ConnectionError):
                for piece in pieces:
                    visitor.sendall(piece)
            return received(visitor)

    def head(self, method: str, path: str, *headers: str) -> bytes:
        own = (f"Host: 127.0.0.1:{self.port}", f"X-Sayso-Token: {TOKEN}")
        lines = [
            f"{method} {path} HTTP/1.1",
            *(headers if "Host" in str(headers) else (*own, *headers)),
        ]
        return "\r\n".join([*lines, "", ""]).encode()

    def connections(self) -> int:
        return len(self.server.server_state.connections)

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(20)
        self.socket.close()


def received(visitor: socket.socket) -> bytes:
    found = b""
    with contextlib.suppress(ConnectionError):
        while piece := visitor.recv(65_536):
            found += piece
    return found


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(_Server, "capture_signals", contextlib.nullcontext)
    monkeypatch.setattr(serve, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(serve, "STUCK_SECONDS", 0.5)
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.5)
    made = Running()
    yield made
    made.close()


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def test_who_says_nothing_or_half_is_let_go(running: Running) -> None:
    began = time.monotonic()
    assert running.ask() == b""
    assert running.ask(b"GET / HTTP/1.1\r\nHost: ") == b""
    again = running.ask(running.head("GET", "/"), b"GET /")
    assert again.count(b"HTTP/1.1 ") == 1
    assert time.monotonic() - began < 8
    assert until(lambda: not running.connections())


def test_one_after_another_is_answered_on_one_connection(running: Running) -> None:
    with running.connect() as visitor:
        for _ in range(4):
            time.sleep(0.2)
            visitor.sendall(running.head("GET", "/"))
            answer = b""
            while not answer.endswith(b"</form>"):
                answer += visitor.recv(65_536)
            assert answer.startswith(b"HTTP/1.1 200")
    both = running.ask(running.head("GET", "/") * 3)
    assert both.count(b"HTTP/1.1 200") == 3


def test_who_takes_nothing_of_an_answer_is_let_go(running: Running) -> None:
    with running.connect() as visitor:
        visitor.sendall(running.head("GET", "/large"))
        assert until(lambda: running.connections() == 1)
        assert until(lambda: not running.connections())


def test_who_takes_an_answer_slowly_gets_all_of_it(running: Running) -> None:
    with running.connect() as visitor:
        visitor.sendall(running.head("GET", "/large", "Connection: close"))
        size = 0
        while piece := visitor.recv(8_000_000, socket.MSG_WAITALL):
            size += len(piece)
            time.sleep(0.1)
    assert size > 100_000_000  # in more time than one has to take anything


def test_a_body_that_comes_too_slowly_is_refused(running: Running) -> None:
    chunked = running.head("POST", "/read", "Transfer-Encoding: chunked")
    assert running.ask(chunked, b"2\r\nab\r\n").startswith(b"HTTP/1.1 408")
    long = running.head(
        "POST", "/add", "Content-Length: 20", "Content-Type: multipart/form-data; boundary=x"
    )
    assert running.ask(long, b"--x").startswith(b"HTTP/1.1 408")


def test_who_leaves_amid_a_body_is_no_defect(
    running: Running, capfd: pytest.CaptureFixture[str]
) -> None:
    head = running.head("POST", "/read", "Content-Length: 20")
    with running.connect() as visitor:
        visitor.sendall(head + b"abc")
        assert until(lambda: running.connections() == 1)
    assert until(lambda: not running.connections())
    running.close()
    assert capfd.readouterr().err == ""


def test_a_body_of_no_stated_length_is_bounded(running: Running) -> None:
    most = BODY_FACTOR * SETTINGS.max_bytes
    head = running.head("POST", "/read", "Transfer-Encoding: chunked")
    pieces = [b"2710\r\n" + b"x" * 10_000 + b"\r\n"] * (most // 10_000 + 1)
    assert running.ask(head, *pieces).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example:%d\r\nX-Forwarded-Host: 127.0.0.1:%d\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX: " + b"x" * 70_000,
    ],
)
def test_a_request_that_no_browser_of_ours_sends_is_refused(running: Running, head: bytes) -> None:
    answer = running.ask(head.replace(b"%d", str(running.port).encode()))
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"csrf" not in answer


def test_an_address_with_another_machine_in_it_is_none(running: Running) -> None:
    for path in ("http://evil.example/", "//evil.example/", "*"):
        assert running.ask(running.head("GET", path)).startswith(b"HTTP/1.1 404")


def test_what_stands_before_it_is_not_believed(running: Running) -> None:
    answer = running.ask(
        running.head("GET", "/", "X-Forwarded-Proto: https", "X-Forwarded-For: 10.0.0.5")
    )
    assert answer.startswith(b"HTTP/1.1 200")
    knock = running.ask(
        running.head(
            "GET", "/?token=x", f"Host: 127.0.0.1:{running.port}", "X-Forwarded-Proto: https"
        )
    )
    assert knock.startswith(b"HTTP/1.1 401")


def test_an_answer_does_not_tell_what_serves_it(running: Running) -> None:
    assert b"\nserver:" not in running.ask(running.head("GET", "/")).lower()


def test_an_upgrade_is_answered_as_any_other_request(running: Running) -> None:
    upgrade = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: eA==")
    stranger = running.head("GET", "/", f"Host: 127.0.0.1:{running.port}", *upgrade)
    assert running.ask(stranger).startswith(b"HTTP/1.1 401")


def test_a_port_that_is_taken_is_told_or_another_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with _listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        first.listen()
        with pytest.raises(UsageError, match=f"Port {port} is taken"):
            _listen("127.0.0.1", port)
        monkeypatch.setattr(serve, "PORT", port)
        with _listen("127.0.0.1", None) as other:
            assert other.getsockname()[1] not in {0, port}
    with _listen("127.0.0.1", None) as usual:
        assert usual.getsockname()[1] == port


def test_where_nothing_can_listen_is_told() -> None:
    for host in ("192.0.2.1", "no name at all"):
        with pytest.raises(UsageError, match="Nothing can listen at"):
            _listen(host, 0)


def test_an_address_is_written_as_a_browser_takes_it() -> None:
    assert _shown("::1") == "[::1]"
    assert _shown("0.0.0.0") == "localhost"  # noqa: S104
    assert _shown("desk.example") == "desk.example"


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="This machine has no IPv6.")
def test_all_addresses_are_those_of_both_versions() -> None:
    with _listen("::", 0) as listening:
        assert not listening.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)


class Signals:
    """Stands in for the system's, which only the first thread can be told of; a browser's test has that."""

    def __init__(self) -> None:
        self.handlers: dict[int, Any] = {}

    def __call__(self, number: int, handler: object) -> object:
        before = self.handlers.get(number, signal.SIG_DFL)
        self.handlers[number] = handler
        return before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_is_served_until_a_signal(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], number: int
) -> None:
    signals = Signals()
    monkeypatch.setattr("signal.signal", signals)
    monkeypatch.setattr("signal.getsignal", lambda _: signal.SIG_DFL)
    monkeypatch.setattr(serve, "STOP_SECONDS", 3600.0)
    module = ModuleType("sayso.web.app")
    module.create_app = create_app  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    told: list[str] = []
    listening: Queue[str] = Queue()
    ended: list[str] = []

    def run() -> None:
        try:
            serve.serve(
                Path("x.sayso"),
                SETTINGS,
                Asked(port=0),
                told.append,
                lambda _, at: listening.put(at),
            )
            ended.append("by itself")
        except KeyboardInterrupt:
            ended.append("by Ctrl-C")

    thread = threading.Thread(target=run)
    thread.start()
    address = listening.get(timeout=20)
    with httpx.Client(follow_redirects=True) as client:
        assert client.get(f"{address}/").status_code == 401
        assert client.get(told[0]).status_code == 200
    signals.handlers[number](number, None)
    thread.join(20)
    assert ended == ["by Ctrl-C" if number == signal.SIGINT else "by itself"]
    assert "Jobs are closed." in capfd.readouterr().err
    assert set(signals.handlers.values()) == {signal.SIG_DFL}


def test_it_ends_in_time_whatever_is_asked(tmp_path: Path) -> None:
    with serving(tmp_path / "x.sayso", "--port", "0", SAYSO_TOKEN=TOKEN) as running:
        headers = {"x-sayso-token": TOKEN}

        def ask() -> None:
            with contextlib.suppress(httpx.HTTPError):
                httpx.get(f"{running.root}/slow", headers=headers, timeout=20)

        waits = threading.Thread(target=ask)
        waits.start()
        time.sleep(1)
        began = time.monotonic()
        code, written = running.end(signal.SIGTERM)
        assert time.monotonic() - began < 4
        assert code == 128 + signal.SIGTERM
        assert "Jobs are closed." in written
        assert "Traceback" not in written
        waits.join()


def test_the_guard_is_part_of_the_application() -> None:
    assert isinstance(create_app(Path("x.sayso"), SETTINGS, Access.local()), GuardedApp)
