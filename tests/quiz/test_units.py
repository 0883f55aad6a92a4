"""Units as they are typed: one, converted, or of another kind."""

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import generate, loads, score
from quizgen.model import Answer, Tolerance
from quizgen.quiz.scoring import Verdict, score_typed
from quizgen.quiz.units import Conversion, relate

Number = int | Decimal


def answer(value: Number, unit: str, language: str = "en", within: str = "") -> Answer:
    tolerance = None
    if within:
        amount = Decimal(within.rstrip("%"))
        tolerance = Tolerance(
            amount / 100 if within.endswith("%") else amount, "%" in within
        )
    text = f"{value} {unit}"
    return Answer(text, value=value, unit=unit, language=language, within=tolerance)


@pytest.mark.parametrize(
    ("unit", "language", "names"),
    [
        (
            "km²",
            "en",
            "km2; km^2; km²; km**2; sq km; sq. km; square km; square kilometres;"
            " Square Kilometers; KM2; sqkm; кв. км; км²; шаршы километр",
        ),
        ("км²", "ru", "км2; кв. км; кв км; квадратных километра; km2; квадратный километр"),
        ("км²", "kk", "км2; шаршы километр; шаршы км; кв. км; km²"),
        ("km²", "de", "km2; Quadratkilometer; km^2"),
        ("km", "en", "km; kms; Km; KM; kilometre; kilometers; км; километров"),
        ("percent", "en", "%; per cent; percent; pct; процентов; пайыз"),
        ("%", "ru", "%; процент; процента; percent"),
        (
            "m/s²",
            "en",
            "m/s2; m/s^2; m·s⁻²; m s-2; m s^-2; N/kg",
        ),
        ("J/(kg·K)", "en", "J/kg/K; J/(kg K); J kg-1 K-1; J/(kg·°C)"),
        ("km/h", "en", "kmh; kph; km per hour; kilometres per hour; км/ч"),
        ("°C", "en", "C; °C; ℃; degrees Celsius; deg C; degrees; градусов"),
        ("years", "en", "yr; yrs; y; year; лет; жыл"),
        ("US dollars", "en", "$; US$; USD; dollars; us dollars"),
        ("тенге", "ru", "₸; KZT; тг; тенге"),
        ("people", "en", "ppl; persons; человек"),
        ("points", "en", "pts; points"),
    ],
)
def test_a_unit_has_many_names(unit: str, language: str, names: str) -> None:
    for name in names.split(";"):
        assert relate(name.strip(), unit, language) == "same", name


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("km²", "kg; km; km3; s; $; %; km²/h; people"),
        ("kg", "km; N; kg/m3; l"),
        ("percent", "kg; percentage points; dollars"),
        ("US dollars", "euros; €; kg; Canadian dollars; people"),
        ("people", "kg; km²; m"),
        ("soldiers", "km; tonnes"),
        ("m/s", "m; m/s2; s/m"),
    ],
)
def test_a_right_number_with_a_unit_of_another_kind_is_wrong(unit: str, names: str) -> None:
    remark = f"the number is right, but its unit is {unit}"
    for name in names.split(";"):
        verdict = score_typed(answer(12, unit), f"12 {name.strip()}")
        assert verdict == Verdict(False, 0.0, remark), name


@pytest.mark.parametrize(
    ("value", "unit", "right", "wrong"),
    [
        (
            505992,
            "km²",
            "50,599,200 ha; 505,992,000,000 m²; 195,365 sq mi; 195,364 square miles; 5.05992e11 m2",
            "50,599,201 ha; 505,992 ha; 50.6 million ha; 195,965 sq mi; 505,992 m²",
        ),
        (8849, "m", "8.849 km; 884,900 cm; 29,032 ft", "8.85 km; 8849 km; 29,132 ft; 30m"),
        (100, "km", "62 miles; 62.1 mi; 62.14 miles", "61 miles; 63 mi; 1 mile; 100 miles"),
        (100, "°C", "212 °F; 373.15 K; 373 K", "100 °F; 100 K; 213 °F"),
        (-40, "°C", "-40 °F; −40 F", "40 °F"),
        (5, "years", "60 months; five years", "8 months; 5 months"),
        (16, "%", "160‰", "0.16; 16‰"),
        (120, "km/h", "33.3 m/s; 74.6 mph", "120 m/s; 120 mph"),
        (Decimal("2.5"), "million tonnes", "2.5 Mt; 2.5 billion kg; 2,500,000 t", "2.5 kg"),
    ],
)
def test_another_unit_of_the_kind_is_converted(
    value: Number, unit: str, right: str, wrong: str
) -> None:
    """Exactly where only the point moves; else the last figure may be rounded."""
    for reply in right.split(";"):
        assert score_typed(answer(value, unit), reply) == Verdict(True, 1.0), reply
    for reply in wrong.split(";"):
        assert not score_typed(answer(value, unit), reply).right, reply


