# Everything happens in .venv beside this file. The first run of any target sets it up and needs a
# package index; every later run starts at once and needs no network.

PYTHON  ?= python3
ARCHIVE ?= samples
HOST    ?= 127.0.0.1
PORT    ?= 7860
Q       ?= 哪些县（区）建立了委员工作站？
# One index per archive folder, so that switching ARCHIVE back and forth re-reads nothing.
INDEX   ?= .cache/index/$(shell readlink -f "$(ARCHIVE)" | cksum | cut -d' ' -f1)
# Where `make eval` leaves its reports, and the bounds that its figures must keep.
EVAL    ?= .cache/eval
GATE    ?= --min citation.verbatim=1 --min citation.recall=0.95 --min right=0.7 --max refusal.false=0.2
WORKERS ?= auto
KILLS   ?= 200
SEED    ?= 1
FUZZ_SECONDS ?= 600
CORPUS  ?= ../shared/corpora/news-zh.txt.gz
ARTICLES ?= 46264
HIDDEN  ?= .cache/hidden
PYTEST_ARGS ?=

VENV  := .venv
BIN   := $(VENV)/bin
# Named by content, not by time: a fresh checkout of the same pins sets nothing up again.
READY := $(VENV)/.ready-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)

# Status 1 means: done, though some files were refused (each was named).
BUILD := $(BIN)/wendang index build "$$ARCHIVE" --index "$$INDEX"

# No step reaches a model hub or reports usage.
export HF_HUB_OFFLINE := 1
export HF_HUB_DISABLE_TELEMETRY := 1
export GRADIO_ANALYTICS_ENABLED := False
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Through the environment, so that no quote in a question or a path meets the shell.
export ARCHIVE INDEX Q HOST PORT

.DEFAULT_GOAL := help
.PHONY: help setup index chat ask test check lint types unit crash fuzz bench vectors load speed browser screenshots eval clean

help: ## show this list
	@echo "问档 (wendang): ask the archive, and see the evidence"
	@echo
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'
	@echo
	@echo "  settings: ARCHIVE=folder PORT=7860 HOST=127.0.0.1 Q=\"question\" INDEX=folder"

setup: $(READY) ## create .venv and install everything that is pinned

$(READY):
	@echo "==> set-up: virtual environment in $(VENV) (once; some minutes and about 3 GB)"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; name another with: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: install it (Debian: apt-get install python3-venv)" >&2; exit 2; }
	@echo "==> set-up: PyTorch first, exactly pinned, so that a CPU build is taken where there is one"
	@$(BIN)/python -m pip install --quiet -c constraints.txt "$$(sed -n 's/^ *"\(torch==[^"]*\)",/\1/p' pyproject.toml)"
	@echo "==> set-up: the other pinned packages"
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	@rm -f $(VENV)/.ready-*
	@touch $@
	@echo "==> set-up: done"

index: $(READY) ## read new and changed files of ARCHIVE into its index
	@echo "==> index: $(ARCHIVE) -> $(INDEX)"
	@test -e "$$ARCHIVE" || { echo "there is no $$ARCHIVE; name a folder: make $(or $(MAKECMDGOALS),index) ARCHIVE=folder" >&2; exit 2; }
	@mkdir -p "$$(dirname "$$INDEX")"
	@$(BUILD) || [ $$? -eq 1 ] || { [ -d "$$INDEX" ] \
		&& echo "==> index: made by another version, deriving it anew" \
		&& $(BIN)/wendang index rebuild --index "$$INDEX" && { $(BUILD) || [ $$? -eq 1 ]; }; }

chat: index ## index ARCHIVE (default samples/) and serve the web chat on PORT
	@echo "==> chat: http://$(HOST):$(PORT)  (Ctrl-C ends it)"
	@$(BIN)/wendang serve --index "$$INDEX" --host "$$HOST" --port "$$PORT"

ask: index ## answer one question on the command line: make ask Q="..."
	@$(BIN)/wendang ask "$$Q" --index "$$INDEX"

lint: $(READY)
	@echo "==> lint: ruff"
	@$(BIN)/ruff check .

types: $(READY)
	@echo "==> types: mypy --strict"
	@$(BIN)/mypy

check: lint types ## ruff and mypy --strict

unit: $(READY)
	@echo "==> tests: pytest (browser tests too where Chromium is installed)"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)

test: check unit ## set up, ruff, mypy --strict, every test

crash: $(READY) ## kill 200 writers at random moments and check what they leave (KILLS=200 SEED=1)
	@echo "==> crash: $(KILLS) kills"
	@$(BIN)/python -m tests.crash.kills --kills $(KILLS) --seed $(SEED) --output eval/bench/results/crash.json
	@echo "==> crash: two processes ask while a third writes"
	@$(BIN)/python -m tests.crash.asking --questions 2000 --seed $(SEED) --output eval/bench/results/asking.json

fuzz: $(READY) ## feed every reader changed inputs, FUZZ_SECONDS=600 (SEED=1)
	@echo "==> fuzz: $(FUZZ_SECONDS) seconds"
	@$(BIN)/python -c "import atheris" 2>/dev/null || $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[fuzz]' \
		|| echo "==> fuzz: atheris is not to be had here; mutations are not led by coverage" >&2
	@$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) --seed $(SEED) --output eval/bench/results/fuzz.json

