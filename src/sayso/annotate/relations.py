"""Raw attributions -> attributions that know of one another: tidied, prolonged, and nested.

The network reads one level. Here a quotation goes on over its paragraphs, a passive report loses a
source that it does not have, and what stands in between comes to light: "reported, citing a minister",
"told the newspaper", "was quoted as saying by the agency".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.annotate.phrases import Phrase, describe, noun_phrase
from sayso.annotate.segments import CLOSING, OPENING, STRAIGHT
from sayso.spans import contains, merged, overlaps, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.annotate.decode import RawAttribution
    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

FEWEST_WORDS = 5
"""Words of a content that is read once more for attributions within it."""

DEEPEST = 3
"""Levels of nesting that are looked for."""

_RELAYS = frozenset({"outlet", "agency", "social"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Related:
    """An attribution with its place among the others; ``parent`` is an index into the same list."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float
    parent: int | None = None
    inferred: bool = False


def relate(found: Sequence[RawAttribution], segments: Segments, lexicon: Lexicon) -> list[Related]:
    """Return the attributions tidied, in the order of their cues, nested where one holds another."""
    tidied = [_tidy(each, segments, lexicon) for each in found]
    result = _prolong([each for each in tidied if each.source or each.content], segments)
    result.sort(key=lambda each: (each.cue, each.content))
    return nest(result)


def nest(found: Sequence[Related]) -> list[Related]:
    """Give each attribution without a parent the smallest one whose content holds cue and content."""
    result = []
    for number, each in enumerate(found):
        if each.parent is not None:
            result.append(each)
            continue
        inner = [*each.cue, *each.content]
        holders = [
            k
            for k, other in enumerate(found)
            if k != number and all(any(contains(o, i) for o in other.content) for i in inner)
        ]
        if holders:
            size = {k: sum(end - start for start, end in found[k].content) for k in holders}
            each = replace(each, parent=min(holders, key=lambda k: (size[k], k)))
        result.append(each)
    return result


def deepen(
    found: Sequence[Related],
    segments: Segments,
    lexicon: Lexicon,
    read: Callable[[Sequence[str]], Sequence[Sequence[RawAttribution]]],
) -> list[Related]:
    """Return the attributions with those added that stand within another's content or behind it.

    Args:
        found: What :func:`relate` returned.
        segments: Of the text.
        lexicon: Of its language.
        read: Finds the attributions of each of some texts; a content is read as a text of its own.

    """
    result = list(found)
    fresh = range(len(result))
    for _ in range(DEEPEST - 1):
        inner = _within(result, fresh, segments, lexicon, read)
        if not inner:
            break
        fresh = range(len(result), len(result) + len(inner))
        result += inner
    for number in range(len(result)):
        result += _cited(result, number, segments, lexicon)
    for number in range(len(result)):
        relay = _relay(result[number], segments, lexicon)
        if relay is not None:
            result[number] = replace(result[number], parent=len(result))
            result.append(
                replace(relay, parent=found[number].parent if number < len(found) else None)
            )
    return _in_order(result)


def _tidy(found: RawAttribution, segments: Segments, lexicon: Lexicon) -> Related:
    """Join pieces with only blanks between; keep one source; drop the source of an agentless report."""
    text = segments.text
    cue = merged(found.cue, text, " ")
    sources = merged(found.source, text, " ")
    if len(sources) > 1:
        sources = [min(sources, key=lambda each: _gap(each, cue))]
    if sources and _agentless(sources[0], cue, segments, lexicon):
        sources = []
    content = [_with_marks(text, each) for each in merged(found.content, text, " \n")]
    return Related(tuple(sources), tuple(cue), tuple(content), found.score)


def _gap(source: Range, cue: Sequence[Range]) -> int:
    return min(max(source[0] - end, start - source[1], 0) for start, end in cue)


def _agentless(source: Range, cue: Sequence[Range], segments: Segments, lexicon: Lexicon) -> bool:
    """Whether the cue is a passive ("is said to") and the source no agent of it ("by the police")."""
    text = segments.text
    words = [word.lower() for start, end in cue for word in text[start:end].split()]
    if len(words) < 2 or words[0] not in lexicon.passive_auxiliaries:
        return False
    if words[-1] == "to":
        words.pop()
    act = lexicon.act_of.get(words[-1])
    if act is None or not words[-1].endswith(("ed", "id", "own", "ught", "een")):
        return False
    if segments.sentence_at(source[0]) != segments.sentence_at(cue[0][0]):
        return True
    before = _WORD.findall(text[max(0, source[0] - 30) : source[0]].lower())
    marked = any(word in lexicon.agent_markers for word in before[-2:])
    return source[0] > cue[0][0] and not marked


def _with_marks(text: str, content: Range) -> Range:
    """Take in a quotation mark that stands right before or after, where only one of the two is in."""
    start, end = content
    inside = text[start:end]
    if start > 0 and text[start - 1] in OPENING + STRAIGHT and _unbalanced(inside) >= 0:
        start -= 1
    if end < len(text) and text[end] in CLOSING + STRAIGHT and _unbalanced(text[start:end]) > 0:
        end += 1
    return start, end


def _unbalanced(inside: str) -> int:
    """More than 0: a mark is open; less: one closes that was not opened; 0: balanced."""
    straight = sum(inside.count(mark) for mark in STRAIGHT) % 2
    opened = sum(inside.count(mark) for mark in OPENING)
    closed = sum(inside.count(mark) for mark in CLOSING)
    return straight or opened - closed


