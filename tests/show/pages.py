"""Reads reports back as a browser would, without one."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "hr", "input"}
# Elements whose end may not be left out in what we write.


class Page(HTMLParser):
    """Collects a page's elements, checks that they are well nested, and keeps each block's text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.append((tag, values))
        if tag not in VOID:
            self.open.append((tag, values))
        if "block" in self._classes(values):
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        last, _ = self.open.pop()
        assert last == tag, f"</{tag}> closes <{last}>"

    def handle_data(self, data: str) -> None:
        classes = [self._classes(values) for _, values in self.open]
        if not any(tag in {"style", "title"} for tag, _ in self.open):
            self.text += data
        if any("block" in each for each in classes) and not any("tag" in each for each in classes):
            self.blocks[-1] += data

    def all(self, name: str) -> list[str]:
        """Return the values of the attribute ``name`` of all elements that have it."""
        return [values[name] or "" for _, values in self.elements if name in values]

    @staticmethod
    def _classes(values: dict[str, str | None]) -> list[str]:
        return (values.get("class") or "").split()
