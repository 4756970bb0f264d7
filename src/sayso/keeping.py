"""An open case in; its stories, and the trace of a claim, out: those that the case keeps, or made and kept.

What is kept is true of one count of the case's changes and of the code and word lists that made it. Where it
cannot be kept, since another writes or nobody may, it is made anew the next time.
"""

from __future__ import annotations

import contextlib
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sayso.annotate.models import SENTENCES
from sayso.case import Case
from sayso.errors import AnchorError, SaysoError
from sayso.tables import lines_of
from sayso.traces import Relation, Trace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.sketch import Sketch
    from sayso.traces import Story

SKETCH, VECTORS, COPIES, TRACE = "sketch", "vectors", "copies", "trace"
"""The kinds of what is kept: of each article to find its story, which a case drops when the article is read
anew; of the passages of some articles; of some articles, who has whose words; of a claim beside them."""

SAME = 1.1
"""How many times the vectors that are kept make it worth to keep them anew."""

Form = TypeVar("Form")


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


def trace_of(
    opened: Case,
    claim: str,
    documents: Sequence[str],
    *,
    story: str | None = None,
    keep: bool = True,
) -> Trace:
    """Return the trace of a claim over some documents of a case.

    Args:
        opened: The case.
        claim: One sentence.
        documents: Their ids.
        story: Its id, to be passed on.
        keep: Whether it is kept; of all stories, together, traces would be larger than the case.

    """
    stamp, changes = _stamp(opened), opened.changes()
    these = _hash(*sorted(documents))
    this = _hash(story or "", claim, these)
    if (known := _kept(opened, TRACE, this, stamp, Trace)) is not None:
        return known
    from sayso.compare.copies import copies  # noqa: PLC0415  # what is kept needs nothing that compares
    from sayso.compare.encoder import recall, remember  # noqa: PLC0415
    from sayso.compare.trace import trace  # noqa: PLC0415

    articles = list(opened.annotations(documents))
    relations = _kept(opened, COPIES, these, stamp, tuple[Relation, ...])
    if relations is None:
        credited = {each.document.id: each.credits for each in articles}
        relations = copies([each.document for each in articles], credited)
    before = opened.kept(VECTORS, _encoder(), these).get(these, b"")
    recall(before)
    judgements = opened.judgements()
    found = trace(claim, articles, story=story, judgements=judgements, relations=relations)
    if keep:
        new = {(COPIES, these): relations, (TRACE, this): found}
        _keep(opened, stamp, changes, new)
        vectors = remember()
        # Another claim asks for a few passages more or less; what is nearly the same is not written again.
        if len(vectors) > len(before) * SAME:
            with contextlib.suppress(SaysoError), Case.open(opened.path, write=True) as kept:
                kept.keep(VECTORS, these, vectors, _encoder())
    return found


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf8", "surrogatepass")).hexdigest()


def _encoder() -> str:
    """Return what makes vectors: they are the same whatever compares them."""
    return f"{_release()}, {SENTENCES}"


def _kept(opened: Case, kind: str, key: str, stamp: str, form: type[Form]) -> Form | None:
    """Return what is kept, or None; what somebody has changed so that it cannot be read is made anew."""
    known = opened.kept(kind, stamp, key).get(key)
    with contextlib.suppress(msgspec.MsgspecError, AnchorError):
        return lines_of(form).decode(known) if known is not None else None
    return None


def _keep(opened: Case, stamp: str, changes: int, new: Mapping[tuple[str, str], object]) -> None:
    """Keep results, and forget those of the same kinds that were true before a change."""
    try:
        rows = {name: msgspec.json.encode(each) for name, each in new.items()}
    except UnicodeEncodeError:  # a claim with half a letter, as a terminal can pass on
        return
    with contextlib.suppress(SaysoError), Case.open(opened.path, write=True) as kept:
        if kept.changes() == changes:
            for (kind, key), value in rows.items():
                kept.forget(kind, but=stamp)
                kept.keep(kind, key, value, stamp)
