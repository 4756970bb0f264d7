"""The manual of the explorer is a tested contract: its addresses are there, and no page is left out of it."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.routing import APIRoute

from sayso.web import pages

MANUAL = (Path(__file__).parents[2] / "docs" / "explorer.md").read_text(encoding="utf8")
ROUTES = [
    route
    for router in pages.ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and "GET" in (route.methods or ()) and ".css" not in route.path
]


def told() -> set[str]:
    """Return the addresses of the manual's table, those of its last column in full."""
    rows = re.findall(r"^\| (`/.*?) \|.*\|(.*)\|$", MANUAL, re.MULTILINE)
    found = set()
    for first, last in rows:
        firsts = [each.partition("?")[0] for each in re.findall(r"`(/[^`]*)`", first)]
        found |= set(firsts)
        for each in re.findall(r"`([./][^`]*)`", last):
            whole = each.startswith("/") and leads(each)
            found |= {each} if whole else {address + each for address in firsts}
    return found


def leads(address: str) -> set[str]:
    """Return the paths of the routes that take an address; the first one that does has it."""
    taken = [each.path for each in ROUTES if each.path_regex.fullmatch(address)]
    exact = [each for each in taken if "{" not in each] or taken
    return {max(exact, key=len)} if exact else set()


def test_every_address_of_the_manual_is_there() -> None:
    assert {each for each in told() if not each.startswith("/api") and not leads(each)} == set()


def test_every_page_is_in_the_manual() -> None:
    known = {path for each in told() for path in leads(each)}
    assert {each.path for each in ROUTES} - known == set()
