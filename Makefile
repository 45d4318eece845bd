# Everything a newcomer needs is `make demo` and `make test`; the rest is for those who work on it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
BENCH_VENV  := .venv-bench
BENCH_STAMP := $(BENCH_VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check format bench fuzz reliability conformance endpoints screenshots translations lock system install clean help

help:           ## this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 16

demo: $(STAMP)  ## the main job on the embedded service: a window, or files in demo-output/ without a display
	$(BIN)/viewer demo --out demo-output

test: check     ## everything that must hold before a change lands
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto -q

check: $(STAMP) ## format, lint, types, import rules
	$(BIN)/ruff format --check viewer tests
	$(BIN)/ruff check viewer tests
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## put the code in order
	$(BIN)/ruff format viewer tests
	$(BIN)/ruff check --fix viewer tests

bench: $(BENCH_STAMP) ## the benchmarks, each beside its peers in the same run
	QT_QPA_PLATFORM=offscreen $(BENCH_VENV)/bin/python -m viewer bench --json bench-output/bench.json

$(BENCH_STAMP): $(STAMP) # the peers have an environment of their own: the program needs none
	$(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/pip install --quiet --editable '.[bench]'
	@touch $(BENCH_STAMP)

fuzz: $(STAMP)  ## ten thousand damaged files, then frames (FUZZ="--count 50000 --first 7")
	QT_QPA_PLATFORM=offscreen nice $(BIN)/python -m tests.fuzz.long --out fuzz-output $(FUZZ)
	nice $(BIN)/python -m tests.fuzz.codestreams

reliability: $(STAMP) ## kills, failing calls, cut power: six minutes; docs/reliability.md (RELIABILITY="--kills 2000 --passes 50")
	$(BIN)/python -m tests.crash.full --page docs/reliability.md $(RELIABILITY)

conformance: $(STAMP) ## docs/conformance*.md: our pictures beside those of DCMTK, Pillow and OpenCV
	$(BIN)/python -m tests.conformance.report
	$(BIN)/python -m tests.conformance.photos

endpoints: $(STAMP) ## docs/endpoints.md: what is checked, read and drawn of each endpoint
	$(BIN)/python -m tests.conformance.endpoints

screenshots: $(STAMP) ## the pictures in docs/, made by the program itself
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m viewer.app.screenshots docs/screenshots

translations: $(STAMP) ## collect the strings and compile the catalogues
	$(BIN)/pyside6-lupdate -locations none -no-obsolete $$(git ls-files 'viewer/*.py') -ts resources/translations/viewer_zh_CN.ts
	$(BIN)/pyside6-lrelease resources/translations/viewer_zh_CN.ts -qm resources/translations/viewer_zh_CN.qm

lock: $(STAMP)  ## resolve the dependencies anew, with hashes and without an index address
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --extra dev \
		--no-emit-options --no-header --no-annotate --output-file requirements.lock pyproject.toml
	@printf '%s\n' '# Written by "make lock" from pyproject.toml: name==version with hashes, no index address.' \
		| cat - requirements.lock > .requirements.lock && mv .requirements.lock requirements.lock

install: $(STAMP) ## the program at .venv/bin/viewer

$(STAMP): pyproject.toml requirements.lock packaging/install.sh packaging/linux/system.sh
	PYTHON="$(PYTHON)" VENV="$(VENV)" sh packaging/install.sh
	@touch $(STAMP)

system:         ## the system's libraries and a CJK font
	sh packaging/linux/system.sh

clean:          ## what can be made again
	rm -rf $(VENV) $(BENCH_VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache demo-output bench-output fuzz-output build dist
