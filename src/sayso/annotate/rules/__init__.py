"""A segmented text in, raw attributions out, by rules and words; for languages without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.decode import RawAttribution
from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.rule_words import load_rules
from sayso.annotate.quotations import resumed
from sayso.annotate.related import Related
from sayso.annotate.relations import nest
from sayso.annotate.rules.contents import Contents
from sayso.annotate.rules.nominal import Nominal
from sayso.annotate.rules.phrases import Phrases
from sayso.annotate.rules.prepositions import Prepositions
from sayso.annotate.rules.units import units
from sayso.annotate.rules.verbs import Verbs
from sayso.annotate.shapes import EDGE
from sayso.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.lexicon.rule_words import RuleWords
    from sayso.annotate.rules.units import Unit
    from sayso.annotate.segments import Segments
    from sayso.spans import Range


def rules_for(language: str) -> Rules | None:
    """Return what reads texts of a language by its rules; None where it has none.

    Raises:
        UsageError: if its data are not as they should be.

    """
    words = load_rules(language)
    return None if words is None else Rules(words, load(language))


class Rules:
    """Reads texts of one language."""

    def __init__(self, words: RuleWords, lexicon: Lexicon) -> None:
        """Take the words of a language."""
        self.name = f"rules-{words.language}"
        self.lexicon = lexicon
        self._words = words
        phrases = Phrases(words, lexicon)
        contents = Contents(words)
        self._verbs = Verbs(words, phrases, contents)
        self._prepositions = Prepositions(words, phrases)
        self._nominal = Nominal(words, phrases, self._verbs, contents)

    def __call__(self, segments: Segments) -> list[RawAttribution]:
        """Return the attributions of a text, those of a sentence by the sureness of their rules."""
        result: list[RawAttribution] = []
        before: Range | None = None
        for unit in units(segments):
            result += self._raw(unit, segments.text, before)
            before = _range(unit, segments.text, (0, len(unit.tokens)))
        return result

    def related(self, segments: Segments, least: float = 0.0) -> list[Related]:
        """Return the same, set one into another, without those whose score is below ``least``."""
        found = [
            Related(raw.source, raw.cue, raw.content, raw.score)
            for raw in self(segments)
            if raw.score >= least
        ]
        spoken = resumed(found, segments)
        return nest(sorted(spoken, key=lambda each: (each.cue, each.content)))

    def _raw(self, unit: Unit, text: str, before: Range | None) -> Iterator[RawAttribution]:
        readings = [*self._prepositions.read(unit), *self._verbs.read(unit)]
        begun = {piece for each in readings for piece in each.content}
        readings += [
            each for each in self._nominal.read(unit) if not begun.intersection(each.content)
        ]
        for reading in readings:
            source = () if reading.source is None else (_range(unit, text, reading.source),)
            cue = tuple(_range(unit, text, each) for each in reading.cue)
            content = [_range(unit, text, each) for each in reading.content]
            if reading.rule == "pointing" and before is not None:
                content.insert(0, before)
            said = tuple(each for each in content if any(map(str.isalnum, text[slice(*each)])))
            if said and all(start < end for start, end in cue):
                score = self._words.scores[reading.rule]
                yield RawAttribution(source, cue, said, score)


def _range(unit: Unit, text: str, place: Range) -> Range:
    """Code points of a range of tokens, without marks at its edges."""
    start, end = unit.tokens[place[0]].start, unit.tokens[place[1] - 1].end
    inner = trimmed(text, start, end, EDGE)
    return inner if inner[0] < inner[1] else (start, end)
