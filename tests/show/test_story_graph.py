"""Each source and each article of a story stands once, with whoever it has it from."""

from __future__ import annotations

import random
from collections.abc import Sequence

import msgspec
import pytest

from sayso.show.story import StoryReading, Told, story_reading
from sayso.show.story_graph import story_graph
from sayso.show.story_graph_forms import Edge, Graph, Node
from sayso.show.story_graph_room import ALIKE, MOST
from sayso.spans import Span
from sayso.traces import Relation, Trace
from tests.show.lorries import lorries
from tests.show.tales import article, chain, hostile_trace, origin, trace, words


def drawn(made: Trace) -> Graph:
    return story_graph(story_reading(made))


def node(graph: Graph, name: str) -> Node:
    """Return the node of this name."""
    return next(each for each in graph.nodes if each.name == name)


def ways(graph: Graph) -> list[str]:
    """Return the edges by the names of their ends."""
    names = {each.id: each.name or each.id for each in graph.nodes}
    return [f"{names[each.earlier]} > {names[each.later]}" for each in graph.edges]


def edge(graph: Graph, way: str) -> Edge:
    return graph.edges[ways(graph).index(way)]


def test_our_own_story_goes_from_the_ministry_to_the_last_outlet() -> None:
    graph = drawn(lorries())
    ministry = node(graph, "Ministry of Agriculture and Rural Affairs")
    assert (ministry.kind, ministry.role, ministry.number) == ("article", "origin", 2)
    agency = node(graph, "Harna")
    assert (agency.role, agency.folded) == ("relay", (3, 5))
    assert edge(graph, f"{ministry.name} > Harna").evidence.startswith("a spokesman for")
    assert edge(graph, "Harna > Quayside Herald").kind == "copies"
    assert node(graph, "Quayside Herald").folded_into == agency.id
    assert node(graph, "Brisa Ondell").kind == "source"


def test_every_article_that_puts_the_claim_is_a_node_once() -> None:
    for made in (lorries(), hostile_trace()):
        story = story_reading(made)
        numbers = [each.number for each in story_graph(story).nodes if each.number]
        assert numbers == [each.number for each in story.told]


def test_who_denies_it_stands_apart() -> None:
    graph = drawn(
        trace(
            article("Post", chain("Mayor"), chain("Office", denies=True)),
            article("Sun", chain("Press", "Office", denies=True), stance="denies"),
            origins=(origin("Mayor"), origin("Office", "denier"), origin("Press", "relay")),
        )
    )
    assert {each.name: each.side for each in graph.nodes} == {
        "Mayor": "supports",
        "Office": "denies",
        "Press": "denies",
        "Post": "supports",
        "Sun": "denies",
    }
    assert edge(graph, "Office > Post").polarity == "denies"
    assert edge(graph, "Mayor > Post").polarity == "supports"
    assert edge(graph, "Office > Press").kind == "relayed"


def test_who_says_it_and_denies_it_is_drawn_to_do_both() -> None:
    graph = drawn(
        trace(
            article("Post", chain("Office"), chain("Office", denies=True)),
            origins=(origin("Office"),),
        )
    )
    assert [each.polarity for each in graph.edges] == ["denies", "supports"]
    assert node(graph, "Office").side == "supports"


def test_a_denier_stands_with_the_deniers_whatever_else_it_is_cited_for() -> None:
    graph = drawn(trace(article("Post", chain("Office")), origins=(origin("Office", "denier"),)))
    assert node(graph, "Office").side == "denies"
    assert edge(graph, "Office > Post").polarity == "supports"


def test_articles_that_name_nobody_stand_under_a_node_that_says_so() -> None:
    graph = drawn(trace(article("Post"), article("Sun", stance="denies")))
    assert sorted(ways(graph)) == ["own-denies > Sun", "own-supports > Post"]
    assert [each.side for each in graph.nodes if each.kind == "own_word"] == ["denies", "supports"]


