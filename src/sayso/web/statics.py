"""The name of a file that pages load in; the file out: the explorer's own, and the styles of reports."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fastapi import APIRouter, HTTPException, Request, Response

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

router = APIRouter(include_in_schema=False)

_TYPES = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class Static:
    """A file that pages load."""

    data: bytes
    media_type: str
    digest: str
    packed: bytes | None
    """The same by gzip, where that is smaller. Only files that tell nothing of the case are packed: how long a
    packed page is would tell of the secrets in it (BREACH)."""


@router.get("/static/{name:path}")
def static_file(request: Request, name: str) -> Response:
    """Return a file, packed for who can unpack it; nothing when the browser has it as it is."""
    found = statics().get(name)
    if found is None:
        raise HTTPException(404)
    packed = found.packed if _unpacks(request.headers.get("accept-encoding", "")) else None
    tag = f'"{found.digest}-gzip"' if packed else f'"{found.digest}"'
    headers = {"ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(packed or found.data, headers=headers, media_type=found.media_type)


def _unpacks(accepted: str) -> bool:
    """Return whether who asks takes gzip: RFC 9110, 12.5.3; a weight of 0 says that they do not."""
    return (
        re.search(r"(?i)(?:^|,)\s*gzip\s*(?:$|,|;(?!\s*q=0(?:\.0*)?\s*(?:$|,)))", accepted)
        is not None
    )


def static_url(name: str) -> str:
    """Return the address of a file, which changes with what is in it."""
    return f"/static/{name}?v={statics()[name].digest}"


@cache
def statics() -> dict[str, Static]:
    """Return all files by their names; none is looked for on the disk for a visitor's asking."""
    found: dict[str, Static] = {}
    for package, folder in (("sayso.show", "styles"), ("sayso.web", "static")):
        _gather(files(package).joinpath(folder), "", found)
    return found


def _gather(folder: Traversable, prefix: str, found: dict[str, Static]) -> None:
    for each in folder.iterdir():
        name = f"{prefix}{each.name}"
        if each.is_dir():
            _gather(each, f"{name}/", found)
        elif (suffix := PurePosixPath(name).suffix) in _TYPES or mimetypes.guess_type(name)[0]:
            data = each.read_bytes()
            kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or ""
            packed = gzip.compress(data, mtime=0)
            smaller = packed if len(packed) < len(data) else None
            found[name] = Static(data, kind, hashlib.sha256(data).hexdigest()[:12], smaller)
