"""The list of outlets, to be asked: by name, by address, and for what a text names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from sayso.letters import CAPITALS
from sayso.outlets.entry import KnownOutlet, entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.spans import Range

SHORT = 3
"""Letters up to which a name must be written as it is listed: "PA" is an agency, "Pa" is none."""

MOST_WORDS = 8
"""Words of the longest name that is looked for in a text; the check holds the list to it."""

KEPT = 8
"""Articles of which is kept what they name: several stages ask, and few articles are read at once."""

KEPT_LINES = 1024
"""Lines of articles, for the same reason: each is asked about alone before it is a part of its article."""

LONGEST_LINE = 2000
"""Code points of a line of which that is kept."""

_MARKS = re.compile("[ \t\u00a0.,:;!?'’‘`´\"“”«»()\\[\\]/&|_‐‑–—-]+")
_ARTICLE = re.compile(r"^ *the (?=\S)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[.'’&+][^\W_]+)*[.!+]?")
_FIRST_WORD = re.compile(rf"^ *(?:the )?\W*({_WORD.pattern}|)", re.MULTILINE)
_CAPITAL = re.compile(rf"(?:[a-z]{{1,3}}[-’' ])?[{CAPITALS}]|\d")
_ADDRESS = re.compile(r"\w\.[a-z]{2,}$")
_COMBINING = re.compile(r"[\u0300-\u036f]+")
# Scripts that put no blanks between words: there a name is looked for wherever it stands.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


class Listed(NamedTuple):
    """A name in the list: whose, how it is written there, and whether it is that outlet's alone."""

    outlet: KnownOutlet
    written: str
    clear: bool


class Named(NamedTuple):
    """Where a text names outlets, and which could be meant; one alone where the name is clear."""

    place: Range
    outlets: tuple[KnownOutlet, ...]
    clear: bool


def key_of(name: str) -> str:
    """Return what all ways to write a name share: no case, article, accents, blanks or marks.

    >>> key_of("The Washington-Post") == key_of("washington post")
    True
    """
    return _keys(name.replace("\n", " "))


def _keys(names: str) -> str:
    """Return the key of each line; all at once, since thousands are made at every start."""
    folded = _MARKS.sub("", _ARTICLE.sub("", names.casefold()))
    if folded.isascii():
        return folded
    return _COMBINING.sub("", unicodedata.normalize("NFKD", folded))


