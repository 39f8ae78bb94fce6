"""No log holds what opens a text to whoever reads it."""

import logging
import runpy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from gunicorn.config import Config

from newsroom.log_filter import WithoutSecrets

ADDRESS = "/preview/dG9rZW4tb2Yt-_s/"
CONF = Path(__file__).parents[2] / "deploy" / "gunicorn.conf.py"


def test_gunicorn_writes_no_address_of_a_preview_link():
    logger = runpy.run_path(str(CONF))["logger_class"](Config())
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": ADDRESS, "SERVER_PROTOCOL": "HTTP/1.1", "PATH_INFO": ADDRESS}
    environ["HTTP_REFERER"] = f"https://news.example{ADDRESS}"
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[("Location", f"{ADDRESS}#said")])
    sent = [("REFERER", f"https://news.example{ADDRESS}")]
    said = logger.atoms(answer, SimpleNamespace(headers=sent), environ, timedelta(seconds=1))
    assert said["r"] == "GET /preview/…/ HTTP/1.1"
    assert not [key for key, word in said.items() if "dG9rZW4" in str(word)]


def test_nor_when_a_request_fails():
    logger = runpy.run_path(str(CONF))["logger_class"](Config())
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 1, "Error handling request %s", (ADDRESS,), None)
    assert logger.error_log.filter(record)
    assert record.getMessage() == "Error handling request /preview/…/"


def test_site_writes_none_when_a_form_is_refused(db: None, caplog: pytest.LogCaptureFixture):
    client = Client(enforce_csrf_checks=True)
    assert client.post(ADDRESS).status_code == 403
    refused = [record for record in caplog.records if record.name == "django.security.csrf"]
    assert refused
    for record in refused:
        assert WithoutSecrets().filter(record)
        assert "/preview/…/" in record.getMessage()
        assert "dG9rZW4" not in record.getMessage()


def test_words_that_do_not_fit_stop_nobody():
    odd = logging.LogRecord("any", logging.INFO, "", 1, "%d", ("x",), None)
    assert WithoutSecrets().filter(odd)


def test_filter_is_where_everything_is_written(settings: object):
    assert "without_secrets" in settings.LOGGING["handlers"]["console"]["filters"]  # type: ignore[attr-defined]  # of the settings
    other = logging.LogRecord("any", logging.INFO, "", 1, "Made %s of %s", (1, 2), None)
    assert WithoutSecrets().filter(other)
    assert other.getMessage() == "Made 1 of 2"
