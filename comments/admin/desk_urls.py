"""The addresses of the moderators' desk, below /admin/comments/moderation/."""

from django.contrib import admin
from django.urls import path

from comments.admin import appeals, desk, discussions, exports, log, readers, replies, second_reviews
from comments.admin.discussion_forms import FORMS

app_name = "moderation"

at_the_desk = admin.site.admin_view
urlpatterns = [
    path("", at_the_desk(desk.queue), name="queue"),
    path("decide/", at_the_desk(desk.decide), name="decide"),
    path("undo/", at_the_desk(desk.undo), name="undo"),
    path("reply/<int:comment_id>/", at_the_desk(replies.reply), name="reply"),
    path("claim/", at_the_desk(desk.claim), name="claim"),
    path("log/", at_the_desk(log.log), name="log"),
    path("export/", at_the_desk(exports.export), name="export"),
    path("discussions/", at_the_desk(discussions.differing), name="discussions"),
    path("discussions/<int:article_id>/", at_the_desk(discussions.discussion), name="discussion"),
    *(
        path(
            f"discussions/<int:article_id>/{name}/",
            at_the_desk(discussions.act),
            {"name": name},
            name=f"{name}_discussion",
        )
        for name in FORMS
    ),
    path("appeals/", at_the_desk(appeals.waiting), name="appeals"),
    path("appeals/<int:appeal_id>/decide/", at_the_desk(appeals.decide), name="decide_appeal"),
    path("reviews/", at_the_desk(second_reviews.cards), name="reviews"),
    path("reviews/decide/", at_the_desk(second_reviews.decide), name="decide_review"),
    path("reviews/undo/", at_the_desk(second_reviews.undo), name="undo_review"),
    path("reviews/claim/", at_the_desk(second_reviews.claim), name="claim_review"),
    path("reviews/agreement/", at_the_desk(second_reviews.agreements), name="agreement"),
    path("reviews/disagreements/", at_the_desk(second_reviews.disagreements), name="disagreements"),
    path("readers/<int:user_id>/", at_the_desk(readers.reader), name="reader"),
    path("readers/<int:user_id>/sanction/", at_the_desk(readers.sanction), name="sanction"),
    path("readers/<int:user_id>/sanction/<int:sanction_id>/lift/", at_the_desk(readers.lift), name="lift"),
    path("readers/<int:user_id>/note/", at_the_desk(readers.note), name="note"),
]
