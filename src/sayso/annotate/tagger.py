"""Tokens -> scores of the network: which tokens are cues, and what each cue makes of the others.

Long texts go through the network in stretches, each with a little of what stands around it (``windows.py``).

Two kinds of model fit. Ours has two networks: ``model.onnx`` reads a window, and ``arcs.onnx`` reads the
outcome once more from the place of each cue. Any other ONNX token classifier with the labels B- and I- of
source, cue and content has one, and its spans are paired by where they stand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.annotate.sequences import IMPOSSIBLE, well_formed
from sayso.annotate.tokens import BREAK_ID, tokenize
from sayso.annotate.windows import stretches
from sayso.errors import UsageError
from sayso.networks import Network, tokenizer_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from sayso.annotate.tokens import Tokens
    from sayso.annotate.windows import Stretch
    from sayso.spans import Range

AROUND = 12
"""Tokens before and behind a stretch that are read with it. From 8 to 24 PolNeAR dev is read alike within .005;
with seams anywhere in the text it took 24."""

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{bio}-{role}" for role in ROLES for bio in "BI"))
"""The labels that the arcs of a cue give each token, in the order of the network's output."""

MOST_KEPT = 256
"""Windows of which the states are kept, some 100 MB; no article has more. Those of later ones are made once
more where they are asked for, or a text of a million letters would take 600 MB and more."""

MOST_TOKENS = 512
"""Of one window, for a model that does not say it."""

