"""The text field of articles and pages: a rich-text editor in the browser, a plain textarea without scripts.

What the editor's schema does not know it carries through untouched (static/js/desk/body_document.js).
Nothing is sanitised here: `body.clean` does that for whoever saves.
"""

from typing import Any

from django import forms
from django.urls import reverse
from django_prose_editor.widgets import ProseEditorWidget
from js_asset import ImportMap, Media, Script

RICH_TEXT = "django_prose_editor/editor.js"
MODULE = "js/desk/body.js"  # makes of it what "extensions" below say
ADJUSTED = {"NoSpellCheck": False, "Heading": {"levels": [2, 3, 4, 5, 6]}, "Table": {"resizable": False}}
STOCK = "Bold Italic HardBreak BulletList OrderedList ListItem Blockquote HorizontalRule Figure Caption".split()
STOCK += "Link TableRow TableHeader TableCell".split()
OWN = "BodyDocument KeptBlock KeptInline KeptAttributes Container Embed BodySource Blocks Paste Toolbar".split()
MENU = [
    {"group": "headings"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "lists"},
    {"group": "nodes -blockType -lists"},
    {"group": "table"},
    {"group": "history"},
    {"group": "utility"},
]


class BodyWidget(ProseEditorWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 24, "class": "desk-body", **(attrs or {})}, preset="configurable")

    @property
    def media(self) -> Media:
        styles = ["django_prose_editor/material-icons.css", "django_prose_editor/editor.css", "css/desk_editor.css"]
        scripts = [Script(name, type="module") for name in (RICH_TEXT, MODULE)]
        return Media(importmap=ImportMap({"django-prose-editor/editor": RICH_TEXT}), css={"all": styles}, js=scripts)

    def get_config(self) -> dict[str, Any]:
        extensions: dict[str, Any] = {**dict.fromkeys([*STOCK, *OWN], True), **ADJUSTED}
        chooser = {"pickerUrl": reverse("admin:articles_picture_choose")}
        extensions["Figure"] = extensions["Gallery"] = chooser
        extensions["Image"] = {"shownAt": reverse("admin:articles_picture_shown", args=[0])}
        found = reverse("articles:suggestions")
        extensions["Link"] = {"enableTarget": False, "openOnClick": False, "autolink": True, "articlesAt": found}
        extensions["Menu"] = {"groups": MENU}
        self.config = {"extensions": extensions}
        return super().get_config()


class BodyField(forms.CharField):
    widget = BodyWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "strip": False, **kwargs, "widget": BodyWidget})

    def to_python(self, value: Any) -> str:
        # Forms send CR LF for every line break; stored is LF, so that saving without a change changes nothing.
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)
