"""Attributions -> those with the sentences added that still stand on one of them.

"The bomb was hidden in a van, police said. It had been parked there since Monday." Nobody is named in
the second sentence, and yet it is the police's word. Precision first: a sentence goes on only where a
word of its own tells so; a new subject, a weighing word or a plain statement is the article's voice.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.annotate.segments import CLOSING, OPENING, STRAIGHT
from sayso.annotate.shapes import WORD
from sayso.records import Attribution
from sayso.spans import RangeIndex, contains, merged, span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.records import Act, Block, Source
    from sayso.spans import Range

MOST_SENTENCES = 8
"""Sentences that one attribution can still hold after its own."""

FEWEST_WORDS = 4
"""Words of a content that others may go on from; less is no account of anything."""

MOST_LEFT = 2
"""Words of a sentence behind a content, source and cue apart, up to which the content ends it."""

FARTHEST_NOUN = 4
"""Words from the start of a sentence within which the noun of its subject stands."""

_ACCOUNTS: frozenset[Act] = frozenset({"say", "report", "cite", "claim", "confirm"})
"""What gives an account that can go on; who denies, believes or asks gives none."""

_KINDS = frozenset({"masculine", "feminine", "thing", "group"})
"""Pronouns that take up somebody or something told of."""

_STORY = frozenset({"paragraph", "lead", "quote", "list"})
_MARKS = OPENING + CLOSING + STRAIGHT


class _Opening(NamedTuple):
    """How a sentence goes on: its connective, and whether it may do so over a paragraph's end."""

    connective: Range | None
    far: bool
    direct: bool = False


@dataclass(slots=True)
class _Held:
    """The attribution on which the last sentence stands, and the nouns that may be taken up."""

    by: Attribution
    sentence: int
    nouns: set[str]
    count: int = 0


def continued(
    found: Sequence[Attribution],
    sources: Sequence[Source],
    segments: Segments,
    lexicon: Lexicon,
    blocks: Sequence[Block] = (),
) -> list[Attribution]:
    """Return the attributions, and after them one for each sentence that goes on from one of them.

    A scrap of such a sentence that was taken for a part of the content before it is let go: all of
    the sentence is the new one's content.
    """
    return _Scope(found, sources, segments, lexicon, blocks).read()


