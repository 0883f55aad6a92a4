"""Codes: what a sheet says of itself, and how it is read again."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import load
from quizgen.deck.loader import starter_deck
from quizgen.exam.sheet_code import Code, MalformedError, imprint, read, stamp, topic_mark
from quizgen.exam.versions import version
from quizgen.forms import FORMS
from tests.samples import ALL, CHOICE, options

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = Code(("csto", "un-charter"), 20, 0, (), (), "", "", False, "B", "K7Q2M4", "9X3CT")
WRITTEN = str(CODE)

codes = st.builds(
    Code,
    decks=st.lists(
        st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), min_size=1
    ).map(tuple),
    count=st.integers(1, 10_000),
    seed=st.integers(-(2**70), 2**70),
    forms=st.lists(st.sampled_from(list(FORMS)), unique=True).map(tuple),
    topics=st.lists(st.text(max_size=9).map(topic_mark), unique=True).map(tuple),
    level=st.sampled_from(("", "easy", "medium", "hard")),
    language=st.sampled_from(("", "en", "ru", "kk-Latn", "pt-BR", "zh-Hant-TW")),
    parallel=st.booleans(),
    label=st.one_of(st.sampled_from("ABF"), st.integers(1, 5000).map(str)),
    stamp=st.text(DIGITS, min_size=6, max_size=6),
    imprint=st.text(DIGITS, min_size=5, max_size=5),
)


@given(codes)
def test_what_is_written_can_be_read(code: Code) -> None:
    assert read(str(code)) == code


def test_the_usual_code_is_short_and_of_signs_that_a_small_qr_code_takes() -> None:
    """QR codes have a dense form for capitals, digits and a few signs (ISO 18004)."""
    assert WRITTEN.startswith("CSTO+UN-CHARTER.N20.S0.VB.K7Q2M4.9X3CT")
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
    assert read(typed) == CODE


def test_a_letter_that_looks_like_a_digit_is_taken_for_it() -> None:
    code = replace(CODE, stamp="1010AB")
    assert read(str(code).replace("1010AB", "IOLOAB")) == code


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
        with suppress(MalformedError):
            passed += read(slip) != CODE
    assert len(slips) > 1300
    assert passed <= 4


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "expected a code as it is printed on a sheet"),
        ("CSTO", "expected a code as it is printed on a sheet"),
        ("....", "expected a code as it is printed on a sheet"),
        (".....", "a character of this code is wrong"),
        (WRITTEN + "A", "a character of this code is wrong"),
        (WRITTEN[:-1], "a character of this code is wrong"),
        ("Ж" * 300, "expected a code as it is printed on a sheet"),
    ],
)
def test_what_is_no_code_is_told(typed: str, message: str) -> None:
    with pytest.raises(MalformedError, match=message):
        read(typed)


@pytest.mark.parametrize("label", ["AB", "0", ""])
def test_a_code_that_says_what_we_do_not_is_of_another_release(label: str) -> None:
    with pytest.raises(MalformedError, match="another release of quizgen"):
        read(str(replace(CODE, label=label)))


# What the decks hold


def stamped(folder: Path, text: str) -> str:
    path = folder / "deck.yaml"
    path.write_text(text, "utf-8")
    bases, problems = load(path)
    assert [p for p in problems if p.level == "error"] == []
    return stamp(bases)


DECK = starter_deck("rivers")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("note: ", "note: Once "),
        ("answer: river", "options: 3\n    answer: river"),
        ("single: true", "single: true, unique: true"),
        ("title: ", "title: A "),
    ],
)
def test_another_content_gives_another_stamp(tmp_path: Path, old: str, new: str) -> None:
    assert old in DECK
    assert stamped(tmp_path, DECK) != stamped(tmp_path, DECK.replace(old, new, 1))


def test_where_things_stand_gives_the_same_stamp(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    moved = f"# A comment.\n\n{DECK}"
    assert stamped(tmp_path, DECK) == stamped(tmp_path / "other", moved)


def test_the_stamp_is_the_same_from_the_cache() -> None:
    """A base that was kept is made of other objects."""
    assert len({stamp(load("csto", "eaeu")[0]) for _ in range(2)}) == 1


# What a sheet asks


def test_every_version_has_its_imprint() -> None:
    assert len({imprint(version(ALL, 0, label)) for label in "ABCDEF"}) == 6


def test_another_option_or_key_gives_another_imprint() -> None:
    printed = version([CHOICE], 0, "A")
    for other in (
        replace(CHOICE, options=options("Black", "Caspian!", "Baltic")),
        replace(CHOICE, options=options("Black!", "Caspian", "North")),
        replace(CHOICE, stem="Which sea"),
    ):
        assert imprint(version([other], 0, "A")) != imprint(printed)


def test_a_better_explanation_leaves_the_imprint() -> None:
    better = replace(CHOICE, about=replace(CHOICE.about, explanation="Better."))
    assert imprint(version([better], 0, "A")) == imprint(version([CHOICE], 0, "A"))
