"""A text and what its page claims in, the language out (ISO 639-1), or None."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sayso.tables import table

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CODE = re.compile(r"([a-zA-Z]{2})(?:$|[-_])")
# Below this many letters py3langid takes names for languages; a page's own claim is then the
# better guess.
_ENOUGH = 200
_SAMPLE = 5_000
_SURE = 0.9
_PLAINLY = 0.15
"""Share of small words that makes a language plain: English and German news have .3 to .45 of their own list,
texts in other languages .07."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _identifier() -> LanguageIdentifier:
    # A third of the time that one article takes is its loading: most texts do without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _small_words() -> dict[str, str]:
    """Small words, each with its language."""
    data = resources.files("sayso.acquire").joinpath("languages.toml").read_bytes()
    return {
        word: code for code, words in table(data, dict[str, list[str]]).items() for word in words
    }


def _plain(text: str) -> str | None:
    """The language that a text tells by its small words, if it is one of the few that Sayso has lists of."""
    words = [word.lower() for word in _WORD.findall(text)]
    counts = Counter(map(_small_words().get, words))
    del counts[None]
    (code, count), *_ = counts.most_common(1) or [("", 0)]
    return code if words and count >= _PLAINLY * len(words) else None


def language(text: str, claimed: str | None) -> str | None:
    """Return the language of a text.

    Args:
        text: The article.
        claimed: What the page says, as in ``html lang``: templates often lie, so enough text wins.

    """
    code = _CODE.match((claimed or "").strip())
    said = code[1].lower() if code else None
    letters = sum(map(str.isalpha, text[:_SAMPLE]))
    if letters < _ENOUGH // 4 or (said and letters < _ENOUGH):
        return said
    plain = _plain(text[:_SAMPLE])
    if plain:
        return plain
    found, sureness = _identifier().classify(text[:_SAMPLE])
    return str(found) if sureness >= _SURE and len(found) == 2 else said
