import re
import uuid

import pytest
from django.urls import reverse

from accounts.models import User
from articles.models import Article, Author
from tests.articles.admin.conftest import byline

TOKEN = str(uuid.uuid4())
ADD = "admin:articles_article_add"


def test_every_new_form_has_a_token_of_its_own(client, editor: User):
    client.force_login(editor)
    pages = [client.get(reverse(ADD)).text for _ in range(2)]
    tokens = [re.findall(r'name="creation_token" value="([0-9a-f-]{36})"', page) for page in pages]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]


@pytest.mark.parametrize("verb", ["save", "publish"])
def test_same_form_sent_twice_makes_one_article(client, editor: User, press, author: Author, verb: str):
    client.force_login(editor)
    typed = {"creation_token": TOKEN, "tags": "b, a", **byline(author), "bylines-TOTAL_FORMS": "1"}
    first, second = (press(verb, **typed, body="<p>One <script>x</script></p>") for _ in range(2))
    assert first.url == second.url
    assert "Nothing was done twice" in client.get(second.url).text
    verbs = [revision.verb for revision in Article.objects.get().revisions.order_by("number")]
    assert verbs == ["save", "publish"][: 1 + (verb == "publish")]


@pytest.mark.parametrize("change", [{"body": "<p>More</p>"}, {"tags": "c"}, {"bylines-0-role": "photographer"}])
def test_sent_again_with_another_text_it_is_a_stale_save(client, editor: User, press, author: Author, change):
    client.force_login(editor)
    typed = {"creation_token": TOKEN, **byline(author), "bylines-TOTAL_FORMS": "1"}
    press("save", **typed)
    response = press("save", **{**typed, **change})
    assert response.status_code == 409
    assert "Both texts are kept" in response.text
    article = Article.objects.get()
    assert [(revision.number, revision.is_aside) for revision in article.revisions.all()] == [(2, True), (1, False)]
    decided = {f"decided-{name}": "mine" for name in ("body", "tags", "bylines")}
    press("save", **{**typed, **change, **decided}, seen_revision="1")
    assert [revision.number for revision in article.revisions.filter(is_aside=False)] == [3, 1]


def test_form_without_a_token_makes_an_article(client, editor: User, press):
    client.force_login(editor)
    press("save")
    press("save", creation_token="nonsense")
    assert Article.objects.count() == 1
    press("save")
    assert Article.objects.count() == 2


def test_twin_that_arrives_at_the_same_moment_finds_the_first(client, editor: User, press, monkeypatch):
    """The first is there only after the second has looked for it, as when both run at once."""
    from articles.admin import resent

    client.force_login(editor)
    press("save", creation_token=TOKEN)
    real, asked = resent.made_before, []

    def late(request):
        asked.append(request)
        return real(request) if len(asked) > 1 else None

    monkeypatch.setattr(resent, "made_before", late)
    assert press("save", creation_token=TOKEN).status_code == 302
    assert Article.objects.count() == 1


def test_form_that_does_not_say_what_it_started_from_is_stale(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    assert press("save", article, headline="Mine", started_from="").status_code == 409
    article.refresh_from_db()
    assert article.headline == "Council votes on the bridge"
