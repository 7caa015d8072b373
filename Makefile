# Dialogforum Rheine: every command a person needs. `make` alone lists them.
# Nothing is needed but make and Python 3.11, 3.12 or 3.13; everything else goes into .venv.
START := sh scripts/python.sh

.DEFAULT_GOAL := help
.PHONY: help run test check lock catalogues strings screenshots clean

help:         ## list these commands
	@sed -n 's/^\([a-z]*\): *## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

run:          ## start the site and its worker on http://127.0.0.1:8000 (PORT, DATA_DIR, DEMO=0)
	@$(START) scripts/run_site.py

test:         ## run every test (TEST_DATABASE_URL for PostgreSQL, ARGS="tests/rules -x" for a part)
	@$(START) scripts/run_tests.py $(ARGS)

check:        ## linters, types, layers and the tests that inspect the house
	@$(START) scripts/run_checks.py

lock:         ## write the two lock files anew from requirements.in and requirements-dev.in
	@$(START) scripts/lock.py

catalogues:   ## compile the translations that changed
	@$(START) scripts/catalogues.py

strings:      ## collect all visible strings and carry them into every translation
	@$(START) scripts/strings.py

screenshots:  ## photograph every screen in German and Arabic, and the key pages in every language
	@$(START) scripts/screenshots.py

clean:        ## remove what can be built again (never the data in instance/)
	@echo "Removing .venv, build/, caches and compiled catalogues; instance/ stays."
	@rm -rf .venv build app/static/dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@find app tests scripts migrations -name __pycache__ -type d -prune -exec rm -rf {} +
	@find translations -name '*.mo' -delete
