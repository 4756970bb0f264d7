"""The catalogues in; the words that the graph and the charts draw with, as JSON for an attribute, out."""

from __future__ import annotations

from functools import cache

import msgspec

from sayso.show.wording import wording
from sayso.web.wording import texts

_COUNTS = ("copies", "more", "more_sources", "reach", "left_out")


@cache
def graph_words(language: str = "en") -> str:
    """Return what ``graph.js`` writes in the graph, see ``Words`` in ``graph-look.js``."""
    shown, own = wording(language), texts(language)
    words = {
        "role": shown.role,
        "source_type": shown.source_type,
        "stance": shown.stance,
        "certainty": shown.article_certainty,
        "copy_kind": shown.copy_kind,
        "way": own.ways,
        "deny": own.denials,
        **{name: own.counts[name] for name in _COUNTS},
        "own_word": shown.story["on_own_word"],
        "sources": shown.story["sources"],
        "deniers": shown.story["deniers"],
        "inferred": own.graph["worked_out"],
        "open": own.graph["open"],
        "failed": own.graph["failed"],
    }
    return msgspec.json.encode(words).decode()
