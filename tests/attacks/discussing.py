"""What a test may see and do about discussions, behind the served site: further doors of backstage.py."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import moderation, rules
from comments.decisions import Act
from comments.models import Appeal, Comment, Decision, Discussion, Reason, Rules, Sanction
from tests import sealed_cookies
from tests.comments.said import say
from tests.conftest import give_second_factor

sealed_cookies.teach_the_test_client()


def signed_in(emails: list[str]) -> dict[str, dict[str, str]]:
    """Makes accounts that may comment. Returns the cookies of each, who has signed in."""
    return {email: _cookies(_account(email)) for email in emails}


def moderators(emails: list[str]) -> dict[str, dict[str, str]]:
    """The same, of people of the desk."""
    found = {}
    for email in emails:
        user = _account(email, is_staff=True)
        user.user_permissions.set(Permission.objects.filter(content_type__app_label="comments"))
        give_second_factor(user)
        found[email] = _cookies(user)
    return found


def _account(email: str, **fields: Any) -> User:
    user = User.objects.create_user(email, None, display_name=email.partition("@")[0].capitalize(), **fields)
    user.confirm_email()
    return user


def _cookies(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def rule(**fields: Any) -> int:
    """Makes a version of the rules for comments."""
    return int(rules.save(Rules(**fields), by=None).pk)


def slow_down(article_id: int, seconds: int) -> None:
    slow = {"slow_seconds": seconds, "slow_until": timezone.now() + timedelta(hours=1)}
    Discussion.objects.update_or_create(article_id=article_id, defaults=slow)


def says(article_id: int, email: str, parent: int | None = None, **fields: Any) -> int:
    """A comment with any columns; no rule is asked."""
    above = Comment.objects.get(pk=parent) if parent else None
    fields = {"created_at": timezone.now(), **fields}
    return say(Article.objects.get(pk=article_id), "So it is.", above, user=User.objects.get(email=email), **fields).pk


def put(numbers: list[int], status: str, by: str = "") -> str:
    """What a moderator decides. Returns the name of the act."""
    act = Act(by=User.objects.filter(email=by).first(), reason=Reason.objects.first())
    moderation.put(numbers, Comment.Status(status), act)
    return str(act.bulk)


def refused_and_warned(article_id: int, email: str) -> list[int]:
    """A comment and a sanction that somebody may appeal against."""
    user = User.objects.get(email=email)
    warning = Sanction.objects.create(user=user, kind=Sanction.Kind.WARNING, words="Be civil.")
    return [says(article_id, email, status="rejected"), warning.pk]


def as_it_is(number: int, *names: str) -> list[Any]:
    return list(Comment.objects.values_list(*names).get(pk=number))


def decided(number: int) -> list[str]:
    """About a comment, oldest first."""
    return list(Decision.objects.filter(comment_id=number).order_by("pk").values_list("verb", flat=True))


def appeals_about(number: int) -> int:
    return Appeal.objects.filter(comment=number).count()


def count_of(model: str, **wanted: Any) -> int:
    return int(apps.get_model(model)._default_manager.filter(**wanted).count())


def first_reason() -> int:
    return int(Reason.objects.filter(is_offered=True)[0].pk)


def said(articles: list[int]) -> list[dict[str, Any]]:
    """The comments on articles, in the order in which they were written."""
    found = Comment.objects.filter(article__in=articles).select_related("user").order_by("created_at", "pk")
    return [
        {
            "pk": each.pk,
            "user": each.user.email if each.user else "",
            "article": each.article_id,
            "text": each.source,
            "at": each.created_at.isoformat(),
            "ip": each.ip_address,
            "status": each.status,
            "held_for": [row["rule"] for row in each.held_for],
        }
        for each in found
    ]


def miscounted(articles: list[int]) -> list[str]:
    """Where a count is not what can be counted."""
    wrong = []
    for article in articles:
        seen = Comment.objects.visible().filter(article=article)
        counted = Discussion.objects.filter(pk=article).first()
        if (counted.visible if counted else 0) != seen.count():
            wrong.append(f"article {article}")
        for each in Comment.objects.filter(article=article):
            if each.visible_replies != seen.below(each.path).count():
                wrong.append(f"replies to {each.pk}")
            if each.recommendations != each.recommended_by.count():
                wrong.append(f"recommendations of {each.pk}")
    return wrong


_doors = [signed_in, moderators, rule, slow_down, says, put, as_it_is, decided, appeals_about, first_reason]
DOORS = {each.__name__: each for each in [*_doors, refused_and_warned, count_of, said, miscounted]}
