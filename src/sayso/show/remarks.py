"""A reading in; what the article says of the evidence, and what it asserts in its own voice, out."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Claim, Evidence
from sayso.show.reading import Label, Reading


@dataclass(frozen=True)
class Remark:
    """One statement about evidence, as a reader looks it up."""

    evidence: Evidence
    who: str | None
    """Name of who confirms, denies or does not answer; None where the article itself says it."""
    number: int | None
    """The number of that voice."""
    about: tuple[Label, ...]
    """The statements of others that it is about."""

    @property
    def words(self) -> tuple[str, ...]:
        """What is said, verbatim."""
        return tuple(each.text for each in self.evidence.spans)


@dataclass(frozen=True)
class Own:
    """One assertion in the article's own voice."""

    claim: Claim
    states: Label | None
    """Of a headline or lead: the statement of somebody else that it states."""

    @property
    def words(self) -> tuple[str, ...]:
        """What is asserted, verbatim."""
        return tuple(each.text for each in self.claim.spans)


def remarks(read: Reading) -> tuple[Remark, ...]:
    """Return the statements about evidence, in the order of the text."""
    numbers = {voice.source.id: voice for voice in read.voices}
    labels = _labels(read)
    result = []
    for each in read.annotations.evidence:
        voice = numbers.get(each.source or "")
        about = [labels[name] for name in each.claims if name in labels]
        result.append(
            Remark(
                evidence=each,
                who=voice.source.name if voice else None,
                number=voice.number if voice else None,
                about=tuple(dict.fromkeys(about)),
            )
        )
    return tuple(result)


def own(read: Reading) -> tuple[Own, ...]:
    """Return what the article asserts in its own voice, in the order of the text."""
    labels = _labels(read)
    return tuple(
        Own(claim, labels.get(claim.restates or ""))
        for claim in read.annotations.claims
        if claim.attribution is None
    )


def headline_states(read: Reading) -> Label | None:
    """Return the statement of somebody else that the headline states in the article's own voice."""
    return next((each.states for each in own(read) if each.claim.place == "headline"), None)


def _labels(read: Reading) -> dict[str, Label]:
    """Return the label of each claim that stands in the list of statements."""
    by_attribution = {
        each.attribution.id: Label(each.label, each.number)
        for each in read.statements
        if each.role == "statement"
    }
    return {
        claim.id: by_attribution[claim.attribution]
        for claim in read.annotations.claims
        if claim.attribution in by_attribution
    }
