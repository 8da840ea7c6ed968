# The two commands of README.md, and what they are made of.
PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# pip asks whatever index this machine is set up for; the hashes say what may come.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
# Checked as it would run behind HTTPS, in the home of the tests.
STRICT := env TIANMEN_HOME=$(CURDIR)/var/tests DEBUG=0 HTTPS=1

.PHONY: run test test-all mutants check format

run: .venv/installed
	@ENDS_WITH=$$PPID exec $(BIN)/python -m tianmen_congress.base.runtime.runner

# One process for each core; a free one takes over what another has waiting.
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal

test: check
	$(PYTEST) -m "not slow"

# With what is slow by nature besides: whole systems, browsers, mutated workbooks.
test-all: check
	$(PYTEST)

# Breaks one rule after the other and sees that its tests notice (docs/testing.md).
mutants: .venv/installed-dev
	$(BIN)/python -m tests.mutants.run

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(STRICT) $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(STRICT) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "需要 Python 3.11。/ Python 3.11 is needed." >&2; exit 1; }
	@echo "建立运行环境，约需半分钟…… / Making .venv, about half a minute ..."
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	$(INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(INSTALL) -r requirements-dev.txt
	@touch $@
