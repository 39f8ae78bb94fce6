"""What is to be done with many articles."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.models import Tag

from articles.bulk import MOST, Change, Plan
from articles.forms.tags import TagsField
from articles.models import Category

VERBS = [
    ("add_tag", gettext_lazy("Add a tag")),
    ("remove_tag", gettext_lazy("Remove a tag")),
    ("category", gettext_lazy("Move to another category")),
    ("unpublish", gettext_lazy("Unpublish: readers no longer get them")),
]
LONGEST = MOST * 12  # characters of so many keys
GOOD_FOR = 60 * 60  # seconds


class BulkForm(forms.Form):
    keys = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)
    verb = forms.ChoiceField(label=gettext_lazy("What to do"), choices=VERBS, widget=forms.RadioSelect)
    tag = TagsField(label=gettext_lazy("Tag"), required=False)
    category = forms.ModelChoiceField(Category.objects.all(), label=gettext_lazy("Category"), required=False)

    def __init__(self, *args: Any, may_publish: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            self.fields["verb"].choices = [each for each in VERBS if each[0] != "unpublish"]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_keys(self) -> list[int]:
        words = self.cleaned_data["keys"].split(",")
        if not all(word.isascii() and word.isdecimal() and len(word) < 19 for word in words):
            raise forms.ValidationError(_("Choose the articles in the list."))
        return sorted({int(word) for word in words})[:MOST]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        verb = given.get("verb", "")
        if verb.endswith("_tag") and "tag" in given and len(given["tag"]) != 1:
            self.add_error("tag", _("Write one tag."))
        if verb == "category" and not given.get("category"):
            self.add_error("category", _("Choose the category."))
        return given

    def change(self) -> Change:
        verb, category = self.cleaned_data["verb"], self.cleaned_data.get("category")
        if verb == "category" and category:
            return Change(verb, str(category.pk))
        return Change(verb, _as_there(self.cleaned_data["tag"][0])) if verb.endswith("_tag") else Change(verb)


def _as_there(name: str) -> str:
    """“Gun control”, if that is how it is written already."""
    found = Tag.objects.filter(name__iexact=name).first()
    return found.name if found else name


def sealed(change: Change, plan: Plan, user_id: int, act_id: int | None = None) -> str:
    """What was looked at, for one person to confirm as it is."""
    said = {"verb": change.verb, "given": change.given, "plan": list(plan), "user": user_id, "act": act_id}
    return signing.dumps(said, salt="articles.bulk", compress=True)


def opened(token: str, user_id: int) -> tuple[Change, Plan, int | None]:
    """Raises signing.BadSignature for what is not theirs, not ours, or too old."""
    said = signing.loads(token, salt="articles.bulk", max_age=GOOD_FOR)
    if said["user"] != user_id:
        raise signing.BadSignature
    return Change(said["verb"], said["given"]), [(key, number) for key, number in said["plan"]], said["act"]
