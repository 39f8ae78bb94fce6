"""What only the desk knows of an article: its unpublished next version, who is to write it, and by when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AtDesk(models.Model):
    # Restricted, not protected: an article that is deleted takes its revisions along, this one included.
    working_copy = models.ForeignKey(
        "articles.Revision",
        null=True,
        editable=False,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text=_("The newest text, if that is not what the article says."),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="articles_assigned",
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True, editable=False)
    # Apart from `modified_at`, which readers are told: what the desk does with a live article is not their business.
    worked_on_at = models.DateTimeField(_("last worked on"), default=timezone.now, editable=False)

    opened: Any = None  # (working_copies.Opened) what the editor shows of it, which may be newer than what it says

    class Meta:
        abstract = True
