"""Who may do what with whose article, over HTTP: who_may_what.txt beside this, a line for each role and verb.

Another answer fails until it is looked at and written down:

    ACCESS_TABLE=write .venv/bin/python -m pytest -n 0 tests/articles/admin/test_who_may_what.py

    yes      it was done, or shown
    no       403, and nothing changed
    absent   the answer is the one for an article that does not exist (404, or back to the first page)
    refused  the article cannot do this now: 400, 409 or 422, or a page that says why; nothing changed
    login    not before signing in

“Own” is begun by whoever asks, “other” by somebody else. Every answer is undone before the next question.
"""

import copy
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import CONTRIBUTOR, REPORTER, ROLES
from articles import publishing, remarks, working_copies
from articles.models import Article
from tests.conftest import account

TABLE = Path(__file__).with_name("who_may_what.txt")
PEOPLE = ["Anonymous", "Reader", *ROLES]
FAR = "2099-01-01T10:00"
PUBLIC_VERBS = {"update", "publish", "schedule", "unschedule", "unpublish"}
pytestmark = pytest.mark.skipif(connection.vendor == "postgresql", reason="It is tried on SQLite, and takes a while.")

Typed = Callable[..., dict[str, Any]]
Asked = tuple[str, str, dict[str, Any]]  # the method, the address, what is sent


class Stage(NamedTuple):
    """What one person asks about."""

    articles: dict[str, Article]
    numbers: dict[str, int]  # of a remark on each
    assignee: User


def _objects(me: User | None, draft: Any) -> dict[str, Article]:
    now = timezone.now()

    def make(name: str, by: User | None = None, status: str = "") -> Article:
        article = draft(f"Headline of {name}", slug=name.replace(" ", "-"), body=f"<p>Text of {name}</p>")
        Article.objects.filter(pk=article.pk).update(created_by=by)
        article.created_by = by
        if status == "in review":
            publishing.submit(article, by=None)
        elif status == "ready":
            publishing.mark_ready(article, by=None)
        elif status == "scheduled":
            publishing.schedule(article, by=None, at=now + timedelta(days=1))
        elif status:
            publishing.publish(article, by=None, at=now - timedelta(days=1))
        if status == "changed":
            article.headline = f"Unpublished headline of {name}"
            publishing.save(article, by=None)
        elif status == "taken down":
            publishing.take_down(article, by=None, reason="Wrong")
        return article

    return {
        "own_draft": make("own draft", me),
        "other_draft": make("other draft"),
        "own_in_review": make("own review", me, "in review"),
        "other_ready": make("other ready", None, "ready"),
        "own_published": make("own published", me, "published"),
        "other_published": make("other published", None, "published"),
        "other_scheduled": make("other scheduled", None, "scheduled"),
        "own_changed": make("own changed", me, "changed"),
        "other_changed": make("other changed", None, "changed"),
        "other_taken_down": make("other taken down", None, "taken down"),
    }


def _at(name: str, article: Article, *more: Any) -> str:
    return reverse(f"admin:articles_{name}", args=[article.pk, *more])


