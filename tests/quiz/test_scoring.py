"""What a reply is worth: tables of replies, properties, and every name of every deck."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen import dates, generate, load, score
from quizgen.deck.loader import shipped_decks
from quizgen.generate.labels import Labels
from quizgen.i18n import spell_date
from quizgen.model import Answer, Question, TypedQuestion
from quizgen.quiz.scoring import (
    DONT_KNOW,
    Reply,
    Verdict,
    score_typed,
)
from quizgen.quiz.typed_dates import read_dates
from quizgen.text import fold
from tests.samples import (
    ALL,
    CARD,
    CHOICE,
    CLOZE,
    FALSE,
    MATCH,
    MULTI,
    ORDER,
    TEXT,
    TRUE,
)

ARMENIA = Answer("Armenia")

# Every form


@pytest.mark.parametrize(
    ("question", "reply", "right", "share", "remark"),
    [
        (CHOICE, (1,), True, 1, ""),
        (CHOICE, (0,), False, 0, ""),
        (MULTI, (0, 1), True, 1, ""),
        (MULTI, (1, 0), True, 1, ""),
        (MULTI, (0,), False, 0.5, "1 right, 1 missed"),
        (MULTI, (0, 1, 2), False, 0.5, "2 right, 1 wrong"),
        (MULTI, (0, 2), False, 0, "1 right, 1 missed, 1 wrong"),
        (MULTI, (2, 3), False, 0, "2 missed, 2 wrong"),
        (TRUE, True, True, 1, ""),
        (TRUE, False, False, 0, ""),
        (FALSE, False, True, 1, ""),
        (FALSE, True, False, 0, ""),
        (TEXT, "volga", True, 1, ""),
        (CLOZE, "Volga", True, 1, ""),
        (CLOZE, "Ural", False, 0, ""),
        (CARD, True, True, 1, ""),
        (CARD, False, False, 0, ""),
        (ORDER, (1, 0, 2), True, 1, ""),
        (ORDER, (1, 2, 0), False, 1 / 3, "1 of 3 in place"),
        (MATCH, (2, 0, 1), True, 1, ""),
        (MATCH, (0, 1, 2), False, 0, "0 of 3 in place"),
    ],
)
def test_each_form_takes_its_reply(
    question: Question, reply: Reply, right: bool, share: float, remark: str
) -> None:
    assert score(question, reply) == Verdict(right, share, remark)


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.about.form)
def test_to_any_form_one_may_say_that_one_does_not_know(question: Question) -> None:
    assert score(question, DONT_KNOW) == Verdict(False, 0.0)


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.about.form)
@pytest.mark.parametrize("reply", ["x", True, (0,)], ids=lambda r: type(r).__name__)
def test_a_reply_of_another_type_is_a_bug_and_raises(
    question: Question, reply: Reply
) -> None:
    takes: dict[str, type] = {"text": str, "cloze": str, "truefalse": bool, "card": bool}
    if isinstance(reply, takes.get(question.about.form, tuple)):
        score(question, reply)
    else:
        with pytest.raises(TypeError, match=f"for {question.about.form}"):
            score(question, reply)


# Names

ZAS = Answer(
    "Stanislav Zas", ("Stanislau Zas", "Zas"), rivals=("stanislav zass", "zaslavsky")
)


@pytest.mark.parametrize(
    ("answer", "reply", "right"),
    [
        # case, accents, punctuation, articles, spaces
        (Answer("Côte d'Ivoire"), "cote d’ivoire", True),
        (Answer("Nur-Sultan"), " nur  sultan ", True),
        (Answer("the Eurasian Economic Union"), "Eurasian economic union.", True),
        (Answer("Eurasian Economic Union"), "The Eurasian Economic Union", True),
        (Answer("Алексей Ёлкин"), "алексеи елкин", True),
        (Answer("Straße"), "STRASSE", True),
        (Answer("Türkiye"), "turkiye", True),
        # what the deck lists
        (ZAS, "Stanislau Zas", True),
        (ZAS, "zas", True),
        # slips: none in a short name, up to three in a long one
        (Answer("Iran"), "Irna", False),
        (Answer("Armenia"), "Aremnia", True),
        (Answer("Armenia"), "Armania", True),
        (Answer("Armenia"), "Arrrenia", False),
        (Answer("Kyrgyzstan"), "Kirgizstan", True),
        (Answer("Turkmenistan"), "Tukrmenitan", True),
        (Answer("Turkmenistan"), "Tukrmenita", False),
        # the name of another is no slip, and nor is what is as near to it
        (ZAS, "Stanislav Zass", False),
        (ZAS, "Zaslavsky", False),
        (ZAS, "Stanislav Zasss", False),
        (Answer("Slovenia", rivals=("slovakia",)), "Slovenja", True),
        (Answer("Slovenia", rivals=("slovakia",)), "Slovekia", False),
        # nor is a figure, in digits or in words
        (Answer("Resolution 2202"), "Resolution 2203", False),
        (Answer("Resolution 2202"), "Resoluton 2202", True),
        (Answer("nine members of the Council"), "five members of the Council", False),
        (Answer("two thirds of the votes"), "one thirds of the votes", False),
        # nor, where no rivals are known, the beginning or the end of a word
        (Answer("independent"), "dependent", False),
        (Answer("Russian"), "Russia", False),
        (Answer("asymmetric"), "symmetric", False),
        (Answer("asymmetric"), "asymetric", True),
        # marks alone, and names that end in one
        (Answer("+"), "-", False),
        (Answer("+"), "+", True),
        (Answer("C++"), "C", False),
        (Answer("C++"), "c++", True),
        # nothing
        (Answer("Armenia"), "", False),
        (Answer("Armenia"), "   ", False),
        (Answer("Armenia"), "...", False),
        (Answer("Armenia"), "the", False),
    ],
)
def test_a_typed_name(answer: Answer, reply: str, right: bool) -> None:
    assert score_typed(answer, reply).right is right


def test_a_slip_is_pointed_out() -> None:
    assert score_typed(Answer("Armenia"), "Aremnia").remark == "spelled Armenia"
    assert score_typed(Answer("Armenia"), "armenia").remark == ""


# Dates

MONTH_ONLY = "right month; the deck does not know the day"
DAY, MONTH, YEAR = (
    dates.parse_iso("2022-01-06"),
    dates.parse_iso("2022-01"),
    dates.parse_iso("2022"),
)


@pytest.mark.parametrize(
    "reply",
    [
        *("2022-01-06", "2022-1-6", "2022/01/06", "2022.01.06", "06.01.2022", "6.1.2022"),
        *("6/1/2022", "1/6/2022", "6.1.22", "6 Jan 2022", "6 January 2022", "Jan 6 2022"),
        *("January 6, 2022", "January 6th, 2022", "6th of January 2022", "2022 January 6"),
        *("the 6th of january, 2022", "JAN. 6, 2022", "6 января 2022 г.", "6 январь 2022"),
        *(
            "6/1/22",
            "20220106",
            "6‑го января 2022 года",
            "2022 ж. 6 қаңтар",
            "６.１.２０２２",
        ),
        *("2022 жылғы 6 қаңтар", "2022 жылдың 6 қаңтарында", "06.01.2022 г.", "6–1–2022"),
        *("6 Jan '22", "6 January AD 2022", "6-Jan-2022", "06.JAN.2022"),
    ],
)
def test_a_day_may_be_written_in_any_usual_way(reply: str) -> None:
    assert score_typed(Answer("6 January 2022", (), DAY), reply) == Verdict(True, 1.0)


@pytest.mark.parametrize(
    ("key", "reply", "verdict"),
    [
        (DAY, "2022-01-07", Verdict(False, 0.0)),
        (DAY, "6 Feb 2022", Verdict(False, 0.0)),
        (DAY, "6 Jan 2021", Verdict(False, 0.0)),
        (DAY, "January 2022", Verdict(False, 0.5, "right month, no day")),
        (DAY, "2022", Verdict(False, 0.5, "right year, no day")),
        (DAY, "2021", Verdict(False, 0.0)),
        (DAY, "6 January", Verdict(False, 0.5, "right day, no year")),
        (DAY, "Jan. 6th", Verdict(False, 0.5, "right day, no year")),
        (DAY, "7 January", Verdict(False, 0.0)),
        (DAY, "January", Verdict(False, 0.5, "right month, no year")),
        (MONTH, "in January", Verdict(False, 0.5, "right month, no year")),
        (MONTH, "22 January", Verdict(False, 0.0)),
        (MONTH, "January 22", Verdict(True, 1.0)),
        (YEAR, "January", Verdict(False, 0.0)),
        (MONTH, "January 2022", Verdict(True, 1.0)),
        (MONTH, "01/2022", Verdict(True, 1.0)),
        (MONTH, "2022-01", Verdict(True, 1.0)),
        (MONTH, "янв 2022", Verdict(True, 1.0)),
        (MONTH, "6 January 2022", Verdict(True, 1.0, MONTH_ONLY)),
        (MONTH, "2022", Verdict(False, 0.5, "right year, no month")),
        (MONTH, "February 2022", Verdict(False, 0.0)),
        (YEAR, "2022", Verdict(True, 1.0)),
        (YEAR, "in 2022", Verdict(True, 1.0)),
        (YEAR, "22", Verdict(True, 1.0)),
        (
            YEAR,
            "May 2022",
            Verdict(True, 1.0, "right year; the deck does not know the month"),
        ),
        (
            YEAR,
            "2022-05-17",
            Verdict(True, 1.0, "right year; the deck does not know the day"),
        ),
        (MONTH, "5/1/2022", Verdict(True, 1.0, MONTH_ONLY)),
        (MONTH, "6 February 2022", Verdict(False, 0.0)),
        (
            YEAR,
            "май 2022",
            Verdict(True, 1.0, "right year; the deck does not know the month"),
        ),
        (YEAR, "2", Verdict(False, 0.0)),
        (YEAR, "2021 2022", Verdict(False, 0.0)),
        (YEAR, "2021 or 2022", Verdict(False, 0.0)),
        (dates.parse_iso("0079"), "79", Verdict(True, 1.0)),
        (YEAR, "20222", Verdict(False, 0.0)),
        (YEAR, "1", Verdict(False, 0.0)),
        (YEAR, "no idea", Verdict(False, 0.0)),
    ],
)
def test_a_date_is_right_if_it_is_as_precise_as_the_key(
    key: dates.Date, reply: str, verdict: Verdict
) -> None:
    assert score_typed(Answer(spell_date(key), (), key), reply) == verdict


def test_a_year_that_the_stem_tells_may_be_missing() -> None:
    stem = "On which day of 2022 did it begin? (day)"
    for reply in ("6 January", "Jan. 6th", "January 6", "6.1.", "6 қаңтар"):
        assert score_typed(Answer("6 January 2022", (), DAY), reply, stem=stem).right, reply
    for reply in ("7 January", "6 February", "31 February", "January"):
        assert not score_typed(Answer("6 January 2022", (), DAY), reply, stem=stem).right
    assert score_typed(Answer("January 2022", (), MONTH), "january", stem=stem).right
    assert not score_typed(
        Answer("6 January 2022", (), DAY), "6.1.", stem="In 20223?"
    ).right


@pytest.mark.parametrize(
    ("language", "reply", "is_right"),
    [
        ("en", "1/6/2022", True),
        ("en", "1.6.2022", False),
        ("ru", "6/1/2022", True),
        ("ru", "1/6/2022", False),
        ("kk", "1/6/2022", False),
        ("de", "6. Januar 2022", True),
        ("fr", "le 6 janvier 2022", False),
        ("fr", "6 janvier 2022", True),
        ("es", "6 ene 2022", True),
        ("tr", "6 Ocak 2022", True),
        ("en", "6 Ocak 2022", False),
    ],
)
def test_a_date_is_read_in_the_language_of_the_deck(
    language: str, reply: str, is_right: bool
) -> None:
    answer = Answer("", (), DAY, language=language)
    assert score_typed(answer, reply).right is is_right


@given(st.dates(), st.sampled_from([1, 2]), st.sampled_from([1, 2, 3]), st.booleans())
def test_more_than_the_deck_knows_is_right_as_far_as_the_deck_knows(
    day: object, known_precision: int, typed_precision: int, is_rounded: bool
) -> None:
    """If it is the question that asks for no more, there is nothing to remark on."""
    date = dates.parse_iso(str(day))
    key, typed = date.truncate(known_precision), str(date.truncate(typed_precision))
    verdict = score_typed(Answer("", (), key, is_rounded=is_rounded), typed)
    words = {1: "year", 2: "month", 3: "day"}
    known, finer = words[known_precision], words[typed_precision]
    if typed_precision < known_precision:
        assert verdict == Verdict(False, 0.5, "right year, no month")
    elif typed_precision == known_precision or is_rounded:
        assert verdict == Verdict(True, 1.0)
    else:
        remark = f"right {known}; the deck does not know the {finer}"
        assert verdict == Verdict(True, 1.0, remark)


@given(st.dates(), st.dates(), st.sampled_from([1, 2]))
def test_a_day_outside_of_what_the_deck_knows_is_wrong(
    day: object, other: object, known_precision: int
) -> None:
    key = dates.parse_iso(str(day)).truncate(known_precision)
    typed = dates.parse_iso(str(other))
    is_within = key.first <= typed.first <= key.last
    assert score_typed(Answer("", (), key), str(typed)).right == is_within


@given(st.dates(), st.sampled_from(["en", "ru", "kk", "de"]), st.sampled_from([1, 2, 3]))
def test_a_date_as_quizgen_writes_it_is_read(day: object, language: str, cut: int) -> None:
    date = dates.parse_iso(str(day)).truncate(cut)
    assert date in set(read_dates(spell_date(date, language), language))
    assert date in set(read_dates(str(date), language))


# Any text at all

ANSWERS = (ARMENIA, ZAS, *(Answer("x", (), v) for v in (DAY, YEAR, 4, Decimal("1.5"))))


@given(st.text(), st.sampled_from(ANSWERS))
@example("9" * 5000, ANSWERS[2])
@example("1 " + "9" * 5000 + " 2022", ANSWERS[2])
@example("9" * 5000, ANSWERS[4])
@example("99999999999999999999", ANSWERS[3])
@example("\ud800", ARMENIA)
def test_whatever_is_typed_gets_a_verdict(reply: str, answer: Answer) -> None:
    verdict = score_typed(answer, reply)
    assert verdict.right is (verdict.share == 1)


@given(st.text())
def test_a_text_is_right_for_itself_in_any_case(text: str) -> None:
    if text.strip():
        for reply in (text, text.casefold(), f"  {text} "):
            assert score_typed(Answer(text), reply).right


@given(st.text(), st.text())
def test_a_rival_never_passes(name: str, other: str) -> None:
    if fold(name) != fold(other):
        assert not score_typed(Answer(name, rivals=(fold(other),)), other).right


# Every deck


@pytest.mark.parametrize("deck", shipped_decks())
def test_in_no_deck_does_the_name_of_another_pass(deck: str) -> None:
    """Unless both share it; nor does another text of any relation."""
    (base,), _ = load(deck)
    labels = Labels(base)
    replies = {name for entity in base.entities for name in labels.aliases(entity)} | {
        str(fact.value)
        for fact in base.facts
        if base.relations[fact.relation].literal == "text"
    }
    folded_replies = [(reply, fold(reply)) for reply in sorted(replies)]
    answers = {
        (question.answer.text, question.answer.accepted): question.answer
        for question in generate(base)
        if isinstance(question, TypedQuestion) and question.answer.value is None
    }
    for answer in answers.values():
        names = {fold(name) for name in (answer.text, *answer.accepted)}
        passed = [
            reply
            for reply, folded in folded_replies
            if folded not in names and score_typed(answer, reply).right
        ]
        assert not passed, answer.text


# Remarks


@pytest.mark.parametrize(
    ("language", "remarks"),
    [
        (
            "ru",
            [
                "верных: 1, пропущено: 1, неверных: 1",
                "на месте: 1 из 3",
                "пишется: Volga",
                "год верен, месяц не назван",
                "год верен, день не назван",
                "месяц верен, день не назван",
                "месяц верен; дня колода не знает",
                "год верен; месяца колода не знает",
                "год верен; дня колода не знает",
            ],
        ),
        (
            "kk",
            [
                "дұрысы: 1, қалып қойғаны: 1, қатесі: 1",
                "өз орнында: 1 / 3",
                "жазылуы: Volga",
                "жылы дұрыс, айы жоқ",
                "жылы дұрыс, күні жоқ",
                "айы дұрыс, күні жоқ",
                "айы дұрыс; күнін колода білмейді",
                "жылы дұрыс; айын колода білмейді",
                "жылы дұрыс; күнін колода білмейді",
            ],
        ),
        (
            "hy",
            [
                "1 right, 1 missed, 1 wrong",
                "1 of 3 in place",
                "spelled Volga",
                "right year, no month",
                "right year, no day",
                "right month, no day",
                "right month; the deck does not know the day",
                "right year; the deck does not know the month",
                "right year; the deck does not know the day",
            ],
        ),
    ],
)
def test_remarks_are_in_the_language_that_is_wanted(
    language: str, remarks: list[str]
) -> None:
    year, month, day = (
        replace(TEXT, answer=Answer("", (), date)) for date in (YEAR, MONTH, DAY)
    )
    replies: list[tuple[Question, Reply]] = [
        (MULTI, (0, 2)),
        (ORDER, (1, 2, 0)),
        (TEXT, "Vogla"),
        (month, "2022"),
        (day, "2022"),
        (day, "1.2022"),
        (month, "6.1.2022"),
        (year, "1.2022"),
        (year, "6.1.2022"),
    ]
    assert [score(*reply, language=language).remark for reply in replies] == remarks
