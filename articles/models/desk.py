"""How people at the desk work on an article together: who is in it, what they say about it, whom they show it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Presence(models.Model):
    """Somebody has the article open. Gone by itself: whoever was not `seen_at` lately has left."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField(_("seen"), default=timezone.now)
    typed_at = models.DateTimeField(_("typed"), null=True)
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="take_overs"
    )

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        indexes = [models.Index(fields=["seen_at"], name="presence_seen")]
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.article}"


class PreviewLink(models.Model):
    """Lets somebody without an account read one revision: a lawyer, a source. Only the link's hash is stored."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="preview_links")
    revision = models.ForeignKey("articles.Revision", on_delete=models.RESTRICT, related_name="preview_links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("for whom"), max_length=100)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="preview_link_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.article}"


class Remark(models.Model):
    """What somebody says about a draft, or about some words of it; never shown to readers.

    From the desk it has a `created_by`, from outside a `link`. `quote` is what it is about, `paragraph` where it stood,
    `before` and `after` what stood around it, without gaps.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="remarks")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    revision_number = models.PositiveIntegerField(_("revision"))
    field = models.CharField(_("field"), max_length=30, blank=True)
    quote = models.CharField(_("about"), max_length=500, blank=True)
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True, blank=True)
    before = models.CharField(_("words before"), max_length=32, blank=True)
    after = models.CharField(_("words after"), max_length=32, blank=True)
    text = models.TextField(_("remark"))
    created_at = models.DateTimeField(_("said"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="remarks"
    )
    link = models.ForeignKey(PreviewLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="remarks")
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering: ClassVar[list[str]] = ["created_at", "pk"]
        indexes = [models.Index(fields=["article", "created_at"], name="remark_open", condition=Q(settled_at=None))]

    def __str__(self) -> str:
        return self.text[:80]


class BulkAct(models.Model):
    """One act on many articles, with what is needed to undo it exactly."""

    verb = models.CharField(_("verb"), max_length=20)
    given = models.JSONField(_("with"), default=dict, help_text=_("What was asked for: the tag, the category."))
    done = models.JSONField(_("done"), default=list, help_text=_("Of each article, what it was before and after."))
    refused = models.JSONField(_("refused"), default=list, help_text=_("Which articles were left alone, and why."))
    created_at = models.DateTimeField(_("done"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("bulk act")
        verbose_name_plural = _("bulk acts")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.verb} · {self.created_at:%Y-%m-%d %H:%M}"


class SavedFilter(models.Model):
    """A view of the list of articles that somebody comes back to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("what it asks for"), max_length=1000)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering: ClassVar[list[str]] = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_filter_name_once")]

    def __str__(self) -> str:
        return self.name
