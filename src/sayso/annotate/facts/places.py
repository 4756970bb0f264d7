"""The runs of capitals of a text -> those that name a place, with every place that bears the name.

A name is a place's on evidence only: a word before it that leads to places, a country after it, a noun of a
place beside it, or that it is a country's or a large city's and nobody else's in the article. Which of several
places is meant is settled only where the text names the country; else all of them stay.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.annotate.facts.scan import Hit
from sayso.annotate.gazetteer import Place, gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.facts.scan import Run, Scan

LARGE = 200
"""Thousands of people of a city that is known without a word that leads to it."""

FAMOUS = 500
"""Thousands of people of a city that is meant as often as the state of its name."""

MOST_CANDIDATES = 8
"""Places of one name that are kept, the largest first."""


@dataclass(frozen=True)
class _Named:
    run: Run
    found: tuple[Place, ...]
    end: int
    """Where the words end; a noun of a place may be among them."""
    within: str | None = None
    """Code of the country or state that the text gives right behind: "Tripoli, Libya"."""


@dataclass
class Places:
    """The places of one text."""

    scan: Scan
    others: frozenset[str]
    """Surnames and sources: names that are somebody's here."""
    known: dict[str, _Named] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    run_at: dict[int, Run] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the runs by their first words."""
        self.run_at = {run.first: run for run in self.scan.runs}

    def find(self) -> list[Hit]:
        """Return the places in reading order."""
        named = [each for run in self.scan.runs if (each := self._named(run))]
        self.known = {each.run.name: each for each in reversed(named) if each.run.sure}
        named = [each for each in named if self._clear(each)]
        self.countries = {
            code
            for each in named
            for place in each.found
            if place.kind == "country" or (len(each.found) == 1 and place.name == each.run.name)
            for code in (place.country, place.code)
        } | {each.within for each in named if each.within}
        learned = self._often_led()
        learned |= {each.run.name for each in named if not each.found and each.end == each.run.end}
        starts = {each.run.start for each in named}
        named += [
            _Named(run, (), run.end)
            for run in self.scan.runs
            if run.name in learned and run.start not in starts
        ]
        return [self._hit(each) for each in named]

    def _often_led(self) -> set[str]:
        """Names that nothing knows, to which a word for places leads twice or more, and no article."""
        led: Counter[str] = Counter()
        words, stops = self.scan.facts.places, self.scan.facts.quantities.stops
        for run in self.scan.runs:
            following = self.scan.lower(run.last + 1)
            ends = following in stops or not following.isalpha()
            leads = self.scan.lower(run.first - 1) in words.before
            plain = run.name.isalpha() and not run.name.isupper()
            if run.sure and plain and ends and leads and self.scan.near(run.first):
                led[run.name] += 1
        barred = {*words.never, *self.scan.facts.demonyms, *self.scan.facts.no_participants}
        return {
            name
            for name, count in led.items()
            if count > 1 and name not in self.others and name.lower() not in barred
        }

    def _clear(self, each: _Named) -> bool:
        """Whether it is the capital of a name: where it may not be, the name stands elsewhere too."""
        if each.run.sure or each.within is not None or each.run.name in self.known:
            return True
        known = bool(each.found) and each.found[0].kind != "city"
        known = known and each.run.name not in self.scan.given
        return known or (each.run.last > each.run.first and each.end > each.run.end)

    def _named(self, run: Run) -> _Named | None:
        words = self.scan.facts.places
        if run.name.lower() in words.never or run.name.lower() in self.scan.facts.demonyms:
            return None
        found = self.lookup(run.name)
        within = self._within(run)
        country = bool(found) and found[0].kind == "country"
        taken = run.name in self.others
        if taken and not (country or within is not None or self._led(run)):
            return None
        noun = None if taken else self._noun_behind(run)
        if noun is not None and (not found or self._led(run)):
            return _Named(run, (), noun)
        if noun is not None:
            return _Named(run, found, run.end, within)
        return self._known(run, found, within) if found else self._unknown(run)

    def _unknown(self, run: Run) -> _Named | None:
        """A name that the gazetteer has not, where the words around it make it a place's."""
        placed = self._is_place_by_noun(run) or self._surely_led(run)
        return _Named(run, (), run.end) if placed else None

    def _known(self, run: Run, found: tuple[Place, ...], within: str | None) -> _Named | None:
        """A name of the gazetteer, where nothing tells that it is somebody's here."""
        if self._adjectival(run):
            return None
        first = found[0]
        if within is not None and any(within in {p.code, p.country} for p in found):
            return _Named(run, found, run.end, within)
        if within is not None and first.kind == "city":
            return _Named(run, (), run.end, within)
        if first.kind != "city":
            rivals = FAMOUS if first.kind == "state" else None
            found = tuple(p for p in found if p.kind != "city" or (rivals and p.people >= rivals))
        large = first.people >= LARGE
        strong = first.kind != "city" or (large and first.name == run.name)
        if strong or self._led(run) or (large and self._perhaps_led(run)):
            return _Named(run, found, run.end)
        return None

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places of a name, those of the language's own names first."""
        words = self.scan.facts.places
        if name in words.names:
            code = words.names[name]
            return (Place(gazetteer().countries.get(code, name), code, 0, "country"),)
        if name in words.regions:
            codes = words.regions[name].split("|")
            return tuple(Place(name, code, 0, "state") for code in codes)
        return gazetteer()(name)

    def _within(self, run: Run) -> str | None:
        """The country or state behind a comma."""
        scan = self.scan
        if scan.lower(run.last + 1) != "," or not scan.near(run.last + 2):
            return None
        behind = self.run_at.get(run.last + 2)
        if behind is None:
            return None
        if behind.name in scan.facts.places.short:
            return scan.facts.places.short[behind.name]
        larger = [p for p in self.lookup(behind.name) if p.kind in {"country", "state"}]
        return larger[0].code if larger else None

    def _noun_behind(self, run: Run) -> int | None:
        """The end of a noun of a place right behind: "the Kesk Gap crossing"."""
        scan, index = self.scan, run.last + 1
        if scan.words[run.last].end != run.end or not scan.near(index):
            return None
        if scan.lower(index) not in scan.facts.places.nouns:
            return None
        return scan.words[index].end

    def _is_place_by_noun(self, run: Run) -> bool:
        """Whether the name ends in a noun of a place, or follows one: "the village of Hallin"."""
        words, scan = self.scan.facts.places, self.scan
        last = scan.words[run.last].text[: run.end - scan.words[run.last].start].lower()
        if run.last > run.first and last in words.nouns:
            # "Michael Hall" is no hall.
            return scan.words[run.first].text not in scan.given
        if run.name in self.others:
            return False
        first = scan.lower(run.first)
        if run.last > run.first and first in words.nouns and scan.lower(run.first + 1) in words.of:
            return True
        back = run.first - 1
        leads = scan.lower(back - 1) in words.nouns_of or scan.lower(back - 1) in words.nouns
        return scan.lower(back) in words.of and leads and run.first == run.last

    def _surely_led(self, run: Run) -> bool:
        """Whether a word before the name leaves nothing but a place: "neighbouring Toravia"."""
        sure = self.scan.lower(run.first - 1) in self.scan.facts.places.sure_before
        return sure and run.sure and self.scan.near(run.first) and run.name not in self.others

    def _led(self, run: Run) -> bool:
        """Whether a word before the name leads to a place."""
        words, back = self.scan.facts.places, self._before(run)
        if not self.scan.near(run.first):
            return False
        if self.scan.lower(back) in words.before:
            return True
        return self.scan.lower(back) in words.of and self.scan.lower(back - 1) in words.nouns_of

    def _perhaps_led(self, run: Run) -> bool:
        back = self._before(run)
        return self.scan.near(run.first) and self.scan.lower(back) in (
            self.scan.facts.places.perhaps_before
        )

    def _before(self, run: Run) -> int:
        """The word before a name, its article apart."""
        back = run.first - 1
        return back - 1 if self.scan.lower(back) in self.scan.facts.places.articles else back

    def _adjectival(self, run: Run) -> bool:
        """Whether a short name stands before what belongs to it: "US officials"."""
        if run.name.lower() not in self.scan.facts.places.adjectival:
            return False
        if not (self._led(run) or self._perhaps_led(run)):
            return True
        following = self.scan.lower(run.last + 1)
        quantities = self.scan.facts.quantities
        ends = following not in quantities.stops and following[:1].isalpha()
        return ends and self.scan.near(run.last + 1)

    def _hit(self, each: _Named) -> Hit:
        place = (each.run.start, each.end)
        core = (each.run.start, each.run.end)
        value = self.scan.text[slice(*place)] if not each.found else each.run.name
        candidates: Sequence[Place] = each.found
        if each.within is not None:
            candidates = [p for p in each.found if each.within in {p.code, p.country}] or candidates
        elif len(candidates) > 1 and candidates[0].kind != "country":
            for code in (_code, _country):
                named = [p for p in candidates if code(p) in self.countries]
                candidates = named if len(named) == 1 else candidates
        if len(candidates) == 1 and self._is_that(candidates[0], each.run.name):
            value = candidates[0].name
        elif len(candidates) == 1:
            candidates = ()
        return Hit("place", core, place, value, candidates=tuple(self._shown(candidates)))

    def _is_that(self, place: Place, name: str) -> bool:
        """Whether a small place whose own name is another is meant: its country must be named."""
        known = place.kind != "city" or place.name == name or place.people >= LARGE
        return known or bool({place.country, place.code} & self.countries)

    def _shown(self, candidates: Sequence[Place]) -> Iterator[str]:
        yield from dict.fromkeys(
            gazetteer().full_name(each) for each in candidates[:MOST_CANDIDATES]
        )


def _code(place: Place) -> str:
    return place.code


def _country(place: Place) -> str:
    return place.country
