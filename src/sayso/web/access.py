"""What a visitor brings in: a one-time token, a password, a cookie; whether it lets them in, out.

Whoever runs the explorer on their own machine comes in by an address that is good once and is printed
where they started it. From other machines one comes in by a password. Programs bring a token each time.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

from sayso.errors import UsageError
from sayso.web.hosts import LOOPBACK, Host, read_host

PASSWORD_CHARACTERS = 8
"""Fewest characters of a password: NIST SP 800-63B, 5.1.1.1; attempts are limited besides."""

TOKEN_CHARACTERS = 24
"""Fewest characters of a token for programs that somebody chose: nobody counts the attempts at it."""

SESSIONS = 64
SESSION_SECONDS = 12 * 3600.0
"""A visit ends when nothing was asked for so long: it stays open beside a day's writing."""

ONE_TIME_TOKENS = 3
"""So many addresses are good at a time; a further one takes the place of the oldest."""

PRINT_SECONDS = 10.0
"""A new address is printed at most so often, whoever knocks."""

ATTEMPT_SECONDS = 60.0
ATTEMPTS = 5
ALL_ATTEMPTS = 60
"""Attempts at the password in a minute: of one machine, and of all together."""

_BYTES = 32


def new_secret() -> str:
    """Return 256 random bits that may stand in an address, a header or a cookie."""
    return secrets.token_urlsafe(_BYTES)


def same_secret(one: str, other: str) -> bool:
    """Return whether both are equal, in a time that does not tell how much of them is."""
    return hmac.compare_digest(one.encode("utf8", "replace"), other.encode("utf8", "replace"))


class Password:
    """A password, kept as what scrypt makes of it."""

    def __init__(self, password: str) -> None:
        """Keep it.

        Raises:
            UsageError: if it is too short.

        """
        if len(password) < PASSWORD_CHARACTERS:
            raise UsageError(f"The password needs {PASSWORD_CHARACTERS} characters or more.")
        self._salt = secrets.token_bytes(16)
        self._kept = self._scrypt(password)

    def matches(self, attempt: str) -> bool:
        """Return whether ``attempt`` is the password; slow on purpose, some tenth of a second."""
        return hmac.compare_digest(self._scrypt(attempt), self._kept)

    def _scrypt(self, password: str) -> bytes:
        # OWASP Password Storage: N=2^14, r=8, p=5, which takes 16 MiB.
        data = password.encode("utf8", "replace")
        return hashlib.scrypt(data, salt=self._salt, n=2**14, r=8, p=5, dklen=_BYTES)


class Attempts:
    """Counts attempts at the password, within a bounded memory."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._since = now()
        self._all = 0
        self._of: dict[str, int] = {}

    def another(self, machine: str) -> bool:
        """Count one of ``machine``, an IP address; return whether it may be made."""
        if self._now() - self._since >= ATTEMPT_SECONDS:
            self._since = self._now()
            self._all = 0
            self._of.clear()
        network = _network(machine)
        count = self._of.get(network, 0)
        if count >= ATTEMPTS or self._all >= ALL_ATTEMPTS:
            return False
        self._of[network] = count + 1
        self._all += 1
        return True


class Visits:
    """Who has come in, and the one-time tokens by which one still can; all in memory, all bounded."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._key = secrets.token_bytes(_BYTES)
        self._sessions: OrderedDict[str, float] = OrderedDict()
        self._tokens: OrderedDict[str, None] = OrderedDict()

    def new_token(self) -> str:
        """Return a token that lets one browser in."""
        token = new_secret()
        self._tokens[self._digest(token)] = None
        while len(self._tokens) > ONE_TIME_TOKENS:
            self._tokens.popitem(last=False)
        return token

    def spend(self, token: str) -> str | None:
        """Return a new session for a one-time token, which is spent by that; None if it is not good."""
        # What is looked up is a keyed hash, so that the time it takes tells nothing about the tokens.
        digest = self._digest(token)
        if digest not in self._tokens:
            return None
        del self._tokens[digest]
        return self.begin()

    def begin(self) -> str:
        """Return a new session, the oldest giving way where there are too many."""
        session = new_secret()
        self._sessions[self._digest(session)] = self._now()
        while len(self._sessions) > SESSIONS:
            self._sessions.popitem(last=False)
        return session

    def goes_on(self, session: str) -> bool:
        """Return whether ``session`` is one of ours and still good; it then is good for longer."""
        digest = self._digest(session)
        last = self._sessions.pop(digest, None)
        if last is None or self._now() - last > SESSION_SECONDS:
            return False
        self._sessions[digest] = self._now()
        return True

    def end(self, session: str) -> None:
        """Forget ``session``."""
        self._sessions.pop(self._digest(session), None)

    def csrf(self, session: str) -> str:
        """Return what a form of this session has to bring back, 64 hex digits; no other site can read it."""
        return self._digest("csrf " + session)

    def _digest(self, text: str) -> str:
        return hmac.digest(self._key, text.encode("utf8", "replace"), "sha256").hex()


