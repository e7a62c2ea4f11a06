# The project's commands. `make` alone lists them.
#
# Everything is installed into .venv/, from the lock files. The stamps .venv/.made,
# .venv/.run and .venv/.dev remember what has been done, so that nothing is installed
# twice, and `make run` never installs what only tests need. A changed lock file makes
# .venv/ anew: it then holds what the lock says and nothing that was there before.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help setup run test slow check bench catalog messages lock clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) \
		| awk -F '|' '{ printf "%-16s%s\n", $$1, $$2 }'
	@echo
	@echo '  PYTHON=python3.12   the Python to make $(VENV) with (default: python3)'
	@echo '  ARGS="..."          more arguments for finder serve, pytest, the benchmark or uv'

setup: $(VENV)/.run ## Install the program into .venv/ (then .venv/bin/finder works)

run: $(VENV)/.run ## Prepare instance/ and serve the site
	$(BIN)/finder init
	$(BIN)/finder serve $(ARGS)

test: $(VENV)/.dev ## Run the tests, all but the slow ones
	@.ci/browser
	$(BIN)/pytest -m "not slow" $(ARGS)

slow: $(VENV)/.dev ## Run the slow tests
	@.ci/browser
	@.ci/provider
	@$(BIN)/pytest -m slow --collect-only -qq $(ARGS) >/dev/null 2>&1; \
	if [ $$? -eq 5 ]; then echo 'There is no slow test.'; \
	else echo '$(BIN)/pytest -m slow'; $(BIN)/pytest -m slow $(ARGS); fi

check: $(VENV)/.dev ## Check format, lint, types and layers
	$(BIN)/black --check --quiet --diff .
	$(BIN)/flake8
	$(BIN)/mypy
	$(BIN)/pytest --quiet tests/test_layout.py

bench: $(VENV)/.dev ## Measure the site and its search
	$(BIN)/python -m tests.bench $(ARGS)

catalog: $(VENV)/.run ## Build catalog.db from its documents
	$(BIN)/finder build-catalog

EXTRACT := $(BIN)/pybabel -q extract -k gettext -k ngettext:1,2 --no-location --sort-output --omit-header
UPDATE := $(BIN)/pybabel -q update -N --no-fuzzy-matching --ignore-pot-creation-date

# The desk speaks Swedish and English; the site every language.
messages: $(VENV)/.run ## Collect the interface's messages for its translators
	$(EXTRACT) -F translations/babel.cfg -o translations/messages.pot .
	$(EXTRACT) -F translations/babel-desk.cfg -o translations/desk.pot .
	$(UPDATE) -i translations/messages.pot -d translations
	$(UPDATE) -D desk -l sv -i translations/desk.pot -d translations

# The lock files keep the versions they have as long as setup.cfg allows them:
# ARGS=--upgrade takes the newest. Both are valid for every supported Python on
# Linux and macOS, and what a machine's pip is told to use never reaches them.
lock: ## Write the lock files from setup.cfg (ARGS=--upgrade: newer versions)
	@PYTHON='$(PYTHON)' .ci/python
	@uv=$$(mktemp -d) && trap 'rm -rf "$$uv"' EXIT && set -e; \
	$(PYTHON) -m venv "$$uv"; \
	"$$uv/bin/python" -m pip --quiet --disable-pip-version-check install 'uv ~= 0.13.9'; \
	compile() { "$$uv/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --custom-compile-command 'make lock' \
		"$$@" setup.cfg; }; \
	compile --all-extras --output-file requirements-dev.txt $(ARGS); \
	compile --extra build --constraint requirements-dev.txt --output-file requirements.txt

clean: ## Remove what was installed and built (instance/ stays)
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made: requirements.txt requirements-dev.txt
	@PYTHON='$(PYTHON)' .ci/python
	@echo 'Making $(VENV)'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made setup.cfg pyproject.toml
	@echo 'Installing the program'
	@$(PIP) install --require-hashes -r requirements.txt
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@echo 'Installing what tests and checks need'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
