"""The bytes of a text file of unknown encoding -> text; or where it is in doubt.

UTF-8 with or without a byte order mark, UTF-16 with one, or the Windows code page of
Western Europe or of Russian, which are what Excel writes there. The same bytes are other
letters on a Mac, in DOS and in other countries; so a code page is believed only if names
in it look like names.
"""

import codecs
import re

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNS = r"\x00-\x7f\xa0’‘“”„«»–—…·´ªº°№"
_SMALL = "àáâãäåæçèéêëìíîïñòóôõöøùúüœšžß"
_LARGE = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŠŽŸ"
_LATIN = (
    rf"[^{_SIGNS}{_SMALL}{_LARGE}]",  # £ukasz, Ayþe
    rf"(?<=[a-z{_SMALL}])[{_LARGE}]",  # JosŽ
    rf"(?<=[A-Z])[{_LARGE}](?=[a-z])",  # MŸller
    rf"(?<!\w)[{_SMALL}](?=[a-z])",  # çlvarez
    rf"[{_SMALL}{_LARGE}]{{3}}",
    r"[\xa0‘“”„–—…´ªº](?=[a-z])",  # Mu–oz, ªtefan
    r"(?<=\w)([‘“„…´]|[–—](?![A-Z]))",  # Boldù: Bold—
    r"(?i:[ìòù](?=\w))",  # Nìmec, Rùžena
    r"(?i:iæ)",  # Babiæ
    r"(?i:õ(?!e))",  # Erdõs, OÕNeil
    r"(?i:ñ(?![aeiouáéíóúü]))",  # Gdañsk
    r"(?i:œ(?!u))",  # Œliwa
    r"(?i:ã(?![oe]))",  # Bãsescu
    r"(?i:(?<![aeou])ï)",  # Ïurica
    r"(?i:[aeouáéíóú]ø|ø[áéíóú])",  # Dvoøák
    r"(?i:[aeoáéíóú]è|iè(?!\w)|(?<!\w)è[aeiou])",  # Maèek, Kolariè, Èerný
)
_CYRILLIC = (
    rf"[^{_SIGNS}А-яЁёІіЇїЄєҐґЎў]",  # €ван
    r"(?<=[а-яёіїєґў])[А-ЯЁІЇЄҐЎ]",  # иВАН
    r"[A-Za-z][А-яЁёІіЇїЄєҐґЎў]|[А-яЁёІіЇїЄєҐґЎў][A-Za-z]",
    r"[\xa0‘“”„–—…´](?=[а-я])",
    r"(?i:[бвгджзклмнпрстфхцчшщ]й|[аеёиоуыэюя][ьъ])",  # Мбсйб: Μαρια
    r"(?i:(?<!\w)[ьў])",
)
_ODD = {"cp1252": "|".join(_LATIN), "cp1251": "|".join(_CYRILLIC)}
"""What no name has in this code page, but one of another that is taken for it."""
_LOW = "[ŒŠŽŸœšž]|’(?=[a-z])"
"""What stands in Windows-1252 where a Mac has é and í."""


def decoded(content: bytes) -> tuple[str, int | None]:
    """The text of *content*, and where it may be another than was written, if anywhere.

    Returns:
        The text, and the 0-based index of the first letter in doubt.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), None
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        page = _code_page(content)
        text = content.decode(page, "replace")
    odd = re.search(_ODD[page], text) or _alone(text, page)
    return text, odd.start() if odd else None


def _code_page(content: bytes) -> str:
    """Windows-1251 if words with letters beyond ASCII have nearly no others; else -1252.

    Accents are sprinkled over a Latin word; in a Cyrillic one all is beyond ASCII.
    """
    words = re.findall(rb"[A-Za-z\x80-\xff]*[\xc0-\xff][A-Za-z\x80-\xff]*", content)
    letters = b"".join(word for word in words if len(word) > 1)  # Ó may stand alone
    beyond = sum(byte >= 0x80 for byte in letters)
    return "cp1251" if 2 * beyond > len(letters) else "cp1252"


def _alone(text: str, page: str) -> re.Match[str] | None:
    """What is odd unless there is something else in the whole of *text*."""
    if page == "cp1252":
        has_others = re.search(f"[{_SMALL}{_LARGE}]", re.sub(_LOW, "", text))
        return None if has_others else re.search(_LOW, text)
    letters = "".join(re.findall("[А-яЁёІіЇїЄєҐґЎў]", text))
    has_vowels = 5 * len(re.findall("[аеёиоуыэюяіїє]", letters.casefold())) >= len(letters)
    is_russian = has_vowels and not letters.islower()  # or else Greek; Hebrew
    return None if is_russian else re.search("[А-я]", text)
