"""The cues over an event -> how sure the voice is of it, in words and as a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.certainty.cues import over
from sayso.annotate.lexicon.certainty_words import GOVERNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.certainty.cues import Found
    from sayso.annotate.lexicon.certainty_words import Value
    from sayso.records import Certainty, Evidentiality, Polarity

SURE = 3.0
"""Number of an event over which no cue stands."""

FULL = 1.5
"""Size of a number from which on a voice is sure. Of UW's train events without a cue .94 lie above it,
of those that "may", "could" or "perhaps" reaches .56 below."""

PARTIAL = 0.75
"""Size above which it leans to one side; up to here nobody knows. MEANTIME's one step between 0 and 3."""

DOUBT = 1.5
"""How far the network's number must lie from that of the cues to decide against them."""

RANK: dict[Certainty, int] = {"full": 2, "partial": 1, "neutral": 0}
"""The certainties by how sure they are."""

_NEAR = frozenset({"verb"})
"""Scopes that leave no doubt which event a cue reaches."""


class Weighed(NamedTuple):
    """How sure a voice is of an event, and the cues that decided it."""

    certainty: Certainty
    polarity: Polarity
    number: float
    cues: tuple[Found, ...] = ()
    evidentiality: Evidentiality | None = None


def weigh(found: Sequence[Found], word: int) -> Weighed:
    """Return what the cues of a sentence say of its word with this number.

    Each cue bounds how sure one can be and may turn the event round (Karttunen's implicatives; Saurí and
    Pustejovsky, "A factuality profiler", 2012). A negation that stands over a cue with a complement says
    something of the cue ("did not want to leave"), and nothing of the event itself.
    """
    above = _above(found, word)
    negations = [each for each in found if each.kind.negates]
    absorbed = {
        negation
        for each in above
        if not each.kind.negates and each.cue.scope in GOVERNING
        for negation in negations
        if _denies(negation, each)
    }
    certainty: Certainty = "full"
    positive, number = True, SURE
    deciding: list[Found] = []
    evidentiality: Evidentiality | None = None
    for each in above:
        if each in absorbed:
            continue
        denying = [n for n in negations if _denies(n, each)]
        value: Value = each.kind.denied if len(denying) % 2 else each.kind.value
        if RANK[value.certainty] < RANK[certainty]:
            certainty = value.certainty
        positive ^= value.polarity == "negative"
        number = min(number, abs(value.number))
        evidentiality = evidentiality or each.kind.evidentiality
        if denying or _says_something(each):
            deciding += [*denying, each]
    return Weighed(
        certainty,
        "positive" if positive else "negative",
        number if positive else -number,
        tuple(sorted(set(deciding))),
        evidentiality,
    )


def _above(found: Sequence[Found], word: int) -> list[Found]:
    """The cues over a word, and those over one of them: in "may be able to sail" both."""
    above = list(over(found, word))
    for each in tuple(above):
        if not each.kind.negates:
            above += [
                higher
                for higher in over(found, each.first)
                if not higher.kind.negates and higher not in above
            ]
    return sorted(above)


def _says_something(cue: Found) -> bool:
    """Whether a cue says more than its absence would: "managed to" explains nothing."""
    kind, value = cue.kind, cue.kind.value
    plain = (value.certainty, value.polarity, kind.author) == ("full", "positive", "same")
    return not plain or kind.evidentiality is not None


def _denies(negation: Found, cue: Found) -> bool:
    """Whether a negation stands over a cue itself, not only over what the cue reaches."""
    return negation is not cue and negation.covers(cue.first)


def settle(weighed: Weighed, number: float | None) -> Weighed:
    """Return what cues and a network's number say together of one event.

    Where there are no cues, the number decides. Where cues reach the event from afar only (their scope is
    guessed from marks and openers) and the number lies more than :data:`DOUBT` from theirs, it decides too:
    the cues stay as the explanation where it says less than that the event simply happened. Else the cues
    decide, since the words say which kind of doubt it is.
    """
    if number is None:
        return weighed
    doubtful = all(each.cue.scope not in _NEAR for each in weighed.cues)
    if not doubtful or (weighed.cues and abs(number - weighed.number) <= DOUBT):
        return weighed
    certainty, polarity = read(number)
    plain = (certainty, polarity) == ("full", "positive")
    return Weighed(
        certainty,
        polarity,
        number,
        () if plain else weighed.cues,
        None if plain else weighed.evidentiality,
    )


def read(number: float) -> tuple[Certainty, Polarity]:
    """Return in words how sure a number from -3 to 3 is."""
    size = abs(number)
    certainty: Certainty = "full" if size >= FULL else "partial" if size > PARTIAL else "neutral"
    return certainty, "negative" if number < 0 else "positive"
