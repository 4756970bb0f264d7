"""Claims and who says them -> the claims with how sure each voice is: certainty, polarity, evidentiality, cues.

The words of the language's file decide, where they reach the claim's main event; a network's number, where
one is given, decides where they are silent or in doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from sayso.annotate.certainty.voices import Voices
from sayso.annotate.certainty.weigh import settle
from sayso.annotate.lexicon.certainty_words import load_certainty
from sayso.spans import Range, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.records import Attribution, Claim

Events = Callable[[Range], float | None]
"""The place of a word -> -3 (did not happen) to 3 (happened), or None where nothing is known of it."""


def add_certainty(
    claims: Sequence[Claim],
    attributions: Iterable[Attribution],
    segments: Segments,
    lexicon: Lexicon,
    events: Events | None = None,
) -> list[Claim]:
    """Return the claims with certainty, polarity, author's stance, evidentiality and all their cues.

    Raises:
        UsageError: if there are no words of certainty for the language of ``lexicon``.

    """
    if not claims:
        return list(claims)
    voices = Voices(attributions, segments, load_certainty(lexicon.language))
    return [_with_certainty(claim, voices, events) for claim in claims]


def _with_certainty(claim: Claim, voices: Voices, events: Events | None) -> Claim:
    said = voices.content(claim)
    if events is not None and said.event is not None:
        settled = settle(said.weighed, events(said.event))
        said = said._replace(weighed=settled, cues=said.cues if settled.cues else ())
    voice = voices.of(claim, said)
    text = voices.text
    places = {(cue.start, cue.end) for cue in claim.cues} | set(voice.cues)
    return msgspec.structs.replace(
        claim,
        certainty=voice.certainty,
        polarity=voice.polarity,
        author=voice.author,
        evidentiality=voice.evidentiality,
        cues=tuple(span(text, *place) for place in sorted(places)),
    )
