"""The table of settings in; options of a command, each also an environment variable, out."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

import msgspec
import typer

from sayso.settings import Settings


@dataclass(frozen=True)
class Setting:
    """One row of the table."""

    name: str
    kind: Any
    default: Any
    meta: msgspec.Meta

    @property
    def option(self) -> str:
        """The option's name on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """The environment variable's name."""
        return "SAYSO_" + self.name.upper()


def settings_table() -> Iterator[Setting]:
    """Yield each setting in the order of the table."""
    for field in msgspec.structs.fields(Settings):
        kind, *notes = (
            get_args(field.type) if get_origin(field.type) is Annotated else (field.type,)
        )
        meta = next((note for note in notes if isinstance(note, msgspec.Meta)), msgspec.Meta())
        yield Setting(field.encode_name, kind, field.default, meta)


def with_settings(
    command: Callable[..., None], *, but: Collection[str] = ()
) -> Callable[..., None]:
    """Return ``command`` with an option for each setting in place of its parameter ``settings``.

    Args:
        command: What a user calls.
        but: The settings by which it goes nowhere: they get no option and keep their defaults.

    """
    own = [
        parameter
        for parameter in inspect.signature(command, eval_str=True).parameters.values()
        if parameter.name != "settings"
    ]
    made = [_parameter(each) for each in settings_table() if each.name not in but]

    @functools.wraps(command)
    def run(**values: Any) -> None:  # noqa: ANN401  # typer has checked them
        chosen = {parameter.name: values.pop(parameter.name) for parameter in made}
        command(**values, settings=Settings(**chosen))

    parameters = [*own, *made]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _parameter(setting: Setting) -> inspect.Parameter:
    option = typer.Option(
        setting.option + (f"/--no-{setting.option[2:]}" if setting.kind is bool else ""),
        help=setting.meta.description,
        envvar=setting.variable,
        min=setting.meta.ge,
        max=setting.meta.le,
        show_default=setting.default not in (None, False),
    )
    return inspect.Parameter(
        setting.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=setting.default,
        annotation=Annotated[setting.kind, option],
    )
