"""How gunicorn serves the site: what it does before there are workers."""

import gc
import runpy
import sys
from pathlib import Path

CONF = Path(__file__).parents[2] / "deploy" / "gunicorn.conf.py"


def test_what_is_loaded_is_not_looked_through_again():
    before = gc.get_freeze_count()
    runpy.run_path(str(CONF))["when_ready"](None)
    try:
        assert gc.get_freeze_count() > before + 10_000
        assert "articles.views.article" in sys.modules
    finally:
        gc.unfreeze()
