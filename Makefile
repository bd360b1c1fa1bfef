# The one vocabulary for people, hooks and continuous integration. `make help` lists it.
# Needs make and Python 3.11 or newer; everything else is set up, on Debian as root without a question.

.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
unexport PYTHONPATH PYTHONHOME

# python3 if it is new enough, else the newest that is; else python3, which setup.py refuses with a reason.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$each"; exit; }; \
	done; echo python3)
BIN := .venv/bin
OUT ?= demo
TESTS ?= tests
# A file stays with one worker: its fixtures (a demonstration, a frozen program) are made once.
WORKERS ?= 2

.PHONY: help setup setup-dev demo run test soak check format lint types layers freeze bench schemas lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## make .venv with what running needs
	@$(PYTHON) scripts/setup.py

setup-dev: ## and with what tests and freezing need
	@$(PYTHON) scripts/setup.py --dev

demo: setup ## the 2020 round end to end, papers included, into demo/
	@$(BIN)/evaluator demo --out $(OUT)
	@echo "The papers are in $(abspath $(OUT))."

run: setup ## open the window
	@$(BIN)/evaluator

# The tests run even where a check before them complains, so that one run tells everything.
test: setup-dev ## every check and every test
	@failed=0; \
	$(MAKE) check || failed=1; \
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile $(TESTS) $(ARGS) || failed=1; \
	exit $$failed

soak: setup-dev ## kill each deed at 200 random moments and look for anything lost; damage bundles for ten minutes
	@EVALUATOR_KILLS=200 $(BIN)/pytest -q tests/reliability/test_killed.py $(ARGS)
	@$(BIN)/python scripts/fuzz_bundles.py --seconds 600

check: setup-dev ## format, lint, types, layers
	@failed=0; \
	for each in format lint types layers; do $(MAKE) $$each || failed=1; done; \
	exit $$failed

quietly = printf '%-8s' $(1); if out=$$($(2) 2>&1); then echo ok; else echo failed; echo "$$out"; exit 1; fi

format:
	@$(call quietly,format,$(BIN)/ruff format --check .)

lint:
	@$(call quietly,lint,$(BIN)/ruff check .)

types:
	@$(call quietly,types,$(BIN)/mypy)

layers:
	@$(call quietly,layers,$(BIN)/lint-imports)

freeze: setup-dev ## build dist/evaluator, which needs no Python
	@$(call quietly,freeze,$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec)
	@echo "The program is dist/evaluator/evaluator."

bench: setup ## measure the sizes the program must hold
	@$(BIN)/evaluator bench $(ARGS)

schemas: setup-dev ## write resources/schemas from the models that validate
	@$(BIN)/python scripts/make_schemas.py

pin = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q

lock: setup-dev ## pin the newest dependencies that requirements/*.in allow
	@$(pin) --upgrade requirements/run.in -o requirements/run.txt
	@$(pin) --upgrade requirements/dev.in -o requirements/dev.txt
	@$(PYTHON) scripts/setup.py --dev
	@$(BIN)/python scripts/third_party.py
	@git diff --stat requirements docs/third-party.md

clean: ## remove what was built, but neither .venv nor your data
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis demo
	@find evaluator tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
