"""A page's tree in, what it says about itself out: outlet, byline, dates, address, language.

JSON-LD is believed before OpenGraph, OpenGraph before other meta tags; htmldate looks for a date
where
none of them has one. What does not read as what it should be is left out, never repaired.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sayso.acquire.compose import About
from sayso.acquire.normal import fold, one_line
from sayso.outlets import directory, domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_SCRIPTS = 40
_MAX_SCRIPT = 1_000_000  # characters of one JSON-LD script; those of articles are far under it
_MAX_NODES = 5_000  # of one JSON-LD script
_MAX_NAME = 100
_MAX_NAMES = 12
_MAX_TITLE = 500
_MAX_DESCRIPTION = 2_000
# htmldate refuses dates later than today unless told so; results must not depend on the clock.
_LATEST = "2100-01-01"
_EARLIEST = "1995-01-01"

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Story|Interview|Analysis)$")
_BYLINE_START = re.compile(
    r"^(?:(?:\w{3,12}\s){0,2}by|von|par|por|\w{3,12}\s?:)\s?:?\s", re.IGNORECASE
)
_BYLINE_END = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|June|July"
    r"|August|(?:Septem|Octo|Novem|Decem)ber|Updated|Published|Posted)\b|\d"
)
_SLUG = re.compile(r"[a-z0-9]{1,40}(?:[-._][a-z0-9]{1,40}){1,5}")
_NO_OUTLET = re.compile(r"^@|https?:|www\.", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s?[,;|&/]\s?|\s(?:and|und|et|y)\s", re.IGNORECASE)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{2}|[<>{}]|^(?:admin|administrator|author|editor|null|none|unknown)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}$", re.IGNORECASE)

Tree = Any  # lxml ships no types


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself."""

    about: About
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    claimed_language: str | None


def facts(tree: Tree, url: str | None) -> PageFacts:
    """Return what a page says about itself.

    Args:
        tree: The page's root element.
        url: The address it was read from, if it was fetched.

    """
    linked = list(_articles(tree))
    meta = _meta(tree)
    titles = [
        *(_string(node.get("headline"), _MAX_TITLE) for node in linked),
        meta.get("og:title"),
        meta.get("twitter:title"),
        _string(tree.findtext(".//title"), _MAX_TITLE),
    ]
    descriptions = [
        *(_string(node.get("description"), _MAX_DESCRIPTION) for node in linked),
        *(meta.get(key) for key in ("og:description", "description", "twitter:description")),
    ]
    address = _canonical(tree, meta, url)
    publisher = next(filter(None, (_name(node.get("publisher")) for node in linked)), None)
    outlet = _outlet(publisher, meta, domain_of(url or address))
    about = About(
        url=address,
        outlet=outlet,
        domain=domain_of(url or address),
        byline=_byline(linked, meta, outlet),
        published=_first_date(linked, "datePublished", meta, _PUBLISHED)
        or _searched(tree, address),
        modified=_first_date(linked, "dateModified", meta, _MODIFIED),
    )
    spoken = next((_string(node.get("inLanguage"), 20) for node in linked), None)
    return PageFacts(
        about=about,
        titles=tuple(dict.fromkeys(filter(None, titles))),
        descriptions=tuple(dict.fromkeys(filter(None, descriptions))),
        claimed_language=tree.get("lang") or spoken or meta.get("og:locale"),
    )


def names(byline: str, outlet: str | None = None) -> tuple[str, ...]:
    """Return the names in a byline: "By Ann Lee and Bo Ek, Reuters" gives three."""
    found: list[str] = []
    if _ADDRESS.match(byline.strip()):
        return ()
    text = _BYLINE_START.sub("", one_line(byline[: 4 * _MAX_NAME]))
    text = _BYLINE_END.split(text)[0]
    for each in _BETWEEN_NAMES.split(text):
        name = _BYLINE_START.sub("", each.strip(" .\u00b7\u2022\u2013\u2014-"))
        wrong = not name or len(name) > _MAX_NAME or _NO_NAME.search(name) or _SLUG.fullmatch(name)
        if wrong or (outlet and fold(name) == fold(outlet)) or name in found:
            continue
        found.append(name)
    return tuple(found[:_MAX_NAMES])


_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date.issued",
    "dcterms.created",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)
