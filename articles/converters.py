"""What may stand for a slug in an address: any letters, not only those of ASCII."""

from articles.models.slugs import RESERVED_TOP_LEVEL


class WordsConverter:
    regex = r"[\w-]{1,200}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TopLevelConverter(WordsConverter):
    """Not the words the site itself uses in that place, so that the order of url patterns does not matter."""

    def to_python(self, value: str) -> str:
        if value in RESERVED_TOP_LEVEL:
            raise ValueError(value)
        return value


class YearConverter:
    regex = r"[1-9][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


class MonthConverter(YearConverter):
    regex = r"0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        return f"{value:02d}"


class RenditionConverter(WordsConverter):
    """The name of a file made of a picture, in one of the formats that are made."""

    regex = r"[a-z]{1,20}(?:-[1-9][0-9]{0,4})?\.(?:avif|webp|jpg)"


class FeedFormConverter(WordsConverter):
    """The formats of feeds besides RSS, which has the shortest address."""

    regex = "atom|json"
