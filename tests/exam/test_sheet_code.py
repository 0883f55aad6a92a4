"""Codes: what a sheet says of itself, and how it is read again."""

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import load
from quizgen.deck.loader import starter_deck
from quizgen.exam.roster import MAX_STUDENTS
from quizgen.exam.sheet_code import (
    MAX_DECKS,
    SheetCode,
    SheetCodeError,
    decks_fingerprint,
    questions_fingerprint,
    read_code,
    topic_digits,
)
from quizgen.exam.versions import arrange
from quizgen.forms import FORMS
from quizgen.model import Answer, FactBase, Question
from quizgen.quiz.criteria import LEVELS
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
    options,
)

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = SheetCode(
    *(("csto", "un-charter"), 20, 0, (), (), (), "", False, "B", "K7Q2M4", "9X3CT")
)
WRITTEN = "CSTO+UN-CHARTER.N20.S0.VB.K7Q2M4.9X3CT6T"
LONG = SheetCode(
    *(("csto",), 7, -3, ("text", "card"), ("8GQ1", "AAAA"), ("hard",), "kk-Latn", True),
    *("12", "K7Q2M4", "9X3CT"),
)
WORTHY = replace(CODE, worths=("core", "detail"))
WORTHY_WRITTEN = "CSTO+UN-CHARTER.N20.S0.WCORE+DETAIL.VB.K7Q2M4.9X3CT"
LONG_WRITTEN = "CSTO.N7.S-3.FTEXT+CARD.T8GQ1+AAAA.DHARD.LKK-LATN.P.V12.K7Q2M4.9X3CTN0"


# Writing and reading


@pytest.mark.parametrize(("code", "text"), [(CODE, WRITTEN), (LONG, LONG_WRITTEN)])
def test_a_code_has_its_fields_in_order_and_a_checksum(code: SheetCode, text: str) -> None:
    assert str(code) == text
    assert read_code(text) == code


def test_a_code_says_which_worths_were_asked_for() -> None:
    assert str(WORTHY)[:-2] == WORTHY_WRITTEN
    assert read_code(str(WORTHY)) == WORTHY


codes = st.builds(
    SheetCode,
    decks=st.lists(
        st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9})?", fullmatch=True),
        min_size=1,
        max_size=3,
    ).map(tuple),
    count=st.integers(1, 10_000),
    seed=st.integers(-(2**70), 2**70),
    forms=st.lists(st.sampled_from([*FORMS]), unique=True).map(tuple),
    topics=st.lists(st.text(max_size=9).map(topic_digits), unique=True, max_size=3).map(
        tuple
    ),
    levels=st.lists(st.sampled_from([*LEVELS]), unique=True).map(tuple),
    language=st.sampled_from(
        ("", "en", "ru", "kk-Latn", "pt-BR", "zh-Hant-TW", "ca-valencia")
    ),
    parallel=st.booleans(),
    label=st.one_of(st.sampled_from("ABF"), st.integers(1, 5000).map(str)),
    decks_fingerprint=st.text(DIGITS, min_size=6, max_size=6),
    questions_fingerprint=st.text(DIGITS, min_size=5, max_size=5),
)


@given(codes)
def test_what_is_written_can_be_read(code: SheetCode) -> None:
    assert read_code(str(code)) == code


def test_the_usual_code_is_short_and_of_signs_that_a_small_qr_code_takes() -> None:
    """QR codes have a dense form for capitals, digits and a few signs (ISO 18004)."""
    assert len(WRITTEN) == 40
    assert {*WRITTEN} <= {*"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"}


@pytest.mark.parametrize(
    "typed",
    [
        WRITTEN.lower(),
        f"  {WRITTEN[:12]} {WRITTEN[12:]}\n",
        f"{WRITTEN[:20]}\n{WRITTEN[20:]}",
    ],
)
def test_case_and_spaces_do_not_matter(typed: str) -> None:
    assert read_code(typed) == CODE


