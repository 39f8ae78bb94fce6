"""When it appears, and when it ends. Of these no reason overrides one: `publishing` refuses them by itself."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.preflight.finding import Finding, final
from articles.preflight.subject import Subject


def not_in_the_past(subject: Subject) -> Iterator[Finding]:
    if subject.asked_for and subject.asked_for <= subject.now:
        words = _("%s has passed. Publish it now, or choose a later time.") % _clock(subject.asked_for)
        yield final("time_passed", "appear_at", words)


def not_before_the_embargo(subject: Subject) -> Iterator[Finding]:
    embargo = subject.time("embargo_until")
    if embargo and subject.at < embargo:
        words = _("The source's embargo ends at %s: publish or schedule it after that.") % _clock(embargo)
        yield final("embargo", "embargo_until", words)


def not_over_before_it_begins(subject: Subject) -> Iterator[Finding]:
    ends = subject.time("unpublish_at")
    if ends and ends <= subject.at:
        words = _("It would leave the site before it appears: change or clear “Ends”.")
        yield final("ends_before", "unpublish_at", words)


def _clock(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "M j, Y, H:i T")
