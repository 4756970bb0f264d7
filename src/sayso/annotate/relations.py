"""Raw attributions -> attributions of one level, tidied, prolonged and set one into another.

A quotation goes on over its paragraphs, a passive report loses a source that it does not have, and a
cue with its content that lies within another's content becomes its child.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.annotate.clauses import completed
from sayso.annotate.edges import (
    gap,
    is_scrap,
    one_cue,
    parted,
    past_preposition,
    to_closing_mark,
    to_mark,
    to_phrase_end,
    whole_name,
    without_article,
    without_tail,
)
from sayso.annotate.layout import laid_out
from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.phrases import describe, noun_phrase
from sayso.annotate.quotations import apart, resumed
from sayso.annotate.related import Related
from sayso.annotate.segments import CLOSING, MARKS, OPENING, STRAIGHT
from sayso.spans import RangeIndex, contains, merged, overlaps, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.decode import RawAttribution
    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.spans import Range


FEWEST_WORDS = 5
"""Words of a clause that is taken for a content that the network has missed."""

BEHIND = 8
"""Code points behind a cue within which the mark of an infinitive stands."""

_WORD = re.compile(r"\w+")


def relate(
    found: Sequence[RawAttribution], segments: Segments, lexicon: Lexicon, least: float = 0.0
) -> list[Related]:
    """Return the attributions tidied, in the order of their cues, nested where one holds another.

    What rules add has a score too, and is left out where it is below ``least``.
    """
    tidied = [_completed(tidy(each, segments, lexicon), segments, lexicon) for each in found]
    stating = [each for each in tidied if each.content and not _names(each, segments.text, lexicon)]
    stated = laid_out(stating, segments, lexicon)
    spoken = resumed(apart(stated, segments), segments)
    result = _prolong(completed(spoken, segments, lexicon), segments)
    result = [each for each in result if each.score >= least]
    result.sort(key=lambda each: (each.cue, each.content))
    return nest(result)


def _names(each: Related, text: str, lexicon: Lexicon) -> bool:
    """Whether a cue tells what something is called, and by nobody: "is known as"."""
    cue = " ".join(text[slice(*piece)] for piece in each.cue).lower()
    return not each.source and cue.split(maxsplit=1)[-1] in lexicon.naming


def nest(found: Sequence[Related]) -> list[Related]:
    """Give each attribution without a parent the smallest one whose content holds cue and content."""
    contents = RangeIndex((piece, k) for k, each in enumerate(found) for piece in each.content)
    result = []
    for number, each in enumerate(found):
        holders = set() if each.parent is not None else set(contents.over(each.cue[0])) - {number}
        inner = [*each.cue, *each.content]
        around = {
            k: sum(end - start for start, end in found[k].content)
            for k in holders
            if all(any(contains(o, i) for o in found[k].content) for i in inner)
            and found[k].content != each.content
        }
        if around:
            smallest = min(around, key=lambda k: (around[k], k))
            result.append(replace(each, parent=smallest))
        else:
            result.append(each)
    return result


def _completed(each: Related, segments: Segments, lexicon: Lexicon) -> Related:
    """Give "..., a source told the agency." the words before it, where no content was found."""
    text = segments.text
    if not each.source or (each.content and not _only_told(each, segments, lexicon)):
        return each
    start, end = segments.sentences[segments.sentence_at(each.cue[0][0])]
    first = min(each.source[0][0], each.cue[0][0])
    before = text[start:first].rstrip()
    rest = end - each.cue[-1][1]
    if before.endswith(",") and len(before.split()) >= FEWEST_WORDS and rest < first - start:
        return replace(each, content=((start, start + len(before) - 1),))
    return each


def _only_told(each: Related, segments: Segments, lexicon: Lexicon) -> bool:
    """Whether the content is no more than the one who was told."""
    end = segments.sentences[segments.sentence_at(each.cue[0][0])][1]
    verb = segments.text[slice(*each.cue[-1])].lower().split()[-1]
    told = noun_phrase(segments.text, each.cue[-1][1], end, lexicon)
    return (
        told is not None
        and verb in lexicon.telling
        and all(contains(told, piece) for piece in each.content)
    )


def tidy(found: RawAttribution, segments: Segments, lexicon: Lexicon) -> Related:
    """Join pieces with only blanks between; keep one source; drop the source of an agentless report."""
    text = segments.text
    pieces = merged(found.cue, text, " ")
    sources, pieces = parted(merged(found.source, text, " "), pieces, text, lexicon)
    cue = [without_article(text, one_cue(pieces, sources, found.content), lexicon)]
    if len(sources) > 1:
        sources = [min(sources, key=lambda each: gap(each, cue))]
    sources = [whole_name(each, cue[0], segments) for each in sources]
    ended = (to_phrase_end(_unglued(each, segments), segments, lexicon) for each in sources)
    sources = [cut for each in ended if (cut := without_tail(text, each, lexicon))]
    if sources and _agentless(sources[0], cue, segments, lexicon):
        sources = []
    content = merged(found.content, text, " \n,")
    raised = _is_raised(cue[0], text, lexicon) or (
        _is_labelling(cue[0], text, lexicon) and not (sources and sources[0] > cue[0])
    )
    if _is_hearsay(cue, text, lexicon) or (
        raised and sources and not _is_cited(sources[0], text, lexicon)
    ):
        content, sources = sorted([*content, *sources]), []
    if not sources and not raised and not _is_passive(cue, text, lexicon):
        sources = [each for each in content if _is_speaker(each, cue, content, text, lexicon)][:1]
    others = [*cue, *sources]
    content = [
        _with_marks(_whole_quotation(each, others, segments), segments)
        for each in content
        if each not in sources
        and _WORD.search(text, *each)
        and not is_scrap(each, content, text, lexicon)
    ]
    content = [to_closing_mark(to_mark(text, each, lexicon), segments) for each in content]
    content = [to_phrase_end(each, segments, lexicon) for each in content]
    content = [past_preposition(each, others, segments, lexicon) for each in content]
    whole = merged(content, text, " \n,")
    return Related(tuple(sources), tuple(cue), tuple(whole), found.score)


def _is_speaker(
    piece: Range, cue: Sequence[Range], content: Sequence[Range], text: str, lexicon: Lexicon
) -> bool:
    """Whether a piece of content is really the source: a name right beside the cue, apart from the rest."""
    words = text[slice(*piece)].split()
    beside = any(not text[min(piece[1], c[1]) : max(piece[0], c[0])].strip() for c in cue)
    if len(content) < 2 or len(words) > 4 or not beside:
        return False
    return describe(text[slice(*piece)], lexicon).form == "name"


def _unglued(source: Range, segments: Segments) -> Range:
    """A source without the sentence that follows it where the blank between was lost: "Olaf Brun.Two"."""
    end = segments.sentences[segments.sentence_at(source[0])][1]
    if source[0] < end < source[1] and not segments.text[end].isspace():
        return source[0], trimmed(segments.text, source[0], end, ".!?…")[1]
    return source


def _is_passive(cue: Sequence[Range], text: str, lexicon: Lexicon) -> bool:
    """Whether the cue is an auxiliary and the participle of a listed verb: "is said to"."""
    words = [word.lower() for start, end in cue for word in text[start:end].split()]
    while words and words[0] in lexicon.before_passives:
        words.pop(0)
    if words and words[-1] in lexicon.grammar.infinitive_marks:
        words.pop()
    if len(words) < 2 or words[0] not in lexicon.passive_auxiliaries:
        return False
    return words[-1] in lexicon.act_of and words[-1].endswith(lexicon.participle_endings)


def _is_hearsay(cue: Sequence[Range], text: str, lexicon: Lexicon) -> bool:
    """Whether a cue is an adverb of hearsay, by which nobody speaks: "has reportedly"."""
    words = [word.lower() for start, end in cue for word in text[start:end].split()]
    return bool(words) and words[-1] in lexicon.hearsay


def _is_raised(cue: Range, text: str, lexicon: Lexicon) -> bool:
    """Whether the subject of a cue is of what is said: "is said" before "to have left".

    PolNeAR marks no source for any of its 92 cues of this shape, whatever stands before them.
    """
    start, end = cue
    match = _raised(lexicon.language).search(text[start : end + BEHIND].lower())
    return match is not None and match.end("participle") <= end - start <= match.end()


def _is_labelling(cue: Range, text: str, lexicon: Lexicon) -> bool:
    """Whether the subject of a cue is whom it is about: "has been identified as".

    PolNeAR marks a source before none of its 61 cues of this shape.
    """
    told = text[slice(*cue)].lower().split()
    auxiliaries = [k for k, word in enumerate(told) if word in lexicon.passive_auxiliaries]
    return any(word in lexicon.labelling for k in auxiliaries for word in told[k + 1 : k + 3])


@cache
def _raised(language: str) -> re.Pattern[str]:
    """The pattern of an auxiliary, a participle and the infinitive that follows."""
    lexicon = load(language)
    auxiliary, participle = any_of(lexicon.passive_auxiliaries), any_of(lexicon.raising)
    infinitive = any_of(lexicon.grammar.infinitive_marks)
    return re.compile(
        rf"(?<!\w){auxiliary} (?:\w{{1,20}} ){{0,2}}(?P<participle>{participle}) {infinitive}\b"
    )


def _is_cited(source: Range, text: str, lexicon: Lexicon) -> bool:
    """Whether the sentence cites a source beside its cue: "according to the coastguard"."""
    before = _WORD.findall(text[max(0, source[0] - 30) : source[0]].lower())
    return any(lexicon.act_of.get(word) == "cite" for word in before[-2:])


def _agentless(source: Range, cue: Sequence[Range], segments: Segments, lexicon: Lexicon) -> bool:
    """Whether the cue is a passive, and the source is no agent of it ("by the police")."""
    text = segments.text
    if not _is_passive(cue, text, lexicon):
        return False
    if text[slice(*source)].lower() in lexicon.pronouns["thing"]:
        return True
    if segments.sentence_at(source[0]) != segments.sentence_at(cue[0][0]):
        return True
    before = _WORD.findall(text[max(0, source[0] - 30) : source[0]].lower())
    marked = any(word in lexicon.agent_markers for word in before[-2:])
    return source[0] > cue[0][0] and not marked


def _whole_quotation(content: Range, others: Sequence[Range], segments: Segments) -> Range:
    """Take all of a quotation that begins or is mostly in, unless cue or source stands in it."""
    start, end = content
    for quotation in segments.quotations_over(content):
        shared = min(end, quotation[1]) - max(start, quotation[0])
        opens = start in {quotation[0] - 1, quotation[0]}
        if (opens or 2 * shared > quotation[1] - quotation[0]) and not any(
            overlaps(quotation, c) for c in others
        ):
            start, end = min(start, quotation[0]), max(end, quotation[1])
    return start, end


def _with_marks(content: Range, segments: Segments) -> Range:
    """Take in a quotation mark that stands right before or after, where only one of the two is in."""
    text, (start, end) = segments.text, content
    inside = text[start:end]
    if start > 0 and text[start - 1] in OPENING + STRAIGHT and _unbalanced(inside) >= 0:
        start -= 1
    if end < len(text) and text[end] in CLOSING + STRAIGHT and _unbalanced(text[start:end]) > 0:
        end += 1
    for first, last in segments.quotations_over(content):
        whole = start in {first, first - 1} and end in {last, last + 1}
        if whole and text[last : last + 1] in MARKS:
            return first - 1, min(last + 1, len(text))
    return start, end


def _unbalanced(inside: str) -> int:
    """More than 0: a mark is open; less: one closes that was not opened; 0: balanced."""
    straight = sum(inside.count(mark) for mark in STRAIGHT) % 2
    opened = sum(inside.count(mark) for mark in OPENING)
    closed = sum(inside.count(mark) for mark in CLOSING)
    return straight or opened - closed


def _prolong(found: Sequence[Related], segments: Segments) -> list[Related]:
    """Let a quotation over paragraphs that are left open begin and end where the marks do."""
    taken = RangeIndex((piece, 1) for each in found for piece in each.content)
    result = []
    for each in found:
        content = [*_paragraphs_before(each.content[0], segments, taken), *each.content]
        number = segments.paragraph_at(content[-1][1] - 1)
        while number in segments.open_ended and _reaches_quoted_end(content[-1], number, segments):
            number += 1
            start, end = segments.paragraphs[number]
            marked = segments.quotations_over((start, end))
            if not marked:
                break
            end = min(end, marked[0][1] + 1)
            if any(taken.over((start, end))):
                break
            content.append((start, end))
        result.append(replace(each, content=tuple(merged(content, segments.text, " \n"))))
    return result


def _paragraphs_before(content: Range, segments: Segments, taken: RangeIndex) -> Iterator[Range]:
    """The whole paragraphs of a quotation that was opened before the one in which the content begins."""
    number = segments.paragraph_at(content[0])
    first = content[0] <= segments.paragraphs[number][0] + 1
    while first and number - 1 in segments.open_ended:
        number -= 1
        start, end = segments.paragraphs[number]
        opened = segments.quotations_over((start, end))
        if [(start + 1, end)] != list(opened) or any(taken.over((start, end))):
            return
        yield start, end


def _reaches_quoted_end(content: Range, paragraph: int, segments: Segments) -> bool:
    """Whether the content lies in the quotation that runs to the end of its paragraph."""
    end = segments.paragraphs[paragraph][1]
    last = segments.quotations_over((end - 1, end))
    return bool(last) and last[0][1] == end and overlaps(last[0], content)
