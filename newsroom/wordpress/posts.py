"""Carrying posts: each becomes an article, through the verb for arrivals."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from taggit.models import Tag

from accounts import audit
from articles import addresses, arrivals, body, embeds
from articles.addresses import slug_at
from articles.arrivals import Arrival
from articles.models import Article, Category
from articles.models.slugs import RESERVED_IN_CATEGORY
from articles.revisions import Credit
from newsroom.wordpress import names
from newsroom.wordpress.bodies import Converted
from newsroom.wordpress.carrying import Carrying
from newsroom.wordpress.dates import When, when
from newsroom.wordpress.former import keys
from newsroom.wordpress.items import KNOWN_META, Item
from newsroom.wordpress.ledger import Known
from newsroom.wordpress.paths import link_key
from newsroom.wordpress.report import CARRIED, UNCHANGED, UPDATED
from newsroom.wordpress.states import LEFT_BEHIND, State, state_of
from newsroom.wordpress.terms import UNCATEGORIZED, Terms
from newsroom.wordpress.threads import Threads

FORMATS = {"post-format-video": Article.Type.VIDEO, "post-format-gallery": Article.Type.GALLERY}
OWN_DOMAINS = frozenset({"category", "post_tag", "post_format", "nav_menu", "tag"})


@dataclass
class _Coming:
    item: Item
    arrival: Arrival
    known: Known | None


class Posts:
    def __init__(self, carrying: Carrying, terms: Terms) -> None:
        self._carrying, self._terms, self._report = carrying, terms, carrying.report
        self._threads = Threads(carrying)
        self._given_up = addresses.given_up()

    def carry(self, batch: list[Item]) -> None:
        """One batch, with its comments, in one transaction."""
        left = [item for item in batch if item.status in LEFT_BEHIND]
        batch = [item for item in batch if item.status not in LEFT_BEHIND]
        with transaction.atomic():
            self._leave_behind(left)
            known = self._carrying.ledger.known("post", [item.id for item in batch])
            fresh = [item for item in batch if item.id not in known or known[item.id].read != item.read]
            coming = self._coming(fresh, known)
            arrivals.bring_in([one.arrival for one in coming])
            for one in coming:
                self._note(one)
            self._carrying.remark_shadowed([one.item for one in coming])
            self._report.count("post", UNCHANGED, len(batch) - len(fresh))
            ids = {item.id: entry.new_id for item in batch if (entry := known.get(item.id)) and entry.new_id}
            ids.update((one.item.id, one.arrival.article.pk) for one in coming)
            self._threads.carry([(item, ids[item.id]) for item in batch if item.id in ids])
            self._carrying.flush()
            if coming:
                audit.record("import_articles", by=None, articles=len(coming))

    def _leave_behind(self, items: list[Item]) -> None:
        known = self._carrying.ledger.known("post", [item.id for item in items])
        came = [entry.new_id for entry in known.values()]
        public = set(Article.objects.visible().filter(pk__in=came).values_list("pk", flat=True)) if came else set()
        for item in items:
            self._report.skip("post", _("It was in the bin or never saved on the old site"), item.label)
            if (entry := known.get(item.id)) and entry.new_id in public:
                self._report.remark(_("In the bin of the old site now, but still published here"), item.label)

    def _coming(self, fresh: list[Item], known: dict[str, Known]) -> list[_Coming]:
        here = self._here(fresh, known)
        coming = []
        self._prefetch_tags(fresh)
        for item in fresh:
            entry = known.get(item.id)
            article = here.get(entry.new_id) if entry else Article()
            if article is None:
                self._carrying.keep(item)
            else:
                coming.append(_Coming(item, self._arrival(item, article), entry))
        new = [one for one in coming if one.arrival.article.pk is None]
        wanted = [one.arrival.article.slug for one in new]
        free = names.free_slugs(wanted, Article.objects.all(), RESERVED_IN_CATEGORY | self._taken_by_others(new))
        for one, slug in zip(new, free, strict=True):
            if slug != one.arrival.article.slug:
                self._report.remark(_("Its address is taken here, so it got another"), f"{one.item.label} → {slug}")
                one.arrival.article.slug = slug
        return coming

    def _taken_by_others(self, new: list[_Coming]) -> set[str]:
        """Slugs that articles here gave up; but one may have the very address it had on the old site."""
        own = {
            slug_at(path) for one in new if (path := link_key(one.item.link)) in self._given_up.get(slug_at(path), ())
        }
        return self._given_up.keys() - own

    def _here(self, fresh: list[Item], known: dict[str, Known]) -> dict[int, Article]:
        """The articles of posts that came before, and that nobody has edited here since."""
        wanted = [new_id for item in fresh if (entry := known.get(item.id)) and (new_id := entry.new_id)]
        return Article.objects.in_bulk(list(arrivals.untouched(wanted))) if wanted else {}

    def _note(self, one: _Coming) -> None:
        article, item = one.arrival.article, one.item
        self._report.count("post", UPDATED if one.known else CARRIED)
        self._carrying.ledger.write("post", item.id, article.pk, item.read, known=one.known)
        self._carrying.former.add(keys(item, self._carrying.former.base), article=article)
        if one.arrival.note:
            self._report.remark(_("Not published here, for the reason in its notes"), item.label)

    # One post

    def _arrival(self, item: Item, article: Article) -> Arrival:
        get, report = item.get, self._report
        date = when(self._carrying.unpacked, get("wp:post_date_gmt"), get("wp:post_date"), get("pubDate"))
        state = state_of(item, date.at, self._carrying.now)
        if date.guess and item.status not in {"draft", "pending"}:
            report.remark(date.guess, item.label)
        converted = self._carrying.bodies.convert(item)
        self._carrying.remark_all(converted.reasons, item)
        self._write(item, article, converted, state, date)
        categories, tags = self._homes(item)
        article.category = categories
        creator = get("dc:creator").strip()
        bylines = [Credit(self._terms.author(creator))] if creator else []
        self._remark_leftovers(item)
        return Arrival(article, state.status, state.published_at, bylines, tags, state.note)

    def _write(self, item: Item, article: Article, converted: Converted, state: State, date: When) -> None:
        article.body = converted.html
        article.headline = self._headline(item, converted.html, date)
        if article.pk is None:
            article.slug = names.slug(item.get("wp:post_name").removesuffix("__trashed"), article.headline)
            article.created_at = date.at or self._carrying.now
        article.standfirst = names.plain(item.get("excerpt:encoded"), 5000)
        article.notes = state.note
        closed = item.get("wp:comment_status").strip() == "closed"
        article.comments_policy = Article.CommentsPolicy.CLOSED if closed else Article.CommentsPolicy.OPEN
        article.is_pinned = item.get("wp:is_sticky").strip() == "1"
        self._write_lead_picture(item, article)
        self._write_type(item, article, converted)
        self._write_for_search(item, article)

    def _headline(self, item: Item, html: str, date: When) -> str:
        headline = names.plain(item.title, 300)
        if headline:
            if headline.endswith("…") and len(headline) > 250 and not item.title.endswith("…"):
                self._report.remark(_("Its title was longer than 300 characters and was cut"), item.label)
            return headline
        first = body.plain_text(html)
        if first:
            headline = names.plain(first[:400].replace("<", "‹"), 80)
        else:
            day = date_format(localtime(date.at or self._carrying.now), "DATE_FORMAT")
            headline = _("Untitled, %s") % day
        self._report.remark(_("It had no title; the first words of the text or the date stand in"), item.label)
        return headline

    def _write_lead_picture(self, item: Item, article: Article) -> None:
        article.lead_picture_id = None
        if old_id := item.meta("_thumbnail_id"):
            shown = self._carrying.library.picture(old_id)
            article.lead_picture_id = shown.pk if shown else None
            if not shown:
                self._report.remark(_("Its featured picture is not in the export"), item.label)

    def _write_type(self, item: Item, article: Article, converted: Converted) -> None:
        article.article_type = Article.Type.NEWS
        article.video_provider = article.video_id = ""
        for slug, _name in item.terms("post_format"):
            article.article_type = FORMATS.get(slug, article.article_type)
            if slug not in FORMATS and slug != "post-format-standard":
                self._report.remark(
                    _("A post format without a counterpart here: %s") % slug.removeprefix("post-format-"), item.label
                )
        if article.article_type != Article.Type.VIDEO:
            return
        if video := embeds.parse(converted.first_video):
            article.video_provider, article.video_id = video
            article.body = converted.without_leading_video()
        else:
            self._report.remark(
                _("Of the format “video”, but with no video that we can play above the text"), item.label
            )

    def _write_for_search(self, item: Item, article: Article) -> None:
        title = item.meta("_yoast_wpseo_title", "rank_math_title")
        description = item.meta("_yoast_wpseo_metadesc", "rank_math_description")
        if re.search(r"%\w+%", title + description):
            self._report.remark(
                _("A title or description for search engines made of variables was left out"), item.label
            )
        article.seo_title = "" if re.search(r"%\w+%", title) else names.plain(title, 200)
        article.seo_description = "" if re.search(r"%\w+%", description) else names.plain(description, 320)
        article.is_hidden_from_search = item.meta("_yoast_wpseo_meta-robots-noindex") == "1"
        canonical = item.meta("_yoast_wpseo_canonical", "rank_math_canonical_url")
        is_other = canonical.startswith(("http://", "https://")) and not self._carrying.links.is_own(canonical)
        article.canonical_url = canonical if is_other and len(canonical) <= 1000 else ""

    # Where it belongs

    def _homes(self, item: Item) -> tuple[Category, list[Tag]]:
        """The category it lives in, and everything else it was filed under, as tags."""
        given = [(slug, name) for slug, name in item.terms("category") if slug.strip()]
        home = self._home(item, given)
        others = [(slug, name) for slug, name in given if slug != home and slug not in UNCATEGORIZED]
        if others:
            self._report.remark(_("In several categories: one is its home, the others became tags"), item.label)
        tags = self._terms.tags([*self._tag_terms(item), *others])
        if home:
            return self._terms.category(home, dict(given)[home], frozenset()), tags
        self._report.remark(_("In no category: it went to the first one of this site"), item.label)
        return Category.objects.order_by("position", "name", "pk")[0], tags

    def _home(self, item: Item, given: list[tuple[str, str]]) -> str:
        primary = item.meta("_yoast_wpseo_primary_category", "rank_math_primary_category")
        for slug, _name in given:
            if primary and self._carrying.unpacked.categories.get(slug, {}).get("wp:term_id", "").strip() == primary:
                return slug
        named = [slug for slug, _name in given if slug not in UNCATEGORIZED]
        return (named or [slug for slug, _name in given] or [""])[0]

    def _tag_terms(self, item: Item) -> list[tuple[str, str]]:
        return [(slug or name, name) for slug, name in [*item.terms("post_tag"), *item.terms("tag")] if slug or name]

    def _prefetch_tags(self, fresh: list[Item]) -> None:
        self._terms.tags([pair for item in fresh for pair in self._tag_terms(item)])

    def _remark_leftovers(self, item: Item) -> None:
        for domain in sorted(item.domains() - OWN_DOMAINS):
            self._report.remark(_("A taxonomy of a plug-in or theme has no home here: %s") % domain, item.label)
        for key in sorted(item.meta_keys() - KNOWN_META):
            if not key.startswith(("_", "rank_math_")):
                self._report.remark(_("A custom field has no home here: %s") % key[:80], item.label)
