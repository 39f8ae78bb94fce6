"""What the list of articles asks of the database, in each way it is narrowed, and that it tells nobody more by that."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import finding, permissions, worklists
from articles.models import Article, Author, Category
from articles.revisions import Credit

LIST = reverse("admin:articles_article_changelist")
STATES = ("draft", "in_review", "ready", "scheduled", "live", "ended", "taken_down")
NARROWED = [
    "",
    *(f"desk={worklist.key}" for worklist in worklists.WORKLISTS),
    *(f"state={state}" for state in STATES),
    *("q=bridge", "q=council+bridge", "q=dana+77777", "author=dana", "on=2026-03", "category__id__exact=1"),
    "q=bridge&state=draft&category__id__exact=1",
]
MOST_QUERIES = 12


def headlines(client: Client, query: str) -> set[str]:
    return {article.headline for article in client.get(f"{LIST}?{query}").context["cl"].result_list}


@pytest.fixture
def whose(draft: Any, published: Any, reporter: User, editor: User) -> None:
    """One of the reporter's and one of somebody else's in each state."""
    now = timezone.now()
    for name, by in (("Own", reporter), ("Other", editor)):
        for state in ("draft", "in_review", "ready", "taken_down"):
            Article.objects.filter(pk=draft(f"{name} {state}", by=by).pk).update(status=state, due_at=now)
        for state, at in (("live", now), ("scheduled", now + timedelta(minutes=1))):
            published(f"{name} {state}", at=at, by=by)
        ended = published(f"{name} ended", by=by)
        ends = {"published_at": now - timedelta(days=2), "unpublish_at": now - timedelta(days=1)}
        Article.objects.filter(pk=ended.pk).update(**ends)
        embargoed = published(f"{name} embargoed", by=by)
        Article.objects.filter(pk=embargoed.pk).update(embargo_until=now + timedelta(minutes=2))


@pytest.mark.parametrize("query", NARROWED)
def test_queries_of_every_view(client: Client, editor: User, reporter: User, whose: None, query: str) -> None:
    for user in (editor, reporter):
        client.force_login(user)
        client.get(f"{LIST}?{query}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{LIST}?{query}").status_code == 200
        assert len(asked) <= MOST_QUERIES, [each["sql"] for each in asked]


def test_reporters_states_hold_their_own_and_what_is_live(
    client: Client, editor: User, reporter: User, whose: None
) -> None:
    expected = {state: {f"Own {state}"} for state in STATES}
    expected["scheduled"] |= {"Own embargoed"}
    expected["live"] |= {"Other live"}
    client.force_login(reporter)
    assert {state: headlines(client, f"state={state}") for state in STATES} == expected
    client.force_login(editor)
    others = {state: {name.replace("Own", "Other") for name in names} for state, names in expected.items()}
    assert {state: headlines(client, f"state={state}") for state in STATES} == {
        state: names | others[state] for state, names in expected.items()
    }


def test_keys_of_own_are_those_of_own(draft: Any, reporter: User, editor: User) -> None:
    draft("Begun", by=reporter)
    Article.objects.filter(pk=draft("Assigned", by=editor).pk).update(assigned_to=reporter)
    named = Author.objects.create(name="R", slug="r", user=reporter)
    draft("Signed", by=editor, bylines=[Credit(named)])
    draft("Another's", by=editor)
    found = Article.objects.filter(pk__in=permissions.keys_of_own(reporter))
    assert {each.headline for each in found} == {"Begun", "Assigned", "Signed"}
    assert set(found) == set(permissions.own(reporter))


@pytest.mark.parametrize("query", ["dana 77 tunnel", "77 dana tunnel", "tunnel dana 77"])
def test_each_word_may_stand_somewhere_else(draft: Any, author: Author, query: str) -> None:
    found = draft("Number 77", bylines=[Credit(author)], tags=["Tunnels"])
    draft("Number 78", bylines=[Credit(author)])
    draft("Number 77 again", tags=["Tunnels"])
    assert list(finding.narrowed(Article.objects.all(), query)) == [found]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks words up in another way")
@pytest.mark.parametrize("most", [0, 2, 100])
@pytest.mark.parametrize("query", ["dana", "tunnel", "77", "dana 77", "tunnel dana", "77 tunnel", "nobody", "d"])
def test_names_of_many_articles_bring_what_those_of_few_do(
    draft: Any, author: Author, monkeypatch: pytest.MonkeyPatch, query: str, most: int
) -> None:
    signed = [draft(f"Number {number}", bylines=[Credit(author)]) for number in (76, 77, 78)]
    tagged = [draft(f"Tagged {number}", tags=["Tunnels"]) for number in (76, 77, 78)]
    both = draft("Both", bylines=[Credit(author)], tags=["Tunnels", "Route 77"])
    written = [draft("Dana digs a tunnel"), draft("Tunnel 77")]
    monkeypatch.setattr(finding, "MANY", most)
    said = {
        each: f"{each.headline} {each.byline_text} {' '.join(each.tags.names())}".lower()
        for each in [*signed, *tagged, both, *written]
    }
    expected = {each for each, text in said.items() if all(word in text for word in query.split())}
    assert set(finding.narrowed(Article.objects.all(), query)) == expected


def test_no_words_narrow_nothing(draft: Any) -> None:
    draft()
    assert finding.narrowed(Article.objects.all(), ' " ').count() == 1


@pytest.fixture
def archive(news: Category, db: None) -> None:
    """Enough rows for an index to be worth it, and statistics where a database goes by them."""
    now, culture = timezone.now(), Category.objects.exclude(pk=news.pk).order_by("pk")[0]
    Article.objects.bulk_create(
        Article(
            headline=f"Number {number}",
            slug=f"number-{number}",
            status="published" if number % 100 else "draft",
            published_at=now - timedelta(hours=number) if number % 100 else None,
            category=culture if number % 90 == 0 else news,
            body="<p>Long.</p>" * 100,
        )
        for number in range(1, 3000)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def plans(client: Client, query: str) -> Iterator[str]:
    """Of what asks for the keys of the list."""
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{LIST}?{query}")
    for each in asked:
        if "LIMIT 5000" in each["sql"]:
            with connection.cursor() as cursor:
                is_sqlite = connection.vendor == "sqlite"
                cursor.execute(("EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN ") + each["sql"].replace("%", "%%"))
                yield "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.parametrize(
    "query",
    [*(f"state={state}" for state in ("draft", "scheduled", "ended")), "article_type__exact=gallery"]
    + [f"desk={worklist}" for worklist in ("review", "ready", "unpublished")],
)
def test_few_of_many_are_found_without_looking_at_all(desk: Client, archive: None, query: str) -> None:
    (plan,) = plans(desk, query)
    assert "article_last_worked_on" not in plan
    assert "Seq Scan" not in plan
    assert "SCAN articles_article\n" not in f"{plan}\n"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks words up in another way")
@pytest.mark.parametrize("query", ["q=number+77", "q=number"])
def test_words_are_looked_up_without_the_texts_of_articles(desk: Client, archive: None, query: str) -> None:
    (plan,) = plans(desk, query)
    assert "USING COVERING INDEX article_last_worked_on" in plan
    assert "USING COVERING INDEX article_words" in plan
    assert "TEMP B-TREE" not in plan
    by_article = plan.count("(article_id=?)") + plan.count("(content_object_id=?)")
    assert plan.count("CORRELATED") == by_article  # asked only for what names of very many bring
