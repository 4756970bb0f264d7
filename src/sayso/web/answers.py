"""An answer of any kind in; the same with the headers that keep a browser in bounds, out."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing is loaded from elsewhere, nothing within a page is run, and no other site shows it in a frame."""

HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Other sites are told nothing. With “no-referrer” a browser would send our own forms with the origin
    # “null”, which could not be told from that of another site: Fetch Standard, 3.2.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    # Looking up the names of linked sites beforehand would tell the network what is read.
    "x-dns-prefetch-control": "off",
    "x-frame-options": "DENY",
}

STATIC = "/static/"

_FOREVER = "public, max-age=31536000, immutable"


def with_headers(scope: Scope, send: Send) -> Send:
    """Return ``send`` with the headers put on what is sent."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers["cache-control"] = _keeping(scope, message["status"])
        await send(message)

    return sending


def without_body(send: Send) -> Send:
    """Return ``send`` for an answer of which only the headers are wanted."""

    async def sending(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sending


def _keeping(scope: Scope, status: int) -> str:
    """Return how long an answer may be kept: what a case holds not at all, it is private."""
    if not scope["path"].startswith(STATIC) or status not in {200, 304}:
        return "no-store"
    # With a hash of the file in it, an address will never stand for another.
    return _FOREVER if b"v=" in scope["query_string"] else "no-cache"
