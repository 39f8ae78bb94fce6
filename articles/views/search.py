"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import search


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "").strip()[: search.LONGEST_QUERY]
    articles = list(search.find(query))
    return render(request, "articles/search.html", {"query": query, "articles": articles, "most": search.MOST})
