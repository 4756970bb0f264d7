from __future__ import annotations

import pytest

from sayso.annotate.media import Media, type_of
from sayso.annotate.phrases import describe
from sayso.annotate.sources import find_sources
from sayso.records import Link, Outlet
from tests.annotate.paper import LEXICON, at, parts, raw, related, sources


def meant(phrase: str, text: str, **known: object) -> str | None:
    """Name the outlet that a phrase of a text means."""
    outlet, links = known.get("outlet"), known.get("links", ())
    media = Media(text, LEXICON, outlet, links)  # type: ignore[arg-type]
    found = media.meant(describe(phrase, LEXICON), phrase, [at(text, phrase)])
    return None if found is None else found.name


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("TASS", "name", "agency"),
        ("Getty Images", "name", "agency"),
        ("WaPo", "name", "outlet"),
        ("rt.com", "name", "outlet"),
        ("Economist", "name", None),
        ("Economist", "definite", "outlet"),
        ("Post", "definite", "outlet"),
        ("Post", "name", None),
        ("Petra", "name", None),
        ("Veldmark", "name", None),
    ],
)
def test_a_name_tells_of_what_type_it_is(name: str, form: str, expected: str | None) -> None:
    assert type_of(name, form) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phrase", "text", "outlet"),
    [
        ("WaPo", "WaPo said it.", "The Washington Post"),
        ("the Post", "The Washington Post said it, the Post said.", "The Washington Post"),
        ("the Post", "Nobody but the Post said it.", None),
        ("the Post", "The Bangkok Post and the Jakarta Post; the Post said.", None),
        ("SPA", "SPA said it.", None),
        ("the Saudi state news agency SPA", "As the Saudi state news agency SPA said.", "Saudi Press Agency"),
        ("the Russian state broadcaster RT", "As the Russian state broadcaster RT said.", "RT"),
        ("the state news agency", "TASS and RT, the state news agency said.", "TASS"),
        ("Russia’s state news agency", "SANA and TASS said so. Russia’s state news agency too.", "TASS"),
        ("the state news agency", "SANA and TASS said it; the state news agency did not.", None),
        ("Turkish state TV", "On TRT World, Turkish state TV said so.", "TRT"),
        ("Iranian state TV", "On Press TV, Iranian state TV said so.", "IRIB"),
        ("the Kremlin-funded RT", "It was the Kremlin-funded RT.", "RT"),
        ("Egypt’s state-run Al-Ahram newspaper", "On RT, Egypt’s state-run Al-Ahram newspaper.", "Al-Ahram"),
        ("the BBC Trust", "It was the BBC Trust.", None),
        ("the Reuters reporter", "It was the Reuters reporter.", None),
        ("AFP journalists", "They were AFP journalists.", None),
        ("state television", "On Press TV and on France 24; state television said so.", None),
        ("the Russian state broadcaster", "RT said. So did the Russian state broadcaster.", "RT"),
        ("Russian newspapers", "Kommersant said so; Russian newspapers said more.", None),
        ("the German magazine", "Der Spiegel and the BBC said so; the German magazine knew.", "Der Spiegel"),
        ("a German magazine", "Der Spiegel said so; a German magazine knew.", None),
        ("the agency", "TASS said so; the agency knew.", None),
        ("Ascom", "Ascom said it.", None),
        ("a spokesman for RT", "RT has one: a spokesman for RT said so.", None),
    ],
)  # fmt: skip
def test_a_phrase_means_one_outlet_or_none(phrase: str, text: str, outlet: str | None) -> None:
    assert meant(phrase, text) == outlet


def test_who_published_the_article_and_whom_it_links_to_is_known() -> None:
    text = "The Post said so, and the newspaper knew."
    own = Outlet(name=None, domain="www.jpost.com")
    assert meant("The Post", text, outlet=own) == "The Jerusalem Post"
    assert meant("The Post", text, outlet=Outlet(name="NY Post")) == "New York Post"
    start, end = at(text, "the newspaper")
    link = Link(start=start, end=end, url="https://www.nytimes.com/2015/a.html")
    assert meant("the newspaper", text, links=(link,)) == "The New York Times"
    assert meant("The Post", text, links=(link,)) is None


def test_names_descriptions_and_abbreviations_of_an_outlet_are_one_source() -> None:
    text = "WaPo said yes. The Washington Post said no. The Post said maybe. TASS said nothing."
    one, other = sources(text, "WaPo", "The Washington Post", "The Post", "TASS")
    assert (one.name, one.outlet, one.type, len(one.mentions)) == (
        "Washington Post",
        "The Washington Post",
        "outlet",
        3,
    )
    assert (other.name, other.outlet, other.type) == ("TASS", "TASS", "agency")


def test_a_description_takes_the_name_that_the_article_gives() -> None:
    text = "It was on SANA first. Syria’s state news agency said no. SANA said yes."
    (found,) = sources(text, "Syria’s state news agency", at(text, "SANA", 1))
    assert (found.name, found.named, found.outlet) == ("SANA", True, "Syrian Arab News Agency")


def test_two_papers_of_similar_name_are_two() -> None:
    text = "The Irish Times said yes. The Financial Times said no. The Times of India said maybe."
    found = sources(text, "The Irish Times", "The Financial Times", "The Times of India")
    assert [each.outlet for each in found] == [
        "The Irish Times",
        "Financial Times",
        "The Times of India",
    ]


def test_a_person_who_bears_an_outlets_name_is_a_person() -> None:
    text = "Michael Bloomberg said yes. Bloomberg said no."
    (found,) = sources(text, "Michael Bloomberg", at(text, "Bloomberg", 1))
    assert (found.name, found.type, found.outlet) == ("Michael Bloomberg", "person", None)


def test_a_link_under_the_cue_says_which_newspaper() -> None:
    text = "The newspaper said no."
    found = related(text, raw(text, "The newspaper", "said", "no"))
    start, end = at(text, "said")
    link = Link(start=start, end=end, url="https://www.nytimes.com/2015/a.html")
    media = Media(text, LEXICON, None, (link,))
    ((source,), _) = find_sources(found, parts(text), LEXICON, media)
    assert (source.outlet, source.resolved) == ("The New York Times", True)
