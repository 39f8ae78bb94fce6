"""What editors recommend beside an article, in the desk."""

from articles.models import Article
from tests.conftest import rewrite


def pins(*rows: tuple[object, object]) -> dict[str, str]:
    found = {"related_pins-TOTAL_FORMS": str(len(rows))}
    for number, (article, position) in enumerate(rows):
        found[f"related_pins-{number}-related"] = str(getattr(article, "pk", article))
        found[f"related_pins-{number}-position"] = str(position)
    return found


def pinned(article: Article) -> list[Article]:
    return [pin.related for pin in article.related_pins.all()]


def test_pins_are_saved_in_the_order_that_was_typed(client, reporter, press, draft, published):
    client.force_login(reporter)
    article, first, second = draft(by=reporter), published("First"), published("Second")
    press("save", article, **pins((second, 2), (first, 1)))
    assert pinned(article) == [first, second]
    assert article.revisions.latest("number").content["related"] == [first.pk, second.pk]
    press("save", article, **pins((second, 1)))
    assert pinned(article) == [second]


def test_reporter_may_not_change_what_stands_beside_a_published_article(client, reporter, press, published):
    client.force_login(reporter)
    article, other = published(), published("Other")
    assert press("save", article, **pins((other, 1))).status_code == 403
    assert pinned(article) == []


def test_article_cannot_be_recommended_beside_itself(client, editor, press, draft):
    client.force_login(editor)
    article = draft()
    response = press("save", article, **pins((article, 1)))
    assert "cannot be related to itself" in response.content.decode()
    assert pinned(article) == []


def test_form_opened_before_someone_else_saved_loses_nothing_of_theirs(client, editor, press, draft, published):
    client.force_login(editor)
    article, other = draft(), published("Other")
    rewrite(article, by=None, related=[other])
    assert press("save", article, **pins(), headline="Mine", started_from="1").status_code == 302
    assert pinned(article) == [other]
