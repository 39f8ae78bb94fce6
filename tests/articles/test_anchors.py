"""Words that the text has more than once, and that move about in it."""

from typing import Any

import pytest

from accounts.models import User
from articles import anchors, remarks
from articles.models import Article, Remark

BODY = "<p>The bridge is old.</p><p>A new bridge costs more than a bridge that is mended.</p><p>It was late.</p>"


@pytest.fixture
def article(draft: Any) -> Article:
    return draft(body=BODY)


@pytest.fixture
def remark(article: Article, editor: User) -> Remark:
    """About the third of three bridges."""
    around = ("The bridge is old.A new bridge costs more than a ", " that is\u00a0mended.It was late.")
    return remarks.say(article, "Which?", by=editor, quote="bridge", field="body", around=around)


def place(remark: Remark, body: str) -> anchors.Place | None:
    sought = anchors.Place(remark.field, remark.paragraph, remark.before, remark.after)
    return anchors.found(anchors.texts({"body": body}), remark.quote, sought)


def test_what_stands_around_words_says_which_of_them_is_meant(remark: Remark):
    assert (remark.field, remark.paragraph) == ("body", 1)
    assert remark.before.endswith("old.Anewbridgecostsmorethana")
    assert (len(remark.before), remark.after) == (anchors.NEAR, "thatismended.Itwaslate.")


@pytest.mark.parametrize(
    ("old", "new", "paragraph", "after"),
    [
        ("<p>The", "<p>One more bridge.</p><p>Two.</p><p>The", 3, "thatismended"),
        ("costs more than a", "is dearer, if you ask the mayor of the town, than its old", 1, "thatismended"),
        ("that is mended", "from here to there, which nobody has seen yet", 1, "fromhereto"),
        ("<p>It was late.</p>", "<p>A bridge that was mended.</p>", 1, "thatismended"),
        ("more than a", "<em>more</em>  than\n a", 1, "thatismended"),
    ],
)
def test_it_is_found_again(remark: Remark, old: str, new: str, paragraph: int, after: str):
    found = place(remark, BODY.replace(old, new))
    assert found is not None
    assert found.paragraph == paragraph
    assert found.after.startswith(after)


@pytest.mark.parametrize(("field", "quote"), [("headline", "Fire"), ("body", "bridge")])
def test_remark_that_knows_of_nothing_around_it_is_found_by_its_words(draft: Any, editor: User, field: str, quote: str):
    """A headline of one word, and what was said before anybody noted what stands around."""
    article = draft("Fire", body=BODY)
    remarks.say(article, "Which?", by=editor, quote=quote, field=field)
    Remark.objects.update(before="", after="", paragraph=0)
    ((remark, _answers, is_lost),) = remarks.threads(article, {"headline": "Fire", "body": BODY})
    assert not is_lost
    assert anchors.is_lost(anchors.texts({"headline": "Rain", "body": "<p>x</p>"}), remark)


def test_the_same_word_somewhere_else_is_not_it(remark: Remark, article: Article):
    gone = BODY.replace("more than a bridge that is mended", "less")
    assert place(remark, gone) is None
    assert place(remark, "<p>One more.</p>" + gone) is None
    ((_remark, _answers, is_lost),) = remarks.threads(article, {"body": gone})
    assert is_lost


def test_a_long_quote_may_move_anywhere(article: Article, editor: User):
    remark = remarks.say(article, "Sure?", by=editor, quote="costs more than a bridge")
    found = place(remark, "<p>Only this:</p><h2>Nobody says</h2><p>It costs more than a bridge.</p>")
    assert found is not None
    assert found.paragraph == 2


def test_the_same_said_of_two_places_is_two_remarks(remark: Remark, article: Article, editor: User):
    first = remarks.say(article, "Which?", by=editor, quote="bridge", field="body")
    assert (first.paragraph, first.pk == remark.pk) == (0, False)
    assert remarks.say(article, "Which?", by=editor, quote="bridge", field="body") == first


def test_what_came_without_a_place_is_found_by_its_words(article: Article):
    remark = Remark.objects.create(article=article, text="Hm", quote="late", revision_number=1)
    assert not anchors.is_lost(anchors.texts({"body": BODY}), remark)
    assert anchors.is_lost(anchors.texts({"body": "<p>Early</p>"}), remark)
