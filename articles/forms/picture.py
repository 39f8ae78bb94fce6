"""Pictures and files as the desk takes them in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.models import MediaFile, Picture


class PictureForm(forms.ModelForm):
    """What is uploaded is looked at while the form is checked, so that a bad file is an error beside its field."""

    upload = forms.FileField(
        label=_("Picture file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF, up to 40 MB. A new file replaces the old one everywhere."),
    )

    class Meta:
        model = Picture
        fields = ("alt", "is_decorative", "caption", "credit", "title", "licence", "focal_x", "focal_y")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "upload" in self.fields:
            self.fields["upload"].required = not self.instance.original

    def clean_upload(self) -> bytes | None:
        upload = self.cleaned_data["upload"]
        if not upload:
            return None
        if upload.size > renditions.MAX_BYTES:
            raise ValidationError(_("The file is larger than %s MB.") % (renditions.MAX_BYTES // 1024 // 1024))
        content: bytes = upload.read()
        try:
            renditions.open_picture(content).load()
        except (OSError, ValueError, SyntaxError) as error:
            raise ValidationError(_("The picture is damaged: save or send it again.")) from error
        return content

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_decorative") and cleaned.get("alt"):
            self.add_error("is_decorative", _("Either it has a text for those who cannot see it, or it is decorative."))
        return cleaned

    def store(self) -> Picture:
        """Saves, with the new file if there is one."""
        content = self.cleaned_data.get("upload")
        if content:
            return renditions.store_original(self.instance, content, soon=True)
        if self.instance.original and {"focal_x", "focal_y"} & set(self.changed_data):
            renditions.refocus(self.instance)
        else:
            self.instance.save()
        return self.instance


class QuickPictureForm(PictureForm):
    """What must be known of a picture to put it into a text."""

    class Meta:
        model = Picture
        fields = ("alt", "is_decorative", "caption", "credit")
        widgets = {"caption": forms.TextInput()}

    field_order = ("upload", "alt", "is_decorative", "caption", "credit")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("alt") and not cleaned.get("is_decorative"):
            self.add_error("alt", _("Say what it shows, or tick “decorative”."))
        return cleaned


class MediaFileForm(forms.ModelForm):
    upload = forms.FileField(label=_("File"), required=False, help_text=_("MP3, M4A, OGG, WAV, MP4, WebM, MOV or PDF."))

    class Meta:
        model = MediaFile
        fields = ("title", "kind", "caption")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "upload" in self.fields:
            self.fields["upload"].required = not self.instance.file

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload and upload.name.rpartition(".")[2].lower() not in renditions.MEDIA_TYPES:
            raise ValidationError(_("Files of this kind are not taken."))
        return upload

    def store(self) -> MediaFile:
        upload = self.cleaned_data.get("upload")
        if upload:
            return renditions.store_file(self.instance, upload.name, upload)
        self.instance.save()
        return self.instance
