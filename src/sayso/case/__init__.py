"""Annotated documents in, one SQLite file that keeps them, and what people have judged of them, out."""

from sayso.case.cited import Citation
from sayso.case.judged import Given, login_name
from sayso.case.listed import EXPORTED, CaseSource, NamedSource
from sayso.case.searched import Hit, Hits
from sayso.case.store import Case, Known, Summary

__all__ = [
    "EXPORTED",
    "Case",
    "CaseSource",
    "Citation",
    "Given",
    "Hit",
    "Hits",
    "Known",
    "NamedSource",
    "Summary",
    "login_name",
]
