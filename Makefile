# One verb a job; each sets up what it needs in .venv beside the code.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: test check fix
$(STAMP): requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $(STAMP)

test: $(STAMP)
	$(BIN)/python -m pytest
