"""Annotations of an article -> a sketch: the little of it by which stories are found, for a case to keep."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import msgspec
from anyascii import anyascii
from msgspec import Meta

from sayso.annotate import lexicon
from sayso.annotate.lexicon.files import exists
from sayso.annotate.segments import segment
from sayso.compare.lexicon import LANGUAGE, load
from sayso.records import IsoDate, Record, Sha256
from sayso.tables import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.records import Annotations

BEGINNING = 6
"""Letters by which two forms of a word are one ("surgery", "surgeries"); 5 to 8 find stories as well."""

MOST_LETTERS = 40
"""Letters of a word that are put into Latin ones; a longer run is no word."""

MOST_CHARACTERS = 20_000
"""Code points of an article that are read for its words; news tells what it is about sooner."""

BEFORE = 600
"""Code points from the start in which a word counts twice: title and lead say what an article is about."""

MOST_WORDS = 80
"""Words that a sketch keeps, those that tell most."""

MOST_SENTENCES = 8
"""Sentences at the head of an article among which the story's claim is sought."""

HEAD = 4_000
"""Code points of an article in which these sentences are sought."""

MOST_STATEMENTS = 12
"""Statements that a sketch keeps as candidates for it: sentences, and what is said in them."""

FEWEST, LONGEST = 6, 36
"""Words of a statement that can stand for a story: fewer tell too little, more tell two things."""

UNKNOWN = 0.0005
"""Share of articles that have a word of which nothing is known."""

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BLANKS = re.compile(r"\s+")
_QUOTES = '"“”„«»'

Weights = dict[str, float]


class Sketch(Record, frozen=True, kw_only=True):
    """What of an article is kept to find its story: its telling words, and statements at its head."""

    document: Sha256
    published: IsoDate | None = None
    language: str | None = None
    words: Annotated[
        dict[str, float],
        Meta(
            description="The beginnings of its telling words in Latin letters, and their weights."
        ),
    ]
    statements: Annotated[
        tuple[str, ...], Meta(description="Verbatim; each can be read alone.")
    ] = ()


class _Background(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file of common words holds: for each language the share of articles that have a word."""

    shares: dict[str, dict[str, float]]


def sketch(annotations: Annotations) -> Sketch:
    """Return the sketch of an article."""
    document = annotations.document
    return Sketch(
        document=document.id,
        published=document.published,
        language=document.language,
        words=_told(document.text[:MOST_CHARACTERS], document.language),
        statements=tuple(_statements(annotations)),
    )


def keys(text: str, language: str | None) -> list[str]:
    """Return the beginnings of the words of ``text`` that tell something, in Latin letters, in order."""
    left_out = load(language).function_words
    found = []
    for word in _words(text):
        small = word.lower()
        if small not in left_out and (
            len(word) > 2
            or word[0].isdigit()
            or (len(word) == 2 and (word.isupper() or not word.isascii()))
        ):
            found.append(_key(small))
    return [each for each in found if each]


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    return anyascii(word[:MOST_LETTERS]).lower().replace(",", "")[:BEGINNING]


def _words(text: str) -> Iterator[str]:
    """Yield the words; of scripts that set no blanks each two letters that stand together."""
    for each in _WORD.finditer(text):
        word = each.group()
        if not word.isascii() and _UNSPACED.search(word):
            yield from (word[k : k + 2] for k in range(max(1, len(word) - 1)))
        else:
            yield word


@lru_cache(maxsize=1)
def _background() -> _Background:
    return shipped(__package__, "common_words.toml", _Background)


def common(language: str | None) -> dict[str, float]:
    """Return for the common words of a language the share of articles that have them.

    Raises:
        UsageError: if their file is not as it should be.

    """
    return _background().shares.get(language or LANGUAGE, {})


def _told(text: str, language: str | None) -> Weights:
    counts = Counter(keys(text, language))
    early = set(keys(text[:BEFORE], language))
    shares = common(language)
    weighed = {
        word: (1 + math.log(count))
        * (2 if word in early else 1)
        * -math.log(max(UNKNOWN, shares.get(word, 0.0)))
        for word, count in counts.items()
    }
    best = sorted(weighed, key=lambda word: (-weighed[word], word))[:MOST_WORDS]
    return {
        word: round((1 + math.log(counts[word])) * (2 if word in early else 1), 4)
        for word in sorted(best)
    }


def _statements(annotations: Annotations) -> list[str]:
    """The title, then what the first sentences say without who says it, then those sentences."""
    text = annotations.document.text
    terms = load(annotations.document.language)
    sentences = segment(text[:HEAD], terms.abbreviations).sentences[:MOST_SENTENCES]
    end = sentences[-1][1] if sentences else 0
    found: list[tuple[int, str]] = [(start, text[start:stop]) for start, stop in sentences]
    found += [
        (claim.spans[0].start, claim.spans[0].text)
        for claim in annotations.claims
        if len(claim.spans) == 1 and claim.spans[0].start < end
    ]
    readable = _Readable(annotations.document.language)
    kept: dict[str, None] = {}
    for _, words in sorted(found, key=lambda each: (each[0], len(each[1]))):
        statement = readable(words)
        if statement is not None:
            kept[statement] = None
    if not kept and sentences:
        # Better a first sentence that hangs than none.
        first = " ".join(text[slice(*sentences[0])].splitlines()[0].split(" ")[:LONGEST]).strip()
        return [first] if first else []
    return list(kept)[:MOST_STATEMENTS]


class _Readable:
    """Tells what can be read without what stands before it."""

    def __init__(self, language: str | None) -> None:
        code = language or LANGUAGE
        known = lexicon.load(code) if exists(code) else None
        function_words = load(language).function_words
        self._conjunctions = frozenset(known.that) if known else frozenset()
        opening: Iterable[str] = (*known.articles, *known.indefinite) if known else ()
        pronouns = known.gender_of_pronoun if known else {}
        coordinating: Iterable[str] = known.coordinating if known else ()
        self._hanging = (function_words | set(pronouns) | set(coordinating)) - set(opening)

    def __call__(self, words: str) -> str | None:
        """Return the statement without blanks and a conjunction at its start; None where it hangs."""
        statement = words.strip()
        first, _, rest = statement.partition(" ")
        if first.lower() in self._conjunctions:
            statement = rest.strip()
        tokens = _WORD.findall(statement[:2_000])
        unspaced = len(tokens) > 1 and _UNSPACED.search(statement)
        if not FEWEST <= len(tokens) <= LONGEST and not unspaced:
            return None
        # "About 40 lorries" hangs on nothing.
        hanging = tokens[0].lower() in self._hanging and not tokens[1][:1].isdigit()
        if hanging or statement.endswith(("?", ":", "…")):
            return None
        # Whoever quotes speaks of "I", "here" and "now".
        if any(each in statement for each in _QUOTES) or "\n" in statement:
            return None
        return statement
