"""A pronoun or a definite description -> the earlier source it stands for, where that is clear.

Precision first: two possible antecedents that nothing tells apart leave it unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from sayso.annotate.phrases import name_runs
from sayso.spans import contains

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.phrases import Phrase
    from sayso.annotate.segments import Segments
    from sayso.records import SourceType
    from sayso.spans import Range

REACH = {"masculine": 4, "feminine": 4, "thing": 2, "group": 2}
"""Sentences back in which the antecedent of a pronoun is looked for."""

NEARBY = 2
"""Sentences back in which "the newspaper" goes before all other newspapers of the article."""

_PERSONS = frozenset({"person", "official", "unnamed"})
_THINGS = frozenset({"organisation", "agency", "outlet", "document", "official"})
_GROUPS = frozenset({"organisation", "agency", "outlet", "official", "unnamed"})
_FITTING = {"masculine": _PERSONS, "feminine": _PERSONS, "thing": _THINGS, "group": _GROUPS}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier mention of a source; ``key`` tells the sources apart."""

    mention: Range
    key: int
    name: str
    type: SourceType
    head: str
    named: bool


def antecedent(
    mention: Range,
    phrase: Phrase,
    candidates: Sequence[Candidate],
    contents: Sequence[Range],
    segments: Segments,
    lexicon: Lexicon,
) -> int | None:
    """Return the key of the source that ``mention`` stands for, or None where it is not clear."""
    earlier = [each for each in candidates if each.mention < mention]
    if phrase.form == "definite":
        return _of_description(mention, phrase, earlier, segments, lexicon)
    kind = lexicon.gender_of_pronoun.get(phrase.name.lower(), "unknown")
    if kind not in REACH:
        beside = earlier and mention[0] - earlier[-1].mention[1] <= len(", ")
        return earlier[-1].key if beside and kind == "unknown" else None
    here = segments.sentence_at(mention[0])
    closed = _Closed(content for content in contents if not contains(content, mention))
    near = [
        each
        for each in earlier
        if here - segments.sentence_at(each.mention[0]) <= REACH[kind]
        and each.type in _FITTING[kind]
        and _agrees(each, kind, lexicon)
        and not closed.holds(each.mention)
    ]
    if not near:
        return None
    last = near[-1]
    rivals = _rivals(last, mention, kind, segments, lexicon, contents)
    return None if rivals else last.key


def _of_description(
    mention: Range,
    phrase: Phrase,
    earlier: Sequence[Candidate],
    segments: Segments,
    lexicon: Lexicon,
) -> int | None:
    """Return the last source with the noun of "the newspaper", else the one of its type.

    One nearby goes before all others; two of them leave it open.
    """
    head = phrase.head.rsplit(maxsplit=1)[-1:]
    # "The minister" is one of those before; "the interior ministry" and "the police" are known by themselves.
    office = phrase.named and (" " in phrase.name or phrase.head in lexicon.impersonal)
    if not head or office:
        return None
    same_head = [each for each in earlier if _noun(each, lexicon) == head[0]]
    if phrase.named:
        same_head = [each for each in same_head if each.named]
    if same_head:
        return same_head[-1].key
    kinds = ("outlet", "agency", "organisation")
    nouns = {kind: getattr(lexicon.source_words, kind) for kind in kinds}
    types = {kind for kind in kinds if any(each.split()[-1] == head[0] for each in nouns[kind])}
    same_type = [each for each in earlier if each.type in types and each.named]
    here = segments.sentence_at(mention[0])
    near = [each for each in same_type if here - segments.sentence_at(each.mention[0]) <= NEARBY]
    keys = {each.key for each in near or same_type}
    if not keys and "organisation" in types:
        keys = {each.key for each in earlier if _may_be_body(each, lexicon)}
    return keys.pop() if len(keys) == 1 else None


def _noun(candidate: Candidate, lexicon: Lexicon) -> str:
    """The last word of what a source is called, an office that is cut short in full."""
    last = candidate.head.rstrip(".").rsplit(maxsplit=1)[-1:]
    return lexicon.short_titles.get(last[0], last[0]) if last else ""


def _may_be_body(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a name of one word, of which nothing shows a person, may be a firm's: "Norvik"."""
    bare = candidate.named and not candidate.head and " " not in candidate.name
    return bare and candidate.type == "person" and lexicon.gender_of(candidate.name) is None


def _agrees(candidate: Candidate, kind: str, lexicon: Lexicon) -> bool:
    """Whether gender and number speak against it."""
    if lexicon.gender_of_pronoun.get(candidate.name.lower(), kind) != kind:
        return False
    gender = lexicon.gender_of(candidate.name)
    several = not candidate.named and lexicon.grammar.is_plural(candidate.name)
    if kind in {"masculine", "feminine"}:
        body = candidate.head in lexicon.impersonal and not candidate.named
        return gender in {kind, None} and not body and not several and not candidate.name.isupper()
    if kind == "thing":
        return (candidate.type != "official" or gender is None) and not several
    if candidate.type == "unnamed":
        return several
    return candidate.type != "person" and gender is None


class _Closed:
    """Contents that end before a mention; most of a long quotation lies in many of them."""

    def __init__(self, contents: Iterable[Range]) -> None:
        ordered = sorted(contents)
        self._starts = [start for start, _ in ordered]
        self._farthest = list(accumulate((end for _, end in ordered), max))

    def holds(self, place: Range) -> bool:
        """Whether one of them has all of the place in it."""
        number = bisect_right(self._starts, place[0])
        return number > 0 and self._farthest[number - 1] >= place[1]


def _rivals(
    last: Candidate,
    mention: Range,
    kind: str,
    segments: Segments,
    lexicon: Lexicon,
    contents: Sequence[Range],
) -> bool:
    """Whether another person is named between the antecedent and the pronoun, in the article's voice."""
    if kind not in {"masculine", "feminine"}:
        return False
    text = segments.text
    surname = last.name.split()[-1]
    position = last.mention[1]
    for start, end in (*sorted(contents), (mention[0], mention[0])):
        if position >= mention[0]:
            break
        between = text[position : min(start, mention[0])]
        for name in name_runs(between, lexicon):
            gender = lexicon.gender_of(name)
            if gender == kind and not name.endswith(surname):
                return True
        position = max(position, end)
    return False
