"""The settings refuse what would be unsafe, and say what to do instead."""

import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom import operations
from tests.conftest import ROOT

STRONG = "x7" + "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture
def load(monkeypatch):
    def load(**environment: str) -> dict[str, Any]:
        for name in ("CACHE_URL", "SITE_URL", "DEBUG", "ALLOWED_HOSTS", "HOST", "PORT", "TRUSTED_PROXY_COUNT"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("SECRET_KEY", STRONG)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "newsroom" / "settings.py"))

    return load


@pytest.mark.parametrize("key", ["", "short", "a" * 60, "django-insecure-" + STRONG])
def test_weak_secret_key_is_refused(load, key):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        load(SECRET_KEY=key)


@pytest.mark.parametrize("url", ["locmemcache://", "dummycache://"])
def test_cache_of_one_process_is_refused_in_production(load, url):
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL"):
        load(CACHE_URL=url)
    assert load(CACHE_URL=url, DEBUG="true")["DEBUG"] is True


@pytest.mark.parametrize("url", ["news.example", "ftp://news.example", "https://", "https://news.example/blog"])
def test_malformed_site_url_is_refused(load, url):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        load(SITE_URL=url)


def test_defaults_are_safe(load):
    settings = load()
    assert settings["DEBUG"] is False
    assert settings["SITE_URL"] == "http://127.0.0.1:8000"
    assert settings["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")
    assert settings["CACHES"]["default"]["OPTIONS"]["MAX_ENTRIES"] > 300


@pytest.mark.parametrize(
    "url", ["dbcache://newsroom_cache", "redis://cache:6379/0", "redis://cache:6379/0?key_prefix=a"]
)
def test_readers_are_counted_apart_from_sign_ins(load, url: str):
    caches = load(CACHE_URL=url)["CACHES"]
    places = {(cache["LOCATION"], cache.get("KEY_PREFIX", "")) for cache in caches.values()}
    assert len(places) == 2
    assert caches["readers"]["BACKEND"] == caches["default"]["BACKEND"]
    if "Database" in caches["default"]["BACKEND"]:
        assert [caches[name]["LOCATION"] for name in ("default", "readers")] == operations.CACHE_TABLES


def test_https_site_has_secure_host_only_cookies(load):
    settings = load(SITE_URL="https://news.example")
    assert settings["ALLOWED_HOSTS"][0] == "news.example"
    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert (settings["SESSION_COOKIE_SECURE"], settings["CSRF_COOKIE_SECURE"]) == (True, True)
    assert settings["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert "SECURE_PROXY_SSL_HEADER" not in settings


def test_proxy_header_is_believed_only_when_a_proxy_is_declared(load):
    assert "SECURE_PROXY_SSL_HEADER" in load(SITE_URL="https://news.example", TRUSTED_PROXY_COUNT="1")


def test_address_follows_host_and_port(load):
    assert load(HOST="0.0.0.0", PORT="9000")["SITE_URL"] == "http://127.0.0.1:9000"  # noqa: S104  # read, not bound
    assert load(HOST="::1", PORT="9000")["SITE_URL"] == "http://[::1]:9000"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="these are SQLite's own settings")
def test_sqlite_is_tuned():
    with connection.cursor() as cursor:
        values = {}
        for pragma in ("foreign_keys", "synchronous", "busy_timeout"):
            cursor.execute(f"PRAGMA {pragma}")
            values[pragma] = cursor.fetchone()[0]
    assert values == {"foreign_keys": 1, "synchronous": 1, "busy_timeout": 20000}
    assert connection.transaction_mode == "IMMEDIATE"
