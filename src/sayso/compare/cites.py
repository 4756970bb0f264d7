"""The chains and links of articles in, which article names or links to which other of the set out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.outlets import directory
from sayso.outlets.directory import key_of
from sayso.spans import span
from sayso.traces import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.article import Account
    from sayso.compare.same_source import Entity
    from sayso.records import Annotations, Document

MOST_OF_ONE = 50
"""Documents of one outlet that an article that names the outlet is taken to cite."""


def citing(
    read: Mapping[str, Annotations],
    accounts: Mapping[str, Account],
    entities: Sequence[Entity],
    entity_of: Mapping[tuple[str, str], int],
) -> list[Relation]:
    """Return who cites whom by the name of an outlet in a chain, and who links to whose address."""
    found = _linking(read)
    published: dict[str, list[str]] = {}
    for key, each in read.items():
        for name in sorted(_own(each.document)):
            published.setdefault(name, []).append(key)
    for key, ours in accounts.items():
        for link in (link for chain in ours.chains for link in chain.links):
            entity = entities[entity_of[key, link.source]]
            names = {
                key_of(link.name),
                *(key_of(one.outlet) for one in entity.members if one.outlet),
            }
            for other in {o for n in names for o in published.get(n, ())[:MOST_OF_ONE]}:
                if other != key and not _before(read[key], read[other]):
                    found[key, other, "cites"] = Relation(
                        later=key,
                        earlier=other,
                        kind="cites",
                        evidence=(link.span,),
                        why=f"It names {link.name}, the outlet of the other.",
                    )
    return [found[key] for key in sorted(found)]


def _linking(read: Mapping[str, Annotations]) -> dict[tuple[str, str, str], Relation]:
    """Who links to the address of which other."""
    pages: dict[str, str] = {}
    for key, each in read.items():
        address = _page(each.document.url)
        if address:
            pages.setdefault(address, key)
    found = {}
    for key, each in read.items():
        for one in each.document.links:
            other = pages.get(_page(one.url) or "")
            if other and other != key:
                found[key, other, "links_to"] = Relation(
                    later=key,
                    earlier=other,
                    kind="links_to",
                    evidence=(span(each.document.text, one.start, one.end),),
                    inferred=False,
                    why="Its link leads to the other's address.",
                )
    return found


def _own(document: Document) -> set[str]:
    """The keys of the names of the outlet that published it."""
    outlet = document.outlet
    known = directory().by_domain(outlet.domain) or directory().by_address(document.url)
    names = [outlet.name, known.name if known else None]
    return {key_of(each) for each in names if each}


def _page(url: str | None) -> str | None:
    """An address without what does not tell pages apart: scheme, www, query, a slash at the end."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return f"{host}{parts.path.rstrip('/')}" if host else None


def _before(later: Annotations, earlier: Annotations) -> bool:
    """Whether the one that should be later is known to be the earlier by at least a day."""
    a, b = later.document.published, earlier.document.published
    return a is not None and b is not None and a[:10] < b[:10]
