"""A template, a style and values in; one HTML file that loads nothing, out."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.show.plain import day, host, printable, web_address
from sayso.show.story import led_in, unquoted
from sayso.show.wording import wording


def render(template: str, own_style: str, **values: object) -> str:
    """Return the page made from ``template``; ``own_style`` is CSS beside that of all pages.

    Every value is escaped. The policy in the head allows this one style and nothing else: no
    script, no picture, no address.
    """
    css = style("page") + own_style
    digest = base64.b64encode(hashlib.sha256(css.encode("utf8")).digest()).decode("ascii")
    return (
        _own()
        .get_template(template)
        .render(
            css=Markup(css),  # noqa: S704  # ours: no word of an article stands in it
            css_digest=digest,
            **values,
        )
    )


@cache
def style(name: str) -> str:
    """Return the style sheet of this name."""
    return files("sayso.show").joinpath("styles", f"{name}.css").read_text("utf8")


def environment(*first: BaseLoader) -> Environment:
    """Return what makes pages of templates; those of ``first`` are taken before Sayso's own.

    Every value is escaped, and a name that no value is given for is an error. The parts of the
    reports, ``parts/*``, hold no style and no script; the comment at the head of each says which
    values it takes: those of ``story_values`` or ``article_values``. They know Sayso's words as
    ``words``, so no value may be called that.
    """
    made = Environment(
        loader=ChoiceLoader([*first, PackageLoader("sayso.show")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # an installed template does not change
    )
    made.globals |= {"words": wording(), "version": version("sayso")}
    made.filters["web_address"] = web_address
    made.filters["day"] = day
    made.filters["host"] = host
    made.filters["led_in"] = led_in
    made.tests["unquoted"] = unquoted
    return made


@cache
def _own() -> Environment:
    return environment()


def _harmless(value: object) -> object:
    """Return ``value`` with the characters replaced that no HTML file may hold."""
    if isinstance(value, Markup):
        return value
    return printable(value) if isinstance(value, str) else value
