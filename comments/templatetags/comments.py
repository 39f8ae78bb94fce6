"""What templates need to show comments."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from articles import body
from articles.models import Article
from comments import modes, posting, sorting, threads
from comments.models import Comment, FormerText

register = template.Library()


@register.inclusion_tag("comments/_thread.html")
def thread(article: Article) -> dict[str, Any]:
    found, told = threads.thread(article), modes.for_anybody(article)
    return {"article": article, "thread": found, "sorts": sorting.ALL, "closed": told.refused, "waits": told.waits}


@register.inclusion_tag("comments/_leave.html")
def leave_comment(article: Article, waits: list[str]) -> dict[str, Any]:
    return {"article": article, "waits": waits, "longest": posting.LONGEST}


@register.filter
def remark(comment: Comment | FormerText) -> SafeString:
    return body.render_remark(comment.body)
