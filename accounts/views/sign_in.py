"""The sign-in page, also for someone who is in the middle of signing in."""

from allauth.account import views
from allauth.account.utils import passthrough_next_redirect_url
from django.http import HttpRequest, HttpResponse


def sign_in(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = views.login(request)
    # To the code that was asked for before. The page they come from this time is where they want to be afterwards.
    if request.method == "GET" and response.status_code == 302 and not request.user.is_authenticated:
        response["Location"] = passthrough_next_redirect_url(request, response["Location"], "next")
    return response
