"""What readers take along of what they did in discussions: theirs, and nobody else's."""

from collections.abc import Callable

from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import models
from comments.personal_data import COLUMNS, HOLDINGS
from tests.comments.said import say
from tests.conftest import account


def test_all_of_it_and_nobody_elses(published: Callable[..., Article], reader: User):
    other = account("other@example.org")
    for user, another in ((reader, other), (other, reader)):
        comment = say(published(f"By {user.pk}"), user=user)
        models.FormerText.objects.create(comment=comment, source=f"Before {user.pk}", body="x")
        models.Recommendation.objects.create(comment=comment, user=user)
        models.Report.objects.create(comment=comment, user=user, reason="spam", text=f"Report {user.pk}")
        models.ArticleError.objects.create(article=comment.article, user=user, text=f"Error {user.pk}")
        models.Ignored.objects.create(user=user, ignored=another)
        models.MutedThread.objects.create(user=user, thread=comment)
        models.Notice.objects.create(user=user, comment=comment, thread=comment, due_at=timezone.now())
        models.MailChoice.objects.create(user=user)
        sanction = models.Sanction.objects.create(user=user, kind="warning", words=f"Warned {user.pk}")
        models.Appeal.objects.create(user=user, sanction=sanction, text=f"Appeal {user.pk}")
    found = {holding.name: list(holding.rows(reader)) for holding in HOLDINGS}
    assert {name: len(rows) for name, rows in found.items()} == dict.fromkeys(found, 1)
    assert found.keys() == {"comments", *COLUMNS}
    assert found["former_texts_of_comments"][0]["source"] == f"Before {reader.pk}"
    assert found["appeals"][0]["text"] == f"Appeal {reader.pk}"
    assert str(other.email) not in str(found)
