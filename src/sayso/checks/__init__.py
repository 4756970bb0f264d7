"""Annotated articles in; the same with what an experienced editor would circle in them, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.checks.registry import chosen, matching, page_of, rules, shipped
from sayso.checks.rule import Article, Rule
from sayso.errors import SaysoError
from sayso.spans import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.records import Annotations, Finding

__all__ = ["Article", "Rule", "checked", "chosen", "matching", "page_of", "rules", "shipped"]


def checked(annotations: Annotations, by: Iterable[Rule] | None = None) -> Annotations:
    """Return the article with its findings, in the order of the text; those it had are replaced.

    Args:
        annotations: Of the article.
        by: The rules; None for those of Sayso that are on where nobody chooses.

    Raises:
        SaysoError: if a rule fails; the message names it.

    """
    if by is None:
        by = (rule for rule in shipped().values() if rule.default)
    article = Article(annotations)
    found = {each for rule in by for each in _found(rule, article)}
    return msgspec.structs.replace(annotations, findings=tuple(sorted(found, key=_place)))


def _found(rule: Rule, article: Article) -> Iterator[Finding]:
    try:
        found = set(rule.check(article))
        for each in found:
            _check(each, rule, article)
    except (Exception, SystemExit) as defect:  # whatever another's package does
        source = article.annotations.document.input.source
        told = f"{type(defect).__name__}: {defect}"
        raise SaysoError(f"The rule {rule.code} failed on {source} ({told}).") from defect
    yield from found


def _check(finding: Finding, rule: Rule, article: Article) -> None:
    if finding.code != rule.code:
        raise ValueError(f"it reported the code {finding.code}")
    check(article.annotations.document.text, finding.spans)


def _place(finding: Finding) -> tuple[object, ...]:
    """Return what findings are put in order by; those without words come first."""
    return finding.spans[:1], finding.code, finding.message, finding.spans, finding.claims
