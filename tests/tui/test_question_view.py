"""What is seen of a question, as values: keys, right answers, a bar."""

import pytest

from quizgen.i18n.english import ENGLISH
from quizgen.model import Option, OptionsQuestion, Question
from quizgen.quiz.key_texts import answer_text
from quizgen.quiz.scoring import WRONG
from quizgen.quiz.session import Result
from quizgen.tui.question_view import (
    explanation_blocks,
    key_rows,
    option_keys,
    option_texts,
    progress_bar,
)
from quizgen.tui.screen import Paragraph, Symbols
from tests.samples import CARD, CHOICE, CLOZE, FALSE, MATCH, MULTI, ORDER, TEXT, TRUE

PLAIN = Symbols("+", "x", "#", "-")


@pytest.mark.parametrize(
    ("count", "keys"), [(2, "12"), (9, "123456789"), (10, "abcdefghij")]
)
def test_options_have_digits_or_letters_where_those_end(count: int, keys: str) -> None:
    assert option_keys(count) == keys


@pytest.mark.parametrize(
    ("question", "rows", "text"),
    [
        (CHOICE, [("2", "Caspian")], "Caspian"),
        (MULTI, [("1", "Danube"), ("2", "Don")], "Danube; Don"),
        (TRUE, [("t", "true")], "true"),
        (FALSE, [("f", "false")], "false"),
        (TEXT, [("", "Volga")], "Volga"),
        (CLOZE, [("", "Volga")], "Volga"),
        (CARD, [("", "3,531 km")], "3,531 km"),
        (
            ORDER,
            [("2", "Lea (1)"), ("1", "Po (3)"), ("3", "Don (9)")],
            "Lea (1); Po (3); Don (9)",
        ),
        (
            MATCH,
            [("c", "Po: Adria"), ("a", "Don: Azov"), ("b", "Oka: Volga")],
            "Po: Adria; Don: Azov; Oka: Volga",
        ),
    ],
)
def test_what_is_right_has_keys_and_words(
    question: Question, rows: list[tuple[str, str]], text: str
) -> None:
    assert key_rows(question, ENGLISH) == rows
    assert answer_text(question, ENGLISH) == text


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (CHOICE, ["Black", "Caspian", "North"]),
        (ORDER, ["Po", "Lea", "Don"]),
        (MATCH, ["Po", "Don", "Oka", "Azov", "Volga", "Adria"]),
        (TRUE, []),
        (TEXT, []),
    ],
)
def test_what_there_is_to_pick_from(question: Question, texts: list[str]) -> None:
    assert option_texts(question) == texts


@pytest.mark.parametrize(
    ("done", "bar"), [(0, "----"), (1, "#---"), (3, "##--"), (4, "###-"), (5, "####")]
)
def test_a_bar_is_filled_by_what_is_done_of_five(done: int, bar: str) -> None:
    assert progress_bar(done, 5, 4, PLAIN).plain == bar


@pytest.mark.parametrize(
    ("rationale", "shown"),
    [
        ("North is cold. It is.", "North is cold. It is."),
        ("Caspian, not North. It is.", "Caspian, not North. It is."),
        ("It is cold. North is.", "North: It is cold. North is."),
        ("Northern seas are cold.", "North: Northern seas are cold."),
    ],
)
def test_a_reason_says_of_which_pick_it_is(rationale: str, shown: str) -> None:
    """Its first sentence, or else the pick before it."""
    options = (Option("Caspian", True, ""), Option("North", False, rationale))
    question = OptionsQuestion(CHOICE.about, CHOICE.stem, options)
    result = Result(question, (1,), WRONG)
    _, reason, *_ = explanation_blocks(result, ENGLISH, links=False)
    assert isinstance(reason, Paragraph)
    assert str(reason.text) == shown
