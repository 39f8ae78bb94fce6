import pytest
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from tests.conftest import account


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def buttons(page: str) -> set[str]:
    verbs = ["save", "submit", "ready", "publish", "schedule", "unpublish", "take_down"]
    return {verb for verb in verbs if f'name="_{verb}"' in page}


def test_reporter_sees_no_button_to_publish(client, reporter: User, draft):
    client.force_login(reporter)
    assert buttons(client.get(change(draft(by=reporter))).text) == {"save", "submit"}


def test_editor_sees_what_can_be_done(client, editor: User, draft, published):
    client.force_login(editor)
    assert buttons(client.get(change(draft())).text) == {"save", "submit", "ready", "publish", "schedule"}
    live = client.get(change(published("Live one"))).text
    assert buttons(live) == {"save", "unpublish", "take_down"}
    assert ">Update</button>" in live


@pytest.mark.parametrize("verb", ["publish", "schedule", "ready"])
def test_reporter_who_sends_the_button_anyway_is_refused(client, reporter: User, press, draft, verb: str):
    client.force_login(reporter)
    article = draft(by=reporter)
    response = press(verb, article, headline="Kept", appear_at="2099-01-01T10:00")
    assert response.status_code == 403
    assert "Kept</textarea>" in response.text
    article.refresh_from_db()
    assert (article.status, article.headline) == ("draft", "Council votes on the bridge")


@pytest.mark.parametrize("verb", ["save", "unpublish", "take_down"])
def test_reporter_cannot_touch_what_is_live(client, reporter: User, press, published, verb: str):
    client.force_login(reporter)
    article = published()
    assert buttons(client.get(change(article)).text) == set()
    assert press(verb, article, headline="Changed", reason="Because").status_code == 403
    article.refresh_from_db()
    assert (article.is_visible, article.headline) == (True, "Council votes on the bridge")


def test_taking_down_is_a_permission_of_its_own(client, press, published):
    verbs = [f"articles.{verb}_article" for verb in ("add", "change", "view", "publish")]
    client.force_login(account("night-editor@example.org", *verbs, is_staff=True))
    article = published()
    assert buttons(client.get(change(article)).text) == {"unpublish"}
    assert press("take_down", article, reason="Because").status_code == 403


def test_reporter_can_submit(client, reporter: User, press):
    client.force_login(reporter)
    press("submit")
    article = Article.objects.get()
    assert (article.status, article.created_by) == ("in_review", reporter)


def test_who_may_only_look_gets_what_readers_see_and_no_form(client, draft, published):
    client.force_login(account("archivist@example.org", "articles.view_article", is_staff=True))
    assert client.get(change(draft("Not yet"))).status_code == 302
    page = client.get(change(published(body="<p>Words</p>"))).text
    assert buttons(page) == set()
    assert "Words" in page


def test_only_what_never_was_public_can_be_deleted(desk, draft, published):
    fresh, live = draft("Fresh"), published("Live one")
    assert desk.get(reverse("admin:articles_article_delete", args=[live.pk])).status_code == 403
    desk.post(reverse("admin:articles_article_delete", args=[fresh.pk]), {"post": "yes", "_seen": "1"})
    assert list(Article.objects.all()) == [live]


def test_reader_does_not_get_in(client, reader: User, draft):
    client.force_login(reader)
    assert client.get(change(draft())).status_code in {302, 403}
