"""What readers get instead of a page: the reason, a search field and the latest articles."""

import pytest
from django.test import Client, RequestFactory
from selectolax.lexbor import LexborHTMLParser

from newsroom.views import errors


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_page_offers_search_and_where_it_can_the_latest(client: Client, published, status: int):
    published()
    request = RequestFactory().get("/no-such-page/")
    response = {
        400: lambda: errors.bad_request(request, ValueError()),
        403: lambda: errors.forbidden(request, PermissionError()),
        404: lambda: client.get("/no-such-page/"),
        500: lambda: errors.failed(request),
    }[status]()
    tree = LexborHTMLParser(response.content)
    assert response.status_code == status
    assert len(tree.css("h1")) == 1
    assert tree.css("main [type=search]")
    assert bool(tree.css("main a[href='/news/council-votes-on-the-bridge/']")) == (status != 500)


def test_failure_page_needs_no_database(client: Client):
    assert b"Something went wrong on our side" in errors.failed(RequestFactory().get("/")).content
