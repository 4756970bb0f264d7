"""A text and its claims -> what it says of the evidence: not confirmed, doubted, denied, not answered."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.lexicon.assertion_words import load_assertions
from sayso.annotate.lexicon.evidence_words import load_evidence
from sayso.annotate.predicates import Predicates
from sayso.annotate.restating import Nearness
from sayso.letters import lowered
from sayso.records import Evidence
from sayso.spans import RangeIndex, contains, overlaps, span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.annotate.lexicon.evidence_words import Anaphor, By, EvidenceWords
    from sayso.annotate.segments import Segments
    from sayso.records import Attribution, Claim, EvidenceKind, Source
    from sayso.spans import Range, Span

LONGEST = 2000
"""Code points of a sentence; what is longer is no sentence and is not read."""

BEFORE = 60
"""Code points before a cue that can tell that it is only supposed."""

NEAR = 80
"""Code points between who does it and the cue."""

MOST = 200
"""Claims before a statement, and behind it, that it may be of; what is farther away is not meant."""

LEAST = 0.2
"""Nearness from which on a statement is of a claim; set by reading, see the notes."""

FARTHEST = 8
"""Claims before a statement of which "this report" may stand for one."""

TELLING = 3
"""Words of what is confirmed from which on it says by itself what; "the deaths" is of a claim before."""

MEANING = 2
"""Words of a claim that something can stand for; "the report" is itself of a claim before."""

_OPENED = " “„«‘\"'"
_UNDOABLE = frozenset({"denied", "confirmed"})
_EDGE = " \t\u00a0,;:—–-"


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement about evidence as its words tell it."""

    kind: EvidenceKind
    by: By
    cue: Range
    sentence: Range
    open: bool = False


def statements(segments: Segments, language: str) -> list[Marked]:
    """Return where the text speaks of the evidence, by the phrases of its language."""
    words = load_evidence(language)
    text = lowered(segments.text)
    return [
        each
        for sentence in segments.sentences
        if sentence[1] - sentence[0] <= LONGEST and words.trigger.search(text, *sentence)
        for each in _of_sentence(text, sentence, words)
    ]


def _of_sentence(text: str, sentence: Range, words: EvidenceWords) -> Iterator[Marked]:
    """Yield the statements of one sentence; of two phrases that share words the first listed counts.

    The text is in lower case.
    """
    start, end = sentence
    taken: list[Range] = []
    for statement, pattern, unless in words.compiled:
        for match in pattern.finditer(text, start, end):
            if unless is not None and unless.search(text, start, end):
                break
            cue = match.span("cue") if "cue" in pattern.groupindex else match.span()
            before = text[max(start, cue[0] - BEFORE) : cue[0]]
            undone = statement.kind in _UNDOABLE and words.negated.search(before)
            supposed = statement.kind in _UNDOABLE and words.hypothetical.search(before)
            if undone or supposed or any(overlaps(cue, other) for other in taken):
                continue
            taken.append(cue)
            yield Marked(statement.kind, statement.by, cue, sentence, statement.open)


def find_evidence(
    marked: Iterable[Marked],
    claims: Sequence[Claim],
    said: Sequence[Attribution],
    sources: Iterable[Source],
    segments: Segments,
    language: str,
) -> tuple[Evidence, ...]:
    """Return the statements about evidence, named e1, e2, ... in the order of the text.

    Args:
        marked: Where they stand, as ``statements`` tells.
        claims: All claims of the article, in the order of the text.
        said: Its attributions.
        sources: Its sources.
        segments: Its sentences.
        language: Of the phrases.

    """
    found = sorted(marked, key=lambda each: each.cue)
    if not found:
        return ()
    reader = _Reader(found, claims, said, sources, segments, language)
    return tuple(reader.record(f"e{number}", each) for number, each in enumerate(found, 1))


def _index(numbered: Iterable[tuple[int, Sequence[Span]]]) -> RangeIndex:
    return RangeIndex(
        ((each.start, each.end), number) for number, spans in numbered for each in spans
    )


