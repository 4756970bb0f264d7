"""The table of settings in; the same, printed, out."""

from __future__ import annotations

import os
import sys

from sayso.cli.options import Setting, settings_table


def settings() -> None:
    """List the settings, their variables and defaults."""
    from rich.text import Text  # noqa: PLC0415  # not needed for --help

    from sayso.show import terminal  # noqa: PLC0415

    console = terminal.console(sys.stdout)
    for setting in settings_table():
        line = Text(setting.option, style="bold")
        line.append(f"  {setting.variable}", style="not bold cyan")
        line.append(f"  default: {_default(setting)}", style="not bold dim")
        now = os.environ.get(setting.variable)
        if now is not None:
            line.append(f"  now: {now}", style="not bold yellow")
        console.print(line, soft_wrap=True)
        console.print(Text(f"  {setting.meta.description}"), soft_wrap=True)


def _default(setting: Setting) -> str:
    if setting.default is None:
        return "none"
    return str(setting.default).lower() if setting.kind is bool else str(setting.default)