def test_a_copy_from_which_others_have_it_stands_for_itself() -> None:
    graph = drawn(
        trace(
            article("Agency", chain("Mayor"), date="2024-01-01"),
            article("Post", copy_of="Agency", date="2024-01-02"),
            article("Sun", copy_of="Post", date="2024-01-03"),
            article("Blog", chain("Post"), date="2024-01-04"),
            origins=(origin("Mayor"), origin("Post", "relay")),
        )
    )
    assert node(graph, "Post").folded_into is None
    assert node(graph, "Sun").folded_into == node(graph, "Agency").id
    assert edge(graph, "Agency > Post").kind == "copies"
    assert edge(graph, "Post > Sun").inferred
    assert edge(graph, "Post > Blog").evidence == "Post"


def test_what_a_text_tells_of_another_is_drawn_where_nothing_stronger_is() -> None:
    made = trace(
        article("Post", chain("Mayor")),
        article("Sun", chain("Mayor")),
        article("Wire", stance="neutral"),
        origins=(origin("Mayor"),),
    )
    post, sun, wire = (each.document for each in made.articles)
    relations = (
        Relation(later=sun, earlier=post, kind="links_to", inferred=False, why="A link."),
        Relation(
            later=sun, earlier=post, kind="cites", inferred=False, evidence=(words("as Post has"),)
        ),
        Relation(later=sun, earlier=wire, kind="cites"),
        Relation(later=sun, earlier=sun, kind="links_to"),
    )
    graph = drawn(msgspec.structs.replace(made, relations=relations))
    said = edge(graph, "Post > Sun")
    assert (said.kind, said.evidence, said.inferred) == ("cites", "as Post has", False)
    assert "Wire" not in {each.name for each in graph.nodes}


def test_words_lead_to_where_they_stand() -> None:
    def to(told: Told, spans: Sequence[Span]) -> str:
        return f"/article/{told.number}#{spans[0].start if spans else ''}"

    made = trace(article("Post", chain("Mayor")), origins=(origin("Mayor"),))
    graph = story_graph(story_reading(made), to, lambda name: f"/source?name={name}")
    assert node(graph, "Mayor").href == "/source?name=Mayor"
    assert node(graph, "Post").href == "/article/1#0"
    assert edge(graph, "Mayor > Post").href == "/article/1#10"


def test_a_hostile_story_is_drawn_without_its_control_characters() -> None:
    text = msgspec.json.encode(drawn(hostile_trace())).decode()
    assert "\\u001b" not in text
    assert "\u202e" not in text


def test_outlets_that_have_it_from_each_other_are_drawn_so() -> None:
    graph = drawn(
        trace(
            article("Post", chain("Sun")),
            article("Sun", chain("Post")),
            origins=(origin("Post", "relay"), origin("Sun", "relay")),
        )
    )
    assert sorted(ways(graph)) == ["Post > Sun", "Sun > Post"]


def crowd(articles: int, sources: int = 1) -> StoryReading:
    """Return a story of many articles that have it from few sources."""
    names = [f"Source {number}" for number in range(sources)]
    return story_reading(
        trace(
            *(
                article(f"Paper {number:04}", chain(names[number % sources]))
                for number in range(articles)
            ),
            origins=tuple(map(origin, names)),
        )
    )


@pytest.mark.parametrize("articles", [20, 60])
def test_only_of_many_articles_those_with_the_same_source_are_folded(articles: int) -> None:
    graph = story_graph(crowd(articles))
    shown = [each for each in graph.nodes if each.kind == "article" and each.folded_into is None]
    more = [each for each in graph.nodes if each.kind == "more"]
    if articles == 20:
        assert (len(shown), more) == (20, [])
    else:
        assert len(shown) == ALIKE
        assert [len(each.folded) for each in more] == [articles - ALIKE]
        assert [each.earlier for each in graph.edges if each.later == more[0].id] == ["s-Source 0"]


