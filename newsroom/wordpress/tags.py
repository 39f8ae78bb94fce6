"""Tags by the slugs and names of the old site: the ones that are here already, and new ones for the rest."""

from django.db.models import Q
from django.db.models.functions import Lower
from taggit.models import Tag

from newsroom.wordpress import names


def find_tags(wanted: dict[str, str]) -> dict[str, Tag]:
    """One tag for each old slug. The same slug, or the same name in any case, is the same tag."""
    slugs = {old: names.slug(old, name)[:100] for old, name in wanted.items()}
    known = Tag.objects.annotate(lower=Lower("name")).filter(
        Q(slug__in=slugs.values()) | Q(lower__in=[name.lower() for name in wanted.values()])
    )
    by_slug = {tag.slug: tag for tag in known}
    by_name = {tag.name.lower(): tag for tag in known}
    new: list[Tag] = []
    for old, name in wanted.items():
        if slugs[old] not in by_slug and name.lower() not in by_name:
            tag = Tag(name=name, slug=slugs[old])
            by_slug[tag.slug] = by_name[name.lower()] = tag
            new.append(tag)
    Tag.objects.bulk_create(new)
    return {old: by_slug.get(slugs[old]) or by_name[name.lower()] for old, name in wanted.items()}
