"""Attributions of one level -> those that stand within or behind them.

"Reported, citing a minister" has the minister behind the reporter; "told the newspaper" puts the
newspaper between the article and the source; and what somebody says can itself be a report of what
others say, so each content that speaks of speaking is read once more, as a text of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.phrases import describe, noun_phrase
from sayso.annotate.related import Related
from sayso.annotate.relations import tidy
from sayso.annotate.segments import CLOSING, OPENING, STRAIGHT
from sayso.spans import overlaps, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sayso.annotate.decode import RawAttribution
    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

    Reader = Callable[[Sequence[str]], Sequence[Sequence[RawAttribution]]]

FEWEST_WORDS = 5
"""Words of a content that is read once more for attributions within it."""

DEEPEST = 3
"""Levels of nesting that are looked for."""

NEAREST = 12
"""Code points from the start of a cue within which "told" must stand for its object to be a relay."""

_RELAYS = frozenset({"outlet", "agency", "social"})
_REPORTING = frozenset({"say", "report", "cite", "claim", "deny", "confirm"})
_WORD = re.compile(r"\w+")
_NEXT = re.compile(r" ([^\W\d_]+)")
_MARKS = f"[{re.escape(OPENING + CLOSING + STRAIGHT)}]"
_OUTER_MARK = re.compile(rf"(?m)^{_MARKS}|{_MARKS}(?=[,.]?$)")


def deepen(
    found: Sequence[Related],
    segments: Segments,
    lexicon: Lexicon,
    read: Reader,
    relays: Collection[str] = (),
) -> list[Related]:
    """Return the attributions with those added that stand within another's content or behind it.

    Args:
        found: What :func:`relate` returned.
        segments: Of the text.
        lexicon: Of its language.
        read: Finds the attributions of each of some texts; a content is read as a text of its own.
        relays: Names of outlets and agencies that the document is known to name.

    """
    result = _told_apart(found, segments, lexicon)
    fresh = range(len(result))
    for _ in range(DEEPEST - 1):
        inner = _within(result, fresh, segments, lexicon, read)
        if not inner:
            break
        fresh = range(len(result), len(result) + len(inner))
        result += inner
    sentences = [segments.sentence_at(each.cue[0][0]) for each in result]
    together: dict[int, list[int]] = {}
    for number, sentence in enumerate(sentences):
        together.setdefault(sentence, []).append(number)

    def neighbours(number: int) -> Sequence[int]:
        return together[sentences[number]]

    for number in range(len(result)):
        result[number] = _behind(result, number, neighbours(number), segments, lexicon)
    for number in range(len(result)):
        result += _cited(result, number, neighbours(number), segments, lexicon)
    for number in range(len(result)):
        relay = _relay(result[number], segments, lexicon, relays)
        if relay is not None:
            outer = result[number].parent
            result[number] = replace(result[number], parent=len(result))
            result.append(replace(relay, parent=outer))
    return in_order(result)


def _told_apart(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> list[Related]:
    """Read "X reported, citing Y, that ...", of which only "citing" was found, as both."""
    text = segments.text
    verbs = _forms(tuple(form for form, act in lexicon.act_of.items() if act in _REPORTING))
    cues = {piece[0] for each in found for piece in each.cue}
    result = list(found)
    for number, each in enumerate(found):
        if not each.source or text[slice(*each.cue[-1])].lower() not in lexicon.citing:
            continue
        verb = verbs.search(text, each.source[0][1], max(each.source[0][1], each.cue[0][0]))
        sentence = segments.sentences[segments.sentence_at(each.cue[0][0])]
        phrase = noun_phrase(text, each.cue[-1][1], sentence[1], lexicon)
        if verb is None or text[each.source[0][1] : verb.start()].strip() or phrase is None:
            continue
        content = tuple(piece for own in each.content for piece in without(text, own, phrase))
        if content and verb.start() not in cues and is_cited(text, phrase, lexicon):
            result[number] = replace(each, source=(phrase,), content=content, parent=len(result))
            result.append(replace(each, cue=(verb.span(),), content=content))
    return result


def _within(
    found: Sequence[Related],
    candidates: range,
    segments: Segments,
    lexicon: Lexicon,
    read: Reader,
) -> list[Related]:
    """Attributions inside of contents that speak of speaking, each content read as a text."""
    text = segments.text
    places = [
        (number, piece)
        for number in candidates
        for piece in found[number].content
        if _speaks(text[slice(*piece)], lexicon)
    ]
    readings = read([_without_marks(text[slice(*piece)]) for _, piece in places])
    known = {position for each in found for cue in each.cue for position in range(*cue)}
    result: list[Related] = []
    for (number, (offset, _)), reading in zip(places, readings, strict=True):
        for raw in reading:
            inner = tidy(_shifted(raw, offset), segments, lexicon)
            if inner.content and known.isdisjoint(
                position for cue in inner.cue for position in range(*cue)
            ):
                known.update(position for cue in inner.cue for position in range(*cue))
                result.append(replace(inner, parent=number))
    return result


def _without_marks(content: str) -> str:
    """Blank the quotation marks that open and close lines: the words are read as plain text.

    The network has learnt that within quotation marks nothing is marked, since PolNeAR marks nothing there.
    """
    return _OUTER_MARK.sub(" ", content)


def _speaks(content: str, lexicon: Lexicon) -> bool:
    """Whether a content has a word of speaking; with a capital it is one only in front ("United States")."""
    words = _WORD.findall(content)
    if len(words) < FEWEST_WORDS:
        return False
    return any(lexicon.act_of.get(word) in _REPORTING for word in (words[0].lower(), *words))


def _shifted(raw: RawAttribution, by: int) -> RawAttribution:
    def move(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((start + by, end + by) for start, end in ranges)

    return replace(raw, source=move(raw.source), cue=move(raw.cue), content=move(raw.content))


def _behind(
    found: list[Related],
    number: int,
    neighbours: Sequence[int],
    segments: Segments,
    lexicon: Lexicon,
) -> Related:
    """Read "citing a minister", taken for another word of the reporter, as the minister's word.

    The reporter's own attribution, one of the ``neighbours`` in the same sentence, takes over the
    source where it has none.
    """
    each, text = found[number], segments.text
    cue_words = text[slice(*each.cue[-1])].lower().split()
    if not cue_words or cue_words[-1] not in {*lexicon.citing, *lexicon.quoting}:
        return each
    sentence = segments.sentences[segments.sentence_at(each.cue[0][0])]
    phrase = noun_phrase(text, each.cue[-1][1], sentence[1], lexicon)
    if phrase is None or not is_cited(text, phrase, lexicon):
        return each
    outer = next(
        (
            k
            for k in neighbours
            if not stands_in(found, k, number)
            and found[k].source in {(), each.source}
            and found[k].content
        ),
        None,
    )
    if outer is None:
        return each
    whole = found[outer].content
    hole = (each.cue[-1][0], phrase[1])
    content = [piece for own in each.content for piece in without(text, own, phrase)]
    if not content or any(overlaps(c, o) for c in content for o in whole):
        content = [piece for other in whole for piece in without(text, other, hole)]
    if not content:
        return each
    found[outer] = replace(found[outer], source=each.source)
    return replace(each, source=(phrase,), content=tuple(content), parent=outer)


def stands_in(found: Sequence[Related], inner: int | None, outer: int) -> bool:
    """Whether an attribution is the outer one or lies, over its parents, within it."""
    steps = 0
    while inner is not None and inner != outer and steps <= len(found):
        inner, steps = found[inner].parent, steps + 1
    return inner == outer


def _cited(
    found: Sequence[Related],
    number: int,
    neighbours: Sequence[int],
    segments: Segments,
    lexicon: Lexicon,
) -> list[Related]:
    """The deeper source of "reported, citing a minister": the same content, one step down."""
    each, text = found[number], segments.text
    if not each.content or not each.source:
        return []
    sentence = segments.sentences[segments.sentence_at(each.cue[0][0])]
    begin = max(each.cue[0][0], each.source[0][0])
    if (
        text[sentence[0] : begin].split(maxsplit=1)[:1]
        and text[sentence[0] : begin].split(maxsplit=1)[0].lower() in lexicon.citing
    ):
        begin = sentence[0]
    for match in _forms((*lexicon.citing, *lexicon.quoting)).finditer(text, begin, sentence[1]):
        phrase = noun_phrase(text, match.end(), sentence[1], lexicon)
        if phrase is None or not is_cited(text, phrase, lexicon):
            continue
        if any(overlaps(phrase, other) for k in neighbours for other in found[k].source):
            continue
        hole = (match.start(), phrase[1])
        if match.group() in lexicon.quoting:
            quoted = _quoted(text, phrase, each.content, lexicon)
            if quoted is None:
                continue
            phrase, hole = quoted[0], (match.start(), quoted[1])
        content = tuple(piece for whole in each.content for piece in without(text, whole, hole))
        if content:
            return [Related((phrase,), (match.span(),), content, each.score, parent=number)]
    return []


def _quoted(
    text: str, phrase: Range, content: Sequence[Range], lexicon: Lexicon
) -> tuple[Range, int] | None:
    """Who is quoted, in "quoted X as saying" or "..., the paper quoted X", and where that ends."""
    rest = _as_saying(lexicon.saying).match(text, phrase[1])
    if rest is not None:
        name = trimmed(text, phrase[0], rest.start("as"), " ,")
        return name, rest.end()
    alone = [piece for piece in content if piece[0] == phrase[0]]
    if alone and len(content) > 1:
        return alone[0], alone[0][1]
    return None


def without(text: str, whole: Range, hole: Range) -> list[Range]:
    """What is left of a range when a hole is cut, blanks and commas at the edges gone."""
    if not overlaps(whole, hole):
        return [whole]
    parts = [(whole[0], hole[0]), (hole[1], whole[1])]
    trimmed_parts = [trimmed(text, start, end, " ,;\n") for start, end in parts if start < end]
    return [(start, end) for start, end in trimmed_parts if _WORD.search(text, start, end)]


def _relay(
    each: Related, segments: Segments, lexicon: Lexicon, relays: Collection[str]
) -> Related | None:
    """The outlet that a source spoke to, or that quoted it; it stands between the two."""
    text = segments.text
    sentence = segments.sentences[segments.sentence_at(each.cue[0][0])]
    if not each.source or not each.content:
        return None
    before = _forms(lexicon.speaking).finditer(text, sentence[0], each.cue[0][0])
    for match in before if lexicon.speaking else ():
        phrase = timeless(text, match.end(), each.cue[0][0], lexicon)
        if phrase and is_relay(text, phrase, lexicon, relays):
            return Related((phrase,), (match.span(),), each.content, each.score, inferred=True)
    for cue_start, _ in each.cue:
        for match in _forms(lexicon.telling).finditer(text, cue_start, sentence[1]):
            if match.start() - cue_start > NEAREST:
                break
            phrase = timeless(text, match.end(), sentence[1], lexicon)
            if phrase and is_relay(text, phrase, lexicon, relays):
                return Related((phrase,), (match.span(),), each.content, each.score, inferred=True)
        for match in _forms(lexicon.quoted).finditer(text, cue_start, sentence[1]):
            marker = _forms(lexicon.quoted_where).search(text, match.end(), sentence[1])
            phrase = marker and timeless(text, marker.end(), sentence[1], lexicon)
            if phrase and is_relay(text, phrase, lexicon, relays):
                return Related((phrase,), (match.span(),), each.content, each.score, inferred=True)
    return None


def timeless(text: str, start: int, end: int, lexicon: Lexicon) -> Range | None:
    """The noun phrase at a place, up to a word of time: "the local television late on Wednesday"."""
    phrase = noun_phrase(text, start, end, lexicon)
    determiners = {*lexicon.definite, *lexicon.indefinite}
    before = ""
    for word in _WORD.finditer(text, *phrase) if phrase else ():
        here = word.group().lower()
        timed = here in lexicon.time and here not in lexicon.prepositions
        if phrase and timed and before and before not in determiners:
            return trimmed(text, phrase[0], word.start())
        before = here
    return phrase


def is_relay(text: str, where: Range, lexicon: Lexicon, relays: Collection[str]) -> bool:
    """Whether a phrase is an outlet: by its words, by the page's, or by what the article lets it do."""
    phrase = describe(text[slice(*where)], lexicon)
    # "told reporters" names no outlet through which the words came.
    words = phrase.name.lower().split()
    several = phrase.form != "name" and any(
        word != phrase.head and lexicon.grammar.singular(word) == phrase.head for word in words
    )
    if phrase.name in relays or (phrase.type in _RELAYS and not several):
        return True
    verbs = any_of(form for form, act in lexicon.act_of.items() if act == "report")
    perfect = any_of(lexicon.grammar.perfect_auxiliaries)
    reports = rf"\b{re.escape(phrase.name)} (?:{perfect} )?{verbs}\b"
    return phrase.form == "name" and re.search(reports, text) is not None


