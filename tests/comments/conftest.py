"""A discussion and two who talk in it."""

from collections.abc import Callable

import pytest

from accounts.models import User
from articles.models import Article
from tests.comments.noticed import member


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def ann(db: None) -> User:
    return member("Ann")


@pytest.fixture
def ben(db: None) -> User:
    return member("Ben")
