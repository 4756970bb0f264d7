"""Gate: which of an editor's circles ``sayso check`` finds: ``python -m eval.checks --gold FOLDER``.

FOLDER holds stories in the form of ``origins/``; that of ``--seed`` holds one article. The editor's list
names articles as ``story/number``, or ``seed``, and has for each circle its code (``none`` where no rule is
meant to find it), the reason, and where it begins and ends, in code points, in the text that we read. It was
written before the rules first ran. All rules that ship are run, also those that are off by default. Articles
that are not at hand are named, and their entries left out.

How we read the measures; two circles *overlap* where they share a character:

- *recall*: share of the editor's entries of a code that a finding of the same code overlaps.
- *touched*: how many of these entries a finding of any code overlaps.
- *agreement*: share of our findings of a code that overlap an entry of the same code. It is not precision:
  an editor does not circle the same thing each time that it comes, and ours may be right beside the list.
- *in any*: how many of these findings overlap an entry of any code, ``none`` as well.

There is no floor: eleven articles are too few for one, and each entry more that a rule is bent to find would
make the list worth less.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from eval.chains import readings
from sayso import pipeline
from sayso.checks import checked, shipped
from sayso.records import Annotations, Drop
from sayso.settings import Settings
from sayso.spans import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.records import Finding

LIST = Path(__file__).with_name("editors_list.json")
SEED = "seed"
"""How the list calls the article of the folder ``--seed``."""

NO_CODE = "none"
"""The code of what an editor circles and no rule is meant to find."""

_COLUMNS = ("entries", "found", "recall", "touched", "findings", "agree", "agreement", "in any")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the editor circled: ``start`` to ``end`` in code points of the text, end exclusive."""

    article: str
    code: str
    start: int
    end: int
    why: str


@dataclass(slots=True)
class Counts:
    """The counts of one code, or of several."""

    entries: int = 0
    found: int = 0
    touched: int = 0
    findings: int = 0
    agree: int = 0
    in_any: int = 0

    def take(self, other: Counts) -> None:
        """Add the counts of another."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Article:
    """An article with what we and what the editor circled in it."""

    name: str
    text: str
    findings: Sequence[Finding]
    entries: Sequence[Entry]


def main() -> int:
    """Score and print the table; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--seed", type=Path, help="a folder with the one article called seed")
    parser.add_argument("--list", type=Path, default=LIST, help="the editor's list")
    parser.add_argument(
        "--read", type=Path, help="annotations made before: sayso read --format jsonl, or a folder"
    )
    parser.add_argument("--errors", action="store_true", help="print the entries beside ours")
    options = parser.parse_args()
    entries = msgspec.json.decode(options.list.read_bytes(), type=list[Entry])
    files = places({each.article for each in entries}, options.gold, options.seed)
    for name in sorted({each.article for each in entries} - files.keys()):
        print(f"{name} is not at hand; its entries are left out.")
    found = articles(files, entries, {} if options.read is None else readings(options.read))
    if options.errors:
        for each in found:
            print("\n".join(beside(each)))
    report(counted(found))
    return 0


def places(names: Iterable[str], gold: Path, seed: Path | None) -> dict[str, Path]:
    """Return the files of the articles that are at hand, by the names of the list, in their order."""
    found = {name: gold / f"{name}.txt" for name in sorted(names) if name != SEED}
    if seed is not None and SEED in names:
        [found[SEED]] = (each for each in seed.iterdir() if each.is_file())
    return {name: file for name, file in found.items() if file.is_file()}


def articles(
    files: Mapping[str, Path], entries: Iterable[Entry], given: Mapping[str, Annotations]
) -> list[Article]:
    """Return the articles, each checked by all rules that ship; what is not ``given`` is read.

    Raises:
        SystemExit: if an article cannot be read.

    """
    keys = {name: "/".join(file.parts[-2:]) for name, file in files.items()}
    missing = [name for name, key in keys.items() if key not in given]
    made: dict[str, Annotations] = {}
    results = pipeline.read([str(files[name]) for name in missing], Settings()) if missing else ()
    for name, result in zip(missing, results, strict=True):
        if isinstance(result, Drop):
            raise SystemExit(f"{name} was not read: {result.detail}")
        made[name] = result
    by_article: dict[str, list[Entry]] = {name: [] for name in files}
    for entry in entries:
        if entry.article in by_article:
            by_article[entry.article].append(entry)
    found = []
    for name, theirs in by_article.items():
        ours = checked(made[name] if name in made else given[keys[name]], shipped().values())
        found.append(Article(name, ours.document.text, ours.findings, theirs))
    return found


def meets(finding: Finding, entry: Entry) -> bool:
    """Return whether a finding, whatever its code, shares a character with an entry."""
    return any(overlaps((s.start, s.end), (entry.start, entry.end)) for s in finding.spans)


def counted(found: Iterable[Article]) -> dict[str, Counts]:
    """Return the counts by code: all rules that ship, and codes of the list that no rule has."""
    counts = {code: Counts() for code in shipped()}
    for article in found:
        for entry in article.entries:
            codes = {each.code for each in article.findings if meets(each, entry)}
            found_here = Counts(entries=1, found=entry.code in codes, touched=bool(codes))
            counts.setdefault(entry.code, Counts()).take(found_here)
        for finding in article.findings:
            codes = {each.code for each in article.entries if meets(finding, each)}
            ours = Counts(findings=1, agree=finding.code in codes, in_any=bool(codes))
            counts[finding.code].take(ours)
    return counts


def report(counts: Mapping[str, Counts]) -> None:
    """Print the table, with totals of the rules that are on by default, of all rules, and of all entries."""
    rules = shipped()
    print(f"{'code':<24}" + "".join(f"{name:>11}" for name in _COLUMNS))
    totals = {"on by default": Counts(), "all rules": Counts(), "all entries": Counts()}
    for code, each in sorted(counts.items()):
        is_on = code in rules and rules[code].default
        print(_row(code if is_on or code not in rules else f"{code} (off)", each))
        totals["all entries"].take(each)
        if code != NO_CODE:
            totals["all rules"].take(each)
        if is_on:
            totals["on by default"].take(each)
    for name, total in totals.items():
        print(_row(name, total))


def _row(name: str, each: Counts) -> str:
    shown = (
        each.entries,
        each.found,
        _share(each.found, each.entries),
        each.touched,
        each.findings,
        each.agree,
        _share(each.agree, each.findings),
        each.in_any,
    )
    return f"{name:<24}" + "".join(f"{value:>11}" for value in shown)


def _share(part: int, whole: int) -> str:
    """Return a share with two digits; a dash where there is nothing to share."""
    return f"{part / whole:.2f}" if whole else "-"


def beside(article: Article) -> list[str]:
    """Return an article's entries and findings with who missed them, for a person who reads the misses."""
    lines = []
    for entry in article.entries:
        codes = sorted({each.code for each in article.findings if meets(each, entry)})
        mark = "found " if entry.code in codes else "MISSED"
        words = " ".join(article.text[entry.start : entry.end].split())
        lines.append(f"   {mark} {entry.code} «{words}» {entry.why}; ours: {' '.join(codes)}")
    for finding in article.findings:
        codes = sorted({each.code for each in article.entries if meets(finding, each)})
        mark = "agrees" if finding.code in codes else "ALONE "
        words = " // ".join(" ".join(each.text.split()) for each in finding.spans)
        lines.append(f"   {mark} {finding.code} «{words}» {finding.message}; theirs: {codes}")
    return [f"== {article.name}", *lines]


if __name__ == "__main__":
    sys.exit(main())
