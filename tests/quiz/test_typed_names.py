"""What a typed name may lack, what a strict deck asks for, and what is never forgiven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import generate, loads, score
from quizgen.model import Answer, Strictness
from quizgen.quiz.scoring import score_typed
from quizgen.quiz.typed_names import likeness


def right(key: str, reply: str, stem: str = "", typed: Strictness = "") -> bool:
    return score_typed(Answer(key, typed=typed), reply, stem=stem).right


# What no keyboard lets one choose


@pytest.mark.parametrize("typed", ["", "spelling", "case", "exact"])
@pytest.mark.parametrize(
    ("key", "reply"),
    [
        *[("Côte d'Ivoire", f"Côte d{mark}Ivoire") for mark in "’ʼʻ‘`´′"],
        ("Oʻzbekiston", "O'zbekiston"),
        ("Nur‑Sultan", "Nur-Sultan"),
        ("Nur–Sultan", "Nur-Sultan"),
        ("Väter", "Va\u0308ter"),
        ("Va\u0308ter", "Väter"),
        ("Йошкар-Ола", "И\u0306ошкар-Ола"),
        ("Ｂ６", "B6"),
        ("СССР", "СС\u00adСР"),
        ("Addis Ababa", "Addis\u00a0Ababa"),
        ("Addis Ababa", " Addis  Ababa "),
        ("H₂O", "H2O"),
        ("Ca²⁺", "Ca2+"),
        ("mc²", "mc^2"),
        ("“Yes”", '"Yes"'),
    ],
)
def test_what_a_keyboard_does_not_let_one_choose_is_alike(
    key: str, reply: str, typed: Strictness
) -> None:
    assert right(key, reply, typed=typed)


# How strict


@pytest.mark.parametrize(
    ("key", "reply", "right_by"),
    [
        ("Väter", "väter", "spelling"),
        ("Väter", "Väter.", "case"),
        ("Väter", "Väter", "exact"),
        ("Väter", "Vater", ""),
        ("Väter", "Vaeter", ""),
        ("Köln", "Koeln", ""),
        ("Straße", "Strasse", ""),
        ("кітаптар", "кітапдар", ""),
        ("Қазақстан", "Казакстан", ""),
        ("ребёнок", "ребенок", ""),
        ("Istanbul", "İstanbul", ""),
        ("Diyarbakır", "Diyarbakir", ""),
        ("the Netherlands", "Netherlands", ""),
        ("its", "it's", ""),
        ("well-known", "well known", ""),
        ("CO", "Co", "spelling"),
        ("CO", "CO", "exact"),
        ("print()", "Print()", "spelling"),
        ("print()", "print", ""),
        ("mitosis", "meiosis", "never"),
    ],
)
def test_a_deck_says_what_counts(key: str, reply: str, right_by: str) -> None:
    """Each strictness asks for all that the one before does."""
    order: tuple[Strictness, ...] = ("", "spelling", "case", "exact")
    strictest = order.index(right_by) if right_by in order else -1
    for place, typed in enumerate(order):
        assert right(key, reply, typed=typed) is (place <= strictest), typed


PLURALS = """\
deck: plurals
title: Plurals
language: en
checked: 2026-11-23
sources: {{duden: {{title: Duden}}}}
relations:
  plural: {{of: word, is: text, single: true{}}}
entities:
  house: {{kind: word, name: Haus, facts: {{plural: {{is: Häuser, source: duden}}}}}}
templates:
  many: {{given: "?w plural ?p", ask: "What is the plural of {{w}}?", answer: p, forms: [text]{}}}
