"""A template and values in; a page of the explorer out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse
from jinja2 import PackageLoader
from markupsafe import Markup

from sayso.show.page import environment
from sayso.show.wording import wording
from sayso.web.judged import author, judged
from sayso.web.statics import static_url
from sayso.web.wording import texts

if TYPE_CHECKING:
    from fastapi import Request
    from jinja2 import Environment


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    """Return the page made from ``template``; every value is escaped."""
    body = (
        _environment()
        .get_template(template)
        .render(
            texts=texts(),
            words=wording(),
            csrf=getattr(request.state, "csrf", ""),
            leaves=request.app.state.access.password is not None,
            case_name=request.app.state.shelf.path.name,
            path=request.url.path,
            judged=judged(request),
            author=author(request),
            **values,
        )
    )
    return HTMLResponse(body, status, headers)


def render_alone(
    template: str, status: int, headers: Mapping[str, str] | None = None, **values: object
) -> HTMLResponse:
    """Return the page made from ``template``, which shows nothing of the case: for who has not come in yet."""
    page = _environment().get_template(template)
    body = page.render(texts=texts(), **values)
    return HTMLResponse(body, status, headers)


def part(template: str, name: str, *values: object) -> Markup:
    """Return what the macro ``name`` of a template of parts makes."""
    made: Markup = getattr(_environment().get_template(template).module, name)(*values)
    return made


@cache
def _environment() -> Environment:
    made = environment(PackageLoader("sayso.web"))
    made.globals["static"] = static_url
    return made