@pytest.mark.parametrize("code", [CODE, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    "separator", [" ", "  ", "\n", "\r\n", "\t", "\u00a0", "–", " – ", "—", " - ", " . "]
)
def test_what_a_person_types_between_the_fields_is_a_dot(
    code: SheetCode, separator: str
) -> None:
    text = str(code).replace(".", separator)
    assert read_code(text) == read_code(f" {text.lower()} ") == code
    mixed = str(code).replace(".", separator, 2)
    assert read_code(mixed) == code


def test_a_dash_may_be_a_long_one() -> None:
    for text, code in ((WRITTEN, CODE), (LONG_WRITTEN, LONG)):
        assert read_code(text.replace("-", "–")) == code
        assert read_code(text.replace("+", " + ")) == code


@pytest.mark.parametrize(
    "code",
    [
        replace(CODE, count=101, seed=110),
        replace(CODE, topics=("1010",)),
        replace(CODE, label="101"),
        replace(CODE, label="1"),
        replace(CODE, label="I"),
        replace(CODE, label="O"),
        replace(CODE, decks=("g20", "oil-2010")),
    ],
)
@pytest.mark.parametrize("letter", ["I", "L"])
def test_letters_stand_for_the_digits_that_they_look_like(
    code: SheetCode, letter: str
) -> None:
    """Wherever there can be digits; the checksum tells a letter from a digit."""
    typed = str(code).translate(str.maketrans("01", f"O{letter}"))
    assert read_code(typed) == read_code(typed.lower()) == read_code(str(code)) == code


@pytest.mark.parametrize(
    "decks",
    [
        "/ETC/PASSWD",
        "~",
        "C:\\DECK",
        "CSTO+/TMP/X",
        "CSTO+",
        "+CSTO",
        "CSTO++EAEU",
        "-CSTO",
        "CSTO-",
        "A_B",
        "КУБ",
        "+".join(f"D{i}" for i in range(11)),
        "+".join(["D"] * 60),
    ],
)
def test_a_code_names_decks_by_their_ids_and_not_many(decks: str) -> None:
    """Not paths, which it would have to be read to be refused."""
    with pytest.raises(SheetCodeError, match="expected ids of decks, at most 10, at its"):
        read_code(with_checksum(f"{decks}.N1.S0.VA.BBBBBB.CCCCC"))


def test_ten_decks_are_not_many() -> None:
    decks = tuple(f"d{i}" for i in range(MAX_DECKS))
    assert read_code(str(replace(CODE, decks=decks))).decks == decks


def test_a_text_beyond_any_code_is_not_even_shown() -> None:
    with pytest.raises(SheetCodeError, match=f"^found 1001 characters: {NO_CODE}$"):
        read_code("A." * 500 + "A")


def test_controls_are_not_shown() -> None:
    with pytest.raises(SheetCodeError, match=r"^found 'A\ufffdB': expected a code"):
        read_code("a\x1bb")


def test_a_letter_that_looks_like_a_digit_is_taken_for_it() -> None:
    """In the fingerprints and the checksum; in a deck's name they are what they are."""
    code = replace(
        CODE, decks=("oil",), decks_fingerprint="1010AB", questions_fingerprint="0110A"
    )
    text = str(code)
    typed = text.replace("1010AB", "IOLOAB").replace("0110A", "OILOA")
    assert typed != text
    assert read_code(typed) == code


def test_a_slip_of_the_pen_is_noticed() -> None:
    """Any one character changed, or two neighbours swapped; one in a thousand may pass."""
    slips = {
        WRITTEN[:i] + sign + WRITTEN[i + 1 :]
        for i in range(len(WRITTEN))
        for sign in f"{DIGITS}+-."
        if sign != WRITTEN[i]
    }
    slips |= {
        WRITTEN[:i] + WRITTEN[i + 1] + WRITTEN[i] + WRITTEN[i + 2 :]
        for i in range(len(WRITTEN) - 1)
        if WRITTEN[i] != WRITTEN[i + 1]
    }
    passed = 0
    for slip in slips:
        with suppress(SheetCodeError):
            passed += read_code(slip) != CODE
    assert len(slips) > 1300
    assert passed <= 4


NO_CODE = (
    "expected a code as it is printed on a sheet, such as CSTO.N20.S0.VA.K7Q2M4.9X3CTHW"
)
WRONG = "a character of this code is wrong"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", f"found '': {NO_CODE}"),
        ("csto", f"found 'CSTO': {NO_CODE}"),
        ("....", f"found '....': {NO_CODE}"),
        ("A.N1.S0.VA.BBBBBB", f"found 'A.N1.S0.VA.BBBBBB': {NO_CODE}"),
        (".....", f"found '.....': {WRONG}"),
        (WRITTEN + "A", f"found '{WRITTEN}A': {WRONG}"),
        (WRITTEN[:-1], f"found '{WRITTEN[:-1]}': {WRONG}"),
        (".....\udcff\ud800", f"found '.....??': {WRONG}"),
        ("Ж" * 3, f"found 'ЖЖЖ': {NO_CODE}"),
    ],
)
def test_what_is_no_code_is_an_error(typed: str, message: str) -> None:
    with pytest.raises(SheetCodeError, match=f"^{re.escape(message)}$"):
        read_code(typed)


