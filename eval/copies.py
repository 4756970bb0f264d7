"""Gate: which texts are copies of which, against gold and against pairs made by rule.

``python -m eval.copies --gold FOLDER [--read FILE] [--made fnc-1/bodies.jsonl.gz]``

FOLDER holds stories in the form of ``origins/``. The measure is the F1 of pairs in the same set of copies
within a story. The column "left out" has for each story the sets made with the threshold that is best on the
other stories (the middle of the best range). Beside it stand two baselines with thresholds chosen on all
stories: the Jaccard similarity of 3-grams, and containment, the share of the 3-grams of the shorter text.

Of the pairs made by rule (``eval/copy_variants.py``), it prints for each kind how many are found as copies,
with which relation, and in which direction; and how many copies were found between texts that have none.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from eval.chains import folders, readings
from eval.copy_variants import MADE, SHORTER, strangers, variants
from eval.scoring import Tally
from sayso import acquire
from sayso.annotate.credits import find_credits
from sayso.compare.copies import SAME, candidates, copies, copy_sets, signature
from sayso.compare.copy_words import words
from sayso.records import Annotations, Document, Drop, Input, document_id
from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eval.copy_variants import Variant
    from sayso.traces import Relation

FLOORS = {"origins": 0.85, "made, recall": 0.90, "made, precision": 0.97}
TRIED = tuple(k / 100 for k in range(25, 71))
SOURCES, STRANGERS = 150, 60
FEWEST_WORDS = 150
COLUMNS = ("copies", "excerpts", "rewrites")

Pairs = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of a story by their numbers, each as it was read, and the gold pairs of copies."""

    name: str
    read: Mapping[str, Annotations]
    gold: Pairs

    def found(self, same: float = SAME) -> Pairs:
        """Our pairs of copies."""
        return self.pairs(self.relations(same))

    def relations(self, same: float = SAME) -> tuple[Relation, ...]:
        """What we find between the articles."""
        return copies(
            [each.document for each in self.read.values()],
            {each.document.id: each.credits for each in self.read.values()},
            same=same,
        )

    def pairs(self, relations: Iterable[Relation]) -> Pairs:
        """Return the pairs in the same set; articles of one text are one document."""
        sets = {name: each for each in copy_sets(relations) for name in each}
        ours = {
            number: sets.get(each.document.id, each.document.id)
            for number, each in self.read.items()
        }
        return {pair for pair in combinations(sorted(ours), 2) if ours[pair[0]] == ours[pair[1]]}


