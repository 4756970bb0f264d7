"""Annotations in; the rows of the tables that they fill, out: one list a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from sayso.case import schema
from sayso.records import Record

if TYPE_CHECKING:
    from sqlalchemy import Table

    from sayso.records import Annotations, Attribution, Claim, Document, Evidence, Source
    from sayso.spans import Span

Row = dict[str, Any]
Anything = TypeVar("Anything", bound=Record)

_SURROGATE = re.compile("[\ud800-\udfff]")


def encoded(value: object) -> str:
    """Return the JSON of a record that can be stored, or of a mapping, its keys in order."""
    return msgspec.json.encode(value, order="deterministic").decode()


def storable(record: Anything) -> Anything:
    """Return the record, with the replacement character for each lone surrogate; offsets stay.

    UTF-8 cannot hold one, and so neither JSON nor SQLite; names of files and addresses may.
    """
    try:
        msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.convert(_whole(msgspec.to_builtins(record)), type(record))
    return record


def _whole(value: Any) -> Any:  # noqa: ANN401  # whatever JSON can hold
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(each) for key, each in value.items()}
    return value


def document_row(document: Document, versions: str) -> Row:
    """Return the row of ``documents``, without its number."""
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet.name,
        "domain": document.outlet.domain,
        "url": document.url,
        "byline": "\n".join(document.byline) or None,
        "published": document.published,
        "modified": document.modified,
        "language": document.language,
        "input_source": document.input.source,
        "input_id": document.input.id or "",
        "input_sha256": document.input.sha256,
        "media_type": document.input.media_type,
        "text": document.text,
        "versions": versions,
    }


def input_row(document: Document, number: int) -> Row:
    """Return the row of ``inputs``: where the document was read from, and what is said of it there."""
    return {
        "sha256": document.input.sha256,
        "source": document.input.source,
        "id": document.input.id or "",
        "document": number,
        "media_type": document.input.media_type,
        "url": document.url,
        "outlet": document.outlet.name or document.outlet.domain,
        "published": document.published,
    }


def rows(annotations: Annotations, number: int) -> dict[Table, list[Row]]:
    """Return the rows of each table that is made of a document's annotations."""
    result: dict[Table, list[Row]] = {
        schema.sources: [_source(each) for each in annotations.sources],
        schema.attributions: [_attribution(each) for each in annotations.attributions],
        schema.claims: [_claim(each) for each in annotations.claims],
        schema.claim_links: list(_claim_links(annotations)),
        schema.facts: list(_facts(annotations)),
        schema.evidence: [_evidence(each) for each in annotations.evidence],
        schema.credited: list(_credits(annotations)),
        schema.findings: list(_findings(annotations)),
        schema.spans: list(_spans(annotations)),
        schema.drops: list(_drops(annotations)),
    }
    for table in result.values():
        for row in table:
            row["document"] = number
    return result


def _source(source: Source) -> Row:
    return {
        "id": source.id,
        "name": source.name,
        "type": source.type,
        "named": source.named,
        "speaks_for": source.speaks_for,
        "resolved": source.resolved,
        "outlet": source.outlet,
    }


def _attribution(attribution: Attribution) -> Row:
    return {
        "id": attribution.id,
        "source": attribution.source,
        "manner": attribution.manner,
        "act": attribution.act,
        "score": attribution.score,
        "parent": attribution.parent,
        "scope": attribution.scope,
        "continues": attribution.continues,
        "inferred": attribution.inferred,
        "url": attribution.url,
    }


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "attribution": claim.attribution,
        "origin": claim.origin,
        "evidentiality": claim.evidentiality,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "author_certainty": claim.author.certainty,
        "author_polarity": claim.author.polarity,
        "place": claim.place,
        "restates": claim.restates,
    }


def _claim_links(annotations: Annotations) -> Iterator[Row]:
    for claim in annotations.claims:
        for position, link in enumerate(claim.chain):
            yield {
                "claim": claim.id,
                "position": position,
                "source": link.source,
                "attribution": link.attribution,
                "via": link.via,
            }


def _facts(annotations: Annotations) -> Iterator[Row]:
    for claim in annotations.claims:
        for position, fact in enumerate(claim.facts):
            yield {
                "claim": claim.id,
                "position": position,
                "kind": fact.kind,
                "value": fact.value,
                "modifier": fact.modifier,
                "unit": fact.unit,
                "start": fact.span.start,
                "end": fact.span.end,
                "text": fact.span.text,
            }


def _evidence(evidence: Evidence) -> Row:
    return {
        "id": evidence.id,
        "kind": evidence.kind,
        "source": evidence.source,
        "attribution": evidence.attribution,
        "claims": " ".join(evidence.claims),
    }


def _credits(annotations: Annotations) -> Iterator[Row]:
    for number, credit in enumerate(annotations.credits, 1):
        yield {"id": f"credit{number}", "kind": credit.kind, "name": credit.name, "url": credit.url}


def _findings(annotations: Annotations) -> Iterator[Row]:
    for number, finding in enumerate(annotations.findings, 1):
        yield {
            "id": f"finding{number}",
            "code": finding.code,
            "name": finding.name,
            "message": finding.message,
            "claims": " ".join(finding.claims),
        }


def _drops(annotations: Annotations) -> Iterator[Row]:
    for stage, reason, detail in dict.fromkeys(
        (drop.stage, drop.reason, drop.detail) for drop in annotations.dropped
    ):
        yield {"stage": stage, "reason": reason, "detail": detail}


def _spans(annotations: Annotations) -> Iterator[Row]:
    for record, role, found in _all_spans(annotations):
        for position, span in enumerate(found):
            yield {
                "record": record,
                "role": role,
                "position": position,
                "start": span.start,
                "end": span.end,
                "text": span.text,
            }


def _all_spans(annotations: Annotations) -> Iterator[tuple[str, str, Sequence[Span]]]:
    """Yield the id of each record, a role, and the spans that play it."""
    for source in annotations.sources:
        yield source.id, "mention", source.mentions
        if source.anonymity is not None:
            yield source.id, "anonymity", (source.anonymity,)
    for attribution in annotations.attributions:
        yield attribution.id, "source", attribution.source_spans
        yield attribution.id, "cue", attribution.cue_spans
        yield attribution.id, "content", attribution.content_spans
    for claim in annotations.claims:
        yield claim.id, "claim", claim.spans
        yield claim.id, "cue", claim.cues
    for evidence in annotations.evidence:
        yield evidence.id, "evidence", evidence.spans
        yield evidence.id, "cue", evidence.cues
    for number, credit in enumerate(annotations.credits, 1):
        yield f"credit{number}", "credit", credit.spans
    for number, finding in enumerate(annotations.findings, 1):
        yield f"finding{number}", "finding", finding.spans
