#!/bin/sh
# Everything that reads the code without running it.
set -eu
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
export SECRET_KEY="only-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF" DATABASE_URL="sqlite://:memory:"
ruff format --check .
ruff check .
mypy .
djlint --lint --quiet templates
python manage.py makemigrations --check --dry-run
SITE_URL=https://news.example EMAIL_URL=smtp+tls://mail.example:587 python manage.py check --deploy --fail-level WARNING
echo "Lint is clean."
