"""Scores of the network -> attributions as ranges of code points.

Cues are read off the tags. Then, for each cue, the arcs are decoded into the best sequence of labels,
which gives its own source, its whole cue, and its contents, in as many pieces as there are. A model
without arcs has its spans paired by where they stand: each with the nearest cue of its paragraph.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.sequences import best_sequences
from sayso.annotate.tagger import ROLES, owners
from sayso.annotate.tokens import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.tagger import Tagger, Window
    from sayso.annotate.tokens import Tokens
    from sayso.spans import Range

SOURCE, CUE, CONTENT = range(len(ROLES))
AT_ONCE = 256
"""Cues from which on sequences are sought together; bounds the memory that a long text takes."""

TEXTS_AT_ONCE = 32
"""Short texts whose states are held until they are decoded."""

EDGE = 5e-5
"""Least distance of a score from 0 and 1 when its odds are taken."""

Labels = NDArray[np.int64]

_JOINING = frozenset("-‑.’'&@")


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """An attribution before anybody knows who the source is; ranges in reading order."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """A text and what the model said of it, on the way to its attributions."""

    text: str
    tokens: Tokens
    windows: Sequence[Window]
    owner: NDArray[np.int64]
    by_role: Sequence[NDArray[np.float32]]
    """Log probabilities [tokens, 3] of outside, begin and go on, for each role."""
    anchors: Sequence[Range]
    """Tokens of the cues."""


def decode(
    text: str, tokens: Tokens, tagger: Tagger, windows: Sequence[Window] | None = None
) -> list[RawAttribution]:
    """Return the attributions in the order of their cues.

    Args:
        text: What was read.
        tokens: Of the text.
        tagger: The model.
        windows: What the model said of the tokens, where it has been asked already.

    """
    return _decoded(
        [_scored(text, tokens, tagger.score(tokens) if windows is None else windows)], tagger
    )[0]


def decode_each(texts: Sequence[str], tagger: Tagger) -> list[list[RawAttribution]]:
    """Return the same for each of some short texts, whose best sequences are sought some together."""
    found: list[list[RawAttribution]] = []
    scored: list[_Scored] = []
    for text in texts:
        tokens = tagger.tokenize(text)
        scored.append(_scored(text, tokens, tagger.score(tokens)))
        if len(scored) >= TEXTS_AT_ONCE:
            found += _decoded(scored, tagger)
            scored = []
    return found + _decoded(scored, tagger)


def _scored(text: str, tokens: Tokens, windows: Sequence[Window]) -> _Scored:
    if not windows:
        return _Scored(text, tokens, windows, np.empty(0, dtype=np.int64), (), ())
    owner = owners(windows)
    tags = np.empty((len(tokens), windows[0].tags.shape[1]), dtype=np.float32)
    for number, window in enumerate(windows):
        part = slice(window.start, window.start + len(window.tags))
        own = owner[part] == number
        tags[part][own] = window.tags[own]
    by_role = [_log_softmax(tags[:, 3 * k : 3 * k + 3]) for k in range(len(ROLES))]
    return _Scored(text, tokens, windows, owner, by_role, _runs(_loosely(by_role[CUE])))


def _decoded(scored: Sequence[_Scored], tagger: Tagger) -> list[list[RawAttribution]]:
    by_place = chain.from_iterable(map(_by_place, scored))
    readings = _by_arcs(scored, tagger) if tagger.pairs else by_place
    result = []
    for each in scored:
        found = []
        for anchor in each.anchors:
            first, labels = next(readings)
            cue_score = float(np.exp(each.by_role[CUE][slice(*anchor), 1:].max(axis=1)).mean())
            score = confidence(cue_score, tagger.calibration)
            attribution = _attribution(each.text, each.tokens, first, anchor, labels, score)
            if attribution is not None:
                found.append(attribution)
        result.append(_distinct(found))
    return result


def confidence(cue: float, calibration: Sequence[float]) -> float:
    """Return the score of an attribution: how often people mark one where the network sees such a cue.

    Args:
        cue: How probable its cue is for the network.
        calibration: Slope and intercept on the log odds (Platt 1999), as ``eval.calibration`` fits
            them; without them the score is ``cue``.

    """
    if not calibration:
        return cue
    slope, intercept = calibration
    inside = min(max(cue, EDGE), 1 - EDGE)
    odds = slope * math.log(inside / (1 - inside)) + intercept
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


def _by_arcs(scored: Sequence[_Scored], tagger: Tagger) -> Iterator[tuple[int, Labels]]:
    """For each cue, in order: where its window begins, and the labels of the window's tokens."""
    starts: list[int] = []
    rows: list[NDArray[np.float32]] = []
    for each in scored:
        for which, anchors in groupby(each.anchors, key=lambda anchor: int(each.owner[anchor[0]])):
            window = each.windows[which]
            end = window.start + len(window.tags)
            places = [range(first, min(last, end)) for first, last in anchors]
            arcs = tagger.arcs(window, [i - window.start for place in places for i in place])
            done = 0
            for place in places:
                rows.append(arcs[done : done + len(place)].mean(axis=0))
                starts.append(window.start)
                done += len(place)
            if len(rows) >= AT_ONCE:
                yield from zip(starts, best_sequences(rows, tagger.moves), strict=True)
                starts, rows = [], []
    if rows:
        yield from zip(starts, best_sequences(rows, tagger.moves), strict=True)


