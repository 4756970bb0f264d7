"""Labels of articles of ``fnc-1/`` in, a folder of stories in the form of ``origins/`` out.

``python -m eval.rumours --pairs FOLDER --out FOLDER``. ``rumours.jsonl`` has our own readings, by the guideline
of ``origins/``, of 125 articles of 63 rumours, of which each had one reader and none is a story of ``origins``.
It names words by their offsets in the body: no text is in it but the claims, which are ours and name no private
person. They were read so that what is fitted on eight stories is fitted, and looked at, on others too.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval import fnc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LABELS = Path(__file__).with_suffix(".jsonl")


def main() -> None:
    """Write the stories."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pairs", type=Path, required=True, help="the folder fnc-1")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(labels(), fnc.texts(options.pairs), options.out)


def labels() -> list[dict[str, Any]]:
    """Return the labels, an article each."""
    with LABELS.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def write(told: Sequence[Mapping[str, Any]], texts: Mapping[str, str], out: Path) -> None:
    """Write each story of some labels, with the texts of its articles, as a folder of ``out``."""
    stories: dict[str, list[Mapping[str, Any]]] = {}
    for each in told:
        stories.setdefault(each["story"], []).append(each)
    for name, those in stories.items():
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        articles = [_article(each, texts[each["body"]]) for each in those]
        for each in those:
            (folder / f"{each['body']}.txt").write_text(texts[each["body"]], encoding="utf8")
        (folder / "articles.jsonl").write_text(
            "".join(json.dumps(each) + "\n" for each in articles), encoding="utf8"
        )
        origins = sorted({name for each in articles for name in each["origins"]})
        story = {
            "claim": those[0]["claim"],
            "origins": [{"name": each, "type": "unnamed", "aliases": []} for each in origins],
        }
        (folder / "story.json").write_text(json.dumps(story) + "\n", encoding="utf8")


def _article(label: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The label of one article with the words that it means, as a line of ``articles.jsonl``."""
    chains = [
        {
            "polarity": chain["polarity"],
            "links": [
                {
                    "span": text[slice(*link["at"])],
                    "name": f"source {link['who']}",
                    "type": link["type"],
                }
                for link in chain["links"]
            ],
        }
        for chain in label["chains"]
    ]
    supports = (each["links"][-1]["name"] for each in chains if each["polarity"] == "supports")
    unconfirmed = label["unconfirmed"]
    return {
        "article": label["body"],
        "stance": label["stance"],
        "certainty": label["certainty"],
        "chains": chains,
        "origins": list(dict.fromkeys(supports)),
        "says_unconfirmed": label["says_unconfirmed"],
        "unconfirmed_span": text[slice(*unconfirmed)] if unconfirmed else None,
        "copy_of": None,
    }


if __name__ == "__main__":
    main()
