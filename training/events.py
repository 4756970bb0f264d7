"""Sentences whose events are scored -3 to 3 -> batches for the head that says how sure an event is.

The corpora ask different things of an event (``CONVENTIONS``): each is learnt by an output of its own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from eval.certainty import convention_of
from eval.factuality import Sentence, read
from sayso.annotate.sureness import CONVENTIONS
from sayso.annotate.tokens import tokenize
from training.data import PAD


@dataclass(frozen=True)
class EventWindow:
    """Token ids and shapes, and the scores of the events; NaN where no event is scored."""

    ids: list[int]
    shapes: list[int]
    scores: np.ndarray  # [tokens, conventions]


@dataclass(frozen=True)
class Scored:
    """A sentence with its events, and the convention by which they are scored."""

    sentence: Sentence
    convention: int


def read_sentences(paths: Sequence[Path]) -> list[Scored]:
    """The sentences of all the files that have an event; a file's name begins with its corpus."""
    return [
        Scored(each, CONVENTIONS.index(convention_of(path.name)))
        for path in paths
        for each in read(path)
        if each.events
    ]


def event_batches(
    sentences: list[Scored], tokenizer: Tokenizer, size: int, batch: int, rng: random.Random
) -> Iterator[dict[str, Tensor]]:
    """Batches without an end; sentences stand together by chance, as many as a window takes."""
    while sentences:
        rng.shuffle(sentences)
        windows = packed(sentences, tokenizer, size, rng)
        for start in range(0, len(windows), batch):
            yield collated(windows[start : start + batch])


def packed(
    sentences: list[Scored], tokenizer: Tokenizer, size: int, rng: random.Random
) -> list[EventWindow]:
    """Fill windows of at most ``size`` tokens with sentences, some on lines of their own."""
    first, last = tokenizer.encode("").ids
    result = []
    ids: list[int] = []
    shapes: list[int] = []
    scores: list[list[float]] = []
    for each in sentences:
        sentence = each.sentence
        tokens = tokenize(sentence.text, tokenizer, breaks=rng.random() < 0.3)
        own = np.full((len(tokens), len(CONVENTIONS)), np.nan)
        for (start, end), score in sentence.events:
            inside = np.flatnonzero((tokens.ends > start) & (tokens.starts < end))
            own[inside[:1], each.convention] = score
        if ids and len(ids) + len(tokens) > size - 2:
            result.append(_framed(ids, shapes, scores, first, last))
            ids, shapes, scores = [], [], []
        ids += tokens.ids.tolist()[: size - 2]
        shapes += tokens.shapes.tolist()[: size - 2]
        scores += own.tolist()[: size - 2]
    if ids:
        result.append(_framed(ids, shapes, scores, first, last))
    return result


def _framed(
    ids: list[int], shapes: list[int], scores: list[list[float]], first: int, last: int
) -> EventWindow:
    edge = [np.nan] * len(CONVENTIONS)
    return EventWindow(
        [first, *ids, last], [0, *shapes, 0], np.array([edge, *scores, edge], dtype=np.float32)
    )


def collated(windows: Sequence[EventWindow]) -> dict[str, Tensor]:
    """Padded tensors; ``scores`` are NaN where no event is."""
    shape = (len(windows), max(len(each.ids) for each in windows))
    ids = torch.full(shape, PAD)
    shapes, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    scores = torch.full((*shape, len(CONVENTIONS)), torch.nan)
    for row, each in enumerate(windows):
        length = len(each.ids)
        ids[row, :length] = torch.tensor(each.ids)
        shapes[row, :length] = torch.tensor(each.shapes)
        mask[row, :length] = 1
        scores[row, :length] = torch.from_numpy(each.scores)
    return {"ids": ids, "shapes": shapes, "mask": mask, "scores": scores}


def far_off(told: Tensor, scores: Tensor) -> Tensor:
    """How far the head's scores are from those given, an outlier counted by its distance alone."""
    given = ~scores.isnan()
    return nn.functional.smooth_l1_loss(told[given], scores[given])
