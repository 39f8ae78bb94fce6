"""What somebody is asked who changed the same as somebody else."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.models import User
from articles import publishing
from articles.admin import clashes
from articles.admin.clashes import compared
from articles.models import Article
from tests.comments.test_hostile_texts import calls_of


def theirs(article: Article, by: User | None = None, **fields: str) -> None:
    other = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(other, name, value)
    publishing.save(other, by=by)


@pytest.mark.parametrize(
    ("mine", "others", "left", "right"),
    [
        ("one two", "one three", [(False, "one "), (True, "two")], [(False, "one "), (True, "three")]),
        ("one", "", [(True, "one")], []),
        ("", "", [], []),
    ],
)
def test_both_are_compared_word_by_word(mine: str, others: str, left: list, right: list):
    assert compared(mine, others) == (left, right)


def test_of_long_texts_only_what_is_around_the_differences_is_shown():
    same = "word " * 200
    (_, before), (differs, word) = compared(f"{same}mine", f"{same}theirs")[0]
    assert (differs, word) == (True, "mine")
    assert len(before) < 500
    assert compared("a " * 4000, "b")[0] == [(True, "a " * 4000)]


@pytest.mark.parametrize("count", [900, 5000])
def test_texts_without_a_common_word_are_little_work(count: int):
    mine, others = (" ".join(f"{whose}{number}" for number in range(count)) for whose in "mt")
    assert compared(mine, others) == ([(True, mine)], [(True, others)])
    assert calls_of(lambda: compared(mine, others)) < 50 * count


def test_work_is_limited_for_all_fields_together():
    names = ("headline", "standfirst", "kicker", "notes")
    mine, others = ({name: " ".join(f"{one}{at}" for at in range(400)) for name in names} for one in "mt")
    head = SimpleNamespace(content=others, revision=None, number=1)
    clash = SimpleNamespace(fields=names, mine=mine, head=head)
    one = SimpleNamespace(fields=names[:1], mine=mine, head=head)
    assert calls_of(lambda: clashes.shown(clash)) < 2 * calls_of(lambda: clashes.shown(one))  # type: ignore[arg-type]  # each is one


def test_page_asks_of_each_field_and_does_what_is_said(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft(body="<p>One</p>")
    theirs(article, by=editor, headline="Theirs", body="<p>One two</p>")
    mine = {"headline": "Mine", "body": "<p>One <em>three</em></p>", "standfirst": "Mine", "started_from": "1"}
    page = press("save", article, **mine).text
    for part in ("<mark>Mine</mark>", "<mark>Theirs</mark>", "<mark>two</mark>", "<mark>three</mark>"):
        assert part in page
    assert page.count('value="theirs" required') == 2
    assert "editor@example.org changed the same" in page
    said = {"seen_revision": "2", "decided-headline": "theirs", "decided-body": "mine"}
    assert press("save", article, **mine, **said).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.standfirst, article.body) == ("Theirs", "Mine", mine["body"])


def test_it_asks_again_if_they_saved_once_more(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    theirs(article, headline="Theirs")
    mine = {"headline": "Mine", "started_from": "1"}
    press("save", article, **mine)
    theirs(article, headline="Theirs again")
    response = press("save", article, **mine, seen_revision="2", **{"decided-headline": "mine"})
    assert response.status_code == 409
    assert "<mark>Theirs again</mark>" in response.text


def test_what_nobody_has_seen_together_does_not_go_to_readers(client, editor: User, press, published):
    client.force_login(editor)
    article = published()
    theirs(article, standfirst="Theirs")
    page = client.get(press("update", article, headline="Mine", started_from="2").url).text
    assert "Readers do not have it yet: someone else changed standfirst meanwhile." in page
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Council votes on the bridge", "")
    assert (article.working_copy.content["headline"], article.working_copy.content["standfirst"]) == ("Mine", "Theirs")
    assert reverse("admin:articles_article_discard", args=[article.pk]) in page


def test_who_may_only_read_is_asked_and_offered_nothing(client, reporter: User, published):
    client.force_login(reporter)
    page = client.get(reverse("admin:articles_article_change", args=[published().pk])).text
    assert "data-autosave" not in page
