"""The cast and the stage that every test may use."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import LazySettings
from django.contrib.auth.models import Permission
from django.db.models.signals import post_save
from django.test import Client
from django.utils import timezone

from accounts import mail
from accounts.models import OutgoingMail, User
from articles import publishing
from articles.models import Article, Author, Category, Revision
from articles.revisions import Credit
from comments import second_reviews
from tests import audit_log, sealed_cookies

audit_log.let_flush()
sealed_cookies.teach_the_test_client()

ROOT = Path(__file__).parent.parent
Published = Callable[..., Article]
EDITS = ("add", "change", "view", "publish", "take_down", "work_on_others")


@pytest.fixture(autouse=True)
def _own_files(settings: LazySettings, tmp_path: Path) -> None:
    """Each test writes its files into a folder of its own, and needs no collected static files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path
    settings.NOTHING_OLD = tmp_path / "nothing-old"
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def mails_are_sent_at_once() -> Iterator[Callable[[], None]]:
    """As if a worker ran: what is written is in `mail.outbox` after the request. Called, it lets mails wait instead."""

    def send(instance: OutgoingMail, created: bool, **_: Any) -> None:
        if created:
            mail.send_now(instance.pk)

    def no_more() -> None:
        post_save.disconnect(send, sender=OutgoingMail)

    post_save.connect(send, sender=OutgoingMail)
    yield no_more
    no_more()


@pytest.fixture(autouse=True)
def _nothing_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """No decision is drawn for a second review, but where a test says so."""
    monkeypatch.setattr(second_reviews, "chance", lambda: 1.0)


def account(email: str, *permissions: str, **fields: Any) -> User:
    user = User.objects.create_user(email, "correct horse battery", **fields)
    for permission in permissions:
        app, _, codename = permission.partition(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    if user.is_staff:
        give_second_factor(user)
    return user


def rewrite(article: Article, *, by: User | None = None, **given: Any) -> Revision:
    """What the instance says becomes what readers get, as the desk does it: saved, then updated."""
    saved = publishing.save(article, by=by, **given)
    return publishing.update(article, by=by) if article.working_copy else saved


def give_second_factor(user: User) -> str:
    """Without one, nobody gets to the desk. Returns the seed for its codes."""
    seed = totp.generate_totp_secret()
    totp.TOTP.activate(user, seed)
    return seed


@pytest.fixture
def administrator(db: None) -> User:
    return account("administrator@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def editor(db: None) -> User:
    """Writes, publishes and takes down."""
    verbs = [f"articles.{verb}_article" for verb in EDITS]
    also = [
        f"articles.{verb}_{model}" for verb in ("add", "change", "view") for model in ("picture", "author", "category")
    ]
    return account("editor@example.org", *verbs, *also, is_staff=True)


@pytest.fixture
def reporter(db: None) -> User:
    """Writes, and may not publish."""
    return account(
        "reporter@example.org",
        "articles.add_article",
        "articles.change_article",
        "articles.view_article",
        is_staff=True,
    )


@pytest.fixture
def reader(db: None) -> User:
    return account("reader@example.org", display_name="Reader")


@pytest.fixture
def news(db: None) -> Category:
    return Category.objects.get(slug="news")


@pytest.fixture
def author(db: None) -> Author:
    return Author.objects.create(name="Dana Whitlock", slug="dana-whitlock")


@pytest.fixture
def draft(news: Category) -> Callable[..., Article]:
    """Makes an article through the verb, as a draft. Takes any field, `tags` and `bylines`, and `by` whom it is.

    It has an author, as nobody publishes it without.
    """

    def make(headline: str = "Council votes on the bridge", **fields: Any) -> Article:
        tags, bylines, by = (fields.pop(name, None) for name in ("tags", "bylines", "by"))
        if bylines is None:
            bylines = [Credit(Author.objects.get_or_create(name="Newsdesk", slug="newsdesk")[0])]
        fields.setdefault("slug", "-".join(headline.lower().split()))
        fields.setdefault("category", news)
        article = Article(headline=headline, **fields)
        publishing.save(article, by=by, tags=tags, bylines=bylines)
        return article

    return make


@pytest.fixture
def published(draft: Callable[..., Article]) -> Published:
    """The same, published now or at `at`."""

    def make(headline: str = "Council votes on the bridge", **fields: Any) -> Article:
        at = fields.pop("at", None) or timezone.now()
        return publishing.publish(draft(headline, **fields), by=None, at=at)

    return make


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    """A browser in which the administrator is signed in."""
    client.force_login(administrator)
    return client
