# Every target does the set-up it needs; a second run does none and costs nothing.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ATLAS  := $(BIN)/atlas-ssg

.DEFAULT_GOAL := help
.PHONY: help install setup build serve test check bench status bundle deploy docs format lock clean distclean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: setup ## the same as setup

setup: $(VENV)/.installed node_modules/.installed $(VENV)/.chromium ## virtual environment, Mermaid, font, Chromium

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "atlas-ssg needs Python 3.11 or newer: set PYTHON=/path/to/python3.11"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.installed: package-lock.json
	@command -v npm >/dev/null || { echo "npm is needed once, for Mermaid and the font: install Node.js 18 or newer (https://nodejs.org)"; exit 2; }
	npm ci --silent --ignore-scripts
	@touch $@

$(VENV)/.chromium: $(VENV)/.installed scripts/find_chromium.py
	@$(BIN)/python scripts/find_chromium.py
	@touch $@

build: setup ## build the atlas into output/
	$(ATLAS) build

serve: setup ## build, serve at http://127.0.0.1:8000, rebuild on change
	$(ATLAS) serve

test: setup ## lint, types, unit and browser tests, content validation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(ATLAS) check --strict
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: setup ## the four quality gates and every rule, on the content
	$(ATLAS) check --strict

bench: setup ## speed, as ratios to a peer in the same run
	PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent --ignore-scripts --prefix bench
	$(BIN)/python -m bench

status: setup ## what is covered and what is stale
	$(ATLAS) status

bundle: setup ## one zip of the site, to read without a network
	$(ATLAS) bundle

deploy: setup ## publish the atlas to GitHub Pages: BASE_URL=https://OWNER.github.io/NAME/
	$(ATLAS) deploy $(if $(BASE_URL),--base-url "$(BASE_URL)")

docs: setup ## write the documents that are made from the code
	$(BIN)/python scripts/write_docs.py

format: setup ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## resolve the dependencies of pyproject.toml anew (needs uv)
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url \
		--python-version 3.11 --group dev --quiet --upgrade pyproject.toml -o requirements.lock

clean: ## remove what was generated (output/, caches)
	rm -rf output .atlas .pytest_cache .mypy_cache .ruff_cache .hypothesis

distclean: clean ## remove the environment as well
	rm -rf $(VENV) node_modules bench/node_modules
