"""Gate: on whose word articles give a story's claim, against gold: ``python -m eval.chains --gold FOLDER``.

FOLDER holds stories in the form of ``origins/`` (folders with ``story.json``, ``articles.jsonl`` and a text
file for each article), or is one story. Each article is read by itself, with the story's claim given.

How we read the measures:

- *link*: the links of an article are the different sources of its supporting chains, and apart from them
  those of its denying chains; a source that stands in two chains of one polarity counts once. Links are
  paired one to one, so that a source that we took for two is wrong once. Ours is right where, case folded
  and without an article and punctuation at the edges, its name or one of the mentions that we give it is
  the gold link's name, an alias of that name in ``story.json``, or its span; or where one of our mentions
  and an occurrence of the gold span lie one within the other ("The source, who recently visited the
  North" and "The source"), for the guideline's shortest identifying phrase has more than one reading.
  The *literal* link F1, without this last, is printed beside it.
- *origin*: the different last links of the supporting chains, right where they are a gold origin's.
- *says_unconfirmed* and *certainty*: share of articles; an article without a value has the label null.

Baselines in the same table: the most frequent label, and one chain for each source of the article.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from eval.scoring import Tally
from sayso import pipeline
from sayso.compare import Account, Chain, account
from sayso.compare.chains import link
from sayso.records import Annotations, Drop
from sayso.settings import Settings
from sayso.spans import contains

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sayso.compare import ChainSource

FLOORS = {"link": 0.65, "origin": 0.60, "says_unconfirmed": 0.85, "certainty": 0.70}
MEASURES = ("link", "origin", "says_unconfirmed", "certainty", "literal link", "stance")

_EDGE = re.compile(r"^\W*(?:(?:the|an?)\s+)?|\W+$")
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Article:
    """A gold article, and what was read in it."""

    gold: dict[str, Any]
    aliases: Mapping[str, frozenset[str]]
    read: Annotations
    account: Account


@dataclass(slots=True)
class Scores:
    """The counts of one story, or of all."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, measure: str, right: float, predicted: float, gold: float) -> None:
        """Add the counts of one article."""
        self.tallies.setdefault(measure, Tally()).add(right, predicted, gold)

    def __getitem__(self, measure: str) -> Tally:
        """The counts of a measure; for one that counts articles F1 is their right share."""
        return self.tallies.get(measure, Tally())

    def take(self, other: Scores) -> None:
        """Add the counts of another."""
        for measure, tally in other.tallies.items():
            self.add(measure, tally.right, tally.predicted, tally.gold)


def main() -> int:
    """Score, print the table, and return 1 when a floor is not reached."""
    options = asked(__doc__, "chains")
    given = None if options.read is None else readings(options.read)
    stories = {folder.name: articles(folder, given) for folder in folders(options.gold)}
    if options.errors:
        for name, story in stories.items():
            for each in story:
                print(beside(name, each))
    return report(stories, strict=not options.lower_floors)