def _quiet(_: str) -> None:
    """Print nothing."""


@dataclass(frozen=True)
class Access:
    """How one may come in.

    Attributes:
        port: On which the explorer listens.
        names: Under which it is called. Others are refused: no site's own name can be made to lead here.
        any_address: Whether an IP address with our port is a name too. A browser is led here under a foreign
            name by its owner; no one owns the name that is the address itself.
        password: Which lets one in; without it, one-time tokens do.
        api_token: Which programs bring.
        tell: Prints a line where the explorer was started.
        visits: Who has come in.
        attempts: At the password.

    """

    port: int
    names: frozenset[Host]
    any_address: bool = False
    password: Password | None = None
    api_token: str = field(default_factory=new_secret, repr=False)
    tell: Callable[[str], None] = _quiet
    visits: Visits = field(default_factory=Visits, repr=False)
    attempts: Attempts = field(default_factory=Attempts, repr=False)

    @classmethod
    def local(cls, port: int = 8765, api_token: str | None = None) -> Access:
        """Return the access of a server on this machine, for this machine."""
        return access(LOOPBACK[0], port, api_token=api_token)

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; the port is in it, as browsers send cookies to every port."""
        return f"sayso-{self.port}"

    def host(self, header: str) -> Host | None:
        """Return the name by which we were called, if it is one of ours; else None."""
        called = read_host(header)
        if called is None:
            return None
        for name in self.names:
            port = (443 if name.https else 80) if called.port is None else called.port
            if name.name == called.name and name.port in {None, port}:
                return Host(called.name, called.port, https=name.https)
        return called if self._by_address(called) else None

    def address(self, host: str, *, https: bool = False) -> str:
        """Return an address by which one browser can come in; ``host`` is ours, with the port."""
        return f"{'https' if https else 'http'}://{host}/?token={self.visits.new_token()}"

    def is_api_token(self, token: str) -> bool:
        """Return whether a program may come in with ``token``."""
        return same_secret(token, self.api_token)

    def _by_address(self, called: Host) -> bool:
        return self.any_address and called.is_address and (called.port or 80) == self.port


def access(
    host: str,
    port: int,
    *,
    password: str | None = None,
    api_token: str | None = None,
    allowed: Sequence[str] = (),
    tell: Callable[[str], None] = _quiet,
) -> Access:
    """Return how one may come in to a server on ``host`` and ``port``.

    Args:
        host: The name or IP address on which it listens.
        port: The port on which it listens.
        password: Which lets one in.
        api_token: For programs; without one, it is made.
        allowed: Further names under which it is called, each NAME, NAME:PORT, or https://NAME[:PORT] where
            something before it speaks https.
        tell: Prints a line where the server was started.

    Raises:
        UsageError: if others than this machine could come in without a password, or a secret is too short, or
            what is allowed is no name.

    """
    local = is_loopback(host)
    if not local and password is None:
        raise UsageError(
            f"Others could read this case at {host}: set a password, with --password-file or SAYSO_PASSWORD."
        )
    if api_token is not None and len(api_token) < TOKEN_CHARACTERS:
        raise UsageError(f"SAYSO_TOKEN needs {TOKEN_CHARACTERS} characters or more.")
    own = (*LOOPBACK, host) if not is_anywhere(host) else LOOPBACK
    names = {Host(name.lower(), port) for name in own}
    for each in allowed:
        name = read_host(each.removeprefix("https://"), https=each.startswith("https://"))
        if name is None:
            raise UsageError(
                f"“{each}” is no name of a machine, as news.example.org or 10.0.0.5:8765."
            )
        names.add(name)
    return Access(
        port,
        frozenset(names),
        any_address=not local,
        password=None if password is None else Password(password),
        api_token=api_token or new_secret(),
        tell=tell,
    )


def is_loopback(host: str) -> bool:
    """Return whether ``host`` is this machine and no other can reach it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_anywhere(host: str) -> bool:
    """Return whether ``host`` stands for all addresses of this machine."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _network(machine: str) -> str:
    """Return an address without what its owner can choose: the second half of one of version 6."""
    try:
        address = ip_address(machine)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return address.exploded[:19]
    return machine.rpartition(":")[2]
