"""An open case in; its stories, and the trace of a claim, out: those that the case keeps, or made and kept.

Stories are true of one count of the case's changes; traces stand under a key that is made of all that decides
them, so that they stay when other articles are added. Both are true only of the code and word lists that made
them. Where something cannot be kept, since another writes or nobody may, it is made anew the next time.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from sayso.annotate.models import SENTENCES
from sayso.case import Case
from sayso.errors import AnchorError, SaysoError
from sayso.tables import lines_of
from sayso.traces import Relation, Tally, Trace, tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sayso.compare.sketch import Sketch
    from sayso.traces import Judgement, Story

SKETCH, VECTORS, COPIES, TRACE, TALLY = "sketch", "vectors", "copies", "trace", "tally"
"""The kinds of what is kept: of each article to find its story, which a case drops when the article is read
anew; of the passages of some articles; of some articles, who has whose words; of a claim beside them; and that
in numbers."""

MOST_TRACES = 300
"""Traces that a case keeps, those made last: some 15 MB of stories of sixteen articles."""

MOST_TALLIES = 20_000
"""Traces of which it keeps the numbers, some 250 bytes each."""

TALLIED = 50
"""Traces that are made before their tallies are kept together: the right to write is not taken for each."""

SAME = 1.1
"""How many times the vectors that are kept make it worth to keep them anew."""

_HYPHEN = "-"

Form = TypeVar("Form")


class _Kept(NamedTuple):
    """A result to be kept; bytes as they are, a record as JSON."""

    kind: str
    key: str
    value: bytes | Trace | Tally | Sequence[Relation]

    def row(self) -> tuple[str, str, bytes]:
        value = self.value
        return (
            self.kind,
            self.key,
            value if isinstance(value, bytes) else msgspec.json.encode(value),
        )


@lru_cache(maxsize=1)
def made_by() -> str:
    """Return what makes derived results: the release, and a hash of all that compares, code and word lists."""
    hashed = hashlib.sha256()
    for each in sorted((Path(__file__).parent / "compare").iterdir()):
        if each.suffix in {".py", ".toml"}:
            hashed.update(each.read_bytes())
    return f"{_release()} {hashed.hexdigest()[:12]}"


def _release() -> str:
    from importlib.metadata import version  # noqa: PLC0415  # it searches the disk

    return f"sayso {version('sayso')}"


def stories_in(opened: Case, names: Sequence[str] | None = None) -> tuple[Story, ...]:
    """Return the stories, or those of these ids or of articles of these ids."""
    stamp, changes = _stamp(opened), opened.changes()
    found = opened.stories(stamp, names)
    # Every article has a story, so where none is found although some are kept, the name is none.
    if found or (names is not None and opened.stories(stamp)):
        return found
    from sayso.compare.stories import stories_of  # noqa: PLC0415

    sketches, new = _sketches(opened)
    found = stories_of(sketches, judgements=opened.judgements())
    with contextlib.suppress(SaysoError), Case.open(opened.path, write=True) as kept:
        if kept.changes() == changes:
            kept.keep_all(SKETCH, new, made_by())
            kept.keep_stories(found, stamp)
    if names is None:
        return found
    return tuple(each for each in found if not {each.id, *each.documents}.isdisjoint(names))


def _stamp(opened: Case) -> str:
    return f"{made_by()}, change {opened.changes()}"


def _sketches(opened: Case) -> tuple[list[Sketch], dict[str, bytes]]:
    """Return the sketches of all articles, and of those that the case has not kept what it is to keep."""
    from sayso.compare.sketch import Sketch, sketch  # noqa: PLC0415

    kept = opened.kept(SKETCH, made_by())
    known, decoder = [], lines_of(Sketch)
    ids = set(opened.ids())
    for each in ids.intersection(kept):
        with contextlib.suppress(msgspec.MsgspecError):  # what cannot be read is made anew
            known.append(decoder.decode(kept[each]))
    missing = ids.difference(each.document for each in known)
    made = [sketch(each) for each in opened.annotations(missing)]
    return [*known, *made], {each.document: msgspec.json.encode(each) for each in made}


def stories_as_kept(
    opened: Case, names: Sequence[str] | None = None
) -> tuple[tuple[Story, ...], bool]:
    """Return the stories that were found last, and whether they are still those; nothing is worked out.

    Where none have been found yet, there are none and they are not those.

    Args:
        opened: The case.
        names: Only those of these ids or of articles of these ids, if given.

    """
    found = largest_first(opened.stories(names=names))
    return found, are_current(opened, opened.stories_made_by())


def are_current(opened: Case, made_by: str | None) -> bool:
    """Return whether stories that ``made_by`` has made are those of the case as it is now."""
    return made_by == _stamp(opened)


def largest_first(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Return stories in the order in which they are listed."""
    return tuple(sorted(stories, key=lambda each: (-each.size, each.first or "", each.id)))


