"""Annotations in; who is left unclear in an article, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.checks.rule import Rule

RULES: tuple[type[Rule], ...] = ()
