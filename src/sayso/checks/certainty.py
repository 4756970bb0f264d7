"""Annotations in; how sure an article is that disagrees with itself, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.checks.rule import Rule

RULES: tuple[type[Rule], ...] = ()
