"""A Document in, what is said in it and by whom out: credits, sources, attributions, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.annotate.claims import attributions, claims
from sayso.annotate.credits import find_credits
from sayso.annotate.decode import decode
from sayso.annotate.facts import add_facts
from sayso.annotate.lexicon import load
from sayso.annotate.media import Media
from sayso.annotate.models import cards, folder, name
from sayso.annotate.nesting import deepen
from sayso.annotate.relations import relate
from sayso.annotate.segments import segment
from sayso.annotate.sources import find_sources
from sayso.annotate.tagger import Tagger
from sayso.records import Annotations, Drop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.decode import RawAttribution
    from sayso.records import Document
    from sayso.settings import Settings

__all__ = ["Annotator", "cards"]

LANGUAGE = "en"
"""Of the shipped model; a document in another known language gets its credits only."""


class Annotator:
    """Annotates documents, one at a time; loads its model once."""

    def __init__(self, settings: Settings, threads: int = 0) -> None:
        """Find the model and its tokenizer; the network is loaded at the first text.

        Args:
            settings: Model, least score, and whether contents are read for what stands in them.
            threads: Of the network; 0 lets the run time choose.

        Raises:
            UsageError: if the model cannot be read.

        """
        self._settings = settings
        self._tagger = Tagger(folder(settings.model), threads)
        self._models = {"attribution": name(settings.model)}
        self._lexicon = load(LANGUAGE)

    def __call__(self, document: Document) -> Annotations:
        """Return the document with its annotations."""
        given = Annotations(
            document=document, credits=tuple(find_credits(document)), models=self._models
        )
        if document.language not in {LANGUAGE, None}:
            reason = (
                f"No attribution model reads this language ({document.language}) yet; "
                "only the credits were read."
            )
            drop = Drop(stage="attribution", reason="language", detail=reason)
            return msgspec.structs.replace(given, dropped=(drop,), models={})
        text = document.text
        segments = segment(text, self._lexicon.abbreviations)
        found = relate(self._read([text])[0], segments, self._lexicon, self._settings.min_score)
        if self._settings.nesting:
            found = deepen(found, segments, self._lexicon, self._read, _relays(given))
        media = Media(text, self._lexicon, document.outlet, document.links)
        sources, ids = find_sources(found, segments, self._lexicon, media)
        said = attributions(found, ids, segments, self._lexicon, document.links)
        return msgspec.structs.replace(
            given,
            sources=tuple(sources),
            attributions=tuple(said),
            claims=tuple(
                add_facts(claims(said, self._lexicon), sources, document, segments, self._lexicon)
            ),
        )

    def _read(self, texts: Sequence[str]) -> list[list[RawAttribution]]:
        """Return what the network finds in each of the texts, the unsure left out."""
        least = self._settings.min_score
        found = [decode(text, self._tagger.tokenize(text), self._tagger) for text in texts]
        return [[raw for raw in each if raw.score >= least] for each in found]


def _relays(given: Annotations) -> frozenset[str]:
    """Names of outlets and agencies that the page itself gives."""
    outlet = given.document.outlet.name
    kinds = {"agency", "republished_from", "translated_from"}
    credited = {credit.name for credit in given.credits if credit.kind in kinds}
    return frozenset(credited | ({outlet} if outlet else set()))
