from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Author
from articles.revisions import Credit

LIST = reverse("admin:articles_article_changelist")


def headlines(client: Client, query: str = "") -> set[str]:
    return {article.headline for article in client.get(f"{LIST}?{query}").context["cl"].result_list}


def test_list_costs_the_same_for_1_and_30(desk: Client, published, author: Author, django_assert_num_queries):
    published("One", bylines=[Credit(author)])
    desk.get(LIST)
    with django_assert_num_queries(10) as captured:
        desk.get(LIST)
    for number in range(29):
        published(f"Article {number}", bylines=[Credit(author)])
    with django_assert_num_queries(len(captured)):
        assert len(desk.get(LIST).context["cl"].result_list) == 30


def test_list_reads_no_bodies(desk: Client, draft, django_assert_num_queries):
    draft(body="<p>Long</p>")
    (article,) = desk.get(LIST).context["cl"].result_list
    assert article.get_deferred_fields() == {"body", "notes"}


def test_status_filter_says_what_readers_see(desk: Client, draft, published):
    now = timezone.now()
    draft("Draft")
    published("Live")
    published("Later", at=now + timedelta(days=1))
    ended = published("Ended")
    Article.objects.filter(pk=ended.pk).update(
        published_at=now - timedelta(days=2), unpublish_at=now - timedelta(days=1)
    )
    found = {state: headlines(desk, f"state={state}") for state in ("draft", "live", "scheduled", "ended", "in_review")}
    assert found == {
        "draft": {"Draft"},
        "live": {"Live"},
        "scheduled": {"Later"},
        "ended": {"Ended"},
        "in_review": set(),
    }


def test_author_filter_takes_a_part_of_the_name_and_keeps_the_others(desk: Client, draft, published, author: Author):
    draft("Mine", bylines=[Credit(author)])
    published("Mine and live", bylines=[Credit(author)])
    draft("Whose")
    assert headlines(desk, "author=whit") == {"Mine", "Mine and live"}
    assert headlines(desk, "author=whit&state=draft") == {"Mine"}
    assert '<input type="hidden" name="state" value="draft">' in desk.get(f"{LIST}?state=draft").text


@pytest.mark.parametrize("words", ["BRIDGE", "council-votes", "river"])
def test_search(desk: Client, draft, words: str):
    draft(standfirst="Over the river")
    draft("Other")
    assert headlines(desk, f"q={words}") == {"Council votes on the bridge"}


def test_bulk_publishing_does_what_it_can_and_says_what_it_cannot(client: Client, editor: User, draft, published):
    client.force_login(editor)
    embargoed = draft("Embargoed", embargo_until=timezone.now() + timedelta(days=1))
    chosen = [draft("Fine").pk, embargoed.pk, published("Live").pk, draft("Nobody's", bylines=[]).pk]
    page = client.post(LIST, {"action": "publish_selected", "_selected_action": chosen})
    assert Article.objects.visible().count() == 1
    whys = {each.article.headline: each.why for _name, _count, rows, _more in page.context["kinds"] for each in rows}
    said = {"Fine": "", "Embargoed": "The source", "Live": "It is live", "Nobody's": "It cannot "}
    assert {headline: why[:10] for headline, why in whys.items()} == said
    assert "It has no author." in page.text
    assert "Publish 1 article</button>" in page.text
    done = client.post(reverse("admin:articles_article_bulk_do"), {"token": page.context["token"]}, follow=True)
    assert "1 changed." in done.text
    assert "Undo</button>" not in done.text
    assert set(Article.objects.visible().values_list("headline", flat=True)) == {"Fine", "Live"}


def test_reporter_has_no_bulk_publishing(client: Client, reporter: User, draft):
    client.force_login(reporter)
    article = draft(by=reporter)
    assert "publish_selected" not in client.get(LIST).text
    client.post(LIST, {"action": "publish_selected", "_selected_action": [article.pk]})
    page = client.post(LIST, {"action": "submit_selected", "_selected_action": [article.pk]})
    assert "Submit 1 article</button>" in page.text
    client.post(reverse("admin:articles_article_bulk_do"), {"token": page.context["token"]})
    article.refresh_from_db()
    assert article.status == "in_review"


def test_list_counts_no_further_than_anyone_leafs(desk: Client, draft, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("accounts.admin.paginator.MOST", 2)
    for number in range(4):
        draft(f"Article {number}")
    assert desk.get(LIST).context["cl"].result_count == 2
