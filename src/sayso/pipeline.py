"""The only wiring: names of inputs in, annotated documents out, in their order; a case in, its stories out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.annotate import cards
from sayso.annotate.models import name
from sayso.errors import SaysoError, UsageError
from sayso.records import Document, Drop, Input

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from sayso.acquire import Raw
    from sayso.annotate import Annotator
    from sayso.annotate.models import ModelCard
    from sayso.case import Case
    from sayso.records import Annotations
    from sayso.settings import Settings
    from sayso.traces import Story, Trace

NEAREST = 3
"""Articles with the most and rarest of a claim's words, whose stories are traced; in a case of eight stories,
127 articles, one was enough."""

MOST_RANKED = 1000
"""Articles that are put in order by a claim's words, should a story be larger than what is traced."""

MOST_TRACED = 200
"""Articles over which one claim is traced."""

_STORY = re.compile(r"st[0-9a-f]{12}")


def read(sources: Sequence[str], settings: Settings) -> Iterator[Annotations | Drop]:
    """Yield, in the order of the inputs, each document with its annotations, or why it was dropped.

    Raises:
        UsageError: for what can never be read: a path that is not there, a form not supported.

    """
    from sayso import acquire  # noqa: PLC0415  # comparing what was read needs nothing that reads
    from sayso.reading import annotated  # noqa: PLC0415

    yield from annotated(acquire.raws(sources, settings), settings)


@dataclass(frozen=True)
class Traced:
    """A trace, and the articles that it is of: they are opened when somebody asks for them."""

    trace: Trace
    open: Callable[[Sequence[str]], Iterable[Annotations]] = field(compare=False)
    """Gives the articles of these ids, as far as they are there, in any order."""
    texts: Callable[[Sequence[str]], Iterable[Document]] = field(
        default=lambda _: (), compare=False
    )
    """Gives their documents alone, likewise."""

    @cached_property
    def articles(self) -> tuple[Annotations, ...]:
        """The articles, in the order of the trace."""
        names = [each.document for each in self.trace.articles]
        by_id = {each.document.id: each for each in self.open(names)}
        return tuple(by_id[each] for each in names if each in by_id)

    @cached_property
    def untitled(self) -> tuple[Document, ...]:
        """The documents without a title, which a list calls by their first words."""
        without = [each.document for each in self.trace.articles if not (each.title or "").strip()]
        return tuple(self.texts(without))


def trace(case: str, claim: str) -> Traced:
    """Return who of the articles in a case puts ``claim``, and on whose word.

    Looked at are the stories of the articles that have the most and rarest of the claim's words, or of those
    of a claim that a person judged to be the same; of them those stay in which an article repeats, doubts or
    denies it.

    Raises:
        UsageError: if there is no case at the path.
        SaysoError: if the case holds nothing, or is damaged.

    """
    from sayso.case import Case  # noqa: PLC0415  # reading an article needs no data base
    from sayso.keeping import phrasings_of, stories_in, trace_of  # noqa: PLC0415

    with Case.open(case) as opened:
        _hold(opened, case)
        put = phrasings_of(claim, opened.judgements())
        nearest = [name for each in put for name in opened.search(each, NEAREST)]
        near = stories_in(opened, nearest)
        wanted = sorted({name for each in near for name in each.documents})
        if len(wanted) > MOST_TRACED:
            ranked = [*nearest, *opened.search(claim, MOST_RANKED)]
            wanted = _first(wanted, list(dict.fromkeys(ranked)))
        made = trace_of(opened, claim, wanted)
        stated = {each.document for each in made.articles if each.stance != "neutral"}
        kept = {
            name for each in near if stated.intersection(each.documents) for name in each.documents
        }
        if not kept.issuperset(wanted):
            made = trace_of(opened, claim, [each for each in wanted if each in kept])
    return _traced(made, case)


def _first(wanted: Sequence[str], ranked: Sequence[str]) -> list[str]:
    """Return the documents that are nearest to a claim, at most as many as are traced."""
    among = set(wanted)
    nearest = [each for each in ranked if each in among]
    return [*nearest, *sorted(among.difference(nearest))][:MOST_TRACED]


def trace_story(case: str, story: str) -> Traced:
    """Return the same for the articles, and the claim, of a story that ``stories`` finds.

    Raises:
        UsageError: if there is no case at the path, or no story of this id in it.
        SaysoError: if the case holds nothing, or is damaged.

    """
    from sayso.case import Case  # noqa: PLC0415
    from sayso.keeping import stories_as_kept, stories_in, trace_of  # noqa: PLC0415

    with Case.open(case) as opened:
        _hold(opened, case)
        # The id is made of the articles: what the case keeps under it is that story, whatever has come since.
        kept, _ = stories_as_kept(opened, [story])
        found = next((each for each in kept if each.id == story), None)
        if found is None:
            found = next((each for each in stories_in(opened, [story]) if each.id == story), None)
        if found is None:
            raise UsageError(f"There is no story {story} in {case}; `sayso stories` lists them.")
        made = trace_of(opened, found.claim, found.documents, story=story)
    return _traced(made, case)


def traces(case: str, wanted: Sequence[Story]) -> Iterator[Traced]:
    """Yield the trace of each of these stories over its articles; the case keeps their numbers only."""
    from sayso.case import Case  # noqa: PLC0415
    from sayso.keeping import traces_of  # noqa: PLC0415

    with Case.open(case) as opened:
        for made in traces_of(opened, wanted):
            yield _traced(made, case)


