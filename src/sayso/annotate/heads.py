"""The words of a phrase -> the noun that carries it, and whom it speaks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.annotate.lexicon import Lexicon


def speaks_for_whom(part: str, lexicon: Lexicon) -> str | None:
    """Return whom a spokesperson speaks for: "army spokesman", "a spokesman for the army"."""
    lowered, markers = part.lower(), lexicon.speaks_for_markers
    for noun in lexicon.spokesperson:
        match = re.search(rf"\b{re.escape(noun)}\b", lowered) if noun in lowered else None
        if match is None:
            continue
        front, after = part[: match.start()].split(), part[match.end() :].split()
        before = {*lexicon.determiners, *lexicon.titles}
        marker = markers.index(after[0]) if after and after[0] in markers else -1
        # "An army spokesman at the base" speaks for the army; only "for" and "of" go before that.
        where = not all(word.lower() in before for word in front) and marker > 1
        words = front if marker < 0 or where else after[1:]
        if words and words[0].lower() in lexicon.determiners:
            words.pop(0)
        return lexicon.grammar.without_possessive(" ".join(words)) or None
    return None


def before_modifiers(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return the words of a phrase up to what only describes it: "of the court", "seen by the paper"."""
    core: list[str] = []
    for number, word in enumerate(words):
        inside_name = (
            word in lexicon.grammar.office_prepositions
            and core
            and core[-1][:1].isupper()
            and any(following[:1].isupper() for following in words[number + 1 : number + 3])
        )
        if (
            core
            and word.lower() in {*lexicon.prepositions, *lexicon.postmodifiers}
            and not inside_name
        ):
            break
        core.append(word)
    return core


def head_of(words: list[str], lexicon: Lexicon) -> tuple[str, str | None]:
    """Return the last noun of a phrase that the lexicon knows, singular, with its kind; "" where none is."""
    grammar = lexicon.grammar
    lowered = [grammar.without_possessive(word.lower()) for word in words]
    for end in range(len(lowered), 0, -1):
        for size in (2, 1):
            if size > end:
                continue
            noun = grammar.singular(" ".join(lowered[end - size : end]))
            if noun in lexicon.kind_of_noun:
                return noun, lexicon.kind_of_noun[noun]
    return (grammar.singular(lowered[-1]) if lowered else ""), None
