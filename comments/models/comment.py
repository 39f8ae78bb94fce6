"""What a reader says about an article."""

import secrets
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
STEP = 12  # characters of `path` a level takes
MAX_DEPTH = 49


def base36(number: int, width: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits.rjust(width, "0")[-width:]


def path_step(written_at: datetime, tie_breaker: int | None = None) -> str:
    """One level of a path: sorts by the millisecond it was written, then by the tie breaker (random if none)."""
    milliseconds = max(0, int(written_at.timestamp() * 1000))
    last = secrets.randbelow(36**4) if tie_breaker is None else tie_breaker
    return base36(milliseconds, 8) + base36(last, 4)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible(self) -> "CommentQuerySet":
        return self.filter(status=Comment.Status.APPROVED)

    def removed(self) -> "CommentQuerySet":
        """By those who wrote them: empty, and there only for what was answered."""
        return self.filter(**Comment.REMOVED)

    def in_discussion(self) -> "CommentQuerySet":
        """What is visible, and the empty places above it."""
        below = Comment.objects.visible().filter(article=OuterRef("article"), path__startswith=OuterRef("path"))
        return self.filter(Q(status=Comment.Status.APPROVED) | Q(Exists(below), **Comment.REMOVED))

    def in_thread_order(self) -> "CommentQuerySet":
        return self.order_by("article_id", "path")


class Comment(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending", _("Pending")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        PINGBACK = "pingback", _("Mention by another site")

    # What is left of one whose author wanted it gone. A moderator's "rejected" keeps its text and author.
    REMOVED: ClassVar[dict[str, Any]] = {
        "status": Status.REJECTED,
        "body": "",
        "user_id": None,
        "guest_name": "",
        "guest_email": "",
    }

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    path = models.CharField(
        _("path"),
        max_length=STEP * (MAX_DEPTH + 1),
        editable=False,
        help_text=_("The steps from the root of the thread, so that sorting by it gives reading order."),
    )
    depth = models.PositiveSmallIntegerField(_("depth"), default=0, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.COMMENT)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    guest_name = models.CharField(_("guest's name"), max_length=250, blank=True)
    guest_email = models.EmailField(_("guest's e-mail"), max_length=254, blank=True, help_text=_("Never shown."))
    guest_url = models.CharField(_("guest's site"), max_length=500, blank=True)
    ip_address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    body = models.TextField(_("text"), help_text=_("Sanitised HTML."))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PENDING)
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "-created_at"], name="comment_queue"),
            models.Index(fields=["article", "status", "path"], name="comment_thread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "path"], name="comment_path_unique"),
            models.CheckConstraint(
                condition=Q(parent=None, depth=0) | Q(parent__isnull=False, depth__gt=0), name="comment_depth_fits"
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="comment_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.body[:60]}"

    @property
    def was_removed(self) -> bool:
        return all(getattr(self, name) == value for name, value in self.REMOVED.items())

    @property
    def portrait_address(self) -> str:
        """Empty without one, and of those who are locked out: theirs is sent to nobody."""
        return self.user.portrait_address if self.user and self.user.is_active else ""

    @property
    def author_name(self) -> str:
        if self.user:
            return self.user.public_name
        return self.guest_name or str(_("Anonymous"))
