# Everything a fresh machine needs: Python 3.10-3.13, make, and (for some wheels) a C compiler.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test fuzz check lint types imports corpus gate lowest bench clean

run: $(READY)  ## extract the sample feed and show what was found
	@mkdir -p out
	$(BIN)/bibhrat extract corpora/sample/feed.jsonl -o out/records.jsonl --table

test: $(READY)  ## all tests
	$(BIN)/python -m pytest -q --cov=bibhrat --cov-report=term:skip-covered

fuzz: $(READY)  ## the property tests on examples that no run tried before
	$(BIN)/python -m pytest -q --hypothesis-profile=fuzz tests/temporal/test_fuzz.py tests/temporal/test_properties.py tests/rooms/test_gate.py

check: test lint types imports corpus gate  ## what CI runs

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy pipeline/bibhrat tests

imports: $(READY)
	$(BIN)/lint-imports

corpus: $(READY)  ## labels against the text, and no incident in two splits
	$(BIN)/bibhrat corpus validate corpora/outages/train.jsonl corpora/outages/dev.jsonl corpora/outages/test.jsonl

gate: $(READY)  ## no score below its floor
	$(BIN)/bibhrat evaluate corpora/outages/dev.jsonl --bootstrap 0 --quiet --floors tests/floors.json

lowest:  ## all tests with the lower bounds of pyproject.toml, on Python 3.10
	python3.10 -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --constraint constraints-lowest.txt --editable '.[dev]'
	.venv-lowest/bin/python -m pytest -q -p no:randomly --ignore tests/test_wheel.py  # its seeds are too big for numpy 1

bench: $(READY)  ## speed and memory, as ratios from one run
	$(BIN)/python benchmarks/feed.py

clean:
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
