"""The verb by which whole archives arrive: many articles at once, each written as the other verbs would."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from taggit.models import Tag

from articles import body, rows
from articles.models import Article, ArticleTag, Byline, MediaFile, Picture, Revision
from articles.revisions import CONTENT_FIELDS, Credit, snapshot

VERB = "import"
Status = Article.Status


@dataclass
class Arrival:
    """An article as it comes from elsewhere: its content, the state it is to be in, and since when.

    `status` is set by the verb alone. `published_at` must be given for what is published; in the
    future it means scheduled.
    """

    article: Article
    status: Status
    published_at: datetime | None
    bylines: Sequence[Credit] = ()
    tags: Sequence[Tag] = ()
    note: str = ""
    references: body.References = field(default_factory=lambda: body.References(set(), set()))


def bring_in(arrivals: Sequence[Arrival]) -> None:
    """Writes articles, new ones and ones that arrived before, in one transaction and a handful of statements.

    Done by the site itself, so nobody's permission is asked. Raises IntegrityError if a slug is taken.
    Whether an article that arrived before was edited since is for the caller to ask: `untouched`.
    So is putting it into the audit log, as one entry and last in the transaction: others wait for the end of that.
    """
    for arrival in arrivals:
        _prepare(arrival)
    new = [arrival for arrival in arrivals if arrival.article.pk is None]
    again = [arrival for arrival in arrivals if arrival.article.pk is not None]
    with transaction.atomic():
        Article.objects.bulk_create([arrival.article for arrival in new])
        if again:
            _write_again(again)
        _connect(arrivals)
        _record(new, again)


def untouched(article_ids: Iterable[int]) -> set[int]:
    """Those of which nothing but an arrival has ever been recorded last: nobody here has changed them since.

    To be asked in the transaction that writes them: they are locked before, so that no desk can save in between.
    """
    locked = Article.objects.select_for_update(of=("self",)).filter(pk__in=list(article_ids)).order_by("pk")
    newest = Revision.objects.filter(article__in=list(locked.values_list("pk", flat=True)))
    newest = newest.order_by("article", "-number")
    last: dict[int, str] = {}
    for article_id, verb in newest.values_list("article", "verb"):
        last.setdefault(article_id, verb)
    return {article_id for article_id, verb in last.items() if verb == VERB}


def _prepare(arrival: Arrival) -> None:
    article = arrival.article
    article.body = body.clean(article.body)
    article.word_count = body.count_words(article.body)
    article.status, article.published_at = arrival.status, arrival.published_at
    article.modified_at = article.worked_on_at = timezone.now()
    arrival.references = body.references(article.body)


def _write_again(again: Sequence[Arrival]) -> None:
    articles = [arrival.article for arrival in again]
    list(Article.objects.select_for_update(of=("self",)).filter(pk__in=[article.pk for article in articles]))
    Article.objects.bulk_update(articles, [*CONTENT_FIELDS, "status", "word_count", "modified_at", "worked_on_at"])
    Byline.objects.filter(article__in=articles).delete()
    ArticleTag.objects.filter(content_object__in=articles).delete()
    Article.body_pictures.through.objects.filter(article__in=articles).delete()
    Article.body_files.through.objects.filter(article__in=articles).delete()


def _connect(arrivals: Sequence[Arrival]) -> None:
    bylines = [
        (arrival.article.pk, credit.author.pk, credit.role, position)
        for arrival in arrivals
        for position, credit in enumerate(dict.fromkeys(arrival.bylines))
    ]
    rows.insert(Byline, ["article", "author", "role", "position"], bylines)
    tags = [(arrival.article.pk, pk) for arrival in arrivals for pk in dict.fromkeys(tag.pk for tag in arrival.tags)]
    rows.insert(ArticleTag, ["content_object", "tag"], tags)
    wanted = {pk for arrival in arrivals for pk in arrival.references.pictures}
    pictures = set(Picture.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    shows = [(arrival.article.pk, pk) for arrival in arrivals for pk in arrival.references.pictures & pictures]
    rows.insert(Article.body_pictures.through, ["article", "picture"], shows)
    wanted = {pk for arrival in arrivals for pk in arrival.references.files}
    files = set(MediaFile.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    plays = [(arrival.article.pk, pk) for arrival in arrivals for pk in arrival.references.files & files]
    rows.insert(Article.body_files.through, ["article", "mediafile"], plays)


def _record(new: Sequence[Arrival], again: Sequence[Arrival]) -> None:
    numbers: dict[int, int] = defaultdict(int)
    if again:
        revisions = Revision.objects.filter(article__in=[arrival.article for arrival in again]).order_by()
        numbers.update(revisions.values_list("article").annotate(Max("number")))
    Revision.objects.bulk_create(
        Revision(
            article_id=arrival.article.pk,
            number=numbers[arrival.article.pk] + 1,
            verb=VERB,
            content=snapshot(arrival.article, arrival.bylines, [tag.name for tag in arrival.tags]),
            note=arrival.note[:500],
            is_published=arrival.status == Status.PUBLISHED,
        )
        for arrival in [*new, *again]
    )
