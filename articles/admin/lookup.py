"""What writers may look up while they write, whatever else they may do with it."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import Media, Select
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles import waiting
from articles.admin.unseen import TellsNothingOfOthers, namer
from articles.models import Article

LONGEST_KEY = 18  # digits that every database can count
MOST_NAMED = 20
WRITING = ("articles.add_article", "articles.change_article")


class SeenByWriters:
    """For the admin of a model that articles refer to: whoever writes may find and open its rows."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_view_permission(request, obj)  # type: ignore[misc]  # ModelAdmin comes after it
        return allowed or any(request.user.has_perm(permission) for permission in WRITING)


class KeptWhileUsed(TellsNothingOfOthers):
    """For the admin of a model that texts show: no text loses what it shows. The page that refuses names the texts.

    That goes for what is not published yet, too.
    """

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        shown, counts, missing, protected = super().get_deleted_objects(objs, request)
        for relation in self.model._meta.related_objects:  # type: ignore[attr-defined]  # mixed into a ModelAdmin
            if relation.many_to_many:  # also those of packages above
                texts = relation.related_model.objects.filter(**{f"{relation.field.name}__in": objs}).distinct()
                name = namer(request, shown_texts := texts[:MOST_NAMED])
                protected += list(dict.fromkeys(name(text) for text in shown_texts))
        pending = waiting.users_of(self.model, {each.pk for each in objs}, Article.objects.all())  # type: ignore[attr-defined]  # mixed into a ModelAdmin
        waiting_texts = Article.objects.filter(pk__in=pending[:MOST_NAMED])
        name = namer(request, waiting_texts)
        protected += [said for text in waiting_texts if (said := name(text)) not in protected]
        return shown, counts, missing, protected


class Autocomplete(AutocompleteSelect):
    """What is chosen, and where static/js/desk/combobox.js finds the others: Django's own needs jQuery and select2.

    Shows a form again whatever was sent in place of a key; Django's own asks the database for it.
    """

    media = Media(css={"all": ["css/desk_combobox.css"]})

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        field = self.field
        return {
            **Select.build_attrs(self, base_attrs, extra_attrs),
            "class": "desk-chooser",
            "data-combobox": self.get_url(),
            "data-app-label": field.model._meta.app_label,
            "data-model-name": field.model._meta.model_name,
            "data-field-name": field.name,
            "data-allow-clear": "false" if self.is_required else "true",
            "data-words": _("Found"),
            "data-clear": _("Choose none"),
            "data-found": _("0 found"),
            "data-more": _("The first 0 of more"),
            "data-none": _("Nothing found"),
            "data-failed": _("There is no answer. Try again in a moment."),
        }

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        keys = [key for key in value if str(key).isdecimal() and len(str(key)) <= LONGEST_KEY]
        return super().optgroups(name, keys, attr)


class LooksUp:
    """For an admin with `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:  # type: ignore[attr-defined]  # ModelAdmin comes after it
            kwargs["widget"] = Autocomplete(db_field, self.admin_site)  # type: ignore[attr-defined]  # mixed into a ModelAdmin
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # mixed into a ModelAdmin
