# On Windows without make, the README gives the same commands for PowerShell.
PYTHON ?= python3
YEAR ?= 2024/25
QUARTO ?= 1

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
RUN := $(BIN)/python
else
BIN := .venv/bin
RUN := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python
endif

.PHONY: help setup report edit test coverage lint hooks format requirements sample bench clean

help: ## Say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/ready ## Set up everything the product needs

.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version.split()[0] + ": name another with make PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	@echo "Installing the packages: this takes one to three minutes."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/ready-for-tests: .venv/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

report: .venv/ready ## Build the sample council's paper (YEAR=2023/24 for another year, QUARTO=0 without trying Quarto)
ifneq ($(QUARTO),0)
	@$(BIN)/python tools/get_quarto.py
endif
	@$(RUN) -m feedback_report build $(YEAR)

edit: .venv/ready ## Open the notebooks of a year in JupyterLab (YEAR=2023/24)
	@$(RUN) -m feedback_report edit $(YEAR)

test: .venv/ready-for-tests ## Run all tests; what the machine lacks is skipped by name
	$(RUN) -m pytest -n auto

coverage: .venv/ready-for-tests ## Run all tests and list the lines that none of them runs
	$(RUN) -m pytest -n auto --cov --cov-report=term-missing:skip-covered

lint: .venv/ready-for-tests ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

hooks: .venv/ready-for-tests ## Check each commit before it is made
	$(BIN)/pre-commit install

format: .venv/ready-for-tests ## Put the code into the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

requirements: .venv/ready-for-tests ## Pin requirements.txt and requirements-dev.txt anew
	UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras requirements.in -o requirements.txt
	UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras requirements-dev.in -c requirements.txt -o requirements-dev.txt

sample: .venv/ready ## Make the sample council's data anew
	$(BIN)/python tools/make_sample_data.py

bench: .venv/ready-for-tests ## Measure the product and write docs/benchmarks.md (an hour or less, on a machine left alone)
	$(RUN) -m tools.bench

clean: ## Remove what builds leave, not the output
	rm -rf build .pytest_cache .hypothesis .mypy_cache .ruff_cache
