"""Annotated documents in, one SQLite file that keeps them, and what people have judged of them, out."""

from sayso.case.judged import Given
from sayso.case.listed import EXPORTED, CaseSource
from sayso.case.store import Case, Known, Summary

__all__ = ["EXPORTED", "Case", "CaseSource", "Given", "Known", "Summary"]
