"""Annotations made by hand, of articles that never stood in a newspaper."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.records import (
    Act,
    Annotations,
    Attribution,
    Block,
    BlockKind,
    ChainLink,
    Claim,
    Credit,
    Document,
    Finding,
    Input,
    Link,
    Manner,
    Outlet,
    Scope,
    Source,
    document_id,
)
from sayso.spans import Span, span


def document(*blocks: tuple[BlockKind, str], **fields: object) -> Document:
    """Return a document whose text is the blocks with blank lines between."""
    text, made = "", []
    for kind, words in blocks:
        text += "\n\n" if text else ""
        made.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words
    values: dict[str, object] = {
        "id": document_id(text),
        "input": Input(source="article.html", sha256="0" * 64, media_type="text/html"),
        "language": "en",
    }
    return Document(text=text, blocks=tuple(made), **(values | fields))  # type: ignore[arg-type]


@dataclass
class Pencil:
    """Finds words in a document, each after the last one found unless told where to begin."""

    document: Document
    attributions: list[Attribution] = field(default_factory=list)

    def at(self, words: str, to: str = "", *, after: str = "") -> Span:
        """Return the span of ``words``, or from them to the end of ``to``."""
        text = self.document.text
        start = text.index(words, text.index(after) if after else 0)
        end = text.index(to, start) + len(to) if to else start + len(words)
        return span(text, start, end)

    def says(  # noqa: PLR0913  # an attribution has that many parts
        self,
        source: str | None,
        who: list[Span],
        cue: list[Span],
        content: list[Span],
        *,
        manner: Manner = "indirect",
        act: Act = "say",
        parent: str | None = None,
        scope: Scope = "explicit",
        score: float = 0.9,
        inferred: bool = False,
        url: str | None = None,
    ) -> str:
        identity = f"a{len(self.attributions) + 1}"
        self.attributions.append(
            Attribution(
                id=identity,
                source=source,
                source_spans=tuple(who),
                cue_spans=tuple(cue),
                content_spans=tuple(content),
                manner=manner,
                act=act,
                score=score,
                parent=parent,
                scope=scope,
                inferred=inferred,
                url=url,
            )
        )
        return identity


TITLE = "Old harbour bridge “was sound” a week before it fell"
LEAD = "Inspectors are said to have signed the bridge off seven days before the collapse."
CAPTION = "The north span on Tuesday morning. (Photo: Mara Lindqvist/Nordbild)"
NOTICE = "This article first appeared in Der Hafenbote and was translated by Ines Vogt."
FIRST = (
    "KELMOUTH (Coastal Press) – The news agency Coastal Press reported on Tuesday, citing a"
    " spokesman for the port authority, that three warnings about the bridge had been “read and"
    " filed” since March."
)
SECOND = (
    "“The bearings were checked,” said Anna Reuss, the city’s chief engineer, “and they were fine.”"
    " She added that the report would be published within days."
)
THIRD = (
    "“We told them in spring, and we told them again in June. Nobody came to look at the cracks."
)
FOURTH = "“That is why I stopped driving across it,” wrote ferry captain Tom Okafor 🚢 on Friday."
FIFTH = (
    "The mayor denied that money had been short. According to him, the ministry had said that"
    " its own experts believed the bridge would stand “for another ten years”."
)
ARABIC = "وقال المهندس سامي حداد إن الجسر كان آمناً."
LAST = "Accordingly, traffic was never stopped. The builders declined to comment."
SILENT = "a13"
"""The attribution of the builders."""


def bridge() -> Annotations:
    """Return the rich one: nesting, gaps, a quote over paragraphs, nobody named, credits."""
    made = document(
        ("title", TITLE),
        ("lead", LEAD),
        ("caption", CAPTION),
        ("notice", NOTICE),
        ("notice", "By Ida Brook and Per Holm"),
        ("notice", "16 March 2021, 8:30 am"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("heading", "“Nobody came”"),
        ("paragraph", THIRD),
        ("quote", FOURTH),
        ("paragraph", FIFTH),
        ("paragraph", ARABIC),
        ("list", LAST),
        title=TITLE,
        byline=("Ida Brook", "Per Holm"),
        outlet=Outlet(name="The Kelmouth Courier", domain="kelmouth.example"),
        published="2021-03-16T08:30:00+01:00",
        modified="2021-03-17",
        url="https://kelmouth.example/news/bridge",
    )
    text = made.text
    link = text.index("Coastal Press reported")
    made = document(
        *((block.kind, text[block.start : block.end]) for block in made.blocks),
        title=TITLE,
        byline=made.byline,
        outlet=made.outlet,
        published=made.published,
        modified=made.modified,
        url=made.url,
        links=(Link(start=link, end=link + 22, url="https://coastal.example/1?a=1&b=2"),),
    )
    pen = Pencil(made)
    _first_half(pen)
    _second_half(pen)
    return Annotations(
        document=made,
        credits=_credits(pen),
        sources=_sources(pen),
        attributions=tuple(pen.attributions),
        claims=_claims(pen),
        findings=(
            Finding(
                code="SO101",
                name="unnamed-source",
                message="A statement names no source.",
                spans=(pen.at("are said"),),
            ),
        ),
        models={"attribution": "en-1"},
    )


def _first_half(pen: Pencil) -> None:
    at = pen.at
    pen.says(None, [], [at("are said")], [at("Inspectors"), at("to have signed", "the collapse")])
    agency = pen.says(
        "s1",
        [at("The news agency Coastal Press")],
        [at("reported")],
        [at("citing a spokesman", "since March", after="reported on")],
        act="report",
        url="https://coastal.example/1?a=1&b=2",
    )
    pen.says(
        "s2",
        [at("a spokesman for the port authority")],
        [at("citing")],
        [at("three warnings", "since March")],
        manner="mixed",
        parent=agency,
        act="cite",
    )
    pen.says(
        "s3",
        [at("Anna Reuss, the city’s chief engineer")],
        [at("said", after="were checked")],
        [at("“The bearings were checked,”"), at("“and they were fine.”")],
        manner="direct",
        score=0.97,
    )
    pen.says(
        "s3",
        [at("She", after="fine.”")],
        [at("added")],
        [at("the report would be published within days")],
    )


def _second_half(pen: Pencil) -> None:
    at = pen.at
    pen.says(
        "s4",
        [at("ferry captain Tom Okafor 🚢")],
        [at("wrote")],
        [at(THIRD), at("“That is why I stopped driving across it,”")],
        manner="direct",
    )
    pen.says(
        "s5", [at("The mayor")], [at("denied")], [at("money had been short")], act="deny", score=0.6
    )
    mayor = pen.says(
        "s6",
        [at("him", after="According")],
        [at("According to")],
        [at("the ministry had said", "ten years”")],
        manner="mixed",
    )
    ministry = pen.says(
        "s7",
        [at("the ministry")],
        [at("had said")],
        [at("its own experts", "ten years”")],
        manner="mixed",
        parent=mayor,
        inferred=True,
    )
    pen.says(
        "s8",
        [at("its own experts")],
        [at("believed")],
        [at("the bridge would stand “for another ten years”")],
        manner="mixed",
        parent=ministry,
        act="believe",
    )
    pen.says("s9", [at("المهندس سامي حداد")], [at("وقال")], [at("الجسر كان آمناً")])
    pen.says("s7", [], [], [at("traffic was never stopped")], scope="continued", score=0.55)
    pen.says("s11", [at("The builders")], [at("declined")], [at("to comment")], act="other")


def _credits(pen: Pencil) -> tuple[Credit, ...]:
    at = pen.at
    return (
        Credit(kind="agency", name="Coastal Press", spans=(at("Coastal Press", after="KELMOUTH"),)),
        Credit(
            kind="republished_from",
            name="Der Hafenbote",
            spans=(at("first appeared in Der Hafenbote"),),
            url="https://hafenbote.example/",
        ),
        Credit(kind="translated_from", name="Der Hafenbote", spans=(at("Der Hafenbote"),)),
        Credit(
            kind="photo", name="Mara Lindqvist/Nordbild", spans=(at("Mara Lindqvist/Nordbild"),)
        ),
        Credit(kind="contributed", name="Ines Vogt", spans=(at("Ines Vogt"),)),
    )


def _sources(pen: Pencil) -> tuple[Source, ...]:
    def source(identity: str, name: str, kind: str, *mentions: Span, **more: object) -> Source:
        values = {"named": True} | more
        return Source(id=identity, name=name, type=kind, mentions=mentions, **values)  # type: ignore[arg-type]

    at = pen.at
    return (
        source("s1", "Coastal Press", "agency", at("The news agency Coastal Press")),
        source(
            "s2",
            "spokesman for the port authority",
            "official",
            at("a spokesman for the port authority"),
            named=False,
            speaks_for="port authority",
        ),
        source("s3", "Anna Reuss", "official", at("Anna Reuss"), at("She", after="fine.”")),
        source("s4", "Tom Okafor", "social", at("ferry captain Tom Okafor 🚢")),
        source("s5", "the mayor", "official", at("The mayor"), named=False),
        source("s6", "him", "person", at("him", after="According"), named=False, resolved=False),
        source("s7", "the ministry", "organisation", at("the ministry")),
        source("s8", "experts", "unnamed", at("its own experts"), named=False),
        source("s9", "سامي حداد", "person", at("المهندس سامي حداد")),
        source("s10", "Der Hafenbote", "outlet", at("Der Hafenbote")),
        source("s11", "the builders", "organisation", at("The builders"), named=False),
    )


def _claims(pen: Pencil) -> tuple[Claim, ...]:
    """Return a claim for each attribution whose words are no deeper one's; one chain is a credit's."""
    by_credit = ChainLink(source="s10", attribution=None, via="credit")
    chains = {
        "a3": (
            ChainLink(source="s1", attribution="a2", via="text"),
            ChainLink(source="s2", attribution="a3", via="text"),
        ),
        "a4": (by_credit, ChainLink(source="s3", attribution="a4", via="text")),
    }
    return tuple(
        Claim(
            id=f"c{number}",
            spans=each.content_spans,
            attribution=each.id,
            chain=chains.get(each.id, ()),
            origin=each.source,
            polarity="negative" if each.act == "deny" else None,
        )
        for number, each in enumerate(pen.attributions, 1)
        if each.id not in {"a2", "a8", "a9", SILENT}
    )


def hostile() -> Annotations:
    """Return one in which every string tries to be more than text."""
    script = "<script>alert(1)</script>"
    made = document(
        ("title", f"{script}\x1b[31mred\x07 [bold]not bold[/bold]"),
        (
            "paragraph",
            f'He said "</p></article>{script}<img src=x onerror=alert(2)>" & left. {{{{7*7}}}}',
        ),
        ("caption", "evil \u202egnp.exe\u202c \u202e name --> ]]> </style>"),
        title=f"../../{script}\x1b]0;owned\x07",
        byline=(f"{script}", "[link=file:///etc/passwd]x[/link]"),
        outlet=Outlet(name='"><script>alert(3)</script>', domain="javascript:alert(1)"),
        published="<b>today</b>",
        url="javascript:alert(4)//https://x",
        language='en"><script>',
        links=(
            Link(start=0, end=8, url="javascript:alert(5)"),
            Link(start=9, end=14, url="data:text/html,x"),
        ),
        input=Input(
            source="https://x/\x1b[2J<script>", sha256="0" * 64, media_type="text/html", id="<i>"
        ),
    )
    pen = Pencil(made)
    pen.says(
        's1"><script>',
        [pen.at("He")],
        [pen.at("said")],
        [pen.at(f"</p></article>{script}<img src=x onerror=alert(2)>")],
        manner="direct",
        url="javascript:alert(7)",
    )
    pen.says(None, [], [pen.at("evil")], [pen.at("name --> ]]> </style>")], parent='a"2')
    return Annotations(
        document=made,
        credits=(Credit(kind="photo", name=f"{script}\x1b[0m", url="javascript:alert(6)"),),
        sources=(
            Source(
                id='s1"><script>',
                name=f"{script}\x9b31m[red]x",
                type="person",
                named=True,
                mentions=(pen.at("He"),),
                speaks_for="<iframe src=//evil>",
            ),
        ),
        attributions=tuple(pen.attributions),
        models={"<script>": "<img src=x>"},
    )
