"""A name -> the places that bear it; the data is GeoNames', made by ``training/places.py``."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

KEPT = 4096
"""Names of which the places are kept: an article asks for each several times."""

LONGEST_NAME = 200
"""Code points of a name of which they are kept."""

_CITIES = b"# Cities:\n"


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
    """The places of the file, whose cities stand in the order of their names.

    A name is looked for by halves in the bytes as they are: a table of them all would take 60 ms and 22 MB.
    """

    def __init__(self, data: bytes) -> None:
        """Read the countries and states; ``data`` is the file."""
        head, mark, self._cities = data.partition(_CITIES)
        if not mark:
            raise ValueError("The gazetteer has no cities.")
        self.countries: dict[str, str] = {}
        self._states: dict[str, str] = {}
        tables = {"C": self.countries, "S": self._states}
        for line in head.decode("utf8").splitlines():
            if not line.startswith("#"):
                kind, code, name = line.split("\t")
                tables[kind][code] = name.strip()
        self._by_name: dict[str, list[Place]] = {}
        for kind, table in (("country", self.countries), ("state", self._states)):
            for code, name in table.items():
                self._by_name.setdefault(name, []).append(Place(name, code, 0, kind))
        self._kept = lru_cache(KEPT)(self._looked_up)

    def __call__(self, name: str) -> tuple[Place, ...]:
        """Return the places of this name: countries, states, then cities, the largest first."""
        return self._kept(name) if len(name) <= LONGEST_NAME else self._looked_up(name)

    def _looked_up(self, name: str) -> tuple[Place, ...]:
        told = self._told(name)
        cities = (_city(name, each) for each in told.split("|")) if told else ()
        return (*self._by_name.get(name, ()), *cities)

    def _told(self, name: str) -> str:
        """What the file tells of the cities of this name; empty where it has none."""
        cities, key = self._cities, f"{name}\t".encode("utf8", "surrogatepass")
        low, high = 0, len(cities)
        while low < high:
            middle = (low + high) // 2
            start = cities.rfind(b"\n", low, middle) + 1 or low
            end = cities.find(b"\n", middle)
            line = cities[start:end]
            if line.startswith(key):
                return line[len(key) :].decode("utf8")
            if line < key:
                low = end + 1
            else:
                high = start
        return ""

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
    return Gazetteer(resources.files(__package__).joinpath("places.tsv").read_bytes())
