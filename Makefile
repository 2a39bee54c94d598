# GNU make on Linux or macOS. Windows and conda users: environment.yml, then the same `python -m pipeline ...` commands (README).

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
UV     := $(VENV)/bin/uv
STAMP  := $(VENV)/.locked
WORKERS ?= 2
CHANGES ?= 100
SEED    ?= 1

# What a change most likely breaks, in under a minute: what an audit asks and counts, how an answer is judged, hidden and
# worded, what an agency is told. None of these opens a spreadsheet program or a browser, or runs a notebook.
QUICK := tests/audits tests/test_architecture.py tests/test_notebooks.py $(addprefix tests/unit/,calendar definition \
	disclose feedback intake measure page partnership results statistics validate)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo report test quick check style types rooms collect docs mutants lock clean

help:
	@echo "make demo                        a made-up partnership's returns, run from Excel to a report (nothing needed first)"
	@echo "make report QUARTER=2019-20-Q2   the returns under data/raw/2019-20-Q2, run to reports/2019-20-Q2"
	@echo "make docs                        docs/checks.md, data-dictionary.md and glossary.md anew, after a change of checks, audits or words"
	@echo "make test                        lint, types, the map of rooms and the whole test suite"
	@echo "make quick                       the tests that a change most likely breaks, in under a minute"
	@echo "make check                       lint, types and the map of rooms only"
	@echo "make setup                       $(VENV) from requirements.lock (the others do this themselves)"
	@echo "make mutants                     a hundred one-token changes, and which of them each room's own tests notice (10 minutes)"
	@echo "make lock                        requirements.lock anew, after a change of pyproject.toml"
	@echo "make clean                       removes $(VENV), demo/ and caches; never data/ or reports/"

setup: $(STAMP)

# The stamp is written last, so an interrupted set-up is taken up again. uv is itself installed from the lock, hashes checked.
# Bytecode is compiled once, here: where PYTHONDONTWRITEBYTECODE is set every later process would compile pandas again. Not by
# uv's --compile-bytecode, which compiles only what it has just installed, so an interruption would leave the rest for ever.
# A library may carry a file for another Python (olefile has one for Python 2): it does not compile, and nothing imports it.
$(STAMP): requirements.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "make: no '$(PYTHON)' on the path. Install Python 3.11 or newer, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "make: '$(PYTHON)' is $$("$(PYTHON)" --version 2>&1); Python 3.11 or newer is needed. Name another: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: '$(PYTHON)' has no venv or pip. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@rm -f $@
	@$(PY) -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Setting up $(VENV)"; "$(PYTHON)" -m venv --clear $(VENV); }
	@sed -n '/^uv==/,/^[^ ]/{/^uv==/p;/^ .*--hash/p;}' requirements.lock > $(VENV)/uv.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(VENV)/uv.lock
	$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	$(PY) -m compileall -qq -j 0 -x '/(tests|typeshed)/' $(VENV)/lib || true
	@touch $@

demo: setup
	$(PY) -m pipeline demo --into demo

report: setup
	@test -n "$(QUARTER)" || { echo "make: which quarter? For example: make report QUARTER=2019-20-Q2" >&2; exit 2; }
	$(PY) -m pipeline run "$(QUARTER)"

# The bytecode of our modules and of the tests, which pytest rewrites, is kept for the processes that follow, whatever the
# shell asks for: compiling all of it again costs each of pytest's workers seven seconds, and each command half of one.
style types rooms collect quick test: export PYTHONDONTWRITEBYTECODE :=
# Four checks that do not wait for one another: `make --jobs=2 check` does two at a time.
check: style types rooms collect

style: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check --quiet .

types: setup
	$(PY) -m mypy

rooms: setup
	$(VENV)/bin/lint-imports --no-logo --no-cache

# A test file that cannot be imported is told now, and not when the others have run.
collect: setup
	$(PY) -m pytest --collect-only --quiet --quiet >/dev/null || $(PY) -m pytest --collect-only --quiet --quiet

# Whole files go to one worker each, since a file's workbooks and browser pages are made once for all of its tests. In the
# order of their names, in which what takes long (acceptance, browser, spreadsheet) comes before the many short unit tests;
# pytest's own order, the files with most tests first, leaves one worker alone with the longest at the end.
test: check
	$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

docs: setup
	$(PY) -m pipeline.validate.catalogue docs/checks.md
	$(PY) -m pipeline.template.dictionary docs/data-dictionary.md
	$(PY) -m pipeline.page.glossary docs/glossary.md

quick: setup
	$(PY) -m ruff check --quiet .
	$(PY) -m pytest -n $(WORKERS) --dist loadfile $(QUICK)

# cosmic-ray makes the changes; it is an extra that is asked for here alone, so nobody else installs it.
mutants: setup
	$(UV) pip install --quiet --python $(PY) --constraint requirements.lock --no-build-isolation-package pipeline --editable ".[mutants]"
	$(PY) -m benchmarks.mutants --count $(CHANGES) --seed $(SEED)

lock: setup
	$(UV) pip compile pyproject.toml --extra region --extra test --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file requirements.lock
	@echo "requirements.lock is new. Next: make test"

clean:
	rm -rf $(VENV) demo build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find pipeline tests -type d -name __pycache__ -prune -exec rm -rf {} +
