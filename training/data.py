"""PolNeAR articles -> training windows of token ids and labels."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.annotate.tagger import LABELS, ROLES
from sayso.annotate.tokens import Tokens, tokenize

PAD = 0
"""Whatever it means to the encoder: the mask is over it."""
STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
OTHER_MARKS = (
    str.maketrans({"“": "«", "”": "»"}),
    str.maketrans({"“": "„", "”": "“"}),
    str.maketrans({"“": "‘", "”": "’"}),
)
MARKS = frozenset('“”"«»„')
SCRAP = 600
"""Code points up to which an article of a pair is left out."""
MOST_CUES = 40
"""Cue tokens of one window whose arcs are trained; more than 99.9% of windows have fewer."""


def load_tokenizer(encoder: Path) -> Tokenizer:
    """The encoder's tokenizer, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of one split, as they stand in the JSON lines."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def read_texts(path: Path) -> list[dict[str, Any]]:
    """English articles that nobody has annotated: lines with ``text``, or with ``text1``, ``lang1`` and so on.

    Of pairs, each text once, and none that is but a scrap.
    """
    rows = read_articles(path)
    paired = (
        row[f"text{side}"]
        for row in rows
        if "text1" in row
        for side in (1, 2)
        if row[f"lang{side}"] == "en"
    )
    whole = dict.fromkeys(text for text in paired if len(text) > SCRAP)
    return [{"text": text} for text in (*(row["text"] for row in rows if "text" in row), *whole)]


@dataclass(frozen=True)
class Window:
    """One training example: token ids, shapes, tags by role, cue positions and their rows."""

    ids: list[int]
    shapes: list[int]
    tags: np.ndarray  # [roles, tokens] of 0, 1, 2 for O, B, I
    cues: list[int]
    rows: np.ndarray  # [cues, tokens] of indices into LABELS


def augment(text: str, rng: random.Random) -> str:
    """The same text as other pages would print it; every offset stays where it is."""
    if rng.random() < 0.3:
        text = text.translate(STRAIGHT)
    elif rng.random() < 0.1:
        text = text.translate(rng.choice(OTHER_MARKS))
    if rng.random() < 0.1:
        text = "".join(" " if c in MARKS and rng.random() < 0.15 else c for c in text)
    if rng.random() < 0.05:
        text = text.replace("\n", " ")
    title, newline, body = text.partition("\n")
    # PolNeAR closes the headline with a full stop; pages do not.
    if newline and title.endswith(".") and rng.random() < 0.7:
        title = title[:-1] + " "
    if rng.random() < 0.1 and len(title.upper()) == len(title):
        title = title.upper()
    return title + newline + body


def label(
    tokens: Tokens, attributions: list[dict[str, Any]]
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Tags of all roles [roles, tokens], and for each attribution its labels [tokens]."""
    tags = np.zeros((len(ROLES), len(tokens)), dtype=np.int64)
    rows = []
    for attribution in attributions:
        row = np.zeros(len(tokens), dtype=np.int64)
        for number, role in enumerate(ROLES):
            for start, end in attribution[role]:
                inside = np.flatnonzero((tokens.ends > start) & (tokens.starts < end))
                if inside.size == 0:
                    continue
                tags[number, inside] = 2
                tags[number, inside[0]] = 1
                row[inside] = LABELS.index(f"I-{role}")
                row[inside[0]] = LABELS.index(f"B-{role}")
        rows.append(row)
    return tags, rows


def windows(
    article: dict[str, Any], tokenizer: Tokenizer, size: int, rng: random.Random
) -> list[Window]:
    """The article cut into windows at a random offset, by the reading of one random annotator.

    Without annotations the tags are unknown, -100.
    """
    tokens = tokenize(augment(article["text"], rng), tokenizer)
    readings = article.get("annotations")
    tags, rows = label(tokens, rng.choice(readings)["attributions"] if readings else [])
    if not readings:
        tags[:] = -100
    cue_labels = (LABELS.index("B-cue"), LABELS.index("I-cue"))
    first, last = tokenizer.encode("").ids
    room = size - 2
    step = room - 32
    start = -rng.randrange(step) if len(tokens) > room else 0
    result = []
    while start < len(tokens):
        part = slice(max(start, 0), start + room)
        length = len(tokens.ids[part])
        if length > 16:
            cues: list[int] = []
            cue_rows: list[np.ndarray] = []
            for row in rows:
                for position in np.flatnonzero(np.isin(row[part], cue_labels)):
                    cues.append(int(position) + 1)
                    cue_rows.append(_framed(_begun(row[part])))
            keep = list(range(len(cues)))
            rng.shuffle(keep)
            keep = keep[:MOST_CUES]
            result.append(
                Window(
                    ids=[first, *tokens.ids[part].tolist(), last],
                    shapes=[0, *tokens.shapes[part].tolist(), 0],
                    tags=np.stack([_framed(role) for role in tags[:, part]]),
                    cues=[cues[k] for k in keep],
                    rows=np.stack([cue_rows[k] for k in keep])
                    if keep
                    else np.zeros((0, length + 2), dtype=np.int64),
                )
            )
        start += step
    return result


def _framed(labels: np.ndarray) -> np.ndarray:
    edge = [-100 if labels.size and labels[0] == -100 else 0]
    return np.concatenate((edge, labels, edge))


def _begun(row: np.ndarray) -> np.ndarray:
    """The labels with every role that goes on from nothing made a beginning, as at a window's edge."""
    before = np.concatenate(([0], row[:-1]))
    inner = (row > 0) & (row % 2 == 0)
    orphan = inner & (before != row) & (before != row - 1)
    return np.where(orphan, row - 1, row)


def collate(batch: list[Window]) -> dict[str, Tensor]:
    """Padded tensors; ignored positions carry the label -100."""
    longest = max(len(window.ids) for window in batch)
    most = max(1, *(len(window.cues) for window in batch))
    ids = torch.full((len(batch), longest), PAD)
    shapes = torch.zeros((len(batch), longest), dtype=torch.long)
    mask = torch.zeros((len(batch), longest), dtype=torch.long)
    tags = torch.full((len(batch), len(ROLES), longest), -100)
    cues = torch.zeros((len(batch), most), dtype=torch.long)
    rows = torch.full((len(batch), most, longest), -100)
    for b, window in enumerate(batch):
        length = len(window.ids)
        ids[b, :length] = torch.tensor(window.ids)
        shapes[b, :length] = torch.tensor(window.shapes)
        mask[b, :length] = 1
        tags[b, :, :length] = torch.from_numpy(window.tags)
        count = len(window.cues)
        if count:
            cues[b, :count] = torch.tensor(window.cues)
            rows[b, :count, :length] = torch.from_numpy(window.rows)
    return {"ids": ids, "mask": mask, "shapes": shapes, "tags": tags, "cues": cues, "rows": rows}
