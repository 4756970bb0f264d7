from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from sayso.acquire import Raw, count, count_of, fetch, linked, raws, raws_of
from sayso.errors import NotYetError, UsageError
from sayso.records import Drop
from sayso.settings import Settings

PAGE = b"<!doctype html><html><body><p>The council denied it.</p></body></html>"


def read(*sources: str | Path, **settings: int) -> list[Raw | Drop]:
    return list(raws([str(each) for each in sources], Settings(**settings)))  # type: ignore[arg-type]


def reasons(found: list[Raw | Drop]) -> list[str]:
    return [each.reason for each in found if isinstance(each, Drop)]


def test_a_folder_is_every_file_in_name_order(tmp_path: Path) -> None:
    for name in [
        "b.txt",
        "a/z.html",
        "a/y.txt",
        ".hidden.txt",
        ".git/x.txt",
        "c",
        "d.css",
        "e.PDF",
    ]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"words of an article")
    found = read(tmp_path)
    names = [Path(each.source).name for each in found if isinstance(each, Raw)]
    assert names == ["y.txt", "z.html", "b.txt", "c"]
    assert reasons(found) == ["unknown form", "not yet"]
    assert all(each.detail.count(str(tmp_path)) == 1 for each in found if isinstance(each, Drop))


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.txt").write_text("secret")
    (folder / "a.txt").write_text("words")
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "out").symlink_to(outside)
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    found = read(folder)
    assert {each.data for each in found if isinstance(each, Raw)} == {b"words"}
    assert reasons(found).count("link out of the folder") == 2


def test_pipes_in_a_folder_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(read(tmp_path)) == ["not a file"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert reasons(read(tmp_path)) == ["empty"]


def test_what_is_not_there_is_wrong_use_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    with pytest.raises(UsageError):
        raws([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], Settings())


@pytest.mark.parametrize(
    "source", ["ftp://example.org/a", "file:///etc/passwd", "a\0b", "x" * 5000]
)
def test_other_names_are_wrong_use(source: str) -> None:
    with pytest.raises(UsageError):
        raws([source], Settings())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b""),
        ("a.warc", b""),
        ("a.warc.gz", b""),
        ("a.html", b"%PDF-1.7"),
        ("a", b"WARC/1.0\r\n"),
    ],
)
def test_forms_that_come_later_are_named(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NotYetError, match=r"cannot read (PDF|WARC) yet"):
        raws([str(tmp_path / name)], Settings())
    assert reasons(read(tmp_path)) == ["not yet"]


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", PAGE, "text/html"),
        ("a.txt", PAGE, "text/html"),
        ("a", PAGE, "text/html"),
        ("a", PAGE.decode().encode("utf-16"), "text/html"),
        ("a.txt", b"words", "text/plain"),
        ("a", b"words", "text/plain"),
        ("a.json", b"{}", "application/json"),
        ("a.htm.gz", gzip.compress(PAGE), "text/html"),
        ("a.txt.gz", gzip.compress(b"words"), "text/plain"),
        ("a.txt", gzip.compress(b"words"), "text/plain"),
    ],
)
def test_the_form_is_told(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = read(tmp_path / name)
    assert isinstance(found, Raw)
    assert found.media_type == media_type
    assert found.data in {data, PAGE, b"words"}


def test_json_lines_are_one_input_a_line(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "one"}), "", "{broken", json.dumps({"text": "two"})]
    for name, pack in (("a.jsonl", bytes), ("a.ndjson.gz", gzip.compress)):
        path = tmp_path / name
        path.write_bytes(pack("\n".join(lines).encode()))
        found = read(path)
        assert [each.id for each in found if isinstance(each, Raw)] == ["1", "3", "4"]
        assert count([str(path)]) in {3, 4}


def test_a_line_that_is_too_long_is_dropped_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 300 + b'"}\n{"text": "two"}\n' + b"y" * 9000)
    found = read(path, max_bytes=100)
    assert reasons(found) == ["too large", "too large", "too large"]
    assert [each.id for each in found if isinstance(each, Raw)] == ["2"]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert reasons(read(path)) == ["too large"]


