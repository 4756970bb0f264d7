"""Annotated documents in, one SQLite file that keeps them, and what people have judged of them, out."""
