"""The addresses that belong to one article at the desk, below /admin/articles/article/."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from articles.admin import autosave, checklist, corrections, discard, embargo, history, present, remarks, turns
from articles.admin.address import address
from articles.admin.preview import elsewhere, frame, preview
from articles.admin.preview_links import links, revoke


def addresses(site: AdminSite) -> list[URLPattern]:
    return [
        path("<int:article_id>/history/", site.admin_view(history.list_), name="articles_article_history"),
        path("<int:article_id>/history/compare/", site.admin_view(history.compare), name="articles_article_compare"),
        path("<int:article_id>/history/<int:number>/", site.admin_view(history.one), name="articles_article_revision"),
        path(
            "<int:article_id>/history/<int:number>/restore/",
            site.admin_view(history.restore),
            name="articles_article_restore",
        ),
        path(
            "<int:article_id>/history/<int:number>/take-back/",
            site.admin_view(history.take_back),
            name="articles_article_take_back",
        ),
        path("address/", site.admin_view(address), name="articles_new_address"),
        path("<int:article_id>/address/", site.admin_view(address), name="articles_article_address"),
        path("check/", site.admin_view(checklist.check), name="articles_new_check"),
        path("<int:article_id>/check/", site.admin_view(checklist.check), name="articles_article_check"),
        path("autosave/", site.admin_view(autosave.autosave), name="articles_new_autosave"),
        path("<int:article_id>/autosave/", site.admin_view(autosave.autosave), name="articles_article_autosave"),
        path("<int:article_id>/present/", site.admin_view(present.beat), name="articles_article_present"),
        path("<int:article_id>/take-over/", site.admin_view(present.take_over), name="articles_article_take_over"),
        path("<int:article_id>/discard/", site.admin_view(discard.discard), name="articles_article_discard"),
        *_previews(site),
        path("<int:article_id>/corrections/", site.admin_view(corrections.page), name="articles_article_corrections"),
        path("<int:article_id>/assign/", site.admin_view(turns.assign), name="articles_article_assign"),
        path("<int:article_id>/lift-embargo/", site.admin_view(embargo.lift), name="articles_article_lift_embargo"),
        path("<int:article_id>/send-back/", site.admin_view(turns.send_back), name="articles_article_send_back"),
        path("<int:article_id>/remarks/", site.admin_view(remarks.say), name="articles_article_remarks"),
        *(
            path(
                f"<int:article_id>/remarks/<int:remark_id>/{act}/",
                site.admin_view(remarks.turn),
                {"act": act},
                name=f"articles_remark_{act}",
            )
            for act in remarks.ACTS
        ),
    ]


def _previews(site: AdminSite) -> list[URLPattern]:
    return [
        path("<int:article_id>/preview/", site.admin_view(preview), name="articles_article_preview"),
        path("preview/frame/", site.admin_view(frame), name="articles_new_frame"),
        path("preview/elsewhere/", site.admin_view(elsewhere), name="articles_new_elsewhere"),
        path("<int:article_id>/preview/frame/", site.admin_view(frame), name="articles_article_frame"),
        path("<int:article_id>/preview/elsewhere/", site.admin_view(elsewhere), name="articles_article_elsewhere"),
        path("<int:article_id>/preview/links/", site.admin_view(links), name="articles_article_links"),
        path(
            "<int:article_id>/preview/links/<int:link_id>/revoke/", site.admin_view(revoke), name="articles_link_revoke"
        ),
    ]
