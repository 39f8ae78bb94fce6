"""Every address of the desk, out of the URLconf: what is new there is walked without being written down here."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

DESK = "admin/"
# The same page for each model: one of them is enough.
ALIKE = {"admin/delete_confirmation.html", "admin/object_history.html"}

# What readers see, in a frame.
FRAMES = {"admin:articles_new_frame", "admin:articles_article_frame"}


class Address(NamedTuple):
    name: str
    path: str
    parameters: frozenset[str]


def all_of_the_desk() -> list[Address]:
    named = (each for each in _under(get_resolver()) if each.name.rpartition(":")[2])
    return [each for each in named if each.path.startswith(DESK) and each.name not in FRAMES]


def pages(client: Client, given: dict[str, int | str], about: dict[str, int]) -> Iterator[str]:
    """Those that show something to who asks for them.

    `given` says what stands in addresses, and which one of a model is looked at; `about` which article some pages are
    about. Pages of things of which there are none are left out. Raises KeyError for an address with a part that
    nothing is given for.
    """
    seen: set[str] = set()
    for address in all_of_the_desk():
        article = about.get(address.name, given["article_id"])
        if (path := _filled(address, {**given, "article_id": article})) is None:
            continue
        answer = client.get(path)
        if answer.status_code == 200 and "<html" in answer.text[:2000]:
            template = str(answer.templates[0].name)
            if template not in seen:
                yield path
            seen |= {template} & ALIKE


def _under(resolver: URLResolver, path: str = "", space: str = "") -> Iterator[Address]:
    for each in resolver.url_patterns:
        here = f"{path}{each.pattern}"
        if isinstance(each, URLPattern):
            yield Address(f"{space}{each.name or ''}", here, frozenset(each.pattern.regex.groupindex))
        else:
            yield from _under(each, here, f"{space}{each.namespace}:" if each.namespace else space)


def _filled(address: Address, given: dict[str, int | str]) -> str | None:
    if address.parameters != {"object_id"}:
        return reverse(address.name, kwargs={name: given[name] for name in address.parameters})
    models = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}
    model = models[address.name.removeprefix("admin:").rpartition("_")[0]]
    thing = given.get(model.__name__) or model._default_manager.order_by("pk").values_list("pk", flat=True).first()
    return reverse(address.name, args=[thing]) if thing else None