def test_a_gzip_bomb_meets_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"\0" * 50_000_000))
    assert reasons(read(path, max_bytes=1_000_000)) == ["too large"]


@pytest.mark.parametrize("cut", [3, 12, -4])
def test_a_broken_gzip_is_dropped(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"words of an article " * 50)[:cut])
    assert reasons(read(path)) == ["broken gzip"]


def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, media_type in (
        (PAGE, "text/html"),
        (b"words", "text/plain"),
        (b'{"text": "a"}\n', "application/x-ndjson"),
        (gzip.compress(PAGE), "text/html"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        (found,) = read("-")
        assert isinstance(found, Raw)
        assert (found.source, found.media_type) == ("-", media_type)


def test_a_pdf_on_standard_input_is_a_drop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"%PDF-1.7 ...")))
    assert reasons(read("-")) == ["not yet"]


def test_an_unreadable_file_is_a_drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("words")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(read(tmp_path)) == ["cannot be read"]


def test_names_that_are_no_unicode_are_shown_with_a_replacement(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\x1b.txt")).write_text("words")
    (found,) = read(tmp_path)
    assert isinstance(found, Raw)
    assert found.source.encode("utf-8")


def test_count_is_files_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    assert count([str(tmp_path), "https://example.org/", "-"]) == 5


@pytest.mark.parametrize("data", [b"", b"\n  \n\n"])
def test_a_file_of_lines_without_any_is_dropped_as_empty(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(data)
    (found,) = raws([str(tmp_path / "none.jsonl")], Settings())
    assert isinstance(found, Drop)
    assert found.reason == "empty"


@pytest.mark.parametrize(
    ("name", "media_type", "data", "expected"),
    [
        ("a.html", "text/plain", b"words", "text/html"),
        ("a.html", "text/html; charset=koi8-r", b"words", "text/html; charset=koi8-r"),
        ("a.TXT.gz", "", gzip.compress(b"words"), "text/plain"),
        ("a", "text/plain; charset=koi8-r", b"words", "text/plain; charset=koi8-r"),
        ("a", "application/json; charset=utf-8", b"{}", "application/json"),
        ("a", "application/octet-stream", PAGE, "text/html"),
        ("http://a.example/", "", b'{"text": "x"}', "application/x-ndjson"),
        ("/etc/hostname", "image/png", b"words", "text/plain"),
    ],
)
def test_bytes_that_are_given_have_the_form_that_name_type_and_start_tell(
    name: str, media_type: str, data: bytes, expected: str
) -> None:
    (found,) = raws_of(io.BytesIO(data), name, Settings(), media_type)
    assert isinstance(found, Raw)
    assert (found.source, found.media_type) == (name, expected)


def test_what_is_given_is_limited_and_its_lines_are_told_apart() -> None:
    bomb = io.BytesIO(gzip.compress(b"a" * 1_000_000))
    assert reasons(list(raws_of(bomb, "a.txt.gz", Settings(max_bytes=1_000)))) == ["too large"]
    found = list(raws_of(io.BytesIO(b"{}\n\n{}\n"), "a.jsonl", Settings()))
    assert [each.id for each in found if isinstance(each, Raw)] == ["1", "3"]


def test_documents_of_a_file_are_counted_by_the_name_that_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "0"
    path.write_bytes(gzip.compress(b"{}\n{}\n"))
    assert count_of(path, "a.jsonl.gz") == 2
    assert count_of(path, "a", "application/x-ndjson") == 2
    assert count_of(path, "a.txt") == 1


@pytest.mark.parametrize("address", ["/etc/hostname", "-", "file:///etc/hostname", "ftp://a", ""])
def test_a_link_is_an_address_of_the_web(address: str) -> None:
    found = linked(address, Settings())
    assert isinstance(found, Drop)
    assert found.detail.endswith("Only http and https addresses can be read.")


def test_a_link_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    page = fetch.Page(data=PAGE, media_type="text/html", url="https://a.example/there")
    monkeypatch.setattr(fetch, "fetch", lambda *_: page)
    found = linked("https://a.example/", Settings())
    assert isinstance(found, Raw)
    assert (found.source, found.url) == ("https://a.example/", "https://a.example/there")
