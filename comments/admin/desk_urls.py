"""The addresses of the moderators' desk, below /admin/comments/moderation/."""

from django.contrib import admin
from django.urls import path

from comments.admin import desk

app_name = "moderation"

at_the_desk = admin.site.admin_view
urlpatterns = [
    path("", at_the_desk(desk.queue), name="queue"),
    path("decide/", at_the_desk(desk.decide), name="decide"),
    path("undo/", at_the_desk(desk.undo), name="undo"),
    path("claim/", at_the_desk(desk.claim), name="claim"),
]