def _asks(article: Article, remark: int, stage: Stage, typed: Typed) -> Iterator[tuple[str, Asked]]:
    """Every verb there is, as a browser sends it."""
    form = typed(article, headline="Another headline", reason="Wrong", appear_at=FAR, override="It must be out by noon")
    same = typed(article, reason="Wrong", note="Because", override="It must be out by noon")
    numbers = {"from": "1", "to": str(publishing.latest_revision(article))}
    change, listed = _at("article_change", article), reverse("admin:articles_article_changelist")
    chosen = {"_selected_action": [str(article.pk)]}
    yield "open", ("GET", change, {})
    yield "save", ("POST", change, {**form, "_save": "1"})
    yield "autosave", ("POST", _at("article_autosave", article), form)
    yield "update", ("POST", change, {**form, "_update": "1"})
    for verb in ("submit", "ready", "publish", "unschedule", "unpublish", "take_down", "reinstate"):
        yield verb, ("POST", change, {**same, f"_{verb}": "1"})
    yield "schedule", ("POST", change, {**same, "appear_at": FAR, "_schedule": "1"})
    yield "send_back", ("POST", _at("article_send_back", article), {"_send_back-note": "More"})
    yield "assign", ("POST", _at("article_assign", article), {"_assign-to": stage.assignee.pk})
    newest = working_copies.head(Article.objects.get(pk=article.pk)).number
    yield "discard", ("POST", _at("article_discard", article), {"started_from": newest})
    yield "delete", ("POST", _at("article_delete", article), {"post": "yes", "_seen": numbers["to"]})
    yield "take_over", ("POST", _at("article_take_over", article), {})
    yield "preview", ("GET", _at("article_preview", article), {})
    yield "preview_link", ("POST", _at("article_links", article), {"name": "Lawyer", "days": "7"})
    yield "history", ("GET", _at("article_history", article), {})
    yield "revision", ("GET", _at("article_revision", article, 1), {})
    yield "diff", ("GET", _at("article_compare", article), numbers)
    yield "restore", ("POST", _at("article_restore", article, 1), {"seen": numbers["to"]})
    yield "remark", ("POST", _at("article_remarks", article), {"_remark": "Who says so?"})
    yield "settle", ("POST", _at("remark_settle", article, remark), {})
    yield "correct", ("POST", _at("article_corrections", article), {"kind": "correction", "text": "It was so."})
    yield "bulk_publish", ("POST", listed, {"action": "publish_selected", **chosen})
    yield "bulk_submit", ("POST", listed, {"action": "submit_selected", **chosen})
    yield "bulk_tag", ("POST", reverse("admin:articles_article_bulk_try"), _tagging(article))


def _tagging(article: Article) -> dict[str, Any]:
    return {"keys": str(article.pk), "verb": "add_tag", "tag": "bridge"}


def _state(article: Article, verb: str) -> Any:
    """Everything a verb may change; of an update, which saves in any case, what readers get of it."""
    found = Article.objects.filter(pk=article.pk)
    if verb == "update":
        return found.filter(status=Article.Status.PUBLISHED).values_list("headline", flat=True).first()
    columns = ("status", "headline", "published_at", "working_copy", "assigned_to", "takedown_reason")
    rows = (article.corrections, article.preview_links, article.remarks.filter(settled_at=None), article.remarks)
    return (*found.values_list(*columns), publishing.latest_revision(article), *[each.count() for each in rows])


def _asked(client: Client, verb: str, asked: Asked, article: Article) -> tuple[Any, bool]:
    """The answer, and whether anything came of it. Afterwards nothing has."""
    method, target, sent = asked
    before, cookies = _state(article, verb), copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.get(target, sent) if method == "GET" else client.post(target, sent)
        _read(answer)
        if verb not in LOOKING and (token := (answer.context or {}).get("token")):  # of a page that asks first
            answer = client.post(reverse("admin:articles_article_bulk_do"), {"token": token})
        is_changed = _state(article, verb) != before
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, is_changed


def _read(answer: Any) -> None:
    if hasattr(answer, "render") and not answer.is_rendered:
        answer.render()


def _word(verb: str, answer: Any, is_changed: bool, article: Article) -> str:
    to, status = answer.get("Location", ""), answer.status_code
    if to.startswith(("/accounts/", "/admin/login/")):
        word = "login"
    elif status == 404 or to == reverse("admin:index"):
        word = "absent"
    elif status == 403:
        word = "no"
    elif verb == "bulk_tag":
        word = "yes" if answer.context and answer.context.get("count") else "refused"
    elif verb in {"open", "preview", "history", "revision", "diff"} or verb == "take_over":
        word = "yes" if status in {200, 302} else "refused"
    else:
        word = "yes" if is_changed else "refused"
    assert is_changed == (word == "yes") or verb in LOOKING, (verb, article, status)
    return word


