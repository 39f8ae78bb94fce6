"""The addresses of the journalism."""

from django.urls import path, register_converter

from articles import converters
from articles.views import archive, article, feeds, home, lists, media, search, sitemaps

app_name = "articles"

register_converter(converters.WordsConverter, "words")
register_converter(converters.TopLevelConverter, "top")
register_converter(converters.YearConverter, "year")
register_converter(converters.MonthConverter, "month")

urlpatterns = [
    path("", home.home, name="home"),
    path("feed/", feeds.everything, name="feed"),
    path("latest/", lists.latest, name="latest"),
    path("latest/feed/", feeds.latest, name="latest_feed"),
    path("archive/", archive.index, name="archive"),
    path("archive/<year:year>/", archive.year, name="archive_year"),
    path("archive/<year:year>/<month:month>/", archive.month, name="archive_month"),
    path("search/", search.results, name="search"),
    path("tag/<words:slug>/", lists.tag, name="tag"),
    path("tag/<words:slug>/feed/", feeds.tag, name="tag_feed"),
    path("author/<words:slug>/", lists.author, name="author"),
    path("author/<words:slug>/feed/", feeds.author, name="author_feed"),
    path("media/pictures/<int:picture_id>/<words:version>/<words:name>.webp", media.picture_file, name="picture_file"),
    path("media/files/<int:media_file_id>/<words:version>/", media.media_file, name="media_file"),
    path("sitemap-articles-<year:year>-<month:month>-<int:part>.xml", sitemaps.month, name="sitemap_month"),
    path("sitemap-categories.xml", sitemaps.categories, name="sitemap_categories"),
    path("sitemap-authors-<int:part>.xml", sitemaps.authors, name="sitemap_authors"),
    path("<top:slug>/", lists.category, name="category"),
    path("<top:slug>/feed/", feeds.category, name="category_feed"),
    path("<top:category>/<words:slug>/", article.article, name="article"),
]
