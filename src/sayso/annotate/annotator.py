"""A Document in, what is said in it and by whom out: credits, sources, attributions, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.annotate.anonymity import add_anonymity
from sayso.annotate.assertions import all_claims
from sayso.annotate.certainty import add_certainty
from sayso.annotate.chains import complete, teller
from sayso.annotate.claims import attributions, claims
from sayso.annotate.credits import find_credits
from sayso.annotate.decode import decode, decode_each
from sayso.annotate.evidence import find_evidence, statements
from sayso.annotate.facts import add_facts, captions, find_facts
from sayso.annotate.hands import through
from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.files import exists
from sayso.annotate.media import Media
from sayso.annotate.models import folder, name
from sayso.annotate.nesting import deepen
from sayso.annotate.relations import relate
from sayso.annotate.rules import rules_for
from sayso.annotate.rules.moods import still
from sayso.annotate.scope import continued
from sayso.annotate.segments import segment
from sayso.annotate.sources import find_sources
from sayso.annotate.sureness import sureness
from sayso.annotate.tagger import Tagger
from sayso.annotate.tellers import set_before
from sayso.annotate.unmarked import unmarked
from sayso.records import Annotations, Drop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.certainty import Events
    from sayso.annotate.decode import RawAttribution
    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.related import Related
    from sayso.annotate.segments import Segments
    from sayso.records import Document
    from sayso.settings import Settings

LANGUAGE = "en"
"""Of the shipped model; other languages are read by rules, where there are words for them."""


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

    def __call__(self, document: Document) -> Annotations:
        """Return the document with its annotations."""
        given = Annotations(
            document=document, credits=tuple(find_credits(document)), models=self._models
        )
        language = document.language or LANGUAGE
        rules = None if language == LANGUAGE else rules_for(language)
        if language != LANGUAGE and rules is None:
            reason = (
                f"Nothing here reads this language ({document.language}) yet; "
                "only the credits were read."
            )
            drop = Drop(stage="attribution", reason="language", detail=reason)
            return msgspec.structs.replace(given, dropped=(drop,), models={})
        lexicon = load(language)
        segments = segment(document.text, lexicon.abbreviations)
        if rules is not None:
            given = msgspec.structs.replace(given, models={"attribution": rules.name})
            found = rules.related(segments, self._settings.min_score)
            return _annotated(given, found, segments, lexicon)
        found, sure = self._found(segments, lexicon, given)
        return _annotated(given, found, segments, lexicon, sure)

    def _found(
        self, segments: Segments, lexicon: Lexicon, given: Annotations
    ) -> tuple[list[Related], Events | None]:
        """Return what the network finds in a text, set one into another, and how sure its events are."""
        text, least = segments.text, self._settings.min_score
        tokens = self._tagger.tokenize(text)
        windows = self._tagger.score(tokens)
        raw = decode(text, tokens, self._tagger, windows)
        found = relate([each for each in raw if each.score >= least], segments, lexicon, least)
        if self._settings.nesting:
            found = deepen(found, segments, lexicon, self._read, _relays(given))
            found = set_before(
                unmarked(found, segments, lexicon), segments, lexicon, _relays(given)
            )
        return found, sureness(tokens, windows)

    def _read(self, texts: Sequence[str]) -> list[list[RawAttribution]]:
        """Return what the network finds in each of the texts, the unsure left out."""
        least = self._settings.min_score
        found = decode_each(texts, self._tagger)
        return [[raw for raw in each if raw.score >= least] for each in found]


def _annotated(
    given: Annotations,
    found: Sequence[Related],
    segments: Segments,
    lexicon: Lexicon,
    sure: Events | None = None,
) -> Annotations:
    """Return the annotations with what follows from the attributions; ``sure`` tells how sure events are.

    A stage without words for the language leaves out what it would tell.
    """
    document, language = given.document, lexicon.language
    media = Media(segments.text, lexicon, document.outlet, document.links)
    sources, ids = find_sources(found, segments, lexicon, media)
    said = attributions(found, ids, segments, lexicon, document.links)
    said, sources = through(said, sources, segments, lexicon, teller(document, given.credits))
    said = continued(said, sources, segments, lexicon, document.blocks)
    said = still(said, segments, language)
    hits = (
        find_facts(segments, sources, document.published, lexicon)
        if exists(language, "facts")
        else []
    )
    marked = statements(segments, language) if exists(language, "evidence") else []
    claimed = claims(said, lexicon)
    if exists(language, "assertions"):
        aside = [each.sentence for each in marked]
        claimed = all_claims(claimed, said, document, segments, hits, language, aside)
    sources = add_anonymity(sources, segments, lexicon)
    claimed, sources = complete(claimed, said, sources, given.credits, document, lexicon)
    if exists(language, "certainty"):
        claimed = add_certainty(claimed, said, segments, lexicon, sure)
    if exists(language, "facts"):
        claimed = add_facts(claimed, sources, document, segments, lexicon, hits)
    return msgspec.structs.replace(
        given,
        sources=tuple(sources),
        attributions=tuple(said),
        claims=tuple(claimed),
        captions=tuple(captions(document, hits)),
        evidence=find_evidence(marked, claimed, said, sources, segments, language),
    )


def _relays(given: Annotations) -> frozenset[str]:
    """Names of outlets and agencies that the page itself gives."""
    outlet = given.document.outlet.name
    kinds = {"agency", "republished_from", "translated_from"}
    credited = {credit.name for credit in given.credits if credit.kind in kinds}
    return frozenset(credited | ({outlet} if outlet else set()))
