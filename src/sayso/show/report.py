"""One document's annotations in; a report as one HTML file, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.checks import shipped
from sayso.checks.page import Part, parts
from sayso.records import Annotations, Claim, Credit, Document, Evidence, Finding
from sayso.show.fragment import Original
from sayso.show.headline import Headline, headline
from sayso.show.notices import repeats_head
from sayso.show.page import render
from sayso.show.reading import Hand, Label, Reading, Statement, reading
from sayso.show.remarks import Own, Remark, headline_states, own, remarks
from sayso.show.segments import Cutter, Segment, blocks
from sayso.spans import Range, Span

COLOURS = 6
"""Colours of the palette; further sources take them again, with other lines."""
_LINES = 4
"""Levels of lines that are drawn; deeper ones share the last."""
_SPOTLIGHTS = 400
"""Statements that light up; each is a rule that the browser must watch."""
_PLACES = 200
"""Stretches that a story leads to, for the same reason."""
_WORDS = "-w"
"""Makes of the id of a place the class of its words."""
FLAG = "flag"
"""Class of the words that a finding points at."""
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:?\d{2}|Z)?)?")


_Noticed = Credit | Finding | Claim | Evidence


@dataclass(frozen=True)
class _Paragraph:
    """One block, cut and ready to be drawn."""

    kind: str
    quiet: bool
    """Whether it is a notice that only says again what the head says."""
    segments: tuple[Segment, ...]
    depth: int


@dataclass(frozen=True)
class _Route:
    """A chain, and the statements that came that way."""

    hands: tuple[Hand, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class _Noted:
    """A credit, finding, claim or statement about evidence, with the id of its words."""

    what: _Noticed
    anchor: str | None


@dataclass(frozen=True)
class _Checked:
    """A rule that found something, its page but for the title, and what it found."""

    code: str
    name: str
    page: tuple[Part, ...]
    findings: tuple[_Noted, ...]


@dataclass(frozen=True)
class Back:
    """Where a reader may have come from: the list of all reports, or a story that leads to words here."""

    href: str
    story: bool = False
    places: Iterable[Span] = ()
    """The words that the story leads to; each lights up at the address that ``place`` gives it."""


@dataclass(frozen=True)
class ArticleValues:
    """What the parts of an article's page are made of; each field is a value that they take."""

    annotations: Annotations
    document: Document
    language: str | None
    """None where what the page gives is no name of a language."""
    date: str | None
    """None where what the page gives is no date."""
    read: Reading
    headline: Headline
    routes: Sequence[_Route]
    credits: Sequence[_Noted]
    checked: Sequence[_Checked]
    evidence: Sequence[tuple[Remark, _Noted]]
    own: Sequence[tuple[Own, _Noted]]
    headline_states: Label | None
    paragraphs: Sequence[_Paragraph]
    titled: bool
    """Whether one of the paragraphs is the title."""
    placed: Collection[str]
    """The keys of the statements that have a place in the text."""
    paint: _Paint
    original: Mapping[str, str | None]
    """Where the words of each statement are on the page that the article was taken from, by its key."""


def place(span: Span) -> str:
    """Return the id of words of an article in its report."""
    return f"p-{span.start}-{span.end}"


def report(annotations: Annotations, back: Back | None = None) -> str:
    """Return the report: the same annotations give the same file.

    Args:
        annotations: What it tells.
        back: Where a link at its head leads; None for a report by itself.

    """
    given = tuple(back.places) if back else ()
    values = article_values(annotations, given)
    css = _spotlights(values.read, _places(given))
    return render("report.html.jinja", css, back=back, **vars(values))


def spotlights(annotations: Annotations, places: Iterable[Span] = ()) -> str:
    """Return the CSS that goes with the parts of the same article and places: it lights up their words.

    No word of the article stands in it.
    """
    return _spotlights(reading(annotations), _places(places))


def article_values(annotations: Annotations, places: Iterable[Span] = ()) -> ArticleValues:
    """Return what ``templates/parts/article_*`` take, as in ``template.render(**vars(values))``.

    Args:
        annotations: What it tells.
        places: The words that a story leads to; each can be gone to at the id that ``place`` gives it.

    """
    read = reading(annotations)
    credits_ = [_noted("k", n, each) for n, each in enumerate(annotations.credits, 1)]
    findings = [_noted("f", n, each) for n, each in enumerate(annotations.findings, 1)]
    anchors: dict[int, list[str]] = {}
    evidence = [(each, _noted("e", n, each.evidence)) for n, each in enumerate(remarks(read), 1)]
    asserted = [(each, _noted("o", n, each.claim)) for n, each in enumerate(own(read), 1)]
    told = [noted for _, noted in (*evidence, *asserted)]
    for noted in (*credits_, *findings, *told):
        if noted.anchor:
            first = noted.what.spans[0]
            begins = first.end - len(first.text.lstrip())
            anchors.setdefault(begins, []).append(noted.anchor)
    lit = _places(places)
    for at, name in lit.items():
        anchors.setdefault(at[0], []).append(name.removesuffix(_WORDS))
    flags = dict.fromkeys((s.start, s.end) for each in annotations.findings for s in each.spans)
    paragraphs, cutter = _paragraphs(read, anchors, {**dict.fromkeys(flags, FLAG), **lit})
    document = annotations.document
    original = Original(document.url, document.text)
    return ArticleValues(
        annotations=annotations,
        document=document,
        language=_matching(_LANGUAGE, document.language),
        date=_matching(_DATE, document.published),
        read=read,
        headline=headline(document),
        routes=_routes(read),
        credits=credits_,
        checked=_checked(findings),
        evidence=evidence,
        own=asserted,
        headline_states=headline_states(read),
        paragraphs=paragraphs,
        titled=any(paragraph.kind == "title" for paragraph in paragraphs),
        placed={tag.statement.key for each in paragraphs for s in each.segments for tag in s.tags},
        paint=_Paint(cutter),
        original={e.key: original.link(e.attribution.content_spans) for e in read.statements},
    )


