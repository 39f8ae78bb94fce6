"""The addresses of the journalism."""

from django.urls import include, path, register_converter

from articles import converters
from articles.views import archive, article, corrections, feeds, home, lists, media, readership, search, sitemaps

app_name = "articles"

register_converter(converters.WordsConverter, "words")
register_converter(converters.TopLevelConverter, "top")
register_converter(converters.YearConverter, "year")
register_converter(converters.MonthConverter, "month")
register_converter(converters.FeedFormConverter, "form")
register_converter(converters.RenditionConverter, "rendition")

urlpatterns = [
    path("", home.home, name="home"),
    path("feed/", feeds.everything, name="feed"),
    path("feed/<form:form>/", feeds.everything, name="feed_in"),
    path("feeds/", feeds.index, name="feeds"),
    path("latest/", lists.latest, name="latest"),
    path("latest/feed/", feeds.latest, name="latest_feed"),
    path("latest/feed/<form:form>/", feeds.latest, name="latest_feed_in"),
    path("archive/", archive.index, name="archive"),
    path("archive/<year:year>/", archive.year, name="archive_year"),
    path("archive/<year:year>/<month:month>/", archive.month, name="archive_month"),
    path("corrections/", corrections.page, name="corrections"),
    path("corrections/feed/", corrections.feed, name="corrections_feed"),
    path("corrections/feed/<form:form>/", corrections.feed, name="corrections_feed_in"),
    path("search/", search.results, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("api/readership/", readership.count, name="readership"),
    path("tag/<words:slug>/", lists.tag, name="tag"),
    path("tag/<words:slug>/feed/", feeds.tag, name="tag_feed"),
    path("tag/<words:slug>/feed/<form:form>/", feeds.tag, name="tag_feed_in"),
    path("author/<words:slug>/", lists.author, name="author"),
    path("author/<words:slug>/feed/", feeds.author, name="author_feed"),
    path("author/<words:slug>/feed/<form:form>/", feeds.author, name="author_feed_in"),
    path("media/pictures/<int:picture_id>/<words:version>/<rendition:name>", media.picture_file, name="picture_file"),
    path("media/files/<int:media_file_id>/<words:version>/", media.media_file, name="media_file"),
    path("preview/<str:token>/", include("articles.views.preview_urls")),
    path("sitemap-articles-<year:year>-<month:month>-<int:part>.xml", sitemaps.month, name="sitemap_month"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("sitemap-categories.xml", sitemaps.categories, name="sitemap_categories"),
    path("sitemap-authors-<int:part>.xml", sitemaps.authors, name="sitemap_authors"),
    path("<top:slug>/", lists.category, name="category"),
    path("<top:slug>/feed/", feeds.category, name="category_feed"),
    path("<top:slug>/feed/<form:form>/", feeds.category, name="category_feed_in"),
    path("<top:category>/<words:slug>/", article.article, name="article"),
    path("<top:category>/<words:slug>/changes/", article.what_changed, name="changes"),
]
