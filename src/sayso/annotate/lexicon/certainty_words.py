"""Which words tell how sure a voice is, in one language: a TOML file a language, checked when it is loaded."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from sayso.annotate.lexicon.files import read
from sayso.records import Act, Certainty, Evidentiality, Polarity

ScopeOf = Literal[
    "verb", "phrase", "complement", "infinitive", "object", "clause", "subordinate", "sentence"
]
"""How far a cue reaches; see the comments in the files."""

GOVERNING: frozenset[ScopeOf] = frozenset({"complement", "infinitive", "object"})
"""Scopes of words that have a complement."""

Side = Literal["same", "neutral", "opposite"]
"""Which side somebody takes who passes on what another says."""

Score = Annotated[float, Meta(ge=-3, le=3)]
"""-3: it did not happen; 0: nobody knows; 3: it happened."""

_EVENT = re.compile(r"\[([^\[\]]+)\]")


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sure somebody is of an event, in words and as a number."""

    certainty: Certainty
    polarity: Polarity
    number: Score


class CueClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the cues of one class do to the events that they reach."""

    value: Value
    denied: Value
    """Of the event, where the cue itself is negated: "did not want to leave"."""
    author: Side = "same"
    """Where the cue reports: whether the article is as sure as the source, takes no side, or the other."""
    evidentiality: Evidentiality | None = None
    negates: bool = False
    reports: bool = False
    """Whether a cue of it can be what its source does: "the mayor admitted"."""
    evaluates: bool = False
    """Whether it says of a report that it is right or wrong: "falsely claimed"."""
    raises: bool = False
    """Whether it says something of what its complement tells, and nothing else: "is likely to", "seems to"."""


class Cue(NamedTuple):
    """An entry of the lexicon."""

    words: tuple[str, ...]
    kind: str
    scope: ScopeOf
    example: str


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the main verb of a clause is known, as far as words tell it."""

    auxiliaries: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]
    endings: tuple[str, ...]
    present_endings: tuple[str, ...]
    """Endings of verbs that nouns have too."""
    before_objects: frozenset[str]
    """Words before which such a form is a verb: "serves the"."""
    after_participles: frozenset[str]
    not_after: frozenset[str]
    """Words behind which a form with such an ending is no finite verb: "the", "to"."""
    never: frozenset[str]


class CertaintyWords(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True
):
    """The words of one language that certainty needs; see the comments in its file."""

    language: str
    clitics: tuple[str, ...]
    stops: frozenset[str]
    quotes: frozenset[str]
    commas: frozenset[str]
    openers: frozenset[str]
    relatives: frozenset[str]
    or_relatives: frozenset[str]
    coordinating: frozenset[str]
    alternatives: frozenset[str]
    subjects: frozenset[str]
    complement_markers: frozenset[str]
    to: frozenset[str]
    infinitive_markers: frozenset[str]
    gerund_endings: tuple[str, ...]
    transparent: frozenset[str]
    transparent_endings: tuple[str, ...]
    articles: frozenset[str]
    question_marks: frozenset[str]
    question: str
    """The class of what stands in a question."""
    scare: str
    """The class of a word or two in quotation marks that quote nobody."""
    saying: str
    """The class of a cue of saying that neither an entry nor its act tells."""
    own_voice: frozenset[str]
    first_person: frozenset[str]
    speaking: frozenset[str]
    acts: dict[Act, str]
    verbs: Verbs
    classes: dict[str, CueClass]
    cues: dict[str, dict[ScopeOf, dict[str, str]]]

    def __post_init__(self) -> None:
        """Check that each cue's class is there and that its example shows an event and the cue.

        Raises:
            ValueError: if one is not as it should be.

        """
        for name in (*self.cues, *self.acts.values(), self.question, self.scare, self.saying):
            if name not in self.classes:
                raise ValueError(f"there is no class {name!r}")
        for cue in self.entries:
            if len(_EVENT.findall(cue.example)) != 1:
                raise ValueError(f"the example {cue.example!r} should have one [event]")

    @cached_property
    def entries(self) -> tuple[Cue, ...]:
        """All cues, one a form."""
        return tuple(
            Cue(tuple(form.split()), kind, scope, example)
            for kind, scopes in self.cues.items()
            for scope, listed in scopes.items()
            for forms, example in listed.items()
            for form in forms.split("|")
        )

    @cached_property
    def by_first_word(self) -> dict[str, tuple[Cue, ...]]:
        """The cues by their first word, the longest first."""
        listed: dict[str, list[Cue]] = {}
        for cue in self.entries:
            listed.setdefault(cue.words[0], []).append(cue)
        return {
            word: tuple(sorted(cues, key=lambda cue: -len(cue.words)))
            for word, cues in listed.items()
        }

    @cached_property
    def ends_of_clauses(self) -> frozenset[str]:
        """Words and marks before which a clause ends."""
        return self.stops | self.relatives | self.commas | self.openers

    @cached_property
    def governing(self) -> frozenset[str]:
        """First words of the cues that a complement follows, such as "unlikely"."""
        return frozenset(cue.words[0] for cue in self.entries if cue.scope in GOVERNING)


def example(cue: Cue) -> tuple[str, int, int]:
    """Return the text of a cue's example and the range of its event."""
    match = _EVENT.search(cue.example)
    assert match is not None  # noqa: S101  # the file was checked when it was loaded
    text = cue.example[: match.start()] + match.group(1) + cue.example[match.end() :]
    return text, match.start(), match.start() + len(match.group(1))


@lru_cache(maxsize=8)
def load_certainty(language: str) -> CertaintyWords:
    """Return the words of certainty in a language, by its ISO 639-1 code.

    Raises:
        UsageError: if there are none, or the file is not as it should be.

    """
    return read(language, CertaintyWords, family="certainty", what="list of words of certainty")
