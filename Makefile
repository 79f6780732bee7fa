# One entry for everybody. `make` sets up, checks the records and builds the site.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := all
.PHONY: all setup check site serve test lint bench lock catalogue clean

all: check site

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Nizom: Python 3.11 yoki undan yangisi kerak")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "Muhit tayyor: .venv/ (requirements.lock bo‘yicha)"
