"""The addresses of what readers say."""

from django.urls import path

from comments.views import discussion, writing

app_name = "comments"

urlpatterns = [
    path("<int:article_id>/draft/", writing.draft, name="draft"),
    path("<int:article_id>/write/", writing.write, name="write"),
    path("sent/<int:comment_id>/", writing.sent, name="sent"),
    path("own/", writing.own, name="own"),
]

# The same for everyone, so not below /comments/, where sessions are.
public = [
    path("<int:article_id>/", discussion.page, name="discussion"),
    path("<int:article_id>/changes.json", discussion.changes, name="discussion_changes"),
    path("comment/<int:comment_id>/", discussion.branch, name="comment"),
]
