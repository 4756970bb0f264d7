"""What the network says of a text's tokens -> how sure the event is that a word of the text names."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.tagger import owners

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.annotate.tagger import Window
    from sayso.annotate.tokens import Tokens
    from sayso.spans import Range

CONVENTIONS = ("news", "web")
"""What is asked of an event, in the order of the network's output. "news": whether the text presents it as a
fact, future or past (FactBank, UW, MEANTIME); "web": whether it has happened by now (UDS-IH2), so that what
"will" happen has not."""

MOST = 3.0
"""FactBank's scale as numbers (Stanovsky et al. 2017): -3 certainly not, 0 nobody knows, 3 certainly."""


def sureness(
    tokens: Tokens, windows: Sequence[Window], convention: str = CONVENTIONS[0]
) -> Callable[[Range], float | None] | None:
    """Return what tells of the range of a word how sure its event is; None where the model does not say it."""
    scores = [window.events for window in windows]
    if not scores or any(each is None for each in scores):
        return None
    owner = owners(windows)
    column = CONVENTIONS.index(convention)
    numbers = np.zeros(len(tokens), dtype=np.float64)
    for which, window in enumerate(windows):
        mine = np.flatnonzero(owner == which)
        numbers[mine] = np.asarray(window.events)[mine - window.start, column]
    bounded, ends = np.clip(numbers, -MOST, MOST).tolist(), tokens.ends.tolist()

    def sure(place: Range) -> float | None:
        at = bisect_right(ends, place[0])
        if at >= len(tokens) or tokens.starts[at] >= place[1]:
            return None
        number: float = bounded[at]
        return number

    return sure
