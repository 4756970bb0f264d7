"""The only wiring: inputs in, annotated documents out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.records import Annotations, Drop
from sayso.settings import Settings


def read(sources: Sequence[str], settings: Settings) -> Iterator[Annotations | Drop]:
    """Yield, in the order of the inputs, each document with its annotations, or why it was dropped.

    Raises:
        UsageError: for what can never be read: a path that is not there, a form that is not supported.

    """
    raise NotImplementedError
