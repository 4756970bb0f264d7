"""Gate: do articles thrown together come apart into stories? ``python -m eval.stories --gold F --read F ...``.

``--gold`` and ``--read`` are stories in the form of ``origins/`` and their articles as read; ``--pairs`` and
``--bodies`` are ``fnc-1/`` and its bodies as read, each with its number as id (``sayso read --format jsonl``).
Measured are the stories of origins together with unrelated bodies (of fnc-1 stories that share no text with
them), and all bodies of fnc-1, of which two that share a related headline are of one story, and so are those
that are of one story with a third. One of its halves, by a hash of the story, is measured apart as well. The
one number that was chosen, ``sayso.compare.stories.LEAST``, was chosen with all of it in view.

B-cubed (Bagga and Baldwin, 1998): of each article, the share of those put with it that belong with it
(precision), and of those that belong with it that were put with it (recall); the mean over the articles.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from eval import fnc
from eval.chains import folders, readings
from sayso.compare.sketch import sketch
from sayso.compare.stories import stories_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.sketch import Sketch
    from sayso.records import Annotations
    from sayso.traces import Story

FLOORS = {"origins and others": 0.92, "fnc-1, half": 0.93}
"""Of B-cubed F1."""

UNRELATED = 300


def main() -> int:
    """Score, print the table and the claims, and return 1 when a floor is not reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--read", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--bodies", type=Path, required=True)
    parser.add_argument("--claims", action="store_true", help="print the claim of every story")
    parser.add_argument("--lower-floors", action="store_true", help="report, but never fail")
    options = parser.parse_args()
    told = _origins(options.gold, readings(options.read))
    bodies = fnc.read(options.bodies)
    story_of = {each.body: each.story for each in fnc.pairs(options.pairs) if each.body in bodies}
    others = {bodies[body].document.id: story for body, story in story_of.items()}
    sketches = {each.document.id: sketch(each) for each in (*told.values(), *bodies.values())}
    names = {each.document.id: key.split("/")[0] for key, each in told.items()}
    texts = {others[each] for each in names if each in others}
    # The order of ids has nothing to do with stories.
    apart = [each for each in sorted(others) if others[each] not in texts]
    sets = {
        "origins": names,
        "origins and others": {**names, **{each: others[each] for each in apart[:UNRELATED]}},
        "fnc-1, fitted half": {
            each: story for each, story in others.items() if not fnc.is_held_out(story)
        },
        "fnc-1, half": {each: story for each, story in others.items() if fnc.is_held_out(story)},
        "fnc-1": others,
    }
    return report(sets, sketches, claims=options.claims, strict=not options.lower_floors)


def _origins(gold: Path, read: Mapping[str, Annotations]) -> dict[str, Annotations]:
    """The articles of the stories, and no other file that stands beside them."""
    names = {folder.name for folder in folders(gold)}
    return {
        key: each
        for key, each in read.items()
        if key.split("/")[0] in names and Path(key).stem.isdigit()
    }


def report(
    sets: Mapping[str, Mapping[str, str]],
    sketches: Mapping[str, Sketch],
    *,
    claims: bool,
    strict: bool,
) -> int:
    """Print the table; return 1 when ``strict`` and a floor is not reached."""
    heads = ("articles", "stories", "ours", "precision", "recall", "F1", "seconds")
    print(f"{'':<24}" + "".join(f"{head:>11}" for head in heads))
    failed = False
    for name, gold in sets.items():
        began = time.perf_counter()
        found = stories_of(sketches[each] for each in gold)
        seconds = time.perf_counter() - began
        precision, recall = b_cubed(gold, [each.documents for each in found])
        f1 = 2 * precision * recall / (precision + recall)
        counts = (len(gold), len(set(gold.values())), len(found))
        print(
            f"{name:<24}"
            + "".join(f"{each:>11}" for each in counts)
            + f"{precision:>11.3f}{recall:>11.3f}{f1:>11.3f}{seconds:>11.1f}"
        )
        failed = failed or f1 < FLOORS.get(name, 0.0)
        if claims:
            for story in found:
                print(_shown(story, gold))
    if failed:
        print("A floor is not reached.", file=sys.stderr)
    return int(failed and strict)


def _shown(story: Story, gold: Mapping[str, str]) -> str:
    inside = Counter(gold[each] for each in story.documents)
    of = ", ".join(f"{count} {name[:40]}" for name, count in sorted(inside.items()))
    return f"   {story.size:>3}  {story.claim}   «{of}»"


def b_cubed(gold: Mapping[str, str], groups: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Return B-cubed precision and recall of groups of what ``gold`` names, each in one group."""
    sizes = Counter(gold.values())
    precision = recall = 0.0
    for group in groups:
        inside = Counter(gold[each] for each in group)
        for name, count in inside.items():
            precision += count * count / len(group)
            recall += count * count / sizes[name]
    return precision / len(gold), recall / len(gold)


if __name__ == "__main__":
    sys.exit(main())
