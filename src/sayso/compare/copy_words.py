"""A text -> its words as comparing for copies takes them: places, hashes, sentences and quotations."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.segments import segment
from sayso.compare.lexicon import load

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.spans import Range

GRAM = 3
"""Words in a row that are looked for in another text. Longer ones miss rewrites, in which every fifth word
may be another; two in a row are shared by texts that have nothing to do with each other."""

MOST_WORDS = 50_000
"""Words of a text that are compared; a book's later chapters are not looked at."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""Scripts that set no blanks between words; there a letter is a word."""

_WORD = re.compile(rf"[^\W\d_{_UNSPACED}]+|\d(?:[\d.,]*\d)?|[{_UNSPACED}]")
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_MIX = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text, each by its hash and its place; arrays have one entry a word."""

    text: str
    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    language: str | None = None

    def __len__(self) -> int:
        return len(self.hashes)

    @cached_property
    def grams(self) -> NDArray[np.uint64]:
        """One hash for each :data:`GRAM` words in a row, by the first of them."""
        return grams(self.hashes)

    @cached_property
    def sentences(self) -> tuple[Range, ...]:
        """The sentences, each as the numbers of its first word and of the first behind it."""
        return self._numbered(self._segments[0])

    @cached_property
    def in_sentences(self) -> tuple[list[int], ...]:
        """The hashes of the words of each sentence."""
        return tuple(self.hashes[first:behind].tolist() for first, behind in self.sentences)

    @cached_property
    def standing(self) -> dict[int, list[int]]:
        """For each word, by its hash, the numbers of the sentences in which it stands."""
        result: dict[int, list[int]] = {}
        for number, told in enumerate(self.in_sentences):
            for word in set(told):
                result.setdefault(word, []).append(number)
        return result

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Whether each word stands in quotation marks."""
        result = np.zeros(len(self), dtype=np.bool_)
        for first, behind in self._numbered(self._segments[1]):
            result[first:behind] = True
        return result

    @cached_property
    def _segments(self) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
        found = segment(self.text, load(self.language).abbreviations)
        return found.sentences, found.quotations

    def place(self, first: int, behind: int) -> Range:
        """Return the code points from the first of some words to the end of the last."""
        return int(self.starts[first]), int(self.ends[behind - 1])

    def _numbered(self, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        starts = self.starts.tolist()
        numbered = ((bisect_left(starts, start), bisect_left(starts, end)) for start, end in ranges)
        return tuple(each for each in numbered if each[0] < each[1])


def words(text: str, language: str | None = None) -> Words:
    """Return the words of ``text``, without regard to case and punctuation, :data:`MOST_WORDS` at most.

    Args:
        text: Of an article.
        language: ISO 639-1; tells which abbreviations end no sentence.

    """
    found = islice(_WORD.finditer(text), MOST_WORDS)
    told = [(match.start(), match.end(), _hash(match[0])) for match in found]
    starts, ends, hashes = zip(*told, strict=True) if told else ((), (), ())
    return Words(
        text,
        np.array(hashes, dtype=np.uint64),
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        language,
    )


def grams(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a hash for each :data:`GRAM` words in a row, evenly spread over 64 bits (MurmurHash3's mixer)."""
    count = max(0, len(hashes) - GRAM + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for k, factor in enumerate(_FACTORS):
        mixed += hashes[k : k + count] * np.uint64(factor)
    for factor in _MIX:
        mixed = (mixed ^ (mixed >> np.uint64(33))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(33))


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    """A hash of a word in any case, the same in every process, that nobody can make collide at will."""
    digest = hashlib.blake2b(
        word.casefold().encode("utf8", "surrogatepass"), digest_size=8
    ).digest()
    return int.from_bytes(digest, "little")
