"""Annotated documents in, one SQLite file that keeps them, and what people have judged of them, out."""

from sayso.case.store import Case, Given, Summary

__all__ = ["Case", "Given", "Summary"]
