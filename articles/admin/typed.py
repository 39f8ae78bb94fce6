"""What the editor's form says while somebody is still typing: everything in it that can be kept."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from articles import publishing, revisions
from articles.admin import resent
from articles.forms.article import ArticleForm
from articles.forms.rows import Rows
from articles.models import Article, Revision

LONGEST_SHOWN = 500  # characters
VIDEO = revisions.TOGETHER[0]
IN_FORM = {
    **{name: name.removesuffix("_id") for name in revisions.REFERENCES},
    "related": "related_pins",
    "video_provider": "video_address",
    "video_id": "video_address",
    "video_file_id": "video_file",
}


def in_form(names: Iterable[str]) -> list[str]:
    """What the form calls the fields of a text."""
    return list(dict.fromkeys(IN_FORM.get(name, name) for name in names))


def found(request: HttpRequest, article_id: int | None) -> Article | None:
    """What the form is about, with the text it was opened with; None is a new one. Raises Http404, PermissionDenied."""
    editor = site.get_model_admin(Article)
    key = str(article_id) if article_id else resent.made_before(request)
    article = editor.get_object(request, key) if key else None
    if key and article is None:
        raise Http404
    may = editor.has_change_permission(request, article) if article else editor.has_add_permission(request)
    if not may:
        raise PermissionDenied
    return article


def keep(request: HttpRequest, article: Article) -> Revision | None:
    """Of a form that is sent to do something else: nobody has seen what was typed into it in the history yet.

    None if nothing was typed, or it collided and lies aside. The page that follows says what of it is not there.
    """
    if "headline" not in request.POST:
        return None
    form = Typed(request, article)
    if form.wrong:
        wrong = ", ".join(form.as_typed(name) for name in form.wrong)
        messages.warning(request, _("Not kept, because it cannot be so: %s.") % wrong)
    try:
        return form.save()
    except publishing.Clash as clash:
        aside = publishing.set_aside(clash, form.form.instance, by=request.user)  # type: ignore[arg-type]  # staff
        says = _("%(why)s What you typed is revision %(number)s in the history, and not in the text below.")
        why = _("Someone else changed the same meanwhile: %s.") % ", ".join(map(revisions.label, clash.fields))
        messages.warning(request, says % {"why": why, "number": aside.number})
    return None


def with_words(refused: publishing.Refused, words: str) -> str:
    """The page that follows has an empty field for what was written beside the button."""
    return f"{refused} {_('You wrote: “%s”') % words.strip()}" if words.strip() else str(refused)


class Typed:
    """`wrong`: what was not kept, as {name in the form: why}. There the text before stays."""

    def __init__(self, request: HttpRequest, article: Article | None) -> None:
        editor, change = site.get_model_admin(Article), article is not None
        self.by = request.user
        form = editor.get_form(request, article, change=change)
        self.form: ArticleForm = form(request.POST, instance=article or Article())  # type: ignore[assignment]  # ours
        self.wrong = {name: " ".join(map(str, errors)) for name, errors in self.form.errors.items()}
        formsets, _instances = editor._create_formsets(request, self.form.instance, change)  # type: ignore[attr-defined]  # as Django's own view does
        for formset in formsets:
            if not formset.is_valid():
                self.wrong[formset.prefix] = _why(formset)
        self.rows = Rows.of(formset for formset in formsets if formset.is_valid())
        self._put_back()

    def save(self) -> Revision:
        """Raises Clash, Refused and PermissionDenied."""
        typed = self.form.cleaned_data
        return publishing.save(
            self.form.instance,
            by=self.by,  # type: ignore[arg-type]  # staff
            bylines=self.rows.bylines,
            related=self.rows.related,
            tags=typed.get("tags"),
            expected_revision=typed.get("started_from") or 0,
            settled=self.form.settled,
            is_auto=True,
        )

    def label(self, name: str) -> str:
        field = self.form.fields.get(name)
        return str(field.label) if field else revisions.label("related" if name == "related_pins" else name)

    def as_typed(self, name: str) -> str:
        """With what was typed, if somebody can type it again from there."""
        said = self.form.data.get(name, "")
        return f"{self.label(name)} “{said}”" if 0 < len(said) <= LONGEST_SHOWN else self.label(name)

    def _put_back(self) -> None:
        """Django may have given the instance a value before it found it wrong."""
        article = self.form.instance
        before = article.opened.content if article.opened else {}
        wrong = set(self.wrong)
        if wrong & {NON_FIELD_ERRORS, *in_form(VIDEO)}:
            wrong |= VIDEO
        if "slug" in wrong:
            article.slug = before.get("slug", "")
        columns = [name for name in revisions.WRITTEN_FIELDS if name in wrong or IN_FORM.get(name) in wrong]
        revisions.fill(article, before, columns)


def _why(formset: Any) -> str:
    rows = [error for form in formset.forms for errors in form.errors.values() for error in errors]
    return " ".join(map(str, [*formset.non_form_errors(), *rows]))
