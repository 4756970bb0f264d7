"""A page's units in, the numbers of those that are its story out.

Trafilatura decides what the main text is; its output, though, has lost the page's order, links and
exact words. So its lines are looked up among the page's own units, by shingles of four words.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import trafilatura
from trafilatura.xml import xmltotxt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.acquire.outline import Unit

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words; as in the benchmark that the gate uses
_COVERED = 0.5  # of a unit's shingles; less is a chance likeness
_COPIED = 1.3  # times the words that trafilatura has: then some of it is on the page twice
_FAR = 25  # units apart
_STRAY = 0.1  # of the story's words
_USUAL = 3  # paragraphs of the story that make their tags and classes usual for it
_GAP = 6  # units that may stand between two parts of a story
_SENTENCE = 8  # words
_ELSEWHERE = frozenset({"aside", "footer", "hidden", "caption", "figure", "table"})
_NEAR = 3  # units around the story in which a short line may stand

Words = tuple[str, ...]

logging.getLogger("trafilatura").setLevel(
    logging.CRITICAL
)  # what it could not read we say ourselves
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def main_lines(tree: Any) -> list[str]:  # noqa: ANN401 - lxml ships no types
    """Return the lines of the main text that trafilatura finds in a page, if any."""
    found = trafilatura.bare_extraction(tree, include_comments=False)
    if found is None or isinstance(found, dict):
        return []
    text = xmltotxt(found.body, include_formatting=False)
    return [line for each in text.splitlines() if (line := each.strip())]


def story(units: Sequence[Unit], lines: Iterable[str]) -> list[int]:
    """Return the numbers of the units that the lines are made of, in page order.

    Args:
        units: The page's units.
        lines: The main text as trafilatura gives it.

    """
    wanted = [words for line in lines if (words := _words(line))]
    own = [_words(unit.text) for unit in units]
    known = set(_shingles([word for words in wanted for word in words]))
    short = {words for words in wanted if len(words) < _SHINGLE}
    chosen = {
        number
        for number, words in enumerate(own)
        if len(words) >= _SHINGLE and _covered(words, known)
    }
    chosen = _without_doubles(chosen, own, Counter(wanted))
    chosen = _without_copies(chosen, own, wanted)
    chosen = _without_strays(chosen, own)
    chosen |= _left_out(units, chosen)
    near = range(min(chosen) - _NEAR, max(chosen) + _NEAR + 1) if chosen else range(len(units))
    for number, words in enumerate(own):
        if 0 < len(words) < _SHINGLE and number in near:
            before = own[number - 1] if number else ()
            after = own[number + 1] if number + 1 < len(own) else ()
            if words in short or _joined(before, words, after, known):
                chosen.add(number)
    return sorted(chosen)


def share_found(units: Sequence[Unit], chosen: Iterable[int], lines: Iterable[str]) -> float:
    """Return how much of the lines the chosen units hold, from 0 to 1, by words."""
    here: Counter[str] = Counter()
    for number in chosen:
        here.update(_words(units[number].text))
    wanted: Counter[str] = Counter()
    for line in lines:
        wanted.update(_words(line))
    return (here & wanted).total() / max(1, wanted.total())


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold()))


def _shingles(words: Sequence[str]) -> Iterable[Words]:
    return (tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))


def _covered(words: Words, known: set[Words]) -> bool:
    hits = [shingle in known for shingle in _shingles(words)]
    return sum(hits) >= _COVERED * len(hits)


def _joined(before: Words, words: Words, after: Words, known: set[Words]) -> bool:
    """Return whether a short unit stands in the main text together with a neighbour's words."""
    missing = _SHINGLE - len(words)
    ahead = (*words, *after[:missing])
    behind = (*before[-missing:], *words)
    return (len(ahead) == _SHINGLE and ahead in known) or (
        len(behind) == _SHINGLE and behind in known
    )


def _without_copies(chosen: set[int], own: Sequence[Words], wanted: Sequence[Words]) -> set[int]:
    """Return the choice less units whose words the others have: the story again in one block."""
    flat = [word for words in wanted for word in words]
    left = Counter(_shingles(flat))
    if sum(len(own[number]) for number in chosen) < _COPIED * len(flat):
        return chosen
    kept: set[int] = set()
    for number in sorted(chosen, key=lambda number: len(own[number])):
        shingles = Counter(_shingles(own[number]))
        if (shingles & left).total() >= _COVERED * shingles.total():
            kept.add(number)
            left -= shingles
    return kept


def _without_strays(chosen: set[int], own: Sequence[Words]) -> set[int]:
    """Return the choice less a few words far from the rest: a comment that quotes the story."""
    runs: list[list[int]] = []
    for number in sorted(chosen):
        if runs and number - runs[-1][-1] <= _FAR:
            runs[-1].append(number)
        else:
            runs.append([number])
    total = sum(len(own[number]) for number in chosen)
    return {
        number
        for run in runs
        if sum(len(own[each]) for each in run) >= _STRAY * total
        for number in run
    }


def _left_out(units: Sequence[Unit], chosen: set[int]) -> set[int]:
    """Return units that trafilatura left out, though they are of one make with its story.

    A page that breaks its story up with advertisements has it in several containers of the same
    tags and
    classes; and a quotation set apart within the story (a post, a statement) is someone's word.
    """
    shapes = Counter(units[number].shape for number in chosen if units[number].tag == "p")
    usual = {shape for shape, count in shapes.items() if count >= _USUAL}
    if not usual:
        return set()
    found: set[int] = set()
    first, last = min(chosen), max(chosen)
    for number in range(first + 1, len(units)):
        if number > last + _GAP:
            break
        unit = units[number]
        if number in chosen or unit.marks & _ELSEWHERE - units[first].marks:
            continue
        if unit.shape in usual and _reads(unit):
            found.add(number)
            last = max(last, number)
        elif number < last and "quote" in unit.marks and number - 1 in chosen | found:
            found.add(number)
    return found


def _reads(unit: Unit) -> bool:
    """Return whether a unit is text to read, not a list of links."""
    linked = sum(end - start for start, end, _ in unit.links)
    return len(_WORD.findall(unit.text)) >= _SENTENCE and linked < len(unit.text) / 2


def _without_doubles(chosen: set[int], own: Sequence[Words], wanted: Counter[Words]) -> set[int]:
    """Return the choice less units that repeat another; the one nearest to the rest is kept."""
    places: dict[Words, list[int]] = {}
    for number in sorted(chosen):
        places.setdefault(own[number], []).append(number)
    single = sorted(numbers[0] for numbers in places.values() if len(numbers) == 1)
    middle = single[len(single) // 2] if single else 0
    kept: set[int] = set()
    for words, numbers in places.items():
        allowed = max(1, wanted[words])
        kept.update(sorted(numbers, key=lambda number: abs(number - middle))[:allowed])
    return kept
