"""One reader, for moderators: what they wrote, what was decided about it, and what keeps them from writing."""

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from comments import cards, queues, sanctions
from comments.admin.answers import back, moderator, problems
from comments.forms import NoteForm, SanctionForm
from comments.models import Comment, Decision, Note, Sanction

SHOWN = 20


@require_safe
def reader(request: HttpRequest, user_id: int) -> HttpResponse:
    by = moderator(request)
    person = get_object_or_404(User, pk=user_id)
    wrote = Comment.objects.filter(user=person).select_related("article__category").defer("article__body")
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": person.public_name,
        "person": person,
        "tabs": queues.tabs(by),
        "history": cards.histories_of([person.pk])[person.pk],
        "sanctions": Sanction.objects.filter(user=person).select_related("by").order_by("-pk")[:SHOWN],
        "comments": wrote.order_by("-created_at", "-pk")[:SHOWN],
        "decisions": Decision.objects.filter(user_id=person.pk).select_related("undone_by")[:SHOWN],
        "sanction_form": SanctionForm(),
        "note_form": NoteForm(),
        "now": timezone.now(),
    }
    return render(request, "admin/comments/moderation/reader.html", context)


@require_POST
def sanction(request: HttpRequest, user_id: int) -> HttpResponse:
    by, form = moderator(request, "comments.add_sanction"), SanctionForm(request.POST)
    person = get_object_or_404(User, pk=user_id)
    if not form.is_valid():
        return back(request, problems(form), "reader", person.pk, level=messages.ERROR)
    sent = form.cleaned_data
    until = timezone.now() + timedelta(days=sent["days"]) if sent["days"] else None
    try:
        sanctions.impose(person, Sanction.Kind(sent["kind"]), sent["words"], by=by, until=until)
    except sanctions.Refused as refused:
        return back(request, str(refused), "reader", person.pk, level=messages.ERROR)
    return back(request, _("Done, and the reader is told."), "reader", person.pk)


@require_POST
def lift(request: HttpRequest, user_id: int, sanction_id: int) -> HttpResponse:
    by = moderator(request, "comments.add_sanction")
    found = get_object_or_404(Sanction, pk=sanction_id, user=user_id)
    try:
        sanctions.lift(found.pk, by=by)
    except sanctions.Refused as refused:
        return back(request, str(refused), "reader", user_id, level=messages.ERROR)
    return back(request, _("Lifted, and the reader is told."), "reader", user_id)


@require_POST
def note(request: HttpRequest, user_id: int) -> HttpResponse:
    """About the reader, or about one of their comments."""
    by, form = moderator(request, "comments.add_note"), NoteForm(request.POST)
    person = get_object_or_404(User, pk=user_id)
    if not form.is_valid():
        return back(request, problems(form), "reader", person.pk, level=messages.ERROR)
    number = form.cleaned_data["comment"]
    about = {"comment": get_object_or_404(Comment, pk=number, user=person)} if number else {"user": person}
    Note.objects.create(text=form.cleaned_data["text"], by=by, **about)
    return back(request, _("Noted."), "reader", person.pk)