class _Paint:
    """Gives the classes that colour a voice, a segment and a tag."""

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter

    def colour(self, number: int | None) -> str:
        """Return the classes of voice ``number``: a colour, and from the seventh on a border."""
        if number is None:
            return "c0"
        turn, colour = divmod(number - 1, COLOURS)
        return f"c{colour + 1}" + (f" y{min(turn, 2)}" if turn else "")

    def segment(self, segment: Segment) -> str:
        """Return the classes of a segment: its tint, a line for each statement, and their names."""
        if not segment.statements:
            return " ".join(segment.places)
        innermost = segment.statements[0]
        names = [f"t{self._slot(innermost)}" + " unsure" * innermost.unsure]
        lines: dict[int, str] = {}
        for each in segment.statements:
            level = min(self._cutter.level(each), _LINES)
            lines.setdefault(level, f"l{level}-{self._slot(each)}" + f" u{level}" * each.unsure)
        return " ".join(
            [*names, *lines.values(), *(f"i-{e.key}" for e in segment.statements), *segment.places]
        )

    @staticmethod
    def _slot(statement: Statement) -> int:
        return (statement.number - 1) % COLOURS + 1 if statement.number else 0


def _paragraphs(
    read: Reading, anchors: dict[int, list[str]], places: dict[Range, str]
) -> tuple[list[_Paragraph], Cutter]:
    cutter = Cutter(read, anchors, places)
    made = []
    titles = 0
    for block in blocks(read.annotations.document):
        segments = tuple(cutter.cut(block))
        titles += block.kind == "title"
        kind = "heading" if block.kind == "title" and titles > 1 else block.kind
        quiet = kind == "notice" and repeats_head(block, read.annotations)
        made.append(_Paragraph(kind, quiet, segments, min(cutter.depth(segments), _LINES)))
    return made, cutter


def _checked(findings: Iterable[_Noted]) -> list[_Checked]:
    """Return the findings by rule, in the order of the text, each rule's page once."""
    by_rule: dict[tuple[str, str], list[_Noted]] = {}
    for each in findings:
        if isinstance(each.what, Finding):
            by_rule.setdefault((each.what.code, each.what.name), []).append(each)
    return [
        _Checked(code, name, _page(code), tuple(every)) for (code, name), every in by_rule.items()
    ]


def _page(code: str) -> tuple[Part, ...]:
    """Return the page of one of Sayso's own rules; nothing of another's, which may not be installed here."""
    rule = shipped().get(code)
    return tuple(each for each in parts(rule.page()) if each.kind != "title") if rule else ()


def _routes(read: Reading) -> list[_Route]:
    routes: dict[tuple[Hand, ...], list[Statement]] = {}
    for statement in read.chains:
        routes.setdefault(statement.chain, []).append(statement)
    return [_Route(hands, tuple(statements)) for hands, statements in routes.items()]


def _noted(letter: str, number: int, what: _Noticed) -> _Noted:
    # Blank words are not drawn, so nothing could lead to them.
    drawn = bool(what.spans) and bool(what.spans[0].text.strip())
    return _Noted(what, f"{letter}-{number}" if drawn else None)


def _places(spans: Iterable[Span]) -> dict[Range, str]:
    """Return the names of the words that a story leads to, in the order of the text."""
    named: dict[Range, str] = {}
    for span in sorted(spans)[:_PLACES]:
        at = (span.end - len(span.text.lstrip()), span.end)
        if at not in named and at[0] < at[1]:
            named[at] = place(span) + _WORDS
    return named


def _matching(pattern: re.Pattern[str], value: str | None) -> str | None:
    return value if value and pattern.fullmatch(value) else None


def _lit(name: str) -> str:
    """Return CSS that marks the words that a story has led to, as with a marker pen."""
    return f":root:has(#{name.removesuffix(_WORDS)}:target) .{name}{{background-color:var(--marker)}}\n"


def _spotlights(read: Reading, places: Mapping[Range, str]) -> str:
    """Return CSS that lights up all words of the statement or place that is pointed at or gone to."""
    statements = map(_spotlight, read.statements[:_SPOTLIGHTS])
    return "".join([*statements, *map(_lit, places.values())])


def _spotlight(statement: Statement) -> str:
    key = statement.key
    colour = (statement.number - 1) % COLOURS + 1 if statement.number else 0
    at = f"#w-{key}:target,#s-{key}:target,#s-{key}:hover,#s-{key}:focus-within,#w-{key}:hover"
    lit = f"--t:var(--c{colour});--mix:var(--strong);--link-ink:inherit"
    return f":root:has({at}) .i-{key}{{{lit}}}\n"
