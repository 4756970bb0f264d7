"""A name -> the places that bear it; the data is GeoNames', made by ``training/places.py``."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple


class Place(NamedTuple):
    """One place that bears a name."""

    name: str
    """As GeoNames has it; it need not be the name that was asked for."""
    code: str
    """ISO 3166: of the country, or of the state in the United States."""
    people: int
    """In thousands; 0 for countries and states."""
    kind: str
    """country, state or city."""

    @property
    def country(self) -> str:
        """The code of the country."""
        return self.code.partition("-")[0]


class Gazetteer:
    """The places of the file; a line is read when its name is asked for."""

    def __init__(self, text: str) -> None:
        """Sort the lines of the file by what they tell of."""
        self.countries: dict[str, str] = {}
        self._states: dict[str, str] = {}
        self._cities: dict[str, str] = {}
        tables = {"C": self.countries, "S": self._states}
        for line in text.splitlines():
            kind, _, rest = line.partition("\t")
            first, _, second = rest.partition("\t")
            if kind == "P":
                self._cities[first] = second
            elif kind in tables:
                tables[kind][first] = second.strip()
        self._by_name: dict[str, list[Place]] = {}
        for kind, table in (("country", self.countries), ("state", self._states)):
            for code, name in table.items():
                self._by_name.setdefault(name, []).append(Place(name, code, 0, kind))

    def __call__(self, name: str) -> tuple[Place, ...]:
        """Return the places of this name: countries, states, then cities, the largest first."""
        listed = self._by_name.get(name, [])
        cities = self._cities.get(name)
        if not cities:
            return tuple(listed)
        return (*listed, *(_city(name, told) for told in cities.split("|")))

    def full_name(self, place: Place) -> str:
        """Return the name with those of what it lies in: "Ottawa, Illinois, United States"."""
        parts = [place.name]
        if place.kind == "city" and place.code in self._states:
            parts.append(self._states[place.code])
        if place.kind != "country" and place.country in self.countries:
            parts.append(self.countries[place.country])
        return ", ".join(parts)


def _city(name: str, told: str) -> Place:
    code, people, *own = told.split(":")
    return Place(own[0] if own else name, code, int(people), "city")


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer that ships with Sayso, read once."""
    return Gazetteer(resources.files(__package__).joinpath("places.tsv").read_text("utf8"))