class _Reader:
    """Finds who makes a statement about evidence, and of which claim."""

    def __init__(
        self,
        marked: Sequence[Marked],
        claims: Sequence[Claim],
        said: Sequence[Attribution],
        sources: Iterable[Source],
        segments: Segments,
        language: str,
    ) -> None:
        self._text = segments.text
        self._lower = lowered(segments.text)
        self._marked = RangeIndex((each.cue, 1) for each in marked)
        self._claims = claims
        self._said = said
        sources = list(sources)
        self._types = {source.id: source.type for source in sources}
        self._by_id = {each.id: each for each in said}
        self._mentions = sorted(
            ((each.start, each.end), source.id) for source in sources for each in source.mentions
        )
        self._cues = _index(enumerate(each.cue_spans for each in said))
        self._contents = _index(enumerate(each.content_spans for each in said))
        self._starts = [each.spans[0].start for each in claims]
        self._of_attribution: dict[str, list[str]] = {}
        for claim in claims:
            if claim.attribution is not None:
                self._of_attribution.setdefault(claim.attribution, []).append(claim.id)
        self._words = load_evidence(language)
        assertions = load_assertions(language)
        self._predicates = Predicates(segments.text, assertions)
        self._nearness = Nearness(segments.text, segments.sentences, assertions.empty)
        self._stems = {each.id: self._nearness.stems(each.spans) for each in claims}

    def record(self, name: str, marked: Marked) -> Evidence:
        """Return the record of one statement."""
        clause = self._clause(marked)
        source, attribution = self._who(marked, clause)
        return Evidence(
            id=name,
            kind=marked.kind,
            spans=(span(self._text, *clause),),
            cues=(span(self._text, *marked.cue),),
            source=source,
            attribution=attribution.id if attribution else None,
            claims=tuple(self._of(marked, clause, attribution)),
            # An adjective of the article is a judgement of whoever is quoted with it.
            open=marked.open or (marked.by == "article" and attribution is not None),
        )

    def _clause(self, marked: Marked) -> Range:
        """Return the clause in which the cue stands, the sentence where it has only one."""
        words = self._predicates.read_alone(marked.sentence)
        for first, last in self._predicates.clauses(words):
            start, end = words[first].start, words[last - 1].end
            if contains((start, end), marked.cue):
                return trimmed(self._text, start, end, _EDGE)
        return trimmed(self._text, *marked.sentence, _EDGE)

    def _who(self, marked: Marked, clause: Range) -> tuple[str | None, Attribution | None]:
        """Return who does it or says it, with the attribution that tells so."""
        if marked.by != "article" and (numbers := list(self._cues.over(marked.cue))):
            # Whom it was told to is a hand that the text implies, and comes after who says it.
            said = self._said[min(numbers, key=lambda each: (self._said[each].inferred, each))]
            return said.source, said
        within = self._within(marked.cue)
        if marked.by == "article" and within is not None and within.manner == "indirect":
            return None, None
        if marked.by in {"subject", "agent"}:
            near = self._near(marked, clause)
            if near is not None:
                return near, within
        return (within.source, within) if within else (None, None)

    def _near(self, marked: Marked, clause: Range) -> str | None:
        """The source that is named last before the cue, or first behind it."""
        start, end = marked.cue
        if marked.by == "agent":
            at = bisect_left(self._mentions, ((end, end), ""))
            behind = self._mentions[at] if at < len(self._mentions) else None
            return behind[1] if behind and behind[0][0] <= min(end + 8, clause[1]) else None
        low = max(clause[0], start - NEAR)
        first = bisect_left(self._mentions, ((low, low), ""))
        last = bisect_left(self._mentions, ((start, start), ""))
        before = [name for place, name in self._mentions[first:last] if place[1] <= start]
        return before[-1] if before else None

    def _within(self, place: Range) -> Attribution | None:
        """The innermost attribution in whose content the place stands."""
        over = [
            (piece.end - piece.start, -self._depth(self._said[number]), number)
            for number in self._contents.over(place)
            for piece in self._said[number].content_spans
            if contains((piece.start, piece.end), place)
        ]
        return self._said[min(over)[2]] if over else None

    def _depth(self, each: Attribution) -> int:
        """How many others an attribution stands in."""
        depth, seen = 0, {each.id}
        while (above := self._by_id.get(each.parent or "")) is not None and above.id not in seen:
            each, depth = above, depth + 1
            seen.add(each.id)
        return depth

    def _of(self, marked: Marked, clause: Range, who: Attribution | None) -> Iterator[str]:
        """Yield the names of the claims of which the statement is."""
        at = bisect_left(self._starts, clause[0])
        near = self._claims[max(0, at - MOST) : at]
        before = [each for each in near if each.spans[-1].end <= clause[0]]
        told = [each for each in before if each.place != "headline"]
        rest = self._text[clause[0] : marked.cue[0]] + " " + self._text[marked.cue[1] : clause[1]]
        stems = self._nearness.words(rest)
        refers = self._words.anaphora.search(self._text, *clause) is not None
        fitting = self._fitting(marked, clause, told)
        best = self._best(stems, fitting or before[::-1])
        if marked.kind == "confirmed" and (itself := self._introduced(marked, who)):
            yield from itself
        elif best is not None:
            yield best
        elif fitting:
            yield from self._report(told[: told.index(fitting[0]) + 1])
        elif told and refers:
            yield from self._report(told)
        elif who is not None and (own := self._of_attribution.get(who.id)):
            yield from own
        elif told:
            yield told[-1].id
        elif (later := self._later(stems, clause)) is not None:
            yield later

    def _best(self, stems: frozenset[str], claims: Iterable[Claim]) -> str | None:
        """The name of the claim that has most of the words, the first one counting more."""
        return self._nearness.best(stems, [(e.id, self._stems[e.id]) for e in claims], LEAST)

    def _fitting(self, marked: Marked, clause: Range, told: Sequence[Claim]) -> list[Claim]:
        """Return the claims for which "this report" may stand, by its noun, the nearest first."""
        words = self._words
        match = words.standing.search(self._lower, *clause)
        if match is None:
            # "This theory, which was new then, was confirmed": its verb is in another clause.
            match = words.standing.match(self._lower, marked.sentence[0], clause[0])
            match = match if match is not None and match["aside"] else None
        if match is None or match["of"]:
            return []
        anaphor = words.anaphor_of[match["noun"]]
        near = [each for each in told[: -FARTHEST - 1 : -1] if self._stands_alone(each)]
        called = [each for each in near if self._is_called(each, anaphor)]
        return called or [each for each in near if self._fits(each, anaphor)]

    def _stands_alone(self, claim: Claim) -> bool:
        """Whether something can stand for a claim: it says more than of evidence or of a claim before."""
        said = self._by_id.get(claim.attribution or "")
        if said is None or len(self._stems[claim.id]) < MEANING:
            return False
        if self._words.standing.match(claim.spans[0].text.lstrip(_OPENED).lower()):
            return False
        spans = (*claim.spans, *said.cue_spans)
        return not any(any(self._marked.over((each.start, each.end))) for each in spans)

    def _is_called(self, claim: Claim, anaphor: Anaphor) -> bool:
        """Whether the words of saying have one of the nouns: "Two reports said that it was shut"."""
        said = self._by_id[claim.attribution or ""]
        named = " ".join(each.text for each in (*said.source_spans, *said.cue_spans)).lower()
        return not set(named.split()).isdisjoint(anaphor.nouns)

    def _fits(self, claim: Claim, anaphor: Anaphor) -> bool:
        """Whether a noun can stand for a claim, by the act and by who says it."""
        if anaphor.open and claim.author.certainty == "full":
            return False
        said = self._by_id[claim.attribution or ""]
        of_type = self._types.get(said.source or "") in anaphor.types
        return said.act in anaphor.acts or of_type or (anaphor.unsourced and claim.origin is None)

    def _introduced(self, marked: Marked, who: Attribution | None) -> list[str]:
        """The claims that a statement itself brings: "she confirmed that the bridge is shut"."""
        if who is None or not any(
            overlaps((cue.start, cue.end), marked.cue) for cue in who.cue_spans
        ):
            return []
        own = self._of_attribution.get(who.id, [])
        return own if sum(len(self._stems[each]) for each in own) >= TELLING else []

    def _later(self, stems: frozenset[str], clause: Range) -> str | None:
        """The nearest claim that comes after, for an article that begins with its denial."""
        at = bisect_left(self._starts, clause[1])
        after = self._claims[at : at + MOST]
        return self._nearness.best(stems, [(each.id, self._stems[each.id]) for each in after])

    def _report(self, told: Sequence[Claim]) -> Iterator[str]:
        """Yield the last claim, and those before it that stand on the same words of saying."""
        root = self._root(told[-1])
        yield from (
            each.id for each in told if each is told[-1] or (root and self._root(each) == root)
        )

    def _root(self, claim: Claim) -> str | None:
        each = self._by_id.get(claim.attribution or "")
        return None if each is None else each.continues or each.id
