"""Annotations of articles in, what they have to do with one claim out."""

from __future__ import annotations

from sayso.compare.article import Account, account
from sayso.compare.chains import Chain, ChainSource
from sayso.compare.match import Match, match
from sayso.compare.similarity import Lexical, Similarity

__all__ = ["Account", "Chain", "ChainSource", "Lexical", "Match", "Similarity", "account", "match"]
