"""One piece of journalism."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from articles.models import commented
from articles.models.at_desk import AtDesk
from articles.models.byline import Byline
from articles.models.republished import Republished, SeenElsewhere
from articles.models.slugs import validate_article_slug, validate_slug
from articles.models.video import VIDEO_CONSTRAINT, HasVideo
from articles.models.visible import readers_see
from articles.models.words_index import WordsIndex

if TYPE_CHECKING:
    from articles.models.author import Author
    from articles.models.category import Category
    from articles.models.correction import Correction

WORDS_PER_MINUTE = 230
HAS_CHANGES = Q(working_copy__isnull=False)


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible(self, at: datetime | None = None) -> "ArticleQuerySet":
        """What readers may see, now or at an aware `at`. Every surface asks this, so the clock publishes, no worker."""
        return self.filter(readers_see(at))

    def latest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-pk")

    def in_category(self, category: "Category") -> "ArticleQuerySet":
        """Those in the category and in every category that is part of it."""
        return self.filter(category__in=category.with_descendants())

    def by_author(self, author: "Author") -> "ArticleQuerySet":
        return self.filter(pk__in=author.bylines.values("article"))

    def tagged(self, tag: Tag) -> "ArticleQuerySet":
        return self.filter(pk__in=ArticleTag.objects.filter(tag=tag).values("content_object"))

    def with_video(self) -> "ArticleQuerySet":
        return self.exclude(video_provider="")

    def in_video_list(self, category: "Category") -> "ArticleQuerySet":
        """Those in the category, and those anywhere that have a video."""
        return self.filter(Q(category__in=category.with_descendants()) | ~Q(video_provider=""))

    def taken_down(self) -> "ArticleQuerySet":
        return self.filter(status=Article.Status.TAKEN_DOWN)

    def with_bylines(self) -> "ArticleQuerySet":
        return self.prefetch_related(Prefetch("bylines", Byline.objects.select_related("author")))

    def for_links(self) -> "ArticleQuerySet":
        """With what a line in a list shows: headline, date and address."""
        return self.select_related("category").defer("body", "notes")

    def with_comment_count(self) -> "ArticleQuerySet":
        """Within the same query, so that a list of many asks no more often than before."""
        return self.annotate(comment_count=commented.count())

    def for_teasers(self) -> "ArticleQuerySet":
        """With what stands beside or under another article: a line with its picture."""
        return self.for_links().select_related("lead_picture").with_comment_count()

    def for_cards(self) -> "ArticleQuerySet":
        """With what a card in a list shows, and without the bodies it does not."""
        return self.for_teasers().with_bylines()

    def with_tags(self) -> "ArticleQuerySet":
        return self.prefetch_related(
            Prefetch("tagged_items", ArticleTag.objects.select_related("tag").order_by("tag__name"))
        )

    def for_feeds(self) -> "ArticleQuerySet":
        """With everything but what only the desk reads."""
        found = self.select_related("category").defer("notes").with_bylines().with_tags().with_comment_count()
        return found.annotate(has_corrections=_corrected())

    def for_page(self) -> "ArticleQuerySet":
        from articles.models.related_pin import RelatedPin

        pictures = ("lead_picture", "social_picture", "video_file")
        bylines = Prefetch("bylines", Byline.objects.select_related("author__picture"))
        # Most have none, and are then not asked for any.
        found = self.annotate(
            has_pins=Exists(RelatedPin.objects.filter(article=OuterRef("pk"))), has_corrections=_corrected()
        )
        found = found.select_related("category__parent__parent", *pictures).defer("notes")
        return found.prefetch_related(bylines).with_tags().with_comment_count()


def _corrected() -> Exists:
    from articles.models.correction import Correction

    return Exists(Correction.objects.filter(article=OuterRef("pk")))


class Article(HasVideo, Republished, SeenElsewhere, AtDesk):  # type: ignore[django-manager-missing]  # taggit is untyped
    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        READY = "ready", _("Ready")
        PUBLISHED = "published", _("Published")
        TAKEN_DOWN = "taken_down", _("Taken down")

    class Type(models.TextChoices):
        NEWS = "news", _("News")
        ANALYSIS = "analysis", _("Analysis")
        OPINION = "opinion", _("Opinion")
        VIDEO = "video", _("Video")
        GALLERY = "gallery", _("Gallery")
        LIVE = "live", _("Live")
        PRESS_RELEASE = "press_release", _("Press release")

    class CommentsPolicy(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed: what is there stays")
        OFF = "off", _("Off: none are shown")

    headline = models.CharField(_("headline"), max_length=300)
    standfirst = models.TextField(_("standfirst"), blank=True, help_text=_("The sentence under the headline."))
    kicker = models.CharField(_("kicker"), max_length=60, blank=True, help_text=_("The short label above it."))
    slug = models.SlugField(
        _("slug"),
        max_length=200,
        allow_unicode=True,
        unique=True,
        validators=[validate_slug, validate_article_slug],
        help_text=_("The address: /category/slug/. Old addresses keep working after a change."),
    )
    body = models.TextField(_("body"), blank=True)
    article_type = models.CharField(_("type"), max_length=15, choices=Type.choices, default=Type.NEWS)
    category = models.ForeignKey(
        "articles.Category", verbose_name=_("category"), on_delete=models.PROTECT, related_name="articles"
    )
    authors = models.ManyToManyField("articles.Author", through="articles.Byline", related_name="articles")
    tags = TaggableManager(through="articles.ArticleTag", blank=True, help_text=_("Subjects, parted by commas."))
    lead_picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lead_articles",
    )
    body_pictures = models.ManyToManyField("articles.Picture", related_name="body_articles", editable=False)
    body_files = models.ManyToManyField("articles.MediaFile", related_name="body_articles", editable=False)

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    updated_at = models.DateTimeField(
        _("updated"), null=True, blank=True, help_text=_("When substantive new information was added; readers see it.")
    )
    modified_at = models.DateTimeField(_("last saved"), default=timezone.now, editable=False)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    unpublish_at = models.DateTimeField(_("ends"), null=True, blank=True, help_text=_("When it leaves the site."))
    embargo_until = models.DateTimeField(_("embargo"), null=True, blank=True, help_text=_("Not to appear before."))
    takedown_reason = models.TextField(_("takedown notice"), blank=True, editable=False)

    comments_policy = models.CharField(
        _("comments"), max_length=6, choices=CommentsPolicy.choices, default=CommentsPolicy.OPEN
    )
    is_sponsored = models.BooleanField(_("sponsored"), default=False, help_text=_("Labelled as paid for."))
    is_pinned = models.BooleanField(_("kept at the top"), default=False, help_text=_("Leads the front page."))
    notes = models.TextField(_("notes for the desk"), blank=True, help_text=_("Never shown to readers."))
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("begun by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="articles_begun",
    )

    creation_token = models.UUIDField(
        null=True, unique=True, editable=False, help_text=_("Of the form that began it: sent twice, it makes one.")
    )

    comment_count: int | None = None  # what `with_comment_count` found
    told_corrections: "Sequence[Correction]" = ()  # what `corrections.tell` found, newest first
    tells_changes = False  # whether `changes.tell` found any

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("article"), _("articles")
        ordering: ClassVar[list[str]] = ["-modified_at", "-pk"]
        permissions = [
            ("publish_article", _("Can publish, schedule and unpublish articles")),
            ("take_down_article", _("Can take down articles")),
            ("work_on_others_article", _("Can see and change drafts of others")),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="article_latest"),
            models.Index(fields=["category", "status", "-published_at", "-id"], name="article_latest_in_category"),
            models.Index(fields=["status", "-published_at", "-id"], name="article_pinned", condition=Q(is_pinned=True)),
            models.Index(fields=["-modified_at", "-id"], name="article_last_saved"),
            models.Index(fields=["-worked_on_at", "-id"], name="article_last_worked_on"),
            models.Index(fields=["status", "-worked_on_at", "-id"], name="article_at_work_on"),
            models.Index(fields=["category", "-worked_on_at", "-id"], name="article_at_work_on_in"),
            models.Index(fields=["article_type", "-worked_on_at", "-id"], name="article_at_work_on_of"),
            models.Index(fields=["-worked_on_at", "-id"], name="article_with_changes", condition=HAS_CHANGES),
            models.Index(fields=["status", "unpublish_at"], name="article_ends"),
            models.Index(fields=["due_at"], name="article_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["status", "embargo_until"], name="article_embargoed"),
            WordsIndex(fields=["headline", "slug", "standfirst"], name="article_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="article_published_has_date"
            ),
            models.CheckConstraint(
                condition=Q(unpublish_at=None) | Q(published_at=None) | Q(unpublish_at__gt=F("published_at")),
                name="article_ends_after_it_begins",
                violation_error_message=_("It would leave the site before it appears."),
            ),
            VIDEO_CONSTRAINT,
        ]

    def __str__(self) -> str:
        return self.headline or str(_("(no headline)"))

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.category.slug, self.slug])

    @property
    def is_visible(self) -> bool:
        """What `visible()` says, of this one row, now."""
        now = timezone.now()
        return (
            self.status == self.Status.PUBLISHED
            and self.published_at is not None
            and self.published_at <= now
            and (self.embargo_until is None or self.embargo_until <= now)
            and (self.unpublish_at is None or self.unpublish_at > now)
        )

    @property
    def is_scheduled(self) -> bool:
        return self.status == self.Status.PUBLISHED and self.live_at is not None and self.live_at > timezone.now()

    @property
    def live_at(self) -> datetime | None:
        """When readers first see it: the later of schedule and embargo."""
        if self.published_at and self.embargo_until:
            return max(self.published_at, self.embargo_until)
        return self.published_at

    @property
    def kept_date(self) -> datetime | None:
        """The date it carries when it is published again: readers, here or on the old site, know it by that one."""
        date = self.published_at
        if date is None or date > timezone.now() or (self.embargo_until and self.embargo_until > date):
            return None
        return date

    @property
    def shows_update(self) -> bool:
        return bool(self.updated_at and self.published_at and self.updated_at > self.published_at)

    @property
    def read_minutes(self) -> int:
        return max(1, round(self.word_count / WORDS_PER_MINUTE))

    @property
    def byline_text(self) -> str:
        names = [byline.author.name for byline in self.bylines.all() if byline.role == "author"]
        if len(names) < 2:
            return "".join(names)
        return str(_("%(names)s and %(last)s")) % {"names": ", ".join(names[:-1]), "last": names[-1]}


class ArticleTag(ItemBase):
    """The table between articles and tags: one target, so no generic relation."""

    content_object = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="article_items")

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")
        indexes = [models.Index(fields=["tag", "content_object"], name="article_tag_articles_of_tag")]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="article_tag_once")]

    def __str__(self) -> str:
        return str(self.tag)
