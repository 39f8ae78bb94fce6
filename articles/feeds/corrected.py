"""Corrections under the text of an article, in its feeds."""

from django.template.loader import render_to_string

from articles.models import Article


def notes(article: Article) -> str:
    """Nothing for an article that was never corrected."""
    told = article.told_corrections
    return render_to_string("articles/_corrections_in_feed.html", {"corrections": told}) if told else ""
