"""A text and what its page claims in, the language out (ISO 639-1), or None."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_CODE = re.compile(r"([a-zA-Z]{2})(?:$|[-_])")
# Below this many letters py3langid takes names for languages; a page's own claim is then the
# better guess.
_ENOUGH = 200
_SAMPLE = 5_000
_SURE = 0.9


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


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
    found, sureness = _identifier().classify(text[:_SAMPLE])
    return str(found) if sureness >= _SURE and len(found) == 2 else said
