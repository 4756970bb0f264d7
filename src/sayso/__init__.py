"""News in; who says each thing, on whose word, with the exact words, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import (
    AnchorError,
    FetchError,
    InputError,
    NotYetError,
    SaysoError,
    TooLargeError,
    UsageError,
)
from sayso.records import (
    Annotations,
    Attribution,
    Block,
    ChainLink,
    Claim,
    Credit,
    Document,
    Drop,
    Fact,
    Finding,
    Input,
    Link,
    Outlet,
    Source,
    Stance,
    document_id,
    json_schema,
)
from sayso.settings import Settings
from sayso.spans import Span, span

if TYPE_CHECKING:
    from sayso.pipeline import read

    __version__: str

__all__ = [
    "AnchorError",
    "Annotations",
    "Attribution",
    "Block",
    "ChainLink",
    "Claim",
    "Credit",
    "Document",
    "Drop",
    "Fact",
    "FetchError",
    "Finding",
    "Input",
    "InputError",
    "Link",
    "NotYetError",
    "Outlet",
    "SaysoError",
    "Settings",
    "Source",
    "Span",
    "Stance",
    "TooLargeError",
    "UsageError",
    "__version__",
    "document_id",
    "json_schema",
    "read",
    "span",
]


def __getattr__(name: str) -> object:
    """Load on first use what would make ``import sayso`` slow."""
    if name == "read":
        from sayso.pipeline import read  # noqa: PLC0415  # it loads the models' run time

        return read
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415  # it searches the disk

        return version("sayso")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
