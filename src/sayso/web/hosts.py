"""The Host and Origin headers of a request in; the name of the machine that they mean, out."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import NamedTuple

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The names of the machine that one sits at."""

_HOST = re.compile(r"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))(?::([0-9]{1,5}))?")
_ORIGIN = re.compile(r"(https?)://(.+)")


class Host(NamedTuple):
    """The name of a machine, in small letters and without brackets, and a port."""

    name: str
    port: int | None
    https: bool = False

    @property
    def is_address(self) -> bool:
        """Whether the name is an IP address."""
        try:
            ip_address(self.name)
        except ValueError:
            return False
        return True

    @property
    def origin(self) -> tuple[str, str, int]:
        """The scheme, name and port that make an origin: RFC 6454, 4."""
        default = 443 if self.https else 80
        return "https" if self.https else "http", self.name, self.port or default


def read_host(header: str, *, https: bool = False) -> Host | None:
    """Return what a Host header says; None if it says nothing that a browser would send."""
    found = _HOST.fullmatch(header.lower())
    if not found:
        return None
    address, name, port = found.groups()
    return Host(address or name, int(port) if port else None, https=https)


def read_origin(header: str) -> Host | None:
    """Return what an Origin header says; None if it is opaque (``null``) or none."""
    found = _ORIGIN.fullmatch(header)
    return read_host(found[2], https=found[1] == "https") if found else None
