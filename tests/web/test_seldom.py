from __future__ import annotations

from threading import Event, Thread

from sayso.web.seldom import RESTS, Seldom


class Clock:
    """A clock that goes on while a value is made."""

    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_value_is_made_anew_when_what_it_hangs_on_has_changed_and_it_has_rested() -> None:
    clock = Clock()
    asked: Seldom[str] = Seldom(clock)

    def make(value: str) -> str:
        clock.time += 2
        return value

    assert asked.of is None
    assert asked.get(1, lambda: make("a")) == "a"
    assert asked.get(1, lambda: make("never")) == "a"
    assert asked.get(2, lambda: make("too soon")) == "a"
    clock.time += 2 * RESTS
    assert asked.get(2, lambda: make("b")) == "b"
    assert asked.of == 2


def test_one_makes_it_and_the_others_take_the_one_before() -> None:
    asked: Seldom[str] = Seldom()
    asked.get(1, lambda: "old")
    begun, go_on = Event(), Event()

    def slowly() -> str:
        begun.set()
        assert go_on.wait(10)
        return "new"

    first = Thread(target=lambda: asked.get(2, slowly))
    first.start()
    assert begun.wait(10)
    assert asked.get(2, lambda: "never") == "old"
    go_on.set()
    first.join()
    assert asked.get(2, lambda: "never") == "new"


def test_those_who_find_none_wait_for_the_one_that_is_made() -> None:
    asked: Seldom[str] = Seldom()
    begun, go_on = Event(), Event()

    def slowly() -> str:
        begun.set()
        assert go_on.wait(10)
        return "first"

    found: list[str] = []
    first = Thread(target=lambda: asked.get(1, slowly))
    second = Thread(target=lambda: found.append(asked.get(1, lambda: "never")))
    first.start()
    assert begun.wait(10)
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert found == ["first"]
