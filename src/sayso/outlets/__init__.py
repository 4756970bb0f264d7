"""A name, an address or a text in, the outlets and agencies that it names out.

The list is ``outlets.jsonl``, a line for each; docs/outlets.md tells how to add one. What several bear,
and what is also a word or a person's name ("the Post", "Focus"), is known, but names none by itself.
"""

from __future__ import annotations

from sayso.outlets.directory import Directory, Listed, Named, directory, domain_of, key_of
from sayso.outlets.entry import Kind, KnownOutlet, Owner

__all__ = [
    "Directory",
    "Kind",
    "KnownOutlet",
    "Listed",
    "Named",
    "Owner",
    "directory",
    "domain_of",
    "key_of",
]
