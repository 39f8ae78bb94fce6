"""The pictures that people show, for everyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import User

# The address changes with the picture. What was taken back is gone from caches that many share after five minutes.
PUBLIC = "public, max-age=31536000, s-maxage=300, immutable"


@require_safe
def portrait_file(request: HttpRequest, user_id: int, version: str) -> HttpResponse:
    """Only while the account is active: who is locked out is no longer shown."""
    user = get_object_or_404(User.objects.filter(is_active=True), pk=user_id, portrait=f"portraits/{version}.webp")
    try:
        with user.portrait.open() as file:
            response = HttpResponse(file.read(), content_type="image/webp")
    except FileNotFoundError as error:
        raise Http404 from error
    response.headers["Cache-Control"] = PUBLIC
    response.headers["ETag"] = f'"{version}"'
    return response
