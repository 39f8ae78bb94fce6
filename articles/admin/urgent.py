"""Buttons that cannot wait: done before the rest of the form is read, whatever is wrong or out of date in it."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles import publishing, standing, working_copies
from articles.admin.status import status_word
from articles.forms.article import URGENT
from articles.models import Article

# What is said with it goes by one name in the verb, and stands in a field of the form.
DOES: dict[str, tuple[Callable[..., Article], str, str]] = {
    "unschedule": (publishing.unschedule, "note", "note"),
    "unpublish": (publishing.unpublish, "note", "note"),
    "take_down": (publishing.take_down, "reason", "reason"),
    "reinstate": (publishing.reinstate, "note", "reason"),
}


def carry_out(request: HttpRequest, article: Article) -> str:
    """What was done, in a sentence; empty if no such button was pressed. Raises Refused and PermissionDenied.

    A form that was up to date stays so: the revision the verb wrote is not someone else's.
    """
    verb = next((verb for verb in URGENT if f"_{verb}" in request.POST), None)
    if not verb:
        return ""
    before = working_copies.head(article).number
    with transaction.atomic():
        do, argument, field = DOES[verb]
        if verb != "take_down":  # which only says what it takes from readers, whoever gave it to them
            standing.check(article, request.POST.get(standing.FIELD))
        do(article, by=request.user, **{argument: request.POST.get(field, "").replace("\0", "")})
        number = working_copies.head(article).number
    if request.POST.get("started_from") == str(before):
        sent = request.POST.copy()
        sent["started_from"] = str(number)
        request.POST = sent  # type: ignore[assignment]  # as WSGIRequest allows
    return _("This is done: the article is “%s” now.") % status_word(article)