_OTHER_NAMES = {"input_ids": "ids", "attention_mask": "mask", "token_type_ids": "types"}


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What the network said of ``tokens[start:start + n]``."""

    start: int
    own: Range
    """The tokens that are judged here; those around them are judged in others."""
    tags: NDArray[np.float32]
    """Logits [n, 9]: O, B and I of source, of cue, of content."""
    states: NDArray[np.float32] | None
    """What the arcs are read from [n + 2, hidden]; None without arcs, and where they are not kept."""
    events: NDArray[np.float32] | None = None
    """How sure the event is whose word a token begins [n, conventions]; None where the model does not say."""
    again: Callable[[], NDArray[np.float32] | None] | None = None
    """Makes the states that are not kept."""


@dataclass(frozen=True, slots=True, eq=False)
class _Labels:
    """What ``labels.json``, or the ``config.json`` of a token classifier, says of a model."""

    names: tuple[str, ...]
    most: int
    moves: NDArray[np.float64]
    calibration: tuple[float, ...]


class Tagger:
    """An attribution model in a folder: ``model.onnx``, ``tokenizer.json``, ``labels.json``."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the tokenizer at once and the networks at the first text.

        Args:
            folder: Where the model lies.
            threads: Of the network; 0 lets the run time choose.

        Raises:
            UsageError: if the folder holds no model that can be read.

        """
        try:
            self._labels = _labels(folder)
        except FileNotFoundError as missing:
            name = Path(missing.filename or "labels.json").name
            raise UsageError(
                f"{folder} holds no attribution model: {name} is missing."
            ) from missing
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise UsageError(f"{folder} holds no attribution model: {problem}.") from problem
        self.tokenizer = tokenizer_in(folder)
        self._path = folder / "model.onnx"
        if not self._path.is_file():
            raise UsageError(f"{folder} holds no model.onnx.")
        self._network = Network(self._path, threads)
        self._arcs = Network(folder / "arcs.onnx", threads)
        self.pairs = (folder / "arcs.onnx").is_file()
        """Whether the model itself says which source and content belong to a cue."""
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._before, self._after = _marks(self.tokenizer)
        self._room = self._labels.most - len(self._before) - len(self._after)

    @property
    def moves(self) -> NDArray[np.float64]:
        """Scores [7, 7] of the moves from label to label along an attribution."""
        return self._labels.moves

    @property
    def calibration(self) -> tuple[float, ...]:
        """How a score is made of the network's own; see ``decode``. Empty where nobody has measured it."""
        return self._labels.calibration

    def tokenize(self, text: str) -> Tokens:
        """Return the tokens of ``text``."""
        return tokenize(text, self.tokenizer, breaks=self.pairs)

    def score(self, tokens: Tokens) -> list[Window]:
        """Return the scores of the text's windows, in order.

        Each goes through the network alone. Dynamic int8 takes one scale for all that it is given at
        once, so in a batch the neighbours would change the reading; on two cores it is no slower.
        """
        around = min(AROUND, self._room // 4)
        # Of another's tokens that number may be any.
        ends = np.flatnonzero(tokens.ids == (BREAK_ID if self.pairs else -1)) + 1
        found: list[Window] = []
        for stretch in stretches(len(tokens), self._room, around, ends):
            window = self._window(tokens, stretch)
            if len(found) >= MOST_KEPT and self.pairs:
                window = replace(window, states=None, again=partial(self._states, tokens, stretch))
            found.append(window)
        return found

    def _states(self, tokens: Tokens, stretch: Stretch) -> NDArray[np.float32] | None:
        return self._window(tokens, stretch).states

    def _window(self, tokens: Tokens, stretch: Stretch) -> Window:
        start = stretch.read[0]
        part = slice(*stretch.read)
        before, after = len(self._before), len(self._after)
        ids = np.concatenate((self._before, tokens.ids[part], self._after)).astype(np.int64)
        shapes = np.pad(tokens.shapes[part], (before, after))
        given: dict[str, NDArray[Any]] = {
            "ids": ids,
            "shapes": shapes,
            "mask": np.ones_like(ids),
            "types": np.zeros_like(ids),
        }
        try:
            outputs = self._network(
                {
                    name: given[_OTHER_NAMES.get(name, name)][np.newaxis]
                    for name in self._network.inputs
                }
            )
            tags, states = (
                (outputs["tags"], outputs["states"][0])
                if self.pairs
                else (next(iter(outputs.values())), None)
            )
        except KeyError as problem:
            raise UsageError(f"{self._path} has inputs or outputs of other names.") from problem
        if tags.shape != (1, len(ids), 9 if self.pairs else len(self._labels.names)):
            raise UsageError(f"{self._path} does not give every token a score of every label.")
        inner = slice(before, len(ids) - after)
        tags = tags[0, inner]
        events = outputs["events"][0, inner] if self.pairs and "events" in outputs else None
        scores = tags if self.pairs else _by_role(tags, self._labels)
        return Window(start, stretch.own, scores, states, events)

    def arcs(self, window: Window, cues: Sequence[int]) -> NDArray[np.float32]:
        """Return for each of the cues, tokens of the window, the scores [cues, n, 7] of every token."""
        states = window.again() if window.again is not None else window.states
        if states is None:
            raise ValueError("this model has no arcs")
        before, after = len(self._before), len(self._after)
        places = np.asarray(cues, dtype=np.int64)[np.newaxis] + before
        given: dict[str, NDArray[Any]] = {"states": states[np.newaxis], "cues": places}
        arcs = self._arcs(given)["arcs"]
        rows: NDArray[np.float32] = arcs[0, :, :, before : arcs.shape[3] - after].transpose(0, 2, 1)
        return rows


def _marks(tokenizer: Tokenizer) -> tuple[list[int], list[int]]:
    """The tokens that a tokenizer puts before and behind every text; it may have either, both or none."""
    empty = tokenizer.encode("").ids
    if not empty:
        return [], []
    given = tokenizer.encode("a")
    own = [number for number, mark in enumerate(given.special_tokens_mask) if not mark]
    # A tokenizer that makes nothing of a letter is taken to put half of its marks on each side.
    first, last = (own[0], own[-1] + 1) if own else (len(empty) // 2, len(empty) // 2)
    return given.ids[:first], given.ids[last:]


def _labels(folder: Path) -> _Labels:
    """Read what the folder says of its model; the label map of a plain classifier may be in config.json."""
    where = folder / "labels.json"
    if not where.is_file() and (folder / "config.json").is_file():
        where = folder / "config.json"
    given = json.loads(where.read_text(encoding="utf8"))
    if "id2label" in given:
        names = [given["id2label"][str(number)] for number in range(len(given["id2label"]))]
        most = given.get("max_position_embeddings", MOST_TOKENS)
    else:
        names, most = given["labels"], given.get("max_tokens", MOST_TOKENS)
    known = {name.lower() for name in LABELS}
    if not {f"b-{role}" for role in ROLES} <= {str(name).lower() for name in names} <= known:
        raise ValueError(f"its labels are not those of attribution ({', '.join(LABELS)})")
    calibration = tuple(float(each) for each in given.get("calibration", ()))
    if len(calibration) not in {0, 2} or not np.isfinite(calibration).all():
        raise ValueError("its calibration is not a slope and an intercept")
    return _Labels(
        names=tuple(str(name).lower() for name in names),
        most=max(16, min(int(most), MOST_TOKENS)),
        moves=_moves(given.get("transitions")),
        calibration=calibration,
    )


def _moves(learnt: object) -> NDArray[np.float64]:
    """Whatever a model has learnt, no role goes on from nothing."""
    allowed = well_formed(len(LABELS))
    moves = allowed if learnt is None else np.asarray(learnt, dtype=np.float64)
    if moves.shape != allowed.shape or not np.isfinite(moves).all():
        raise ValueError(f"its transitions are not {len(LABELS)} by {len(LABELS)} numbers")
    return np.where(allowed == 0, moves, IMPOSSIBLE)


def _by_role(logits: NDArray[np.float32], labels: _Labels) -> NDArray[np.float32]:
    """One label a token -> O, B and I of each role [n, 9], as our own network tells them."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = shifted / shifted.sum(axis=1, keepdims=True)
    result = np.zeros((len(logits), 3 * len(ROLES)), dtype=np.float32)
    for number, role in enumerate(ROLES):
        for place, name in enumerate((f"b-{role}", f"i-{role}"), 1):
            if name in labels.names:
                result[:, 3 * number + place] = shares[:, labels.names.index(name)]
        inside = result[:, 3 * number + 1 : 3 * number + 3].sum(axis=1)
        result[:, 3 * number] = np.maximum(1 - inside, 0)
    tags: NDArray[np.float32] = np.log(np.maximum(result, 1e-9))
    return tags


def owners(windows: Sequence[Window]) -> NDArray[np.int64]:
    """Return for each token of the text the index of the window in which it is judged."""
    return np.repeat(
        np.arange(len(windows)), [end - start for start, end in (each.own for each in windows)]
    )
