"""What a rule says of a text that is about to go to readers."""

from typing import NamedTuple


class Finding(NamedTuple):
    """`field` is what the form calls the place to mend it. `is_final`: no reason is good enough to publish it so."""

    key: str
    field: str
    message: str
    is_blocking: bool = True
    is_final: bool = False
    link: str = ""  # to look at what it is about


def advice(key: str, field: str, message: str, link: str = "") -> Finding:
    return Finding(key, field, message, is_blocking=False, link=link)


def final(key: str, field: str, message: str) -> Finding:
    return Finding(key, field, message, is_final=True)
