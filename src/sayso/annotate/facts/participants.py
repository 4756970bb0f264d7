"""The runs of capitals of a text, and its sources -> the persons and bodies that it names.

A name is a person's or a body's on evidence only: it is a source of the article; it begins with a given name,
follows a title or a noun of a person; it ends in a noun of a body; or it is the surname of one whom the
article gives in full, and of nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.facts.scan import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.annotate.facts.scan import Run, Scan
    from sayso.annotate.lexicon import Lexicon
    from sayso.records import Source
    from sayso.spans import Range

MOST_WORDS = 5
"""Words of a person's name; what is longer is taken for none."""

_BEHIND_DATELINES = frozenset("(-–—,:/")
_BODIES = frozenset({"official", "organisation", "agency", "outlet"})


class _Name(NamedTuple):
    """A run of capitals without the titles and peoples before it."""

    run: Run
    name: str
    start: int
    titled: bool


class Participants:
    """The persons and bodies of one text."""

    def __init__(self, scan: Scan, sources: Iterable[Source], lexicon: Lexicon) -> None:
        """Gather what the article tells of its names."""
        self._scan = scan
        self._lexicon = lexicon
        self._titles = frozenset(lexicon.titles)
        persons = (*lexicon.source_words.person, *lexicon.ranks, *lexicon.spokesperson)
        self._before_persons = self._titles | frozenset(persons)
        self.given = scan.given
        self._sources = [each for each in sources if each.named]
        kinds = {"outlet", "agency"}
        self._outlets = {each.name for each in self._sources if each.type in kinds}
        self._spoken = {each.name for each in self._sources}
        facts = scan.facts
        self._nobody = facts.no_participants | facts.demonyms | facts.everyday
        self._names = [self._without_titles(run) for run in scan.runs]
        self._alone = {each.name for each in self._names if each.run.sure}
        self._full: dict[str, dict[str, str]] = {}
        """Surname -> the full names that have it, each as it is written first."""
        self._bodies: set[str] = set()
        self._learn()

    @property
    def names(self) -> frozenset[str]:
        """Names that are a person's or a body's in this article, and so no place's."""
        persons = {name for names in self._full.values() for name in names.values()}
        surnames = {name.rsplit(maxsplit=1)[-1] for name in persons}
        return frozenset({*persons, *surnames, *self._outlets, *self._bodies})

    def find(self, taken: Sequence[Range]) -> Iterator[Hit]:
        """Yield the persons and bodies, but for what lies in the ranges ``taken``."""
        starts = {start for start, _ in taken}
        for each in self._names:
            if {each.run.start, each.start} & starts:
                continue
            value = self._value(each)
            if value is not None:
                place = (each.start, each.run.end)
                yield Hit("participant", place, place, value)

    def _learn(self) -> None:
        """Gather the bodies and the full names, those of sources with them."""
        for each in self._names:
            if self._is_body(each.name):
                self._bodies.add(each.name)
            elif self._is_person(each) and each.run.first not in self._scan.headline:
                self._add(each.name)
        initial = self._scan.initial
        within = {each.name for each in self._names if each.run.first not in initial}
        for source in self._sources:
            given = source.name.split()[0] in self.given
            if source.type == "person" and (given or source.name in within):
                self._add(source.name)

    def _add(self, name: str) -> None:
        words = name.split()
        if len(words) < 2:
            return
        key = " ".join(map(self._key, words))
        self._full.setdefault(self._key(words[-1]), {}).setdefault(key, name)
        # In some names the first is the family's: it counts where it stands alone.
        if words[0] not in self.given and words[0] in self._alone:
            self._full.setdefault(self._key(words[0]), {}).setdefault(key, name)

    def _key(self, name: str) -> str:
        """A surname as it is looked for: in lower case and without "al-"."""
        small, _, rest = name.lower().partition("-")
        return rest if rest and small in self._scan.facts.inside_names else name.lower()

    def _value(self, each: _Name) -> str | None:
        name = each.name
        if name.lower() in self._nobody:
            return None
        if name in self._bodies:
            known = each.run.sure or self._known_elsewhere(each)
        elif " " not in name:
            return self._of_one_word(each)
        else:
            known = self._is_person(each) or (name in self._spoken and each.run.sure)
        return name if known else None

    def _of_one_word(self, each: _Name) -> str | None:
        """The full name of a surname, where only one has it; else a source of that name."""
        full = self._full.get(self._key(each.name))
        if full:
            return next(iter(full.values())) if len(full) == 1 else each.name
        before = self._scan.lower(each.run.first - 1)
        placed = before in self._scan.facts.places.before and self._scan.near(each.run.first)
        known = each.name in self._spoken and not self._is_office(each.name.lower())
        addressed = self._scan.lower(each.run.first) in self._scan.facts.short_titles
        return each.name if (known and not placed) or (each.titled and addressed) else None

    def _known_elsewhere(self, each: _Name) -> bool:
        """Whether a name with a sentence's first capital stands within a sentence too."""
        if " " in each.name or each.name in self._spoken:
            return True
        if each.name.isupper() and self._scan.lower(each.run.last + 1) not in _BEHIND_DATELINES:
            return True
        return each.name in self._alone

    def _is_office(self, lower: str) -> bool:
        """Whether a source is known by its office only: "the Minister"."""
        return lower in self._titles or lower in self._lexicon.spokesperson

    def _without_titles(self, run: Run) -> _Name:
        scan = self._scan
        first, titled = run.first, False
        while first < run.last:
            lower = scan.lower(first)
            nation = (
                lower in scan.facts.demonyms
                and first + 1 < run.last
                and scan.lower(first + 1) in self._titles
            )
            title = lower in self._titles or lower in scan.facts.short_titles
            passed = nation or lower in scan.facts.places.articles or lower in ".-"
            if not (title or passed):
                break
            titled = titled or title
            first += 1
        whole = _Name(run, run.name, run.start, titled=False)
        small = scan.lower(first) in scan.facts.inside_names
        office = self._is_office(scan.lower(run.last))
        article = first == run.first + 1 and scan.lower(run.first) in scan.facts.places.articles
        if first == run.first or small or office or (self._is_body(run.name) and not article):
            return whole
        start = scan.words[first].start
        name = " ".join(scan.text[start : run.end].split())
        return _Name(run, name, start, titled) if name else whole

    def _is_person(self, each: _Name) -> bool:
        words = each.name.split()
        facts = self._scan.facts
        if len(words) > MOST_WORDS or self._is_body(each.name):
            return False
        if words[-1].lower() in facts.places.nouns or words[0].lower() in facts.demonyms:
            return False
        if words[0] in self.given and len(words) > 1:
            return True
        if not each.run.sure or any(word in facts.inside_names for word in words[1:2]):
            return False
        before = self._scan.lower(each.run.first - 1)
        led = before in self._before_persons and self._scan.near(each.run.first)
        return each.titled or (led and len(words) > 1)

    def _is_body(self, name: str) -> bool:
        words = name.split()
        names, lexicon = self._lexicon.names, self._lexicon
        if name in self._outlets:
            return True
        if len(words) == 1:
            return 2 < len(name) < 7 and name.isalpha() and name.isupper()
        last, first = words[-1].lower(), words[0].lower()
        if last in self._titles or last in lexicon.spokesperson or last in lexicon.ranks:
            return False
        linked = words[1] in self._scan.facts.inside_names
        return (
            last in self._scan.facts.bodies
            or lexicon.kind_of_noun.get(last) in _BODIES
            or (linked and (lexicon.kind_of_noun.get(first) in _BODIES))
            or (linked and first in self._scan.facts.bodies)
            or words[-1] in names.outlet_words
        )
