"""The settings: one table of name, default and help, from which options and docs are made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user can set; each field is documented in docs/settings.md, kept by a test."""

    max_bytes: Annotated[int, Meta(description="Largest input, in bytes, unpacked.", ge=1)] = (
        20_000_000
    )
    max_characters: Annotated[
        int,
        Meta(description="Longest article text, in code points; a longer one is left out.", ge=1),
    ] = 1_000_000
    fetch_seconds: Annotated[
        float, Meta(description="Time for fetching one page, in seconds.", gt=0)
    ] = 20.0
    fetch_redirects: Annotated[int, Meta(description="Redirects followed for one page.", ge=0)] = 5
    allow_private: Annotated[
        bool, Meta(description="Fetch pages from private and loopback addresses too.")
    ] = False
    model: Annotated[
        Path | None,
        Meta(description="Folder of an attribution model to use instead of the shipped one."),
    ] = None
    min_score: Annotated[
        float,
        Meta(
            description="Attributions less likely than this to be marked by people too are left out.",
            ge=0,
            le=1,
        ),
    ] = 0.5
    nesting: Annotated[
        bool, Meta(description="Look within what is said for others whose words it passes on.")
    ] = True
    jobs: Annotated[
        int,
        Meta(
            description="Articles read side by side, each in a process; 0 takes a core each, four at most.",
            ge=0,
            le=64,
        ),
    ] = 0


class CheckSettings(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"
):
    """What a user can set for ``sayso check``: each a list of codes, or of their beginnings."""

    select: Annotated[
        tuple[str, ...], Meta(description="Rules that are on; without it, those on by default.")
    ] = ()
    ignore: Annotated[tuple[str, ...], Meta(description="Rules that are off.")] = ()
    fail_on: Annotated[
        tuple[str, ...], Meta(description="Rules whose findings make the exit code 1.")
    ] = ()
