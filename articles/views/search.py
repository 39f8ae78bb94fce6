"""The search page, and what its field suggests while one types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import related, search
from articles import suggestions as suggesting
from articles.models import Category


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "").strip()[: search.LONGEST_QUERY]
    articles = search.find(query)
    context = {"query": query, "articles": articles, "most": search.MOST, "words": search.words(query)}
    if not articles:
        context |= {"categories": Category.objects.top_level(), "latest": related.latest()}
    return render(request, "articles/search.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    found = suggesting.suggest(request.GET.get("q", ""))
    response = JsonResponse({"articles": found.articles, "topics": found.topics, "said": found.said})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