def trace_of(
    opened: Case, claim: str, documents: Sequence[str], *, story: str | None = None
) -> Trace:
    """Return the trace of a claim over some documents of a case, which keeps it.

    Args:
        opened: The case.
        claim: One sentence.
        documents: Their ids.
        story: Its id, to be passed on.

    """
    key = trace_key(opened, claim, documents, story=story)
    known = kept_trace(opened, key)
    if known is not None:
        return known
    found, new = _made(opened, key, claim, documents, story)
    _keep(opened, [_Kept(TRACE, key, found), _Kept(TALLY, key, tally(found)), *new])
    return found


def traces_of(opened: Case, wanted: Iterable[Story]) -> Iterator[Trace]:
    """Yield the trace of each story; kept are only tallies, since all traces would be larger than the case."""
    new: list[_Kept] = []
    try:
        for each in wanted:
            key = trace_key(opened, each.claim, each.documents, story=each.id)
            found = kept_trace(opened, key)
            if found is None:
                found, _ = _made(opened, key, each.claim, each.documents, each.id)
                new.append(_Kept(TALLY, key, tally(found)))
            yield found
            if len(new) == TALLIED:
                _keep(opened, new)
                new.clear()
    finally:
        _keep(opened, new)


def trace_key(
    opened: Case, claim: str, documents: Sequence[str], *, story: str | None = None
) -> str:
    """Return by what the trace of a claim is kept: made of all that decides it, but for Sayso itself.

    That is which documents, what decides what their annotations say, the story, the claim, and those of the
    judgements that stand which are about one of the documents, its sources or the claim. So it stays when the
    rest of the case changes, and comes back when a judgement is undone.
    """
    asked = _Judged(opened, documents).asked(claim, documents, story)
    return _key(_articles(documents), documents, opened.made_from(documents), asked)


def kept_trace(opened: Case, key: str) -> Trace | None:
    """Return the trace of this key if the case keeps it; nothing is worked out."""
    return _kept(opened, TRACE, key, Trace)


def kept_tallies(opened: Case, stories: Iterable[Story]) -> dict[str, Tally]:
    """Return, by the ids of stories, their traces in numbers, where the case keeps them."""
    known = opened.kept(TALLY, made_by())
    over = {key.partition(_HYPHEN)[0] for key in known}
    wanted = [(each, these) for each in stories if (these := _articles(each.documents)) in over]
    made_from = opened.made_from({name for each, _ in wanted for name in each.documents})
    judged = _Judged(opened, made_from)
    decoder = lines_of(Tally)
    found = {}
    for each, these in wanted:
        asked = judged.asked(each.claim, each.documents, each.id)
        value = known.get(_key(these, each.documents, made_from, asked))
        with contextlib.suppress(msgspec.MsgspecError):
            if value is not None:
                found[each.id] = decoder.decode(value)
    return found


def _key(these: str, documents: Sequence[str], made_from: Mapping[str, str], asked: str) -> str:
    """Return the key of a trace; it begins with that of its copies, and this with that of its vectors."""
    read = _hash(*(made_from.get(each, "") for each in sorted(documents)))
    return _HYPHEN.join([these, read, asked])


def _articles(documents: Sequence[str]) -> str:
    return _hash(*sorted(documents))


