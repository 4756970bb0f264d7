from __future__ import annotations

import re
from pathlib import Path

import msgspec

from sayso.web.wording import Texts, texts

WEB = Path(__file__).parents[2] / "src" / "sayso" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.jinja"))
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>|[a-z-]+=\"[^\"]*\"|\b(?:autofocus|UTC)\b")
_KIND = re.compile(r"\{% block kind %\}.*?\{% endblock %\}")
_SEEN = re.compile(r"(?:alt|title|aria-label|placeholder)=\"([^\"]*)\"")


def test_no_template_has_a_word_of_its_own() -> None:
    for path in TEMPLATES:
        text = _JINJA.sub("", _KIND.sub("", path.read_text("utf8")))
        seen = " ".join(_SEEN.findall(text))
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", "", _TAG.sub("", text) + seen))
        assert words == [], path.name


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    sources = [each.read_text("utf8") for each in (*WEB.rglob("*.py"), *TEMPLATES)]
    # Where a table goes by a short name, or a word is chosen by a value, as a state of a job.
    short = [(each, re.findall(r"\b(\w+) = texts(?:\(\))?\.(\w+)\b", each)) for each in sources]
    full = [
        re.sub(rf"\b{name}(?=[.\[])", f"texts.{of}", text)
        for text, every in short
        for name, of in every
    ]
    text = "\n".join([*sources, *full])
    for table in (each.name for each in msgspec.structs.fields(Texts)):
        known = set(getattr(texts(), table))
        used = set(re.findall(rf"texts(?:\(\))?\.{table}(?:\.|\[['\"])(\w+)", text))
        chosen = bool(re.search(rf"\.{table}(?:\[[^'\"]|\.(?:items|get)\b|[,)\n])", text))
        # "by_" and the like are the beginnings of words that are chosen by a value.
        chosen = chosen or any(each.endswith("_") for each in used)
        assert {each for each in used - {"items", "get"} if not each.endswith("_")} <= known, table
        assert chosen or used >= known, (table, known - used)
