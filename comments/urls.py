"""The addresses of what readers say."""

from django.urls import path

from comments import views

app_name = "comments"

urlpatterns = [
    path("<int:article_id>/draft/", views.draft, name="draft"),
    path("<int:article_id>/write/", views.write, name="write"),
    path("sent/<int:comment_id>/", views.sent, name="sent"),
    path("own/", views.own, name="own"),
]
