# `make run` serves the site, `make test` proves it. Both set up what they need and are safe to repeat.

HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

PREPARE = command -v python3 >/dev/null || { echo "Python 3.11 or newer is needed: sudo apt-get install python3 python3-venv"; exit 1; }; python3 deploy/prepare.py

.PHONY: run test lint lock bench agreement sequences

run:
	@$(PREPARE) && exec .venv/bin/python manage.py serve

test:
	@$(PREPARE) --with-tests && .venv/bin/python -m tests.run $(ARGS)

lint:
	@$(PREPARE) --with-tests && sh tests/lint.sh

bench:
	@$(PREPARE) --with-tests && .venv/bin/python -m tests.benchmarks.import_wordpress && .venv/bin/python -m tests.benchmarks.page_weight && .venv/bin/python -m tests.benchmarks.editor && .venv/bin/python -m tests.benchmarks.sign_in_timing && .venv/bin/python -m tests.benchmarks.discussion && .venv/bin/python -m tests.benchmarks.flood && .venv/bin/python -m tests.benchmarks.deciding && .venv/bin/python -m tests.benchmarks.import_comments

# Thousands of random acts in discussions, on both databases: what is told agrees with what is shown, undone is undone.
agreement:
	@$(PREPARE) --with-tests && .venv/bin/python -m tests.agreement $(ARGS)

# 10,000 random sequences of writing and publishing, on both databases: nothing typed is lost, nothing leaks.
sequences:
	@$(PREPARE) --with-tests && .venv/bin/python -m tests.sequences $(ARGS)

# Pins and hashes everything again, from the .in files. Needs uv: .venv/bin/pip install uv
lock:
	.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header deploy/requirements.in -o requirements.txt
	cd deploy && ../.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements-production.in -o requirements-production.txt
	cd tests && ../.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
