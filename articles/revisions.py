"""What a revision keeps of an article, and how an article gets it back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import body
from articles.models import Article, ArticleTag, Author, Byline, Category, MediaFile, Picture, RelatedPin

Content = dict[str, Any]

CONTENT_FIELDS = (
    "headline standfirst kicker slug body article_type category_id lead_picture_id video_provider video_id "
    "video_file_id video_seconds source_name source_url source_licence seo_title seo_description canonical_url "
    "is_hidden_from_search social_title social_description social_picture_id comments_policy is_sponsored is_pinned "
    "notes published_at updated_at unpublish_at embargo_until"
).split()
# When it appears is the verbs' business: no text that is saved, merged or restored brings another date along.
WRITTEN_FIELDS = [name for name in CONTENT_FIELDS if name != "published_at"]
DATES = ("updated_at", "unpublish_at", "embargo_until")
ROWS = ("bylines", "tags", "related")
WRITTEN = [*WRITTEN_FIELDS, *ROWS]
# An account of a video is one thing in three columns; merged apart they would make a video that nobody chose.
TOGETHER = ({"video_provider", "video_id", "video_file_id", "video_seconds"},)
REFERENCES = {
    "category_id": Category,
    "lead_picture_id": Picture,
    "social_picture_id": Picture,
    "video_file_id": MediaFile,
}
TIMES = [field.attname for field in Article._meta.fields if isinstance(field, DateTimeField)]
DEFAULTS = {
    field.attname: field.get_default() for field in Article._meta.concrete_fields if field.attname in WRITTEN_FIELDS
}


class Credit(NamedTuple):
    """One byline to be."""

    author: Author
    role: str = Byline.Role.AUTHOR


def snapshot(
    article: Article, bylines: Sequence[Credit], tags: Iterable[str], related: Iterable[Article] = ()
) -> Content:
    """Plain values only, so that it can be read without today's code."""
    content = {name: getattr(article, name) for name in CONTENT_FIELDS}
    content = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in content.items()}
    content["bylines"] = [{"author": byline.author.pk, "role": str(byline.role)} for byline in dict.fromkeys(bylines)]
    content["tags"] = sorted(set(tags))
    content["related"] = [each.pk for each in dict.fromkeys(related) if each.pk != article.pk]
    content["status"] = str(article.status)
    return content


def of_rows(articles: Sequence[Article]) -> list[Content]:
    """What each says now: to readers, if it is live. Asks the database anew, as often for a hundred as for one."""
    keys = [article.pk for article in articles]
    bylines, tags, pins = defaultdict(list), defaultdict(list), defaultdict(list)
    for byline in Byline.objects.filter(article__in=keys).select_related("author"):
        bylines[byline.article_id].append(Credit(byline.author, byline.role))
    tagged = ArticleTag.objects.filter(content_object__in=keys)
    for key, name in tagged.values_list("content_object", "tag__name"):
        tags[key].append(name)
    for pin in RelatedPin.objects.filter(article__in=keys):
        pins[pin.article_id].append(Article(pk=pin.related_id))
    return [snapshot(each, bylines[each.pk], tags[each.pk], pins[each.pk]) for each in articles]


def of_row(article: Article) -> Content:
    """The same of one."""
    return of_rows([article])[0]


def fill(article: Article, content: Content, names: Iterable[str] = WRITTEN_FIELDS) -> None:
    """Puts the fields of a content onto the instance, unsaved. What is no longer there is left out: see `missing`."""
    for name in names:
        value = content.get(name, DEFAULTS[name])
        if name in TIMES and value is not None:
            value = datetime.fromisoformat(value)
        if name in REFERENCES and value is not None and not REFERENCES[name]._default_manager.filter(pk=value).exists():
            value = None
        if name in ("category_id", "slug") and not value:
            continue  # an article always is somewhere, if only until it is given its place
        setattr(article, name, value)
    if "video_file_id" in names and article.video_provider == "file" and article.video_file_id is None:
        article.video_provider, article.video_seconds = "", None  # its file was deleted since


