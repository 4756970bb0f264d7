"""A template, a style and values in; one HTML file that loads nothing, out."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.show.plain import day, host, printable, web_address
from sayso.show.story import unquoted
from sayso.show.wording import wording


def render(template: str, own_style: str, **values: object) -> str:
    """Return the page made from ``template``; ``own_style`` is CSS beside that of all pages.

    Every value is escaped. The policy in the head allows this one style and nothing else: no
    script, no picture, no address.
    """
    css = style("page") + own_style
    digest = base64.b64encode(hashlib.sha256(css.encode("utf8")).digest()).decode("ascii")
    return (
        _environment()
        .get_template(template)
        .render(
            css=Markup(css),  # noqa: S704  # ours: no word of an article stands in it
            css_digest=digest,
            words=wording(),
            version=version("sayso"),
            **values,
        )
    )


@cache
def style(name: str) -> str:
    """Return the style sheet of this name."""
    return files("sayso.show").joinpath("styles", f"{name}.css").read_text("utf8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sayso.show"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["web_address"] = web_address
    made.filters["day"] = day
    made.filters["host"] = host
    made.tests["unquoted"] = unquoted
    return made


def _harmless(value: object) -> object:
    """Return ``value`` with the characters replaced that no HTML file may hold."""
    if isinstance(value, Markup):
        return value
    return printable(value) if isinstance(value, str) else value