def _by_place(scored: _Scored) -> list[tuple[int, Labels]]:
    """The same for a model without arcs: a content goes to the nearest cue, a cue to the nearest source."""
    anchors, by_role = scored.anchors, scored.by_role
    if not anchors:
        return []
    lines = lines_of(scored.text, scored.tokens)
    parts: list[list[tuple[int, Range]]] = [[(CUE, anchor)] for anchor in anchors]

    def gap(one: Range, other: Range) -> int:
        return max(one[0] - other[1], other[0] - one[1], 0)

    for content in _runs(_loosely(by_role[CONTENT])):
        ends = {int(lines[content[0]]), int(lines[content[1] - 1])}
        near = [k for k, anchor in enumerate(anchors) if int(lines[anchor[0]]) in ends]
        if near:
            nearest = min(near, key=lambda k: gap(anchors[k], content))
            parts[nearest].insert(0, (CONTENT, content))
    sources = _runs(_loosely(by_role[SOURCE]))
    for number, anchor in enumerate(anchors):
        near_sources = [each for each in sources if lines[each[0]] == lines[anchor[0]]]
        if near_sources:
            source = min(near_sources, key=lambda each: gap(anchor, each))
            parts[number].insert(-1, (SOURCE, source))
    return [_labelled(each) for each in parts]


def _labelled(parts: Sequence[tuple[int, Range]]) -> tuple[int, Labels]:
    """The labels of the tokens from the first to the last of the parts; a later part covers an earlier."""
    first = min(start for _, (start, _) in parts)
    labels = np.zeros(max(end for _, (_, end) in parts) - first, dtype=np.int64)
    for role, (start, end) in parts:
        labels[start - first : end - first] = 2 * role + 2
        labels[start - first] = 2 * role + 1
    return first, labels


def _loosely(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The likeliest of outside, begin and go on for each token; what goes on from nothing begins."""
    labels: NDArray[np.int64] = scores.argmax(axis=1)
    labels[(labels == 2) & (np.concatenate(([0], labels[:-1])) == 0)] = 1
    return labels


def _attribution(
    text: str,
    tokens: Tokens,
    first: int,
    anchor: Range,
    labels: Labels,
    score: float,
) -> RawAttribution | None:
    ranges: list[list[Range]] = [[] for _ in ROLES]
    for start, end in _runs(labels):
        words = _words(text, tokens, first + start, first + end)
        if words is not None:
            ranges[int(labels[start] - 1) // 2].append(words)
    if not ranges[CUE]:
        words = _words(text, tokens, *anchor)
        if words is None:
            return None
        ranges[CUE].append(words)
    if not ranges[SOURCE] and not ranges[CONTENT]:
        return None
    source, cue, content = map(tuple, ranges)
    return RawAttribution(source, cue, content, score)


def _words(text: str, tokens: Tokens, start: int, end: int) -> Range | None:
    """Code points of tokens ``start:end``, out to whole words and without blank edges; marks alone are none."""
    first, last = int(tokens.starts[start]), int(tokens.ends[end - 1])
    while first > 0 and _one_word(text, first):
        first -= 1
    while last < len(text) and _one_word(text, last):
        last += 1
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return (first, last) if any(map(str.isalnum, text[first:last])) else None


def _one_word(text: str, at: int) -> bool:
    """Whether no word ends at ``at``: letters on both sides, or a mark that joins them ("al-Arab")."""
    before, after = text[at - 1], text[at : at + 1]
    if before.isalnum() and after.isalnum():
        return True
    if before.isalnum() and after and after in _JOINING:
        return text[at + 1 : at + 2].isalnum()
    return before in _JOINING and after.isalnum() and text[at - 2 : at - 1].isalnum()


def _distinct(found: Sequence[RawAttribution]) -> list[RawAttribution]:
    """One cue in two pieces is found twice: keep the surer reading."""
    kept: list[RawAttribution] = []
    taken: dict[int, int] = {}
    for each in found:
        places = [place for cue in each.cue for place in range(*cue)]
        same = next((taken[place] for place in places if place in taken), None)
        if same is None:
            same = len(kept)
            kept.append(each)
        elif kept[same].score < each.score:
            kept[same] = each
        taken.update(dict.fromkeys(places, same))
    return kept


def _runs(labels: Labels) -> list[Range]:
    """Ranges of tokens that begin with an odd label and go on with the even one after it."""
    result: list[Range] = []
    within = np.flatnonzero(labels)
    for i, label in zip(within.tolist(), labels[within].tolist(), strict=True):
        if label % 2:
            result.append((i, i + 1))
        else:
            result[-1] = (result[-1][0], i + 1)
    return result


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
