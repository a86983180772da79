# Everything is made from here; `make` alone lists what there is.
# Written for GNU make 3.81, which macOS still has.

PYTHON ?= python3
# Options handed on: make serve ARGS="--dev-addr 0.0.0.0:8000", make browser ARGS="-k keyboard"
ARGS ?=

BIN := .venv/bin

# Material announces its end of life on each run; docs/decisions/ says what we make of it.
export NO_MKDOCS_2_WARNING := 1

.NOTPARALLEL:
.PHONY: help site serve check test lint types layers pytest unit browser strict bench lock vendor \
	clean venv venv-dev venv-bench

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 12

site: venv ## check the records, build the archive into site/
	@$(BIN)/termbook build $(ARGS)

serve: venv ## preview on 127.0.0.1:8000, rebuilt on every save
	@$(BIN)/mkdocs serve $(ARGS)

check: venv ## check the records only
	@$(BIN)/termbook check $(ARGS)

test: lint types layers pytest strict ## all that CI runs

lint: venv-dev ## style (ruff)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: venv-dev ## types (mypy --strict)
	@$(BIN)/mypy

layers: venv-dev ## who may import whom (import-linter)
	@$(BIN)/lint-imports --no-logo

pytest: venv-dev
	@$(BIN)/python -m pytest --cov $(ARGS)

unit: venv-dev ## tests that need no browser
	@$(BIN)/python -m pytest -m "not browser" $(ARGS)

browser: venv-dev ## tests in Chromium
	@$(BIN)/python -m pytest -m browser $(ARGS)

# -q would hide that a strict build failed.
strict: venv-dev ## strict builds with MkDocs and with ProperDocs, thrown away
	@out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT && \
	$(BIN)/mkdocs build --strict --site-dir "$$out/mkdocs" && \
	$(BIN)/properdocs build --strict --config-file mkdocs.yml --site-dir "$$out/properdocs"

bench: venv-bench ## all targets of speed and size, side by side with Hugo and stock Material
	@$(BIN)/python -m bench $(ARGS)

# The lock is compiled with the oldest Python that is supported: what only older ones need is then
# in it, and newer ones need nothing more. setuptools is in it to install this project itself.
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/python -m piptools compile --quiet \
	--generate-hashes --allow-unsafe --strip-extras --build-deps-for editable \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

lock: venv-dev ## renew requirements/*.txt from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(COMPILE) $(ARGS) --output-file requirements/site.txt pyproject.toml
	@$(COMPILE) $(ARGS) --extra dev --constraint requirements/site.txt \
		--output-file requirements/dev.txt pyproject.toml
	@$(COMPILE) $(ARGS) --extra dev --extra bench --constraint requirements/site.txt \
		--constraint requirements/dev.txt --output-file requirements/bench.txt pyproject.toml

vendor: ## fetch axe-core, which the browser tests use (needs npm)
	@$(PYTHON) scripts/fetch_vendor.py

clean: ## remove what was made, except .venv
	@rm -rf site build dist htmlcov .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .cache
	@find hooks tests bench scripts -name __pycache__ -type d -prune -exec rm -rf {} +

define prepare
@command -v $(PYTHON) >/dev/null || { \
	echo "找不到 $(PYTHON)，请先安装 Python 3.11 或更新的版本" >&2; \
	echo "$(PYTHON) is not there: install Python 3.11 or newer first" >&2; exit 2; }
@$(PYTHON) scripts/prepare.py $(1)
endef

# All return at once when .venv already holds what requirements/ and pyproject.toml say.
venv:
	$(call prepare,site)

venv-dev:
	$(call prepare,dev)

venv-bench:
	$(call prepare,bench)
