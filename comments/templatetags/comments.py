"""What templates need to show comments."""

from typing import Any

from django import template

from articles.models import Article
from comments import threads

register = template.Library()


@register.inclusion_tag("comments/_thread.html")
def thread(article: Article) -> dict[str, Any]:
    return {"article": article, "thread": threads.thread(article)}
