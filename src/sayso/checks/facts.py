"""Annotations in; facts of an article that cannot all be so, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.checks.rule import Rule

RULES: tuple[type[Rule], ...] = ()
