"""The trace of our own story as its hand-made truth has it, and its articles as no model has read them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from sayso.acquire import document, raws
from sayso.acquire.raw import Raw
from sayso.records import Annotations, Document
from sayso.settings import Settings
from sayso.spans import Span, span
from sayso.traces import (
    IndependentOrigins,
    Merge,
    Mutation,
    MutationValue,
    Origin,
    Quantity,
    Relation,
    Trace,
    TracedArticle,
    TracedChain,
    TracedClaim,
    TracedLink,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTH: dict[str, Any] = json.loads((EXAMPLES / "story.json").read_text("utf8"))
FIGURES = {"lorries", "cattle"}


@cache
def articles() -> dict[str, Annotations]:
    """Return the nine articles by the names of their files, without anything found in them."""
    made = {}
    settings = Settings()
    for raw in raws([str(EXAMPLES / "story")], settings):
        assert isinstance(raw, Raw)
        made[Path(raw.source.partition(":")[0]).name] = Annotations(
            document=document(raw, settings)
        )
    return made


@cache
def lorries() -> Trace:
    """Return the trace: nine articles, seven of which go back to one spokesman."""
    documents = {name: each.document for name, each in articles().items()}
    origins = _Origins()
    traced = tuple(_article(each, documents, origins) for each in TRUTH["articles"])
    truth = TRUTH["independent_origins"]
    return Trace(
        claim=TRUTH["claim"],
        story="st1",
        articles=traced,
        origins=tuple(origins.made.values()),
        independent_origins=IndependentOrigins(
            count=truth["count"],
            lower=truth["lower"],
            upper=truth["upper"],
            why=tuple(truth["why"]),
        ),
        mutations=(_figure("lorries", traced), _figure("cattle", traced)),
        relations=tuple(
            Relation(
                later=documents[each["file"]].id,
                earlier=documents[relation["to"]].id,
                kind=relation["kind"],
                evidence=_found(documents[each["file"]], relation["words"]),
                inferred=relation["inferred"],
                why="The words of the one are the other's." if relation["inferred"] else "",
            )
            for each in TRUTH["articles"]
            for relation in each["relations"]
        ),
    )


class _Origins:
    """Numbers the sources of the truth; those who only pass on are relays."""

    def __init__(self) -> None:
        self.made: dict[str, Origin] = {}
        for number, each in enumerate(TRUTH["origins"], 1):
            names = [each["name"], *each["aliases"]]
            relays = {"Harna", "Altwerdaer Tagblatt", "Crossroads Monitor", "Estuary Times"}
            aliases = tuple(name for name in names[1:] if name not in relays)
            merged = tuple(
                Merge(name=name, why="He speaks for the ministry.", strength="likely")
                for name in aliases
                if name == "Bertol Kessmer"
            )
            self.made[each["name"]] = Origin(
                id=f"o{number}",
                name=each["name"],
                type=each["type"],
                aliases=aliases,
                merged=merged,
            )

    def link(self, made: Document, given: dict[str, Any], *, denies: bool) -> TracedLink:
        known = self.made.get(given["name"])
        if known is None:
            known = Origin(
                id=f"o{len(self.made) + 1}",
                name=given["name"],
                type=given["type"],
                role="denier" if denies else "relay",
            )
            self.made[known.name] = known
        return TracedLink(
            origin_id=known.id,
            name=given["name"],
            type=given["type"],
            source="s1",
            spans=_found(made, [given["words"]]),
        )


def _article(
    given: dict[str, Any], documents: dict[str, Document], origins: _Origins
) -> TracedArticle:
    made = documents[given["file"]]
    copied = given["copy_of"]
    return TracedArticle(
        document=made.id,
        input=made.input,
        outlet=given["outlet"],
        published=given["published"],
        title=given["headline"],
        stance=given["stance"],
        certainty=given["certainty"],
        claims=(TracedClaim(claim="c1", spans=_found(made, [given["sources"][0]["says"][0]])),),
        chains=tuple(
            TracedChain(
                polarity=chain["polarity"],
                links=tuple(
                    origins.link(made, link, denies=chain["polarity"] == "denies")
                    for link in chain["links"]
                ),
            )
            for chain in given["chains"]
        ),
        quantities=tuple(
            _quantity(each["what"], found)
            for each in given["quantities"]
            for found in _found(made, [each["words"]])
            if each["what"] in FIGURES
        ),
        says_unconfirmed=_found(made, [given["unconfirmed"]] if given["unconfirmed"] else []),
        copy_of=documents[copied].id if copied else None,
        copy_kind=_copy_kind(given, copied),
    )


def _copy_kind(given: dict[str, Any], copied: str | None) -> Any:  # noqa: ANN401  # one of four words
    kinds = {"copies": "copy", "translates": "translation", "excerpts": "excerpt"}
    return next(
        (kinds[e["kind"]] for e in given["relations"] if e["to"] == copied and e["kind"] in kinds),
        None,
    )


def _quantity(what: str, found: Span) -> Quantity:
    number = re.search(r"\d[\d,]*", found.text)
    modifiers = {"about": "about", "some": "about", "around": "about", "rund": "about"}
    modifiers |= {"more than": "at_least", "at least": "at_least"}
    modifier = next((v for k, v in modifiers.items() if found.text.lower().startswith(k)), "exact")
    value = number[0].replace(",", "") if number else "dozens"
    return Quantity(what=what, value=value, span=found, modifier=modifier)


def _figure(what: str, traced: tuple[TracedArticle, ...]) -> Mutation:
    told: dict[tuple[str, str | None], dict[str, Span]] = {}
    published = {each.document: each.published for each in traced}
    for each in sorted(traced, key=lambda one: one.published or ""):
        for quantity in each.quantities:
            if quantity.what == what:
                who = told.setdefault((quantity.value, quantity.modifier), {})
                who.setdefault(each.document, quantity.span)
    return Mutation(
        fact=what,
        values=tuple(
            MutationValue(
                value=value,
                modifier=modifier,
                articles=tuple(who),
                spans=tuple(who.values()),
                first_seen=published[next(iter(who))],
            )
            for (value, modifier), who in told.items()
        ),
        change="value",
    )


def _found(made: Document, words: list[str]) -> tuple[Span, ...]:
    """Return where the words stand in the text, whatever white space is between them."""
    pattern = "|".join(r"\s+".join(map(re.escape, each.split())) for each in words)
    found = re.search(pattern, made.text, re.IGNORECASE) if pattern else None
    return (span(made.text, *found.span()),) if found else ()
