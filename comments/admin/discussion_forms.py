"""What moderators send to decide about a whole discussion."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.forms.times import PublicationTimeField, zone_name
from comments import steering
from comments.models import Discussion, Mode
from comments.steering import Act

SHORTEST, DAY = 5, 24 * 60 * 60  # seconds
NOTE = 200  # characters, as the columns have


class AboutDiscussion(forms.Form):
    """`seen` is how the discussion was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(label=_("Why, for other moderators"), max_length=steering.LONGEST, required=False)

    def act(self, by: Any) -> Act:
        return Act(by, self.cleaned_data["why"], self.cleaned_data["seen"])

    def carry_out(self, article_id: int, *, by: Any) -> Any:
        """Raises what the verbs raise."""
        raise NotImplementedError


class ModeForm(AboutDiscussion):
    mode = forms.ChoiceField(
        label=_("What is written here"),
        choices=[("", _("As elsewhere")), *Mode.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    mode_note = forms.CharField(label=_("What readers are told about it"), max_length=NOTE, required=False)
    field_order = ("mode", "mode_note", "why", "seen")

    def carry_out(self, article_id: int, *, by: Any) -> Any:
        return steering.set_mode(
            article_id, self.cleaned_data["mode"], self.cleaned_data["mode_note"], act=self.act(by)
        )


class CloseForm(AboutDiscussion):
    closed_note = forms.CharField(label=_("What readers are told"), max_length=NOTE, required=False)
    closes_at = PublicationTimeField(required=False)
    is_now = forms.BooleanField(widget=forms.HiddenInput, required=False)  # whatever time stands there
    field_order = ("closed_note", "closes_at", "why", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].label = _("Time (%(zone)s)") % {"zone": _zone()}

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if not sent["is_now"] and not sent.get("closes_at") and "closes_at" not in self.errors:
            self.add_error("closes_at", _("Give the time at which it closes."))
        return sent

    def carry_out(self, article_id: int, *, by: Any) -> Any:
        sent = self.cleaned_data
        at = None if sent["is_now"] else sent["closes_at"]
        return steering.close(article_id, sent["closed_note"], at=at, act=self.act(by))


class SlowForm(AboutDiscussion):
    slow_seconds = forms.IntegerField(
        label=_("Seconds between two comments of one reader"), min_value=SHORTEST, max_value=DAY
    )
    slow_until = PublicationTimeField()
    field_order = ("slow_seconds", "slow_until", "why", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slow_until"].label = _("Until (%(zone)s)") % {"zone": _zone()}

    def carry_out(self, article_id: int, *, by: Any) -> Any:
        return steering.slow(
            article_id, self.cleaned_data["slow_seconds"], self.cleaned_data["slow_until"], act=self.act(by)
        )


class WithholdForm(AboutDiscussion):
    withheld_note = forms.CharField(label=_("What readers are told instead"), max_length=NOTE)
    field_order = ("withheld_note", "why", "seen")

    def carry_out(self, article_id: int, *, by: Any) -> Any:
        return steering.withhold(article_id, self.cleaned_data["withheld_note"], act=self.act(by))


class OpenForm(AboutDiscussion):
    def carry_out(self, article_id: int, *, by: Any) -> Any:
        return steering.open_again(article_id, act=self.act(by))


class SpeedForm(AboutDiscussion):
    def carry_out(self, article_id: int, *, by: Any) -> Any:
        return steering.speed_up(article_id, act=self.act(by))


class RestoreForm(AboutDiscussion):
    def carry_out(self, article_id: int, *, by: Any) -> Any:
        return steering.restore(article_id, act=self.act(by))


FORMS: dict[str, tuple[type[AboutDiscussion], steering.Verb]] = {
    "mode": (ModeForm, steering.Verb.MODE),
    "close": (CloseForm, steering.Verb.CLOSE),
    "open": (OpenForm, steering.Verb.OPEN),
    "slow": (SlowForm, steering.Verb.SLOW),
    "speed": (SpeedForm, steering.Verb.SPEED),
    "withhold": (WithholdForm, steering.Verb.WITHHOLD),
    "restore": (RestoreForm, steering.Verb.RESTORE),
}


def of(discussion: Discussion) -> dict[str, AboutDiscussion]:
    """Filled in with how it is."""
    return {name: form_of(name, discussion) for name in FORMS}


def form_of(name: str, discussion: Discussion, sent: Any = None) -> AboutDiscussion:
    """What was `sent` stays typed, and is compared with how the discussion is now when it is sent again."""
    kind, verb = FORMS[name]
    columns = steering.ABOUT[verb]
    initial = {column: getattr(discussion, column) for column in columns}
    seen = steering.as_shown(discussion, columns)
    made = kind(sent, initial={**initial, "seen": seen}, auto_id=f"{name}_%s", label_suffix="")
    for field_name, field in made.fields.items():
        if isinstance(field, PublicationTimeField):
            field.keep(initial.get(field_name))
    return made


def _zone() -> str:
    """By whose clocks, wherever the moderator is."""
    return f"{timezone.get_current_timezone_name()}, {zone_name()}"
