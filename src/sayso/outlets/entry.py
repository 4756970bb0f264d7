"""A line of the list in, what is known of one outlet out."""

from __future__ import annotations

from importlib import resources
from typing import Literal

import msgspec

from sayso.errors import SaysoError
from sayso.tables import lines_of

Kind = Literal["agency", "pictures", "newspaper", "magazine", "broadcaster", "website"]
"""An agency sells texts to others, ``pictures`` sells photographs; a broadcaster is radio or television."""

Owner = Literal["state", "public", "party"]
"""Who stands behind it where it is no private firm: a government, the public by law, a party or movement."""

FILE = "outlets.jsonl"


class OutletsError(SaysoError):
    """The list of outlets is not as it should be: a defect of the package."""


class KnownOutlet(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, cache_hash=True, gc=False
):
    """An outlet or agency: one line of the list, as docs/outlets.md describes it.

    What a line may hold is checked by ``check``, in the tests, and not each time that it is read.
    """

    name: str
    kind: Kind
    country: str | None = None
    """ISO 3166-1, two letters; XK is Kosovo. None where it has no seat that is known."""
    owner: Owner | None = None
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names, each this outlet's alone."""
    ambiguous: tuple[str, ...] = ()
    """Names that it shares, or that mean other things too; its own name may be one of them."""
    signs: tuple[str, ...] = ()
    """Its names under which it signs texts of others, where it is no agency: "(CNN)"."""

    @property
    def is_agency(self) -> bool:
        """Whether others print what it makes: texts or pictures."""
        return self.kind in {"agency", "pictures"}


def entries() -> list[KnownOutlet]:
    """Return the list, in its order.

    Raises:
        OutletsError: at the first line that is not as it should be.

    """
    data = resources.files(__package__).joinpath(FILE).read_bytes()
    return parse(data)


def parse(data: bytes) -> list[KnownOutlet]:
    """Return the outlets of a list given as JSON lines.

    Raises:
        OutletsError: if a line is not as it should be; the message says which.

    """
    decoder = lines_of(KnownOutlet)
    try:
        return decoder.decode_lines(data)
    except msgspec.DecodeError as problem:
        number = _broken(data, decoder)
        raise OutletsError(f"Line {number} of {FILE} cannot be used: {problem}.") from problem


def _broken(data: bytes, decoder: msgspec.json.Decoder[KnownOutlet]) -> int:
    """Return the number of the first line that cannot be read."""
    for number, line in enumerate(data.splitlines(), 1):
        try:
            decoder.decode(line)
        except msgspec.DecodeError:
            return number
    return 0
