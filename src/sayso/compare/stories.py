"""Articles of a case -> its stories: which articles are about one matter, and the claim that they put."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from sayso.compare.clusters import Vector, clusters, scaled
from sayso.compare.sketch import UNKNOWN, Sketch, common, keys, sketch
from sayso.compare.stance_features import wording_of
from sayso.traces import Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records import Annotations
    from sayso.traces import Judgement

LEAST = 0.17
"""Average cosine from which on articles are one story; from .16 to .22 large sets come apart as well as they
can, and small ones the better the lower it is."""

BEFORE_ALL = 2000
"""Articles that are taken for read before: in a small case only they say which words are rare."""

MOST_WORDS = 60
"""Words by which an article is compared, those that weigh most in this case."""

SHORT = 12
"""Words up to which a longer statement says more of the story."""

ENOUGH = 0.75
"""Share of what a sentence tells that the words said in it must tell, to stand for it."""

AGAINST = 0.75
"""What a statement that refutes or doubts is worth: the claim is what articles refute and doubt."""

_WORD = re.compile(r"[^\W_]+")

Groups = list[list[int]]


def stories(
    articles: Iterable[Annotations], *, judgements: Sequence[Judgement] = ()
) -> tuple[Story, ...]:
    """Return the stories of the articles, the largest first; an article that nobody shares is one too.

    The articles are read one after the other and not kept.

    Args:
        articles: In any order, which changes nothing.
        judgements: ``same_claim`` puts the documents, or the stories with the claims, into one story.

    """
    return stories_of((sketch(each) for each in articles), judgements=judgements)


def stories_of(
    sketches: Iterable[Sketch], *, judgements: Sequence[Judgement] = ()
) -> tuple[Story, ...]:
    """Return the stories of the articles from the sketches that a case has kept; see :func:`stories`."""
    different = {each.document: each for each in sketches}
    known = [different[name] for name in sorted(different)]
    vectors = _weighed(known)
    numbers = {each.document: k for k, each in enumerate(known)}
    same = [each.subjects for each in judgements if each.kind == "same_claim"]
    together = _joined([[numbers[one] for one in each if one in numbers] for each in same])
    groups = clusters(vectors, LEAST, together)
    claims = [_claim([known[k] for k in group], [vectors[k] for k in group]) for group in groups]
    said: dict[str, list[int]] = {}
    for k, claim in enumerate(claims):
        said.setdefault(claim, []).append(k)
    for k, group in enumerate(groups):
        for number in group:
            said.setdefault(known[number].document, []).append(k)
    told_same = [[k for one in each for k in said.get(one, ())] for each in same]
    for parts in _joined(told_same):
        whole = sorted(number for k in parts for number in groups[k])
        for k in parts:
            groups[k] = []
        groups[parts[0]] = whole
        claims[parts[0]] = _claim([known[k] for k in whole], [vectors[k] for k in whole])
    found = [
        _story([known[k] for k in group], claim)
        for group, claim in zip(groups, claims, strict=True)
        if group
    ]
    return tuple(sorted(found, key=lambda each: (-each.size, each.first or "", each.id)))


def _joined(sets: Iterable[Sequence[int]]) -> Groups:
    """Join the sets of numbers that share one; those of a single number are left out."""
    found: list[set[int]] = []
    for numbers in sets:
        whole = set(numbers)
        apart = [each for each in found if each.isdisjoint(whole)]
        whole.update(*(each for each in found if not each.isdisjoint(whole)))
        found = [*apart, whole]
    return sorted(sorted(each) for each in found if len(each) > 1)


def _weighed(sketches: Sequence[Sketch]) -> list[Vector]:
    """Weigh the words of each article by how rare they are in this case, and in news."""
    having = Counter(word for each in sketches for word in each.words)
    everything = BEFORE_ALL + len(sketches)
    vectors = []
    for each in sketches:
        shares = common(each.language)
        weights = {
            word: weight
            * math.log(
                everything / (BEFORE_ALL * max(UNKNOWN, shares.get(word, 0.0)) + having[word])
            )
            for word, weight in each.words.items()
        }
        best = sorted(weights, key=lambda word: (-weights[word], word))[:MOST_WORDS]
        vectors.append(scaled({word: weights[word] for word in best}))
    return vectors


def _story(members: Sequence[Sketch], claim: str) -> Story:
    documents = sorted(each.document for each in members)
    dates = sorted(each.published[:10] for each in members if each.published)
    return Story(
        id="st" + hashlib.sha256("\n".join(documents).encode()).hexdigest()[:12],
        claim=claim,
        documents=tuple(documents),
        size=len(documents),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _claim(members: Sequence[Sketch], vectors: Sequence[Vector]) -> str:
    """Return the statement that most articles of the story put: the nearest to what all of them say."""
    total: Vector = {}
    for each in vectors:
        for word, weight in each.items():
            total[word] = total.get(word, 0.0) + weight
    middle = scaled(total)
    told = {
        statement: _fit(statement, each.language, middle)
        for each in members
        for statement in each.statements
    }
    if not told:
        return ""
    best = min(told, key=lambda each: (-told[each], each))
    # What is said, without who says it, where it stands in the sentence and says as much.
    said = [each for each in told if each in best and told[each] >= ENOUGH * told[best]]
    return min(said, key=lambda each: (len(each), each))


def _fit(statement: str, language: str | None, middle: Vector) -> float:
    """How much of the story a statement tells, for its length; one that doubts or refutes less."""
    words = frozenset(keys(statement, language))
    told = sum(middle.get(word, 0.0) for word in words) / math.sqrt(max(SHORT, len(words)))
    wording = wording_of(language)
    tokens = frozenset(_WORD.findall(statement.lower()))
    against = wording.refuting | wording.negated | wording.doubting
    return told if tokens.isdisjoint(against) else AGAINST * told