def test_a_number_without_its_unit_is_right_and_the_unit_is_said_unless_the_stem_does() -> (
    None
):
    area = answer(505992, "km²")
    remark = "with its unit: 505992 km²"
    assert score_typed(area, "505,992") == Verdict(True, 1.0, remark)
    stem = "What is the area of Spain in km²?"
    assert score_typed(area, "505,992", stem=stem) == Verdict(True, 1.0)
    russian = score_typed(area, "505,992", language="ru").remark
    assert russian == "с единицей: 505992 km²"


@pytest.mark.parametrize(
    ("value", "unit", "right", "wrong"),
    [
        (
            Decimal("1.5"),
            "billion US dollars",
            "1.5; 1.5 billion; 1.5bn; $1.5 billion; $1.5bn; US$1.5 bn; USD 1.5 billion;"
            " 1,500,000,000; 1500 million dollars; 1.5 млрд долларов",
            "1.5 million; 1.5 dollars; €1.5 billion; 15 billion; 1.5 billion kg",
        ),
        (
            30,
            "million people",
            "30; 30 million; 30m; 30 mln people; thirty million; 30,000,000; 30 миллионов",
            "30 people; 30 thousand; 3 million; 30 billion people; 30 million kg",
        ),
    ],
)
def test_a_unit_may_begin_with_a_word_for_a_number(
    value: Number, unit: str, right: str, wrong: str
) -> None:
    for reply in right.split(";"):
        assert score_typed(answer(value, unit), reply).right, reply
    for reply in wrong.split(";"):
        assert not score_typed(answer(value, unit), reply).right, reply


@pytest.mark.parametrize(
    ("within", "right", "wrong"),
    [
        ("", "299,792,458 m/s; 299792.458 km/s", "3e8 m/s; 300,000 km/s"),
        ("1%", "3e8; 3×10⁸ m/s; 300,000 km/s; 297,000,000", "2.9e8 m/s; 3e7 m/s; 3e8 km/s"),
        ("500", "299,792,000 m/s; 299,792 km/s", "299,791,900 m/s; 299,791 km/s"),
    ],
)
def test_a_deck_says_how_far_a_number_may_be_off(
    within: str, right: str, wrong: str
) -> None:
    light = answer(299792458, "m/s", within=within)
    for reply in right.split(";"):
        assert score_typed(light, reply).right, reply
    for reply in wrong.split(";"):
        assert not score_typed(light, reply).right, reply


DECK = """\
deck: areas
title: Areas
language: en
checked: 2026-11-23
sources: {atlas: {title: An atlas}}
relations:
  area: {of: land, is: number, single: true, within: 1%}
entities:
  chad: {kind: land, name: Chad, facts: {area: {is: 1284000, unit: km², source: atlas}}}
templates:
  size: {given: "?c area ?x", ask: "How large is {c}?", answer: x, forms: [text]}
"""


def test_unit_tolerance_and_language_go_with_the_answer_of_a_question() -> None:
    base, problems = loads(DECK)
    assert base is not None, problems
    (question,) = generate(base)
    assert [
        score(question, reply).right
        for reply in ("1,284,000 km2", "1.28 million sq km", "1,284 km2", "1,284,000 kg")
    ] == [True, True, False, False]


def decimal_of(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / number.denominator


UNITS = st.sampled_from(
    [("m", "km", "ft"), ("km²", "ha", "acre"), ("kg", "t", "lb"), ("l", "ml", "gal")]
)


@settings(deadline=None)
@given(st.integers(100, 10**9), UNITS)
def test_a_converted_number_is_right_and_ten_times_as_much_is_not(
    value: int, units: tuple[str, str, str]
) -> None:
    unit, decimal, other = units
    for name, places in ((decimal, 12), (other, 6)):
        conversion = relate(name, unit, "en")
        assert isinstance(conversion, Conversion)
        converted = conversion.convert(Fraction(value))
        text = f"{decimal_of(converted):.{places}f} {name}"
        assert score_typed(answer(value, unit), text).right, text
        for wrong in (
            converted * 10,
            converted / 10,
            -converted,
            converted * Fraction(6, 5),
        ):
            text = f"{decimal_of(wrong):.{places}f} {name}"
            assert not score_typed(answer(value, unit), text).right, text


@settings(deadline=None)
@given(st.text("km²2^*/·()-+$%° sqCF.и1в", max_size=20) | st.text(max_size=20))
def test_whatever_is_typed_for_a_unit_gets_a_verdict(text: str) -> None:
    for unit in ("km²", "°C", "US dollars", "people", "J/(kg·K)"):
        assert score_typed(answer(5, unit), f"5 {text}").share in (0, 1)


def test_what_knows_units_is_loaded_only_when_one_is_typed() -> None:
    """Pint and Babel take half a second, which nobody is to wait for in vain."""
    code = (
        "import sys; from quizgen.model import Answer; import quizgen.cli;"
        "from quizgen.quiz.scoring import score_typed;"
        "assert score_typed(Answer('5 km²', value=5, unit='km²'), {!r}).right;"
        "print([name for name in ('pint', 'babel') if name in sys.modules])"
    )
    for reply, modules in (("5", "[]"), ("5 km2", "[]"), ("500 ha", "['pint', 'babel']")):
        command = [sys.executable, "-c", code.format(reply)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == modules, reply
