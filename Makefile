# Interurban. `make help` lists what can be done.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run start doctor test test-fast check format lighthouse screenshots messages lock clean packages-test environment-test ready
.NOTPARALLEL:

VENV ?= .venv
export VENV
BIN := $(VENV)/bin
# The journeys that write run on PostgreSQL too. `make test BROWSER_ON_POSTGRESQL=no` leaves them to SQLite.
BROWSER_ON_POSTGRESQL ?= yes
POSTGRESQL_MARKERS := $(if $(filter no,$(BROWSER_ON_POSTGRESQL)),-m "not browser")
# Not tested twice: rooms without a database, and how pages look and read in a browser.
PURE := tests/i18n/segments tests/i18n/engines tests/i18n/quality tests/house tests/articles/test_demo_content.py
LOOKS := $(addprefix tests/journeys/test_,reader_pages.py admin_pages.py html.py arabic.py without_javascript.py without_engine.py \
  first_view.py type.py keyboard_and_zoom.py screen_reader.py)
# Pictures, letters and addresses, where the database has no say.
PURE += $(addprefix tests/articles/test_,share_picture.py uploads.py pictures.py icons.py reading_time.py sharing.py search_pieces.py)
PURE += tests/i18n/test_ranking.py tests/delivery/test_access_logs.py
LOOKS += $(addprefix tests/journeys/test_,passages.py marks_in_the_field.py)
# A section through all rooms for in between: under 90 seconds.
QUICK := tests/house tests/tags $(addprefix tests/i18n/,segments engines quality) \
	$(addprefix tests/i18n/test_,publication.py source_edits.py states.py policy.py permissions.py jobs.py review_service.py direct_edits.py reports.py) \
	$(addprefix tests/articles/test_,article_page.py addresses.py errors.py lists.py search_pieces.py topics.py)
ONCE := $(addprefix --ignore=,$(PURE) $(LOOKS))
# Browser tests share one worker of xdist (loadgroup); the others are spread over two processes.
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist loadgroup

help:  ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

run:  ## the demo with its worker on http://localhost:8000 (HOST=… PORT=…), from nothing
	@exec bin/run

start:  ## a site of your own, empty: asks for what it needs, keeps it in var/site.env, then runs it
	@exec bin/site start

doctor:  ## says in plain words what your own site still misses
	@exec bin/site check

test: packages-test environment-test  ## everything: checks, then the whole suite on SQLite and on PostgreSQL
	@bin/checkers
	@$(MAKE) --no-print-directory check
	@echo "== The suite on SQLite"
	@$(PYTEST)
	@echo "== The suite on PostgreSQL"
	@$(BIN)/python bin/with_postgres.py $(PYTEST) $(ONCE) $(POSTGRESQL_MARKERS)

test-fast: environment-test  ## the quick part of the suite, on SQLite
	@$(PYTEST) -m "not browser and not slow and not apertium" $(QUICK)

check: environment-test  ## style, types, directions of imports, migrations, catalogues, sizes, words
	@bin/check

lighthouse: environment-test  ## readers' pages of a running site by Lighthouse (URL=http://localhost:8000 RUNS=5)
	@bin/lighthouse --url $(or $(URL),http://localhost:8000) --runs $(or $(RUNS),5)

screenshots: environment-test  ## pictures of every kind of page in var/screenshots, to be looked at
	@$(BIN)/python -m tests.journeys.screenshots $(ARGS)

format: environment-test  ## puts the code into the house's style
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

messages: environment-test  ## writes new texts of the interface into locale/ (needs gettext)
	@$(BIN)/python bin/check_catalogues.py --update

lock: environment-test  ## locks requirements/*.in anew, with hashes and without addresses
	@bin/lock

clean:  ## removes what can be made again; keeps the database and uploaded files in var/
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache var/static var/static-collected var/checkers var/lighthouse
	@find . -path ./$(VENV) -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
	@find locale -name '*.mo' -delete 2>/dev/null || true

packages-test:
	@bin/packages test

environment-test:
	@bin/environment test
	@$(BIN)/python bin/compile_messages.py
