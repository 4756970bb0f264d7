"""A sentence -> who says what by a verb, in languages whose finite verb stands second.

"X sagte, dass A" and "Gestern sagte X, dass A"; "A, sagte X"; "X hat gesagt, dass A"; "Von X wurde
vermutet, dass A"; "nachdem X gesagt hatte, dass A".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.rules.predicates import Predicates
from sayso.annotate.rules.units import QUOTED_NAME, size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.annotate.lexicon.rule_words import RuleWords
    from sayso.annotate.rules.contents import Contents
    from sayso.annotate.rules.phrases import Phrases
    from sayso.annotate.rules.predicates import Predicate
    from sayso.annotate.rules.units import Unit
    from sayso.spans import Range


@dataclass(frozen=True, slots=True)
class Reading:
    """An attribution in tokens of its sentence, ends exclusive."""

    source: Range | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    rule: str


class Verbs:
    """Finds the verbs of a sentence that report, their subjects and what they report."""

    def __init__(self, words: RuleWords, phrases: Phrases, contents: Contents) -> None:
        """Take the words of a language, and what knows a content when it sees one."""
        self._words = words
        self._sets = words.sets
        self._phrases = phrases
        self._predicates = Predicates(words)
        self._contents = contents

    def read(self, unit: Unit) -> Iterator[Reading]:
        """Yield the attributions of a sentence by its main verbs."""
        for clause in unit.clauses:
            predicate = self._predicates.find(unit, clause)
            if predicate is None:
                continue
            reading = (
                self._subordinate(unit, predicate)
                if self._predicates.is_subordinate(unit, predicate)
                else self._main(unit, predicate)
            )
            if reading is not None:
                yield reading

    def _main(self, unit: Unit, predicate: Predicate) -> Reading | None:
        """Read a main clause: the subject before or behind the verb, then what was said."""
        first = predicate.clause[0]
        while first < predicate.at and unit.word(first) in self._sets["coordinators"]:
            first += 1
        if first == predicate.at:
            return self._verb_first(unit, predicate)
        if predicate.at - first == 1 and unit.word(first) in self._sets["pointing"]:
            pointed = self._pointing(unit, predicate, first)
            if pointed is not None:
                return pointed
        source, behind = self._subject(unit, predicate.at, first)
        if predicate.passive:
            source = self._agent(unit, predicate)
        elif predicate.verb.from_source:
            source = self._from(unit, predicate)
        if source is None and not predicate.passive:
            return None
        content = self._contents.behind(unit, predicate, behind)
        if content is None:
            return None
        rule, pieces = content
        if predicate.passive and source is None and rule == "object":
            return None
        source = self._nobody(unit, source)
        return Reading(source, predicate.cue, pieces, "passive" if predicate.passive else rule)

    def _verb_first(self, unit: Unit, predicate: Predicate) -> Reading | None:
        """Read "X, Sprecher der Y, sagte, dass A", "Nachdem B, sagte X, dass A" and "A, sagte X"."""
        at, begin = predicate.at, predicate.clause[0]
        source = self._before_commas(unit, begin)
        if source is not None:
            content = self._contents.behind(unit, predicate, at + 1)
            return (
                None if content is None else Reading(source, predicate.cue, content[1], content[0])
            )
        inside = self._behind(unit, at + 1)
        end = None if inside is None else self._phrases.end(unit, inside, attached=False)
        if end is None or inside is None or begin == 0:
            return None
        end = self._phrases.with_apposition(unit, end)
        source = self._nobody(unit, (inside, end))
        if self._leads_in(unit):
            content = self._contents.behind(unit, predicate, end)
            return (
                None if content is None else Reading(source, predicate.cue, content[1], content[0])
            )
        before = (0, begin - 1 if unit.tokens[begin - 1].separates else begin)
        if unit.word(begin - 1) == ":" or before[1] <= before[0]:
            return None
        pieces = [before]
        rest = self._resumed(unit, max(end, (predicate.other or 0) + 1))
        if rest is not None:
            pieces.append(rest)
        return Reading(source, predicate.cue, tuple(pieces), "verb")

    def _pointing(self, unit: Unit, predicate: Predicate, first: int) -> Reading | None:
        """Read "Das teilte X mit": what was said is the sentence before."""
        inside = self._behind(unit, predicate.at + 1)
        end = None if inside is None else self._phrases.end(unit, inside, attached=False)
        source = None if end is None or inside is None else (inside, end)
        told = predicate.passive or predicate.verb.act not in {"ask", "believe"}
        if predicate.passive:
            source = self._agent(unit, predicate)
        elif predicate.verb.from_source:
            source = self._from(unit, predicate)
        if not told or (source is None and not predicate.passive):
            return None
        if source is not None:
            source = (source[0], self._phrases.with_apposition(unit, source[1]))
        later = max(source[1] if source else 0, (predicate.other or predicate.at) + 1)
        if later < len(unit.tokens) and unit.tokens[later].separates:
            return None
        return Reading(source, predicate.cue, ((first, first + 1),), "pointing")

    def _from(self, unit: Unit, predicate: Predicate) -> Range | None:
        """The source of a verb that has it behind a preposition: "geht aus einem Bericht hervor"."""
        for at in range(*predicate.clause):
            if unit.word(at) in self._words.from_source:
                end = self._phrases.end(unit, at + 1)
                if end is not None:
                    return at + 1, end
        return None

    def _leads_in(self, unit: Unit) -> bool:
        """Whether what stands before a verb is no content but a clause of time or reason."""
        word = unit.word(0)
        return word in self._sets["subordinators"] and word not in self._sets["complements"]

    def _nobody(self, unit: Unit, source: Range | None) -> Range | None:
        """Take away a source that means nobody in particular: "man"."""
        alone = source is not None and source[1] - source[0] == 1
        if source is not None and alone and unit.word(source[0]) in self._sets["nobody"]:
            return None
        return source

    def _resumed(self, unit: Unit, end: int) -> Range | None:
        """What goes on behind "A, sagte X, ..." or "A, sagte X: B"."""
        index = end
        while index < len(unit.tokens) and not unit.tokens[index].separates:
            if unit.tokens[index].kind == "quote" and size(unit.tokens[index]) > QUOTED_NAME:
                return index, len(unit.tokens)
            index += 1
        if index + 1 >= len(unit.tokens):
            return None
        return index + 1, len(unit.tokens)

    def _before_commas(self, unit: Unit, begin: int) -> Range | None:
        """The subject of a verb that stands behind commas: the phrase with which the sentence begins."""
        first = 0
        while first < begin and unit.word(first) in self._sets["coordinators"]:
            first += 1
        if not self._may_be_subject(unit, first) or unit.tokens[first].kind != "word":
            return None
        end = self._phrases.end(unit, first)
        if end is None or end >= begin or unit.word(end) != ",":
            return None
        return first, begin - 1

    def _may_be_subject(self, unit: Unit, first: int) -> bool:
        word = unit.word(first)
        if word in self._sets["front_adverbs"] or word in self._sets["subordinators"]:
            return False
        return word not in self._sets["prepositions"] and word not in self._sets["oblique"]

    def subject(self, unit: Unit, at: int, clause: Range) -> Range | None:
        """Return the subject of the verb at an index of a main clause."""
        first = clause[0]
        while first < at and unit.word(first) in self._sets["coordinators"]:
            first += 1
        if first == at:
            return self._before_commas(unit, clause[0])
        return self._nobody(unit, self._subject(unit, at, first)[0])

    def _subject(self, unit: Unit, at: int, first: int) -> tuple[Range | None, int]:
        """The subject of a main clause, and the index from which the rest of it is read."""
        alone = at - first == 1 and unit.word(first) in self._sets["demonstratives"]
        if self._may_be_subject(unit, first) and not alone:
            end = self._phrases.end(unit, first)
            pronoun = self._behind(unit, at + 1)
            turned = (
                pronoun is not None
                and unit.word(pronoun) in self._sets["sure_subjects"]
                and not unit.tokens[pronoun].capital
            )
            determined = at - first <= 4 and unit.word(first) in self._sets["determiners"]
            if end is None and determined:
                end = at
            if end is not None and not turned and not self._is_object(unit, first, end, pronoun):
                return (first, at if end >= at - 1 else end), at + 1
        inside = self._behind(unit, at + 1)
        if inside is None:
            return None, at + 1
        end = self._phrases.end(unit, inside, attached=False)
        if end is None:
            return None, at + 1
        longer = self._phrases.with_apposition(unit, end)
        return (inside, longer), longer

    def _is_object(self, unit: Unit, first: int, end: int, inside: int | None) -> bool:
        """Whether "Die Verschiebung nannte Meier ..." begins with what he speaks of."""
        if inside is None or not self._phrases.is_abstract(unit.tokens[end - 1].word):
            return False
        behind = unit.tokens[inside]
        named = behind.capital and not self._phrases.is_common(behind.word)
        return named and behind.lower not in self._sets["determiners"] and first != end

    def _behind(self, unit: Unit, at: int) -> int | None:
        """Index of the phrase behind a verb that may be its subject, past adverbs and objects."""
        for _ in range(6):
            if at >= len(unit.tokens) or unit.ends_at(at):
                return None
            word = unit.word(at)
            if unit.tokens[at].kind == "quote":
                return None
            if word in self._sets["skipped"] and not unit.tokens[at].capital:
                at += 1
            elif word in self._sets["prepositions"]:
                end = self._phrases.end(unit, at + 1, attached=False)
                at = at + 1 if end is None else end
            elif word in self._sets["oblique"]:
                end = self._phrases.end(unit, at, attached=False)
                if end is None:
                    return None
                at = end
            else:
                return at
        return None

    def _agent(self, unit: Unit, predicate: Predicate) -> Range | None:
        """Who acts in a passive: "von der Polizei"."""
        first, last = predicate.clause
        for at in range(first, min(last, len(unit.tokens))):
            if unit.word(at) in self._sets["agents"]:
                end = self._phrases.end(unit, at + 1, attached=False)
                if end is not None:
                    return at + 1, end
        return None

    def _subordinate(self, unit: Unit, predicate: Predicate) -> Reading | None:
        """Read a clause that ends with its verb: "wie X mitteilte", "nachdem X gesagt hatte, dass"."""
        first, last = predicate.clause
        if unit.word(first) in self._sets["as_told"]:
            return self._as_told(unit, predicate)
        start = first + 1
        relative = unit.word(first) in self._sets["relatives"]
        source: Range | None = (first, first + 1) if relative else None
        inside = None
        if unit.word(first) in self._sets["subordinators"]:
            inside = self._behind(unit, start)
        if inside is not None:
            end = self._phrases.end(unit, inside)
            source = None if end is None else (inside, min(end, predicate.at))
        if predicate.passive:
            source = self._agent(unit, predicate)
        elif source is None:
            return None
        if last + 1 >= len(unit.tokens) or unit.word(last) not in {",", ":"}:
            return None
        if unit.word(last) == "," and not self._is_strong(unit, last + 1):
            return None
        return Reading(source, predicate.cue, ((last + 1, len(unit.tokens)),), "subordinate")

    def _is_strong(self, unit: Unit, first: int) -> bool:
        """Whether a clause behind a subordinate clause is the content of that, by its first word."""
        return unit.word(first) in self._sets["sure_complements"]

    def _as_told(self, unit: Unit, predicate: Predicate) -> Reading | None:
        """Read "Wie X mitteilte, A" and "A, wie X mitteilte"."""
        first, last = predicate.clause
        opened = (first, first + 1)
        inside = first + 1
        source = None
        if unit.word(inside) in self._sets["reflexive"]:
            inside += 1
        if unit.word(inside) in self._sets["told_in"]:
            end = self._phrases.end(unit, inside + 1)
            source = None if end is None else (inside + 1, min(end, predicate.at))
        else:
            at = self._behind(unit, inside)
            end = None if at is None else self._phrases.end(unit, at)
            source = None if end is None or at is None else (at, min(end, predicate.at))
        if predicate.passive:
            source = self._agent(unit, predicate) or source
        pieces = []
        if first > 0 and unit.tokens[first - 1].separates:
            pieces.append((0, first - 1))
        if last + 1 < len(unit.tokens):
            pieces.append((last + 1, len(unit.tokens)))
        if not pieces or source is None:
            return None
        return Reading(source, (opened, *predicate.cue), tuple(pieces), "as_told")
