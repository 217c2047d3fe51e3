# Everything starts here. Nothing but git, make and Python 3.11 or newer is needed.
.DEFAULT_GOAL := help
.PHONY: help install demo run test test-quick check fix messages bench shots clicks who locks sbom load
BIN := .venv/bin

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

install: ## make .venv with the command `framsteg`
	@tools/install app

demo: install ## fill a demo with invented people and serve it at http://127.0.0.1:8000
	@$(BIN)/framsteg demo
	@$(BIN)/framsteg serve

run: install ## serve what is in FRAMSTEG_DATA (default var/)
	@$(BIN)/framsteg serve

test: ## every test: SQLite, PostgreSQL and a browser (installs what they need)
	@tools/machine gettext postgresql chromium libreoffice-writer-nogui poppler-utils default-jre-headless
	@tools/install dev
	@tools/install cluster
	@tools/install telemetry
	@tools/test

test-quick: ## the tests on SQLite, without a browser or commands started beside
	@tools/install dev
	@tools/test quick

check: ## format, lint, types, contracts, migrations, templates, translations, locks, sizes, parts
	@tools/machine gettext
	@tools/install dev
	@$(BIN)/python tools/check.py

fix: ## format, and mend what the linter can mend
	@tools/install dev
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

messages: ## bring locale/sv up to date with the texts in the code, ready to translate
	@tools/machine gettext
	@tools/install dev
	@$(BIN)/python tools/translations.py update

bench: ## time the important paths against a floor, on both databases
	@tools/machine postgresql
	@tools/install dev
	@$(BIN)/python bench/run.py

sbom: ## what the software is made of, as CycloneDX, in sbom.json
	@tools/install dev
	@$(BIN)/python tools/sbom.py sbom.json

load: ## a day of more and more coaches, on both databases
	@tools/machine postgresql
	@tools/install dev
	@tools/install load
	@$(BIN)/python bench/day.py

shots: ## pictures of the demo's pages, on a phone and a desk, in docs/pictures
	@tools/machine chromium chromium-l10n
	@tools/install dev
	@$(BIN)/python tools/shots.py

clicks: ## count clicks and keys of the common tasks, into docs/clicks.md
	@tools/machine chromium
	@tools/install dev
	@PUBLISH_CLICKS=1 $(BIN)/pytest -q tests/functional/test_clicks.py

who: ## ask every address as everybody, and write docs/who-opens-what.md anew
	@tools/install dev
	@PUBLISH_WHO=1 $(BIN)/pytest -q -n 0 tests/integration/test_who_opens_what.py

locks: ## resolve requirements/*.in anew into names, versions and hashes
	@tools/install dev
	@tools/lock
