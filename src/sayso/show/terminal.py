"""Annotations in; a reading of them for a terminal, in plain words, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.text import Text

from sayso.records import Annotations, Credit, Document
from sayso.show.headline import headline
from sayso.show.plain import day, one_line, web_address
from sayso.show.reading import Hand, Reading, Statement, Voice, reading
from sayso.show.remarks import headline_states, own, remarks
from sayso.show.wording import Wording, wording

_WIDEST = 100
"""Longer lines are hard to read, however wide the window is."""
_INDENT = 7
"""Room for a label such as 12ab and two spaces on both sides of it."""
_FILE_WIDTH = 80


def console(stream: TextIO, *, file: bool = False) -> Console:
    """Return a console on ``stream``: coloured only on a terminal, and without NO_COLOR."""
    made = Console(
        file=stream,
        markup=False,
        highlight=False,
        emoji=False,
        width=_FILE_WIDTH if file else None,
        force_terminal=False if file else None,
    )
    made.width = min(made.width, _WIDEST)
    return made


def show(annotations: Annotations, to: Console) -> None:
    """Print what ``annotations`` hold to the console ``to``."""
    words = wording()
    for part in _parts(reading(annotations), words):
        to.print(part)


def separator() -> RenderableType:
    """Return the line that stands between two documents."""
    return Group(Text(), Rule(style="dim"), Text())


def _parts(read: Reading, words: Wording) -> Iterator[RenderableType]:
    annotations = read.annotations
    yield from _head(annotations.document, words)
    yield from _credits(annotations.credits, words)
    yield Text()
    yield from map(paragraph, _summary(read, words))
    yield from _evidence(read, words)
    for voice in read.told:
        yield Text()
        yield _voice_line(voice, words)
        for statement in voice.statements:
            yield _statement(statement, words)
    if read.unnamed:
        yield Text()
        yield Text(words.common["no_source"], style="bold")
        for statement in read.unnamed:
            yield _statement(statement, words)
    yield from _own(read, words)
    silent = [one_line(voice.source.name) for voice in read.silent]
    if silent:
        yield Text()
        yield paragraph(Text(f"{words.common['only_named']}: {', '.join(silent)}", style="dim"))
    if annotations.findings:
        yield Text()
        yield Text(words.common["findings"], style="bold")
        for finding in annotations.findings:
            yield Row(Text(one_line(finding.code)), Text(one_line(finding.message)), _INDENT)
    if read.left_out:
        yield Text()
        yield Text(words.common["dropped"], style="bold")
        for drop in read.left_out:
            yield Row(Text(), Text(one_line(drop.detail or drop.reason), style="dim"), _INDENT)


def _head(document: Document, words: Wording) -> Iterator[RenderableType]:
    title = headline(document)
    yield paragraph(Text(one_line(title.text), style="bold underline" if title.given else "italic"))
    byline = ", ".join(one_line(name) for name in document.byline)
    outlet = document.outlet.name or document.outlet.domain
    published, modified = day(document.published), day(document.modified)
    facts = [one_line(outlet) if outlet else "", byline, one_line(published or "")]
    if modified and modified != published:
        facts.append(words.common["updated"].format(date=one_line(modified)))
    if any(facts):
        yield paragraph(Text(" · ".join(filter(None, facts))))
    address = web_address(document.url)
    yield Text(address or one_line(document.input.source), style="dim", overflow="fold")


def _credits(credits_: tuple[Credit, ...], words: Wording) -> Iterator[RenderableType]:
    if credits_:
        yield Text()
    for credit in credits_:
        line = Text(f"{words.credit[credit.kind]}: ", style="dim")
        line.append(one_line(credit.name), style="not dim")
        yield paragraph(line)


def _summary(read: Reading, words: Wording) -> Iterator[Text]:
    if read.unread:
        yield Text(f"{words.common['unread']}: {one_line(read.unread)}", style="yellow")
    elif not read.statements:
        yield Text(words.common["no_statements"])
    if read.statements:
        yield Text(words.sum(read.counts))


def _evidence(read: Reading, words: Wording) -> Iterator[RenderableType]:
    """Yield what the article says of the evidence: what is said, and below it of what and by whom."""
    every = remarks(read)
    if every:
        yield Text()
        yield Text(words.common["evidence"], style="bold")
    for each in every:
        notes = [words.evidence[each.evidence.kind]]
        if each.who is not None:
            notes.append(f"{one_line(each.who)} ({each.number})")
        if each.about:
            labels = ", ".join(label.label for label in each.about)
            notes.append(f"{words.common['about']} {labels}")
        said = Text(" … ".join(map(one_line, each.words)))
        yield Row(Text(), said.append("\n" + " · ".join(notes), style="dim"), _INDENT)


def _own(read: Reading, words: Wording) -> Iterator[RenderableType]:
    """Yield how much the article asserts itself; the words are in the report."""
    every = own(read)
    if not every:
        return
    yield Text()
    said = f"{words.common['own']}: {words.counts.own(len(every))}"
    yield paragraph(Text(said, style="dim"))
    states = headline_states(read)
    if states is not None:
        yield paragraph(Text(f"{words.common['headline_states']} {states.label}"))


def _voice_line(voice: Voice, words: Wording) -> RenderableType:
    source = voice.source
    line = Text(one_line(source.name) or words.source_type["unnamed"], style="bold cyan")
    notes = [words.source_type[source.type]]
    if source.speaks_for:
        notes.append(f"{words.common['speaks_for']} {one_line(source.speaks_for)}")
    if not source.resolved:
        notes.append(words.common["unresolved"])
    if source.anonymity is not None:
        notes.append(f"{words.common['anonymity']}: “{one_line(source.anonymity.text)}”")
    line.append(f"  {', '.join(notes)}", style="not bold dim")
    return Row(Text(str(voice.number), style="bold cyan"), line, _INDENT)


def _statement(statement: Statement, words: Wording) -> RenderableType:
    if statement.role == "relay":
        lines = [_relayed(statement, words)]
    else:
        said = " … ".join(map(one_line, statement.words)) or words.page["words_none"]
        lines = [Text(said), _how(statement, words)]
        if len(statement.chain) > 1:
            lines.append(_chain(statement.chain, words))
    address = web_address(statement.attribution.url)
    if address:
        lines.append(Text(one_line(address), style="dim"))
    body = Text("\n").join(lines)
    return Row(Text(f"  {statement.label}", style="cyan"), body, _INDENT)


def _relayed(statement: Statement, words: Wording) -> Text:
    """Return the line of one who passes on the words of others, which stand there and not here."""
    labels = ", ".join(each.label for each in statement.passed)
    if statement.attribution.inferred:  # the cue is the deeper source's: "told the newspaper"
        line = Text(f"{words.common['passed_on']} {labels}", style="dim")
        return line.append(f" · {words.common['inferred']}")
    line = Text(style="dim").append(_cue(statement, words), style="italic")
    return line.append(f" · {words.common['words_of']} {labels}")


def _how(statement: Statement, words: Wording) -> Text:
    attribution, claim = statement.attribution, statement.claim
    if statement.role == "silence":
        return Text(words.common["silence"], style="dim")
    cue = "" if statement.continues and not statement.cues else _cue(statement, words)
    line = Text(style="dim").append(cue, style="italic" if statement.cues else "")
    notes = [words.manner[attribution.manner]]
    if statement.continues is not None:
        notes.append(f"{words.common['still_on']} {statement.continues.label}")
    elif attribution.scope == "continued":
        notes.append(words.common["continued"])
    if attribution.inferred:
        notes.append(words.common["inferred"])
    if claim and claim.polarity == "negative":
        notes.append(words.common["denied"])
    if statement.unsure:
        notes.append(words.common["unsure"].format(n=statement.percent))
    return line.append((" · " if cue else "") + " · ".join(notes))


def _cue(statement: Statement, words: Wording) -> str:
    return " … ".join(map(one_line, statement.cues)) or words.act[statement.attribution.act]


def _chain(hands: tuple[Hand, ...], words: Wording) -> Text:
    names = []
    for hand in hands:
        name = one_line(hand.name or "") or words.common["no_source"]
        via = words.via[hand.via]
        names.append(f"{name} ({via})" if via else name)
    return Text(f"{words.common['chain']}: {' ← '.join(names)}", style="yellow")


def paragraph(text: Text) -> RenderableType:
    """Return ``text`` without the spaces that wrapping leaves at the ends of lines."""
    return Row(Text(), text, 0)


class Row:
    """A text that hangs beside its label; no line ends in spaces, which a table would add."""

    def __init__(self, label: Text, body: Text, indent: int) -> None:
        self._label = label
        self._body = body
        self._indent = indent

    def __rich_console__(self, to: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = max(options.max_width - self._indent, 10)
        short = self._body.cell_len <= width and not {"\n", "\t"}.intersection(self._body.plain)
        lines = [self._body.copy()] if short else self._body.wrap(to, width)
        for number, line in enumerate(lines):
            line.rstrip()
            before = self._label if not number else Text()
            start = Text().append_text(before)
            start.append(" " * max(self._indent - before.cell_len, 1 if before else 0))
            # What fits is not wrapped once more.
            whole = start.append_text(line)
            fits = whole.cell_len <= options.max_width
            yield from whole.render(to, "\n") if fits else (whole,)
