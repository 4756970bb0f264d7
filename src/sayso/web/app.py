"""A case, settings and who may come in, in; the explorer as a web application, out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from sayso.case import Case
from sayso.web import api, pages, statics
from sayso.web.guard import GuardedApp
from sayso.web.jobs import Jobs
from sayso.web.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

    from sayso.settings import Settings
    from sayso.web.access import Access


def create_app(case: Path, settings: Settings, access: Access) -> FastAPI:
    """Return the explorer of a case, which is made if there is none.

    Its state has ``shelf``, ``jobs``, ``access`` and ``settings``; who runs it closes the jobs.

    Raises:
        UsageError: if the case cannot be opened.

    """
    with Case.open(case, create=not case.exists()):
        pass
    jobs = Jobs(case, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()

    app = GuardedApp(
        access,
        settings,
        title="Sayso",
        version=version("sayso"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # It would lead to http where a proxy that speaks https stands before us.
        redirect_slashes=False,
    )
    app.state.shelf = Shelf(case, jobs)
    app.state.jobs = jobs
    app.state.settings = settings
    for router in (statics.router, *pages.ROUTERS, *api.ROUTERS):
        app.include_router(router)
    return app
