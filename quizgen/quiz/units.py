"""Units as people write them: which are one, and how one is converted to another.

Pint knows the units of physics and of everyday life, with their prefixes and what they
are in each other; Babel (see `unit_names`) what they and the currencies are called in the
language of a deck. Both are loaded only when a unit is typed that is not the deck's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from quizgen.i18n import LANGUAGES
from quizgen.quiz.unit_names import currencies_called, units_called
from quizgen.text import fold, keyboard_text

if TYPE_CHECKING:
    from pint import UnitRegistry

_BASE_UNITS = frozenset(
    "meter gram second ampere kelvin mole candela hertz newton pascal joule watt coulomb"
    " volt farad ohm siemens weber tesla henry lumen lux becquerel gray sievert katal liter"
    " metric_ton electron_volt bar standard_atmosphere torr millimeter_Hg meter_Hg"
    " pound_force_per_square_inch calorie watt_hour british_thermal_unit minute hour day"
    " week month year decade century millennium radian degree arcminute arcsecond"
    " steradian bit byte dalton unified_atomic_mass_unit light_year parsec"
    " astronomical_unit inch foot yard mile nautical_mile knot mile_per_hour"
    " kilometer_per_hour meter_per_second acre hectare pound ounce stone ton long_ton"
    " carat troy_ounce pint quart gallon fluid_ounce cup tablespoon teaspoon barrel"
    " oil_barrel bushel horsepower metric_horsepower degree_Celsius degree_Fahrenheit"
    " delta_degree_Celsius delta_degree_Fahrenheit revolutions_per_minute decibel percent"
    " permille ppm ppb angstrom micron gauss dyne erg fathom furlong".split()
)
"""What Pint knows that is meant by a unit: not its constants, nor a printer's points."""
_SHORTHANDS = {
    "sqm": "m2",
    "sqkm": "km2",
    "sqft": "ft2",
    "sqmi": "mi2",
    "cbm": "m3",
    "kmh": "km/h",
    "kmph": "km/h",
    "kms": "km",
    "kgs": "kg",
    "mps": "m/s",
    "KB": "kB",
    "AU": "au",
    "°": "degree",
    "pct": "percent",
    "y": "year",
}
_PHRASES = (
    (r"per ?cent", "percent"),
    (r"(?:deg(?:ree)?s? |° ?)?(?:c|celsius|centigrade)\b", "degC"),
    (r"(?:deg(?:ree)?s? |° ?)?(?:f|fahrenheit)\b", "degF"),
    (r"(?:deg(?:ree)?s? )kelvin\b", "kelvin"),
)
_WHOLE_PHRASES = [(re.compile(p, re.IGNORECASE), unit) for p, unit in _PHRASES]
_POWERS = {
    word: power
    for words in LANGUAGES.values()
    for power, texts in ((2, words.square), (3, words.cubic))
    for word in texts
}
_PER = {word for words in LANGUAGES.values() for word in words.per}
_TOKEN = re.compile(
    r"(?P<sign>[/*·⋅×()]|-(?=[^\W\d]))|(?P<name>°?[^\W\d_]+|[°%‰])(?:(?:\^|\*\*)?(?P<power>[+-]?\d))?"
)
_MOST_READINGS = 16


class Conversion(NamedTuple):
    """The way from the unit that was wanted to the one that was typed."""

    wanted: Any
    typed: Any

    def convert(self, number: Fraction) -> Fraction:
        """Return what *number* of the unit that was wanted are in the one typed."""
        quantity = _registry().Quantity(number, self.wanted).to(self.typed)
        return Fraction(quantity.magnitude)

    @property
    def is_decimal(self) -> bool:
        """Tell whether the point of a number moves, and nothing else changes."""
        ratio, zero = self.convert(Fraction(1)), self.convert(Fraction(0))
        digits = {str(ratio.numerator).rstrip("0"), str(ratio.denominator).rstrip("0")}
        return not zero and digits == {"1"}


Relation: TypeAlias = Literal["same", "other", "unread"] | Conversion


def relate(typed: str, wanted: str, language: str) -> Relation:
    """Return what the unit *typed* is to the one *wanted*, a deck's in *language*.

    "same", a conversion, "other" (of another kind), or "unread" if nobody knows it. Of
    what is counted, such as people, any word may be typed that is not a unit.
    """
    if fold(typed) == fold(wanted):
        return "same"
    typed_units = _with_temperatures(_units(typed, language))
    wanted_units = _units(wanted, language)
    if typed_units and wanted_units:
        return _conversion(typed_units, wanted_units)
    wanted_currencies = currencies_called(wanted, language)
    typed_currencies = currencies_called(typed, language)
    if wanted_currencies and not wanted_units:
        if typed_currencies & wanted_currencies or _abbreviates(typed, wanted):
            return "same"
        return "other" if typed_currencies or typed_units else "unread"
    if wanted_units:
        return "other" if typed_currencies else "unread"
    if _abbreviates(typed, wanted):
        return "same"
    return "other" if typed_units else "same"


