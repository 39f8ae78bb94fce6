"""The addresses behind one preview link. Files stand below it, too: nobody else may fetch them yet."""

from django.urls import path

from articles.views import preview

urlpatterns = [
    path("", preview.preview, name="preview"),
    path(
        "media/pictures/<int:picture_id>/<words:version>/<rendition:name>", preview.picture_file, name="preview_picture"
    ),
    path("media/files/<int:media_file_id>/<words:version>/", preview.media_file, name="preview_file"),
]
