"""A case and an address in; the explorer, served there until it is told to stop, out."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from sayso.errors import UsageError
from sayso.settings import Settings
from sayso.web.access import Access, access, is_anywhere

if TYPE_CHECKING:
    from fastapi import FastAPI

PORT = 8765
"""Where it listens if no port is named; if another has it, on any that is free."""

HEAD_SECONDS = 10.0
"""That a visitor has to say what they want; one who is connected and says nothing takes a place from others."""

STUCK_SECONDS = 60.0
"""After which one who takes nothing of an answer is let go."""

HEAD_BYTES = 32_768
CONNECTIONS = 256

GRACE_SECONDS = 1
"""That requests have to end when the explorer is told to."""

STOP_SECONDS = 2.7
"""After which it ends in any case: a thread cannot be told to."""


@dataclass(frozen=True)
class Asked:
    """Where to listen, and who may come in.

    Attributes:
        host: The name or IP address to listen on.
        port: The port; 0 for any free one, None for the usual one or any free one.
        password: Which lets others in.
        api_token: For programs; None has one made.
        allowed: Further names under which the explorer is called.

    """

    host: str = "127.0.0.1"
    port: int | None = None
    password: str | None = None
    api_token: str | None = None
    allowed: Sequence[str] = ()


def serve(
    case: Path,
    settings: Settings,
    asked: Asked,
    tell: Callable[[str], None],
    opened: Callable[[Access, str], None],
) -> None:
    """Serve the explorer of a case until Ctrl-C, the signal TERM, or the end of its terminal.

    Args:
        case: The file of the case.
        settings: For reading what is added.
        asked: Where to listen, and who may come in.
        tell: Is given each further address that lets one browser in.
        opened: Is called once it can be reached, with how one may come in and the address without a token.

    Raises:
        UsageError: if it cannot listen there, others could come in without a password, or the case cannot be
            opened.
        KeyboardInterrupt: if Ctrl-C stopped it.

    """
    from sayso.web.app import create_app  # noqa: PLC0415  # the rest is told first if it is wrong

    listening = _listen(asked.host, asked.port)
    with contextlib.closing(listening):
        port = listening.getsockname()[1]
        into = access(
            asked.host,
            port,
            password=asked.password,
            api_token=asked.api_token,
            allowed=asked.allowed,
            tell=tell,
        )
        app = create_app(case, settings, into)
        address = f"http://{_shown(asked.host)}:{port}"
        server = _Server(app, lambda: opened(into, address))
        try:
            server.run(sockets=[listening])
        finally:
            app.state.jobs.close()
    if server.stopped_by == signal.SIGINT:
        raise KeyboardInterrupt


def _listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that is bound; nobody is answered before the server takes it."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        if port is None:
            with contextlib.suppress(OSError):
                return _bound(family, host, PORT)
        return _bound(family, host, port or 0)
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            raise UsageError(
                f"Port {port} is taken; name another with --port, or 0 for any that is free."
            ) from problem
        raise UsageError(
            f"Nothing can listen at {host}, port {port}: {problem.strerror}."
        ) from problem


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    both = family == socket.AF_INET6 and host == "::" and socket.has_dualstack_ipv6()
    made = socket.create_server((host, port), family=family, dualstack_ipv6=both)
    # Else the end of a short answer waits, some 40 ms, until the browser has told that it has the beginning.
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def _shown(host: str) -> str:
    """Return the name of the machine in an address: of all its own, that which works on itself."""
    if is_anywhere(host):
        return "localhost"
    return f"[{host}]" if ":" in host else host


class _Connection(H11Protocol):
    """A connection, which waits for nobody for ever; uvicorn itself only waits no longer between requests."""

    _stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn's too
        super().connection_made(transport)
        self._wait_for_request()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait_for_request()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck = self.loop.call_later(STUCK_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stuck is not None:
            self._stuck.cancel()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        # What was sent and never taken would keep it open.
        self.loop.call_later(STUCK_SECONDS, self.transport.abort)

    def _wait_for_request(self) -> None:
        self.loop.call_later(HEAD_SECONDS, self._waited, self.cycle)

    def _waited(self, last: RequestResponseCycle | None) -> None:
        idle = last is None or last.response_complete
        if self.cycle is last and idle:
            self.timeout_keep_alive_handler()


class _Server(uvicorn.Server):
    """Runs the explorer, and ends it with all that belongs to it."""

    def __init__(self, app: FastAPI, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_Connection,
                loop="asyncio",
                ws="none",
                lifespan="on",
                # Addresses hold what somebody looks for, and the first one a token.
                access_log=False,
                log_config=None,
                log_level="error",
                # Who stands before us is not known, so what they say of a visitor is not believed.
                proxy_headers=False,
                server_header=False,
                limit_concurrency=CONNECTIONS,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=GRACE_SECONDS,
                h11_max_incomplete_event_size=HEAD_BYTES,
            )
        )
        # It would tell of each form that cannot be read, with words of who sent it.
        logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
        self._jobs = app.state.jobs
        self._ready = ready
        self.stopped_by: int | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.stopped_by is None:
            self.stopped_by = sig
            # It would tell of each request that did not end in time.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            # Requests that wait for a job end with it; the processes of jobs end with what leads to them.
            threading.Thread(target=self._jobs.close, daemon=True).start()
            end = threading.Timer(STOP_SECONDS, os._exit, [128 + sig])
            end.daemon = True
            end.start()
        super().handle_exit(sig, frame)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Be told of signals meanwhile; uvicorn would raise them once more, before jobs are closed."""
        ends = [signal.SIGINT, signal.SIGTERM]
        # The terminal was closed; under nohup that is to be nothing, and on Windows there is no such signal.
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            ends.append(signal.SIGHUP)
        before = {each: signal.signal(each, self.handle_exit) for each in ends}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
