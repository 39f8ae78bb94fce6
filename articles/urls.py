"""The addresses of the journalism."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "articles"


def placeholder(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("media/pictures/<int:picture_id>/<slug:version>/<slug:name>.webp", placeholder, name="picture_file"),
    path("media/files/<int:media_file_id>/<slug:version>/", placeholder, name="media_file"),
    path("<slug:slug>/", placeholder, name="category"),
    path("author/<slug:slug>/", placeholder, name="author"),
    path("<slug:category>/<slug:slug>/", placeholder, name="article"),
]
