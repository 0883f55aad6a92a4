"""What the program says itself, in each of its languages."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import quizgen
from quizgen.dates import parse_iso
from quizgen.forms import FORMS
from quizgen.i18n import (
    LANGUAGES,
    count_text,
    has_language,
    spell_date,
    spell_number,
    words_in,
)
from quizgen.i18n.words import Words

AREAS = ("explanation", "card", "paper", "quiz", "review", "stats")


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("2002-10-07", "en", "7 October 2002"),
        ("2002-10", "en", "October 2002"),
        ("2002", "en", "2002"),
        ("0881", "en", "881"),
        ("2002-10-07", "ru", "7 октября 2002"),
        ("2002-10", "ru", "октябрь 2002"),
        ("2002", "ru-KZ", "2002"),
        ("2002-10-07", "kk", "2002 жылғы 7 қазан"),
        ("2002-10", "kk", "2002 жылғы қазан"),
        ("2002", "kk", "2002"),
        ("2002-10-07", "hy", "2002-10-07"),
        ("2002-10", "hy", "2002-10"),
        ("2002", "hy", "2002"),
    ],
)
def test_a_date_is_spelled_as_people_write_it(text: str, language: str, shown: str) -> None:
    assert spell_date(parse_iso(text), language) == shown


@pytest.mark.parametrize(
    ("number", "language", "shown"),
    [
        (0, "en", "0"),
        (999, "ru", "999"),
        (1234, "en", "1,234"),
        (Decimal("1234.5"), "en", "1,234.5"),
        (Decimal("-1234567.25"), "ru", "-1\xa0234\xa0567,25"),
        (1234567, "kk", "1\xa0234\xa0567"),
        (1234, "hy", "1\xa0234"),
        (1234, "de", "1.234"),
        (1234, "xx", "1,234"),
    ],
)
def test_a_number_is_written_with_the_marks_of_its_language(
    number: int | Decimal, language: str, shown: str
) -> None:
    assert spell_number(number, language) == shown


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("en", {1: "question", 0: "questions", 2: "questions", 11: "questions"}),
        (
            "ru",
            {
                1: "вопрос",
                2: "вопроса",
                4: "вопроса",
                5: "вопросов",
                11: "вопросов",
                12: "вопросов",
                14: "вопросов",
                21: "вопрос",
                22: "вопроса",
                111: "вопросов",
                1000: "вопросов",
            },
        ),
        ("kk", {1: "сұрақ", 2: "сұрақ", 5: "сұрақ"}),
    ],
)
def test_a_noun_has_the_form_that_its_number_wants(
    language: str, counts: dict[int, str]
) -> None:
    words = words_in(language)
    shown = {number: count_text(number, words.quiz.questions, words) for number in counts}
    assert shown == {
        number: f"{spell_number(number, language)} {noun}"
        for number, noun in counts.items()
    }


def test_english_speaks_for_languages_that_are_missing() -> None:
    assert [has_language(code) for code in ("en", "RU", "kk-KZ", "hy", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert words_in("hy") is words_in("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_whole(language: str) -> None:
    """It has months, weekdays, a title and an instruction for each form, and no blank."""
    words = words_in(language)
    assert words.code == language
    calendar = words.calendar
    assert [*map(len, (calendar.months, calendar.months_alone, calendar.short_months))] == [
        12,
        12,
        12,
    ]
    assert len(calendar.weekdays) == 7
    for texts in (
        words.paper.form_titles,
        words.paper.form_instructions,
        words.paper.form_points,
    ):
        assert {*texts} == {*FORMS}
    assert [key for key, text in _texts(words) if not text.strip()] == []


OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_fills_in_what_english_fills_in(language: str) -> None:
    english, texts = dict(_texts(words_in("en"))), dict(_texts(words_in(language)))
    places = re.compile(r"\{\w*\}")
    assert [
        key
        for key in english.keys() & texts.keys()
        if Counter(places.findall(english[key])) != Counter(places.findall(texts[key]))
    ] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_left_in_english(language: str) -> None:
    """Two Latin letters side by side are in names of keys, commands and options alone."""
    letters = re.compile(r"(?<![{A-Za-z])[A-Za-z]{2,}")
    texts = {key: letters.findall(text) for key, text in _texts(words_in(language))}
    assert {key: words for key, words in texts.items() if words} == {
        "quiz.true_replies.0": ["true"],
        "quiz.true_replies.1": ["yes"],
        "quiz.false_replies.0": ["false"],
        "quiz.false_replies.1": ["no"],
        "quiz.enter_again": ["Enter"],
        "quiz.enter_when_done": ["Enter"],
        "review.how_to_go_on": ["new", "cram"],
        "review.grade_hint_keys": ["Enter"],
        "review.grade_hint_lines": ["Enter"],
        "review.flagged": ["quizgen", "flags"],
    }


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_field_that_english_has(language: str) -> None:
    """Only the forms of nouns and the words that may be typed differ in their number."""
    words, english = words_in(language), words_in("en")
    free = {"questions", "reviews", "days", "leeches", "suspended"}
    free |= {"true_replies", "false_replies", "pronouns"}
    assert {_field(key) for key, _ in _texts(words)} == {
        _field(key) for key, _ in _texts(english)
    }
    assert {key for key, _ in _texts(words) if _field(key) not in free} == {
        key for key, _ in _texts(english) if _field(key) not in free
    }


def test_a_noun_has_a_form_for_every_number() -> None:
    forms = {
        language: {words.plural(number) for number in range(200)}
        for language, words in LANGUAGES.items()
    }
    assert forms == {"en": {0, 1}, "ru": {0, 1, 2}, "kk": {0}}
    for language, words in LANGUAGES.items():
        nouns = (
            words.quiz.questions,
            words.review.days,
            words.stats.reviews,
            words.stats.leeches,
            words.stats.suspended,
        )
        assert {len(noun) for noun in nouns} == {len(forms[language])}


def test_every_text_is_said_somewhere() -> None:
    """A field that nothing uses would be translated for nobody."""
    package = Path(quizgen.__file__).parent
    code = "\n".join(
        path.read_text("utf-8")
        for path in package.rglob("*")
        if path.suffix in (".py", ".typ") and path.parent.name != "i18n"
    )
    fields = {_field(key) for key, _ in _texts(words_in("en"))}
    used = {*re.findall(r"\.(\w+)", code), *re.findall(r"\"(since|until|on)\"", code)}
    assert fields - used == set()


def _field(key: str) -> str:
    return key.split(".")[1]


def _texts(words: Words) -> Iterator[tuple[str, str]]:
    """Yield every text of *words* with a name for it."""
    for area in AREAS:
        for field, value in getattr(words, area)._asdict().items():
            key = f"{area}.{field}"
            if isinstance(value, str):
                yield key, value
            elif isinstance(value, tuple):
                yield from ((f"{key}.{place}", text) for place, text in enumerate(value))
            else:
                yield from ((f"{key}.{name}", text) for name, text in value.items())
