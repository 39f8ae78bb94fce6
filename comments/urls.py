"""The addresses of what readers say."""

from django.urls import path

from comments.views import acting, appealing, discussion, errors, for_programs, notices, own_acts, transparency, writing

app_name = "comments"

urlpatterns = [
    path("<int:article_id>/draft/", writing.draft, name="draft"),
    path("<int:article_id>/write/", writing.write, name="write"),
    path("<int:article_id>/error/", errors.error, name="error"),
    path("errors/", errors.errors, name="errors"),
    path("sent/<int:comment_id>/", writing.sent, name="sent"),
    path("own/", writing.own, name="own"),
    path("mail/", notices.mail, name="mail"),
    path("mail/unmute/", notices.unmute, name="unmute"),
    path("unsubscribe/<str:token>/", notices.unsubscribe, name="unsubscribe"),
    path("notices/", notices.page, name="notices"),
    path("notices.json", notices.newest, name="notices_newest"),
    path("ignored/", own_acts.ignored, name="ignored"),
    path("sanctions/", appealing.sanctions, name="sanctions"),
    path("sanctions/<int:sanction_id>/appeal/", appealing.sanction, name="sanction_appeal"),
    path("<int:comment_id>/appeal/", appealing.comment, name="appeal"),
    path("<int:comment_id>/", acting.acts, name="acts"),
    path("<int:comment_id>/recommend/", acting.recommend, name="recommend"),
    path("<int:comment_id>/report/", acting.report, name="report"),
    path("<int:comment_id>/ignore/", acting.ignore, name="ignore"),
    path("<int:comment_id>/mute/", acting.mute, name="mute"),
    path("<int:comment_id>/edit/", own_acts.edit, name="edit"),
    path("<int:comment_id>/remove/", own_acts.remove, name="remove"),
    path("<int:article_id>/marks.json", acting.marks, name="marks"),
]

# The same for everyone, so not below /comments/, where sessions are.
public = [
    path("<int:article_id>/", discussion.page, name="discussion"),
    path("<int:article_id>/changes.json", discussion.changes, name="discussion_changes"),
    path("<int:article_id>/comments.json", for_programs.page, name="discussion_json"),
    path("<int:article_id>/feed/", for_programs.feed, name="discussion_feed"),
    path("<int:article_id>/feed/<form:form>/", for_programs.feed, name="discussion_feed_in"),
    path("transparency/", transparency.page, name="transparency"),
    path("transparency/<year:year>-<month:month>/", transparency.month, name="transparency_month"),
    path("transparency.json", transparency.for_machines, name="transparency_json"),
    path("comment/<int:comment_id>/", discussion.branch, name="comment"),
    path("comment/<int:comment_id>/comments.json", for_programs.branch, name="comment_json"),
    path("comment/<int:comment_id>/changes/", discussion.former_texts, name="comment_changes"),
]