def _conversion(typed: tuple[Any, ...], wanted: tuple[Any, ...]) -> Relation:
    """Return the relation of the two meanings that fit each other best."""
    pairs = [pair for pair in product(wanted, typed) if _have_one_dimension(*pair)]
    conversions = [Conversion(*pair) for pair in pairs]
    if any(
        it.convert(Fraction(1)) == 1 and not it.convert(Fraction(0)) for it in conversions
    ):
        return "same"
    return conversions[0] if conversions else "other"


def _have_one_dimension(one: Any, other: Any) -> bool:
    return bool(one.dimensionality == other.dimensionality)


def _abbreviates(typed: str, wanted: str) -> bool:
    """Return whether *typed* is part of *wanted* or short for it: pts, ppl, people."""
    short, words = fold(typed), fold(wanted).split()
    if {*short.split()} <= {*words}:
        return True
    return any(
        word[0] == short[0] and re.search(".*".join(map(re.escape, short)), word)
        for word in words
    )


def _with_temperatures(units: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return *units*, and degrees of temperature if plain degrees are among them."""
    unit = _registry().Unit
    if unit("degree") not in units:
        return units
    return (*units, unit("degree_Celsius"), unit("degree_Fahrenheit"))


@cache
def _registry() -> UnitRegistry[Any]:
    from pint import UnitRegistry  # takes a third of a second

    return UnitRegistry(non_int_type=Fraction)


@cache
def _units(text: str, language: str) -> tuple[Any, ...]:
    """Return the units that *text* can mean; none if it is no unit."""
    text = keyboard_text(text).strip(" .")
    names = [unit for pattern, unit in _WHOLE_PHRASES if pattern.fullmatch(text)]
    names += units_called(text, language)
    units = [unit for name in names for unit in _units_of_pint(name)]
    return tuple(islice((*units, *_read(text, language)), _MOST_READINGS))


def _units_of_pint(expression: str) -> list[Any]:
    """Return the unit of an *expression* that a table gives, as a list."""
    try:
        return [_registry().Unit(expression)]
    except (AttributeError, ValueError):  # there is no such unit
        return []


def _read(text: str, language: str) -> Iterator[Any]:
    """Yield each meaning of *text*: factors with exponents, multiplied and divided."""
    factors = _factors(text)
    if not factors:
        return
    is_alone = len(factors) == 1 == factors[0][1]
    meanings = [_named(name, language, is_alone=is_alone) for name, _ in factors]
    for units in product(*meanings):
        result = _registry().Unit("")
        for unit, (_, power) in zip(units, factors, strict=True):
            result = result * unit**power
        yield result


def _factors(text: str) -> list[tuple[str, int]]:
    """Return the names in *text*, each with its exponent; none if there is more in it."""
    factors: list[tuple[str, int]] = []
    power, direction, is_bracket, end = 1, 1, False, 0
    joins = False  # to the name before: light years, metric tons
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()].strip(" .")
        end = match.end()
        if gap:
            return []
        sign, name = match["sign"], match["name"]
        if sign == "/" or (name and factors and name.lower() in _PER):
            direction, joins = -1, False
        elif sign in ("(", ")"):
            is_bracket = sign == "("
            direction = direction if is_bracket else 1
        elif sign:
            joins = False
        elif name.lower() in _POWERS:
            power = _POWERS[name.lower()]
        else:
            exponent = direction * power * int(match["power"] or 1)
            if joins and _is_one_name(f"{factors[-1][0]}_{name}"):
                factors[-1] = (f"{factors[-1][0]}_{name}", factors[-1][1])
            else:
                factors.append((name, exponent))
            joins, power = not match["power"], 1
            direction = direction if is_bracket else 1
    return [] if text[end:].strip(" .") else factors


def _is_one_name(name: str) -> bool:
    return any(True for _ in _names_in_pint(name.lower()))


@cache
def _named(name: str, language: str, *, is_alone: bool) -> Sequence[Any]:
    """Return the units that *name* can mean, a prefix and a plural's ending included.

    Degrees of temperature are differences where they are not all of a unit.
    """
    shorthand = _SHORTHANDS.get(name) or _SHORTHANDS.get(name.lower())
    if shorthand:
        return _units(shorthand, language)
    expressions = (
        [*_names_in_pint(name)]
        or [*units_called(name, language)]
        or [*_names_in_pint(name.lower())]
    )
    if not is_alone:
        expressions = [re.sub("^degree_", "delta_degree_", it) for it in expressions]
    return [unit for expression in expressions for unit in _units_of_pint(expression)]


def _names_in_pint(name: str) -> Iterator[str]:
    for prefix, unit, _ in _registry().parse_unit_name(name):
        if unit in _BASE_UNITS:
            yield prefix + unit