def test_many_sources_of_one_relay_are_folded_too() -> None:
    names = [f"Witness {number:02}" for number in range(50)]
    graph = drawn(
        trace(
            *(article(f"Paper {each}", chain("Wire", each)) for each in names),
            origins=(*map(origin, names), origin("Wire", "relay")),
        )
    )
    sources, articles = sorted(
        (each for each in graph.nodes if each.kind == "more"), key=lambda each: len(each.folded)
    )
    assert (sources.holds, sources.folded) == (50 - ALIKE, ())
    assert (articles.holds, len(articles.folded)) == (50 - ALIKE, 50 - ALIKE)
    assert f"{sources.id} > Wire" in ways(graph)
    assert f"Wire > {articles.id}" in ways(graph)


def test_of_a_crowd_only_the_main_sources_are_shown_with_some_of_their_articles() -> None:
    chains = [[chain(f"Main {number % 5}"), chain(f"Other {number:03}")] for number in range(150)]
    made = trace(
        *(article(f"Paper {number:03}", *each) for number, each in enumerate(chains)),
        *(article(f"Lone {number:03}", chain(f"Lonely {number}")) for number in range(40)),
        origins=(
            *(origin(f"Main {number}") for number in range(5)),
            *(origin(f"Other {number:03}") for number in range(150)),
            *(origin(f"Lonely {number}") for number in range(40)),
        ),
    )
    graph = drawn(made)
    shown = [each for each in graph.nodes if each.folded_into is None]
    assert len(shown) < 60
    assert {f"Main {number}" for number in range(5)} <= {each.name for each in shown}
    ids = {each.id for each in graph.nodes}
    inside = [each for each in graph.nodes if each.folded_into]
    assert all(each.folded_into in ids for each in inside)
    assert sum(each.holds for each in graph.nodes) == len(inside)
    for each in (each for each in shown if each.name.startswith("Main")):
        assert any(
            edge.earlier == each.id and edge.later.startswith("more-") for edge in graph.edges
        )


def test_what_is_left_out_of_a_huge_story_is_counted() -> None:
    graph = story_graph(crowd(MOST + 50, 3))
    assert graph.left_out == 53
    assert sum(each.kind == "source" for each in graph.nodes) == 3
    ids = {each.id for each in graph.nodes}
    assert len(ids) == len(graph.nodes) == MOST + 3
    assert all({each.earlier, each.later} <= ids for each in graph.edges)


def test_a_copy_is_left_out_with_its_original_rather_than_drawn_without() -> None:
    made = trace(
        *(article(f"Paper {number:04}", chain(f"S{number}")) for number in range(MOST)),
        *(article(f"Copy {number:04}", copy_of=f"Paper {number:04}") for number in range(MOST)),
        origins=tuple(origin(f"S{number}") for number in range(MOST)),
    )
    graph = drawn(made)
    ids = {each.id for each in graph.nodes}
    more = [each for each in graph.nodes if each.kind == "more"]
    assert len(ids) - len(more) == MOST
    assert all(each.folded_into in {*ids, None} for each in graph.nodes)
    assert graph.left_out == 2 * MOST
    tied = {each.later for each in graph.edges} | {each.earlier for each in graph.edges}
    assert ids - tied <= {each.id for each in more}


def test_copies_fill_the_room_that_is_left() -> None:
    made = trace(
        article("Agency", chain("Mayor")),
        *(article(f"Copy {number:04}", copy_of="Agency") for number in range(MOST)),
        origins=(origin("Mayor"),),
    )
    assert len(node(drawn(made), "Agency").folded) == MOST - 2


def test_the_order_of_articles_and_sources_changes_nothing() -> None:
    made = lorries()
    shuffled = random.Random(3).sample  # noqa: S311  # needs no cryptography
    other = msgspec.structs.replace(
        made,
        articles=tuple(shuffled(made.articles, len(made.articles))),
        origins=tuple(shuffled(made.origins, len(made.origins))),
        relations=tuple(shuffled(made.relations, len(made.relations))),
    )
    assert drawn(other) == drawn(made)
