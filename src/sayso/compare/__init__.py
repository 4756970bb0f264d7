"""Annotations of articles in, what they have to do with one claim out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.compare.article import Account, account
    from sayso.compare.chains import Chain, ChainSource
    from sayso.compare.similarity import Lexical, Similarity

__all__ = ["Account", "Chain", "ChainSource", "Lexical", "Similarity", "account"]

_HOMES = {
    "Account": "article",
    "Chain": "chains",
    "ChainSource": "chains",
    "Lexical": "similarity",
    "Similarity": "similarity",
    "account": "article",
}


def __getattr__(name: str) -> object:
    """Load on first use what compares: a trace that a case has kept needs next to nothing of this folder."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
