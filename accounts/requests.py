"""What views of every package ask about a request."""

from allauth.core.internal.httpkit import authenticated_user
from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from accounts.models import User

either = require_http_methods(["GET", "HEAD", "POST"])  # a page with a form that is sent to itself


def is_script(request: HttpRequest) -> bool:
    """Scripts say that they want no page: fetch() with `Accept: application/json`."""
    return not request.accepts("text/html")


def own_row(request: HttpRequest) -> User:
    """A row of its own: a form writes what is refused into it, and the page would show that as one's name."""
    return User.objects.get(pk=authenticated_user(request).pk)
