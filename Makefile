# One verb a job; each sets up what it needs in .venv beside the code.
PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.run
DEV := .venv/.dev

.PHONY: screenshots side-by-side gallery demo test check fix lock bench load evaluate reconcile reconcile-donors memoranda torture serve

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

$(RUN): .venv/pyvenv.cfg requirements.txt pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(RUN)

$(DEV): $(RUN) requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $(DEV)

demo: $(RUN)
	@$(BIN)/aidledger demo $(ARGS)

test: $(DEV) check
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(DEV)
	$(BIN)/ruff format --check --quiet src tests evaluation benchmarks
	$(BIN)/ruff check --quiet src tests evaluation benchmarks
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo > .venv/lint-imports.log || (cat .venv/lint-imports.log; false)

# Write what each error of the gallery tells, after a change of words.
gallery: $(DEV)
	$(BIN)/python tests/errors/gallery.py

fix: $(DEV)
	$(BIN)/ruff format src tests evaluation benchmarks
	$(BIN)/ruff check --fix src tests evaluation benchmarks

# Pin what pyproject.toml asks for, with hashes and without registry addresses (needs uv).
LOCK := uv pip compile pyproject.toml - --generate-hashes --no-annotate --no-header --no-emit-index-url --quiet
lock:
	echo setuptools | $(LOCK) -o requirements.txt
	echo setuptools | $(LOCK) --extra dev -o requirements-dev.txt

bench: $(DEV)
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/ledger.py

# Requests on a page's JSON with a writer at work, a minute; AIDLEDGER_BENCH_LEDGER: a ledger to copy.
load: $(DEV)
	$(BIN)/python benchmarks/load.py

# Other tools over the same annotated texts: make side-by-side CORPUS=folder.
SIDE := .venv-side/bin
side-by-side:
	test -x $(SIDE)/python || $(PYTHON) -m venv .venv-side
	$(SIDE)/pip install --quiet --disable-pip-version-check -r benchmarks/requirements-side-by-side.txt
	PYTHONPATH=src $(SIDE)/python benchmarks/side_by_side.py $(CORPUS)

reconcile: $(RUN)
	@$(BIN)/aidledger reconcile $(ARGS)

reconcile-donors: $(RUN)
	@$(BIN)/aidledger reconcile examples/donors/reconciliation $(ARGS)

memoranda: $(RUN)
	@$(BIN)/aidledger memoranda $(DIR) $(ARGS)

# Every fault that can be made here; needs strace and the right to mount for all of it.
torture: $(DEV)
	$(BIN)/python tests/torture/run.py

# Measure the reading against the annotated texts; ARGS: --misses, --split unseen, --pin.
evaluate: $(DEV)
	@$(BIN)/python evaluation/evaluate.py $(ARGS)

# Pictures of the pages in both languages, into docs/screenshots; needs Chromium.
screenshots: $(DEV)
	$(BIN)/python tests/web/screenshots.py

# The pages of a ledger (AIDLEDGER_LEDGER, or the default one); ARGS: --port 8000, --public.
serve: $(RUN)
	@$(BIN)/aidledger serve $(ARGS)