def with_checksum(text: str) -> str:
    """*text* with the only two digits at its end that are not refused as a slip."""
    right = []
    for checksum in (f"{a}{b}" for a in DIGITS for b in DIGITS):
        try:
            read_code(text + checksum)
        except SheetCodeError as error:
            if str(error).endswith(WRONG):
                continue
        right.append(text + checksum)
    assert len(right) == 1
    return right[0]


def test_the_checksum_is_the_only_one() -> None:
    assert with_checksum(WRITTEN[:-2]) == WRITTEN


@pytest.mark.parametrize(
    "text",
    [
        "A.N1.S0.VAB.BBBBBB.CCCCC",  # no label
        "A.N1.S0.V0.BBBBBB.CCCCC",
        "A.N1.S0.V.BBBBBB.CCCCC",
        "A.N1.S0.LEN.BBBBBB.CCCCC",  # no field for it
        "A.N1.VA.LEN.BBBBBB.CCCCC",
        "A.S1.VA.LEN.BBBBBB.CCCCC",
        "A.NX.S0.VA.BBBBBB.CCCCC",  # no number
        "A.N0.S0.VA.BBBBBB.CCCCC",
        "A.N007.S0.VA.BBBBBB.CCCCC",
        "A.N1_0.S0.VA.BBBBBB.CCCCC",
        f"A.N1.S0.V{MAX_STUDENTS + 1}.BBBBBB.CCCCC",  # no such student
        "A.N1.S0.PX.VA.BBBBBB.CCCCC",
        "A.N1.SX.VA.BBBBBB.CCCCC",
        "A.N1.S0.X1.VA.BBBBBB.CCCCC",  # no such field
        "A.N1.S0..VA.BBBBBB.CCCCC",
        "A.N1.N1.S0.VA.BBBBBB.CCCCC",  # twice
        "A.N1.S0.FESSAY.VA.BBBBBB.CCCCC",  # no such form
        "A.N1.S0.FTEXT+ESSAY.VA.BBBBBB.CCCCC",
        "A.N1.S0.DAWFUL.VA.BBBBBB.CCCCC",  # no such level
        "A.N1.S0.DEASY+AWFUL.VA.BBBBBB.CCCCC",
        "A.N1.S0.VA.BB\N{GREEK CAPITAL LETTER BETA}BBB.CCCCC",  # no character of a code
        "A.N1.S0.L/ETC.VA.BBBBBB.CCCCC",
    ],
)
def test_a_code_that_says_what_we_do_not_is_of_another_release(text: str) -> None:
    typed = with_checksum(text)
    message = (
        f"^found '{re.escape(typed)}': the code was made by another release of quizgen$"
    )
    with pytest.raises(SheetCodeError, match=message):
        read_code(typed)


@pytest.mark.parametrize(
    ("field", "levels"),
    [("DHARD.", ("hard",)), ("DEASY+HARD.", ("easy", "hard")), ("", ())],
)
def test_a_code_may_hold_several_levels(field: str, levels: tuple[str, ...]) -> None:
    """One level is written as it was before there could be more."""
    text = with_checksum(f"A.N1.S0.{field}VA.BBBBBB.CCCCC")
    assert read_code(text).levels == levels
    assert str(read_code(text)) == text


# Topics


def test_a_topic_has_four_digits_whatever_its_case() -> None:
    assert topic_digits("Leadership") == topic_digits("LEADERSHIP") == "Q1DC"
    assert topic_digits("") == "MNCK"
    assert topic_digits("Сроки") == topic_digits("сроки") != topic_digits("Leadership")


# What the decks hold

DECK = starter_deck("rivers")


def loaded(folder: Path, text: str) -> tuple[FactBase, ...]:
    path = folder / "deck.yaml"
    path.write_text(text, "utf-8")
    bases, problems = load(path)
    assert [p for p in problems if p.level == "error"] == []
    return bases


def fingerprint(folder: Path, text: str) -> str:
    return decks_fingerprint(loaded(folder, text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("note: ", "note: Once "),
        ("answer: river", "options: 3\n    answer: river"),
        ("single: true", "single: true, unique: true"),
        ("title: ", "title: A "),
    ],
)
def test_another_content_gives_another_fingerprint(
    tmp_path: Path, old: str, new: str
) -> None:
    assert old in DECK
    changed = DECK.replace(old, new, 1)
    assert fingerprint(tmp_path, DECK) != fingerprint(tmp_path, changed)


