"""Nothing in; the rules by code, those that ship with Sayso and those that are installed beside it, out."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from sayso.checks import certainty, confirmation, facts, identity, republication, sourcing
from sayso.checks.rule import Rule
from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.settings import CheckSettings

GROUP = "sayso.rules"
"""Entry points under which other packages give their rules: each names a class."""

EVERY = "ALL"
"""Stands for all codes."""

_FAMILIES = (sourcing, certainty, confirmation, facts, republication, identity)
_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3}")
_NAME = re.compile(r"[a-z]+(-[a-z]+){0,6}")


@cache
def shipped() -> Mapping[str, Rule]:
    """Return the rules that ship with Sayso, by code."""
    return {rule.code: rule() for family in _FAMILIES for rule in family.RULES}


def rules() -> Mapping[str, Rule]:
    """Return all rules by code, those of other packages after Sayso's own.

    Raises:
        UsageError: if another package's rule cannot be loaded, is none, or has a code that is taken.

    """
    found = dict(shipped())
    entries = metadata.entry_points(group=GROUP)
    for entry in sorted(entries, key=lambda each: (each.name, each.value)):
        rule = _load(entry)
        if rule.code in found:
            raise UsageError(
                f"{_origin(entry)} cannot be used: there is a rule {rule.code} already."
            )
        found[rule.code] = rule
    return dict(sorted(found.items()))


def chosen(settings: CheckSettings) -> tuple[Rule, ...]:
    """Return the rules that are on, in the order of their codes.

    Raises:
        UsageError: for a code that no rule has, and as ``rules`` does.

    """
    known = rules()
    on = matching(settings.select, known) if settings.select else _default(known)
    off = matching(settings.ignore, known)
    return tuple(rule for code, rule in known.items() if code in on and code not in off)


def matching(wanted: Sequence[str], known: Iterable[str]) -> frozenset[str]:
    """Return the codes that are, or begin with, one of those wanted; ``ALL`` is every one.

    Raises:
        UsageError: for a wanted code that no rule has.

    """
    known = list(known)
    found: set[str] = set()
    for each in wanted:
        asked = each.strip().upper()
        taken = [code for code in known if code.startswith("" if asked == EVERY else asked)]
        if not taken or not asked:
            raise UsageError(f"No rule has the code “{each}”; `sayso rule --all` lists them.")
        found.update(taken)
    return frozenset(found)


def page_of(rule: Rule) -> str:
    """Return the page of a rule, which may be another package's.

    Raises:
        UsageError: if it cannot be read.

    """
    try:
        return str(rule.page())
    except (Exception, SystemExit) as problem:  # whatever another's package does
        told = f"{type(problem).__name__}: {problem}"
        raise UsageError(f"The page of the rule {rule.code} cannot be read ({told}).") from problem


def _default(known: Mapping[str, Rule]) -> frozenset[str]:
    return frozenset(code for code, rule in known.items() if rule.default)


def _load(entry: metadata.EntryPoint) -> Rule:
    try:
        made = entry.load()()
    except (Exception, SystemExit) as problem:  # whatever another's package does when it is loaded
        told = f"{type(problem).__name__}: {problem}"
        raise UsageError(f"{_origin(entry)} cannot be loaded ({told}).") from problem
    if not isinstance(made, Rule):
        raise UsageError(f"{_origin(entry)} is no rule: it is not made from sayso.checks.Rule.")
    code, name = (str(getattr(made, each, "")) for each in ("code", "name"))
    named = _CODE.fullmatch(code), _NAME.fullmatch(name)
    if not all(named):
        raise UsageError(
            f"{_origin(entry)} needs a code such as AB101 and a name such as an-example."
        )
    return made


def _origin(entry: metadata.EntryPoint) -> str:
    package = f" of the package {entry.dist.name}" if entry.dist else ""
    return f"The rule {entry.name}{package}"