def is_cited(text: str, phrase: Range, lexicon: Lexicon) -> bool:
    """Whether a phrase can be one who is cited, and no reason: "citing the ministry", "citing army losses"."""
    what = describe(text[slice(*phrase)], lexicon)
    following = _NEXT.match(text, phrase[1])
    if (
        following
        and following[1].islower()
        and following[1]
        not in {
            *lexicon.clause_openers,
            *lexicon.prepositions,
            *lexicon.time,
        }
    ):
        return False
    return what.named or what.head_kind is not None


@cache
def _as_saying(verbs: tuple[str, ...]) -> re.Pattern[str]:
    """The end of "quoted Smith, a farmer, as saying that": an appositive, then these words."""
    return re.compile(r"(?:,\s[^,\n]{2,60}(?:,|(?=\s\w+\b)))?\s+(?P<as>" + "|".join(verbs) + r")\b")


@cache
def _forms(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")


def in_order(found: Sequence[Related]) -> list[Related]:
    """Sort by cue, then outer before inner, and set the parents' indices anew."""

    def depth(number: int) -> int:
        steps, parent = 0, found[number].parent
        while parent is not None and steps <= len(found):
            steps, parent = steps + 1, found[parent].parent
        return steps

    order = sorted(
        range(len(found)), key=lambda k: (found[k].cue[0][0], depth(k), found[k].content)
    )
    place: dict[int | None, int | None] = {old: new for new, old in enumerate(order)}
    return [replace(found[k], parent=place.get(found[k].parent)) for k in order]