class _Judged:
    """The judgements that stand, by what they are about: the others change nothing in a trace."""

    def __init__(self, opened: Case, documents: Collection[str]) -> None:
        """Find which are about these documents, or have the name of a source of theirs."""
        self._judgements = opened.judgements()
        self._same = [each for each in self._judgements if each.kind == "same_claim"]
        self._about: defaultdict[str, set[int]] = defaultdict(set)
        names: defaultdict[str, set[int]] = defaultdict(set)
        for number, each in enumerate(self._judgements):
            if each.kind == "not_a_copy":
                for document in each.subjects:
                    self._about[document].add(number)
            elif each.kind != "same_claim":
                for name in each.subjects:
                    names[name.casefold()].add(number)
        if names:
            for document, name in opened.bearers(names.keys(), documents):
                self._about[document] |= names[name]

    def asked(self, claim: str, documents: Sequence[str], story: str | None) -> str:
        """Return a hash of the story, all phrasings of the claim, and the judgements about the documents."""
        numbers = {at for each in documents for at in self._about.get(each, ())}
        about = msgspec.json.encode([self._judgements[at] for at in sorted(numbers)])
        # A claim may hold half a letter, which has no place in JSON.
        return _hash(story or "", repr(phrasings_of(claim, self._same)), about.decode())


def phrasings_of(claim: str, judgements: Sequence[Judgement]) -> tuple[str, ...]:
    """Return the claim and what people judged to be the same; what compares is loaded only where they did."""
    if all(each.kind != "same_claim" for each in judgements):
        return (claim,)
    from sayso.compare.phrasings import phrasings  # noqa: PLC0415

    return phrasings(claim, judgements)


def _made(
    opened: Case, key: str, claim: str, documents: Sequence[str], story: str | None
) -> tuple[Trace, list[_Kept]]:
    """Return a trace, and what the next one over the same documents need not work out again."""
    from sayso.compare.copies import copies  # noqa: PLC0415  # what is kept needs nothing that compares
    from sayso.compare.encoder import recall, remember  # noqa: PLC0415
    from sayso.compare.trace import trace  # noqa: PLC0415

    read, these = key.rpartition(_HYPHEN)[0], key.partition(_HYPHEN)[0]
    articles = list(opened.annotations(documents))
    relations = _kept(opened, COPIES, read, tuple[Relation, ...])
    new = []
    if relations is None:
        credited = {each.document.id: each.credits for each in articles}
        relations = copies([each.document for each in articles], credited)
        new.append(_Kept(COPIES, read, relations))
    before = opened.kept(VECTORS, _encoder(), these).get(these, b"")
    recall(before)
    judgements = opened.judgements()
    found = trace(claim, articles, story=story, judgements=judgements, relations=relations)
    vectors = remember()
    # Another claim asks for a few passages more or less; what is nearly the same is not written again.
    if len(vectors) > len(before) * SAME:
        new.append(_Kept(VECTORS, these, vectors))
    return found, new


def _hash(*parts: str) -> str:
    """Return half of a SHA-256: 128 bits."""
    hashed = hashlib.sha256("\n".join(parts).encode("utf8", "surrogatepass"))
    return hashed.hexdigest()[:32]


def _encoder() -> str:
    """Return what makes vectors: they are the same whatever compares them."""
    return f"{_release()}, {SENTENCES}"


def _kept(opened: Case, kind: str, key: str, form: type[Form]) -> Form | None:
    """Return what is kept, or None; what somebody has changed so that it cannot be read is made anew."""
    known = opened.kept(kind, made_by(), key).get(key)
    with contextlib.suppress(msgspec.MsgspecError, AnchorError):
        return lines_of(form).decode(known) if known is not None else None
    return None


def _keep(opened: Case, new: Sequence[_Kept]) -> None:
    """Keep results if nobody else writes, and forget what is old, of other code, or of use to no trace."""
    try:
        rows = [each.row() for each in new]
    except UnicodeEncodeError:  # a claim with half a letter, as a terminal can pass on
        return
    if not rows:
        return
    with contextlib.suppress(SaysoError), Case.open(opened.path, write=True) as kept:
        for kind, key, value in rows:
            kept.keep(kind, key, value, _maker(kind))
        for kind in (TRACE, TALLY, COPIES, VECTORS):
            kept.forget(kind, but=_maker(kind))
        kept.forget_older(TRACE, MOST_TRACES)
        kept.forget_older(TALLY, MOST_TALLIES)
        kept.forget_without(COPIES, TRACE)
        kept.forget_without(VECTORS, TRACE)


def _maker(kind: str) -> str:
    return _encoder() if kind == VECTORS else made_by()