"""


def test_strictness_is_of_the_relation_or_else_of_the_template() -> None:
    def plurals(of_relation: str, of_template: str) -> list[str]:
        deck, problems = loads(PLURALS.format(of_relation, of_template))
        assert deck is not None, problems
        (question,) = generate(deck)
        replies = ("Häuser", "häuser", "Hauser", "Häuser.")
        return [reply for reply in replies if score(question, reply).right]

    assert plurals("", "") == ["Häuser", "häuser", "Hauser", "Häuser."]
    assert plurals(", typed: spelling", "") == ["Häuser", "häuser", "Häuser."]
    assert plurals(", typed: spelling", ", typed: exact") == ["Häuser"]
    assert plurals("", ", typed: case") == ["Häuser", "Häuser."]


# How many letters may be wrong

OTHERS = ("xxxxx",)
"""Names that the deck knows, none of them near to any reply here."""


@pytest.mark.parametrize(
    ("letters", "slips"),
    [(1, 0), (4, 0), (5, 1), (9, 1), (10, 2), (14, 2), (15, 3), (19, 3), (20, 3), (40, 3)],
)
def test_one_letter_in_five_may_be_wrong_and_three_at_most(
    letters: int, slips: int
) -> None:
    name = "q" * letters
    for wrong in range(1, min(5, letters) + 1):
        reply = "b" * wrong + name[wrong:]
        verdict = score_typed(Answer(name, (), None, OTHERS), reply)
        assert verdict.right is (wrong <= slips), reply


def test_a_slip_that_is_as_near_to_another_name_is_none() -> None:
    answer = Answer("qqqqqqqqqq", (), None, ("qqqqqqqqbb", "qqqqqqqqqq"))
    assert score_typed(answer, "qqqqqqqqqb").right is False  # one letter from both
    assert score_typed(answer, "aqqqqqqqqq").right is True
    assert score_typed(answer, "aaqqqqqqqq").right is True
    assert score_typed(answer, "aqqqqqqqbb").right is False


@pytest.mark.parametrize(
    ("name", "reply", "right"),
    [
        ("Resolution 2202", "Resolution 2203", False),
        ("Resolution 2202", "Resolution 2220", False),
        ("Resolution 2202", "Resolution 220", False),
        ("Resolution 2202", "Rezolution 2202", True),
        ("nine members of the Council", "five members of the Council", False),
        ("nine members of the Council", "nine membres of the Council", True),
        ("the twenty members", "the twelve members", False),
        ("members of the first rank", "members of the one rank", False),
    ],
)
def test_a_wrong_figure_is_no_slip_even_where_no_other_name_is_near(
    name: str, reply: str, right: bool
) -> None:
    assert score_typed(Answer(name, (), None, OTHERS), reply).right is right


@pytest.mark.parametrize(
    ("name", "reply", "right"),
    [
        ("independent", "independant", True),
        ("independent", "ndependent", False),
        ("independent", "independen", False),
        ("member states", "member stated", False),
        ("member states", "membre states", False),  # its word would end otherwise
        ("member states", "memebr states", True),
    ],
)
def test_where_no_other_names_are_known_each_word_keeps_its_ends(
    name: str, reply: str, right: bool
) -> None:
    assert score_typed(Answer(name), reply).right is right


# What is never forgiven


@pytest.mark.parametrize(
    ("key", "reply", "stem", "is_right"),
    [
        ("Väter", "Vater", "What is the plural of Vater?", False),
        ("Väter", "vater", "What is the plural of Vater?", False),
        ("Väter", "Vatter", "What is the plural of Vater?", False),  # nearer to Vater
        ("Väter", "vater", "What is the plural of the German word?", True),
        ("Väter", "Väter", "What is the plural of Väter?", True),
        ("Schafe", "Schaf", "“Schaf”: the plural?", False),
        ("Georgetown", "George Town", "Not George Town, but which city?", False),
        ("Türkiye", "Turkiye", "What is the new name of Turkey?", True),
        ("Türkiye", "Turkey", "What is the new name of Turkey?", False),
    ],
)
def test_a_word_of_the_stem_is_right_only_if_it_is_the_key(
    key: str, reply: str, stem: str, is_right: bool
) -> None:
    assert right(key, reply, stem) is is_right


@pytest.mark.parametrize(
    ("key", "reply"),
    [
        ("Vitamin C", "Vitamin D"),
        ("Charles III", "Charles II"),
        ("chapter VII", "chapter VIII"),
        ("North Korea", "South Korea"),
        ("East Berlin", "West Berlin"),
        ("1.5 million people", "15 million people"),
        ("-40 degrees", "40 degrees"),
        ("10⁸ stars", "108 stars"),
        ("x ≤ 18", "x ≥ 18"),
        ("√2", "2"),
        ("World War II", "World War I"),
        ("World War II", "World War 3"),
        ("chapter twenty", "chapter twelve"),
        ("девять человек", "десять человек"),
        ("бес елдің одағы", "алты елдің одағы"),
    ],
)
def test_no_slip_changes_a_figure_or_most_of_a_word(key: str, reply: str) -> None:
    """Whether or not the deck knows what was typed."""
    assert likeness(Answer(key), reply) == "other"
    assert likeness(Answer(key, rivals=("Elsewhere",)), reply) == "other"


@pytest.mark.parametrize(
    ("key", "reply"),
    [
        ("World War II", "World War 2"),
        ("World War II", "world war two"),
        ("Article 4", "Article IV"),
        ("Henry VIII", "Henry 8"),
        ("Chapter XIV", "chapter 14"),
        ("девять человек", "9 человек"),
        ("x ≤ 18", "x<=18"),
        ("± 5", "+/-5"),
    ],
)
def test_a_number_in_a_name_may_be_in_figures_or_in_words(key: str, reply: str) -> None:
    assert score_typed(Answer(key), reply).right


def test_the_name_of_another_is_wrong_if_only_case_or_accents_tell_them_apart() -> None:
    cobalt = Answer("Co", rivals=("CO", "Co", "Os"))
    assert likeness(cobalt, "Co") == "same"
    assert likeness(cobalt, "co") == "same"
    assert likeness(cobalt, "CO") == "other"
    salt = Answer("тұз", rivals=("түз", "тұз"))
    assert likeness(salt, "туз") == "same"
    assert likeness(salt, "түз") == "other"


@given(st.text(), st.sampled_from(["", "spelling", "case", "exact"]))
def test_a_text_is_right_for_itself_however_strict_the_deck(
    text: str, typed: Strictness
) -> None:
    if text.strip():
        assert right(text, text, f"Is it {text}?", typed)


@given(st.text("абвгдёжзәқңөұүіÄÖÜäöüßéı'’- ", min_size=1), st.text(max_size=3))
def test_a_spelling_that_differs_in_a_letter_is_wrong_where_letters_count(
    text: str, more: str
) -> None:
    if more.strip(' .,;:!?"') and more.isalpha():
        assert not right(text, f"{text}{more}", typed="spelling")
