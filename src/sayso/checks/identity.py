"""Annotations in; who is left unclear in an article, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Finding


class NoSpeaker(Rule):
    """A quotation without a speaker."""

    code = "ID601"
    name = "quotation-without-speaker"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each quotation of which the text does not tell who says it."""
        for each in article.annotations.attributions:
            if each.source is not None or each.source_spans or each.parent:
                continue
            if each.manner == "direct" and each.scope == "explicit":
                yield self.finding(
                    "The words stand in quotation marks, and the text does not tell whose they are.",
                    each.content_spans,
                    [claim.id for claim in article.told([each])],
                )


RULES = (NoSpeaker,)