def asked(document: str, what: str) -> argparse.Namespace:
    """Return the options of a gate over the stories: gold, read, errors, lower_floors."""
    parser = argparse.ArgumentParser(description=document.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument(
        "--read", type=Path, help="annotations made before: sayso read --format jsonl, or a folder"
    )
    parser.add_argument("--errors", action="store_true", help=f"print gold {what} beside ours")
    parser.add_argument("--lower-floors", action="store_true", help="report, but never fail")
    return parser.parse_args()


def folders(gold: Path) -> list[Path]:
    """Return the folders of the stories under ``gold``, or itself if it is one."""
    if (gold / "story.json").is_file():
        return [gold]
    return sorted(path.parent for path in gold.glob("*/story.json"))


def readings(path: Path) -> dict[str, Annotations]:
    """Return annotations made before, by the last two parts of the path that each was read from."""
    found = {}
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        with file.open("rb") as lines:
            for line in lines:
                each = msgspec.json.decode(line, type=Annotations)
                found["/".join(Path(each.document.input.source).parts[-2:])] = each
    return found


def articles(folder: Path, given: Mapping[str, Annotations] | None = None) -> list[Article]:
    """Return the articles of a story, each read and with our account of the story's claim."""
    story = json.loads((folder / "story.json").read_text("utf8"))
    aliases = {each["name"]: frozenset(each["aliases"]) for each in story["origins"]}
    with (folder / "articles.jsonl").open(encoding="utf8") as lines:
        gold = [json.loads(line) for line in lines]
    files = [folder / f"{each['article']}.txt" for each in gold]
    read: Iterable[Annotations | Drop]
    if given is None:
        read = pipeline.read([str(file) for file in files], Settings())
    else:
        read = [given[f"{folder.name}/{file.name}"] for file in files]
    result = []
    for theirs, ours in zip(gold, read, strict=True):
        if isinstance(ours, Drop):
            raise SystemExit(f"{folder.name}/{theirs['article']} was not read: {ours.detail}")
        result.append(Article(theirs, aliases, ours, account(ours, story["claim"])))
    return result


def scored(article: Article, ours: Account) -> Scores:
    """Return the counts of one article for an account of it."""
    scores = Scores()
    theirs = article.gold
    for polarity in ("supports", "denies"):
        gold = _different(
            each
            for chain in theirs["chains"]
            if chain["polarity"] == polarity
            for each in chain["links"]
        )
        found = _ours(chain for chain in ours.chains if chain.polarity == polarity)
        for measure, right in (("link", _right), ("literal link", _equal)):
            scores.add(measure, _paired(found, gold, article, right), len(found), len(gold))
    gold = _different(
        chain["links"][-1] for chain in theirs["chains"] if chain["polarity"] == "supports"
    )
    last = {
        chain.links[-1].source: chain.links[-1]
        for chain in ours.chains
        if chain.polarity == "supports"
    }
    scores.add("origin", _paired(list(last.values()), gold, article, _right), len(last), len(gold))
    for measure, mine in (
        ("says_unconfirmed", bool(ours.says_unconfirmed)),
        ("certainty", ours.certainty),
        ("stance", ours.stance),
    ):
        scores.add(measure, theirs[measure] == mine, 1, 1)
    return scores


def _different(links: Iterable[dict[str, str]]) -> list[list[dict[str, str]]]:
    """Group the links of a gold article by their canonical name."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for each in links:
        grouped.setdefault(each["name"], []).append(each)
    return list(grouped.values())


def _ours(chains: Iterable[Chain]) -> list[ChainSource]:
    return list({each.source: each for chain in chains for each in chain.links}.values())


def _paired(
    ours: Sequence[ChainSource],
    gold: Sequence[list[dict[str, str]]],
    article: Article,
    right: Callable[[ChainSource, dict[str, str], Article], bool],
) -> int:
    """Pair ours with gold one to one, as many as can be; return how many are paired."""
    return paired(
        [
            [k for k, links in enumerate(gold) if any(right(mine, each, article) for each in links)]
            for mine in ours
        ]
    )


def paired(edges: Sequence[Sequence[int]]) -> int:
    """Return how many of ours can be paired one to one; ``edges`` has for each the gold that it fits."""
    partner: dict[int, int] = {}

    def find(mine: int, seen: set[int]) -> bool:
        for k in edges[mine]:
            if k not in seen:
                seen.add(k)
                if k not in partner or find(partner[k], seen):
                    partner[k] = mine
                    return True
        return False

    return sum(find(mine, set()) for mine in range(len(edges)))


def is_same_name(mine: str, names: Iterable[str]) -> bool:
    """Return whether a name is one of the others, case folded, without an article and marks at its edges."""
    return _folded(mine) in set(map(_folded, names))


def _equal(mine: ChainSource, theirs: dict[str, str], article: Article) -> bool:
    names = {_folded(each) for each in (mine.name, *(span.text for span in mine.mentions))}
    names.add(_folded(mine.span.text))
    wanted = {theirs["name"], theirs["span"], *article.aliases.get(theirs["name"], ())}
    return not names.isdisjoint(map(_folded, wanted))


def _right(mine: ChainSource, theirs: dict[str, str], article: Article) -> bool:
    if _equal(mine, theirs, article):
        return True
    places = [
        found.span() for found in re.finditer(re.escape(theirs["span"]), article.read.document.text)
    ]
    return any(
        contains(place, (each.start, each.end)) or contains((each.start, each.end), place)
        for each in (mine.span, *mine.mentions)
        for place in places
    )


def is_gold(mine: ChainSource, article: Article) -> bool:
    """Return whether a link of ours is one of the article's gold chains, whatever its polarity."""
    return any(
        _right(mine, each, article) for chain in article.gold["chains"] for each in chain["links"]
    )


def _folded(words: str) -> str:
    return _BLANKS.sub(" ", _EDGE.sub("", words.casefold().strip()))


def all_sources(article: Article) -> Account:
    """Return the account that has each source of the article as a chain of its own."""
    chains = tuple(
        Chain(polarity="supports", links=(link(each),), claims=()) for each in article.read.sources
    )
    return Account(stance="repeats", certainty=None, chains=chains)


def report(stories: Mapping[str, Sequence[Article]], *, strict: bool) -> int:
    """Print the tables; return 1 when ``strict`` and a floor is not reached."""
    print(f"{'story':<26}" + "".join(f"{name:>18}" for name in MEASURES))
    whole = Scores()
    for name, story in stories.items():
        scores = _summed(scored(each, each.account) for each in story)
        whole.take(scores)
        print(_row(name, scores))
    print(_row("all", whole))
    everything = [each for story in stories.values() for each in story]
    print(_row("  precision", whole, "precision", MEASURES[:2]))
    print(_row("  recall", whole, "recall", MEASURES[:2]))
    print(f"{'floor':<26}" + "".join(f"{FLOORS[name]:>18.2f}" for name in FLOORS))
    print(
        _row(
            "every source",
            _summed(scored(each, all_sources(each)) for each in everything),
            "f1",
            MEASURES[:2],
        )
    )
    labels = Scores()
    for measure in MEASURES[2:4]:
        [(_, count)] = Counter(each.gold[measure] for each in everything).most_common(1)
        labels.add(measure, count, len(everything), len(everything))
    print(_row("most frequent label", labels, "f1", MEASURES[2:4]))
    failed = any(whole[name].f1 < floor for name, floor in FLOORS.items())
    if failed:
        print("A floor is not reached.", file=sys.stderr)
    return int(failed and strict)


def _summed(parts: Iterable[Scores]) -> Scores:
    whole = Scores()
    for part in parts:
        whole.take(part)
    return whole


def _row(name: str, scores: Scores, of: str = "f1", measures: Sequence[str] = MEASURES) -> str:
    shown = (
        f"{getattr(scores[each], of):>18.3f}" if each in measures else f"{'':>18}"
        for each in MEASURES
    )
    return f"{name:<26}{''.join(shown)}".rstrip()


def beside(story: str, article: Article) -> str:
    """Return the gold chains of an article and ours, for a person who looks for what went wrong."""
    theirs, ours = article.gold, article.account
    scores = scored(article, ours)
    heading = (
        f"== {story}/{theirs['article']}: link F1 {scores['link'].f1:.2f};"
        f" certainty {theirs['certainty']} / {ours.certainty};"
        f" unconfirmed {theirs['says_unconfirmed']} / {bool(ours.says_unconfirmed)};"
        f" stance {theirs['stance']} / {ours.stance}"
    )
    shown = [heading]
    if theirs["says_unconfirmed"] != bool(ours.says_unconfirmed):
        shown.append(f"   gold says: {theirs['unconfirmed_span']}")
        shown += [f"   ours says: {each.text}" for each in ours.says_unconfirmed]
    shown += [f"   gold {each}" for each in _gold_lines(theirs["chains"])]
    shown += [f"   ours {each}" for each in _our_lines(article)]
    return "\n".join(shown)


def _gold_lines(chains: Sequence[dict[str, Any]]) -> Iterator[str]:
    for chain in chains:
        links = " <- ".join(f"{each['span']} [{each['name']}]" for each in chain["links"])
        yield f"{chain['polarity']}: {links}"


def _our_lines(article: Article) -> Iterator[str]:
    contents = {each.id: " // ".join(s.text for s in each.spans) for each in article.read.claims}
    for chain in article.account.chains:
        links = " <- ".join(f"{each.span.text} [{each.name}]" for each in chain.links)
        said = " | ".join(contents[each][:90].replace("\n", " ") for each in chain.claims)
        yield f"{chain.polarity}: {links}   «{said}»"


if __name__ == "__main__":
    sys.exit(main())
