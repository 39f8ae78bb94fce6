"""What the worker does by the clock."""

import django_q.admin
from django.contrib import admin
from django.db.models import DateTimeField
from django_q.models import Schedule

from articles.forms.times import PublicationTimeField

admin.site.unregister(Schedule)


@admin.register(Schedule)
class ScheduleAdmin(django_q.admin.ScheduleAdmin):
    """One field for a time, with a label; the stock one has two, of which neither has."""

    formfield_overrides = {DateTimeField: {"form_class": PublicationTimeField}}
