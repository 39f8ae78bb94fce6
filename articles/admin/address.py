"""Says while an address is typed whether it is free, and what becomes of the one before.

Not more: what is taken may be the address of a draft that whoever asks may not see. Nor that of any number.
"""

# The public one does not count a GET.
from allauth.core.internal import ratelimit
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import addresses, permissions
from articles.addresses import slug_from
from articles.admin.lookup import WRITING
from articles.models import Article


@cache_control(private=True, no_store=True)
@require_safe
def address(request: HttpRequest, article_id: int | None = None) -> JsonResponse:
    if not any(request.user.has_perm(permission) for permission in WRITING):
        raise PermissionDenied
    if not ratelimit.consume(request, app="allauth.account", action="address", user=request.user, limit_get=True):
        return JsonResponse({}, status=429)
    article = permissions.workable(request.user).select_related("category").filter(pk=article_id or 0).first()
    if article_id and article is None:
        raise Http404
    slug = request.GET.get("slug", "").strip()
    problem = _problem(slug, article)
    if problem and slug == slug_from(request.GET.get("headline", "")) and not (article and article.published_at):
        return JsonResponse({"is_free": True, "says": _("It is taken: a number is put after it.")})
    return JsonResponse({"is_free": not problem, "says": problem or _what_then(slug, request, article)})


def _problem(slug: str, article: Article | None) -> str:
    if not slug or (article and slug == article.slug):
        return ""
    try:
        Article._meta.get_field("slug").run_validators(slug)
    except ValidationError as error:
        return " ".join(error.messages)
    return _("It is taken.") if addresses.why_not(slug, article) else ""


def _what_then(slug: str, request: HttpRequest, article: Article | None) -> str:
    if not slug:
        return _("It is made from the headline.")
    if article and article.published_at:
        category = request.GET.get("category") or str(article.category_id)
        is_same = (slug, category) == (article.slug, str(article.category_id))
        return "" if is_same else _("Free. The old address will lead here.")
    return _("Free.")
