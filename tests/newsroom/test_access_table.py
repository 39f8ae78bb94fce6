"""Who gets what answer at every address there is: access_table.txt beside this, made from the addresses themselves.

A new address, or another answer, fails until it is looked at and written down:

    ACCESS_TABLE=write .venv/bin/python -m pytest -n 0 tests/newsroom/test_access_table.py

A cell is the status of a GET and of an empty POST. What an address names is always somebody else's: an article by
others, published for readers and a draft for the desk, and the comment of another reader.
"""

import copy
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver

from accounts.middleware import PERSONAL
from accounts.models import User
from accounts.roles import ROLES
from articles.models import Article, Author
from articles.revisions import Credit
from comments import posting
from comments.models import Comment
from tests.conftest import Published, account

TABLE = Path(__file__).with_name("access_table.txt")
PEOPLE = ["Anonymous", "Reader", *ROLES]
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
VALUES = {"version": "abc", "name": "800.webp", "link": "abc", "form": "atom", "month": "03", "year": "2026"}
SLUGS = {"tag": "bridge", "author": "dana-whitlock", "<top:category>": "council-votes-on-the-bridge"}


def patterns(resolver: Any, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, address)
        else:
            yield address


# What somebody may do is no question of the database.
pytestmark = pytest.mark.skipif(connection.vendor == "postgresql", reason="It is tried on SQLite, and takes a while.")
ALL = sorted(set(patterns(get_resolver())))


@pytest.fixture
def objects(published: Published, draft: Any, author: Author) -> dict[Any, int]:
    """One of everything that an address may name, by its parameter or its model; none of them one's own."""
    article = published(at=datetime(2026, 3, 1, 12, tzinfo=UTC), tags=["bridge"], bylines=[Credit(author)])
    writer = account("writer@example.org", display_name="Writer")
    comment = posting.post(article, "Said by another.", by=writer, ip="127.0.0.1")
    found = {Article: draft("A draft of others").pk, User: writer.pk, Comment: comment.pk}
    return found | {"article_id": article.pk, "comment_id": comment.pk}


def address(pattern: str, objects: dict[Any, int]) -> str:
    plain = re.sub(r"\^\(\?P<app_label>.*\)/\$", "articles/", pattern).replace("(?P<url>.*)$", "nowhere/")
    return "/" + PARAMETER.sub(lambda found: value(found[1], pattern, objects), plain)


def value(name: str, pattern: str, objects: dict[Any, int]) -> str:
    first, *rest = pattern.split("/")
    if name == "number":
        return "1"  # of a revision
    if first == "admin" and rest[0] != "r" and rest[:2] != ["comments", "moderation"]:
        model = apps.get_model(*rest[:2])
        known = objects.get(model) or model._default_manager.order_by("pk").values_list("pk", flat=True).first()
        return str(known or 1)
    if name == "slug":
        return SLUGS.get(first, "news")
    return VALUES.get(name) or ("news" if name == "category" else str(objects.get(name, 1)))


def signed_in(person: str) -> Client:
    client = Client(raise_request_exception=False)
    if person != "Anonymous":
        user = account(f"{person.lower()}@example.org", display_name=f"A {person}", is_staff=person in ROLES)
        user.groups.set(Group.objects.filter(name=person))
        client.force_login(user)
    return client


def asked(client: Client, method: str, target: str) -> Any:
    """And nothing comes of it."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, target)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def check_caching(target: str, answer: Any) -> None:
    control = answer.headers["Cache-Control"]
    if target.startswith(PERSONAL):
        assert "no-store" in control, target
    elif answer.wsgi_request.method == "GET" and "private" not in control:
        assert not answer.cookies, target
        assert "cookie" not in answer.headers.get("Vary", "").lower(), target
        assert answer.streaming or b"csrfmiddlewaretoken" not in answer.content, target


def written() -> dict[str, list[str]]:
    lines = TABLE.read_text().splitlines() if TABLE.exists() else []
    return {pattern[1:]: cells for pattern, *cells in map(str.split, lines) if pattern != "#"}


def write(person: str, column: dict[str, str]) -> None:
    rows, place = written(), PEOPLE.index(person)
    lines = ["# " + " ".join(PEOPLE)]
    for pattern in ALL:
        cells = rows.get(pattern, ["?"] * len(PEOPLE))
        cells[place] = column[pattern]
        lines.append(f"/{pattern:70} {' '.join(cells)}")
    TABLE.write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_gets_the_answers_that_are_written_down(person, objects):
    client, found = signed_in(person), {}
    for pattern in ALL:
        target = address(pattern, objects)
        answers = [asked(client, method, target) for method in ("GET", "POST")]
        for answer in answers:
            check_caching(target, answer)
        found[pattern] = "/".join(str(answer.status_code) for answer in answers)
    if os.environ.get("ACCESS_TABLE") == "write":
        write(person, found)
    assert found == {pattern: cells[PEOPLE.index(person)] for pattern, cells in written().items()}
    assert not any(status >= "5" for cell in found.values() for status in cell.split("/"))
