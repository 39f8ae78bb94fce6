"""The search page, and what its field suggests while one types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import search
from articles import suggestions as suggesting


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "").strip()[: search.LONGEST_QUERY]
    articles = list(search.find(query))
    return render(request, "articles/search.html", {"query": query, "articles": articles, "most": search.MOST})


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    found = suggesting.suggest(request.GET.get("q", ""))
    response = JsonResponse({"articles": found.articles, "topics": found.topics, "said": found.said})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
