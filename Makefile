# One entry for everybody. `make` sets up .venv/, checks the records and builds the site; CONTRIBUTING says the rest.
#
# New versions of the dependencies: `pip install uv` (anywhere), then `make lock`; read the diff of requirements.lock, run
# `make test`, commit. The lock names no package index: pip takes the packages from wherever it is set up to take them.
SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
BROWSER := .venv/.browser
UV ?= uv
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(SUPPORTED)' >/dev/null 2>&1 && echo $$python && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install
# The folder of an unpacked bundle (`make bundle`): with it nothing is asked of any network.
BUNDLE ?=
FROM_BUNDLE := $(if $(BUNDLE),--no-index --find-links $(BUNDLE)/wheels)

# Material's banner about MkDocs 2, which we do not use.
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := all
.PHONY: all setup begin browser check site serve export vsix bundle release test snapshots lint bench fuzz nightly catalogue lock clean

# Scripts in .venv/bin know the folder by its full name: after a move they are set up again.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif

# The site is built where findings block too (1), since it shows them; not where the check itself could not be made.
all: setup
	@report=$$($(BIN)/nizom check); code=$$?; \
	if test $$code = 0; then printf '%s\n' "$$report" | tail -n 1; else printf '%s\n' "$$report"; fi; \
	test $$code -le 1 || exit $$code; \
	echo "  barcha kamchiliklar, izohi bilan: make check"; \
	$(MAKE) --no-print-directory site || exit; \
	echo "  brauzerda ko‘rish: make serve"; \
	exit $$code

