"""@Name: whom it calls in a discussion, and whom not."""

from collections.abc import Callable

import pytest

from accounts.models import User, name_key
from articles import body
from articles.models import Article
from comments import editing, mentions, posting
from comments.models import Comment
from tests.comments.said import say
from tests.conftest import account


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def ann(article: Article) -> Comment:
    user = account("ann@example.org", display_name="Ann")
    say(article, user=user)
    return say(article, user=user)


def called(text: str, article: Article, reader: User) -> list[int]:
    html = mentions.linked(posting.to_html(text), article.pk, by=reader)
    assert body.render_remark(html) == html  # it says the same wherever it is cleaned again
    return [int(number) for number in mentions.MADE.findall(html)]


def test_a_mention_leads_to_what_they_said_last(article: Article, ann: Comment, reader: User):
    comment = posting.post(article, "Well, @Ann. *So* & so, <b>@Ann</b>!", by=reader)
    link = f'<bdi><a href="/discussion/comment/{ann.pk}/" rel="ugc nofollow noopener">@Ann</a></bdi>'
    assert comment.body == f"<p>Well, {link}. <em>So</em> &amp; so, &lt;b&gt;{link}&lt;/b&gt;!</p>"
    assert comment.source == "Well, @Ann. *So* & so, <b>@Ann</b>!"
    assert mentions.mentioned(comment) == {ann.user_id}


def test_the_longest_name_is_meant(article: Article, ann: Comment, reader: User):
    longer = say(article, user=account("lee@example.org", display_name="Ann Lee-Öberg"))
    assert called("@Ann Lee-Öberg, hello", article, reader) == [longer.pk]
    assert called("@ann lee, hello", article, reader) == [ann.pk]
    assert called("@Annette", article, reader) == []
    assert called("@Ann @Lee-Öberg", article, reader) == [ann.pk]


@pytest.mark.parametrize(
    "text",
    [
        "mail me@Ann.example",
        "`@Ann`",
        "> @Ann said so",
        "[@Ann](https://example.org/)",
        "@ Ann",
        "@@Ann",
        "https://social.example/@Ann",
        "@Nobody",
        "@Reader",  # who writes it
    ],
)
def test_that_calls_nobody(article: Article, ann: Comment, reader: User, text: str):
    say(article, user=reader)
    assert called(text, article, reader) == []


def test_nobody_is_called_from_elsewhere(article: Article, published: Callable[..., Article], reader: User):
    elsewhere, hidden = account("else@example.org", display_name="Else"), account("hid@example.org", display_name="Hid")
    say(published("Another story"), user=elsewhere)
    say(article, user=hidden, status="pending")
    assert called("@Else @Hid", article, reader) == []


def test_at_most_five(article: Article, ann: Comment, reader: User):
    assert called("@Ann " * 30, article, reader) == [ann.pk] * mentions.MOST


def test_names_cannot_write_html(article: Article, reader: User):
    comment = say(article, user=account("odd@example.org", display_name="A <b>"))
    html = mentions.linked(posting.to_html("@A <b> there"), article.pk, by=reader)
    assert f'/{comment.pk}/" rel="ugc nofollow noopener">@A ' in html
    assert "<b>" not in html


def test_a_change_calls_anew(article: Article, ann: Comment, reader: User):
    comment = posting.post(article, "Well.", by=reader)
    Comment.objects.filter(pk=comment.pk).update(status=Comment.Status.RETURNED)
    assert mentions.mentioned(editing.edit(comment.pk, "Well, @Ann.", by=reader)) == {ann.user_id}


def test_sent_twice_it_is_there_once_though_they_wrote_meanwhile(article: Article, ann: Comment, reader: User):
    first = posting.post(article, "Well, @Ann.", by=reader)
    say(article, user=ann.user)
    assert posting.post(article, "Well, @Ann.", by=reader) == first


def test_signs_without_end_are_not_looked_at(
    article: Article, ann: Comment, reader: User, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def counted(name: str) -> str:
        asked.append(name)
        return ""

    monkeypatch.setattr(name_key, "of", counted)
    mentions.linked("<p>" + "@a.a.a " * 2000 + "</p>", article.pk, by=reader)
    assert 0 < len(asked) <= 2 * mentions.TRIED * mentions.LONGEST
