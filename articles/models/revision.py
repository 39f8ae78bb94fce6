"""A text of an article as it was at one moment, kept: who changed what, when and by which verb."""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """`is_published` is the text that readers got, and is never purged. What is set aside never became the newest text:
    it collided with what someone else had saved, and waits here for whoever typed it."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    verb = models.CharField(_("verb"), max_length=20)
    content = models.JSONField(_("content"), help_text=_("Every field, byline and tag as they were after the change."))
    changed = models.JSONField(
        _("what changed"), default=list, help_text=_("Names of fields, against the text before.")
    )
    base = models.PositiveIntegerField(_("started from"), null=True, help_text=_("The revision it was written over."))
    note = models.CharField(_("note"), max_length=500, blank=True)
    is_published = models.BooleanField(_("was for readers"), default=False)
    is_aside = models.BooleanField(_("set aside"), default=False)
    is_substantive = models.BooleanField(_("told to readers"), default=False)
    public_note = models.CharField(_("what readers are told"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL
    )

    merged: Sequence[str] = ()  # names of the fields that `save` took over from others

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering: ClassVar[list[str]] = ["-number"]
        default_related_name = "revisions"
        indexes = [
            models.Index(fields=["article", "-number"], name="revision_published", condition=Q(is_published=True)),
            models.Index(fields=["created_at"], name="revision_autosaved", condition=Q(verb="autosave")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_unique"),
            models.CheckConstraint(
                condition=Q(is_substantive=False) | Q(is_published=True), name="revision_told_was_published"
            ),
            models.CheckConstraint(
                condition=Q(is_aside=False) | Q(is_published=False), name="revision_aside_is_not_published"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.number}"
