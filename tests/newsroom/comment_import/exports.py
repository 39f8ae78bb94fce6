"""Exports as Disqus, Coral and Remark42 write them, of people and talk that never were."""

import json
from typing import Any
from xml.sax.saxutils import escape

SITE = "https://old.example.org"
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://disqus.com/api/schemas/1.0/disqus.xsd http://disqus.com/api/schemas/1.0/internals.xsd">
<category dsq:id="70"><forum>oldpaper</forum><title>General</title><isDefault>true</isDefault></category>
"""


def disqus(*parts: str) -> str:
    return HEAD + "".join(parts) + "</disqus>\n"


def thread(number: int, link: str, *, called: str = "", deleted: bool = False, closed: bool = False) -> str:
    return f"""<thread dsq:id="{number}">
<id>{escape(called)}</id><forum>oldpaper</forum><category dsq:id="70"/><link>{escape(link)}</link>
<title>Talk {number}</title><message/><createdAt>2019-03-04T10:00:00Z</createdAt>
<author><name>Desk</name><isAnonymous>false</isAnonymous><username>desk</username></author>
<isClosed>{str(closed).lower()}</isClosed><isDeleted>{str(deleted).lower()}</isDeleted>
</thread>
"""


def post(number: int, thread: int, message: str | None = None, *, parent: int = 0, **fields: Any) -> str:
    """`fields`: name, email, at, deleted, spam and ip."""
    message = f"<p>Said {number}</p>" if message is None else message
    above = f'<parent dsq:id="{parent}"/>' if parent else ""
    at = fields.get("at", f"2019-03-04T1{number % 10}:00:00Z")
    ip = f"<ipAddress>{fields['ip']}</ipAddress>" if "ip" in fields else ""
    deleted, spam = (str(fields.get(name, False)).lower() for name in ("deleted", "spam"))
    email = f"<email>{escape(fields['email'])}</email>" if "email" in fields else ""
    return f"""<post dsq:id="{number}">
<id>{10**6 + number}</id><message><![CDATA[{message}]]></message><createdAt>{at}</createdAt>
<isDeleted>{deleted}</isDeleted><isSpam>{spam}</isSpam>
<author>{email}<name>{escape(fields.get("name", f"Guest {number}"))}</name><isAnonymous>true</isAnonymous></author>
{ip}<thread dsq:id="{thread}"/>{above}
</post>
"""


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def story(number: int, url: str, **more: Any) -> dict[str, Any]:
    return {"_id": {"$oid": f"{number:024x}"}, "tenantID": "t-1", "id": f"story-{number}", "url": url, **more}


def user(number: int, name: str) -> dict[str, Any]:
    email = f"{name.lower()}@example.org"
    return {"tenantID": "t-1", "id": f"user-{number}", "username": name, "email": email, "role": "COMMENTER"}


def coral(number: int, story: int, body: str | None = None, **fields: Any) -> dict[str, Any]:
    """`fields` go into the record as they are; `parent` is a number, `edits` are former bodies."""
    at = fields.pop("at", {"$date": f"2019-03-04T1{number % 10}:00:00.000Z"})
    bodies = [*fields.pop("edits", []), f"Said {number}" if body is None else body]
    revisions = [
        {"id": f"r-{number}-{place}", "body": each, "actionCounts": {}, "metadata": {}, "createdAt": at}
        for place, each in enumerate(bodies)
    ]
    parent = fields.pop("parent", 0)
    above = {"parentID": f"c-{parent}", "ancestorIDs": [f"c-{parent}"]} if parent else {"ancestorIDs": []}
    return {
        "_id": {"$oid": f"{number:024x}"},
        "tenantID": "t-1",
        "id": f"c-{number}",
        "storyID": f"story-{story}",
        "authorID": "user-1",
        "status": "NONE",
        "revisions": revisions,
        "actionCounts": {"REACTION": 4},
        "tags": [],
        "createdAt": at,
        **above,
        **fields,
    }


META = {"version": 1, "users": [], "posts": []}


def remark(number: int, url: str, text: str | None = None, *, parent: int = 0, **fields: Any) -> dict[str, Any]:
    who = {"name": fields.pop("name", f"Guest {number}"), "id": fields.pop("user_id", f"github_{number}")}
    return {
        "id": f"r{number:039d}",
        "pid": f"r{parent:039d}" if parent else "",
        "text": f"<p>Said {number}</p>\n" if text is None else text,
        "orig": f"Said {number}",
        "user": {**who, "picture": "", "ip": "293ec5b0cf154855258824ec7fac5dc63d176915", "admin": False},
        "locator": {"site": "oldpaper", "url": url},
        "score": 3,
        "votes": {"a": True},
        "vote": 0,
        "time": f"2019-03-04T1{number % 10}:00:00.123456789+01:00",
        "title": "A page",
        **fields,
    }
