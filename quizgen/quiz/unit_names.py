"""Names of units and currencies in a language, as Babel knows them from the CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from quizgen.i18n import LANGUAGES
from quizgen.i18n.locales import locale_of
from quizgen.text import keyboard_text

_NUMBERS = (1, 2, 5, Decimal("1.5"))
"""Between them they have every form of a noun, in all languages but very few."""
_NO_UNITS = re.compile(
    r"graphics|point|item|part$|drop|pinch|jigger|person|quarter$|night|generic|-jp|"
    r"consumption|beaufort|100-kilometer|light-speed|ofglucose|force-kilowatt"
)
"""Of the CLDR's units, what is none where a number of things is wanted."""
_IN_PINT = {
    "celsius": "degree_Celsius",
    "fahrenheit": "degree_Fahrenheit",
    "tonne": "metric_ton",
    "electronvolt": "electron_volt",
    "arc-minute": "arcminute",
    "arc-second": "arcsecond",
    "part-per-1e6": "ppm",
    "part-per-1e9": "ppb",
    "foodcalorie": "kilocalorie",
    "ounce-troy": "troy_ounce",
    "atmosphere": "standard_atmosphere",
    "millimeter-ofhg": "millimeter_Hg",
}
"""Names of the CLDR for which Pint has another."""


def units_called(name: str, language: str) -> tuple[str, ...]:
    """Return the units that *name* is, as Pint writes them.

    In *language*, or else in one that the program speaks.
    """
    for code in dict.fromkeys((language, *LANGUAGES)):
        names = unit_names(code)
        if units := names.get(name) or names.get(name.lower()):
            return units
    return ()


@cache
def unit_names(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the units by all their names in *language*, but for English: Pint has those.

    In lower case, a name is there only if it then means one unit: МВт is not мВт.
    """
    if language.partition("-")[0] == "en":
        return {}
    names: dict[str, set[str]] = {}
    for unit, name in _unit_names(language):
        names.setdefault(name, set()).add(unit)
    lower: dict[str, set[str]] = {}
    for name, units in names.items():
        lower.setdefault(name.lower(), set()).update(units)
    alone = {name: units for name, units in lower.items() if len(units) == 1}
    return {name: tuple(sorted(units)) for name, units in (alone | names).items()}


def _unit_names(language: str) -> Iterator[tuple[str, str]]:
    from babel.units import format_unit

    locale = locale_of(language)
    if locale is None:
        return
    for identifier in map(str, locale.unit_display_names):
        if _NO_UNITS.search(identifier):
            continue
        unit = _pint_expression(identifier.partition("-")[2])
        for length in ("long", "short"):
            for number in _NUMBERS:
                text = format_unit(number, identifier, length, locale=locale)
                yield (
                    unit,
                    re.sub(r"\d+(?:[.,]\d+)?", "", keyboard_text(text), count=1).strip(),
                )


def _pint_expression(name: str) -> str:
    """Return the CLDR's *name*, as ``kilometer-per-square-second``, for Pint."""
    parts = []
    for part in name.split("-per-") if "part-per" not in name else [name]:
        power = {"square-": "**2", "cubic-": "**3"}.get(part.partition("-")[0] + "-", "")
        bare = part.partition("-")[2] if power else part
        parts.append(_IN_PINT.get(bare, bare.replace("-", "_")) + power)
    return "/".join(parts)


@cache
def currencies_called(name: str, language: str) -> frozenset[str]:
    """Return the codes of the currencies that *name* can mean, in *language* or in one
    that the program speaks.

    A name, a symbol or a code; "dollars" can mean all that are called so.
    """
    name = keyboard_text(name).strip(" .").lower()
    if not name:
        return frozenset()
    names = _currency_names(language)
    if name in names:
        return names[name]
    words = set(name.split())
    return frozenset(
        code
        for full_name, codes in names.items()
        if words <= {*full_name.split()}
        for code in codes
    )


@cache
def _currency_names(language: str) -> Mapping[str, frozenset[str]]:
    from babel.numbers import get_currency_name, get_currency_symbol

    names: dict[str, set[str]] = {}
    for code_of_language in dict.fromkeys((language, *LANGUAGES)):
        locale = locale_of(code_of_language)
        if locale is None:
            continue
        for code in map(str, locale.currencies):
            called = {code, get_currency_symbol(code, locale)}
            called |= {
                get_currency_name(code, number, locale) for number in (None, 1, 2, 5)
            }
            for name in called:
                names.setdefault(keyboard_text(name).lower(), set()).add(code)
    dollars = {
        code for name, codes in names.items() if name.endswith("$") for code in codes
    }
    names |= {"$": dollars, "us$": {"USD"}, "₽": {"RUB"}, "₸": {"KZT"}}
    return {name: frozenset(codes) for name, codes in names.items()}
