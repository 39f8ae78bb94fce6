"""Which pages browsers may fetch before they are asked for: those behind links that a reader is about to follow.

Nothing is rendered beforehand, since that would run its scripts and count a reading. Browsers themselves leave it
alone for readers who save data or battery.
"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Personal, made for one question, not a page, or large. Not "?*" for query strings: that is every address, since the
# asterisk stands for nothing, too.
NEVER = [
    *("/accounts/*", "/admin/*", "/comments/*", "/notifications/*", "/privacy-choices/*", "/search/*"),
    *("/media/*", "/static/*", "/*feed/*", "/*.*", "/*\\?(.+)"),
]
RULES = {
    "prefetch": [
        {
            "where": {
                "and": [
                    {"href_matches": "/*"},
                    {"not": {"href_matches": NEVER}},
                    {"not": {"selector_matches": "[rel~=nofollow], [download]"}},
                ]
            },
            "eagerness": "moderate",
        }
    ]
}


@cache_control(public=True, max_age=86_400)
@require_safe
def rules(request: HttpRequest) -> JsonResponse:
    return JsonResponse(RULES, content_type="application/speculationrules+json")
