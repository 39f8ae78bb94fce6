"""The addresses of errors that readers found, below /admin/comments/articleerror/."""

from django.contrib import admin
from django.urls import path

from comments.admin import errors

app_name = "errors"

urlpatterns = [
    path("", admin.site.admin_view(errors.waiting), name="waiting"),
    path("<int:error_id>/", admin.site.admin_view(errors.one), name="one"),
]
