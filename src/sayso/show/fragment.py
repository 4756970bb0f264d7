"""A page's address and words in it in; a link that opens the page at these words, out.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/. A browser looks for whole words,
and for a term without ``,`` within one block only; so long quotes and those over several blocks
are given by their first and last words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urldefrag

from sayso.show.plain import web_address
from sayso.spans import Range, Span

_WHOLE = 90
"""Code points up to which the words are given in full."""
_WORDS = 5
"""Words at the start and at the end of what is longer."""
_LONGEST_WORD = 24
"""Code points; writing without spaces is cut there."""
_MOST = 4
"""Stretches in one link."""


class Original:
    """The page that a text was taken from."""

    def __init__(self, url: str | None, text: str) -> None:
        self._address = web_address(url)
        self._text = text
        self._flat = _flat(text)

    def link(self, spans: Sequence[Span]) -> str | None:
        """Return the address of ``spans`` on the page; None without an address or words."""
        if not self._address:
            return None
        terms = [self._term((each.start, each.end)) for each in spans[:_MOST]]
        directives = "&".join(f"text={term}" for term in terms if term)
        if not directives:
            return None
        page, fragment = urldefrag(self._address)
        return f"{page}#{fragment.partition(':~:')[0]}:~:{directives}"

    def _term(self, given: Range) -> str | None:
        text = self._text
        start, end = _whole_words(text, given)
        if start >= end:
            return None
        head, tail = _ends(text[start:end])
        parts = [_encoded(head)]
        if tail:
            parts.append(_encoded(tail))
        flat_head = _flat(head)
        if self._flat.find(flat_head, self._flat.find(flat_head) + 1) >= 0:
            before = _last(text[text.rfind("\n", 0, start) + 1 : start].rstrip())
            if before:
                parts.insert(0, _encoded(before) + "-")
        return ",".join(parts)


def _ends(words: str) -> tuple[str, str]:
    """Return the words and nothing, or for many words or several blocks both ends of them."""
    first, last = words.split("\n", 1)[0], words.rsplit("\n", 1)[-1]
    if first == last and len(words) <= _WHOLE:
        return words, ""
    head, tail = _first(first), _last(last)
    return (words, "") if first == last and len(head) + len(tail) >= len(words) else (head, tail)


def _whole_words(text: str, given: Range) -> Range:
    """Return the range grown to whole words, without what is no letter or digit at its edges."""
    start, end = given
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _first(words: str) -> str:
    return " ".join(words.split()[:_WORDS])[: _WORDS * _LONGEST_WORD]


def _last(words: str) -> str:
    return " ".join(words.split()[-_WORDS:])[-_WORDS * _LONGEST_WORD :]


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words).casefold()


def _encoded(words: str) -> str:
    """Return the words percent-encoded, with the hyphen that would end a prefix."""
    flat = re.sub(r"\s+", " ", words).strip()
    return quote(flat.encode("utf8", "replace"), safe="").replace("-", "%2D")
