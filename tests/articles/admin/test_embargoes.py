"""An embargo that runs is set and extended by whoever writes, and ends earlier by a decision with a reason alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import embargoes, publishing
from articles.models import Article

NOW = timezone.now()
ENDS = NOW + timedelta(days=3)
EARLIER, LATER = ENDS - timedelta(days=1), ENDS + timedelta(days=1)
LIFT = "admin:articles_article_lift_embargo"


@pytest.fixture
def held(draft: Callable[..., Article], reporter: User) -> Article:
    return saved(draft(by=reporter), ENDS, reporter)


def saved(article: Article, ends: datetime | None, by: User, **given: Any) -> Article:
    article = reloaded(article)
    article.embargo_until = ends
    publishing.save(article, by=by, **given)
    return reloaded(article)


def reloaded(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("ends", [None, EARLIER])
def test_no_text_ends_it(held: Article, reporter: User, administrator: User, ends: datetime | None) -> None:
    for by in (reporter, administrator):
        with pytest.raises(publishing.Refused, match="Lift the embargo"):
            saved(held, ends, by)
    saved(held, ends, reporter, is_auto=True)  # nothing that was typed is lost, and nobody can make anything of it
    with pytest.raises(publishing.Refused):
        saved(held, ends, administrator)
    assert reloaded(held).embargo_until == ENDS
    assert saved(held, LATER, reporter).embargo_until == LATER


def test_an_embargo_that_is_over_binds_nobody(draft: Callable[..., Article], reporter: User) -> None:
    article = saved(draft(by=reporter), NOW - timedelta(days=1), reporter)
    assert saved(article, None, reporter).embargo_until is None


def test_one_that_waits_beside_what_is_ready_holds_too(draft: Callable[..., Article], reporter: User) -> None:
    article = draft(by=reporter)
    publishing.mark_ready(article, by=None)
    assert saved(article, ENDS, reporter).embargo_until is None
    saved(article, None, reporter, is_auto=True)
    with pytest.raises(publishing.Refused):
        saved(article, None, reporter)
    embargoes.lift_embargo(reloaded(article), by=None, reason="They wrote that we may")
    assert saved(article, None, reporter).embargo_until is None


def test_what_waits_beside_a_schedule_cannot_end_it(held: Article, administrator: User) -> None:
    publishing.schedule(held, by=administrator, at=LATER, override="It is short")
    saved(held, None, administrator, is_auto=True)
    with pytest.raises(publishing.Refused, match="embargo"):
        publishing.update(reloaded(held), by=administrator, override="It is short")
    saved(held, LATER, administrator)
    with pytest.raises(publishing.Refused, match="embargo"):
        publishing.discard(reloaded(held), by=administrator)


def test_lifting_it_is_told(held: Article, reporter: User, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        embargoes.lift_embargo(held, by=reporter, reason="They wrote that we may")
    for given in ({"reason": " "}, {"reason": "Because", "until": LATER}):
        with pytest.raises(publishing.Refused):
            embargoes.lift_embargo(held, by=administrator, **given)
    held.headline = "Typed meanwhile"
    publishing.save(held, by=reporter, is_auto=True)
    embargoes.lift_embargo(held, by=administrator, until=EARLIER, reason="They wrote that we may")
    article = reloaded(held)
    assert article.embargo_until == EARLIER
    assert article.working_copy
    assert article.working_copy.content["headline"] == "Typed meanwhile"
    assert datetime.fromisoformat(article.working_copy.content["embargo_until"]) == EARLIER
    entry = AuditEntry.objects.get(verb="lift_embargo_article")
    assert entry.details["from"] == ENDS.isoformat()
    assert article.revisions.get(verb="lift_embargo").note == "They wrote that we may"
    embargoes.lift_embargo(held, by=administrator, reason="And now at once")
    assert reloaded(held).embargo_until is None
    with pytest.raises(publishing.Refused):
        embargoes.lift_embargo(held, by=administrator, reason="And once more")


def test_publishing_with_the_field_cleared_is_refused(
    held: Article, client: Client, administrator: User, press: Callable[..., Any], typed: Callable[..., Any]
) -> None:
    client.force_login(administrator)
    answer = press("publish", held, embargo_until="", override="Whatever it takes")
    assert answer.status_code == 409
    assert "Lift the embargo" in answer.text
    assert (reloaded(held).status, reloaded(held).embargo_until) == ("draft", ENDS)
    page = client.get(reverse("admin:articles_article_change", args=[held.pk]))
    address = reverse(LIFT, args=[held.pk])
    assert address in page.text
    client.post(address, typed(held, embargo_until="", **{"_embargo-reason": ""}))
    assert reloaded(held).embargo_until == ENDS
    client.post(address, typed(held, embargo_until="", **{"_embargo-reason": "They wrote that we may"}))
    assert reloaded(held).embargo_until is None
    assert address not in client.get(reverse("admin:articles_article_change", args=[held.pk])).text


def test_a_reporter_is_not_offered_it(held: Article, client: Client, reporter: User) -> None:
    client.force_login(reporter)
    address = reverse(LIFT, args=[held.pk])
    assert address not in client.get(reverse("admin:articles_article_change", args=[held.pk])).text
    assert client.post(address, {"_embargo-reason": "They wrote that we may"}).status_code == 403
    assert reloaded(held).embargo_until == ENDS


def test_one_that_was_extended_meanwhile_is_not_lifted_unseen(
    client: Client, administrator: User, held: Article
) -> None:
    client.force_login(administrator)
    page = client.get(reverse("admin:articles_article_change", args=[held.pk])).text
    shown = embargoes.as_shown(ENDS)
    assert f'name="_embargo-was" value="{shown}"' in page
    saved(held, LATER, administrator)
    sent = {"_embargo-until": "", "_embargo-reason": "The source agrees.", "_embargo-was": shown}
    page = client.post(reverse(LIFT, args=[held.pk]), sent, follow=True).text
    assert "Someone else changed the embargo meanwhile" in page
    assert "You wrote: “The source agrees.”" in page
    assert reloaded(held).embargo_until == LATER
    client.post(reverse(LIFT, args=[held.pk]), {**sent, "_embargo-was": embargoes.as_shown(LATER)})
    assert reloaded(held).embargo_until is None
