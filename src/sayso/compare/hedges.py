"""How articles put the claim in; that some hold back where others assert it, each with its words, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.compare.encoder import for_language
from sayso.compare.frames import NEAR
from sayso.compare.lexicon import load
from sayso.compare.similarity import Lexical
from sayso.spans import span
from sayso.traces import Mutation, MutationValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.article import Account
    from sayso.compare.match import Compared, Match
    from sayso.spans import Span

OWN = 0.55
"""Nearness to the claim from which on a plain sentence asserts it, and not what is beside it."""

SAME_WORDS = 0.5
"""How near two passages must be by their words, to tell the same."""

SAME_MEANING = 0.78
"""How near by what they mean, in a language that the encoder knows: "was spotted" is not "was stolen"."""

MOST_OF_ONE = 2
"""Passages of one article that are compared with others'."""

MOST = 80
"""Passages of each side that are compared: each is with all of the other side."""

_WORD = re.compile(r"[^\W_]+")

Side = Literal["hedged", "asserted"]


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words of an article that put the claim."""

    document: str
    certainty: Side
    told: str
    shown: Span
    """The same, from the beginning of their sentence where they hold back."""


def hedges(
    compared: Mapping[str, Compared], accounts: Mapping[str, Account]
) -> tuple[Mutation, ...]:
    """Return one mutation where some articles that repeat the claim hedge what others assert.

    An article is named only where its own words show which it does: a sentence that puts the claim has a
    word that holds back, or asserts it in the article's own voice without one; and where another article
    says much the same the other way. The others are left out.

    Args:
        compared: The articles beside the claim, in the order of time.
        accounts: How each puts the claim.

    """
    sides: dict[Side, list[_Passage]] = {"hedged": [], "asserted": []}
    for key, each in compared.items():
        certainty = accounts[key].certainty
        for side in sides:
            if accounts[key].stance == "repeats" and certainty == side:
                sides[side] += _passages(each, side)
    paired = _paired(sides["hedged"][:MOST], sides["asserted"][:MOST], compared)
    told: dict[Side, dict[str, Span]] = {}
    order = {key: number for number, key in enumerate(compared)}
    for one in sorted(paired, key=lambda passage: order[passage.document]):
        told.setdefault(one.certainty, {}).setdefault(one.document, one.shown)
    return (_mutation(told, compared),) if told else ()


def _mutation(
    told: Mapping[Side, Mapping[str, Span]], compared: Mapping[str, Compared]
) -> Mutation:
    firsts = [compared[next(iter(each))].annotations.document.published for each in told.values()]
    lost = next(iter(told)) == "hedged"
    return Mutation(
        fact="certainty",
        values=tuple(
            MutationValue(
                value=value,
                articles=tuple(each),
                spans=tuple(each.values()),
                first_seen=first,
            )
            for (value, each), first in zip(told.items(), firsts, strict=True)
        ),
        change="value" if not all(firsts) else "hedge_lost" if lost else "hedge_gained",
    )


def _paired(
    hedged: Sequence[_Passage], asserted: Sequence[_Passage], compared: Mapping[str, Compared]
) -> list[_Passage]:
    """The passages for which one of the other side says much the same, in words and in meaning."""
    found: list[_Passage] = []
    for each in hedged:
        language = compared[each.document].annotations.document.language
        words = Lexical(load(language).function_words)
        near = [
            one
            for one, alike in zip(
                asserted, words(each.told, [one.told for one in asserted]), strict=True
            )
            if alike >= SAME_WORDS
        ]
        meaning = for_language(language)
        if meaning and near:
            meant = meaning(each.told, [one.told for one in near])
            near = [one for one, alike in zip(near, meant, strict=True) if alike >= SAME_MEANING]
        if near:
            found += [each, *near]
    return found


def _passages(compared: Compared, side: Side) -> list[_Passage]:
    """The words that put the claim so, those nearest to it first."""
    text = compared.annotations.document.text
    near = [
        each
        for each in compared.matches
        if each.polarity == "supports" and each.words >= NEAR and _how(each) == side
    ]
    found = []
    for each in sorted(near, key=lambda one: (-one.words, one.claim.spans[0].start)):
        first, last = each.claim.spans[0], each.claim.spans[-1]
        start = min(compared.sentences[compared.sentence_at(first.start)][0], first.start)
        if _holds_back(compared, text[start : last.end]) == (side == "hedged"):
            told = span(text, first.start, last.end)
            shown = span(text, start, last.end) if side == "hedged" else told
            document = compared.annotations.document.id
            found.append(_Passage(document, side, told.text, shown))
    return found[:MOST_OF_ONE]


def _how(match: Match) -> Side | None:
    """How it is put by its certainty; None for what others say without any doubt, or is not quite it."""
    claim = match.claim
    own = claim.attribution is None
    if (claim.author if own else claim).certainty not in {None, "full"}:
        return "hedged"
    return "asserted" if own and match.words >= OWN else None


def _holds_back(compared: Compared, words: str) -> bool:
    """Whether a word holds back; one with a capital within the sentence is another word: "in May"."""
    hedging = load(compared.annotations.document.language).hedging
    first, *others = _WORD.findall(words) or [""]
    return not hedging.isdisjoint({first.lower(), *others})