_AUTHORS = ("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "article:author")


def _articles(tree: Tree) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD nodes that describe an article."""
    scripts = tree.iterfind(".//script[@type='application/ld+json']")
    for _, script in zip(range(_MAX_SCRIPTS), scripts, strict=False):
        text = script.text or ""
        if len(text) > _MAX_SCRIPT:
            continue
        try:
            waiting: list[Any] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_NODES):
            if not waiting:
                break
            node = waiting.pop()
            if isinstance(node, list):
                waiting += reversed(node[:_MAX_NODES])
            elif isinstance(node, dict):
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds[:20]):
                    yield node
                waiting += [node.get("mainEntity"), node.get("@graph")]


def _meta(tree: Tree) -> dict[str, str]:
    """Return the page's meta tags by lower-case name, the first of each; itemprop dates too."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = _string(element.get("content") or element.get("datetime"), _MAX_DESCRIPTION)
        if key and value:
            found.setdefault(key.strip().lower()[:_MAX_NAME], value)
    return found


def _string(value: object, longest: int) -> str | None:
    """Return a value as one line of text if it is some, None if not."""
    if not isinstance(value, str):
        return None
    return one_line(value[: 4 * longest])[:longest].strip() or None


def _name(value: object) -> str | None:
    """Return the name of a JSON-LD person or organisation, given plain, as a node or as a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
        if isinstance(value, list):
            value = value[0] if value else None
    return _string(value, _MAX_NAME)


def _outlet(publisher: str | None, meta: dict[str, str], domain: str | None) -> str | None:
    """Return the name of the outlet.

    A page that an agency wrote may name the agency as its publisher in JSON-LD, and a blog its
    platform; the site's name is then the outlet's.
    """
    site = None
    for key in ("og:site_name", "application-name"):
        name = (meta.get(key) or "").split(" | ")[0][:_MAX_NAME].strip()
        if name and not _NO_OUTLET.search(name) and name != meta.get("og:title"):
            site = site or name
    if publisher is None or site is None:
        return publisher or site
    if _is_of(publisher, domain):
        return publisher
    return site if _is_of(site, domain) or directory().is_signature(publisher) else publisher


def _is_of(name: str, domain: str | None) -> bool:
    """Return whether a name and a host share their main word: The Courier, courier.example."""
    labels = [label for label in (domain or "").split(".")[:-1] if len(label) > 2]
    folded = fold(name)
    return any(
        fold(label) in folded or folded.removeprefix("the") in fold(label) for label in labels
    )


def _byline(
    linked: list[dict[str, Any]], meta: dict[str, str], outlet: str | None
) -> tuple[str, ...]:
    for node in linked:
        authors = node.get("author") or node.get("creator")
        authors = authors if isinstance(authors, list) else [authors]
        given = [name for each in authors[:_MAX_NAMES] if (name := _name(each))]
        if found := tuple(dict.fromkeys(part for each in given for part in names(each, outlet))):
            return found[:_MAX_NAMES]
    for key in _AUTHORS:
        if found := names(meta.get(key, ""), outlet):
            return found
    return ()


def iso_date(value: object) -> str | None:
    """Return a date, with time where its offset is known, in ISO 8601."""
    text = _string(value, 40)
    if text is None or not re.match(r"\d{4}-?\d{2}-?\d{2}", text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = datetime.fromisoformat(text[:10])
        except ValueError:
            return None
    if date.fromisoformat(_EARLIEST) > moment.date() or moment.year >= int(_LATEST[:4]):
        return None
    exact = moment.tzinfo is not None and len(text) > len("2000-01-01")
    return moment.isoformat(timespec="seconds") if exact else moment.date().isoformat()


def _first_date(
    linked: list[dict[str, Any]], key: str, meta: dict[str, str], others: tuple[str, ...]
) -> str | None:
    given = [*(node.get(key) for node in linked), *(meta.get(other) for other in others)]
    return next((found for each in given if (found := iso_date(each))), None)


def _searched(tree: Tree, url: str | None) -> str | None:
    """Return the date that htmldate finds in the page's mark-up or address."""
    from htmldate import find_date  # noqa: PLC0415  # plain text does without, and it loads long

    try:
        found = find_date(
            tree,
            url=url,
            extensive_search=False,  # the extensive search takes any year on the page for a date
            original_date=True,
            min_date=_EARLIEST,
            max_date=_LATEST,
        )
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None  # a page can make it trip; a missing date is no reason to lose the page
    return iso_date(found)


def _canonical(tree: Tree, meta: dict[str, str], url: str | None) -> str | None:
    """Return the address: the page's own word, unless it leads to another host than asked."""
    rels = (
        element.get("href")
        for element in tree.iter("link")
        if (element.get("rel") or "").strip().lower() == "canonical"
    )
    for given in (next(rels, None), meta.get("og:url")):
        address = _absolute(given, url)
        if address and (url is None or _site(address) == _site(url)):
            return address
    return url


def _absolute(given: str | None, url: str | None) -> str | None:
    try:
        address = urljoin(url or "", one_line((given or "")[:2000]))
        usable = bool(given and _ADDRESS.match(address) and urlsplit(address).hostname)
    except ValueError:
        return None
    return address if usable else None


def _site(url: str) -> str:
    """Return the host without what marks another edition of the same page."""
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", domain_of(url) or "")
