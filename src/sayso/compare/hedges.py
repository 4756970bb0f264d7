"""How articles put the claim in; that some hold back where others assert it, each with its words, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.compare.frames import NEAR
from sayso.compare.lexicon import load
from sayso.spans import span
from sayso.traces import Mutation, MutationValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.compare.article import Account
    from sayso.compare.match import Compared, Match
    from sayso.spans import Span
    from sayso.traces import ArticleCertainty

OWN = 0.55
"""Nearness from which on a plain sentence asserts the claim: what is less near asserts something beside it."""

_WORD = re.compile(r"[^\W_]+")


def hedges(
    compared: Mapping[str, Compared], accounts: Mapping[str, Account]
) -> tuple[Mutation, ...]:
    """Return one mutation where some articles that repeat the claim hedge it and others assert it.

    An article is named only where its own words show which it does: a sentence that puts the claim has a
    word that holds back, or asserts it in the article's own voice without one. The others are left out.

    Args:
        compared: The articles beside the claim, in the order of time.
        accounts: How each puts the claim.

    """
    found: dict[ArticleCertainty, dict[str, Span]] = {}
    for key, each in compared.items():
        certainty = accounts[key].certainty
        if accounts[key].stance == "repeats" and certainty in {"asserted", "hedged"}:
            words = _shown(each, hedged=certainty == "hedged")
            if words:
                found.setdefault(certainty, {})[key] = words
    if len(found) == 1 or not found:
        return ()
    firsts = [compared[next(iter(each))].annotations.document.published for each in found.values()]
    lost = next(iter(found)) == "hedged"
    return (
        Mutation(
            fact="certainty",
            values=tuple(
                MutationValue(
                    value=value,
                    articles=tuple(told),
                    spans=tuple(told.values()),
                    first_seen=first,
                )
                for (value, told), first in zip(found.items(), firsts, strict=True)
            ),
            change="value" if not all(firsts) else "hedge_lost" if lost else "hedge_gained",
        ),
    )


def _shown(compared: Compared, *, hedged: bool) -> Span | None:
    """The words that put the claim so, of those nearest to it."""
    text = compared.annotations.document.text
    near = [
        each
        for each in compared.matches
        if each.polarity == "supports" and (each.words >= NEAR if hedged else _asserts(each))
    ]
    for each in sorted(near, key=lambda one: (-one.words, one.claim.spans[0].start)):
        first, last = each.claim.spans[0], each.claim.spans[-1]
        start = min(compared.sentences[compared.sentence_at(first.start)][0], first.start)
        cues = [cue for cue in each.claim.cues if _holds_back(compared, cue.text)]
        if _holds_back(compared, text[start : last.end]):
            cues = [span(text, start, last.end)]
        if bool(cues) == hedged:
            return cues[0] if hedged else span(text, first.start, last.end)
    return None


def _asserts(match: Match) -> bool:
    """Whether it is the claim in the article's own voice, without any doubt."""
    plain = match.claim.attribution is None and match.claim.author.certainty in {None, "full"}
    return plain and match.words >= OWN


def _holds_back(compared: Compared, words: str) -> bool:
    """Whether a word holds back; one with a capital within the sentence is another word: "in May"."""
    hedging = load(compared.annotations.document.language).hedging
    first, *others = _WORD.findall(words) or [""]
    return not hedging.isdisjoint({first.lower(), *others})
