"""Preview links of an article: who has one, what became of it, and a new one."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.requests import either
from articles import permissions, preview_links
from articles.forms.preview_link import PreviewLinkForm
from articles.models import Article
from articles.publishing import Refused
from articles.site_url import absolute

MADE = "made_preview_link"  # in the session: the seed of the one to be shown


@cache_control(private=True, no_store=True)
@either
def links(request: HttpRequest, article_id: int) -> HttpResponse:
    """The address of a new one is shown once, on the page that follows it: to load that again makes none."""
    article = _writable(request, article_id)
    sent = request.POST if request.method == "POST" else None
    form = PreviewLinkForm(sent, article=article, chosen=request.GET.get("revision", ""))
    if sent is not None and form.is_valid():
        given = form.cleaned_data
        try:
            made = preview_links.create(
                article,
                name=given["name"],
                days=given["days"],
                number=given["revision"],
                by=request.user,  # type: ignore[arg-type]  # staff
            )
            request.session[MADE] = made.seed
            return HttpResponseRedirect(reverse("admin:articles_article_links", args=[article.pk]))
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        **admin.site.each_context(request),
        "title": _("Preview links"),
        "article": article,
        "opts": Article._meta,
        "form": form,
        "links": shown(article),
        **_made_just_now(request, article),
    }
    return render(request, "admin/articles/article/preview_links.html", context)


@require_POST
def revoke(request: HttpRequest, article_id: int, link_id: int) -> HttpResponse:
    article = _writable(request, article_id)
    link = get_object_or_404(article.preview_links.select_related("article", "revision"), pk=link_id)
    preview_links.revoke(link, by=request.user)  # type: ignore[arg-type]  # staff
    messages.success(request, _("The link shows nothing any more."))
    return HttpResponseRedirect(reverse("admin:articles_article_links", args=[article.pk]))


def shown(article: Article) -> list[dict[str, Any]]:
    """Newest first, each with whether it still opens."""
    found = article.preview_links.select_related("article", "revision", "created_by").defer("revision__content")
    return [{"link": link, "is_open": preview_links.is_open(link)} for link in found]


def panel(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Of the editor: what there is, for those who may make one."""
    if article is None or not permissions.may_write(request.user, article):
        return {}
    return {"has_preview_links": True, "preview_links": shown(article)}


def _made_just_now(request: HttpRequest, article: Article) -> dict[str, Any]:
    seed = request.session.pop(MADE, "")
    token = preview_links.token_of(seed)
    link = preview_links.find(token) if seed else None
    if link is None or link.article_id != article.pk:
        return {}
    return {"made": link, "address": absolute(reverse("articles:preview", args=[token]))}


def _writable(request: HttpRequest, article_id: int) -> Article:
    if not permissions.sees_unpublished(request.user):
        raise PermissionDenied
    article = get_object_or_404(permissions.workable(request.user), pk=article_id)
    if not permissions.may_write(request.user, article):
        raise PermissionDenied
    return article
