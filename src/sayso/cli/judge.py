"""A case and what somebody has decided in; the case with the judgement, which stands until undone, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.add import CasePath
from sayso.cli.boundary import say
from sayso.traces import Judgement, JudgementKind

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.case import Case, Given

Names = Annotated[
    list[str], typer.Argument(metavar="NAME...", help="Names of sources, as an article has them.")
]
Claims = Annotated[
    list[str], typer.Argument(metavar="CLAIM...", help="The claims, in words, or ids of stories.")
]
Documents = Annotated[
    list[str],
    typer.Argument(metavar="DOCUMENT...", help="Ids of documents, or as much as tells them apart."),
]
Note = Annotated[str, typer.Option("--note", help="Why, for whoever reads it later.")]
Author = Annotated[
    str,
    typer.Option(
        "--author",
        envvar="SAYSO_AUTHOR",
        help="Who has decided it. Without it: the name you are logged in with.",
        show_default=False,
    ),
]
Number = Annotated[
    int | None,
    typer.Argument(
        metavar="NUMBER",
        help="Of the judgement; without it, the last one that stands.",
        show_default=False,
    ),
]


def merge(case: CasePath, names: Names, *, note: Note = "", author: Author = "") -> None:
    """Judge that these names mean one source."""
    _judge(case, "merge", names, note, author)


def split(case: CasePath, names: Names, *, note: Note = "", author: Author = "") -> None:
    """Judge that these names mean different sources."""
    _judge(case, "split", names, note, author)


def same_claim(case: CasePath, claims: Claims, *, note: Note = "", author: Author = "") -> None:
    """Judge that these put the same claim.

    The trace of one then takes in the articles of the others. Of a story, its claim and an article are kept.
    """
    from sayso import pipeline  # noqa: PLC0415  # it loads the models' run time

    if len({each.strip() for each in claims}) > 1:  # else the case says what is wrong
        claims = pipeline.claims(str(case), (each.strip() for each in claims))
    _judge(case, "same_claim", claims, note, author)


def not_a_copy(
    case: CasePath, documents: Documents, *, note: Note = "", author: Author = ""
) -> None:
    """Judge that these documents are no copies of one another."""
    _judge(case, "not_a_copy", documents, note, author)


def undo(case: CasePath, number: Number = None) -> None:
    """Take a judgement back."""
    from sayso.case import Case as Opened  # noqa: PLC0415  # not needed for --help

    with Opened.open(case, write=True) as opened:
        undone = opened.undo(number)
    typer.echo(f"Undone: {_sentence(undone)}")


def history(case: CasePath) -> None:
    """List the judgements of a case, also those that were undone."""
    from sayso.case import Case as Opened  # noqa: PLC0415

    with Opened.open(case) as opened:
        given = opened.history()
    for each in given:
        typer.echo(_sentence(each))
    if not given:
        say(f"No judgement was given in {case} yet.")


def _judge(case: Path, kind: JudgementKind, subjects: list[str], note: str, author: str) -> None:
    from sayso.case import Case as Opened  # noqa: PLC0415
    from sayso.case import login_name  # noqa: PLC0415

    with Opened.open(case, write=True) as opened:
        if kind == "not_a_copy":
            subjects = [opened.document_id(each) for each in subjects]
        subjects = list(dict.fromkeys(each.strip() for each in subjects))
        if kind in {"merge", "split"}:
            _ask_for(opened, [each for each in subjects if each])
        judgement = Judgement(
            kind=kind,
            subjects=tuple(subjects),
            note=note.strip(),
            author=author.strip() or login_name(),
        )
        number = opened.judge(judgement)
    typer.echo(f"Judgement {number} stands; `sayso undo {case} {number}` takes it back.")


def _ask_for(opened: Case, names: list[str]) -> None:
    """Say which names no article has: a judgement about a misspelt one would do nothing."""
    listed = (*opened.sources(), *opened.sources(named=False))
    known = {name.casefold() for each in listed for name in (each.name, *each.merged)}
    for name in names:
        if name.casefold() not in known:
            say(f"No source is called {name} so far; is it spelt as in `sayso sources`?")


def _sentence(given: Given) -> str:
    from sayso.show.plain import one_line  # noqa: PLC0415

    judged = given.judgement
    told = f"{given.number}. {judged.kind.replace('_', '-')}: {' | '.join(judged.subjects)}"
    by = f" by {judged.author}" if judged.author else ""
    note = f" ({judged.note})" if judged.note else ""
    undone = f"; undone {given.undone_at}" if given.undone_at else ""
    return one_line(f"{told}{note}; given {given.given_at}{by}{undone}.")
