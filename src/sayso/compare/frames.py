"""An article beside the claim in; the facts of what it says of the claim, each with the words around it, out.

Two facts of different articles tell of one thing where the same words stand around them. Looked at are the
statements of an article that support the claim: those in its chains, and those near to it by their own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.compare.lexicon import load
from sayso.compare.similarity import akin, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.compare.article import Account
    from sayso.compare.match import Compared
    from sayso.records import Claim, Fact

NEAR = 0.4
"""Nearness of its own words from which on a statement is taken for the claim, whoever makes it."""

AROUND = 6
"""Words on each side of a fact that tell what it is a fact of."""

LEAST_SHARED = 2
"""Words around them that two facts must share, at the least."""

MOST_FACTS = 200
"""Facts of one article that are looked at."""

BESIDE = 40
"""Code points in which the word just beside a fact is looked for."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Framed:
    """A fact as one article tells it."""

    document: str
    fact: Fact
    around: tuple[str, ...]
    """The words near it that tell something, in lower case, without those that are such facts themselves."""
    before: str
    """The word just before it, in lower case; empty at the beginning of the statement."""
    after: str
    """The word just behind it; empty at the end."""
    beside: tuple[str, str]
    """The nearest words on its left and on its right that are no fact: "killed" of "killed three men"."""
    near: bool
    """Whether the statement is near to the claim by its own words."""


def framed(compared: Compared, ours: Account) -> list[Framed]:
    """Return the facts of the statements of an article that support the claim, in their order."""
    chains = (each for each in ours.chains if each.polarity == "supports")
    passed_on = {name for each in chains for name in each.claims}
    left_out = load(compared.annotations.document.language).function_words
    found: list[Framed] = []
    for match in compared.matches:
        near = match.polarity == "supports" and match.words >= NEAR
        if near or match.claim.id in passed_on:
            found += _of_claim(compared, match.claim, left_out, near=near)
    return found[:MOST_FACTS]


def likeness(one: Framed, other: Framed) -> float:
    """Return how much of what stands around two facts is the same: 0 to 1."""
    shared = sum(any(akin(a, b) for b in other.around) for a in one.around)
    back = sum(any(akin(a, b) for a in one.around) for b in other.around)
    if min(shared, back) < LEAST_SHARED:
        return 0.0
    return (shared + back) / (len(one.around) + len(other.around))


def contrast(one: Framed, other: Framed) -> tuple[str, str] | None:
    """Return the words just beside two facts by which they may be of two things: "killed" and "hurt"."""
    for a, b in zip(one.beside, other.beside, strict=True):
        if a and b and not _has(other, a) and not _has(one, b):
            return a, b
    return None


def _has(framed: Framed, word: str) -> bool:
    return any(akin(word, each) for each in (*framed.around, *framed.beside) if each)


def _of_claim(
    compared: Compared, claim: Claim, left_out: frozenset[str], *, near: bool
) -> Iterator[Framed]:
    document = compared.annotations.document
    facts = {word for each in claim.facts for word in words(each.span.text)}
    for fact in claim.facts:
        alike = [each for each in claim.facts if each.kind == fact.kind]
        start, end = _bounds(claim, fact, alike)
        left, right = document.text[start : fact.span.start], document.text[fact.span.end : end]
        around = [*words(left, left_out)[-AROUND:], *words(right, left_out)[:AROUND]]
        if fact.kind == "quantity":  # what is counted: "three blue barges"
            around += words(fact.span.text, left_out)
        # A vague word is the value itself: "several", "a number".
        of_these = [fact.value or ""] if fact.kind == "quantity" else [e.span.text for e in alike]
        taken = {word for each in of_these for word in words(each)}
        before, after = _WORD.findall(left[-BESIDE:]), _WORD.findall(right[:BESIDE])
        yield Framed(
            document=document.id,
            fact=fact,
            around=tuple(
                word
                for word in dict.fromkeys(around)
                if not word[0].isdigit() and word not in taken
            ),
            before=before[-1].lower() if before else "",
            after=after[0].lower() if after else "",
            beside=(
                next((each for each in reversed(words(left, left_out)) if each not in facts), ""),
                next((each for each in words(right, left_out) if each not in facts), ""),
            ),
            near=near,
        )


def _bounds(claim: Claim, fact: Fact, alike: Sequence[Fact]) -> tuple[int, int]:
    """Where the words about a fact begin and end: those beyond another number are about that one."""
    start, end = claim.spans[0].start, claim.spans[-1].end
    if fact.kind == "quantity":
        start = max([start, *(e.span.end for e in alike if e.span.end <= fact.span.start)])
        end = min([end, *(e.span.start for e in alike if e.span.start >= fact.span.end)])
    return start, end
