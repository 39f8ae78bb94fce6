"""Nothing goes to readers past the checklist, by whichever verb; a reason that is written down lets it through."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import publishing
from articles.models import Article
from articles.publishing import Blocked, Refused

pytestmark = pytest.mark.django_db  # a fixture asked for by its name comes too late to say so
REASON = "The author is to stay unnamed."


def rewrite_without_author(article: Article, **given: Any) -> Any:
    article.standfirst = "Another text, and no author"
    publishing.save(article, by=given["by"], bylines=[])
    return publishing.update(article, **given)


def publish(article: Article, **given: Any) -> Any:
    return publishing.publish(article, **given)


def schedule(article: Article, **given: Any) -> Any:
    return publishing.schedule(article, at=timezone.now() + timedelta(hours=1), **given)


WAYS = [(publish, "draft"), (schedule, "draft"), (rewrite_without_author, "published")]


@pytest.mark.parametrize(("way", "made"), WAYS)
def test_what_blocks_is_refused(request, editor: User, way: Callable[..., Any], made: str):
    article = request.getfixturevalue(made)(bylines=[])
    before = (article.status, article.revisions.count())
    with pytest.raises(Blocked, match="no author") as refused:
        way(article, by=editor)
    assert [finding.key for finding in refused.value.findings if finding.is_blocking] == ["author_missing"]
    article.refresh_from_db()
    assert article.status == before[0]
    assert not AuditEntry.objects.filter(verb="override_preflight").exists()


@pytest.mark.parametrize(("way", "made"), WAYS)
def test_reason_lets_it_through_and_is_kept(request, editor: User, way: Callable[..., Any], made: str):
    article = request.getfixturevalue(made)(bylines=[])
    way(article, by=editor, note="At last", override=f" {REASON} ")
    article.refresh_from_db()
    assert article.status == "published"
    assert article.revisions.first().note == f"At last · Published all the same: {REASON}"
    entry = AuditEntry.objects.get(verb="override_preflight")
    assert (entry.actor_id, entry.details) == (editor.pk, {"rules": ["author_missing"]})


@pytest.mark.parametrize("reason", ["", "         ", "Just so.", "123456789"])
def test_reason_is_no_full_stop(draft, editor: User, reason: str):
    with pytest.raises(Blocked):
        publishing.publish(draft(bylines=[]), by=editor, override=reason)


@pytest.mark.parametrize(("way", "made"), WAYS)
def test_the_site_itself_is_not_asked(request, way: Callable[..., Any], made: str):
    article = request.getfixturevalue(made)(bylines=[])
    way(article, by=None)
    article.refresh_from_db()
    assert article.status == "published"


def test_no_reason_overrides_an_embargo_or_an_end_before_the_beginning(draft, editor: User):
    now = timezone.now()
    for number, wrong in enumerate(
        ({"embargo_until": now + timedelta(hours=2)}, {"unpublish_at": now}, {"headline": " "})
    ):
        article = draft(slug=f"wrong-{number}", **{"headline": "Right", **wrong})
        with pytest.raises(Refused):
            publishing.publish(article, by=editor, override=REASON)
        with pytest.raises(Refused):
            publishing.schedule(article, by=editor, at=now + timedelta(hours=1), override=REASON)
        article.refresh_from_db()
        assert article.status == "draft"


def test_category_that_was_never_chosen_is_no_matter_of_reasons(editor: User, published):
    article = published()
    copy = publishing.save(article, by=editor)
    copy.content["category_id"] = None
    copy.save()
    Article.objects.filter(pk=article.pk).update(working_copy=copy)
    with pytest.raises(Blocked, match="no category"):
        publishing.update(article, by=editor, override=REASON)


def test_what_is_only_advised_holds_nothing_up(draft, editor: User):
    assert publishing.publish(draft("Short", standfirst="", lead_picture=None), by=editor).is_visible
