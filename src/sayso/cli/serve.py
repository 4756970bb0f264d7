"""A case in; its explorer in a browser, served until Ctrl-C, out."""

from __future__ import annotations

import os
import webbrowser
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.add import CasePath
from sayso.cli.boundary import say
from sayso.cli.options import with_settings
from sayso.errors import UsageError
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.web.access import Access

PASSWORD = "SAYSO_PASSWORD"  # noqa: S105  # the variable's name
TOKEN = "SAYSO_TOKEN"  # noqa: S105  # the variable's name

_PASSWORD_BYTES = 4096

Host = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="ADDRESS",
        help="Where to listen. Any but this machine's own needs a password.",
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        min=0,
        max=65535,
        help="The port; 0 takes any that is free. Without it 8765, or if that is taken, one that is free.",
    ),
]
Opens = Annotated[bool, typer.Option("--open", "-o", help="Open it in the browser.")]
Allowed = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="NAME",
        help="A further name under which it is called: NAME, NAME:PORT, or https://NAME behind a proxy.",
    ),
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help="The first line of this file is the password; or set SAYSO_PASSWORD.",
    ),
]


# Whoever may open the explorer may have pages fetched: never those of the network that it runs in.
@partial(with_settings, but={"allow_private"})
def serve(
    case: CasePath,
    *,
    settings: Settings,
    host: Host = "127.0.0.1",
    port: Port = None,
    open_browser: Opens = False,
    allow_host: Allowed = None,
    password_file: PasswordFile = None,
) -> None:
    """Show a case in the browser, and add to it there. Ctrl-C stops it."""
    from sayso.show.plain import one_line  # noqa: PLC0415  # not needed for --help
    from sayso.web.serve import Asked  # noqa: PLC0415  # not needed for --help
    from sayso.web.serve import serve as run  # noqa: PLC0415

    # What works on added articles is started with our environment, and needs neither.
    token, password = os.environ.pop(TOKEN, None), os.environ.pop(PASSWORD, None)
    if password_file is not None:
        password = _first_line(password_file)

    def opened(access: Access, address: str) -> None:
        own = address if access.password else access.address(address.removeprefix("http://"))
        ending = "" if access.password else " (it lets one browser in)"
        typer.echo(one_line(f"Sayso shows {case.name} at {own}{ending}. Ctrl-C stops it."))
        if token is None:
            say(f"Programs send the header X-Sayso-Token: {access.api_token}")
        if open_browser:
            # Some browsers end the call only when they are closed.
            Thread(target=webbrowser.open, args=[own], daemon=True).start()

    asked = Asked(host, port, password, token, allow_host or ())
    run(case, settings, asked, _tell, opened)


def _tell(address: str) -> None:
    say(f"A new address, which lets one browser in: {address}")


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as data:
            return data.read(_PASSWORD_BYTES).split(b"\n")[0].rstrip(b"\r").decode("utf8")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"No password can be read from {file}.") from problem