LOOKING = {"open", "preview", "history", "revision", "diff", "take_over", "bulk_tag"}


def _answers(person: str, client: Client, stage: Stage, typed: Typed) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"list": {}, "autocomplete": {}}
    page = client.get(reverse("admin:articles_article_changelist"))
    asked = {"app_label": "articles", "model_name": "relatedpin", "field_name": "related", "term": "headline"}
    offered = client.get(reverse("admin:autocomplete"), asked)
    for name, article in stage.articles.items():
        found["list"][name] = _listed(page, f"/articles/article/{article.pk}/change/")
        found["autocomplete"][name] = _listed(offered, f'"id": "{article.pk}"')
        for verb, ask in _asks(article, stage.numbers[name], stage, typed):
            answer, is_changed = _asked(client, verb, ask, article)
            found.setdefault(verb, {})[name] = _word(verb, answer, is_changed, article)
            _check_secrets(person, verb, answer, article, name)
    return found


def _listed(page: Any, mark: str) -> str:
    if page.status_code != 200:
        return "login" if page.status_code == 302 else "no"
    return "yes" if mark in page.text else "absent"


def _check_secrets(person: str, verb: str, answer: Any, article: Article, name: str) -> None:
    """What is not published of others is in no answer for those who may not work on it, whatever its status."""
    if name.startswith("other") and person not in {"Editor", "Administrator"} and not answer.streaming:
        assert "Unpublished headline" not in answer.text, (person, verb, name)
        if name in {"other_draft", "other_ready", "other_scheduled", "other_taken_down"}:
            assert article.headline not in answer.text, (person, verb, name)


def _written() -> dict[tuple[str, str], list[str]]:
    lines = TABLE.read_text().splitlines() if TABLE.exists() else []
    return {(who, verb): cells for who, verb, *cells in map(str.split, lines) if who != "#"}


def _write(person: str, found: dict[str, dict[str, str]]) -> None:
    known = {key: cells for key, cells in _written().items() if key[0] != person}
    known |= {(person, verb): list(cells.values()) for verb, cells in found.items()}
    names = list(next(iter(found.values())))
    lines = [_line("#", "verb", names)]
    lines += [_line(*key, known[key]) for key in sorted(known, key=lambda key: PEOPLE.index(key[0]))]
    TABLE.write_text("\n".join(lines) + "\n")


def _line(person: str, verb: str, cells: list[str]) -> str:
    return f"{person:14} {verb:13} " + " ".join(f"{cell:16}" for cell in cells).rstrip()


@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_may_do_what_is_written_down(person: str, draft: Any, typed: Typed):
    client, me = Client(), None
    if person != "Anonymous":
        me = account(f"{person.lower()}@example.org", display_name=f"A {person}", is_staff=person in ROLES)
        me.groups.set(Group.objects.filter(name=person))
        client.force_login(me)
    articles = _objects(me, draft)
    numbers = {name: remarks.say(article, "Hm", by=None).pk for name, article in articles.items()}
    other = account("other@example.org", "articles.change_article", is_staff=True)
    found = _answers(person, client, Stage(articles, numbers, other), typed)
    if os.environ.get("ACCESS_TABLE") == "write":
        _write(person, found)
    assert {(person, verb): list(cells.values()) for verb, cells in found.items()} == {
        key: cells for key, cells in _written().items() if key[0] == person
    }


def test_nobody_but_editors_does_anything_that_readers_notice():
    """The table itself, in sentences."""
    table = _written()
    for (person, verb), cells in table.items():
        if person in {"Anonymous", "Reader"}:
            assert set(cells) <= {"login", "no", "absent"}, (person, verb)
        if person in {CONTRIBUTOR, REPORTER, "Moderator"} and verb in {*PUBLIC_VERBS, "take_down", "reinstate"}:
            assert "yes" not in cells, (person, verb)
    assert len(table) == len(PEOPLE) * 31
