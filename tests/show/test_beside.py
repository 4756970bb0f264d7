"""Two texts side by side on a page: the words are the text's, nothing is told by colour alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.compare.beside import beside
from sayso.records import Block, Document, Input, document_id
from sayso.show.beside import Head, rows
from sayso.show.page import environment, style
from sayso.show.wording import wording
from tests.show.pages import Page

if TYPE_CHECKING:
    from sayso.compare.beside import Beside

SHOW = Path(__file__).parents[2] / "src" / "sayso" / "show"
TEMPLATE = """{% import "beside.html.jinja" as parts %}{{ parts.sums(found) }}{{ parts.key() }}
{{ parts.beside(rows, earlier, later) }}"""

FERRY = "The ferry Alma ran aground off Port Lindau on Monday, the harbour office said."
CREW = "Its crew of nine was brought ashore by two tugs before the tide turned."
OIL = "Some 400 litres of diesel leaked into the bay, a spokesman for the owners told reporters."
GULLS = "Wardens of the bird reserve found no gulls with oil on their feathers until the evening."


def document(*paragraphs: str, language: str = "en", blocks: tuple[Block, ...] = ()) -> Document:
    text = "\n\n".join(paragraphs)
    return Document(
        id=document_id(text),
        text=text,
        input=Input(source="-", sha256="sha256:" + 64 * "0", media_type="text/plain"),
        blocks=blocks,
        language=language,
    )


GAZETTE, HERALD = Head("Gazette"), Head("Herald")


def page(found: Beside, earlier: Head = GAZETTE, later: Head = HERALD) -> str:
    template = environment().from_string(TEMPLATE)
    return template.render(found=found, rows=rows(found, wording()), earlier=earlier, later=later)


class Cells(Page):
    """Keeps the text of each paragraph, without the labels of what is notable."""

    def __init__(self, html: str) -> None:
        self.texts: list[str] = []
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if "text" in self._classes(dict(attrs)):
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        classes = [name for _, values in self.open for name in self._classes(values)]
        if "text" in classes and "noted" not in classes:
            self.texts[-1] += data


def test_each_change_has_its_element_and_its_word() -> None:
    html = page(
        beside(
            document("The flood cost 500 farmers in the bay their old barns.", CREW, OIL),
            document("The great flood cost about 500 farmers in the bay their barns.", CREW, GULLS),
        )
    )
    assert '<del class="left_out" data-word="left out">old</del>' in html
    assert '<ins class="added" data-word="added">great</ins>' in html
    assert (
        'class="instead notable" data-word="put otherwise, number" data-pair="1">500</del>' in html
    )
    assert '<small class="noted" aria-hidden="true">number</small>' in html
    states = re.findall(r'scope="row"><b>(\d)</b> ([\w ]+)<', html)
    assert states == [("1", "changed"), ("2", "same"), ("3", "left out"), ("4", "added")]
    assert html.count(" whole") == 2
    assert 'class="beside same"' in html


def test_the_counts_are_told() -> None:
    html = page(beside(document(FERRY, CREW), document(CREW)))
    assert '<dd>14 <span class="note">100 % of the later text</span></dd>' in html
    assert '<dd>14 <span class="note">of 28</span></dd>' in html
    assert "100 %" not in page(beside(document(FERRY), document("…")))
    assert "only the beginning" in page(beside(document("word " * 10_001), document("word")))


def test_what_is_moved_leads_to_its_other_place() -> None:
    html = page(beside(document(FERRY, CREW, OIL, GULLS), document(FERRY, GULLS, CREW, OIL)))
    assert '<tr role="row" id="row-2" class="moved">' in html
    assert '<a href="#row-5">from row 5</a>' in html
    assert '<a href="#row-2">Moved to row 2</a> <bdi>Wardens of' in html
    html = page(
        beside(document(FERRY, CREW, f"{OIL} {GULLS}"), document(f"{FERRY} {GULLS}", CREW, OIL))
    )
    assert f'data-pair="1"><a href="#row-3">{GULLS[:-1]}</a></mark>' in html
    assert f'data-pair="1"><a href="#row-1">{GULLS[:-1]}</a></mark>' in html
    led = set(re.findall(r'href="#(row-\d+)"', html))
    assert led <= set(Cells(html).all("id"))


def test_a_paragraph_of_which_most_is_moved_is_called_so() -> None:
    found = beside(document(FERRY, OIL, CREW), document(f"{FERRY} {CREW}", OIL))
    assert [row.state for row in rows(found, wording())] == ["changed", "same", "moved"]


def test_a_translation_is_only_set_beside() -> None:
    html = page(beside(document(FERRY), document("Die Fähre Alma lief auf Grund.", language="de")))
    assert "two languages" in html
    assert "beside-sums" not in html
    assert re.findall(r'scope="row"><b>(\d)</b> ?([^<]*)<', html) == [("1", "")]


def test_kinds_of_paragraphs_that_look_like_others_are_named() -> None:
    block = Block(kind="caption", start=0, end=len(CREW))
    html = page(beside(document(CREW, blocks=(block,)), document(CREW)))
    assert '<p class="text caption" dir="auto" data-kind="Caption">' in html
    assert html.count("data-kind") == 1


def test_heads_lead_to_the_articles() -> None:
    found = beside(document(FERRY), document(FERRY))
    html = page(found, Head("<Gazette>", "A ferry & a tug", "2031-03-04", "/article/0123?a=1&b=2"))
    assert '<a href="/article/0123?a=1&amp;b=2"><bdi>&lt;Gazette&gt;</bdi></a>' in html
    assert "A ferry &amp; a tug" in html
    assert 'data-name="Earlier · &lt;Gazette&gt;"' in html
    assert "<bdi>Herald</bdi>" in html


@settings(max_examples=80, deadline=None)
@given(
    *[
        st.lists(
            st.sampled_from(
                [
                    "the",
                    "ferry",
                    "500",
                    "about",
                    "not",
                    "“",
                    '"',
                    "<b>",
                    "&amp;",
                    "\x00",
                    "\n",
                    "é",
                    "'>",
                ]
            ),
            max_size=40,
        ).map(" ".join)
        for _ in range(2)
    ],
    st.sampled_from(["en", "de"]),
)
def test_the_page_holds_the_words_and_nothing_else_of_the_texts(
    one: str, other: str, language: str
) -> None:
    found = beside(document(one), document(other, language=language))
    html = page(found)
    told = [
        each.span.text.replace("\x00", "\ufffd")
        for row in found.rows
        if row.kind != "moved_away"
        for each in (*row.earlier, *row.later)
    ]
    cells = Cells(html)
    assert cells.texts == told
    tags = {tag for tag, _ in cells.elements}
    assert tags.isdisjoint({"script", "style", "html"})
    assert not cells.all("style")


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    text = (SHOW / "templates" / "beside.html.jinja").read_text("utf8")
    used = set(re.findall(r"words\.beside\.(\w+)", text))
    by_value = {"same", "changed", "left_out", "added", "instead", "moved", "moved_away", "beside"}
    by_value |= {"number", "date", "quotation", "hedge", "negation", "earlier", "later"}
    assert used | by_value == set(wording().beside)


def test_the_style_takes_its_colours_from_that_of_all_pages() -> None:
    css = style("beside")
    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsl", css)
    known = set(re.findall(r"(--[\w-]+):", style("page") + css))
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= known
