"""Writing small WordPress exports for tests: one function for each thing that stands in one."""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

SITE = "https://old.example.org"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="{scheme}://wordpress.org/export/{version}/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="{scheme}://wordpress.org/export/{version}/"><channel><title>The Old Gazette</title><link>{site}</link>
<wp:wxr_version>{version}</wp:wxr_version><wp:base_site_url>{site}</wp:base_site_url><wp:base_blog_url>{site}</wp:base_blog_url>
"""
TAIL = "</channel></rss>\n"


def cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def export(*parts: str, site: str = SITE, scheme: str = "http", version: str = "1.2") -> str:
    return HEAD.format(site=site, scheme=scheme, version=version) + "\n".join(parts) + TAIL


def written(path: Path, *parts: str, **about: str) -> Path:
    path.write_text(export(*parts, **about), encoding="utf-8")
    return path


def author(login: str, name: str, number: int = 1) -> str:
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_email>{login}@example.org</wp:author_email>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>"
    )


def category(slug: str, name: str, parent: str = "", number: int = 0) -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>"
    )


def tag(slug: str, name: str, number: int = 0) -> str:
    return (
        f"<wp:tag><wp:term_id>{number}</wp:term_id><wp:tag_slug>{slug}</wp:tag_slug>"
        f"<wp:tag_name>{cdata(name)}</wp:tag_name></wp:tag>"
    )


def comment(number: int, text: str = "I was there.", **fields: object) -> str:
    given = {
        "author": "Ruth A",
        "author_email": "ruth@example.org",
        "author_url": "",
        "author_IP": "192.0.2.7",
        "date": "2021-03-04 08:00:00",
        "date_gmt": "2021-03-04 13:00:00",
        "approved": "1",
        "type": "comment",
        "parent": 0,
        **fields,
    }
    inside = "".join(f"<wp:comment_{name}>{cdata(str(value))}</wp:comment_{name}>" for name, value in given.items())
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{inside}"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content></wp:comment>"
    )


def item(
    number: int,
    kind: str,
    title: str,
    content: str = "",
    *,
    link: str | None = None,
    terms: Iterable[tuple[str, str, str]] = (),
    meta: dict[str, str] | None = None,
    comments: Iterable[str] = (),
    excerpt: str = "",
    creator: str = "",
    **fields: object,
) -> str:
    """`terms` are domain, slug and name; `fields` are those of WordPress without wp: and, mostly, post_."""
    slug = fields.pop("name", f"{kind}-{number}")
    given = {
        "post_id": number,
        "post_date": "2021-03-04 07:00:00",
        "post_date_gmt": "2021-03-04 12:00:00",
        "comment_status": "open",
        "post_name": slug,
        "status": "publish",
        "post_parent": 0,
        "menu_order": 0,
        "post_type": kind,
        "post_password": "",
        "is_sticky": 0,
        **fields,
    }
    address = f"{SITE}/2021/03/04/{slug}/" if link is None else link
    inside = "".join(f"<wp:{name}>{cdata(str(value))}</wp:{name}>" for name, value in given.items())
    inside += "".join(
        f'<category domain="{domain}" nicename="{slug}">{cdata(name)}</category>' for domain, slug, name in terms
    )
    inside += "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    return (
        f"<item><title>{escape(title)}</title><link>{escape(address)}</link>"
        f"<dc:creator>{cdata(creator)}</dc:creator><content:encoded>{cdata(content)}</content:encoded>"
        f"<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>{inside}{''.join(comments)}</item>"
    )


def post(number: int, title: str = "Ferry returns", content: str = "It is back.", **fields: object) -> str:
    return item(number, "post", title, content, **fields)


def page(number: int, title: str = "About us", content: str = "Who we are.", **fields: object) -> str:
    fields.setdefault("link", f"{SITE}/{fields.get('name', f'page-{number}')}/")
    return item(number, "page", title, content, **fields)


def attachment(number: int, path: str = "2021/03/ferry.jpg", **fields: object) -> str:
    fields.setdefault("status", "inherit")
    fields.setdefault("attachment_url", f"{SITE}/wp-content/uploads/{path}")
    return item(number, "attachment", "Ferry", "", **fields)


def menu_item(number: int, title: str, kind: str, what: str, target: str, *, url: str = "", parent: str = "0") -> str:
    meta = {
        "_menu_item_type": kind,
        "_menu_item_object": what,
        "_menu_item_object_id": target,
        "_menu_item_url": url,
        "_menu_item_menu_item_parent": parent,
    }
    return item(number, "nav_menu_item", title, meta=meta, terms=[("nav_menu", "top", "Top")], menu_order=number)
