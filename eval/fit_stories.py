"""News in several languages -> the words that many articles have, as ``sayso/compare/common_words.toml``.

``python -m eval.fit_stories --news FILE [--other FILE] > common_words.toml``: FILE has pairs of articles
(``lang1 text1 lang2 text2``), as in ``news-similarity/``; in another file, one article a line (``text``,
English), a word has to be common too, so that what the news of one year was about is not taken for common.
In a small case, where all articles tell of one thing, nothing else says which words tell nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.compare.sketch import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEAST = 0.02
"""Share of articles from which on a word is common."""

ENOUGH = 100
"""Articles in a language from which on its words are counted."""


def main() -> int:
    """Print the data file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--other", type=Path, help="English articles from elsewhere")
    options = parser.parse_args()
    shares = counted(paired(options.news))
    if options.other is not None:
        lines = _lines(options.other)
        other = counted(("en", str(each["text"])) for each in lines)["en"]
        shares["en"] = {
            word: min(share, other[word]) for word, share in shares["en"].items() if word in other
        }
    print(written(shares))
    return 0


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def paired(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the language and text of each article of the pairs, once."""
    seen = set()
    for pair in _lines(path):
        for k in "12":
            language, text = str(pair[f"lang{k}"]), str(pair[f"text{k}"])
            if text not in seen:
                seen.add(text)
                yield language, text


def counted(articles: Iterable[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Return for each language with enough articles the share of them that have each common word."""
    number: Counter[str] = Counter()
    having: dict[str, Counter[str]] = {}
    for language, text in articles:
        number[language] += 1
        having.setdefault(language, Counter()).update(set(keys(text, language)))
    return {
        language: {
            word: count / number[language]
            for word, count in having[language].items()
            if count >= LEAST * number[language]
        }
        for language in sorted(having)
        if number[language] >= ENOUGH
    }


def written(shares: dict[str, dict[str, float]]) -> str:
    """Return the shares as the text of the data file."""
    lines = [
        "# Share of news articles that have a word, by its beginning in Latin letters, in each language.",
        "# Made by python -m eval.fit_stories; do not edit by hand.",
    ]
    for language, words in shares.items():
        lines += ["", f"[shares.{language}]"]
        lines += [
            f"{json.dumps(word)} = {share:.3f}"
            for word, share in sorted(words.items())
            if share >= LEAST
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
