from __future__ import annotations

from lxml import html

from sayso.acquire.body import story
from sayso.acquire.outline import Unit, base_of, outline, resolved


def units(body: str) -> list[Unit]:
    return outline(html.document_fromstring(f"<html><body>{body}</body></html>"))


def texts(body: str) -> list[str]:
    return [unit.text for unit in units(body)]


def test_blocks_part_units_and_inline_elements_do_not() -> None:
    assert texts("<p>one <b>two</b> three</p>four<div>five<p>six</p>seven</div>") == [
        "one two three", "four", "five", "six", "seven",
    ]  # fmt: skip


def test_what_no_reader_sees_is_left_out_but_not_what_follows_it() -> None:
    assert texts("<p>one<script>x</script> two<style>y</style><noscript>z</noscript></p>") == [
        "one two"
    ]


def test_white_space_is_as_a_browser_shows_it() -> None:
    assert texts("<p> one\n\t two&nbsp; <b> three </b> </p>") == ["one two three"]


def test_breaks_part_lines_and_paragraphs() -> None:
    assert texts("<p>one <br> two<br>\n<br>three</p>") == ["one\ntwo", "three"]


def test_quotation_marks_of_the_browser_are_written() -> None:
    assert texts("<p>He said <q>no</q>.</p>") == ["He said \u201cno\u201d."]


def test_links_stand_where_their_words_stand_after_tidying() -> None:
    link = "<a href='/x'> two  words </a>"
    (unit,) = units(f"<p> \u200b e\u0301t\u00e9 <br> a {link}\u00ad, <a href='/x'></a>b</p>")
    placed = [(unit.text[start:end], address) for start, end, address in unit.links]
    assert placed == [("two words", "/x")]


def test_links_are_resolved_against_the_base() -> None:
    tree = html.document_fromstring("<html><head><base href='/b/'></head><body>x</body></html>")
    base = base_of(tree, "https://a.example/c")
    assert resolved([(0, 1, "d?e#f")], base) == ((0, 1, "https://a.example/b/d?e#f"),)


def test_a_byline_in_a_span_stands_apart() -> None:
    assert texts("<div><span class='byline'>By Ana</span> The council met.</div>") == [
        "By Ana", "The council met.",
    ]  # fmt: skip


def test_the_story_is_found_where_it_stands_and_once() -> None:
    first = "The council said on Monday that the bridge was safe and open."
    second = "A pilot denied it on Tuesday in a letter to the harbour office."
    found = units(
        f"<div>{first} {second}</div><nav><li>News</li></nav><p>{first}</p><h2>Why</h2>"
        f"<p>{second}</p><p>Something else that nobody took for a part of it.</p>"
    )
    chosen = [found[number].text for number in story(found, [first, "Why", second])]
    assert chosen == [first, "Why", second]


def test_no_lines_are_no_story() -> None:
    assert story(units("<p>The council said on Monday that it was safe.</p>"), []) == []
    assert story([], ["The council said on Monday that it was safe."]) == []
