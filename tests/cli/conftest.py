from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
import pytest
from typer.testing import CliRunner, Result

from sayso.cli.main import app
from sayso.errors import UsageError
from sayso.records import Annotations, Document, Drop, Input, document_id
from sayso.settings import Settings
from tests.show.builder import bridge, hostile

Run = Callable[..., Result]


class Reader:
    """Stands in for the pipeline: what an input is called decides what comes of it."""

    settings: Settings

    def count(self, inputs: Sequence[str]) -> int:
        return sum(3 if each == "three" else each != "-" for each in inputs)

    def read(self, inputs: Sequence[str], settings: Settings) -> Iterator[Annotations | Drop]:
        self.settings = settings
        for each in inputs:
            if each in {"three", "-"}:
                yield from (plain(f"Number {number}.") for number in range(3))
            elif each.startswith("bad"):
                yield Drop(stage="acquire", reason="empty", detail=f"{each}: It holds no \x1btext.")
            elif each == "unread":
                why = Drop(stage="annotate", reason="language", detail="Nothing reads “sv”.")
                yield msgspec.structs.replace(plain("Det regnade."), dropped=(why,))
            elif each == "missing":
                raise UsageError("There is no file or folder missing.")
            elif each == "stop":
                raise KeyboardInterrupt
            elif each == "defect":
                raise ZeroDivisionError("division by zero")
            else:
                yield {"bridge": bridge, "hostile": hostile}.get(
                    each, lambda: plain("It rained.")
                )()


def plain(text: str) -> Annotations:
    source = Input(source="x.txt", sha256="0" * 64, media_type="text/plain")
    return Annotations(document=Document(id=document_id(text), text=text, input=source, title=text))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr("sayso.cli.read._reader", lambda: (made.read, made.count))
    return made


@pytest.fixture
def run(reader: Reader) -> Run:  # noqa: ARG001  # it takes the pipeline's place

    def call(*words: str, env: dict[str, str] | None = None) -> Result:
        result = CliRunner().invoke(app, words, prog_name="sayso", env=env)
        assert "Traceback" not in result.output
        return result

    return call
