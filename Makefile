# make run          start the dashboard on this computer
# make check        lint, types, layers and the fast tests, in about a minute
# make test         everything that is checked before a change is accepted
# make coverage     which lines and branches the tests without a browser reach; 90 % is the floor
# make windows      every page, all that opens and every click, in all windows and languages
# make words        collect the words of the interface into locales/
# make site         write the whole dashboard as files into site/ (BASE_URL=https://...)
# make screenshots  take the pictures of the documentation anew
# make fuzz         try thousands of damaged datasets on the loader, and show unusual ones
# make audit        ask PyPI for known weaknesses of the pinned packages
# make pins         compile requirements.txt and requirements-dev.txt (needs uv)
# make bench        measure speed beside an empty page and other frameworks (QUICK=1: 10 minutes)
# make bench-load   200 visitors at once (REPLICAS=2: shared by two servers)
# make soak         20 visitors for MINUTES=30, to see that memory stays flat
# make clean        remove the environment and every cache

PYTHON ?= python3
PORT ?= 8501
VENV ?= .venv
UV ?= uv
EXAMPLES ?= 4000
BENCH ?= .bench-venv
MINUTES ?= 30
REPLICAS ?= 1

bin := $(VENV)/bin
pip := $(bin)/python -m pip --disable-pip-version-check install -qq

.DEFAULT_GOAL := run
.PHONY: run site check test coverage windows words screenshots fuzz audit pins bench bench-load soak clean

run: $(VENV)/.run
	@$(bin)/python -m streamlit run app.py --server.port $(PORT)

site: $(VENV)/.run
	@$(bin)/python -m dashboard.export_site --out site $(if $(BASE_URL),--base-url $(BASE_URL))

check: $(VENV)/.dev
	@PATH="$(abspath $(bin)):$$PATH" scripts/check --fast

test: $(VENV)/.dev
	@PATH="$(abspath $(bin)):$$PATH" scripts/check

# Beside `make test`: counting branches makes tests take two thirds longer on Python 3.11.
coverage: $(VENV)/.dev
	@$(bin)/python -m pytest --quiet --numprocesses auto --dist loadfile --no-loadscope-reorder \
		--ignore=tests/browser --ignore=tests/server --cov --cov-report=term

windows: $(VENV)/.dev
	@EVERY_WINDOW=1 $(bin)/python -m pytest --quiet --numprocesses auto --dist loadfile \
		--no-loadscope-reorder tests/browser/test_every_page.py tests/browser/test_what_opens.py \
		tests/browser/test_clicks.py

# An environment is filled again only when its list has changed.
$(VENV)/.run: requirements.txt
	@echo "Installing requirements.txt into $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv $(VENV)
	@$(pip) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt
	@echo "Installing requirements-dev.txt into $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv $(VENV)
	@$(pip) -r requirements-dev.txt
	@touch $@

# The dashboard reads locales/*/LC_MESSAGES/messages.po itself: nothing is
# compiled, and no .mo file is kept. `make words NEW=vi` adds a language.
words: $(VENV)/.dev
	@$(bin)/pybabel --quiet extract -F babel.cfg --sort-output --add-location=file \
		--omit-header --no-wrap --add-comments=Translators: --keywords="mark Rule n_:1,2 p_:1c,2 np_:1c,2,3 Question:2 Parameter:3" \
		-o locales/messages.pot app.py ascn_data dashboard pages
ifdef NEW
	@$(bin)/pybabel --quiet init -i locales/messages.pot -d locales -l $(NEW) --no-wrap
endif
	@$(bin)/pybabel --quiet update -i locales/messages.pot -d locales --no-wrap \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

screenshots: $(VENV)/.dev
	@$(bin)/python scripts/screenshots.py

fuzz: $(VENV)/.dev
	@FUZZ_EXAMPLES=$(EXAMPLES) $(bin)/python -m pytest --quiet tests/data/test_fuzz.py
	@FUZZ_EXAMPLES=$$(($(EXAMPLES) / 100)) $(bin)/python -m pytest --quiet tests/pages/test_unusual_editions.py

# The auditor has an environment of its own, which goes with it. A package that it cannot ask
# about is a failure (--strict), so that silence is never taken for a clean bill.
audit:
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) -m venv "$$folder" \
		&& "$$folder/bin/pip" --disable-pip-version-check install -qq pip-audit \
		&& "$$folder/bin/pip-audit" --strict --no-deps --disable-pip \
			-r requirements.txt -r requirements-dev.txt

$(BENCH)/.made: requirements.txt bench/requirements.txt
	@echo "Installing bench/requirements.txt into $(BENCH)"
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip --disable-pip-version-check install -qq -r bench/requirements.txt
	@touch $@

bench: $(BENCH)/.made
	@$(BENCH)/bin/python -m bench run $(if $(QUICK),--quick,--page docs/performance.md)

bench-load: $(BENCH)/.made
	@$(BENCH)/bin/python -m bench load --replicas $(REPLICAS)

soak: $(BENCH)/.made
	@$(BENCH)/bin/python -m bench load --sessions 20 --think 2 --minutes $(MINUTES)

# Pins already in a file are kept; `make pins UPGRADE=--upgrade` renews them.
compile = $(UV) pip compile --quiet --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make pins" $(UPGRADE)

pins:
	@$(compile) pyproject.toml --extra dashboard -o requirements.txt >/dev/null
	@$(compile) --no-annotate requirements-dev.in -o requirements-dev.txt >/dev/null
	@{ printf "# Compiled from requirements-dev.in by: make pins\n-r requirements.txt\n"; grep -vxFf requirements.txt requirements-dev.txt; } >requirements-dev.tmp
	@mv requirements-dev.tmp requirements-dev.txt

clean:
	@rm -rf $(VENV) $(BENCH) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
