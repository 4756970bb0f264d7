"""The shipped list: checked, and asked by name, by address and for what a text names."""

from __future__ import annotations

from collections import Counter

import pytest

from sayso.outlets import KnownOutlet, directory, domain_of
from sayso.outlets.check import mistakes
from sayso.outlets.directory import Directory
from sayso.outlets.entry import OutletsError, entries, parse


def test_the_list_can_be_used() -> None:
    assert list(mistakes(entries())) == []


def test_the_list_is_long_enough_to_be_relied_on() -> None:
    kinds = Counter(outlet.kind for outlet in directory().outlets)
    assert kinds["agency"] >= 150
    assert kinds.total() >= 500
    with_agency = {outlet.country for outlet in directory().outlets if outlet.kind == "agency"}
    assert len(with_agency) > 130


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("WaPo", "The Washington Post"),
        ("the washington-post", "The Washington Post"),
        ("Washington Post", "The Washington Post"),
        ("Agence France Presse", "Agence France-Presse"),
        ("ITAR-TASS", "TASS"),
        ("Tass", "TASS"),
        ("ТАСС", "TASS"),
        ("新华社", "Xinhua"),
        ("روسيا اليوم", "RT"),
        ("El Periodico de Catalunya", "El Periódico"),
        ("rt.com", "RT"),
        ("Al Jazeera", "Al Jazeera"),
        ("Al-Jazeera", "Al Jazeera"),
    ],
)
def test_a_clear_name_finds_its_outlet(name: str, outlet: str) -> None:
    found = directory().by_name(name)
    assert found is not None
    assert found.name == outlet


@pytest.mark.parametrize(
    "name", ["the Post", "The Times", "Mirror", "Sun", "the Star", "PA", "Fars"]
)
def test_a_name_that_needs_context_finds_none_alone_but_has_candidates(name: str) -> None:
    assert directory().by_name(name) is None
    assert directory().candidates(name)


@pytest.mark.parametrize("name", ["", "the", "Veldmark Courier", "Pa", "pa", "-", "a.b"])
def test_what_is_no_name_finds_nothing(name: str) -> None:
    assert directory().candidates(name) == ()


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("washingtonpost.com", "The Washington Post"),
        ("edition.cnn.com", "CNN"),
        ("www.bbc.co.uk", "BBC"),
        ("NEWS.SKY.COM", "Sky News"),
        ("co.uk", None),
        ("notwashingtonpost.com", None),
        ("washingtonpost.com.example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_a_host_finds_its_outlet(host: str | None, outlet: str | None) -> None:
    found = directory().by_domain(host)
    assert (found.name if found else None) == outlet


def test_an_address_finds_its_outlet() -> None:
    found = directory().by_address("https://www.rt.com/news/1-title/?a=b")
    assert found is not None
    assert (found.name, found.country, found.owner) == ("RT", "RU", "state")
    assert directory().by_address("http://[broken") is None
    assert domain_of("https://www.rt.com/") == "rt.com"


def test_a_text_is_read_for_the_longest_names_in_it() -> None:
    text = "KUNA and the Times of India told N.Y. Times. The Post and 新华社 did not. REUTERS."
    found = [(text[slice(*each.place)], each.clear) for each in directory().named_in(text)]
    assert found == [
        ("KUNA", True),
        ("Times of India", True),
        ("N.Y. Times", True),
        ("Post", False),
        ("新华社", True),
        ("REUTERS", True),
    ]
    assert list(directory().named_in("Deutsche\nWelle")) == []
    assert [each.clear for each in directory().named_in("as al-Jazeera said")] == [True]
    assert list(directory().named_in("an independent economist of our time")) == []


@pytest.mark.parametrize("name", ["Átlátszó", "Última Hora", "ČTK", "Аргументы и факты"])
def test_a_name_in_running_text_has_its_capital_in_any_script(name: str) -> None:
    assert [each.clear for each in directory().named_in(f"as {name} wrote")] == [True]
    assert list(directory().named_in(f"as {name.lower()} wrote")) == []


def test_an_article_names_what_its_lines_name() -> None:
    text = (
        "KUNA told Deutsche\nWelle, and the\nTimes of India.\n\n"
        + 300 * "as Reuters said "
        + "\nAFP"
    )
    assert directory().all_named(text) == tuple(directory().named_in(text))


def test_who_signs_credits_is_told_from_who_does_not() -> None:
    text = "PARIS (AFP) - Photo: Getty Images. (CNN) The Guardian said. Beta and Rex."
    assert directory().signatures_in(text) == ["AFP", "Getty Images", "CNN", "Rex"]
    assert directory().is_signature("The Associated Press")
    assert not directory().is_signature("The Veldmark Courier")


def known(name: str, *, country: str | None = "SI", **more: tuple[str, ...]) -> KnownOutlet:
    return KnownOutlet(name=name, kind="newspaper", country=country, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outlets", "words"),
    [
        ([known("Kestrel Post"), known("Kestrel Post")], "twice"),
        ([known("Kestrel Post"), known("Heron", aliases=("The Kestrel-Post",))], "ambiguous"),
        ([known("Kestrel", aliases=("Kestrel",))], "given twice"),
        ([known("Heron", aliases=("KESTREL",), ambiguous=("Kestrel",))], "given twice"),
        ([known("Kestrel", domains=("co.uk",))], "domain"),
        ([known("Kestrel", domains=("www.kestrel.example",))], "domain"),
        ([known("Kestrel", domains=("Kestrel",))], "domain"),
        (
            [known("Kestrel", domains=("k.example",)), known("Heron", domains=("k.example",))],
            "given to Kestrel and to Heron",
        ),
        ([known("Kestrel", country="QQ")], "country"),
        ([known("Kestrel ")], "blanks"),
        ([known("...")], "no name"),
        ([known("a b c d e f g h i")], "too long"),
    ],
)
def test_each_mistake_is_said(outlets: list[KnownOutlet], words: str) -> None:
    assert any(words in mistake for mistake in mistakes(outlets))


def test_a_shared_name_may_be_ambiguous_at_one() -> None:
    outlets = [known("The Kestrel"), known("Kestrel of Ljubljana", ambiguous=("The Kestrel",))]
    assert list(mistakes(outlets)) == []
    found = Directory(outlets)
    assert found.by_name("Kestrel") == outlets[0]
    assert found.candidates("Kestrel") == tuple(outlets)


@pytest.mark.parametrize(
    "line",
    [
        b'{"name": "Kestrel"}',
        b'{"name": "K", "kind": "leaflet"}',
        b'{"nam',
        b'{"kind": "agency", "x": 1}',
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: bytes) -> None:
    good = b'{"name": "Heron", "kind": "agency"}\n'
    with pytest.raises(OutletsError, match=r"Line 2 of outlets\.jsonl"):
        parse(good + line + b"\n")
