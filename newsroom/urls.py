"""The addresses of the site, readable from top to bottom."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from accounts.views import portrait_file
from articles import urls as articles_urls
from articles.admin.unseen import view_on_site
from comments import urls as comments_urls
from newsroom.views import machines, media, notifications, offline, pages, privacy, sitemaps, speculation

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/comments/moderation/", include("comments.admin.desk_urls")),
    path("admin/comments/articleerror/", include("comments.admin.error_urls")),
    path("admin/r/<int:content_type_id>/<path:object_id>/", admin.site.admin_view(view_on_site)),
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("articles.personal_urls")),
    path("accounts/", include("allauth.urls")),
    path("comments/", include("comments.urls")),
    path("discussion/", include(comments_urls.public)),
    path("notifications/", notifications.page, name="notifications"),
    path("notifications/latest.json", notifications.latest, name="notifications_latest"),
    path("privacy-choices/", privacy.choices, name="privacy_choices"),
    path("privacy-choices.css", privacy.stylesheet, name="privacy_choices_css"),
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("speculation-rules.json", speculation.rules, name="speculation_rules"),
    path("offline/", offline.offline, name="offline"),
    path("saved/", offline.saved, name="saved"),
    # These know the standing pages too; below, in articles/urls.py, are the same addresses without them.
    path("media/pictures/<int:picture_id>/<words:version>/<rendition:name>", media.picture_file),
    path("media/portraits/<int:user_id>/<slug:version>.webp", portrait_file.portrait_file, name="portrait"),
    path("media/files/<int:media_file_id>/<words:version>/", media.media_file),
    path("", pages.front),
    path("<top:slug>/", pages.category_or_page, name="page"),
    path("", include(articles_urls)),
]

handler400 = "newsroom.views.errors.bad_request"
handler403 = "newsroom.views.errors.forbidden"
handler404 = "newsroom.views.errors.not_found"
handler500 = "newsroom.views.errors.failed"
