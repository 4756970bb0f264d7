from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.errors import UsageError
from sayso.web import access as module
from sayso.web.access import Access, Attempts, Password, Visits, access, is_anywhere, is_loopback
from sayso.web.hosts import Host, read_host, read_origin


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("header", "means"),
    [
        ("127.0.0.1:8765", Host("127.0.0.1", 8765)),
        ("LocalHost:8765", Host("localhost", 8765)),
        ("[::1]:8765", Host("::1", 8765)),
        ("news.example.org", Host("news.example.org", None)),
        ("", None),
        ("a b", None),
        ("localhost:", None),
        ("localhost:123456", None),
        ("user@localhost:8765", None),
        ("localhost:8765/", None),
        ("localhost:8765\n", None),
        ("::1:8765", None),
    ],
)
def test_a_host_header_is_a_name_and_a_port_or_nothing(header: str, means: Host | None) -> None:
    assert read_host(header) == means


def test_an_origin_is_a_scheme_a_name_and_a_port() -> None:
    origin = read_origin("https://news.example.org")
    assert origin is not None
    assert origin.origin == ("https", "news.example.org", 443)
    assert read_origin("null") is None
    assert read_origin("file://") is None


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("127.0.0.1:8765", True),
        ("localhost:8765", True),
        ("[::1]:8765", True),
        ("localhost:8766", False),
        ("localhost", False),
        ("localhost.:8765", False),
        ("evil.example:8765", False),
        ("localhost.evil.example:8765", False),
        ("127.0.0.1.nip.example:8765", False),
        ("10.0.0.5:8765", False),
        ("", False),
    ],
)
def test_on_this_machine_it_goes_by_the_names_of_this_machine(header: str, ours: bool) -> None:  # noqa: FBT001
    assert (Access.local(8765).host(header) is not None) is ours


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("10.0.0.5:8765", True),
        ("[fe80::1]:8765", True),
        ("10.0.0.5", False),
        ("10.0.0.5:80", False),
        ("evil.example:8765", False),
        ("news.example.org", True),
        ("news.example.org:443", True),
        ("news.example.org:99", True),
        ("desk:9000", True),
        ("desk", False),
    ],
)
def test_elsewhere_it_goes_by_its_addresses_and_the_names_allowed(header: str, ours: bool) -> None:  # noqa: FBT001
    there = access(
        "0.0.0.0",  # noqa: S104
        8765,
        password="correct horse",  # noqa: S106
        allowed=["https://News.example.org", "desk:9000"],
    )
    assert (there.host(header) is not None) is ours


def test_a_name_before_which_something_speaks_https_is_an_origin_of_https() -> None:
    there = access("localhost", 8765, allowed=["https://news.example.org"])
    host = there.host("news.example.org")
    assert host is not None
    assert host.origin == ("https", "news.example.org", 443)


def test_a_port_that_is_not_written_is_that_of_the_scheme() -> None:
    assert Access.local(80).host("localhost")
    there = access("::", 80, password="correct horse")  # noqa: S106
    assert there.host("10.0.0.5")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"host": "0.0.0.0"}, "set a password"),  # noqa: S104
        ({"host": "192.168.0.7"}, "set a password"),
        ({"host": "desk.example"}, "set a password"),
        ({"host": "::", "password": "short"}, "8 characters"),
        ({"host": "localhost", "api_token": "secret"}, "24 characters"),
        ({"host": "localhost", "allowed": ["news example"]}, "no name of a machine"),
    ],
)
def test_what_would_let_anybody_in_is_refused(values: dict[str, object], sentence: str) -> None:
    make: Callable[..., Access] = access
    with pytest.raises(UsageError, match=sentence):
        make(port=8765, **values)


def test_addresses_of_this_machine_are_told_from_others() -> None:
    assert is_loopback("127.0.0.9")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")  # noqa: S104
    assert not is_loopback("localhost.example")
    assert is_anywhere("0.0.0.0")  # noqa: S104
    assert is_anywhere("::")
    assert not is_anywhere("localhost")


def test_a_token_lets_in_once() -> None:
    visits = Visits()
    token = visits.new_token()
    assert len(token) == 43
    assert visits.spend(token + "x") is None
    session = visits.spend(token)
    assert session
    assert session != token
    assert visits.goes_on(session)
    assert visits.spend(token) is None
    assert not visits.goes_on(token)


def test_few_tokens_are_good_at_a_time() -> None:
    visits = Visits()
    tokens = [visits.new_token() for _ in range(module.ONE_TIME_TOKENS + 1)]
    assert visits.spend(tokens[0]) is None
    assert visits.spend(tokens[1])
    assert visits.spend(tokens[-1])


def test_a_visit_ends_when_nothing_is_asked_for_long() -> None:
    clock = Clock()
    visits = Visits(clock)
    session = visits.begin()
    for _ in range(3):
        clock.now += module.SESSION_SECONDS - 1
        assert visits.goes_on(session)
    clock.now += module.SESSION_SECONDS + 1
    assert not visits.goes_on(session)
    assert not visits.goes_on(session)


def test_the_visit_longest_at_rest_gives_way() -> None:
    visits = Visits()
    sessions = [visits.begin() for _ in range(module.SESSIONS)]
    assert visits.goes_on(sessions[0])
    visits.begin()
    assert visits.goes_on(sessions[0])
    assert not visits.goes_on(sessions[1])


def test_a_visit_can_be_ended() -> None:
    visits = Visits()
    session = visits.begin()
    visits.end(session)
    visits.end(session)
    assert not visits.goes_on(session)


def test_what_a_form_brings_back_is_of_its_visit_alone() -> None:
    visits = Visits()
    one, other = visits.begin(), visits.begin()
    assert visits.csrf(one) == visits.csrf(one)
    assert visits.csrf(one) != visits.csrf(other)
    assert visits.csrf(one) != Visits().csrf(one)
    assert len(visits.csrf(one)) == 64


def test_a_password_is_kept_as_what_scrypt_makes_of_it() -> None:
    password = Password("correct horse \ud800")
    assert password.matches("correct horse \ud800")
    assert not password.matches("correct horse")
    assert "horse" not in repr(vars(password))


def test_a_machine_may_try_a_few_times_a_minute() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    assert [attempts.another("10.0.0.5") for _ in range(7)] == [True] * 5 + [False] * 2
    assert attempts.another("10.0.0.6")
    assert [attempts.another(f"2001:db8::{number}") for number in range(7)] == [True] * 5 + [
        False
    ] * 2
    assert attempts.another("2001:db8:1::1")
    assert [attempts.another("::ffff:10.0.0.5"), attempts.another("nonsense")] == [False, True]
    clock.now += 60
    assert attempts.another("10.0.0.5")


def test_all_machines_together_may_try_some_times_a_minute() -> None:
    attempts = Attempts(Clock())
    tries = [attempts.another(f"10.0.{number}.1") for number in range(200)]
    assert sum(tries) == module.ALL_ATTEMPTS
    assert len(attempts._of) <= module.ALL_ATTEMPTS


def test_secrets_are_compared_whatever_they_are_made_of() -> None:
    there = Access.local(8765, "a token of twenty-four letters")
    assert there.is_api_token("a token of twenty-four letters")
    assert not there.is_api_token("ä\ud800")
    assert "twenty-four" not in repr(there)
