"""The texts of ``texts.toml`` -> what is read right; ``python -m tests.robustness.marking`` prints it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from eval.scoring import normalised
from tests.annotate.paper import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records import Annotations, Attribution
    from sayso.spans import Span

_TRIM = re.compile(r"^\W+|\W+$")
Words = tuple[str, ...]
"""The pieces of one part, a piece for each line, without punctuation at their edges."""


class Or(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other readings of an attribution that a careful reader would give."""

    source: tuple[str, ...] = ()
    cue: tuple[str, ...] = ()
    content: tuple[tuple[str, ...], ...] = ()


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"other": "or"}):
    """An attribution as a careful reader marks it."""

    source: str
    cue: str
    content: tuple[str, ...]
    name: str | None = None
    other: Or = Or()
    may: bool = False


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A short text with what is said in it."""

    name: str
    text: str
    said: tuple[Said, ...] = ()
    known: str | None = None


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as Sayso reads it, in the same form."""

    source: Words
    cue: Words
    content: Words
    name: str | None

    def __str__(self) -> str:
        parts = (self.source, self.cue, self.content)
        return " | ".join(" … ".join(each) or "-" for each in parts) + f" | {self.name}"


@cache
def texts() -> tuple[Text, ...]:
    """Return the texts of the file."""
    data = Path(__file__).with_name("texts.toml").read_bytes()
    return msgspec.toml.decode(data, type=_Table).text


def found(text: str) -> list[Found]:
    """Return what the shipped annotator reads in a text."""
    read = reading(text).found
    return [_found(each, read) for each in read.attributions]


def faults(text: Text) -> list[str]:
    """Return what is wrong with the reading of a text, a line for each fault; none where all is right."""
    left = dict(enumerate(found(text.text)))
    pairs = sorted(
        (-_likeness(said, each), said.may, here, there)
        for here, said in enumerate(text.said)
        for there, each in left.items()
        if _share(said, each) and (not said.may or all(_right(said, each).values()))
    )
    matched: dict[int, Found] = {}
    for _, _, here, there in pairs:
        if here not in matched and there in left:
            matched[here] = left.pop(there)
    result = []
    for here, said in enumerate(text.said):
        if here in matched:
            wrong = [part for part, right in _right(said, matched[here]).items() if not right]
            result += [f"{', '.join(wrong)}: {matched[here]}"] if wrong else []
        elif not said.may:
            result.append(f"missed: {said.source or '-'} | {said.cue or '-'} | {said.content[0]}")
    return result + [f"too much: {each}" for each in left.values()]


def _right(said: Said, each: Found) -> dict[str, bool]:
    """Return for each part whether it is as a careful reader has it."""
    return {
        "source": each.source in {_words([x]) for x in (said.source, *said.other.source)},
        "cue": each.cue in {_words(x.split(" … ")) for x in (said.cue, *said.other.cue)},
        "content": each.content in {_words(x) for x in (said.content, *said.other.content)},
        "name": said.name is None or each.name == said.name,
    }


def _share(said: Said, each: Found) -> bool:
    """Whether some words of the two contents are the same."""
    return any(a in b or b in a for a in _words(said.content) for b in each.content)


def _likeness(said: Said, each: Found) -> int:
    """How many parts are right; the content counts most."""
    right = _right(said, each)
    return sum(right.values()) + 2 * right["content"]


def _found(each: Attribution, read: Annotations) -> Found:
    names = {source.id: source.name for source in read.sources}
    return Found(
        source=_pieces(read.document.text, each.source_spans),
        cue=_pieces(read.document.text, each.cue_spans),
        content=_pieces(read.document.text, each.content_spans),
        name=None if each.source is None else names[each.source],
    )


def _pieces(text: str, spans: Sequence[Span]) -> Words:
    joined = normalised(text, ((each.start, each.end) for each in spans))
    return _words([text[start:end] for start, end in joined])


def _words(pieces: Sequence[str]) -> Words:
    lines = [_TRIM.sub("", line) for piece in pieces for line in piece.split("\n")]
    return tuple(line for line in lines if line)


def main() -> int:
    """Print for each text what is wrong with its reading, and how many are right."""
    right = 0
    for each in texts():
        wrong = faults(each)
        right += not wrong
        mark = "ok   " if not wrong else "wrong"
        print(f"{mark} {each.name}" + (f"  (known: {each.known})" if each.known else ""))  # noqa: T201
        for line in wrong:
            print(f"        {line!r}"[:400])  # noqa: T201
    print(f"{right} of {len(texts())} are read as a careful reader reads them.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
