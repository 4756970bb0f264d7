"""A Document in, what is said in it and by whom out: credits, sources, attributions, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.models import cards

if TYPE_CHECKING:
    from sayso.annotate.annotator import Annotator

__all__ = ["Annotator", "cards"]


def __getattr__(name: str) -> object:
    """Load on first use what reads articles: comparing what was read needs a few modules of this folder."""
    if name == "Annotator":
        from sayso.annotate.annotator import Annotator  # noqa: PLC0415  # it loads the models' run time

        return Annotator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
