"""The first people at a desk that has nobody yet to let them in."""

from accounts.models import User


def create(email: str, password: str) -> User:
    """Someone who may do everything and can sign in at once. Raises ValueError on an empty address."""
    return User.objects.create_superuser(email, password)
