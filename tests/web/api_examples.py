"""Two invented articles in; what the interface answers about them, as the examples of its reference, out.

To make them anew: ``python -m tests.web.api_examples``.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from fastapi.testclient import TestClient

from sayso import keeping, pipeline
from sayso.case import Case
from sayso.settings import Settings
from sayso.web.access import Access
from sayso.web.api import schema
from sayso.web.app import create_app

FILE = Path(schema.__file__).with_name("examples.json")
CLAIM = "Two ferries collided in the fog off Sandrey on Monday"
ARTICLES = (
    {
        "title": "Ferries collide in fog",
        "outlet": "Kelmouth Courier",
        "published": "2023-05-02",
        "url": "https://courier.example/ferries",
        "text": f"{CLAIM}, harbour master Ilse Brandt said.",
    },
    {
        "title": "Collision off Sandrey",
        "outlet": "Sandrey Echo",
        "published": "2023-05-03",
        "text": (
            "According to the Kelmouth Courier, two ferries have collided off Sandrey. Harbour master"
            " Ilse Brandt told the newspaper that nobody was hurt."
        ),
    },
)
JUDGEMENT = {
    "kind": "merge",
    "subjects": ["Ilse Brandt", "the harbour master"],
    "note": "There is only one at Sandrey.",
    "author": "Jo",
}
JOB = "4b1f0c9ad27e6835"
NOON = "2023-05-04T12:00:00+00:00"
TOKEN = "a-token-for-programs-of-test"  # noqa: S105


def made(folder: Path) -> dict[str, Any]:
    """Return the examples: of each record, and of each parameter of each resource."""
    path = folder / "ferries.sayso"
    app = create_app(path, Settings(), Access.local(api_token=TOKEN))
    with TestClient(app, "http://127.0.0.1:8765", headers={"x-sayso-token": TOKEN}) as client:

        def get(address: str, **asked: str | int) -> Any:  # noqa: ANN401  # JSON
            return client.get(f"/api/{address}", params={"size": 1, **asked}).json()

        for each in ARTICLES:
            added = client.post("/api/documents?wait=20", json=each).json()
        key = added["document"]["id"].removeprefix("sha256:")[:16]
        judged = client.post("/api/judgements", json=JUDGEMENT).json()
        app.state.shelf.stories()
        for job in app.state.jobs.list():
            app.state.jobs.wait(job.id, 20)
        with Case.open(path, write=True) as case:
            (story,) = pipeline.stories(str(path))
            told = msgspec.structs.replace(story, claim=CLAIM)
            case.keep_stories([told], keeping._stamp(case))
        app.state.shelf._stories = (None, ())  # it has read others under that stamp
        jobs = [each for each in get("jobs", size=200)["items"] if each["kind"] == "add"]
        records = {
            "Annotations": added,
            "CitationList": get("citations", source="Ilse Brandt"),
            "ClaimList": get(f"documents/{key}/claims"),
            "DocumentList": get("documents"),
            "Given": judged,
            "HitList": get("search", q="ferries"),
            "Job": jobs[0],
            "JobList": {"items": jobs[:1], "total": 2, "page": 1, "size": 1},
            "JudgementList": get("judgements"),
            "NewDocument": ARTICLES[1],
            "NewJudgement": JUDGEMENT,
            "Problem": get("documents", page=0),
            "SourceList": get("sources"),
            "StatedClaim": get(f"claims/{key}-c2"),
            "StoryListing": get("stories"),
            "Trace": get("trace", claim=CLAIM, wait=20),
            "TracedStory": get(f"stories/{key}", wait=20),
        }
    parameters = {
        "documents": {"id": key},
        "claims": {"id": f"{key}-c2"},
        "stories": {"id": key},
        "trace": {"claim": CLAIM},
        "citations": {"source": "Ilse Brandt"},
        "search": {"q": "ferries"},
        "judgements": {"number": 1},
        "jobs": {"id": JOB},
    }
    return {"parameters": parameters, "records": records}


def steady(examples: dict[str, Any]) -> str:
    """Return the file, with no more of the clock and of chance in it."""
    found = json.dumps(examples, indent=1, ensure_ascii=False)
    found = re.sub(r'"20(?!23)\d\d-\d\d-\d\dT[^"]+"', f'"{NOON}"', found)
    for job in {each["id"] for each in examples["records"]["JobList"]["items"]}:
        found = found.replace(job, JOB)
    return found + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(steady(made(Path(folder))), "utf8")
