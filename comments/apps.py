"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from accounts import merging, naming, personal_data, sections
        from articles.models import commented
        from comments import asking, by_reader, counts, inbox, mail_choices  # models are loaded only now
        from comments import merging as moving
        from comments import personal_data as own

        commented.register(counts.COMMENTS)
        naming.is_asked_by(asking.asks_for_name)
        personal_data.register("comments", *own.HOLDINGS, eraser=own.erase)
        merging.register("comments", *moving.MOVERS, stays=moving.STAYS)
        name, action = _("Your comments"), _("Read")
        replies = _("Replies and mentions")
        sections.add(
            sections.Section(sections.Group.READING, "comments:own", name, by_reader.summary, action),
            sections.Section(sections.Group.READING, "comments:notices", replies, inbox.summary, action),
            sections.Section(sections.Group.MAIL, "comments:mail", _("Mail about replies"), mail_choices.summary),
        )