def restored(content: Content, newest: Content) -> Content:
    """An earlier text as it comes back: under the dates of today, so that no embargo is gone and no update undone."""
    return {**content, **{name: newest.get(name) for name in DATES}}


def authors_of(contents: Iterable[Content]) -> dict[int, Author]:
    return Author.objects.in_bulk({row["author"] for content in contents for row in content.get("bylines", [])})


def credited(content: Content, authors: Mapping[int, Author] | None = None) -> list[Credit]:
    """`authors` are given where those of many texts were found at once."""
    rows = content.get("bylines", [])
    authors = authors_of([content]) if authors is None else authors
    return [Credit(authors[row["author"]], row["role"]) for row in rows if row["author"] in authors]


def related(content: Content) -> list[Article]:
    articles = Article.objects.in_bulk(content.get("related", []))
    return [articles[pk] for pk in content.get("related", []) if pk in articles]


def missing(content: Content) -> list[str]:
    """Names of those fields that refer to something which was deleted since."""
    found = [
        name
        for name, model in REFERENCES.items()
        if content.get(name) is not None and not model._default_manager.filter(pk=content[name]).exists()
    ]
    if len(credited(content)) < len(content.get("bylines", [])):
        found.append("bylines")
    shown = body.references(content.get("body") or "")
    if _is_gone(Picture, shown.pictures) or _is_gone(MediaFile, shown.files):
        found.append("body")
    return found + (["related"] if len(related(content)) < len(content.get("related", [])) else [])


def _is_gone(model: type[Picture] | type[MediaFile], keys: set[int]) -> bool:
    return bool(keys) and model._default_manager.filter(pk__in=keys).count() < len(keys)


def differing(before: Content, after: Content) -> list[str]:
    """Names of the fields that are not the same in both."""
    return [name for name in WRITTEN if _value(before, name) != _value(after, name)]


def label(name: str) -> str:
    """What the desk calls a field."""
    if name == "bylines":
        return str(Byline._meta.verbose_name_plural)
    if name == "related":
        return str(Article._meta.get_field("related_pins").related_model._meta.verbose_name_plural)
    field = Article._meta.get_field(name.removesuffix("_id") if name in REFERENCES else name)
    return str(getattr(field, "verbose_name", name))


def in_words(name: str, value: Any) -> str:
    """A value as the desk reads it; of what was deleted since, that it was."""
    if value in (None, "", []) or value is False:
        return ""
    if name in REFERENCES:
        return str(REFERENCES[name]._default_manager.filter(pk=value).first() or _("(deleted)"))
    if name in TIMES:
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "M j, Y, H:i T")
    if name == "bylines":
        authors = Author.objects.in_bulk([row["author"] for row in value])
        return ", ".join(_credit_in_words(authors.get(row["author"]), row["role"]) for row in value)
    if name == "related":
        articles = Article.objects.defer("body", "notes").in_bulk(value)
        return ", ".join(_named(articles[pk]) if pk in articles else _("(deleted)") for pk in value)
    if name == "tags":
        return ", ".join(value)
    return _("yes") if value is True else str(dict(_choices(name)).get(value, value))


def _named(article: Article) -> str:
    """Whoever reads this need not be one of those who may see a draft."""
    return str(article) if article.is_visible else _("article %s, which is not live") % article.pk


def _credit_in_words(author: Author | None, role: str) -> str:
    name = str(author or _("(deleted)"))
    return name if role == Byline.Role.AUTHOR else f"{name} ({dict(Byline.Role.choices).get(role, role)})"


def _choices(name: str) -> Any:
    return getattr(Article._meta.get_field(name), "flatchoices", ())


def _value(content: Content, name: str) -> Any:
    value = content.get(name, DEFAULTS.get(name, []))
    if value is not None and name in TIMES:
        return datetime.fromisoformat(value)  # the same moment may be written in two zones
    return sorted({tag.casefold() for tag in value}) if name == "tags" else value
