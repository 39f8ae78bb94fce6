"""Points in time as the desk types them: one field, in the publication's zone."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

YEARS = range(1000, 3000)  # near the ends of what Python counts, a change of zone overflows
AS_BROWSERS_SEND = "%Y-%m-%dT%H:%M"


def zone_name(moment: datetime | None = None) -> str:
    """EST or EDT: what the clocks of the publication are on, then or now."""
    return f"{timezone.localtime(moment):%Z}"


def zone_label(moment: datetime | None = None) -> str:
    """Whose clocks a time is told by. Whether they are on EST or EDT then can be said of a known time only."""
    zone = timezone.get_current_timezone_name()
    place = _("%s time") % zone.rpartition("/")[2].replace("_", " ") if "/" in zone else zone
    name = zone_name(moment) if moment else place
    return place if name == place else f"{place}, {name}"


class PublicationTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format=AS_BROWSERS_SEND)


class PublicationTimeField(forms.DateTimeField):
    """Where a clock change makes an hour happen twice or not at all it says so instead of guessing."""

    widget = PublicationTimeInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "widget": PublicationTimeInput})
        self.stored: datetime | None = None

    def keep(self, stored: datetime | None) -> None:
        """Browsers send minutes only. A time nobody touched keeps its seconds, and which of two hours it was."""
        self.stored = stored

    def to_python(self, value: Any) -> datetime | None:
        if self.stored and value == f"{timezone.localtime(self.stored):{AS_BROWSERS_SEND}}":
            return self.stored
        try:
            moment = super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            naive = (error.params or {})["datetime"]
            _check_year(naive)
            raise ValidationError(_why_not(naive), code=error.code) from error
        _check_year(moment)
        return moment


def _check_year(moment: datetime | None) -> None:
    if moment and moment.year not in YEARS:
        raise ValidationError(_("Write the year with four digits, as in 2026."), code="year")


def _why_not(naive: datetime) -> str:
    zone = timezone.get_current_timezone()
    before, after = (zone.utcoffset(naive.replace(fold=fold)) for fold in (0, 1))
    happens_twice = before is not None and after is not None and before > after
    sentence = (
        _("The clocks go back that night, so %(time)s comes twice. Choose a time before or after that hour.")
        if happens_twice
        else _("The clocks go forward that night, so there is no %(time)s. Choose a time before or after that hour.")
    )
    return sentence % {"time": f"{naive:%H:%M}"}