def main() -> int:
    """Score, print the tables, and return 1 when a floor is not reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--read", type=Path, help="annotations made before")
    parser.add_argument("--made", type=Path, help="articles to make pairs of: a key text a line")
    parser.add_argument("--errors", action="store_true", help="print each pair that differs")
    parser.add_argument("--lower-floors", action="store_true", help="report, but never fail")
    options = parser.parse_args()
    given = None if options.read is None else readings(options.read)
    scores = report_gold([story(each, given) for each in folders(options.gold)], options.errors)
    if options.made is not None:
        with gzip.open(options.made, "rt", encoding="utf8") as lines:
            scores |= report_made([json.loads(line)["text"] for line in lines])
    failed = [name for name, score in scores.items() if score < FLOORS[name]]
    if failed:
        print(f"A floor is not reached: {', '.join(failed)}.", file=sys.stderr)
    return int(bool(failed) and not options.lower_floors)


def story(folder: Path, given: Mapping[str, Annotations] | None = None) -> Story:
    """Return the articles of a story as they are read, or were read before, and its gold pairs."""
    with (folder / "articles.jsonl").open(encoding="utf8") as lines:
        gold = [json.loads(line) for line in lines]
    files = {each["article"]: folder / f"{each['article']}.txt" for each in gold}
    known = {
        number: _read(file) if given is None else given[f"{folder.name}/{file.name}"]
        for number, file in files.items()
    }
    sets = gold_sets({each["article"]: each["copy_of"] for each in gold})
    pairs = {pair for each in sets for pair in combinations(sorted(each), 2)}
    return Story(folder.name, known, pairs)


def _read(file: Path) -> Annotations:
    """Return the document of a file with its credits, which is all that copies ask for."""
    (raw,) = acquire.raws([str(file)], Settings())
    if isinstance(raw, Drop):
        raise SystemExit(f"{file.name} was not read: {raw.detail}")
    document = acquire.document(raw, Settings())
    return Annotations(document=document, credits=tuple(find_credits(document)))


def gold_sets(copy_of: Mapping[str, str | None]) -> list[set[str]]:
    """Return the sets that the pointers from copies to what they copy make."""
    sets: dict[str, set[str]] = {}
    for one, other in copy_of.items():
        whole = sets.setdefault(one, {one})
        if other is not None:
            whole |= sets.get(other, {other})
            for name in whole:
                sets[name] = whole
    return list({id(each): each for each in sets.values()}.values())


def report_gold(stories: Sequence[Story], errors: bool) -> dict[str, float]:  # noqa: FBT001  # an option
    """Print how far our sets are those of gold; return the scores that have floors."""
    tried = {each.name: {same: each.found(same) for same in TRIED} for each in stories}
    print(f"{'story':<26}{'gold':>6}{'found':>7}{'right':>7}{'F1':>8}{'left out':>10}{'same':>7}")
    whole, left = Tally(), Tally()
    for each in stories:
        mine = _tally(each.found(), each.gold)
        same = best([(o.gold, tried[o.name]) for o in stories if o is not each])
        without = _tally(each.found(same), each.gold)
        print(
            f"{each.name:<26}{mine.gold:>6}{mine.predicted:>7}{mine.right:>7}{mine.f1:>8.3f}"
            f"{without.f1:>10.3f}{same:>7.2f}"
        )
        whole.add(mine.right, mine.predicted, mine.gold)
        left.add(without.right, without.predicted, without.gold)
    print(
        f"{'all':<26}{whole.gold:>6}{whole.predicted:>7}{whole.right:>7}{whole.f1:>8.3f}{left.f1:>10.3f}"
    )
    print(f"{'floor':<47}{FLOORS['origins']:>7.2f}")
    for name, of in (("Jaccard of 3-grams", max), ("containment of 3-grams", min)):
        print(f"{name + ', best of all':<46}{_baseline(stories, of):>8.3f}")
    best_of_all = best([(o.gold, tried[o.name]) for o in stories])
    print(f"best threshold on all stories: {best_of_all:.2f}; ours: {SAME:.2f}\n")
    if errors:
        for each in stories:
            _beside(each)
    return {"origins": left.f1}


def _tally(found: Pairs, gold: Pairs) -> Tally:
    return Tally(len(found & gold), len(found), len(gold))


def best(stories: Sequence[tuple[Pairs, Mapping[float, Pairs]]]) -> float:
    """Return the middle of the thresholds that have the best F1 over all stories together."""
    scores = {}
    for same in TRIED:
        whole = Tally()
        for gold, found in stories:
            each = _tally(found[same], gold)
            whole.add(each.right, each.predicted, each.gold)
        scores[same] = whole.f1
    top = [same for same in TRIED if scores[same] == max(scores.values())]
    return top[len(top) // 2]


def _baseline(stories: Sequence[Story], of: object) -> float:
    """F1 of sets by the share of common 3-grams among all (max) or those of the shorter text (min)."""
    rated: list[tuple[float, str, str, str]] = []
    for each in stories:
        grams = {n: set(words(a.document.text).grams.tolist()) for n, a in each.read.items()}
        for one, other in combinations(sorted(grams), 2):
            shared = len(grams[one] & grams[other])
            size = (
                len(grams[one] | grams[other])
                if of is max
                else min(len(grams[one]), len(grams[other]))
            )
            rated.append((shared / max(1, size), each.name, one, other))
    result = 0.0
    for least in TRIED:
        whole = Tally()
        for each in stories:
            links = [(o, t) for rate, name, o, t in rated if name == each.name and rate >= least]
            found = {pair for group in _united(links) for pair in combinations(sorted(group), 2)}
            mine = _tally(found, each.gold)
            whole.add(mine.right, mine.predicted, mine.gold)
        result = max(result, whole.f1)
    return result


def _united(links: Iterable[tuple[str, str]]) -> list[set[str]]:
    sets: dict[str, set[str]] = {}
    for one, other in links:
        whole = sets.setdefault(one, {one}) | sets.setdefault(other, {other})
        for name in whole:
            sets[name] = whole
    return list({id(each): each for each in sets.values()}.values())


def _beside(each: Story) -> None:
    """Print the pairs in which gold and we differ, with what we found between the two."""
    relations = each.relations()
    found = each.pairs(relations)
    numbers = {a.document.id: number for number, a in each.read.items()}
    for pair in sorted(found ^ each.gold):
        print(f"{each.name} {pair[0]} {pair[1]}: {'ours alone' if pair in found else 'gold alone'}")
        for relation in relations:
            if {numbers[relation.later], numbers[relation.earlier]} == set(pair):
                print(f"   {numbers[relation.later]} {relation.kind}: {relation.why}")


def report_made(texts: Sequence[str]) -> dict[str, float]:
    """Print how many made copies are found, each kind among the articles; return the scores with floors."""
    sources = apart(texts)
    others = [text for _, text in strangers(sources[SOURCES : SOURCES + STRANGERS])]
    made = list(variants(sources[:SOURCES], sources[SOURCES + STRANGERS :]))
    sources = sources[:SOURCES]
    print(
        f"{'made by rule':<22}{'recall':>8}{'precision':>11}{'later':>7}"
        + "".join(f"{c:>10}" for c in COLUMNS)
    )
    whole = Tally()
    for kind in MADE:
        mine = [each for each in made if each.made == kind]
        tally, counts = _made(sources, others, mine)
        later = f"{counts['later'] / max(1, counts['told']):.2f}" if kind in SHORTER else ""
        print(
            f"{kind:<22}{tally.recall:>8.2f}{tally.precision:>11.3f}{later:>7}"
            + "".join(f"{counts[c]:>10}" for c in COLUMNS)
        )
        whole.add(tally.right, tally.predicted, tally.gold)
    print(
        f"{'all':<22}{whole.recall:>8.2f}{whole.precision:>11.3f}   of {whole.predicted:.0f} pairs"
    )
    return {"made, recall": whole.recall, "made, precision": whole.precision}


def _made(
    sources: Sequence[str], others: Sequence[str], made: Sequence[Variant]
) -> tuple[Tally, Counter[str]]:
    """Return the pairs within sets of copies, and how often each relation was found, and the later text."""
    documents = [_document(text) for text in [*sources, *others, *(each.text for each in made)]]
    gold = {
        frozenset((documents[each.source].id, document_id(each.text)))
        for each in made
        if each.text != sources[each.source]
    }
    relations = copies(documents)
    found = {frozenset(p) for each in copy_sets(relations) for p in combinations(sorted(each), 2)}
    later = {document_id(each.text) for each in made}
    counts: Counter[str] = Counter()
    for each in relations:
        if frozenset((each.later, each.earlier)) in gold & found:
            counts.update({each.kind: 1, "told": 1, "later": each.later in later})
    return Tally(len(found & gold), len(found), len(gold)), counts


def apart(texts: Sequence[str]) -> list[str]:
    """Return articles of some length that share nothing with each other, in the order of their ids."""
    named = {document_id(text): text for text in texts if len(words(text)) >= FEWEST_WORDS}
    paired = {
        name for pair in candidates({k: signature(v) for k, v in named.items()}) for name in pair
    }
    return [named[name] for name in sorted(named.keys() - paired)]


def _document(text: str) -> Document:
    given = Input(source="made", sha256=document_id(text), media_type="text/plain")
    return Document(id=document_id(text), text=text, input=given, language="en")


if __name__ == "__main__":
    sys.exit(main())
