# Every command that a developer or CI runs. `make help` lists them; nothing but Python 3.11+ and make is needed first.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PEERS := .venv-bench/.ready
PULUMI := .venv-pulumi/.ready
DOCS := .venv-docs/.ready
UV := $(BIN)/python -m uv
SOURCES := generator tests bench tools docs/conf.py
DEMO := examples/cloud-window/platform.yaml
# The test files that hold a marker: collecting all of them would take as long as some of the runs.
marked = $(shell grep -rlE 'mark\.$(1)\b' tests --include='test_*.py' | sort)
TODAY := --today 2026-12-01# the examples hold flows and waivers that lapse

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types floors check golden deploy-test rehearsal pulumi-test pulumi-corpus pulumi-map browser-test docs bench oracle lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## Create .venv with every tool at its pinned version; again it takes no time

$(READY): requirements/dev.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Bastide needs Python 3.11 or later: make PYTHON=python3.11 setup" if sys.version_info < (3, 11) else 0)'
	@echo "setting up .venv (once; a minute or two)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^uv==' requirements/dev.in)"
	@$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements/dev.txt
	@$(UV) pip install --quiet --no-deps --python $(BIN)/python --build-constraints requirements/build.txt --editable .
	@touch $@

demo: setup ## Generate the example platform into build/demo, scan it and print the verdict
	@rm -rf build/demo && mkdir -p build
	$(BIN)/bastide generate $(DEMO) --output build/demo $(TODAY)
	$(BIN)/bastide scan build/demo $(TODAY)

test: setup ## Run every test; the deploy proof skips, saying why, where terraform is missing
	$(BIN)/pytest -n auto --dist loadfile $(PYTEST_FLAGS)

lint: setup ## Check style and formatting
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: setup ## Check types, strictly
	$(BIN)/mypy

floors: setup ## Check who may import whom, and the wall between author and judge
	$(BIN)/lint-imports

# Terraform waits for its provider and the emulator, so four runs share two processors; the long ones come first.
deploy-test: setup ## Prove that the examples deploy; needs terraform and BASTIDE_TF_PLUGIN_DIR
	BASTIDE_REQUIRE_TERRAFORM=1 $(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder -m deploy $(PYTEST_FLAGS) $(call marked,deploy)

rehearsal: setup ## Hold the proof against a kernel, with real packets; needs nft, and root or user namespaces
	BASTIDE_REQUIRE_REHEARSAL=1 $(BIN)/pytest -m rehearsal $(PYTEST_FLAGS) $(call marked,rehearsal)

check: demo test lint types floors docs browser-test pulumi-test deploy-test rehearsal ## Everything CI does

golden: setup ## Rewrite what is generated and committed: examples, reference pages, samples, expected messages
	@for spec in examples/*/platform.yaml; do for target in terraform pulumi; do \
		$(BIN)/bastide generate "$$spec" --target "$$target" $(TODAY) || exit; done; done
	@cd tests && PYTHONPATH=../generator ../$(BIN)/python -m controls.compiled --write
	@cd tests && PYTHONPATH=../generator ../$(BIN)/python -m controls.page --write
	@cd tests && PYTHONPATH=../generator ../$(BIN)/python -m deploy.page --write
	@cd tests && PYTHONPATH=../generator ../$(BIN)/python -m evasion.pages --write
	@cd tests && PYTHONPATH=../generator ../$(BIN)/python -m requirements.page --write
	@cd tests && PYTHONPATH=../generator ../$(BIN)/python -m faults.page --write # with BASTIDE_MEASURE=1 it asks checkov again
	@cd tests && ../$(BIN)/python -m readme --write
	@$(BIN)/python -m bastide.cli.reference > docs/reference/cli.md
	@BASTIDE_UPDATE=1 $(BIN)/pytest -q tests/unit/library tests/unit/spec >/dev/null 2>&1 || true
	@git status --short examples docs modules README.md tests/specs

$(PEERS): requirements/bench.txt | $(READY)
	@$(UV) venv --quiet --clear .venv-bench
	@$(UV) pip sync --quiet --require-hashes --python .venv-bench/bin/python requirements/bench.txt
	@touch $@

$(PULUMI): requirements/pulumi.txt | $(READY)
	@$(UV) venv --quiet --clear .venv-pulumi
	@$(UV) pip sync --quiet --require-hashes --compile-bytecode --python .venv-pulumi/bin/python requirements/pulumi.txt
	@touch $@

pulumi-test: setup $(PULUMI) ## Run Pulumi programs under their own SDK: what is generated, recorded and scanned
	BASTIDE_REQUIRE_PULUMI=1 BASTIDE_PULUMI_PYTHON=$(CURDIR)/.venv-pulumi/bin/python $(BIN)/python -m pytest \
		-n auto --dist loadfile -m "pulumi and not deploy" $(PYTEST_FLAGS) $(call marked,pulumi)

browser-test: setup ## Open the review site in Chromium (Debian's `chromium`): errors, links, keys, accessibility
	BASTIDE_REQUIRE_BROWSER=1 $(BIN)/python -m pytest -m browser tests/site

pulumi-map: setup $(PULUMI) ## Derive the maps to Pulumi again; needs BASTIDE_TF_PLUGIN_DIR, and ALICLOUD_SCHEMA (a file)
	@$(BIN)/python tools/pulumi_map/update.py .venv-pulumi/bin/python
	@git status --short generator/bastide/bridge

pulumi-corpus: setup $(PULUMI) ## Plant every fault in every Pulumi program, the public ones too where they are or can be fetched
	@cd tests && ../$(BIN)/python -m pulumi_corpus.examples
	BASTIDE_PULUMI_CORPUS=all BASTIDE_PULUMI_PYTHON=$(or $(BASTIDE_PULUMI_PYTHON),$(CURDIR)/.venv-pulumi/bin/python) \
		$(BIN)/python -m pytest -m pulumi tests/pulumi_corpus

$(DOCS): requirements/docs.txt | $(READY)
	@$(UV) venv --quiet --clear .venv-docs
	@$(UV) pip sync --quiet --require-hashes --python .venv-docs/bin/python requirements/docs.txt
	@touch $@

docs: setup $(DOCS) ## Build the documentation site into build/site; a dead link, or a page in no list, is an error
	@rm -rf build/site build/doctrees
	@.venv-docs/bin/sphinx-build -q -b html -W --keep-going -j 2 -c docs -d build/doctrees . build/site
	@echo '<!doctype html><title>Bastide</title><meta http-equiv="refresh" content="0; url=docs/index.html">' > build/site/index.html
	@echo "build/site/index.html"

bench: setup $(PEERS) ## Measure speed beside checkov, terraform and two provers; BENCH_FLAGS=--write keeps the tables
	PYTHONPATH=generator:tests $(BIN)/python bench/bench.py $(BENCH_FLAGS)

oracle: setup ## Hold the proof's engine against a packet simulator on random networks; ORACLE_NETWORKS says how many
	@cd tests && PYTHONPATH=../generator:. ../$(BIN)/python -m oracle.run

lock: setup ## Pin every tool again, with hashes, from requirements/*.in
	@for name in dev build bench pulumi docs; do $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header "requirements/$$name.in" --output-file "requirements/$$name.txt" || exit; done

clean: ## Remove what can be made again, except .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
