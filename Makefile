# Two commands do everything: `make demo` and `make test`.
VENV ?= .venv
PYTHON ?= python3
PIP_FLAGS = --quiet --disable-pip-version-check --require-hashes --only-binary=:all:
UV = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
     --no-emit-index-url --no-header --only-binary :all: pyproject.toml

.PHONY: demo test setup lint lock train clean

demo: setup
	@$(VENV)/bin/sayso read examples/story -o demo --format html
	@echo "Open demo/index.html in a browser: one report for each article."

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

clean:
	rm -rf $(VENV) demo