def _prolong(found: Sequence[Related], segments: Segments) -> list[Related]:
    """Let a quotation that its paragraph leaves open go on to the end of the marks."""
    taken = [piece for each in found for piece in each.content]
    result = []
    for each in found:
        content = list(each.content)
        number = segments.paragraph_at(content[-1][1] - 1) if content else -1
        while (
            content
            and number in segments.open_ended
            and _reaches_quoted_end(content[-1], number, segments)
        ):
            start, end = segments.paragraphs[number][1], segments.paragraphs[number][1]
            number += 1
            start, end = segments.paragraphs[number]
            inside = next(q for q in segments.quotations if q[0] > start)
            end = min(end, inside[1] + 1)
            if any(overlaps(other, (start, end)) for other in taken):
                break
            content.append((start, end))
        result.append(replace(each, content=tuple(merged(content, segments.text, " \n"))))
    return result


def _reaches_quoted_end(content: Range, paragraph: int, segments: Segments) -> bool:
    """Whether the content lies in the quotation that runs to the end of its paragraph."""
    end = segments.paragraphs[paragraph][1]
    last = [q for q in segments.quotations if q[1] == end]
    return bool(last) and overlaps(last[0], content)


def _within(
    found: Sequence[Related],
    candidates: range,
    segments: Segments,
    lexicon: Lexicon,
    read: Callable[[Sequence[str]], Sequence[Sequence[RawAttribution]]],
) -> list[Related]:
    """Attributions inside of contents that speak of speaking, each content read as a text."""
    text = segments.text
    places = [
        (number, piece)
        for number in candidates
        for piece in found[number].content
        if _speaks(text[slice(*piece)], lexicon)
    ]
    readings = read([text[slice(*piece)] for _, piece in places])
    known = [cue for each in found for cue in each.cue]
    result: list[Related] = []
    for (number, (offset, _)), reading in zip(places, readings, strict=True):
        for raw in reading:
            inner = _tidy(_shifted(raw, offset), segments, lexicon)
            if inner.content and not any(overlaps(k, c) for k in known for c in inner.cue):
                known += inner.cue
                result.append(replace(inner, parent=number))
    return result


def _speaks(content: str, lexicon: Lexicon) -> bool:
    words = [word.lower() for word in _WORD.findall(content)]
    reporting = {"say", "report", "cite", "claim", "deny", "confirm"}
    return len(words) >= FEWEST_WORDS and any(
        lexicon.act_of.get(word) in reporting for word in words
    )


def _shifted(raw: RawAttribution, by: int) -> RawAttribution:
    def move(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((start + by, end + by) for start, end in ranges)

    return replace(raw, source=move(raw.source), cue=move(raw.cue), content=move(raw.content))


def _cited(
    found: Sequence[Related], number: int, segments: Segments, lexicon: Lexicon
) -> list[Related]:
    """The deeper source of "reported, citing a minister": the same content, one step down."""
    each, text = found[number], segments.text
    if not each.content or not each.source:
        return []
    sentence = segments.sentences[segments.sentence_at(each.cue[0][0])]
    for match in _forms(lexicon.citing).finditer(
        text, max(each.cue[0][0], each.source[0][0]), sentence[1]
    ):
        phrase = noun_phrase(text, match.end(), sentence[1], lexicon)
        if phrase is None or not _is_source(describe(text[slice(*phrase)], lexicon)):
            continue
        if any(overlaps(phrase, other) for one in found for other in one.source):
            continue
        content = tuple(
            piece
            for whole in each.content
            for piece in _without(text, whole, (match.start(), phrase[1]))
        )
        if not content:
            continue
        return [Related((phrase,), (match.span(),), content, each.score, parent=number)]
    return []


def _without(text: str, whole: Range, hole: Range) -> list[Range]:
    """What is left of a range when a hole is cut, blanks and commas at the edges gone."""
    if not overlaps(whole, hole):
        return [whole]
    parts = [(whole[0], hole[0]), (hole[1], whole[1])]
    trimmed_parts = [trimmed(text, start, end, " ,;\n") for start, end in parts if start < end]
    return [(start, end) for start, end in trimmed_parts if _WORD.search(text, start, end)]


def _relay(each: Related, segments: Segments, lexicon: Lexicon) -> Related | None:
    """The outlet that a source spoke to, or that quoted it; it stands between the two."""
    text = segments.text
    sentence = segments.sentences[segments.sentence_at(each.cue[0][0])]
    if not each.source or not each.content:
        return None
    for cue_start, _ in each.cue:
        for match in _forms(lexicon.telling).finditer(text, cue_start, sentence[1]):
            if match.start() - cue_start > 12:
                break
            phrase = noun_phrase(text, match.end(), sentence[1], lexicon)
            if phrase and describe(text[slice(*phrase)], lexicon).type in _RELAYS:
                return Related((phrase,), (match.span(),), each.content, each.score, inferred=True)
        for match in _forms(lexicon.quoted).finditer(text, cue_start, sentence[1]):
            marker = re.compile(r"\b(?:by|in)\s").search(text, match.end(), sentence[1])
            phrase = marker and noun_phrase(text, marker.end(), sentence[1], lexicon)
            if phrase and describe(text[slice(*phrase)], lexicon).type in _RELAYS:
                return Related((phrase,), (match.span(),), each.content, each.score, inferred=True)
    return None


def _is_source(phrase: Phrase) -> bool:
    return phrase.named or phrase.head_kind is not None


def _forms(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")


def _in_order(found: Sequence[Related]) -> list[Related]:
    """Sort by cue, then outer before inner, and set the parents' indices anew."""

    def depth(number: int) -> int:
        steps, parent = 0, found[number].parent
        while parent is not None and steps <= len(found):
            steps, parent = steps + 1, found[parent].parent
        return steps

    order = sorted(
        range(len(found)), key=lambda k: (found[k].cue[0][0], depth(k), found[k].content)
    )
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(found[k], parent=None if found[k].parent is None else place[found[k].parent])
        for k in order
    ]