bench: $(READY) ## benchmark the store against stock LlamaIndex (CORPUS=file.txt.gz ARTICLES=46264)
	@echo "==> bench: $(ARTICLES) articles of $(CORPUS)"
	@$(BIN)/python -c "import llama_index.retrievers.bm25" 2>/dev/null || $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[bench]'
	@$(BIN)/python -m eval.bench.store "$(CORPUS)" --articles $(ARTICLES) --output eval/bench/results/store.json

load: index ## 50 conversations at once for a minute with a server over ARCHIVE (or INDEX=folder)
	@echo "==> load: $(INDEX)"
	@$(BIN)/python -m eval.bench.load "$$INDEX" --output eval/bench/results/load.json

vectors: $(READY) ## benchmark the nearest vectors, up to a million (HIDDEN=index of CMRC among news, made where missing)
	@test -d "$(HIDDEN)" || $(BIN)/python -m eval retrieval --index "$(HIDDEN)" --limit 1
	@echo "==> vectors: $(HIDDEN)"
	@OMP_NUM_THREADS=1 $(BIN)/python -m eval.bench.vectors "$(HIDDEN)" --questions "$(dir $(CORPUS))cmrc2018_dev.json" --output eval/bench/results/vectors.json

speed: $(READY) ## time whole answers and long lists over HIDDEN
	@test -d "$(HIDDEN)" || $(BIN)/python -m eval retrieval --index "$(HIDDEN)" --limit 1
	@echo "==> speed: $(HIDDEN)"
	@OMP_NUM_THREADS=1 $(BIN)/python -m eval.bench.speed "$(HIDDEN)" --questions "$(dir $(CORPUS))cmrc2018_dev.json" --output eval/bench/results/speed.json

browser: ## install Debian's Chromium and a Chinese font, where missing
	@sh tests/browser/install.sh

screenshots: $(READY) ## take the pictures of each step in docs/ from the web chat over the samples
	@echo "==> screenshots: docs/"
	@$(BIN)/python -m tests.browser.screenshots samples docs

eval: $(READY) ## check the questions, score the answers beside peers, break things on purpose, try other settings
	@echo "==> eval: the questions themselves"
	@$(BIN)/wendang eval lint --counts
	@echo "==> eval: answers, both halves, with BM25 and LlamaIndex beside them -> $(EVAL)/report.html"
	@$(BIN)/wendang eval run --set all --peers --out $(EVAL)/run.json --html $(EVAL)/report.html \
		--markdown $(EVAL)/report.md --history $(EVAL)/history.jsonl
	@echo "==> eval: where articles begin and end"
	@$(BIN)/wendang eval segmentation --pages samples --gold eval/cases/samples-articles.jsonl
	@echo "==> eval: planted faults"
	@$(BIN)/wendang eval faults
	@echo "==> eval: other settings of retrieval -> $(EVAL)/sweep.md"
	@$(BIN)/wendang eval sweep --markdown $(EVAL)/sweep.md
	@echo "==> eval: bounds"
	@$(BIN)/wendang eval gate $(EVAL)/run.json $(GATE)

clean: ## remove the indexes and caches that make built (not .venv)
	@echo "==> clean: .cache and tool caches"
	@rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
