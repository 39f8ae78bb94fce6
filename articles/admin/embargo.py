"""Lifting an embargo, or bringing it forward, beside the buttons that publish."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from articles import embargoes, fitting
from articles.admin import typed
from articles.forms.embargo import PREFIX, EmbargoForm
from articles.models import Article
from articles.publishing import Refused


def panel(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Of the editor, whose form may say another date: what holds is that of the article and of what was saved."""
    row = article.opened.row if article and article.opened else article
    if row is None or not embargoes.may_lift(cast(User, request.user), row):
        return {}
    runs_until = fitting.embargo(row)
    return {"lift_embargo": EmbargoForm(runs_until=runs_until)} if runs_until else {}


@require_POST
def lift(request: HttpRequest, article_id: int) -> HttpResponseRedirect:
    article, by = typed.found(request, article_id), cast(User, request.user)
    if article is None:
        raise Http404
    if not embargoes.may_lift(by, article):
        raise PermissionDenied
    form = EmbargoForm(request.POST)
    try:
        typed.keep(request, article)
        if form.is_valid():
            given = form.cleaned_data
            embargoes.lift_embargo(article, by=by, until=given["until"], reason=given["reason"], shown=form.shown)
            messages.success(request, _("The embargo is changed, and the reason is in the history."))
        else:
            messages.error(request, " ".join(str(each) for errors in form.errors.values() for each in errors))
    except Refused as refused:
        messages.error(request, typed.with_words(refused, request.POST.get(f"{PREFIX}-reason", "")))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
