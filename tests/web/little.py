"""A little application behind the guard, and visitors to it."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.testclient import TestClient

from sayso.errors import AnchorError, FetchError, NotYetError, TooLargeError, UsageError
from sayso.settings import Settings
from sayso.web.access import Access
from sayso.web.guard import GuardedApp

AT = "http://127.0.0.1:8765"
TOKEN = "a-token-for-programs-of-test"  # noqa: S105
SETTINGS = Settings(max_bytes=20_000)


def explorer(there: Access) -> FastAPI:
    app = GuardedApp(there, SETTINGS, docs_url=None, redoc_url=None)

    @app.get("/")
    @app.get("/story/x")
    def page(request: Request) -> HTMLResponse:
        return HTMLResponse(f"<p>Stories</p><i>{request.state.csrf}</i>")

    @app.get("/story/x.json")
    def data(number: int = 0) -> dict[str, int]:
        return {"number": number}

    @app.get("/static/app.css")
    def style() -> PlainTextResponse:
        return PlainTextResponse("b {}", headers={"cache-control": "max-age=1"})

    @app.post("/add")
    def add(text: Annotated[str, Form()] = "", files: list[UploadFile] | None = None) -> str:
        return f"{text} {[each.file.read().decode()[:20] for each in files or []]}"

    @app.post("/api/documents")
    async def documents(request: Request) -> str:
        return f"{len(await request.body())} bytes"

    @app.delete("/api/judgements")
    def undo() -> str:
        return "undone"

    @app.get("/fails/{how}")
    def fails(how: str) -> str:
        raise {
            "usage": UsageError("There is no such \x1b[31mclaim."),
            "later": NotYetError("PDF is not read yet."),
            "large": TooLargeError("It is too large."),
            "fetch": FetchError("The page could not be fetched."),
            "anchor": AnchorError("Secret."),
            "http": HTTPException(418, "A teapot."),
            "unknown": HTTPException(499),
            "moved": HTTPException(304),
        }.get(how, ZeroDivisionError(f"Secret \x1b[2J of {how}"))

    return app


class Visitors:
    """Makes browsers, and programs, that ask one application."""

    def __init__(self, there: Access) -> None:
        self._app = explorer(there)

    def __call__(self, at: str = AT, **headers: str) -> TestClient:
        return TestClient(self._app, at, headers=headers, follow_redirects=False)
