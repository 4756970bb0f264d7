"""Any encoder is trained, goes on from its checkpoint, is exported, and reads: ``make test-training``."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

WHY = "PyTorch is no part of this environment; `make test-training` has it"
torch = pytest.importorskip("torch", reason=WHY)

from transformers import BertConfig, BertModel

from sayso.acquire.text import exact
from sayso.annotate import Annotator
from sayso.annotate.sequences import best_sequences
from sayso.annotate.tagger import LABELS, Tagger
from sayso.annotate.tokens import SHAPES, tokenize
from sayso.settings import Settings
from tests.annotate.classifiers import word_pieces
from tests.annotate.laws import lawful
from training import export, train
from training.data import label, load_tokenizer, windows
from training.events import collated, far_off, packed, read_sentences
from training.model import FARTHEST, AttributionTagger, inner_of, layers_of, network_of
from training.prune import pruned

# The exporter warns of its own ways.
pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.timeout(600)]

WHO = ("the mayor", "Ada Holm", "a spokesman", "the harbour board", "Tom Okafor")
SAYS = ("said", "warned", "added", "announced")
WHAT = ("that the bridge was shut", "that nobody came", "that the ferry was late")
POSITIONS = 64


def article(number: int) -> dict[str, Any]:
    """Return an article of our own in the corpus's form, by two annotators who differ a little."""
    chance = random.Random(number)  # noqa: S311  # no secret
    text = "Harbour news.\n\n"
    attributions = []
    for _ in range(6):
        source, cue, content = chance.choice(WHO), chance.choice(SAYS), chance.choice(WHAT)
        ranges = {}
        for role, words in (("source", source), ("cue", cue), ("content", content)):
            ranges[role] = [[len(text), len(text) + len(words)]]
            text += words + (". " if role == "content" else " ")
        attributions.append(ranges)
        text += chance.choice(("Traffic was light. ", "It rained.\n\n"))
    annotations = [
        {"annotator": str(number), "attributions": attributions[number:]} for number in range(2)
    ]
    return {"id": str(number), "text": text, "annotations": annotations}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a corpus and an encoder of two layers that has learnt nothing."""
    made = tmp_path_factory.mktemp("training")
    articles = [article(number) for number in range(8)]
    with gzip.open(made / "train.jsonl.gz", "wt", encoding="utf8") as lines:
        lines.writelines(json.dumps(each) + "\n" for each in articles)
    tokenizer = word_pieces(" ".join(each["text"] for each in articles))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=POSITIONS,
    )
    BertModel(config).save_pretrained(made / "encoder")
    tokenizer.save(str(made / "encoder" / "tokenizer.json"))
    return made


@pytest.fixture(scope="module")
def checkpoint(place: Path) -> Path:
    """Return what two epochs made of the encoder, stopped before the end and begun again."""
    steps = 0
    real = train.one_step

    def stopped(*given: object) -> dict[str, torch.Tensor]:
        nonlocal steps
        steps += 1
        if steps == stop:
            raise KeyboardInterrupt
        return real(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train, "one_step", stopped)
        stop = 0
        run(patch, train.main, place, "train", *TRAINING, "--out", str(place / "whole"))
        whole, steps = steps, 0
        stop = whole - 2
        with pytest.raises(KeyboardInterrupt):
            run(patch, train.main, place, "train", *TRAINING, "--out", str(place / "out"))
        done = torch.load(place / "out" / "last.pt", weights_only=True)["step"]
        stop, steps = 0, 0
        run(patch, train.main, place, "train", *TRAINING, "--out", str(place / "out"))
        assert 0 < done < whole
        assert steps == whole - done
    return place / "out" / "epoch-2.pt"


TRAINING = ("--epochs", "2", "--batch", "4", "--tokens", "48", "--rate", "1e-3", "--threads", "1")


def run(patch: pytest.MonkeyPatch, main: Callable[[], None], place: Path, *words: str) -> None:
    """Run a command of the training on the tiny encoder."""
    patch.setattr("sys.argv", [*words, "--encoder", str(place / "encoder"), "--data", str(place)])
    main()


def exported(place: Path, checkpoint: Path, *words: str) -> Path:
    """Return the folder of the exported model."""
    out = place / ("model" + "".join(words))
    if not out.exists():
        with pytest.MonkeyPatch.context() as patch:
            given = ["export", "--checkpoint", str(checkpoint), "--out", str(out), *words]
            run(patch, export.main, place, *given)
    return out


def loaded(place: Path, checkpoint: Path) -> AttributionTagger:
    """Return the trained network, as PyTorch runs it."""
    network = AttributionTagger(place / "encoder", SHAPES)
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    return network.eval()


def test_a_run_that_was_stopped_goes_on_from_its_checkpoint(checkpoint: Path) -> None:
    state = torch.load(checkpoint.with_name("last.pt"), weights_only=True)
    average = state["average"]["module.tags.weight"]
    assert torch.equal(average, torch.load(checkpoint, weights_only=True)["tags.weight"])
    assert torch.isfinite(average).all()
    assert state["step"] > 4


@pytest.fixture(scope="module")
def scored(place: Path) -> Path:
    """Return a file of sentences in the form of the corpora of events."""
    path = place / "events.jsonl.gz"
    sentences = [
        {
            "text": f"{who} did n't {what} , but it rained .",
            "targets": [{"span1": [3, 4], "label": -3.0}, {"span1": [7, 8], "label": 3.0}],
        }
        for who in ("Holm", "Okafor", "Amsel")
        for what in ("come", "speak", "sail", "wait")
    ]
    with gzip.open(path, "wt", encoding="utf8") as lines:
        lines.writelines(json.dumps(each) + "\n" for each in sentences)
    return path


def test_a_smaller_pupil_learns_from_a_teacher_from_bare_texts_and_from_scored_events(
    place: Path, checkpoint: Path, scored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = place / "texts.jsonl.gz"
    with gzip.open(texts, "wt", encoding="utf8") as lines:
        lines.writelines(json.dumps({"text": article(n)["text"]}) + "\n" for n in range(20, 26))
    out = place / "pupil"
    given = ["--teacher", str(checkpoint), "--texts", str(texts), "--events", str(scored)]
    given += ["--layers", "1", "--inner", "24", "--out", str(out)]
    run(monkeypatch, train.main, place, "train", *TRAINING, *given)
    state = torch.load(out / "epoch-2.pt", weights_only=True)
    assert (list(layers_of(state)), inner_of(state)) == ([0], 24)
    assert all(torch.isfinite(each).all() for each in state.values())

    begun = place / "begun"
    given = ["--start", str(out / "epoch-2.pt"), "--epochs", "1", "--out", str(begun)]
    run(monkeypatch, train.main, place, "train", *TRAINING, *given)
    further = torch.load(begun / "epoch-1.pt", weights_only=True)
    same, other = "events.0.weight", "tags.weight"
    # Of events it was told nothing more: their head only decays.
    assert torch.allclose(state[same], further[same], rtol=1e-3)
    assert 0 < (state[other] - further[other]).abs().max() < 0.1


def test_the_units_that_stay_are_those_that_carry_most(place: Path, checkpoint: Path) -> None:
    network = loaded(place, checkpoint)
    layer = network.encoder.encoder.layer[0]
    with torch.no_grad():
        for unit in (3, 17, 40):
            layer.output.dense.weight[:, unit] *= 50
    tokenizer = load_tokenizer(place / "encoder")
    batch = train.collate(windows(article(3), tokenizer, 48, random.Random(1)))  # noqa: S311
    left = pruned(network, [0], 3, [batch])
    kept = [3, 17, 40]
    name = "encoder.encoder.layer.0.output.dense.weight"
    assert torch.equal(left[name], network.state_dict()[name][:, kept])
    smaller = network_of(left, place / "encoder", SHAPES)
    assert smaller.encoder.config.intermediate_size == 3


def test_scores_of_events_stand_on_the_first_piece_of_their_word(place: Path, scored: Path) -> None:
    sentences = read_sentences([scored])
    assert sentences[0].text == "Holm didn't come, but it rained."
    tokenizer = load_tokenizer(place / "encoder")
    packs = packed(sentences, tokenizer, 48, random.Random(1))  # noqa: S311
    batch = collated(packs)
    assert batch["scores"].shape == (*batch["ids"].shape, 2)
    assert batch["scores"][:, :, 1].isnan().all()
    assert batch["ids"].shape[1] <= 48
    given = batch["scores"][~batch["scores"].isnan()]
    assert sorted(given.tolist()) == [-3.0] * 12 + [3.0] * 12
    assert far_off(torch.zeros_like(batch["scores"]), batch["scores"]) == pytest.approx(2.5)


def test_training_lowers_the_losses(place: Path, checkpoint: Path) -> None:
    chance = random.Random(3)  # noqa: S311  # no secret
    tokenizer = load_tokenizer(place / "encoder")
    batch = train.collate([w for n in range(3) for w in windows(article(n), tokenizer, 48, chance)])
    torch.manual_seed(0)
    fresh = AttributionTagger(place / "encoder", SHAPES).eval()
    with torch.no_grad():
        before, after = (train.one_step(each, batch) for each in (fresh, loaded(place, checkpoint)))
    for name in ("tags", "arcs"):
        assert after[name] < 0.9 * before[name]


def test_the_exported_network_says_what_the_trained_one_says(place: Path, checkpoint: Path) -> None:
    network = loaded(place, checkpoint)
    tagger = Tagger(exported(place, checkpoint, "--full"))
    assert tagger.pairs
    tokens = tagger.tokenize("Ada Holm said that nobody came.\nIt rained.")
    (window,) = tagger.score(tokens)
    marks = tagger.tokenizer.encode("").ids
    ids = torch.tensor([[marks[0], *tokens.ids.tolist(), marks[1]]])
    shapes = torch.tensor([[0, *tokens.shapes.tolist(), 0]])
    with torch.no_grad():
        states = network.encode(ids, None, shapes)
        tags = network.tags(states)[0, 1:-1].numpy()
        arcs = network.arcs(states, torch.tensor([[3, 1]]))[0, :, :, 1:-1].transpose(1, 2).numpy()
    assert window.tags == pytest.approx(tags, abs=1e-4)
    assert tagger.arcs(window, [2, 0]) == pytest.approx(arcs, abs=1e-4)
    moves = (network.transitions + network.forbidden).detach().numpy()
    assert tagger.moves == pytest.approx(moves, abs=1e-3)


def test_the_network_in_8_bits_says_much_the_same_and_is_smaller(
    place: Path, checkpoint: Path
) -> None:
    folders = [exported(place, checkpoint, *words) for words in ((), ("--full",))]
    tagged = [Tagger(each) for each in folders]
    text = "the mayor warned that the ferry was late. It rained."
    small, full = (each.score(each.tokenize(text))[0].tags.ravel() for each in tagged)
    assert np.corrcoef(small, full)[0, 1] > 0.99
    sizes = [(each / "model.onnx").stat().st_size for each in folders]
    assert sizes[0] < sizes[1]


def test_a_text_is_read_with_the_result(place: Path, checkpoint: Path) -> None:
    folder = exported(place, checkpoint)
    labels = json.loads((folder / "labels.json").read_text("utf8"))
    assert labels["max_tokens"] == POSITIONS
    text = article(50)["text"] * 4
    tagger = Tagger(folder)
    assert len(tagger.score(tagger.tokenize(text))) > 3
    found = Annotator(Settings(model=folder, min_score=0))(exact(text))
    lawful(found)
    assert found.models == {"attribution": folder.name}


def test_windows_begin_and_end_with_the_encoders_own_marks(place: Path) -> None:
    tokenizer = load_tokenizer(place / "encoder")
    begin, end = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    for window in windows(article(1), tokenizer, 48, random.Random(1)):  # noqa: S311
        assert (window.ids[0], window.ids[-1]) == (begin, end)
        assert not {begin, end} & set(window.ids[1:-1])
        assert len(window.ids) <= 48


def test_labels_stand_on_the_words_that_were_marked(place: Path) -> None:
    given = article(2)
    tokenizer = load_tokenizer(place / "encoder")
    tokens = tokenize(given["text"], tokenizer)
    attributions = given["annotations"][0]["attributions"]
    _, rows = label(tokens, attributions)
    for row, marked in zip(rows, attributions, strict=True):
        for number, role in enumerate(("source", "cue", "content")):
            inside = np.flatnonzero((row == 2 * number + 1) | (row == 2 * number + 2))
            assert row[inside[0]] == 2 * number + 1
            assert [[tokens.starts[inside[0]], tokens.ends[inside[-1]]]] == marked[role]


@pytest.fixture(scope="module")
def field(place: Path) -> AttributionTagger:
    """Return a network that has learnt some moves from label to label."""
    torch.manual_seed(4)
    network = AttributionTagger(place / "encoder", SHAPES).double()
    torch.nn.init.normal_(network.transitions)
    return network


def counted(scores: np.ndarray, moves: np.ndarray, gold: tuple[int, ...]) -> float:
    """Return minus the log probability of ``gold`` by counting through all sequences."""

    def total(labels: tuple[int, ...]) -> float:
        # No role goes on at the first token; before it stands nothing that could move.
        if labels[0] and labels[0] % 2 == 0:
            return -1e4
        own = sum(scores[label, token] for token, label in enumerate(labels))
        return float(own + sum(moves[pair] for pair in pairwise(labels)))

    every = [total(each) for each in product(range(len(LABELS)), repeat=scores.shape[1])]
    return float(np.logaddexp.reduce(every)) - total(gold)


def test_the_loss_of_a_sequence_is_what_counting_gives(field: AttributionTagger) -> None:
    moves = (field.transitions + field.forbidden).detach().numpy()
    scores = torch.randn(3, len(LABELS), 4, dtype=torch.double)
    gold = [(0, 1, 2, 0), (3, 5, 6), (1, 3)]
    padded = torch.tensor([[*each, *[-100] * (4 - len(each))] for each in gold])
    found = field.surprise(scores, padded)
    for row, labels in enumerate(gold):
        expected = counted(scores[row, :, : len(labels)].numpy(), moves, labels)
        assert found[row].item() == pytest.approx(expected, abs=1e-6)
    found.sum().backward()
    assert torch.isfinite(field.transitions.grad).all()


def test_what_reading_finds_best_surprises_training_least(field: AttributionTagger) -> None:
    moves = (field.transitions + field.forbidden).detach().numpy()
    inner = torch.randn(1, len(LABELS), 3, dtype=torch.double)
    edge = torch.full((1, len(LABELS), 1), -1e3, dtype=torch.double)
    edge[:, 0] = 0
    framed = torch.cat([edge, inner, edge], dim=2)
    every = torch.tensor([[0, *each, 0] for each in product(range(len(LABELS)), repeat=3)])
    losses = field.surprise(framed.expand(len(every), -1, -1), every)
    (labels,) = best_sequences([inner[0].T.numpy()], moves)
    assert every[losses.argmin()].tolist() == [0, *labels.tolist(), 0]


def test_far_tokens_share_the_farthest_distance(field: AttributionTagger) -> None:
    states = torch.zeros(1, 2 * FARTHEST, 32, dtype=torch.double)
    with torch.no_grad():
        torch.nn.init.normal_(field.distance.weight)
        arcs = field.eval().arcs(states, torch.tensor([[0]]))[0, 0]
    assert torch.allclose(arcs[:, FARTHEST:], arcs[:, FARTHEST : FARTHEST + 1])
    assert not torch.allclose(arcs[:, 0], arcs[:, 1])
