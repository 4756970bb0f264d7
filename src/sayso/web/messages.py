"""What the explorer and its workers tell each other: messages in, length-prefixed JSON out, and back."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import IO, Any

import msgspec

from sayso.records import Drop, Record
from sayso.settings import Settings

LONGEST = 1 << 30
"""Bytes of a message; whoever tells of more is out of order."""

_SIZE = struct.Struct(">Q")


class Start(Record, frozen=True, tag=True):
    """The first thing a worker is told."""

    case: str
    spool: str
    settings: Settings


class Upload(Record, frozen=True):
    """An input: the file that its bytes wait in, or without one a link to fetch."""

    name: str
    path: str | None
    url: str | None
    media_type: str


class Add(Record, frozen=True, tag=True):
    """Inputs to be added to the case; the folder of their files is the worker's to empty."""

    uploads: tuple[Upload, ...]
    folder: str


class Ask(Record, frozen=True, tag=True):
    """A claim, or the id of a story, to be traced.

    Attributes:
        claim: In words.
        story: Its id.
        known_as: By which who asks knows what it was made from when it was asked for.

    """

    claim: str | None = None
    story: str | None = None
    known_as: str = ""


class Find(Record, frozen=True, tag=True):
    """Stories to be found anew, and the largest to be traced."""


class GiveWay(Record, frozen=True, tag=True):
    """Another waits for the right to write."""


class Progress(Record, frozen=True, tag=True):
    """What was done since the last message like this."""

    done: int
    total: int | None = None
    documents: tuple[str, ...] = ()
    added: int = 0
    known: int = 0
    dropped: tuple[Drop, ...] = ()
    dropped_count: int = 0


class Gave(Record, frozen=True, tag=True):
    """Another may write now, for a moment."""


class Told(Record, frozen=True, tag=True):
    """A trace, as JSON."""

    trace: msgspec.Raw


class Ended(Record, frozen=True, tag=True):
    """The work is done, or it failed."""

    failed: str | None = None


Task = Add | Ask | Find
Question = Start | Task | GiveWay
Answer = Progress | Gave | Told | Ended

_ENCODER = msgspec.json.Encoder(enc_hook=str)
QUESTIONS: msgspec.json.Decoder[Question] = msgspec.json.Decoder(
    Question, dec_hook=lambda _, value: Path(value)
)
ANSWERS: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def send(stream: IO[bytes], message: Question | Answer) -> None:
    """Write a message.

    Raises:
        OSError: if nobody reads it any more.

    """
    data = _ENCODER.encode(message)
    stream.write(_SIZE.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes], decoder: msgspec.json.Decoder[Any]) -> Any:  # noqa: ANN401  # of either side
    """Return the next message.

    Raises:
        EOFError: if none comes any more, or what comes is none.

    """
    size = stream.read(_SIZE.size)
    length = _SIZE.unpack(size)[0] if len(size) == _SIZE.size else LONGEST
    data = stream.read(length) if length < LONGEST else b""
    try:
        return decoder.decode(data)
    except msgspec.MsgspecError as problem:
        raise EOFError from problem
