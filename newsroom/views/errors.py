"""What readers get instead of the page they asked for: a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from articles import related


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"latest": related.latest()}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"latest": related.latest()}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Without the request: what is wrong with it may be its host, which the menus would ask for.
    return HttpResponse(render_to_string("400.html", {"latest": related.latest()}), status=400)


def failed(request: HttpRequest) -> HttpResponse:
    # Without a database, which may be what failed.
    return HttpResponse(render_to_string("500.html"), status=500)
