"""Findings in; JSON, SARIF for code scanning, and the commands of a GitHub workflow, out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from sayso.checks import page_of
from sayso.records import FORMAT
from sayso.show.findings import Found
from sayso.show.plain import one_line, printable, web_address

if TYPE_CHECKING:
    from sayso.checks import Rule

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
"""The schema of https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

_COMMAND = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_COMMAND, ":": "%3A", ",": "%2C"}
"""What the commands of a workflow write in other letters: actions/toolkit, packages/core/src/command.ts."""


def as_json(every: Iterable[Found], articles: int) -> str:
    """Return one object: how many articles were read, and each finding with its article and place."""
    told = {
        "format": FORMAT,
        "articles": articles,
        "findings": [
            {
                "document": each.document.id,
                "input": msgspec.to_builtins(each.document.input),
                "place": each.place and vars(each.place),
                **msgspec.to_builtins(each.finding),
            }
            for each in every
        ],
    }
    return _dumped(told)


def as_github(every: Iterable[Found]) -> str:
    """Return a command for each finding: GitHub shows it beside the line of the file.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(map(_command, every))


def _command(each: Found) -> str:
    finding, place = each.finding, each.place
    title = f"{finding.code} {finding.name}"
    values = {"file": each.document.input.source, "title": title}
    if place:
        values |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # GitHub takes columns within one line only
            values |= {"col": str(place.column), "endColumn": str(place.end_column)}
    said = finding.message + (f"\n“{each.quoted}”" if each.quoted else "")
    properties = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in values.items())
    return f"::warning {properties}::{_escaped(said, _COMMAND)}\n"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    flat = "\n".join(map(one_line, text.split("\n")))
    return "".join(signs.get(each, each) for each in flat)


def as_sarif(every: Iterable[Found], rules: Sequence[Rule]) -> str:
    """Return a log of one run in SARIF 2.1.0, with the pages of the rules."""
    number = {rule.code: n for n, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "Sayso",
                "version": version("sayso"),
                "rules": [_rule(each) for each in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, number[each.finding.code]) for each in every],
    }
    return _dumped({"$schema": SARIF, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    page = page_of(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": "warning"},
    }


def _result(each: Found, rule: int) -> dict[str, Any]:
    finding = each.finding
    quoted = each.quoted
    where: dict[str, Any] = {"artifactLocation": {"uri": _uri(each.document.input.source)}}
    if place := each.place:
        where["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
    # What stands elsewhere in the text may change, and this is still the same finding.
    given = each.document.input
    same = "\0".join((given.source, given.id or "", finding.code, *(s.text for s in finding.spans)))
    said = f"{finding.message} “{quoted}”" if quoted else finding.message
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": "warning",
        "message": {"text": one_line(said)},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"words/v1": sha256(same.encode("utf8", "replace")).hexdigest()},
    }


def _uri(source: str) -> str:
    """Return the name of an input as a reference to it."""
    address = web_address(source)
    if address:
        return quote(address, safe="%/:=&?~#+!$,;'@()*[]-._")
    if source == "-":
        return "stdin"
    path = Path(source)
    flat = quote(path.as_posix().encode("utf8", "replace"))
    return f"file://{flat}" if path.is_absolute() else flat


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(_harmless(value), indent=2, ensure_ascii=False) + "\n"


def _harmless(value: Any) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Return ``value`` with a replacement character for each that no terminal or parser should meet."""
    if isinstance(value, str):
        return "\n".join(map(printable, value.split("\n")))
    if isinstance(value, dict):
        return {key: _harmless(each) for key, each in value.items()}
    return [_harmless(each) for each in value] if isinstance(value, list | tuple) else value
