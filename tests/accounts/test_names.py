"""Public names: how they are written down, and who may not have which."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts import names
from accounts.models import User, name_key
from articles.models import Author
from newsroom.models import Site
from tests.conftest import account

STAFF_NAME = "Dana Whitlock"
LOOKALIKES = [
    "Dana Whitlock",
    "dana  WHITLOCK",
    "DanaWhitlock",
    "Dana-Whitlock.",
    "Dana Wh1t10ck",
    "Dana VVhitlock",
    "Dána Whıtłöck",
    "Ｄａｎａ Ｗｈｉｔｌｏｃｋ",
    "𝐃𝐚𝐧𝐚 𝕎𝕙𝕚𝕥𝕝𝕠𝕔𝕜",
    "Da\u200bna Whit\u00adlock",
    "\u202eDana Whitlock",
    "Dana Whitlock\ufe0f",
    "Ⓓⓐⓝⓐ Whitlock",
    "ᴅana Whitlocĸ",
]
# As others collected them: what has broken programs that take text.
NAUGHTY = [
    "",
    " ",
    "\t\n",
    "undefined",
    "NULL",
    "(null)",
    "None",
    "true",
    "-1",
    "1/0",
    "0x0",
    "1E+02",
    "NaN",
    "∞",
    ",./;'[]\\-=",
    '<>?:"{}|_+',
    "!@#$%^&*()`~",
    "Ω≈ç√∫˜µ≤≥÷",
    "åß∂ƒ©˙∆˚¬…æ",
    "¡™£¢∞§¶•ªº–≠",
    "⁰⁴⁵",
    "₀₁₂",
    "田中さんにあげて下さい",
    "パーティーへ行かないか",
    "和製漢語",
    "부락",
    "社會科學院語學研究所",
    "𠜎𠜱𠝹𠱓𠱸",
    "ヽ༼ຈل͜ຈ༽ﾉ ヽ༼ຈل͜ຈ༽ﾉ",
    "(｡◕ ∀ ◕｡)",
    "😍",
    "👩‍👩‍👧‍👦",
    "👾 🙇 💁",
    "🇺🇸🇷🇺",
    "１２３",
    "١٢٣",
    "ثم نفس سقطت",
    "בְּרֵאשִׁית",
    "הָיְתָהtestالصفحات",
    "﷽",
    "ﷺ" * 40,
    "\u202atest\u202a",
    "\u202btest",
    "\u2029test\u2028",
    "test\u2060test",
    "\u2066test\u2067",
    "\ufeff",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤ ̖t̝͕̳̣̻̪͞h̼͓̲̦̳̘̲e͇̣̰̦̬͎ ̢̼̻̱̘h͚͎͙̜̣̲ͅi̦̲̣̰̤v̻͍e̺̭̳̪̰-m̢iͅn̖̺̞̲̯̰d̵̼̟͙̩̼̘̳",
    "˙ɐnbᴉlɐ ɐuƃɐɯ ǝɹolop",
    "Ｔｈｅ ｑｕｉｃｋ",
    "𝕿𝖍𝖊 𝖖𝖚𝖎𝖈𝖐",
    "⒯⒣⒠ ⒬⒰⒤⒞⒦",
    "<script>alert(1)</script>",
    "'; DROP TABLE users--",
    "{{ 7*7 }}",
    "%s%n%x",
    "${jndi:ldap://x}",
    "../../etc/passwd",
    "=cmd|'/C calc'!A0",
    "\x00\x01\x02",
    "\x7f",
    "\ud800",
    "http://a.example/",
    "a@b.example",
    "www.example.com",
    "a" * 10_000,
    "a\u0301" * 100,
    "İ",
    "ẞß",
    "ﬁ",
    "\u3164\u3164",
    "ᅠᅠ",
]


@pytest.fixture
def staff(db: None) -> User:
    return account("dana@example.org", display_name=STAFF_NAME, is_staff=True)


@pytest.mark.parametrize("name", LOOKALIKES)
def test_nobody_looks_like_someone_of_the_desk(reader: User, staff: User, name):
    with pytest.raises(ValidationError):
        names.chosen(name, by=reader)


@pytest.mark.parametrize("name", LOOKALIKES)
def test_nobody_looks_like_an_author(reader: User, name):
    author = Author.objects.create(name=STAFF_NAME, slug="dana")
    with pytest.raises(ValidationError):
        names.chosen(name, by=reader)
    author.user = reader
    author.save()
    assert names.chosen("Dana Whitlock", by=reader) == "Dana Whitlock"


def test_other_alphabets_do_not_hide_a_lookalike(reader: User, staff: User):
    staff.display_name = "Pasco"
    staff.save()
    with pytest.raises(ValidationError, match="speak for this publication"):
        names.chosen("Раѕсо", by=reader)  # all of it Cyrillic


def test_people_of_the_desk_keep_their_own_name_and_may_say_what_they_are(staff: User):
    assert names.chosen("Dana  Whitlock", by=staff) == "Dana Whitlock"
    assert names.chosen("Dana, News Editor", by=staff) == "Dana, News Editor"
    other = account("other@example.org", is_staff=True)
    with pytest.raises(ValidationError):
        names.chosen("Dana Whit1ock", by=other)


@pytest.mark.parametrize(
    "name",
    [
        "Admin",
        "ADMIN",
        "4dm1n",
        "Аdmin",
        "xXadminXx",
        "The Administrator",
        "Moderator 2",
        "m0derator",
        "Editor",
        "Ed1tor",
        "News-Room",
        "N e w s r o o m",
        "Newsroom Editor",
        "Our Staff",
        "Support",
        "Root",
        "r00t",
        "Reader 12",
        "reader-7",
        "Official Ann",
        "Security Team",
    ],
)
def test_nobody_speaks_for_the_house(reader: User, name):
    with pytest.raises(ValidationError):
        names.chosen(name, by=reader)


@pytest.mark.parametrize(
    "name", ["The Wendle Ledger", "the wendle ledger", "The WendIe Ledger", "Ann (The Wendle Ledger)"]
)
def test_nobody_is_called_like_the_publication(reader: User, name):
    Site.objects.update_or_create(pk=1, defaults={"name": "The Wendle Ledger"})
    with pytest.raises(ValidationError):
        names.chosen(name, by=reader)


@pytest.mark.parametrize(
    "name",
    [
        "Mara Lindqvist",
        "Joe Root",
        "Bill Press",
        "J. R. R. Tolkien",
        "O’Neil",
        "Anne-Marie",
        "Jo",
        "Łukasz Żak",
        "Ann & Bob",
        "Reader",
        "José Ángel",
        "Анна Петрова",
        "Νίκος",
        "محمد علي",
        "田中さん",
        "김민준",
        "राधा",
        "Mike_88",
        "Li 李",
        "Modesty",
    ],
)
def test_ordinary_names_are_fine(reader: User, name):
    assert names.chosen(name, by=reader) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A",
        "a" * 51,
        "a@b",
        "ann@example.org",
        "http://x",
        "www.ann",
        "ann.com",
        "Buy at shop.example",
        "12 34",
        "--",
        "😀 Ann",
        "Ann Петрова",
        "Αnn",
        "A\u0301\u0301\u0301\u0301nn",
        "<b>Ann</b>",
        "Ann | Bob",
    ],
)
def test_what_is_no_name(reader: User, name):
    with pytest.raises(ValidationError):
        names.chosen(name, by=reader)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_names_harm_nobody(client: Client, reader: User, text):
    client.force_login(reader)
    sent = text.encode("utf-8", "replace").decode()
    answer = client.post("/accounts/profile/name/", {"display_name": sent})
    assert answer.status_code in {200, 302}
    reader.refresh_from_db()
    hidden = [sign for sign in reader.display_name if unicodedata.category(sign)[0] == "C"]
    assert (hidden, client.get("/accounts/").status_code) == ([], 200)


@given(st.text())
def test_any_text_has_one_written_form_and_a_bounded_key(text: str):
    once = names.normalise(text)
    assert names.normalise(once) == once
    assert not any(unicodedata.category(sign)[0] == "C" for sign in once)
    assert len(name_key.of(text)) <= 160
    assert name_key.of(name_key.of(text)) == name_key.of(text)


def test_key_follows_every_save(reader: User):
    assert reader.name_key == name_key.of("Reader")
    reader.display_name = "Mara"
    reader.save(update_fields=["display_name"])
    reader.refresh_from_db()
    assert reader.name_key == "mara"
