"""A page with the graph and the charts of a story, served as strictly as the explorer serves its own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files

import msgspec
from jinja2 import PackageLoader

from sayso.show.page import environment
from sayso.show.story import StoryReading
from sayso.show.story_graph import story_graph
from sayso.show.story_timeline import story_timeline
from sayso.web.pictures import graph_words
from sayso.web.wording import texts

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
PAGE = """
{%- from 'parts/graph.html.jinja' import pictures_head, graph, chart -%}
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/page.css"><link rel="stylesheet" href="/static/story.css">
{{ pictures_head(static) }}</head><body><main class="story"><h1>A story</h1>
{{ graph('/story/1/graph.json', graph_words, texts) }}
<section class="changes"><h2>Changes</h2>
{% for each in timeline.facts %}<section><h3>{{ each.fact }}</h3>
{{ chart('/story/1/timeline.json', each.index, each.fact, texts) }}
<ol><li>A list</li></ol></section>{% endfor %}
</section><p>The end.</p></main></body></html>
"""
TYPES = {"js": "text/javascript", "css": "text/css", "json": "application/json"}


@contextlib.contextmanager
def story_served(story: StoryReading) -> Iterator[str]:
    """Serve a story's graph and charts on this machine, and give the page's address."""
    graph = story_graph(story, lambda told, _: f"/article/{told.number}", lambda _: "/source")
    timeline = story_timeline(story, lambda told, _: f"/article/{told.number}")
    made = environment(PackageLoader("sayso.web"))
    page = made.from_string(PAGE).render(
        static=lambda name: f"/static/{name}",
        graph_words=graph_words(),
        texts=texts(),
        timeline=timeline,
    )
    answers = {
        "/": page.encode(),
        "/story/1/graph.json": msgspec.json.encode(graph),
        "/story/1/timeline.json": msgspec.json.encode(timeline),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answers))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def _handler(answers: dict[str, bytes]) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (
                answers.get(self.path) or _static(self.path) or b"<!doctype html><title>x</title>"
            )
            self.send_response(200)
            kind = TYPES.get(self.path.rpartition(".")[2], "text/html; charset=utf-8")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    return Handler


def _static(path: str) -> bytes | None:
    name = path.removeprefix("/static/")
    own = files("sayso.web").joinpath("static", *name.split("/"))
    shown = files("sayso.show").joinpath("styles", name)
    found = next((each for each in (own, shown) if each.is_file()), None)
    return found.read_bytes() if found and name != path else None
