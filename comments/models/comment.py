"""What a reader says about an article."""

import secrets
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
STEP = 12  # characters of `path` a level takes
MAX_DEPTH = 49
PAST = "{"  # sorts behind every character of a path


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

    def listed(self) -> "CommentQuerySet":
        """What is visible, and the places above it, of whatever became of what stood there."""
        return self.filter(is_listed__in=[True])  # what Django makes of a plain comparison enters no index of SQLite

    def below(self, path: str) -> "CommentQuerySet":
        """The replies to the comment with that path, and the replies to those. To be used within one article."""
        return self.filter(path__gt=path, path__lt=path + PAST)

    def in_thread_order(self) -> "CommentQuerySet":
        return self.order_by("article_id", "path")


class Comment(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending", _("Pending")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")
        RETURNED = "returned", _("Returned to its author")
        WITHDRAWN = "withdrawn", _("Removed by its author")

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        PINGBACK = "pingback", _("Mention by another site")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="replies")
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
    source = models.TextField(_("as it was written"), blank=True, editable=False, help_text=_("In Markdown."))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PENDING)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited by its author"), null=True, blank=True, editable=False)
    queued_at = models.DateTimeField(
        _("waiting since"), null=True, blank=True, editable=False, help_text=_("For a moderator. Empty: for nobody.")
    )
    # Why: rows of {"rule": …, "words": …}, and the version of the rules that said so.
    held_for = models.JSONField(_("held for"), default=list, blank=True, editable=False)
    rules_version = models.PositiveBigIntegerField(_("version of the rules"), null=True, editable=False)
    is_suspect = models.BooleanField(_("suspect"), default=False, editable=False)
    likeness = models.FloatField(
        _("like refused ones"), null=True, editable=False, help_text=_("0 to 1: how much it is like what was refused.")
    )
    report_weight = models.FloatField(_("weight of open reports"), default=0, db_default=0, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_until = models.DateTimeField(_("claimed until"), null=True, editable=False)
    featured_at = models.DateTimeField(_("chosen by the desk"), null=True, blank=True, editable=False)
    featured_note = models.CharField(_("why it was chosen"), max_length=200, blank=True)
    # Both are counted by triggers of the database, so that nothing can change a comment without them.
    visible_replies = models.PositiveIntegerField(_("visible replies"), default=0, db_default=0, editable=False)
    recommendations = models.PositiveIntegerField(_("recommendations"), default=0, db_default=0, editable=False)
    is_listed = models.GeneratedField(
        expression=Q(status="approved") | Q(visible_replies__gt=0),  # type: ignore[arg-type]  # the stubs know no Q here
        output_field=models.BooleanField(_("listed")),
        db_persist=True,
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "-created_at"], name="comment_queue"),
            models.Index(fields=["status", "is_suspect", "created_at", "id"], name="comment_to_decide"),
            models.Index(fields=["-report_weight", "id"], name="comment_reported", condition=Q(report_weight__gt=0)),
            models.Index(fields=["user", "-created_at"], name="comment_by_reader"),
            models.Index(fields=["user", "status"], name="comment_history"),
            models.Index(fields=["article", "is_listed", "path", "depth"], name="comment_in_thread"),
            # The ways to sort what begins a thread: comments/sorting.py.
            models.Index(fields=["article", "depth", "is_listed", "-created_at", "-id"], name="comment_newest"),
            models.Index(fields=["article", "depth", "is_listed", "-visible_replies", "-id"], name="comment_replied"),
            models.Index(
                fields=["article", "depth", "is_listed", "-recommendations", "-id"], name="comment_recommended"
            ),
            models.Index(fields=["article", "-featured_at", "-id"], name="comment_featured"),
            models.Index(
                fields=["article", "-created_at", "-id"], name="comment_in_feed", condition=Q(status="approved")
            ),
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

    def save(self, **options: Any) -> None:
        """Everything but what the database counts: this may have been read before somebody answered."""
        if not self._state.adding and options.get("update_fields") is None:
            options["update_fields"] = SAVED
        super().save(**options)

    @property
    def is_visible(self) -> bool:
        return self.status == self.Status.APPROVED

    @property
    def portrait_address(self) -> str:
        """Empty without one, and of those who are locked out: theirs is sent to nobody."""
        return self.user.portrait_address if self.user and self.user.is_active else ""

    @property
    def author_name(self) -> str:
        if self.user:
            return self.user.public_name
        return self.guest_name or str(_("Anonymous"))


COUNTED = {"visible_replies", "recommendations"}
SAVED = [
    each.name
    for each in Comment._meta.concrete_fields
    if not each.primary_key and not each.generated and each.name not in COUNTED
]
