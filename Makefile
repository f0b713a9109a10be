# `make demo` and `make test` set up everything they need first; see README.md.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
SEED ?= 1
# Each core begins with its own half, so that what a file of tests sets up is set up once; who is done first takes over.
BOTH_CORES := $(BIN)/pytest -q -n 2 --dist worksteal
# Containers like to set it; each of the hundreds of processes that tests start would then compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE


help: ## Show this help
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 15

setup: ## Install what is missing: uv, the environment from uv.lock, tesseract with Danish
	@bash scripts/setup.sh

demo: setup ## Read the sample agreements into demo.db and compare them
	@rm -rf demo.db demo.db-wal demo.db-shm demo.db.files
	@$(BIN)/aftalearkiv ingest corpus/samples/*.pdf corpus/samples/*.txt --db demo.db
	@$(BIN)/aftalearkiv compare --db demo.db

check: setup ## Format, lint, types, who imports whom, what nobody calls
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/vulture

test: setup ## The whole test suite
	@$(BOTH_CORES)

browser-test: setup ## The pages in Chromium, which it installs where it is missing (apt)
	@bash scripts/setup_browser.sh
	@$(BIN)/pytest -q tests/browser

coverage: setup ## The whole test suite, and whether it runs enough of the code
	@$(BOTH_CORES) --cov --cov-report=term:skip-covered

variants: setup ## Say the same agreements in thousands of ways; a table of forms read right and wrong
	@$(BOTH_CORES) -m wide --tb=no -rN tests/variations

samples: setup ## Typeset the sample agreements again (fonts-dejavu, fonts-liberation)
	@$(BIN)/python scripts/make_samples.py

confidence: setup ## Learn again from first readings (tests/first_runs) how likely rows are right
	@$(BIN)/python scripts/learn_confidence.py

lexicon: setup ## Build the Danish lexicon again from hunspell-da and wordfreq
	@$(BIN)/python scripts/build_lexicon.py

confusions: setup ## Learn the OCR confusions again from typeset pages
	@$(BIN)/python scripts/learn_confusions.py

docs: setup ## Write what docs/ takes from the code (commands, codebook, schema, pictures of the house), and build the site
	@$(BIN)/python scripts/write_command_reference.py
	@$(BIN)/python scripts/write_codebook.py
	@$(BIN)/python scripts/draw_house.py
	@$(BIN)/mkdocs --quiet build --strict

pictures: setup ## Take the pictures of README.md and docs/index.md anew (chromium)
	@$(BIN)/python scripts/draw_pictures.py

mutants: setup ## Make the code wrong in thirty places, one at a time: does a test notice? (SEED=1, half an hour)
	@$(BIN)/python scripts/mutants.py --seed $(SEED)

release: setup ## Check that version, changelog and tree are ready, build the wheel, and say which tag to set
	@$(BIN)/python scripts/release.py

figures: setup ## Measure the samples and write the figures into README.md
	@$(BIN)/python scripts/write_readme_figures.py

bench: setup ## Run every benchmark
	@for file in benchmarks/*_bench.py; do echo "== $$file"; $(BIN)/python $$file; done
	@echo "== benchmarks/ingest_digital.py"; $(BIN)/python benchmarks/ingest_digital.py corpus/samples/lindeparken-2022.pdf
	@echo "== benchmarks/ingest_scans.py"; $(BIN)/python benchmarks/ingest_scans.py corpus/samples/lindeparken-2018.pdf

hostile: setup ## Read a folder of hostile files as one batch: make hostile DIR=…
	@$(BIN)/python benchmarks/hostile.py $(DIR) --rivals

clean: ## Remove the environment, the demo archive and caches
	@rm -rf .venv .tools demo.db demo.db-* demo.db.files .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

.PHONY: help setup demo check test browser-test coverage variants samples lexicon confusions docs pictures mutants release figures bench hostile clean
