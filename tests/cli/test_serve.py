from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from sayso.cli.main import app
from sayso.settings import Settings
from sayso.web.access import Access, access
from sayso.web.serve import Asked
from tests.web.serving import serving

Serve = Callable[..., Result]

TOKEN = "a-token-for-programs-of-test"  # noqa: S105
PASSWORD = "correct horse"  # noqa: S105


class Server:
    """Stands in for the one that listens."""

    asked: Asked
    settings: Settings
    environment: dict[str, str]

    def __call__(
        self,
        case: Path,
        settings: Settings,
        asked: Asked,
        tell: Callable[[str], None],
        opened: Callable[[Access, str], None],
    ) -> None:
        self.asked, self.settings, self.environment = asked, settings, dict(os.environ)
        assert case.name == "x.sayso"
        into = access(
            asked.host,
            8765,
            password=asked.password,
            api_token=asked.api_token,
            allowed=asked.allowed,
            tell=tell,
        )
        opened(into, "http://127.0.0.1:8765")
        tell("http://127.0.0.1:8765/?token=new")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    made = Server()
    monkeypatch.setattr("sayso.web.serve.serve", made)
    return made


@pytest.fixture
def serve(server: Server) -> Serve:  # noqa: ARG001  # it takes the real one's place

    def call(*words: str, **env: str) -> Result:
        result = CliRunner().invoke(app, ["serve", "x.sayso", *words], env=env)
        assert "Traceback" not in result.output
        return result

    return call


def test_one_line_tells_where_it_is(serve: Serve, server: Server) -> None:
    told = serve()
    line, *more = told.stdout.splitlines()
    assert line.startswith("Sayso shows x.sayso at http://127.0.0.1:8765/?token=")
    assert line.endswith(" (it lets one browser in). Ctrl-C stops it.")
    assert not more
    assert "Programs send the header X-Sayso-Token: " in told.stderr
    assert "lets one browser in: http://127.0.0.1:8765/?token=new" in told.stderr
    assert server.asked.port is None


def test_secrets_come_from_the_environment_and_go_no_further(serve: Serve, server: Server) -> None:
    told = serve("--host", "0.0.0.0", SAYSO_TOKEN=TOKEN, SAYSO_PASSWORD=PASSWORD)  # noqa: S104
    assert told.stdout == "Sayso shows x.sayso at http://127.0.0.1:8765. Ctrl-C stops it.\n"
    assert TOKEN not in told.output
    assert PASSWORD not in told.output
    assert (server.asked.api_token, server.asked.password) == (TOKEN, PASSWORD)
    assert not {"SAYSO_TOKEN", "SAYSO_PASSWORD"} & set(server.environment)


def test_a_password_may_stand_in_a_file(serve: Serve, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_bytes("pässword one\r\nmore".encode())
    serve("--password-file", str(file), SAYSO_PASSWORD="another one")  # noqa: S106
    assert server.asked.password == "pässword one"  # noqa: S105


@pytest.mark.parametrize("data", [b"\xff\xff\xff\xff\xff\xff\xff\xff", None])
def test_a_password_that_cannot_be_read_is_told(
    serve: Serve, tmp_path: Path, data: bytes | None
) -> None:
    file = tmp_path / "password"
    if data is not None:
        file.write_bytes(data)
    told = serve("--password-file", str(file))
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == f"No password can be read from {file}.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--host", "0.0.0.0"), "Others could read this case at 0.0.0.0: set a password"),  # noqa: S104
        (("--host", "10.0.0.5"), "Others could read this case at 10.0.0.5: set a password"),
        (("--allow-host", "http://x"), "“http://x” is no name of a machine"),
    ],
)
def test_what_would_let_anybody_in_is_refused(
    serve: Serve, words: tuple[str, ...], sentence: str
) -> None:
    told = serve(*words)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith(sentence)
    assert told.stderr.count("\n") == 1


def test_it_is_opened_where_that_is_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    done = threading.Event()

    def browser(address: str) -> None:
        opened.append(address)
        done.set()

    monkeypatch.setattr("webbrowser.open", browser)
    told = serve("--open")
    assert done.wait(10)
    assert opened[0] in told.stdout
    serve()
    assert len(opened) == 1


def test_settings_are_those_of_reading(serve: Serve, server: Server) -> None:
    serve("--max-bytes", "1000", "--port", "0", "--allow-host", "desk", "--allow-host", "desk:80")
    assert server.settings.max_bytes == 1000
    assert not server.settings.allow_private
    assert server.asked.port == 0
    assert server.asked.allowed == ["desk", "desk:80"]


def test_it_is_served_until_ctrl_c(tmp_path: Path) -> None:
    with serving(tmp_path / "x.sayso", "--port", "0") as running:
        with httpx.Client(follow_redirects=True) as browser:
            assert browser.get(running.address).status_code == 200
            assert browser.get(running.root).status_code == 200
        assert httpx.get(running.root).status_code == 401
        code, written = running.end(signal.SIGINT)
    assert code == 130
    first, second, *rest = written.splitlines()
    assert first.startswith("Programs send the header X-Sayso-Token: ")
    assert second.startswith(f"A new address, which lets one browser in: {running.root}/?token=")
    assert set(rest) == {"Jobs are closed.", "Stopped."}


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with serving(tmp_path / "x.sayso", "--port", "0") as first:
        port = first.root.rpartition(":")[2]
        with serving(tmp_path / "x.sayso", "--port", port) as second:
            assert second.line == ""
            assert second.process.wait(20) == 2
            assert second.process.stderr
            told = second.process.stderr.read()
    assert told == f"Port {port} is taken; name another with --port, or 0 for any that is free.\n"