PATTERNS = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  end: {of: [river, canal], is: sea, says: "{of} ends in {is}"}
entities:
  x: {kind: sea, name: X}
  y: {kind: sea, name: Y}
  r: {kind: river, name: R, facts: {end: {is: x, source: s}}}
templates:
  t: {topic: T, given: "?r end ?s", ask: "Where does {r} end?", answer: s, forms: [text]}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("?r end ?s", "?r end ?s since ?day"),
        ('given: "?r end ?s"', 'given: ["?r end ?s", "?r a river"]'),
        ("[river, canal]", "[river, lake]"),
        ("is: x,", "is: y,"),
        ("name: X", "name: X, aliases: [Z]"),
    ],
)
def test_patterns_kinds_and_names_are_content(tmp_path: Path, old: str, new: str) -> None:
    assert old in PATTERNS
    changed = PATTERNS.replace(old, new, 1)
    assert fingerprint(tmp_path, PATTERNS) != fingerprint(tmp_path, changed)


def test_where_things_stand_gives_the_same_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    moved = f"# A comment.\n\n{DECK}"
    assert fingerprint(tmp_path, DECK) == fingerprint(tmp_path / "other", moved)


def test_a_fingerprint_is_of_all_decks_in_their_order(tmp_path: Path) -> None:
    bases = (*loaded(tmp_path, DECK), *loaded(tmp_path, PATTERNS))
    digits = {decks_fingerprint(part) for part in (bases, bases[::-1], bases[:1], ())}
    assert len(digits) == 4
    assert {len(each) for each in digits} == {6}
    assert decks_fingerprint(()) == "7ES8QJ"


def test_the_fingerprint_is_the_same_from_the_cache() -> None:
    """A base that was kept is made of other objects."""
    assert len({decks_fingerprint(load("csto", "eaeu")[0]) for _ in range(2)}) == 1


# What a sheet asks


@pytest.mark.parametrize(
    ("question", "digits"),
    [
        (CHOICE, "6JBDA"),
        (MULTI, "J082X"),
        (TRUE, "3D03Y"),
        (FALSE, "WDFHQ"),
        (TEXT, "ATXHJ"),
        (CLOZE, "AC99Y"),
        (CARD, "ENSNH"),
        (ORDER, "GPM1T"),
        (MATCH, "A6XRS"),
    ],
)
def test_a_sheet_printed_yesterday_has_its_fingerprint_today(
    question: Question, digits: str
) -> None:
    assert questions_fingerprint(arrange([question], 0, "A")) == digits


def test_a_fingerprint_is_of_all_questions_in_their_order() -> None:
    digits = [questions_fingerprint(arrange(ALL, 0, label)) for label in "ABCZ"]
    assert digits == ["1PRE3", "JEMFT", "YXHCT", "C3660"]
    assert questions_fingerprint(()) == "7ES8Q"
    assert questions_fingerprint((TEXT, CARD)) != questions_fingerprint((CARD, TEXT))


@pytest.mark.parametrize(
    ("question", "changed"),
    [
        (CHOICE, replace(CHOICE, options=options("Black", "Caspian!", "Baltic"))),
        (CHOICE, replace(CHOICE, options=options("Black!", "Caspian", "North"))),
        (CHOICE, replace(CHOICE, stem="Which sea")),
        (MULTI, replace(MULTI, options=options("Danube!", "Don!", "Po!", "Rhine"))),
        (TRUE, replace(TRUE, truth=False)),
        (TRUE, replace(TRUE, stem="It runs.")),
        (TEXT, replace(TEXT, answer=Answer("Don"))),
        (TEXT, replace(TEXT, stem="Which stream?")),
        (ORDER, replace(ORDER, items=("Po", "Lea", "Oka"))),
        (ORDER, replace(ORDER, key=(0, 1, 2))),
        (ORDER, replace(ORDER, stem="Longest first.")),
        (MATCH, replace(MATCH, left=("Po", "Don", "Lea"))),
        (MATCH, replace(MATCH, right=("Azov", "Oka", "Adria"))),
        (MATCH, replace(MATCH, key=(0, 1, 2))),
        (MATCH, replace(MATCH, stem="Pair.")),
    ],
)
def test_another_word_or_key_gives_another_fingerprint(
    question: Question, changed: Question
) -> None:
    assert questions_fingerprint([changed]) != questions_fingerprint([question])


def test_a_better_explanation_leaves_the_fingerprint() -> None:
    better = replace(CHOICE, about=replace(CHOICE.about, explanation="Better."))
    assert questions_fingerprint([better]) == questions_fingerprint([CHOICE])