def domain_of(url: str | None) -> str | None:
    """Return the host of an address without ``www.``, None where there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


class Directory:
    """Finds outlets; the same question has the same answer."""

    def __init__(self, outlets: Iterable[KnownOutlet]) -> None:
        """Sort the names of the outlets; other indexes are made when they are first asked for."""
        self.outlets = tuple(outlets)
        self._listed = [
            (outlet, written, clear)
            for outlet in self.outlets
            for clear, names in (
                (True, (outlet.name, *outlet.aliases)),
                (False, outlet.ambiguous),
            )
            for written in names
            if not clear or written not in outlet.ambiguous
        ]
        self._written = "\n".join(written for _, written, _ in self._listed)
        self._names: dict[str, list[int]] = {}
        for number, key in enumerate(_keys(self._written).split("\n")):
            self._names.setdefault(key, []).append(number)
        self._kept = lru_cache(KEPT)(lambda article: tuple(self._by_lines(article)))
        self._of_line = lru_cache(KEPT_LINES)(lambda line: tuple(self.named_in(line)))

    def listed(self, name: str) -> Sequence[Listed]:
        """Return the listed names that ``name`` is a way to write; a clear one comes first."""
        numbers = self._names.get(key_of(name))
        if numbers is None:
            return ()
        found = [Listed(*self._listed[number]) for number in numbers]
        found = [each for each in found if _is_written(name, each)]
        return sorted(found, key=lambda each: not each.clear)

    def candidates(self, name: str) -> tuple[KnownOutlet, ...]:
        """Return all outlets that a name can mean, the likeliest first: "the Times" means many."""
        found = self.listed(name)
        if not found and (by_domain := self.by_domain(name)):
            return (by_domain,)
        return tuple(dict.fromkeys(each.outlet for each in found))

    def by_name(self, name: str) -> KnownOutlet | None:
        """Return the outlet whose name it is wherever it stands; None for a name that needs context."""
        found = self.listed(name)
        if found:
            return found[0].outlet if found[0].clear else None
        return self.by_domain(name)

    def by_domain(self, host: str | None) -> KnownOutlet | None:
        """Return the outlet of a host such as ``edition.cnn.com``; the longest listed domain decides."""
        rest = (host or "").lower().rstrip(".")
        while "." in rest:
            if rest in self._domains:
                return self._domains[rest]
            rest = rest.partition(".")[2]
        return None

    def by_address(self, url: str | None) -> KnownOutlet | None:
        """Return the outlet on whose site an address lies."""
        return self.by_domain(domain_of(url))

    def named_in(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
        """Yield the outlets that ``text[start:end]`` names, in order, the longest name at each place."""
        stop = len(text) if end is None else end
        places: set[Range] = set()
        words = list(_WORD.finditer(text, start, stop))
        firsts = _keys("\n".join([match[0] for match in words])).split("\n")
        reached = 0
        for at in [at for at, first in enumerate(firsts) if first in self._firsts]:
            if at < reached or not self._may_begin(text, words[at].start(), firsts[at]):
                continue
            following = words[at : at + self._firsts[firsts[at]]]
            found = self._longest(text, [match.span() for match in following])
            if found is None:
                continue
            count, named = found
            places.add(named.place)
            yield named
            reached = at + count
        if _UNSPACED.search(text, start, stop):
            for named in self._unspaced_in(text, start, stop):
                if named.place not in places:
                    yield named

    def all_named(self, article: str) -> tuple[Named, ...]:
        """Return the outlets that a whole article names, as ``named_in``; kept for the next stage."""
        return self._kept(article)

    def signatures_in(self, article: str) -> list[str]:
        """Return how an article or line writes those who sign credits, each way once: AFP, Getty Images."""
        named = self._of_line(article) if _is_line(article) else self.all_named(article)
        found = [article[slice(*each.place)] for each in named]
        return [name for name in dict.fromkeys(found) if self.is_signature(name)]

    def is_signature(self, name: str) -> bool:
        """Return whether a name is one under which credits give an agency, or another that signs."""
        return any(map(_signs, self.listed(name)))

    def _by_lines(self, article: str) -> Iterator[Named]:
        """Yield what the lines of an article name; no name goes on from one to the next."""
        start = 0
        for line in article.split("\n"):
            named = self._of_line(line) if _is_line(line) else self.named_in(line)
            for (first, last), outlets, clear in named:
                yield Named((start + first, start + last), outlets, clear)
            start += len(line) + 1

    def _may_begin(self, text: str, start: int, first: str) -> bool:
        """Whether a name that is no address can begin here: with a capital, or as one that has none."""
        return _CAPITAL.match(text, start) is not None or first in self._uncapitalised

    def _longest(self, text: str, words: Sequence[Range]) -> tuple[int, Named] | None:
        """The longest listed name that begins with the first of the words, with its number of words."""
        begin = words[0][0]
        for count in range(len(words), 0, -1):
            end = words[count - 1][1]
            if "\n" in text[begin:end]:
                continue
            # The full stop of a sentence is no part of a name; that of "A.P." is.
            for stop in (end,) if text[end - 1].isalnum() else (end, end - 1):
                found = self.listed(text[begin:stop])
                exact = stop < end or text[end - 1].isalnum()
                if not _is_name(text, begin, found) or not (
                    exact or any(e.written[-1] == text[end - 1] for e in found)
                ):
                    continue
                clear = found[0].clear
                meant = dict.fromkeys(each.outlet for each in found if each.clear or not clear)
                return count, Named((begin, stop), tuple(meant), clear)
        return None

    def _unspaced_in(self, text: str, start: int, stop: int) -> Iterator[Named]:
        for match in self._unspaced.finditer(text, start, stop):
            found = self.listed(match[0])
            if found and found[0].clear:
                yield Named(match.span(), (found[0].outlet,), clear=True)

    @cached_property
    def _domains(self) -> dict[str, KnownOutlet]:
        return {domain: outlet for outlet in self.outlets for domain in outlet.domains}

    @cached_property
    def _firsts(self) -> dict[str, int]:
        """For the first word of each name, without article, how many words the longest has."""
        firsts: dict[str, int] = {}
        begins = _keys("\n".join(_FIRST_WORD.findall(self._written.casefold()))).split("\n")
        for first, (_, written, _) in zip(begins, self._listed, strict=True):
            words = min(MOST_WORDS, 1 + sum(map(written.count, " -/")))
            if words > firsts.get(first, 0):
                firsts[first] = words
        return firsts

    @cached_property
    def _uncapitalised(self) -> frozenset[str]:
        """How the keys of names without a capital begin: of "nu.nl" n, nu, nun and nunl."""
        small = [written for _, written, _ in self._listed if not _CAPITAL.match(written[0])]
        return frozenset(key[:end] for key in map(key_of, small) for end in range(1, len(key) + 1))

    @cached_property
    def _unspaced(self) -> re.Pattern[str]:
        names = {written for _, written, _ in self._listed if _UNSPACED.search(written)}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, longest_first)))


def _is_line(text: str) -> bool:
    return len(text) <= LONGEST_LINE and "\n" not in text


def _is_name(text: str, start: int, found: Sequence[Listed]) -> bool:
    """Whether words of a text that could be a name are one: with its capital, or its article."""
    if not found:
        return False
    if not (_CAPITAL.match(text, start) or any(e.written[0] == text[start] for e in found)):
        return False
    with_article = all(" " not in e.written.removeprefix("The ") for e in found) and all(
        e.written.startswith("The ") for e in found
    )
    return not with_article or text[max(0, start - 4) : start].lower() == "the "


def _signs(listed: Listed) -> bool:
    """Whether an outlet signs with a listed name: an agency with each but for a common word."""
    outlet, written, clear = listed
    if not outlet.is_agency:
        return written in outlet.signs
    return clear or written.isupper() or outlet.kind == "pictures"


def _is_written(name: str, listed: Listed) -> bool:
    """Whether a name is written as it must be: a short one exactly, an address with its dot."""
    if len(key_of(listed.written)) <= SHORT:
        return _bare(name) == _bare(listed.written)
    return "." in name or not _ADDRESS.search(listed.written)


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


@cache
def directory() -> Directory:
    """Return the directory of the shipped list."""
    return Directory(entries())
