"""What a typed number can mean: figures, exponents and words, by the deck's language."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.i18n import spell_number
from quizgen.model import Answer
from quizgen.quiz.scoring import Verdict, score_typed
from quizgen.quiz.typed_numbers import read_numbers

LANGUAGES = ("en", "ru", "kk", "de", "fr", "de-CH", "pt-BR", "hi", "xx")


def readings(reply: str, language: str = "en") -> str:
    return "; ".join(
        " ".join(filter(None, (str(it.number), it.unit)))
        for it in read_numbers(reply, language)
    )


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        # grouped, or with a fraction
        ("2,030", "2030"),
        ("2.030", "203/100"),
        ("2 030", "2030"),
        ("2'030", "2030"),
        ("2’030", "2030"),
        ("2\u202f030", "2030"),
        ("20,30", "203/10"),
        ("0,125", "1/8"),
        ("1234,567", "1234567/1000"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("12,34,567", "1234567"),
        ("1,234.5", "2469/2"),
        ("1.234,5", "2469/2"),
        (".5", "1/2"),
        ("4.", "4"),
        ("4.0", "4"),
        ("1½", "3/2"),
        ("2 1/2", "5/2"),
        ("٤", "4"),
        ("４", "4"),
        # signs
        ("-4", "-4"),
        ("−4", "-4"),
        ("– 4", "-4"),
        ("+4", "4"),
        ("minus 4", "-4"),
        ("минус 4", "-4"),
        # exponents
        ("3e8", "300000000"),
        ("3E8", "300000000"),
        ("3×10^8", "300000000"),
        ("3 × 10⁸", "300000000"),
        ("3·10⁸", "300000000"),
        ("3*10**8", "300000000"),
        ("3 x 10^8", "300000000"),
        ("3х10^8", "300000000"),
        ("1.5e-1", "3/20"),
        ("1,5×10⁻¹", "3/20"),
        ("10^3", "1000"),
        # words
        ("zero", "0"),
        ("Twenty", "20"),
        ("twenty-one", "21"),
        ("two hundred and five", "205"),
        ("one thousand nine hundred ninety-one", "1991"),
        ("minus five", "-5"),
        ("сто двадцать пять", "125"),
        ("одна тысяча девятьсот", "1900"),
        ("екі жүз бес", "205"),
        ("он алты", "16"),
        # with a word for a number, and with a unit
        ("30 million", "30 million; 30000000"),
        ("30m", "30 m; 30000000"),
        ("30 млн", "30 млн; 30000000"),
        ("1.5 тыс. км", "3/2 тыс. км; 1500 км"),
        ("два миллиона человек", "2000000 человек"),
        ("4 km", "4 km"),
        ("5 m·s⁻¹", "5 m·s-1"),
        ("$5", "5 $"),
        ("$1.5 billion", "1500000000 $"),
        # no number, or more than one
        ("", ""),
        ("IV", ""),
        ("5²", ""),
        ("4 or 5", ""),
        ("4-5", ""),
        ("5 ft 3", ""),
        ("five two", ""),
        ("2030 2031", ""),
        ("70.96.1", ""),
        ("1,23,4", ""),
        ("1/0", ""),
        ("2^8", ""),
    ],
)
def test_what_a_number_can_mean(reply: str, read: str) -> None:
    assert readings(reply) == read


@pytest.mark.parametrize(
    ("language", "reply", "read"),
    [
        ("en", "1.234", "617/500"),
        ("en", "1,234", "1234"),
        ("de", "1.234", "1234"),
        ("de", "1,234", "617/500"),
        ("pt-BR", "1.234", "1234"),
        ("de-CH", "1'234", "1234"),
        ("de-CH", "1.234", "617/500"),
        ("ru", "1,234", "617/500"),
        ("kk", "1 234,5", "2469/2"),
        ("fr", "1 234", "1234"),
        ("xx", "1,234", "1234"),
        ("de", "2 Billionen", "2 Billionen; 2000000000000"),
        ("de", "2 Billion", "2 Billion; 2000000000000"),
        ("en", "2 billion", "2 billion; 2000000000"),
        ("fr", "2 milliards", "2 milliards; 2000000000"),
    ],
)
def test_what_is_not_clear_is_read_in_the_language_of_the_deck(
    language: str, reply: str, read: str
) -> None:
    assert readings(reply, language) == read


# What is right


@pytest.mark.parametrize(
    ("value", "replies"),
    [
        (4, "4; four; Four ; 4 states; 4.0; +4; ٤; четыре; төрт"),
        (20, "20; twenty"),
        (2030, "2030; 2,030; 2 030; 2'030; 2\u00a0030; 2.03 thousand"),
        (1234567, "1234567; 1,234,567; 1.234.567; 1 234 567"),
        (30_000_000, "30 million; 30m; 30 mln; 30 миллионов; thirty million; 3e7; 3×10⁷"),
        (Decimal("70.96"), "70.96; 70,96; 70.960; 70.96 per cent; 70.96%"),
        (Decimal("1234.5"), "1234.5; 1,234.5; 1.234,5; 1 234,5"),
        (-3, "-3; −3; –3; minus three"),
    ],
)
def test_a_number_may_be_written_in_any_usual_way(
    value: int | Decimal, replies: str
) -> None:
    answer = Answer(f"{value:,}", (), value)
    for reply in replies.split(";"):
        assert score_typed(answer, reply) == Verdict(True, 1.0), reply


@pytest.mark.parametrize(
    ("value", "replies"),
    [
        (4, "5; 40; five; 4 or 5; 4-5; about 4; -4; −4; 4.5; IV; ²; ?; 4 million; 4k"),
        (2030, "2031; 203; 20,30; 2030 2031; 2.03; 2.030"),
        (30_000_000, "30; 3 million; 30 billion; 30 тысяч"),
        (Decimal("70.96"), "70.9; 71; 7096; 70.96.1; 0.7096; -70.96"),
    ],
)
def test_another_number_or_more_than_one_is_wrong(
    value: int | Decimal, replies: str
) -> None:
    for reply in replies.split(";"):
        assert not score_typed(Answer(f"{value:,}", (), value), reply).right, reply


NUMBERS = st.integers(-(10**18), 10**18) | st.decimals(-(10**9), 10**9, places=3)


@given(NUMBERS, st.sampled_from(LANGUAGES))
def test_a_number_as_quizgen_writes_it_is_read_and_nothing_near_is(
    value: int | Decimal, language: str
) -> None:
    """Neither with another sign, nor ten times as much, nor with another figure."""
    text = spell_number(value, language)
    answer = Answer(text, (), value, language=language)
    assert score_typed(answer, text) == Verdict(True, 1.0)
    if value:
        for other in (-value, value * 10, value * 100, value * 1000):
            assert not score_typed(answer, spell_number(other, language)).right
    last = max(i for i, figure in enumerate(text) if figure in "0123456789")
    for figure in {*"0123456789"} - {text[last]}:
        assert not score_typed(answer, text[:last] + figure + text[last + 1 :]).right


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_right_however_it_is_grouped(value: int) -> None:
    for text in (f"{value}", f"{value:,}", f"{value:,}".replace(",", " ")):
        assert [it.number for it in read_numbers(text)] == [value]


@given(st.decimals(1, 10**6, places=2), st.integers(-30, 30))
def test_an_exponent_is_read_however_it_is_written(number: Decimal, power: int) -> None:
    raised = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    for text in (
        f"e{power}",
        f"E{power:+}",
        f" × 10^{power}",
        f"·10{raised}",
        f"*10**{power}",
    ):
        (it,) = read_numbers(f"{number}{text}")
        assert it.number == Fraction(number) * Fraction(10) ** power


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (6 * 10**23, "en", "6 × 10²³"),
        (602214076 * 10**15, "ru", "6,02214076 × 10²³"),
        (Decimal("1.6e-19"), "en", "1.6 × 10⁻¹⁹"),
        (10**14, "en", "100,000,000,000,000"),
        (9007199254740993, "en", "9,007,199,254,740,993"),
        (1234, "de", "1.234"),
        (Decimal("1234.5"), "fr", "1\u202f234,5"),
    ],
)
def test_a_number_is_written_as_its_language_does(
    number: int | Decimal, language: str, text: str
) -> None:
    assert spell_number(number, language) == text
    assert readings(text, language) == str(Fraction(number))
