"""Whatever lies at the path of a case: it opens, or one sentence says why it does not."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from sayso.case import Case, file, opening
from sayso.case.schema import APPLICATION, HEAD
from sayso.errors import SaysoError, UsageError
from tests.case.articles import article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.case"
    with Case.open(made, create=True) as case:
        case.add(article())
    return made


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)


def change(path: Path, *statements: str) -> None:
    opened = sqlite3.connect(path)
    for each in statements:
        opened.execute(each)
    opened.commit()
    opened.close()


def refused(path: Path, *, create: bool = False, write: bool = False) -> str:
    with pytest.raises(SaysoError) as told:
        Case.open(path, create=create, write=write)
    assert "\n" not in str(told.value)
    return str(told.value)


def number(path: Path) -> int:
    with Case.open(path) as case:
        return len(list(case.annotations()))


def test_a_case_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "no.case"
    assert refused(path) == f"There is no case {path}; `sayso add` makes one."
    assert refused(path, write=True).startswith("There is no case")
    assert "There is no folder" in refused(tmp_path / "no" / "x.case", create=True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_case(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path, create=True)
    page = tmp_path / "page.html"
    page.write_text("<html>")
    assert refused(page, create=True) == f"{page} is no case of Sayso."
    assert page.read_text() == "<html>"
    (tmp_path / "empty").touch()
    assert "is no case" in refused(tmp_path / "empty")
    assert "null character" in refused(tmp_path / "a\0b", create=True)
    assert "too long" in refused(tmp_path / ("x" * 5000), create=True)


@pytest.mark.parametrize("write", [True, False])
def test_the_file_of_another_program_stays_as_it_is(tmp_path: Path, *, write: bool) -> None:
    other = tmp_path / "other.sqlite"
    change(other, "CREATE TABLE documents (id)")
    before = other.read_bytes()
    assert refused(other, create=write, write=write) == f"{other} is no case of Sayso."
    assert other.read_bytes() == before


def test_an_empty_file_becomes_a_case(tmp_path: Path) -> None:
    path = tmp_path / "x.case"
    path.touch()
    with Case.open(path, create=True) as case:
        case.add(article())
    assert number(path) == 1


def test_a_path_of_odd_letters_is_one_too(tmp_path: Path) -> None:
    path = tmp_path / "a %20 ?mode=ro #é'.case"
    with Case.open(path, create=True) as case:
        case.add(article())
    assert number(path) == 1
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_second_writer_is_told_so_and_readers_are_not_stopped(path: Path) -> None:
    with Case.open(path, write=True) as case:
        case.add(article(1))
        told = f"Another Sayso is writing to {path}; try again when it ends."
        assert refused(path, write=True) == told
        assert number(path) == 1
    assert number(path) == 2


def test_many_read_while_one_writes(path: Path) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.extend(number(path) for _ in range(10))

    readers = [threading.Thread(target=look) for _ in range(3)]
    with Case.open(path, write=True) as case:
        for each in readers:
            each.start()
        for each_number in range(50):
            case.add(article(each_number))
            case._save()
        for each in readers:
            each.join()
    assert len(seen) == 30
    assert number(path) == 50


def test_a_reader_writes_nothing(path: Path) -> None:
    with Case.open(path) as case, pytest.raises(UsageError, match="cannot be written to"):
        case.add(article(1))
    assert number(path) == 1


def test_a_case_of_a_newer_sayso(path: Path) -> None:
    for version in ("'9999'", "'0000'", "x'ff'"):
        change(path, f"UPDATE alembic_version SET version_num = {version}")  # noqa: S608  # a constant
        for write in (True, False):
            assert "was made by a newer Sayso" in refused(path, write=write)


def test_an_older_case_is_brought_up_to_date_by_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "x.case"
    change(path, f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 0")
    assert "brings it up to date" in refused(path)
    with Case.open(path, write=True) as case:
        case.add(article())
    assert number(path) == 1
    opened = sqlite3.connect(path)
    assert opened.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    opened.close()


def test_a_run_that_ends_while_tables_are_made_leaves_no_half_a_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.case"

    def ended(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        connection.exec_driver_sql("CREATE TABLE documents (id)")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(opening, "_upgrade", ended)
        with pytest.raises(KeyboardInterrupt):
            Case.open(path, create=True)
    with Case.open(path, create=True) as case:
        case.add(article())
    assert number(path) == 1


@pytest.mark.parametrize(
    ("start", "end", "told"), [(0, 16, "is no case"), (100, 2000, "damaged"), (16, 100, "x.case")]
)
def test_a_damaged_case(path: Path, start: int, end: int, told: str) -> None:
    data = bytearray(path.read_bytes())
    data[start:end] = b"\xa5" * (end - start)
    path.write_bytes(data)
    assert told in refused(path)


def test_a_case_that_is_cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:8192])
    with pytest.raises(SaysoError, match=r"damaged|failed|cannot be used"):
        number(path)


@pytest.fixture
def locked(path: Path) -> Iterator[Path]:
    folder = path.parent
    folder.chmod(0o555)
    path.chmod(0o444)
    yield path
    folder.chmod(0o755)
    path.chmod(0o644)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_read_only_folder(locked: Path) -> None:
    assert number(locked) == 1
    assert "cannot be written to" in refused(locked, write=True)


def test_where_nothing_may_be_written_a_case_is_read_as_it_lies(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert number(path) == 1
    with Case.open(path, write=True) as case:
        case.add(article(1))
        case._save()
        assert path.with_name("x.case-wal").stat().st_size
        assert number(path) == 2


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("SQLITE_FULL", "The disk is full"),
        ("SQLITE_IOERR_WRITE", "The disk failed"),
        ("SQLITE_READONLY_DBMOVED", "cannot be written to"),
        ("SQLITE_CANTOPEN", "cannot be opened"),
        ("SQLITE_CORRUPT_VTAB", "is damaged"),
        ("SQLITE_BUSY_SNAPSHOT", "Another Sayso is writing"),
        ("SQLITE_MISUSE", "cannot be used as a case (bad luck)"),
    ],
)
def test_every_error_of_the_data_base_is_a_sentence(code: str, told: str) -> None:
    error = sqlite3.OperationalError("bad luck")
    error.sqlite_errorname = code
    with pytest.raises(SaysoError, match="x") as found, opening.clear(Path("x.case")):
        raise error
    assert told in str(found.value)


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    def run() -> None:
        with Case.open(path, write=True) as case:
            pages = case._connection.exec_driver_sql("PRAGMA page_count").scalar()
            case._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for each in range(1, 2000):
                case.add(article(each))

    with pytest.raises(SaysoError, match="The disk is full"):
        run()
    assert number(path) >= 1


def test_a_copy_of_the_file_is_the_case(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.case"
    shutil.copy(path, copy)
    assert number(copy) == 1


def test_a_writer_gives_way_to_another_and_goes_on(path: Path) -> None:
    with Case.open(path, write=True) as case:
        case.add(article(1))
        entered, leave = threading.Event(), threading.Event()

        def other() -> None:
            while True:
                with contextlib.suppress(UsageError), Case.open(path, write=True) as second:
                    second.add(article(2))
                    entered.set()
                    leave.wait(0.3)
                    return

        thread = threading.Thread(target=other)
        thread.start()
        while not entered.is_set():
            case.give_way(0.05)
        thread.join()
        case.add(article(3))
    assert number(path) == 4


def test_a_writer_who_gave_way_is_told_of_one_who_does_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "ATTEMPTS", 2)
    with Case.open(path, write=True) as case:
        case.add(article(1))
        second = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

        def take(_: float) -> None:
            second.execute("BEGIN IMMEDIATE")

        monkeypatch.setattr("time.sleep", take)
        with pytest.raises(UsageError, match="Another Sayso is writing"):
            case.give_way(0.1)
        second.close()
    assert number(path) == 2