class _Scope:
    """Goes through the sentences of one text."""

    def __init__(
        self,
        found: Sequence[Attribution],
        sources: Sequence[Source],
        segments: Segments,
        lexicon: Lexicon,
        blocks: Sequence[Block],
    ) -> None:
        self._segments, self._lexicon, self._text = segments, lexicon, segments.text
        self._found = {each.id: each for each in found}
        self._sources = {each.id: each for each in sources}
        self._depth = _depths(found)
        taken = [
            (piece.start, piece.end)
            for each in found
            for piece in (*each.source_spans, *each.cue_spans, *each.content_spans)
        ]
        self._taken = RangeIndex((piece, 1) for piece in merged(taken, self._text))
        self._told = RangeIndex(
            ((piece.start, piece.end), 1)
            for each in found
            for piece in (*each.source_spans, *each.cue_spans)
        )
        self._ending: dict[int, list[tuple[Attribution, Range]]] = {}
        self._begun: dict[int, list[tuple[Attribution, Range]]] = {}
        for each in found:
            for piece in each.content_spans:
                place = (piece.start, piece.end)
                last = segments.sentence_at(piece.end - 1)
                self._ending.setdefault(last, []).append((each, place))
                if segments.sentence_at(piece.start) == last:
                    self._begun.setdefault(last, []).append((each, place))
        self._blocks = [each for each in blocks if each.kind in _STORY]
        self._starts = [each.start for each in self._blocks]
        words = lexicon.scope
        verbs = (*words.passives, *words.backshifted, *words.present)
        small = (*lexicon.clause_openers, *lexicon.prepositions, *lexicon.indefinite)
        self._no_nouns = frozenset((*verbs, *small, *lexicon.definite))
        self._anywhere = not blocks

    def read(self) -> list[Attribution]:
        added: list[Attribution] = []
        spilt: dict[str, set[Range]] = {}
        held: _Held | None = None
        for number, sentence in enumerate(self._segments.sentences):
            scraps = self._scraps(number, sentence, held)
            if any(self._taken.over(sentence)) and scraps is None:
                held = self._holder(number, sentence)
                continue
            opening = None if held is None else self._goes_on(number, held, scraps=bool(scraps))
            if held is None or opening is None or held.count >= MOST_SENTENCES:
                held = None
                continue
            for each, piece in scraps or ():
                spilt.setdefault(each.id, set()).add(piece)
            held.sentence, held.count = number, held.count + 1
            held.nouns |= self._nouns(sentence)
            number_of = len(self._found) + len(added) + 1
            added.append(self._record(f"a{number_of}", held.by, sentence, opening))
        return [*(_without(each, spilt.get(each.id, ())) for each in self._found.values()), *added]

    def _record(
        self, name: str, by: Attribution, sentence: Range, opening: _Opening
    ) -> Attribution:
        cue = () if opening.connective is None else (span(self._text, *opening.connective),)
        return Attribution(
            id=name,
            source=by.source,
            source_spans=(),
            cue_spans=cue,
            content_spans=(span(self._text, *sentence),),
            manner="direct" if opening.direct else "indirect",
            act=by.act,
            score=by.score,
            parent=by.parent,
            scope="continued",
            continues=by.continues or by.id,
        )

    def _holder(self, number: int, sentence: Range) -> _Held | None:
        """The attribution whose content ends a sentence, the deepest and last of them."""
        ending = [
            (each, piece)
            for each, piece in self._ending.get(number, ())
            if each.act in _ACCOUNTS and self._ends(piece, sentence)
        ]
        if not ending or not self._is_story(sentence[0]):
            return None
        each, piece = max(
            ending, key=lambda pair: (pair[1][1], self._depth[pair[0].id], pair[0].id)
        )
        if len(WORD.findall(self._text, *piece)) < FEWEST_WORDS:
            return None
        return _Held(each, number, self._nouns(piece))

    def _ends(self, piece: Range, sentence: Range) -> bool:
        """Whether behind a content its sentence holds only who says it and how."""
        left = (
            word
            for word in WORD.finditer(self._text, piece[1], sentence[1])
            if not any(self._told.over(word.span()))
        )
        return len(tuple(islice(left, MOST_LEFT + 1))) <= MOST_LEFT

    def _scraps(
        self, number: int, sentence: Range, held: _Held | None
    ) -> list[tuple[Attribution, Range]] | None:
        """Pieces of the contents before, where a sentence holds no more than these; None where more."""
        pieces = self._begun.get(number, [])
        if held is None or not pieces or len(pieces) != len(self._ending.get(number, ())):
            return None
        if any(self._told.over(sentence)) or self._segments.quotations_over(sentence):
            return None
        first = sentence[0]
        above = {held.by.id, *self._above(held.by)}
        own = all(each.id in above and len(each.content_spans) > 1 for each, _ in pieces)
        return pieces if own and all(piece[0] > first for _, piece in pieces) else None

    def _above(self, each: Attribution) -> Iterable[str]:
        steps, parent = 0, each.parent
        while parent in self._found and steps <= len(self._found):
            yield parent
            steps, parent = steps + 1, self._found[parent].parent

    def _goes_on(self, number: int, held: _Held, *, scraps: bool) -> _Opening | None:
        """How a sentence goes on from the one before it, None where it is the article's own."""
        sentence = self._segments.sentences[number]
        if number != held.sentence + 1 or not self._is_story(sentence[0]):
            return None
        there = self._segments.paragraph_at(self._segments.sentences[held.sentence][0])
        apart = self._segments.paragraph_at(sentence[0]) - there
        opening = self._quoted(sentence, held) or self._opening(sentence, held, scraps=scraps)
        if opening is None or apart > 1 or (apart and not opening.far):
            return None
        return opening

    def _quoted(self, sentence: Range, held: _Held) -> _Opening | None:
        """A sentence all in quotation marks, after one that ends in them."""
        if held.by.manner == "indirect" or held.by.source is None:
            return None
        first, last = sentence
        inside = self._segments.quotations_over(sentence)
        marked = self._text[first] in _MARKS and self._text[last - 1] in _MARKS
        whole = len(inside) == 1 and contains(inside[0], (first + 1, last - 1))
        return _Opening(None, far=True, direct=True) if marked and whole else None

    def _opening(self, sentence: Range, held: _Held, *, scraps: bool) -> _Opening | None:
        text, words = self._text, self._lexicon.scope
        tokens = [match.span() for match in WORD.finditer(text, *sentence)]
        lowered = [text[start:end].lower() for start, end in tokens]
        if self._breaks(sentence, lowered):
            return None
        size = _led_by(lowered, words.consequent)
        if size:
            return _Opening((tokens[0][0], tokens[size - 1][1]), far=True)
        if held.by.manner == "direct":
            return None
        if not set(words.reported_forms).isdisjoint(lowered):
            return _Opening(None, far=True)
        first = _led_by(lowered, words.sequence)
        far = self._far(lowered[first:], held, next_step=bool(first), scraps=scraps)
        return None if far is None else _Opening(None, far=far)

    def _far(
        self, lowered: Sequence[str], held: _Held, *, next_step: bool, scraps: bool
    ) -> bool | None:
        """Whether a sentence with this subject goes on even over a paragraph's end; None: not at all."""
        words = self._lexicon.scope
        subject = self._subject(lowered, held)
        if subject is None:
            now = not set(words.present).isdisjoint(lowered[:FARTHEST_NOUN])
            return False if scraps and not now else None
        number, pronoun, ambiguous = subject
        rest = lowered[number:]
        followed = _led_by(rest, words.sequence)
        verb = rest[followed : followed + 4]
        if self._is_passive(verb):
            return verb[0] in words.pluperfect
        past = bool(verb) and not ambiguous and verb[0] not in words.present
        if past and verb[0] in (words.backshifted if pronoun else words.pluperfect):
            return True
        return False if past and (scraps or next_step or followed) else None

    def _breaks(self, sentence: Range, lowered: Sequence[str]) -> bool:
        """Whether the article itself speaks: it weighs, asks, or says "we" outside of quotation marks."""
        if not lowered or self._text[sentence[1] - 1] == "?":
            return True
        if not _breaking(self._lexicon.scope.breaking).isdisjoint(lowered):
            return True
        speaker = set(self._lexicon.pronouns.get("speaker", ()))
        quoted = bool(self._segments.quotations_over(sentence))
        return not quoted and not speaker.isdisjoint(lowered)

    def _subject(self, lowered: Sequence[str], held: _Held) -> tuple[int, bool, bool] | None:
        """How many words the subject has, if it is a pronoun, if it could be the source; None for a new one."""
        if not lowered:
            return None
        kind = self._lexicon.gender_of_pronoun.get(lowered[0])
        if kind in _KINDS and lowered[0] == self._lexicon.pronouns[kind][0]:
            return 1, True, self._could_be(held.by, kind)
        if lowered[0] not in self._lexicon.definite:
            return None
        for number, word in enumerate(lowered[1 : 1 + FARTHEST_NOUN], 2):
            if word in self._lexicon.coordinating or word in self._lexicon.prepositions:
                return None
            if self._lexicon.grammar.singular(word) in held.nouns:
                return number, False, False
        return None

    def _is_passive(self, verb: Sequence[str]) -> bool:
        words = self._lexicon.scope
        for phrase in sorted(words.passives, key=len, reverse=True):
            size = len(phrase.split())
            if list(verb[:size]) != phrase.split():
                continue
            following = verb[size:]
            skipped = _led_by(following, words.sequence)
            rest = following[skipped:]
            if not rest or rest[0] in words.introducing:
                return False
            return rest[0] in words.participles or rest[0].endswith(
                self._lexicon.participle_endings
            )
        return False

    def _could_be(self, by: Attribution, kind: str) -> bool:
        """Whether a pronoun could stand for the source itself, so that nothing shows what it takes up."""
        source = self._sources.get(by.source or "")
        if source is None:
            return False
        last = source.name.lower().rsplit(maxsplit=1)[-1]
        plural = self._lexicon.grammar.is_plural(last) and not source.named
        several = plural or last in self._lexicon.scope.many
        office = source.type == "official" and last in self._lexicon.impersonal
        body = office or source.type in {"organisation", "agency", "outlet", "document"}
        if kind in {"masculine", "feminine"}:
            gender = self._lexicon.gender_of(source.name)
            return not body and not several and gender in {kind, None}
        return body or several if kind == "group" else body and not several

    def _nouns(self, place: Range) -> set[str]:
        words = {word.lower() for word in WORD.findall(self._text, *place) if len(word) > 2}
        singular = self._lexicon.grammar.singular
        return {singular(word) for word in words - self._no_nouns}

    def _is_story(self, position: int) -> bool:
        if self._anywhere:
            return True
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and self._blocks[at].end > position


def _depths(found: Sequence[Attribution]) -> dict[str, int]:
    """How many attributions each stands in; a ring, which no text gives, ends at their number."""
    by_id = {each.id: each for each in found}
    depths: dict[str, int] = {}
    for each in found:
        line = [each.id]
        parent = each.parent
        while parent in by_id and parent not in depths and len(line) <= len(found):
            line.append(parent)
            parent = by_id[parent].parent
        depth = depths.get(parent or "", -1)
        for name in reversed(line):
            depth += 1
            depths[name] = depth
    return depths


def _without(each: Attribution, pieces: Collection[Range]) -> Attribution:
    """An attribution without some pieces of its content."""
    if not pieces:
        return each
    kept = tuple(piece for piece in each.content_spans if (piece.start, piece.end) not in pieces)
    return msgspec.structs.replace(each, content_spans=kept)


def _led_by(words: Sequence[str], phrases: Sequence[str]) -> int:
    """How many words the longest of the phrases takes at the beginning."""
    fitting = (
        [phrase.split() for phrase in phrases if phrase.split()[0] == words[0]] if words else []
    )
    return max((len(each) for each in fitting if list(words[: len(each)]) == each), default=0)


@cache
def _breaking(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)
