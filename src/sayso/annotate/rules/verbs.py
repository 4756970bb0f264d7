"""A sentence -> who says what by a verb, in languages whose finite verb stands second.

"X sagte, dass A" and "Gestern sagte X, dass A"; "A, sagte X"; "X hat gesagt, dass A"; "Von X wurde
vermutet, dass A"; "nachdem X gesagt hatte, dass A".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.rules.units import QUOTED_NAME, size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.annotate.lexicon.rule_words import RuleWords, Verb
    from sayso.annotate.rules.phrases import Phrases
    from sayso.annotate.rules.units import Unit
    from sayso.spans import Range

FARTHEST = 40
"""Tokens behind a verb in which its particle or participle is looked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An attribution in tokens of its sentence, ends exclusive."""

    source: Range | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class _Predicate:
    """A verb in its clause: where its parts stand."""

    verb: Verb
    at: int
    clause: Range
    other: int | None = None
    """Index of its particle or participle."""
    passive: bool = False

    @property
    def cue(self) -> tuple[Range, ...]:
        own = (self.at, self.at + 1)
        if self.other is None:
            return (own,)
        rest = (self.other, self.other + 1)
        return ((self.at, self.other + 1),) if self.other == self.at + 1 else (own, rest)


class Verbs:
    """Finds the verbs of a sentence that report, their subjects and what they report."""

    def __init__(self, words: RuleWords, phrases: Phrases) -> None:
        """Take the words of a language."""
        self._words = words
        self._sets = words.sets
        self._phrases = phrases

    def read(self, unit: Unit) -> Iterator[Reading]:
        """Yield the attributions of a sentence by its main verbs."""
        for clause in unit.clauses:
            predicate = self._predicate(unit, clause)
            if predicate is None:
                continue
            reading = (
                self._subordinate(unit, predicate)
                if self._is_subordinate(unit, predicate)
                else self._main(unit, predicate)
            )
            if reading is not None:
                yield reading

    def _predicate(self, unit: Unit, clause: Range) -> _Predicate | None:
        """The first verb of a clause that reports."""
        first, last = clause
        final = self._final(unit, clause)
        if final is not None:
            return final
        for at in range(first, last):
            token = unit.tokens[at]
            if token.kind != "word" or (token.capital and at != first):
                continue
            verbs = self._words.by_finite.get(token.lower, ())
            for verb in sorted(verbs, key=lambda verb: not verb.particle):
                if not verb.particle:
                    return _Predicate(verb, at, clause)
                other = self._particle(unit, at, verb.particle)
                if other is not None:
                    return _Predicate(verb, at, clause, other)
            passive = token.lower in self._sets["passives"]
            if passive or token.lower in self._sets["auxiliaries"]:
                found = self._participle(unit, at, passive=passive)
                if found is not None:
                    return _Predicate(found[1], at, clause, found[0], passive=found[2])
                return None
            if token.lower in self._sets["finite"]:
                return None
        return None

    def _final(self, unit: Unit, clause: Range) -> _Predicate | None:
        """The verb at the end of a subordinate clause: "erklärte", "bekannt gab", "erklärt hatte"."""
        first, last = clause
        if not self._opens_subordinate(unit, first):
            return None
        at = last - 1
        word, before = unit.word(at), unit.word(at - 1)
        for verb in self._words.by_finite.get(word, ()):
            if verb.particle and verb.particle == before:
                return _Predicate(verb, at - 1, clause, at)
        for verb in self._words.by_final.get(word, ()):
            return _Predicate(verb, at, clause)
        helps = word in self._sets["auxiliaries"] or word in self._sets["passives"]
        if not helps:
            return None
        passive = word in self._sets["passives"] or before == "worden"
        if before == "worden":
            at -= 1
            before = unit.word(at - 1)
        for verb in self._words.by_participle.get(before, ()):
            return _Predicate(verb, at - 1, clause, at, passive=passive)
        return None

    def _opens_subordinate(self, unit: Unit, first: int) -> bool:
        word = unit.word(first)
        if word in self._sets["prepositions"]:
            word = unit.word(first + 1)
            return word in self._sets["relatives"] and not unit.tokens[first].capital
        if word in {"und", "oder"}:
            word = unit.word(first + 1)
        return word in self._sets["subordinators"] or (
            word in self._sets["relatives"] and unit.tokens[first].word[0].islower()
        )

    def _is_subordinate(self, unit: Unit, predicate: _Predicate) -> bool:
        last = max(predicate.at, predicate.other or 0) + 1
        return last >= predicate.clause[1] and self._opens_subordinate(unit, predicate.clause[0])

    def _particle(self, unit: Unit, at: int, particle: str) -> int | None:
        """Where the particle of a separable verb ends a clause behind it."""
        for index in range(at + 1, min(len(unit.tokens), at + FARTHEST)):
            if unit.word(index) == particle and unit.ends_at(index + 1):
                return index
            if unit.word(index) in self._sets["complements"] and unit.tokens[index - 1].separates:
                return None
            if unit.word(index) == ":":
                return None
        return None

    def _participle(self, unit: Unit, at: int, *, passive: bool) -> tuple[int, Verb, bool] | None:
        """Where the participle stands that goes with an auxiliary, its verb, and whether it is passive."""
        for index in range(at + 1, min(len(unit.tokens), at + FARTHEST)):
            word = unit.word(index)
            verbs = self._words.by_participle.get(word, ())
            behind = unit.word(index + 1)
            closes = unit.ends_at(index + 1) or behind in {"worden", "und", "haben"}
            if word in self._sets["complements"] and unit.tokens[index - 1].separates:
                return None
            if verbs and closes:
                suffers = passive or behind == "worden"
                if behind == "worden" and unit.word(at) in {"hat", "haben", "hatte", "hatten"}:
                    continue
                if suffers and word not in self._sets["passive_participles"]:
                    return None
                if not suffers and unit.word(at) in {"ist", "war", "sind", "waren"}:
                    return None
                return index, verbs[0], suffers
            if unit.word(index) == ":":
                return None
        return None

    def _main(self, unit: Unit, predicate: _Predicate) -> Reading | None:
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
        content = self._content(unit, predicate, behind)
        if content is None:
            return None
        rule, pieces = content
        if predicate.passive and source is None and rule == "object":
            return None
        source = self._nobody(unit, source)
        return Reading(source, predicate.cue, pieces, "passive" if predicate.passive else rule)

    def _verb_first(self, unit: Unit, predicate: _Predicate) -> Reading | None:
        """Read "X, Sprecher der Y, sagte, dass A", "Nachdem B, sagte X, dass A" and "A, sagte X"."""
        at, begin = predicate.at, predicate.clause[0]
        source = self._before_commas(unit, begin)
        if source is not None:
            content = self._content(unit, predicate, at + 1)
            return (
                None if content is None else Reading(source, predicate.cue, content[1], content[0])
            )
        inside = self._behind(unit, at + 1)
        end = None if inside is None else self._phrases.end(unit, inside, attached=False)
        if end is None or inside is None or begin == 0:
            return None
        end = self._phrases.with_apposition(unit, end)
        source = self._nobody(unit, (inside, end))
        if self._leads_in(unit, begin):
            content = self._content(unit, predicate, end)
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

    def _pointing(self, unit: Unit, predicate: _Predicate, first: int) -> Reading | None:
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

    def _from(self, unit: Unit, predicate: _Predicate) -> Range | None:
        """The source of a verb that has it behind a preposition: "geht aus einem Bericht hervor"."""
        for at in range(*predicate.clause):
            if unit.word(at) in self._words.from_source:
                end = self._phrases.end(unit, at + 1)
                if end is not None:
                    return at + 1, end
        return None

    def _leads_in(self, unit: Unit, begin: int) -> bool:
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
        alone = at - first == 1 and unit.word(first) in {"das", "dies", "es", "was", "dieses"}
        if self._may_be_subject(unit, first) and not alone:
            end = self._phrases.end(unit, first)
            pronoun = self._behind(unit, at + 1)
            turned = (
                pronoun is not None
                and unit.word(pronoun) in {"er", "man", "wir", "ich"}
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

    def _agent(self, unit: Unit, predicate: _Predicate) -> Range | None:
        """Who acts in a passive: "von der Polizei"."""
        first, last = predicate.clause
        for at in range(first, min(last, len(unit.tokens))):
            if unit.word(at) in self._sets["agents"]:
                end = self._phrases.end(unit, at + 1, attached=False)
                if end is not None:
                    return at + 1, end
        return None

    def _content(
        self, unit: Unit, predicate: _Predicate, behind: int
    ) -> tuple[str, tuple[Range, ...]] | None:
        """What stands behind a verb as its content, and by which rule."""
        last = len(unit.tokens)
        stop = max(behind, (predicate.other or 0) + 1)
        index = behind
        quote: int | None = None
        while index < last:
            token = unit.tokens[index]
            if token.kind == "quote" and quote is None and size(token) > 1:
                quote = index
            if token.word == ":" and index + 1 < last:
                return "verb", ((index + 1, last),)
            if token.separates and index + 1 < last and index + 1 >= stop:
                if token.word != "," or self.is_complement(
                    unit, index + 1, plain=not predicate.verb.object
                ):
                    begins = index + 1
                    if quote is not None and predicate.verb.object:
                        begins = behind
                    return "verb", ((begins, last),)
            index += 1
        if quote is not None and (size(unit.tokens[quote]) > QUOTED_NAME or predicate.verb.object):
            return "verb", ((quote, quote + 1),)
        if predicate.verb.object:
            end = predicate.clause[1]
            if predicate.other is not None and predicate.other >= behind:
                end = predicate.other
            if end > behind:
                return "object", ((behind, last if predicate.other is None else end),)
        return None

    def is_complement(self, unit: Unit, first: int, *, plain: bool = False) -> bool:
        """Return whether the clause that begins here is what a word of saying takes.

        Args:
            unit: The sentence.
            first: Index of the clause's first token.
            plain: Whether it may be a main clause in the indicative: "sagte, er kommt".

        """
        word = unit.word(first)
        if word in self._sets["complements"]:
            return True
        clause = next((each for each in unit.clauses if each[0] >= first), None)
        if clause is None:
            return False
        words = [unit.word(index) for index in range(*clause)]
        if self._words.infinitive_mark in words[-3:-1] or self._has_infinitive(words[-1]):
            return True
        if word in self._sets["relatives"] or unit.word(first + 1) in self._sets["relatives"]:
            verb_last = words[-1] in self._sets["finite"] or words[-1].endswith(("t", "te", "en"))
            second = any(
                each in self._sets["subjunctive"] or each in self._sets["finite"]
                for each in words[1:-1]
            )
            if verb_last and not second:
                return False
        if word in self._sets["subordinators"]:
            return False
        mood = self._sets["subjunctive"] | self._sets["weak_subjunctive"]
        if any(each in mood for each in words):
            return True
        return plain and any(each in self._sets["finite"] for each in words[1:])

    def _has_infinitive(self, word: str) -> bool:
        """Whether a word is a separable verb's infinitive with its mark inside: "vorzugehen"."""
        mark = self._words.infinitive_mark
        at = word.find(mark, 2)
        return at > 0 and len(word) - at > 4 and word.endswith("n")

    def _subordinate(self, unit: Unit, predicate: _Predicate) -> Reading | None:
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
        return unit.word(first) in {"dass", "daß", "ob", "wonach"}

    def _as_told(self, unit: Unit, predicate: _Predicate) -> Reading | None:
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
