"""What people tell about themselves, and which mails they want: the forms for it."""

import unicodedata
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import audit, names, portraits
from accounts.models import User

NAME_HELP = _("Shown beside your comments. Your e-mail address never is.")
IN_BIO = {"\n", "\t", "\u200c", "\u200d"}  # the last two shape words of some scripts, and pictures made of several


class NameForm(forms.ModelForm):
    """Of a User. Raises nothing; a name that somebody else could be taken for is a problem of the field."""

    display_name = forms.CharField(label=_("Public name"), help_text=NAME_HELP, max_length=200)

    class Meta:
        model = User
        fields: tuple[str, ...] = ("display_name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].widget.attrs |= {"autocomplete": "nickname", "maxlength": names.LONGEST}

    def clean_display_name(self) -> str:
        wanted = self.cleaned_data["display_name"]
        if not wanted or wanted == self.instance.display_name:  # what they have they keep, also if it was given them
            return str(wanted)
        return names.chosen(wanted, by=self.instance)


def may_name(form: NameForm, request: HttpRequest) -> bool:
    """Whether the form is right, and its name not one too many. Names that are refused count apart: choosing one takes
    some tries, and who found one must be able to go on."""
    is_right = form.is_valid()
    if ratelimit.consume(request, action="name" if is_right else "name_refused", user=form.instance):
        return is_right
    form.errors.clear()
    form.add_error("display_name", _("You have tried many names. Wait an hour, then choose one."))
    return False


class ProfileForm(NameForm):
    class Meta(NameForm.Meta):
        fields = ("display_name", "bio")
        labels = {"bio": _("About you")}
        help_texts = {"bio": _("A sentence or two, if you like. At most 500 characters.")}
        widgets = {"bio": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = bool(self.instance.display_name)

    def clean_bio(self) -> str:
        """Plain text: nothing in it turns the writing direction of what stands behind it, or hides."""
        lines = self.cleaned_data["bio"].replace("\r\n", "\n").replace("\r", "\n")
        return "".join(sign for sign in lines if sign in IN_BIO or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})


class NamedByTheDesk(forms.ModelForm):
    """A form about somebody else, who gets no name by it that they could not choose; what they are is in it as well."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        wanted = cleaned.get("display_name")
        if wanted and wanted != self.instance.display_name:
            to_be = User(pk=self.instance.pk, is_staff=cleaned.get("is_staff", self.instance.is_staff))
            try:
                cleaned["display_name"] = names.chosen(wanted, by=to_be)
            except ValidationError as error:
                self.add_error("display_name", error)
        return cleaned


class PortraitForm(forms.Form):
    portrait = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF, at most 5 MB. It is cut to a square."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
    )

    def clean_portrait(self) -> Any:
        file = self.cleaned_data["portrait"]
        portraits.check_size(file.size)
        return file


class MailForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("mail_followed", "mail_newsletter")
        labels = {
            "mail_followed": _("New articles on what I follow"),
            "mail_newsletter": _("The newsletter"),
        }


def save(form: forms.ModelForm, request: HttpRequest) -> None:
    """What was changed, and nothing else of the row."""
    former: dict[str, Any] = {key: form.initial.get(key) for key in form.changed_data}
    user = form.instance
    user.save(update_fields=form.changed_data)
    if "display_name" in former:
        named = {"name": user.display_name, "former": str(former["display_name"])}
        audit.record("change_name", by=user, request=request, subject=user, personal=named)
