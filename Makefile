# `make test` does all its own set-up: virtual environment, locked packages, then every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= .demo

# `make proof NAME`: the second word is a name, not a target.
ifeq (proof,$(firstword $(MAKECMDGOALS)))
NAME := $(word 2,$(MAKECMDGOALS))
$(eval $(NAME):;@:)
endif

.PHONY: help demo test check format lock messages proof clean

help: ## show these lines
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

demo: $(VENV)/ready ## build an office with invented captures and serve it on 127.0.0.1:8000
	@sh scripts/system.sh desk
	$(BIN)/turunkan demo --dir $(DEMO) $(ARGS)

test: check ## install what is missing and run every check

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@sh scripts/system.sh tests
	@$(BIN)/turunkan scan examples/captures/tiktok.jsonl --out /dev/null # compiles the kernels, once
	$(BIN)/pytest -n auto
	sh scripts/with_postgres.sh $(BIN)/pytest -n auto -m "not once" tests/desk tests/browser

format: $(VENV)/ready ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/ready ## renew requirements-dev.txt from pyproject.toml
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --no-header \
		--group dev --extra desk --extra capture --extra evidence --extra postgres --extra fast --extra learn --extra media --extra spark pyproject.toml -o requirements-dev.txt

messages: $(VENV)/ready ## renew the English catalogue of the screens from the templates
	cd src/turunkan && ../../$(BIN)/python -m turunkan.site.manage makemessages -l en --no-location --no-obsolete
	cd src/turunkan && ../../$(BIN)/python -m turunkan.site.manage compilemessages -l en

proof: $(VENV)/ready ## make proof evaluation: repeat a long measurement, write docs/proof/evaluation/
	@test -n "$(NAME)" || { echo "say which: make proof $$(basename -s .py -a proofs/*.py | paste -sd '|')"; exit 2; }
	$(BIN)/python proofs/$(NAME).py

$(VENV)/ready: requirements-dev.txt pyproject.toml scripts/bootstrap.sh
	PYTHON="$(PYTHON)" VENV="$(VENV)" sh scripts/bootstrap.sh
	@touch $@

clean: ## forget the virtual environment and caches
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
