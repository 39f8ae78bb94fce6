"""What the pages ask about whoever is signed in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """For the reader alone: pages are the same for everyone and ask this to learn whose name to show.

    They hold no token either; scripts that send something for the reader take it from here.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    # What a browser keeps of an account lies beside this key: whoever signs in next gets none of it.
    key = salted_hmac("accounts.me", str(request.user.pk), algorithm="sha256").hexdigest()[:16]
    return JsonResponse(
        {"name": str(request.user), "address": reverse("account"), "key": key, "csrf": get_token(request)},
    )