setup: $(READY)
	@:

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Nizom: Python 3.11–3.14 topilmadi (bu yerda: $$(python3 --version 2>&1 | tail -n 1))." \
		"Yangi Python o‘rnating yoki yo‘lini ko‘rsating: make PYTHON=/yo‘l/python3.12" >&2; exit 1; }
	@$(PYTHON) -c '$(SUPPORTED)' || { echo "Nizom: Python 3.11–3.14 kerak, berilgani: $$($(PYTHON) --version 2>&1 | tail -n 1)." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Nizom: Pythonning venv moduli o‘rnatilmagan." \
		"Debian va Ubuntuda: sudo apt install python3-venv" >&2; exit 1; }
	@if test -s $@ && test "$$(cat $@)" != "$(CURDIR)" || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		$(PYTHON) -m venv --clear .venv; fi
	@echo "Muhit tayyorlanmoqda: .venv/ (birinchi marta bir necha daqiqa davom etadi)"
	@{ $(PIP) $(FROM_BUNDLE) --require-hashes --requirement requirements.lock && \
		$(PIP) --no-deps --no-build-isolation --editable .; } >.venv/pip.log 2>&1 || { \
		if grep -qiE 'connection|timed out|resolve|network' .venv/pip.log; then \
			echo "Nizom: kutubxonalar yuklab olinmadi: tarmoq yoki paketlar serveri javob bermayapti. Ulanishni tekshirib, make buyrug‘ini qayta ishga tushiring." >&2; \
		else \
			echo "Nizom: kutubxonalar o‘rnatilmadi." >&2; grep '^ *ERROR' .venv/pip.log | tail -n 3 >&2; \
		fi; echo "  batafsil: .venv/pip.log" >&2; exit 1; }
	@printf '%s\n' "$(CURDIR)" >$@
	@echo "Muhit tayyor: .venv/"
	@echo "  har bir commit oldidan tekshirish: .venv/bin/pre-commit install"

# Python for the browser, with which the page “Yozish” checks. It is tried once for each state of the locks: in a network that
# does not have it the site is built without the checks of that page, and says so.
browser:
	@rm -f $(BROWSER)
	@$(MAKE) --no-print-directory $(BROWSER)

$(BROWSER): requirements.lock .ci/node.txt $(wildcard editors/*.py editors/browser/*) | setup
	@$(if $(BUNDLE),rm -rf .venv/browser && cp -R $(BUNDLE)/browser .venv/browser,$(BIN)/python -m editors.browser.build) 2>.venv/browser.log || { rm -rf .venv/browser; \
		echo "Brauzer uchun Python yuklab olinmadi: “Yozish” sahifasida tekshiruv ishlamaydi. Qayta urinish: make browser (batafsil: .venv/browser.log)" >&2; }
	@touch $@

# The register's own beginning: takes out the samples and what rests on them, asks who the body is, and writes its first records.
begin: setup
	@$(BIN)/nizom init --here

check: setup
	@$(BIN)/nizom check

site: setup $(BROWSER)
	@log=$$($(BIN)/mkdocs build --strict 2>&1) || { printf '%s\n' "$$log" | grep -v '^INFO\|^XABAR' >&2; exit 1; }
	@echo "Sayt tayyor: site/index.html"

# click 8.2 and 8.3 lost mkdocs's default of --livereload; --dirty renders only the pages that changed.
serve: setup $(BROWSER)
	@echo "Sayt tayyorlanmoqda; manzili quyida chiqadi, o‘zgarishlar o‘zi yangilanadi. To‘xtatish: Ctrl+C"
	@$(BIN)/mkdocs serve --livereload --dirty

# The way out of this engine: plain Markdown and data in export/, for any program that makes sites.
export: setup
	@$(BIN)/python -m hooks.export export
	@echo "Eksport tayyor: export/docs, export/mkdocs.yml"

# The extension for VS Code, for networks without a marketplace: code --install-extension dist/nizom.vsix
vsix: setup
	@$(BIN)/python -m editors.vscode.build dist/nizom.vsix
	@echo "VS Code kengaytmasi tayyor: dist/nizom.vsix"

# Everything for a network without internet, for this kind of machine or for those named:
#   make bundle MACHINES="linux windows" PYTHONS="3.12 3.13"
bundle: vsix $(BROWSER)
	@$(BIN)/python -m release.bundle dist/nizom-bundle.tar $(if $(MACHINES),--machine $(MACHINES)) $(if $(PYTHONS),--python $(PYTHONS))
	@echo "Internetsiz o‘rnatish uchun arxiv tayyor: dist/nizom-bundle.tar"

# What a release consists of, in dist/, made twice and compared; then it says what to tag.
release: bundle
	@$(BIN)/python -m release.prepare

test: setup
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# Rewrites the sentences that tests quote as the program says them now; read the diff, then `make test`. pytest reports a
# rewritten snapshot as an error, so its exit code says nothing.
snapshots: setup
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest --quiet --inline-snapshot=create,fix \
		$$(grep -rl --include='test_*.py' inline_snapshot tests) || true
	@$(BIN)/ruff format --quiet tests

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/zizmor --quiet --offline --persona auditor .github action.yml

bench: setup
	@$(BIN)/python -m benchmarks

# What takes too long for a pull request. The bars of the benchmarks are printed, met or not: they do not fail the run, since another
# machine has other figures. That ProperDocs builds the same pages, and that the fuzzer finds nothing, does.
nightly: bench
	@.ci/properdocs
	@.ci/offline
	@.ci/firefox
	@.ci/office
	@$(MAKE) --no-print-directory fuzz SECONDS=600 SEED=$$(date +%Y%m%d)

# Grows inputs from a seed and judges each: FUZZ=20000 of them, or as many as SECONDS=600 allow. What fails is written to
# fuzz-failures/, as small as it gets, with the command that shows it again.
fuzz: setup
	@$(BIN)/python -m tests.support.fuzz $(if $(SEED),--seed $(SEED)) $(if $(FUZZ),--count $(FUZZ),--seconds $(or $(SECONDS),60))

catalogue: setup
	@$(BIN)/python -m validators.cli.extract_messages

# Each lock begins with the command that makes it, which Renovate runs too.
lock:
	@$(UV) pip compile --quiet --upgrade \
		--universal --python-version=3.11 --generate-hashes --all-extras --output-file=requirements.lock pyproject.toml
	@$(UV) pip compile --quiet --upgrade --universal --python-version=3.11 --generate-hashes --constraint=requirements.lock \
		--output-file=.ci/properdocs.txt .ci/properdocs.in
	@$(UV) pip compile --quiet --upgrade --universal --python-version=3.11 --generate-hashes \
		--output-file=.ci/node.txt .ci/node.in
	@$(UV) pip compile --quiet --upgrade --universal --python-version=3.11 --generate-hashes \
		--output-file=.ci/release.txt .ci/release.in

clean:
	@rm -rf .venv site dist
