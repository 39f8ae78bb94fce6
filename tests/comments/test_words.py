import pytest

from comments.words import BadEntry, WordList, entry


def found(text: str, *entries: str) -> list[str]:
    return [each.words for each in WordList(entries).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Idiot!",
        "ÍDIÓT",
        "ｉｄｉｏｔ",
        "1d10t",
        "idi\u200bot",  # with nothing between
        "i\u0336d\u0336i\u0336o\u0336t",  # struck out
        "ıdіоt",  # Turkish, Cyrillic
        "IDIOТ",  # with a capital that looks like T, which its small letter does not
        "you i d i o t you",
        "i.d.i.o.t",
    ],
)
def test_disguised_words(text: str):
    assert len(found(text, "idiot")) == 1


@pytest.mark.parametrize("text", ["idiots", "idiotic", "an idio t", "video", ""])
def test_whole_words_only(text: str):
    assert found(text, "idiot") == []


@pytest.mark.parametrize(
    ("entry", "text", "words"),
    [
        ("free money", "FREE, money now", ["FREE money"]),
        ("free money", "carefree money", []),
        ("free money", "free of money", []),
        ("viag*", "viag Viagra", ["viag"]),
        ("*coin", "bitcoin coins", ["bitcoin"]),
        ("*spam*", "antispammers", ["antispammers"]),
        ("cheap m*ds", "cheap m3ds", ["cheap m3ds"]),
        ("b*d w*rd", "b word", []),
        ("$ave", "$ave save", ["$ave"]),
        ("don't", "Don’t", ["Don t"]),
        ("кот", "КОТ коты", ["КОТ"]),
        ("東京", "東京 大阪", ["東京"]),
    ],
)
def test_entries(entry: str, text: str, words: list[str]):
    assert found(text, entry) == words


def test_every_entry_is_found_once():
    assert sorted(found("bad worse bad worst", "bad", "wors*", "bad wors*")) == ["bad", "bad worse", "worse"]


@pytest.mark.parametrize("written", ["", " ", "*", "a*", "*a*b*", "a b c", "x*y*z*xy*", "x" * 101, "!?"])
def test_entries_that_find_everything_or_nothing_are_refused(written: str):
    with pytest.raises(BadEntry):
        entry(written)


def test_no_entries():
    assert found("anything") == []