def claims(case: str, named: Iterable[str]) -> list[str]:
    """Return what a judgement about claims is to keep: of a story its claim and one of its articles.

    The id of a story changes with its articles and its claim with the model; its articles stay what they are.

    Raises:
        UsageError: if there is no case at the path, or a story is named by an id that none has.
        SaysoError: if the case holds nothing, or is damaged.

    """
    from sayso.case import Case  # noqa: PLC0415
    from sayso.keeping import stories_in  # noqa: PLC0415

    found = []
    for each in named:
        if not _STORY.fullmatch(each):
            found.append(each)
            continue
        with Case.open(case) as opened:
            _hold(opened, case)
            story = next((s for s in stories_in(opened, [each]) if s.id == each), None)
            if story is None:
                raise UsageError(f"There is no story {each} in {case}; `sayso stories` lists them.")
            found += claims_of(opened, story)
    return found


def claims_of(opened: Case, story: Story) -> list[str]:
    """Return the claim of a story, if it has one, and the id of the article that is nearest to it."""
    first = _first(story.documents, opened.search(story.claim, MOST_RANKED))[0]
    return [story.claim, first] if story.claim else [first]


def stories(case: str) -> tuple[Story, ...]:
    """Return the stories of a case, the largest first.

    Raises:
        UsageError: if there is no case at the path.
        SaysoError: if the case holds nothing, or is damaged.

    """
    from sayso.case import Case  # noqa: PLC0415
    from sayso.keeping import largest_first, stories_in  # noqa: PLC0415

    with Case.open(case) as opened:
        _hold(opened, case)
        return largest_first(stories_in(opened))


def _hold(opened: Case, path: str) -> None:
    if not opened.count():
        raise SaysoError(f"{path} holds no articles yet; add some: sayso add {path} INPUT...")


def _traced(found: Trace, case: str) -> Traced:
    def read(names: Sequence[str]) -> Iterator[Annotations]:
        from sayso.case import Case  # noqa: PLC0415

        with Case.open(case) as opened:
            yield from opened.annotations(names)

    def texts(names: Sequence[str]) -> Iterator[Document]:
        from sayso.case import Case  # noqa: PLC0415

        with Case.open(case) as opened:
            yield from opened.texts(names)

    return Traced(found, read, texts)


def models() -> list[ModelCard]:
    """Return the cards of the models that ship with Sayso."""
    return cards()


def add(
    path: Path, sources: Sequence[str], settings: Settings, *, again: bool = False
) -> Iterator[Annotations | Drop]:
    """Add what the inputs hold to the case at ``path``, which is made if there is none.

    An input whose bytes were read before is passed over before it is opened, so that a run that was stopped
    goes on where it was. It yields, in the order of the inputs, each document once it is in the case, and why
    the others were left out: a ``Known`` if it was read before.

    Args:
        path: Of the case.
        sources: Names of inputs.
        settings: How they are read.
        again: Annotate anew what was annotated with other versions, from the text that the case holds; without
            any source, all documents.

    Raises:
        UsageError: for an input that can never be read, or what is no case; before anything is written.
        SaysoError: if the case cannot be written to; what was added before is kept.

    """
    from sayso import acquire  # noqa: PLC0415

    inputs = acquire.raws(sources, settings)
    own = tuple(f"{path}{beside}: " for beside in ("", "-wal", "-shm"))
    # The case may lie in the folder that is added to it.
    others = (e for e in inputs if not (isinstance(e, Drop) and e.detail.startswith(own)))
    yield from add_given(path, others, settings, again=again, create=bool(sources))


def add_given(
    path: Path,
    inputs: Iterable[Raw | Drop],
    settings: Settings,
    *,
    again: bool = False,
    create: bool = True,
    annotate: Annotator | None = None,
    between: Callable[[Case], None] | None = None,
) -> Generator[Annotations | Drop, None, None]:
    """Do the same with inputs that are opened already.

    Args:
        path: Of the case.
        inputs: What is to be added, in its order; each is asked for when there is time to read it.
        settings: How they are read.
        again: Annotate anew what was annotated with other versions.
        create: Make the case if there is none; without it, and with ``again``, all documents of the case are
            annotated anew.
        annotate: What annotates, if there is one already.
        between: Called with the case after each input, when what was yielded stands in it.

    Raises:
        UsageError: for what is no case, before anything is written.
        SaysoError: if the case cannot be written to; what was added before is kept.

    """
    from sayso.case import Case, Known  # noqa: PLC0415
    from sayso.reading import annotated  # noqa: PLC0415

    made_with = versions(settings)
    with Case.open(path, create=create, write=True) as case:

        def wanted() -> Iterator[Raw | Drop | Document]:
            if again and not create:
                yield from case.stale(made_with)
            for given in inputs:
                seen = None if isinstance(given, Drop) else case.known(_input(given), made_with)
                if seen is None:
                    yield given
                elif again and not seen.current:
                    yield from (each.document for each in case.annotations([seen.document]))
                else:
                    yield seen

        for result in annotated(wanted(), settings, annotate):
            if not isinstance(result, Drop):
                case.add(result, made_with)
            elif not isinstance(result, Known):
                case.add_drop(result)
            yield result
            if between is not None:
                between(case)


def versions(settings: Settings) -> dict[str, str]:
    """Return what decides, beside the input, what an annotated document holds."""
    from importlib.metadata import version  # noqa: PLC0415  # it searches the disk

    return {
        "sayso": version("sayso"),
        "attribution": name(settings.model),
        "min_score": str(settings.min_score),
        "nesting": str(settings.nesting).lower(),
    }


def _input(raw: Raw) -> Input:
    """Return what is known of an input before it is opened."""
    media_type = raw.media_type.partition(";")[0].strip().lower()
    digest = hashlib.sha256(raw.data).hexdigest()
    return Input(source=raw.source, sha256=digest, media_type=media_type)
