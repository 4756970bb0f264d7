"""Articles and a seed -> texts that have words of one of them, each with what was done to it.

By rule, as desks do it: trimmed from the bottom, cut to a few sentences, put in another order, words replaced,
put in and left out, set beside other matter; and pairs that only seem to be copies: two articles with one note
at their ends, or with one quotation.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SENTENCE = re.compile(r"[^.!?]+[.!?]+[\"'”’)]*\s*|[^.!?]+$")
_WORD = re.compile(r"[^\W\d_]{3,}")

NOTE = (
    "Sign up for our morning letter and have the best of the day in your mail before breakfast. Readers may"
    " write to the desk at any hour, and letters can be shortened before they are printed."
)
QUOTATION = (
    "We went through every room on that floor twice, we counted whoever came down the stairs, and nobody is"
    " missing as far as I can tell you this evening"
)


@dataclass(frozen=True, slots=True)
class Variant:
    """A text made of another."""

    text: str
    source: int
    """Number of the article whose words it has."""
    made: str
    """What was done."""


def variants(texts: Sequence[str], others: Sequence[str], seed: int = 1) -> Iterator[Variant]:
    """Yield one variant of each kind for each article; the same for the same seed.

    Args:
        texts: The articles.
        others: Articles that have nothing of them, for what stands beside their words.
        seed: Of the choices.

    """
    rng = random.Random(seed)  # noqa: S311  # no secret
    vocabulary = sorted({word for text in texts for word in _WORD.findall(text)})
    for number, text in enumerate(texts):
        mine = _SENTENCE.findall(text)
        other = _SENTENCE.findall(others[number % len(others)])
        for made, make in MADE.items():
            yield Variant(make(rng, mine, other, vocabulary), number, made)


def _reset(_: random.Random, mine: list[str], __: list[str], ___: list[str]) -> str:
    """The same words, typeset elsewhere."""
    text = "".join(mine).replace("“", '"').replace("”", '"').replace("’", "'").replace("—", " - ")
    return re.sub(r"\s+", " ", text)


def _trimmed(rng: random.Random, mine: list[str], _: list[str], __: list[str]) -> str:
    """The first third to two thirds."""
    return "".join(mine[: max(2, round(len(mine) * rng.uniform(0.34, 0.67)))])


def _excerpt(rng: random.Random, mine: list[str], _: list[str], __: list[str]) -> str:
    """A quarter, from anywhere."""
    count = max(2, len(mine) // 4)
    start = rng.randrange(max(1, len(mine) - count))
    return "".join(mine[start : start + count])


def _reordered(rng: random.Random, mine: list[str], _: list[str], __: list[str]) -> str:
    """All sentences, in pieces of two, in another order."""
    pieces = ["".join(mine[k : k + 2]) for k in range(0, len(mine), 2)]
    rng.shuffle(pieces)
    return " ".join(pieces)


def _reworded(share: float) -> Callable[..., str]:
    def reword(rng: random.Random, mine: list[str], _: list[str], vocabulary: list[str]) -> str:
        """So many of the words replaced, left out, or with another put behind them."""
        words = "".join(mine).split(" ")
        for k, word in enumerate(words):
            if rng.random() < share:
                new = rng.choice(vocabulary)
                words[k] = rng.choice((new, new, "", f"{word} {new}"))
        return " ".join(words)

    return reword


def _rewritten(rng: random.Random, mine: list[str], other: list[str], vocabulary: list[str]) -> str:
    """Trimmed, in another order, an eighth of the words replaced."""
    kept = mine[: max(2, round(len(mine) * 0.7))]
    return _reworded(0.125)(
        rng, _SENTENCE.findall(_reordered(rng, kept, [], [])), other, vocabulary
    )


def _beside(rng: random.Random, mine: list[str], other: list[str], _: list[str]) -> str:
    """Three fifths of it are a piece of this article, the rest is another."""
    part = mine[: max(2, len(mine) // 2)]
    words = sum(len(each.split()) for each in part) * 2 // 3
    added = " ".join("".join(other).split()[:words])
    return f"{''.join(part)}\n\n{added}" if rng.random() < 0.5 else f"{added}\n\n{''.join(part)}"


MADE: dict[str, Callable[[random.Random, list[str], list[str], list[str]], str]] = {
    "typeset anew": _reset,
    "trimmed": _trimmed,
    "excerpt": _excerpt,
    "reordered": _reordered,
    "reworded, 10 %": _reworded(0.1),
    "reworded, 20 %": _reworded(0.2),
    "reworded, 30 %": _reworded(0.3),
    "reworded, 40 %": _reworded(0.4),
    "rewritten": _rewritten,
    "beside other matter": _beside,
}
"""What is done to an article, by its name."""

SHORTER = frozenset({"trimmed", "excerpt", "rewritten", "beside other matter"})
"""Those of which the texts themselves tell that they are the later."""


def strangers(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each article, shortened, with what makes it seem a copy of others, and the name of that."""
    for number, text in enumerate(texts):
        mine = _SENTENCE.findall(text)
        if number % 2:
            yield "one note", f"{''.join(mine[:3]).strip()}\n\n{NOTE}"
        else:
            yield (
                "one quotation",
                f"{''.join(mine[:3]).strip()}\n\n“{QUOTATION},” said the warden.",
            )
