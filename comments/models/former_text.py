"""What a comment said before its author changed it. Readers can see it: whoever answered, answered that."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class FormerText(models.Model):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="former_texts")
    source = models.TextField(_("as it was written"))
    body = models.TextField(_("text"), help_text=_("Sanitised HTML."))
    until = models.DateTimeField(_("until"), default=timezone.now)

    class Meta:
        verbose_name = _("former text")
        verbose_name_plural = _("former texts")
        indexes = [models.Index(fields=["comment", "until"], name="former_text_in_order")]

    def __str__(self) -> str:
        return f"{self.comment_id}, {self.until}"
