# make run    set up, build the atlas of the texts in seeds/, serve it and print the address
# make test   set up and run the whole suite
# make lint   ruff and mypy
# make bench  the benchmarks
# make clean  remove everything that was made, but no atlas
#
# Needed beforehand: Python 3.11 or newer. Everything else is installed into .venv and node_modules here.

SHELL  := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := run

VENV   ?= .venv
CORPUS ?= seeds
PORT   ?= 8000
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
            "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)

BIN     := $(VENV)/bin
VENDOR  := mapapp/web/static/vendor/leaflet.js
BASEMAP := mapapp/web/static/basemap/basemap.json

.PHONY: run test lint bench clean setup setup-test browser

run: setup
	$(BIN)/mapapp build $(CORPUS)
	$(BIN)/mapapp serve --port $(PORT)

test: setup-test browser
	$(BIN)/python -m pytest -q -n auto --dist worksteal $(PYTEST_ARGS)

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup-test
	for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

# Compiled here once, mapapp starts half a second sooner where Python may not keep what it compiles.
# What is compiled already is passed over; where the folder cannot be written to, nothing is lost.
setup: $(VENV)/.installed $(VENDOR) $(BASEMAP)
	@$(BIN)/python -m compileall -q mapapp || true

setup-test: setup $(VENV)/.installed-test

browser:
	@tools/browser.sh

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "mapapp needs Python 3.11 or newer, and none is on the PATH." \
	  "Install it, or name it: make run PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "setup: a Python environment in $(VENV)"
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment;" \
	  "on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "setup: Python packages (about a minute the first time)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[setup]' -c constraints.txt
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@echo "setup: Python packages for the tests"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[setup,test]' -c constraints.txt
	@touch $@

$(VENDOR): package.json package-lock.json tools/vendor.py | $(VENV)/.installed
	@echo "setup: browser libraries"
	@$(BIN)/python tools/vendor.py
	@touch $@

$(BASEMAP): tools/basemap.py package-lock.json | $(VENDOR)
	@echo "setup: base map"
	@$(BIN)/python tools/basemap.py
	@touch $@

clean:
	rm -rf $(VENV) node_modules mapapp/web/static/vendor mapapp/web/static/basemap
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
