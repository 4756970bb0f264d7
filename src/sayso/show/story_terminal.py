"""A trace, or the stories of a case, in; what a terminal shows of them, in plain words, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.console import Console, RenderableType
from rich.text import Text
from rich.tree import Tree as Drawn

from sayso.show.plain import one_line
from sayso.show.story import StoryReading, Told, quoted, story_reading
from sayso.show.story_changes import Change, Step, changes
from sayso.show.story_tree import Branch, Leaf, Tree, on_own_word, tree
from sayso.show.terminal import Row, paragraph
from sayso.show.wording import Wording, wording
from sayso.traces import ChainPolarity, Story, Trace, TracedChain

_DATE = 12
"""Room for a day and two spaces."""
_NUMBER = 6
"""Room for [123] and a space."""


def show_trace(trace: Trace, to: Console, known: Mapping[str, str] = MappingProxyType({})) -> None:
    """Print ``trace`` to the console ``to``; ``known`` stands for articles without a title."""
    for part in _parts(story_reading(trace, known), wording()):
        to.print(part)


def show_stories(stories: Sequence[Story], to: Console) -> None:
    """Print a list of the stories, the first one first."""
    words = wording()
    to.print(Text(words.counts.stories(len(stories)), style="bold"))
    for each in stories:
        to.print(Text())
        claim = one_line(each.claim) or words.story["no_claim"]
        to.print(paragraph(Text(claim, style="bold" if each.claim else "italic")))
        days = " – ".join(dict.fromkeys(one_line(d) for d in (each.first, each.last) if d))
        notes = [words.counts.articles(each.size), days, f"--story {one_line(each.id)}"]
        to.print(paragraph(Text(" · ".join(filter(None, notes)), style="dim")))


def _parts(story: StoryReading, words: Wording) -> Iterator[RenderableType]:
    trace, origins = story.trace, story.trace.independent_origins
    claim = one_line(trace.claim) or words.story["no_claim"]
    yield paragraph(Text(claim, style="bold underline"))
    yield Text()
    found = Text(words.found(len(story.told), origins), style="bold")
    likely = words.likely(origins)
    yield paragraph(found.append(f". {likely}" if likely and story.told else "", style="not bold"))
    if story.told:
        yield paragraph(Text(words.tally(story), style="dim"))
        yield from (Row(Text("  –"), Text(one_line(why)), 4) for why in origins.why)
        for finding in trace.findings:
            yield Row(Text("  !"), Text(one_line(f"{finding.message} ({finding.code})")), 4)
        yield from _trees(story, words)
        yield from _changed(changes(story), words)
        yield from _articles(story, words)
    if story.neutral:
        yield from _heading(words.story["neutral"])
        for told in story.neutral:
            yield Row(_tag(told), _known(told, words), _NUMBER)
    yield Text()
    yield paragraph(Text(words.story["how_limit"], style="dim"))


def _heading(text: str) -> Iterator[Text]:
    yield Text()
    yield Text(text, style="bold")


def _trees(story: StoryReading, words: Wording) -> Iterator[RenderableType]:
    sides: tuple[tuple[ChainPolarity, str], ...] = (("supports", "sources"), ("denies", "deniers"))
    for polarity, heading in sides:
        grown, alone = tree(story, polarity), on_own_word(story, polarity)
        if grown.branches or alone:
            yield from _heading(words.story[heading])
            yield _drawn(grown, alone, words, roles=polarity == "supports")


def _drawn(grown: Tree, alone: Sequence[Leaf], words: Wording, *, roles: bool) -> Drawn:
    root = Drawn("", hide_root=True, guide_style="dim")
    for branch in grown.branches:
        _branch(root, branch, words, top=True, role=roles)
    if alone:
        below = root.add(Text(words.story["on_own_word"], style="bold"))
        for leaf in alone:
            _leaf(below, leaf, words)
    return root


def _branch(
    above: Drawn, branch: Branch, words: Wording, *, top: bool = False, role: bool = False
) -> None:
    label = Text()
    if branch.own:
        label.append(f"[{branch.own.told.number}] ")
    label.append(one_line(branch.name) or words.source_type["unnamed"], style="bold")
    kind = branch.origin.type if branch.origin else branch.link.type
    notes = [words.source_type[kind]]
    if branch.own:
        notes.append(one_line(branch.own.told.date or words.story["no_date"]))
    label.append("  " + " · ".join(notes), style="dim")
    if role and branch.origin:
        label.append(f" · {words.role[branch.origin.role]}")
    if top and branch.other_names:
        names = ", ".join(map(one_line, branch.other_names))
        label.append(f"\n{words.story['also_called']} {names}", style="dim")
    below = above.add(paragraph(label))
    if branch.own:
        _copies(below, branch.own.copies, words)
    for leaf in branch.leaves:
        _leaf(below, leaf, words)
    for each in branch.branches.values():
        _branch(below, each, words)


def _leaf(above: Drawn, leaf: Leaf, words: Wording) -> None:
    label = Text(f"[{leaf.told.number}] ").append_text(_known(leaf.told, words))
    below = above.add(paragraph(label))
    _copies(below, leaf.copies, words)


def _copies(above: Drawn, copies: Iterable[Told], words: Wording) -> None:
    for each in copies:
        kind = words.copy_kind[each.article.copy_kind or "copy"]
        label = Text(f"[{each.number}] {one_line(each.name)}")
        date = one_line(each.date or words.story["no_date"])
        above.add(paragraph(label.append(f"  {kind} · {date}", style="dim")))


def _known(told: Told, words: Wording) -> Text:
    """Return the outlet, and beside it what else is to be told of the article."""
    article = told.article
    notes = []
    if article.stance in {"denies", "doubts"}:
        notes.append(words.stance[article.stance])
    if article.certainty and article.certainty != "denied":
        notes.append(words.article_certainty[article.certainty])
    notes.append(one_line(told.date or words.story["no_date"]))
    return Text(one_line(told.name)).append("  " + " · ".join(notes), style="dim")


def _changed(every: Sequence[Change], words: Wording) -> Iterator[RenderableType]:
    if every:
        yield from _heading(words.story["changes"])
        if not any(change.dated for change in every):
            yield paragraph(Text(words.story["undated"], style="dim"))
    for change in every:
        sure = change.of_certainty
        fact = words.story["certainty"] if sure else one_line(change.mutation.fact)
        yield paragraph(Text(fact, style="italic"))
        sentence = words.changed(change)
        if sentence:
            yield paragraph(Text(sentence))
        yield from (_step(each, words, sure=sure) for each in change.steps)


def _step(step: Step, words: Wording, *, sure: bool) -> RenderableType:
    told = Text(quoted(step.words) if step.words else one_line(words.told(step.value, sure=sure)))
    if step.turn and step.turn != "other":
        told.append(f"  {words.turn[step.turn]}", style="bold")
    numbers = " ".join(f"[{each.told.number}]" for each in step.tellers)
    told.append(f"  {numbers}", style="dim")
    return Row(Text(one_line(step.date or words.story["no_date"])), told, _DATE)


def _articles(story: StoryReading, words: Wording) -> Iterator[RenderableType]:
    yield from _heading(words.story["table"])
    for told in story.told:
        yield _article(told, story, words)


def _article(told: Told, story: StoryReading, words: Wording) -> RenderableType:
    article = told.article
    head = Text(one_line(told.name), style="bold")
    how = words.article_certainty[article.certainty] if article.certainty else ""
    notes = [one_line(told.date or words.story["no_date"]), words.stance[article.stance], how]
    original = story.original(told)
    if original:
        kind = words.copy_kind[article.copy_kind or "copy"]
        notes.append(words.story["kind_of"].format(kind=kind, n=original.number))
    head.append("  " + " · ".join(dict.fromkeys(filter(None, notes))), style="not bold")
    lines = [head]
    if told.claim_spans:
        lines.append(Text(quoted(told.claim_spans[0].text)))
    lines += [_chain(each, words) for each in article.chains]
    if told.doubts:
        said = quoted(told.doubts[0].text)
        lines.append(Text(f"{words.story['says_unconfirmed']}: {said}", style="dim"))
    return Row(_tag(told), Text("\n").join(lines), _NUMBER)


def _chain(each: TracedChain, words: Wording) -> Text:
    names = " ← ".join(one_line(link.name) or words.source_type["unnamed"] for link in each.links)
    how = words.story["denied_by"] if each.polarity == "denies" else words.story["chain"]
    return Text(f"{how}: {names}", style="dim")


def _tag(told: Told) -> Text:
    return Text(f"[{told.number}]")
