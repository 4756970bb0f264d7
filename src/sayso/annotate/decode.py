"""Scores of the network -> attributions as ranges of code points.

Cues are read off the tags. Then, for each cue, the arcs are decoded into the best sequence of labels
that is well formed (Viterbi), which gives its own source, its whole cue, and its contents, in as many
pieces as there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.tagger import owners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.annotate.tagger import Window
    from sayso.annotate.tokens import Tokens
    from sayso.spans import Range

_CUE_TAGS = slice(3, 6)
_IMPOSSIBLE = -1e9
_JOINING = frozenset("-‑.’'&@")


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """An attribution before anybody knows who the source is; ranges in reading order."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float


def decode(text: str, tokens: Tokens, windows: list[Window]) -> list[RawAttribution]:
    """Return the attributions in the order of their cues."""
    if not windows:
        return []
    owner = owners(windows, len(tokens))
    tags = np.stack(
        [windows[owner[i]].tags[i - windows[owner[i]].start, _CUE_TAGS] for i in range(len(tokens))]
    )
    tags = _log_softmax(tags)
    path = viterbi(tags[np.newaxis])[0]
    anchors = _runs(path)
    by_window: dict[int, list[Range]] = {}
    for start, end in anchors:
        by_window.setdefault(int(owner[start]), []).append((start, end))
    found: list[tuple[int, RawAttribution]] = []
    for number, ranges in sorted(by_window.items()):
        window = windows[number]
        rows = np.stack([_row(window, start, end) for start, end in ranges])
        labels = viterbi(rows)
        probability = np.exp(np.take_along_axis(rows, labels[:, :, np.newaxis], 2))[:, :, 0]
        for (start, end), row, sure in zip(ranges, labels, probability, strict=True):
            score = float(np.exp(tags[start:end, 1:].max(axis=1)).mean())
            attribution = _attribution(text, tokens, window.start, (start, end), row, sure, score)
            if attribution is not None:
                found.append((start, attribution))
    return _distinct([attribution for _, attribution in sorted(found, key=lambda pair: pair[0])])


def viterbi(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the best well-formed label sequences [rows, n] for log scores [rows, n, 1 + 2 * roles].

    Label 0 is outside; label 2k + 1 begins role k and 2k + 2 goes on with it, which is allowed only
    after either of the two.
    """
    rows, length, count = scores.shape
    begin, inner = np.arange(1, count, 2), np.arange(2, count, 2)
    best = scores[:, 0].copy()
    best[:, inner] = _IMPOSSIBLE
    back = np.empty((length, rows, count), dtype=np.int64)
    for i in range(1, length):
        # Outside and each beginning follow whatever was best; going on follows its own role only.
        last = best.argmax(axis=1)
        back[i] = last[:, np.newaxis]
        goes_on = best[:, inner] >= best[:, begin]
        back[i][:, inner] = np.where(goes_on, inner, begin)
        reached = np.repeat(best.max(axis=1, keepdims=True), count, axis=1)
        reached[:, inner] = np.where(goes_on, best[:, inner], best[:, begin])
        best = reached + scores[:, i]
    path = np.empty((rows, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    every = np.arange(rows)
    for i in range(length - 1, 0, -1):
        path[:, i - 1] = back[i, every, path[:, i]]
    return path


def _row(window: Window, start: int, end: int) -> NDArray[np.float32]:
    """Log probabilities [n, 7] of the attribution whose cue is at tokens ``start:end``."""
    inside = [i - window.start for i in range(start, end) if i - window.start < len(window.tags)]
    return _log_softmax(window.arcs[inside].mean(axis=0).T)


def _attribution(
    text: str,
    tokens: Tokens,
    first: int,
    anchor: Range,
    labels: NDArray[np.int64],
    sure: NDArray[np.float32],
    cue_score: float,
) -> RawAttribution | None:
    ranges: list[list[Range]] = [[], [], []]
    used = np.zeros(len(labels), dtype=bool)
    for start, end in _runs(labels):
        role = int(labels[start] - 1) // 2
        used[start:end] = True
        words = _words(text, tokens, first + start, first + end)
        if words is not None:
            ranges[role].append(words)
    if not ranges[1]:
        words = _words(text, tokens, *anchor)
        if words is None:
            return None
        ranges[1].append(words)
    if not ranges[0] and not ranges[2]:
        return None
    score = cue_score * float(sure[used].mean()) if used.any() else cue_score
    return RawAttribution(tuple(ranges[0]), tuple(ranges[1]), tuple(ranges[2]), score)


def _words(text: str, tokens: Tokens, start: int, end: int) -> Range | None:
    """Code points of tokens ``start:end``, out to whole words and without blank edges."""
    first, last = int(tokens.starts[start]), int(tokens.ends[end - 1])
    while first > 0 and _one_word(text, first):
        first -= 1
    while last < len(text) and _one_word(text, last):
        last += 1
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return (first, last) if first < last else None


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


def _runs(labels: NDArray[np.int64]) -> list[Range]:
    """Ranges of tokens that begin with an odd label and go on with the even one after it."""
    result: list[Range] = []
    for i, label in enumerate(labels.tolist()):
        if label % 2:
            result.append((i, i + 1))
        elif label:
            result[-1] = (result[-1][0], i + 1)
    return result


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
