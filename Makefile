PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
SITE = $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')

PARALLEL ?= -n auto --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-sqlite test-postgres check format bench screenshots lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/run.stamp ## Make .venv with what Nearer needs to run

run: $(VENV)/run.stamp ## Start Nearer on http://localhost:8000
	@exec $(BIN)/python -m nearer serve

demo: $(VENV)/run.stamp ## Start a throwaway Nearer with two made-up people in it
	@exec $(BIN)/python -m nearer demo

test: test-sqlite test-postgres ## Run all tests, then those with a database again on PostgreSQL

test-sqlite: $(VENV)/dev.stamp
	$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

test-postgres: $(VENV)/dev.stamp
	NEARER_TEST_DATABASE=postgres $(BIN)/python -m pytest $(PARALLEL) $(ARGS)

check: $(VENV)/dev.stamp ## Style, types, import contracts and content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m nearer check

format: $(VENV)/dev.stamp ## Put the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp ## Measure pages, writes, growth and weight
	$(BIN)/python -m bench $(ARGS)

screenshots: $(VENV)/dev.stamp ## Take the pictures in the README again
	$(BIN)/python docs/screenshots.py

lock: $(VENV)/dev.stamp ## Work out the pinned dependencies again (needs uv)
	requirements/lock

clean: ## Remove .venv
	rm -rf $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt | $(VENV)/bin/python
	$(PIP) -r requirements/run.txt
	@echo "$(CURDIR)/src" > "$(SITE)/nearer.pth"
	@printf '#!%s\nfrom nearer.cli import main\nif __name__ == "__main__":\n    raise SystemExit(main())\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/nearer
	@chmod +x $(BIN)/nearer
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(PIP) -r requirements/dev.txt
	@touch $@
