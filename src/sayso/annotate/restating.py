"""Claims in the order of the text -> those of headline and lead marked, with what they state again.

How near two claims are is the share of the headline's words, rare words counting more, that the other has too.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache, partial
from math import log
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sayso.annotate.predicates import Predicates
    from sayso.annotate.segments import Segments
    from sayso.records import Claim, Document, Place
    from sayso.spans import Range, Span

NEAR = 0.3
"""Share of the weighed words from which on a claim states the same; set by reading, see the notes."""

LEAST_SHARED = 2
"""Words that both have; one alone is a topic."""

STEM = 4
"""Letters by which two forms of a word are held to be one."""

SHORT_FORM = 2
"""Letters of a short form in capitals that is no everyday word."""

LATER = 0.02
"""What each further claim of the body loses: news tells what matters first."""

MOST = 400
"""Claims of the body that are compared."""

MOST_LEADS = 50
"""Claims of headline and lead that are compared with them; a longer lead is no lead."""

KEPT = 4096
"""Words of a text of which the stems are kept: most stand in it many times."""

_WORD = re.compile(r"[^\W_]+")


def placed(
    claims: Sequence[Claim],
    unsure: Collection[str],
    document: Document,
    segments: Segments,
    predicates: Predicates,
) -> list[Claim]:
    """Return the claims with ``place`` and ``restates``.

    Of ``unsure``, headlines that may state nothing, those are left out that have no verb and
    nothing in the body that says the same.
    """
    areas = _areas(document, segments)
    where = {each.id: _place(each, *areas) for each in claims}
    nearness = Nearness(segments.text, segments.sentences, predicates.words.empty)
    stems = {each.id: nearness.stems(each.spans) for each in claims}
    body = [each for each in claims if where[each.id] is None][:MOST]
    # The first paragraph is a part of the body; a lead that stands above it says it too, and comes second.
    leads = [each for each in claims if where[each.id] == "lead"]
    above = any(block.kind == "lead" for block in document.blocks)
    first = body if above else [*leads, *body]
    result: list[Claim] = []
    compared = 0
    for each in claims:
        place = where[each.id]
        compared += place is not None
        against = {"headline": first, "lead": body}.get(place or "", [])
        against = against[: MOST if compared <= MOST_LEADS else 0]
        best = nearness.best(stems[each.id], [(one.id, stems[one.id]) for one in against])
        if best is None and above and place == "headline" and against:
            best = nearness.best(stems[each.id], [(one.id, stems[one.id]) for one in leads])
        if each.id in unsure and best is None:
            words = predicates.read((each.spans[0].start, each.spans[0].end))
            if not predicates.asserts(words):
                continue
        result.append(msgspec.structs.replace(each, place=place, restates=best))
    return result


def _areas(document: Document, segments: Segments) -> tuple[Range | None, Range | None]:
    """Return where the headline and the lead stand."""
    title = next((each for each in document.blocks if each.kind == "title"), None)
    body = [each for each in document.blocks if each.kind == "paragraph"]
    lead = next((each for each in document.blocks if each.kind == "lead"), None)
    headline = (title.start, title.end) if title else None
    if lead:
        return headline, (lead.start, lead.end)
    if not body:
        return headline, None
    if len(body) == 1:
        return headline, segments.sentences[segments.sentence_at(body[0].start)]
    return headline, (body[0].start, body[0].end)


def _place(claim: Claim, headline: Range | None, lead: Range | None) -> Place | None:
    start = claim.spans[0].start
    if headline and headline[0] <= start < headline[1]:
        return "headline"
    return "lead" if lead and lead[0] <= start < lead[1] else None


class Nearness:
    """How much of one claim's words another has."""

    def __init__(self, text: str, sentences: Sequence[Range], empty: Collection[str]) -> None:
        """Count in how many sentences each word stands: what stands everywhere tells little."""
        self._stem = lru_cache(KEPT)(partial(_stem, empty))
        self._all = len(sentences)
        self._counts: Counter[str] = Counter()
        for start, end in sentences:
            self._counts.update(self.words(text[start:end]))

    def stems(self, spans: Iterable[Span]) -> frozenset[str]:
        """Return the words by which the spans are compared."""
        return self.words(" ".join(each.text for each in spans))

    def words(self, text: str) -> frozenset[str]:
        """Return the words by which a text is compared: those that tell something, cut to their stems."""
        return frozenset(filter(None, map(self._stem, _WORD.findall(text))))

    def near(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the share of ``one`` that ``other`` has, rare words counting more."""
        shared = one & other
        if len(shared) < LEAST_SHARED:
            return 0.0
        return sum(map(self._weight, shared)) / sum(map(self._weight, one))

    def best(
        self, one: frozenset[str], others: Sequence[tuple[str, frozenset[str]]], least: float = NEAR
    ) -> str | None:
        """Return the name of the nearest of the others; None where none is near enough."""
        scored = [
            (self.near(one, stems) * max(0.5, 1 - LATER * k), -k, name)
            for k, (name, stems) in enumerate(others)
        ]
        score, _, name = max(scored, default=(0.0, 0, ""))
        return name if score >= least else None

    def _weight(self, stem: str) -> float:
        return log(2 + self._all) - log(1 + self._counts[stem])


def _stem(empty: Collection[str], word: str) -> str:
    """Return what two words are compared by; nothing for one that tells nothing."""
    lower = word.lower()
    # "US" and "IS" are no "us" and "is".
    told = lower not in empty or (len(word) == SHORT_FORM and word.isupper())
    return lower[:STEM] if told else ""
