"""Whose turn it is with an article, and by when."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import workflow
from articles.forms.times import PublicationTimeField, zone_label
from articles.models import Article

PREFIX = "_assign"  # what begins so is no text of the article: no script keeps it


class AssignmentForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Assigned to"), required=False, empty_label=gettext_lazy("Nobody")
    )
    due_at = PublicationTimeField(label=gettext_lazy("Due"), required=False)
    note = forms.CharField(label=gettext_lazy("What is to be done"), required=False, max_length=500)
    was = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    @property
    def shown(self) -> str | None:
        """What the form was opened with; None of a form that does not say."""
        return self.cleaned_data["was"] if self.add_prefix("was") in self.data else None

    def __init__(self, article: Article, data: Any = None) -> None:
        given = {"to": article.assigned_to_id, "due_at": article.due_at, "was": workflow.as_shown(article)}
        super().__init__(data, prefix=PREFIX, initial=given)
        choices = Q(pk__in=workflow.assignees().values("pk")) | Q(pk=article.assigned_to_id)
        self.fields["to"].queryset = User.objects.filter(choices).order_by("display_name", "email")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["due_at"].label = _("Due (%s)") % zone_label(article.due_at)
        self.fields["due_at"].keep(article.due_at)  # type: ignore[attr-defined]  # ours
