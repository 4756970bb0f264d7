"""An explorer with little in it, to see how one is served: ``python -m tests.web.served serve CASE``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from fastapi import FastAPI, Request, UploadFile
from fastapi.responses import HTMLResponse, StreamingResponse

from sayso.cli.main import main
from sayso.settings import Settings
from sayso.web.access import Access
from sayso.web.guard import GuardedApp

FORM = """<!doctype html><title>Form</title>
<form method="post" action="/add" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{csrf}"><input type="file" name="file"><button>Send</button></form>"""


class Jobs:
    """Stands in for those that work beside an explorer."""

    def close(self) -> None:
        sys.stderr.write("Jobs are closed.\n")
        sys.stderr.flush()


def create_app(case: Path, settings: Settings, access: Access) -> FastAPI:
    app = GuardedApp(access, settings)
    app.state.jobs = Jobs()

    @app.get("/")
    def page(request: Request) -> HTMLResponse:
        return HTMLResponse(FORM.format(csrf=request.state.csrf))

    @app.post("/add")
    def add(file: UploadFile) -> HTMLResponse:
        return HTMLResponse(f"<!doctype html><title>Got {file.size} bytes for {case.name}</title>")

    @app.post("/read")
    async def read(request: Request) -> int:
        return len(await request.body())

    @app.get("/slow")
    def slow() -> None:
        time.sleep(30)

    @app.get("/large")
    def large() -> StreamingResponse:
        def pieces() -> Iterator[bytes]:
            for _ in range(1000):
                yield b"x" * 100_000

        return StreamingResponse(pieces())

    return app


def stand_in() -> None:
    """Put this explorer in the place of the whole one, which takes long to load."""
    module = ModuleType("sayso.web.app")
    module.create_app = create_app  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module


if __name__ == "__main__":
    stand_in()
    main()
