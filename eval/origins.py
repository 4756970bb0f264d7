"""Gate: the trace of each story's claim, against gold: ``python -m eval.origins --gold FOLDER``.

FOLDER holds stories in the form of ``origins/`` or is one story (see ``eval/chains.py``, whose reading of
links and origins of articles is taken as it is). The claim is given; copies, stances, chains and origins are
all our own.

How we read the measures:

- *stance*: F1 of repeats, doubts and denies over all articles, each weighing the same; of one story, over
  those of the three that it has.
- *certainty*: share of articles.
- *copies*: pairs of articles in one copy set, by ``copy_of`` of gold and by ours.
- *origins of the story*: our origins and theirs are paired one to one. Ours is right where, case folded and
  without an article and punctuation at the edges, one of its names is the gold origin's name, an alias, or a
  span by which gold finds it in an article. *literal*: by name and alias alone, spans left out.
- *independent origins*: absolute error of the count; whether gold's count lies within our bounds; their
  width. Beside it what answering 1 always would err, and any constant at its best.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.chains import (
    Article,
    Scores,
    articles,
    asked,
    folders,
    is_same_name,
    paired,
    readings,
    scored,
)
from sayso.compare import Account, Chain, ChainSource
from sayso.compare.trace import trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.records import Annotations
    from sayso.traces import Origin, Trace, TracedArticle

FLOORS = {
    "stance": 0.55,
    "link": 0.65,
    "origin": 0.60,
    "copies": 0.85,
    "story origins": 0.60,
}
HIGHEST_ERROR = 0.9
LEAST_IN_BOUNDS = 7 / 8
WIDEST = 4.0
STANCES = ("repeats", "doubts", "denies")
SHOWN = ("stance", "certainty", "link", "origin", "copies", "story origins", "literal")


@dataclass(frozen=True, slots=True)
class Story:
    """A story of gold and our trace of it."""

    name: str
    gold: dict[str, Any]
    articles: Sequence[Article]
    trace: Trace


def main() -> int:
    """Score, print the table, and return 1 when a floor is not reached."""
    options = asked(__doc__, "origins")
    given = None if options.read is None else readings(options.read)
    stories = [story(folder, given) for folder in folders(options.gold)]
    if options.errors:
        for each in stories:
            print(beside(each))
    return report(stories, strict=not options.lower_floors)


def story(folder: Path, given: Mapping[str, Annotations] | None = None) -> Story:
    """Return a story with our trace of its claim."""
    gold = json.loads((folder / "story.json").read_text("utf8"))
    read = articles(folder, given)
    return Story(folder.name, gold, read, trace(gold["claim"], [each.read for each in read]))


def measured(each: Story) -> Scores:
    """Return the counts of a story; those of a stance are named after it."""
    scores = Scores()
    ours = {one.document: one for one in each.trace.articles}
    for article in each.articles:
        mine = ours[article.read.document.id]
        for name, tally in scored(article, _account(mine)).tallies.items():
            if name not in {"certainty", "stance"}:
                scores.add(name, tally.right, tally.predicted, tally.gold)
        scores.add("certainty", mine.certainty == article.gold["certainty"], 1, 1)
        for stance in STANCES:
            said, told = mine.stance == stance, article.gold["stance"] == stance
            scores.add(stance, said and told, said, told)
    pairs, theirs = _our_pairs(each), _gold_pairs(each)
    scores.add("copies", len(pairs & theirs), len(pairs), len(theirs))
    found = [one for one in each.trace.origins if one.role == "origin"]
    for name, spans in (("story origins", True), ("literal", False)):
        names = _gold_names(each, with_spans=spans)
        right = paired([[k for k, own in enumerate(names) if _is(one, own)] for one in found])
        scores.add(name, right, len(found), len(names))
    return scores


def _account(mine: TracedArticle) -> Account:
    """Return an article of a trace in the form in which its chains are scored."""
    return Account(
        stance=mine.stance,
        certainty=mine.certainty,
        chains=tuple(
            Chain(
                polarity=chain.polarity,
                links=tuple(
                    ChainSource(
                        source=link.source,
                        name=link.name,
                        type=link.type,
                        span=link.spans[0],
                        mentions=link.spans,
                    )
                    for link in chain.links
                ),
            )
            for chain in mine.chains
        ),
    )


def _is(ours: Origin, names: frozenset[str]) -> bool:
    return any(is_same_name(mine, names) for mine in (ours.name, *ours.aliases))


def _gold_names(each: Story, *, with_spans: bool) -> list[frozenset[str]]:
    spans: dict[str, set[str]] = {}
    for article in each.articles:
        for chain in article.gold["chains"]:
            for link in chain["links"] if chain["polarity"] == "supports" else ():
                spans.setdefault(link["name"], set()).add(link["span"])
    found = []
    for one in each.gold["origins"]:
        names = {one["name"], *one["aliases"]}
        told = {span for name in names for span in spans.get(name, ())} if with_spans else set()
        found.append(frozenset(names | told))
    return found


def _gold_pairs(each: Story) -> set[tuple[str, str]]:
    return _pairs(
        [(one.gold["article"], one.gold["copy_of"]) for one in each.articles if one.gold["copy_of"]]
    )


def _our_pairs(each: Story) -> set[tuple[str, str]]:
    number = {one.read.document.id: one.gold["article"] for one in each.articles}
    return _pairs(
        [(number[one.document], number[one.copy_of]) for one in each.trace.articles if one.copy_of]
    )


def _pairs(edges: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """All pairs of articles that the edges connect."""
    sets: dict[str, set[str]] = {}
    for one, other in edges:
        joined = sets.get(one, {one}) | sets.get(other, {other})
        for name in joined:
            sets[name] = joined
    return {(a, b) for each in sets.values() for a in each for b in each if a < b}


def macro(scores: Scores) -> float:
    """Return the mean F1 of the stances that gold has or we gave."""
    present = [scores[each] for each in STANCES if scores[each].gold or scores[each].predicted]
    return sum(each.f1 for each in present) / len(present) if present else 1.0


def report(stories: Sequence[Story], *, strict: bool) -> int:
    """Print the table; return 1 when ``strict`` and a floor is not reached."""
    print(
        f"{'story':<24}" + "".join(f"{name:>15}" for name in SHOWN) + f"{'count (bounds) gold':>24}"
    )
    whole = Scores()
    for each in stories:
        scores = measured(each)
        whole.take(scores)
        mine = each.trace.independent_origins
        counted = f"{mine.count} ({mine.lower}-{mine.upper}) {_gold_count(each)}"
        print(f"{_row(each.name, scores)}{counted:>24}")
    print(_row("all", whole))
    print(
        f"{'floor':<24}"
        + "".join(
            f"{FLOORS.get(name, 0):>15.2f}" if name in FLOORS else f"{'':>15}" for name in SHOWN
        )
    )
    errors = _errors(stories)
    print(*errors.lines, sep="\n")
    failed = [
        name
        for name in FLOORS
        if (macro(whole) if name == "stance" else whole[name].f1) < FLOORS[name]
    ]
    failed += errors.failed
    if failed:
        print(f"Floors not reached: {', '.join(failed)}.", file=sys.stderr)
    return int(bool(failed) and strict)


def _gold_count(each: Story) -> int:
    return int(each.gold["independent_origins"])


@dataclass(frozen=True, slots=True)
class _Errors:
    lines: list[str]
    failed: list[str]


def _errors(stories: Sequence[Story]) -> _Errors:
    """How far the counts are off, and the bounds."""
    gold = [_gold_count(each) for each in stories]
    ours = [each.trace.independent_origins for each in stories]
    total = len(stories)
    error = sum(abs(mine.count - theirs) for mine, theirs in zip(ours, gold, strict=True)) / total
    constants = {
        constant: sum(abs(constant - theirs) for theirs in gold) / total
        for constant in range(1, max(gold) + 1)
    }
    best = min(constants, key=lambda constant: (constants[constant], constant))
    within = sum(
        mine.lower <= theirs <= mine.upper for mine, theirs in zip(ours, gold, strict=True)
    )
    width = sum(mine.upper - mine.lower for mine in ours) / total
    inside = sum(
        int(each.gold["lower"]) <= mine.count <= int(each.gold["upper"])
        for each, mine in zip(stories, ours, strict=True)
    )
    counted = (
        f"independent origins: mean absolute error {error:.2f} (at most {HIGHEST_ERROR});"
        f" always 1: {constants[1]:.2f}; the best constant, {best}: {constants[best]:.2f}"
    )
    bounded = (
        f"gold within our bounds: {within} of {total}, mean width {width:.2f} (at most {WIDEST});"
        f" our count within gold's bounds: {inside} of {total}"
    )
    failed = ["independent origins"] if error > HIGHEST_ERROR else []
    if within < LEAST_IN_BOUNDS * total or width > WIDEST:
        failed.append("bounds")
    return _Errors([counted, bounded], failed)


def _row(name: str, scores: Scores) -> str:
    values = (macro(scores) if each == "stance" else scores[each].f1 for each in SHOWN)
    return f"{name:<24}" + "".join(f"{value:>15.3f}" for value in values)


def beside(each: Story) -> str:
    """Return our origins beside gold's, for a person who looks for what went wrong."""
    names = _gold_names(each, with_spans=True)
    shown = [f"== {each.name}: {each.trace.claim}"]
    shown += [f"   gold {' | '.join(sorted(one))}" for one in names]
    for one in each.trace.origins:
        right = any(_is(one, own) for own in names)
        shown.append(
            f" {'+' if right else '-'} ours {one.role} {one.type} {len(one.articles)}: "
            + " | ".join((one.name, *one.aliases))
        )
    counted = each.trace.independent_origins
    shown.append(
        f"   count {counted.count} ({counted.lower}-{counted.upper}), gold {_gold_count(each)}"
    )
    shown += [f"      {one}" for one in counted.why]
    shown.append(f"      gold: {each.gold['why']}")
    shown += [
        f"   {one.fact}: "
        + ", ".join(
            f"{value.modifier} {value.value} x{len(value.articles)}" for value in one.values
        )
        for one in each.trace.mutations
    ]
    return "\n".join(shown)


if __name__ == "__main__":
    sys.exit(main())
