# make build      install talkfeed into .venv and build talks.yaml into output/
# make test       install the tools and run all checks: about eight minutes on two cores
# make coverage   run all tests with every line and branch traced, of which each must be reached:
#                 takes twice as long
# make lint       run only the checks that take seconds
# make docs       write the generated pages of docs/
# make site       build the documentation as a website into build/site/
# make cldr       make the tables of dates, lists and plurals from CLDR, by Babel
# make templates  compile the templates of pages and feeds to Python, after an edit
# make bench      measure builds after typical edits, beside Hugo and a script (PYVIDEO=archive for
#                 its talks); bench-growth, bench-sizes and bench-scale measure more
# make score-import  measure how well `talkfeed import` reads labelled pages (BENCH=--verbose lists
#                 the mistakes; BENCH=--held-out measures the pages set aside, and
#                 BENCH='--examples 1' with one talk of each page as an example)
# make soak       run only the property tests, with 200 times as many examples as make test, and other
#                 ones each time: about 90 minutes on two cores (tests/depth.py has the numbers)
# make soak-publish  fail at every request on each kind of host, and kill publishers at random: about
#                 20 minutes
#
# Requirements: make, and Python 3.11 or newer. PYTHON=/path/to/python selects one.

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.PHONY: build test coverage lint docs site cldr templates bench bench-growth bench-sizes bench-scale score-import soak soak-publish dist release clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint .ci/constraints.txt
MARKS := pyproject.toml .ci/constraints.txt
# tests start the program hundreds of times: let Python keep what it compiled
PYTEST = env -u PYTHONDONTWRITEBYTECODE $(in_memory) $(BIN)/python -m pytest
# a build waits until each file is on the disk, which takes most of its time: use a disk in memory
# where one has room and lets programs run
in_memory = $(shell try=/dev/shm/talkfeed-$$$$; \
  room=$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }'); \
  if [ "$${room:-0}" -gt 8000000 ] && printf '\043!/bin/sh\n' >$$try 2>/dev/null && \
    chmod +x $$try && $$try 2>/dev/null; then echo TMPDIR=/dev/shm; fi; rm -f $$try)
SPREAD := --numprocesses auto --dist worksteal --override-ini tmp_path_retention_count=1

build: $(VENV)/.talkfeed
	$(BIN)/talkfeed build talks.yaml --output output

test: lint
	$(PYTEST) $(SPREAD)

coverage: lint
	$(PYTEST) $(SPREAD) --cov --cov-report term-missing:skip-covered

lint: $(VENV)/.tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: $(VENV)/.tools
	$(BIN)/talkfeed schema >docs/talks.schema.json
	$(BIN)/talkfeed schema --fields >docs/fields.md
	$(BIN)/talkfeed schema --rules >docs/rules.md
	$(BIN)/talkfeed schema --dates >docs/dates.md
	$(BIN)/talkfeed schema --commands >docs/commands.md

site: $(VENV)/.tools
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

cldr: $(VENV)/.tools
	$(BIN)/python tools/make_cldr.py

templates: $(VENV)/.tools
	$(BIN)/python tools/compile_templates.py
	$(BIN)/python tools/compile_shapes.py

bench: $(VENV)/.talkfeed
	$(BIN)/python benchmarks/bench.py $(if $(PYVIDEO),--pyvideo '$(PYVIDEO)') $(BENCH)
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/series.py

bench-growth: $(VENV)/.talkfeed
	$(BIN)/python benchmarks/growth.py $(BENCH)

bench-sizes: $(VENV)/.talkfeed
	$(BIN)/python benchmarks/sizes.py

bench-scale: $(VENV)/.tools
	$(BIN)/python benchmarks/scale.py $(BENCH)

score-import: $(VENV)/.talkfeed
	$(BIN)/python benchmarks/score_import.py $(BENCH)

soak: $(VENV)/.tools
	HYPOTHESIS_PROFILE=soak $(PYTEST) $(SPREAD) -m hypothesis

dist: $(VENV)/.tools
	rm -rf dist
	$(BIN)/python -m hatchling build --directory dist
	$(BIN)/python tools/check_dist.py dist

release: $(VENV)/.tools
	$(BIN)/python tools/release.py '$(VERSION)'

soak-publish: $(VENV)/.tools
	$(PYTEST) -s tests/soak_publish.py

clean:
	rm -rf $(VENV)

$(VENV)/.tools: $(VENV)/.talkfeed
	$(PIP) --no-build-isolation --editable '.[test]'
	@touch $@

$(VENV)/.talkfeed: $(BIN)/python $(MARKS)
	$(PIP) setuptools hatchling editables
	$(PIP) --no-build-isolation --editable .
	@touch $@

# A candidate must run, be new enough, and be able to make virtual environments: a shim on PATH may
# have no Python behind it, and Debian's Python has no ensurepip.
CANDIDATES := python3 python3.13 python3.12 python3.11 python3.14 python \
  /usr/bin/python3 /usr/local/bin/python3 "$$HOME"/.pyenv/versions/3.1[1-9]*/bin/python

define make_venv
new='import sys; sys.exit(sys.version_info < (3, 11))'; \
old=; \
for python in $(if $(PYTHON),'$(PYTHON)',$(CANDIDATES)); do \
  "$$python" -c "$$new" >/dev/null 2>&1 || continue; \
  old="$$python"; \
  "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || continue; \
  exec "$$python" -m venv --clear $(VENV); \
done; \
if [ -n "$$old" ]; then \
  echo "make: $$old cannot make virtual environments; on Debian: apt install python3-venv" >&2; \
else \
  echo "make: needs Python 3.11 or newer; name one with make PYTHON=/path/to/python" >&2; \
fi; \
exit 1
endef

$(BIN)/python:
	@$(make_venv)
