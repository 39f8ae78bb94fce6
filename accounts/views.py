"""What the pages ask about whoever is signed in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """For the reader alone: pages are the same for everyone and ask this to learn whose name to show."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    return JsonResponse({"name": str(request.user), "address": reverse("account_email")})
