"""Pictures that a lazy-loading plug-in has put into <noscript>, with something else where readers look for them."""

import re

OPENING = re.compile(r"<noscript\b[^<>]*>", re.IGNORECASE)
CLOSING = re.compile(r"</noscript\s*>", re.IGNORECASE)
IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
STANDS_IN = re.compile(r"""\bsrc\s*=\s*["']?data:|\sdata-[\w-]*src\s*=|\blazy""", re.IGNORECASE)


def with_real_pictures(text: str) -> str:
    """Takes the <noscript> from around pictures, and away the picture beside it that only stood in."""
    first, *parts = OPENING.split(text)
    pieces = [first]
    for part in parts:
        inside, *after = CLOSING.split(part, maxsplit=1)
        if after and IMAGE.search(inside):
            pieces[-1] = _without_last(pieces[-1])
            pieces += [inside, _without_first(after[0])]
        else:
            pieces.append(f"<noscript>{part}")
    return "".join(pieces)


def _without_last(text: str) -> str:
    start = text.lower().rfind("<img")
    found = IMAGE.match(text, start) if start >= 0 else None
    is_beside = found and not text[found.end() :].strip() and STANDS_IN.search(found.group(0))
    return text[:start] if is_beside else text


def _without_first(text: str) -> str:
    found = IMAGE.match(text.lstrip())
    return text.lstrip()[found.end() :] if found and STANDS_IN.search(found.group(0)) else text
