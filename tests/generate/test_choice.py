"""A choice has one right option; what else is right in the base is not among the others."""

import pytest

from quizgen import generate
from quizgen.generate.coverage import shortfalls
from quizgen.model import FactBase, OptionsQuestion
from tests.generate.decks import HEAD, base

CLUB = """
    chess: {kind: club, name: the chess club, complete: [member], facts: {member: [{is: ada, source: s}, {is: bob, source: s}, {is: cem, source: s}]}}
    go: {kind: club, name: the go club, complete: [member], facts: {member: [{is: dana, source: s}]}}
    ada: {kind: person, name: Ada}
    bob: {kind: person, name: Bob}
    cem: {kind: person, name: Cem}
    dana: {kind: person, name: Dana}
    eva: {kind: person, name: Eva}
    finn: {kind: person, name: Finn}
    gus: {kind: person, name: Gus}
    hal: {kind: person, name: Hal}
"""


def club(
    ask: str, forms: str = "choice", *, given: str = "chess member ?p", more: str = ""
) -> FactBase:
    language = "ru" if "из" in ask else "kk" if "қай" in ask else "en"
    template = (
        f't: {{given: "{given}", ask: {ask}, answer: p, forms: [{forms}]{more}}}'
        if ask.startswith("{")
        else f't: {{given: "{given}", ask: "{ask}", answer: p, forms: [{forms}]{more}}}'
    )
    return base(CLUB, template, HEAD.replace("language: en", f"language: {language}"))


def choices(deck: FactBase, seed: int = 0) -> list[OptionsQuestion]:
    return [
        q
        for q in generate(deck, seed)
        if isinstance(q, OptionsQuestion) and q.form == "choice"
    ]


@pytest.mark.parametrize(
    "ask",
    [
        "Which of these is in the club?",
        "Which of the following belongs to the club?",
        "Кто из этих людей в клубе?",
        "Мына адамдардың қайсысы клубта?",
    ],
)
def test_of_several_right_answers_one_is_drawn_beside_wrong_ones(ask: str) -> None:
    """The other two are no wrong options."""
    deck = club(ask)
    keys = set()
    for seed in range(24):
        (question,) = choices(deck, seed)
        assert question.id == "d/t#choice"
        texts = {option.text: option.right for option in question.options}
        (key,) = [text for text, right in texts.items() if right]
        assert {*texts} & {"Ada", "Bob", "Cem"} == {key}
        assert len(texts) == 4
        assert question.about.facts == (f"chess/member/{key.casefold()}",)
        keys.add(key)
    assert keys == {"Ada", "Bob", "Cem"}


@pytest.mark.parametrize(
    "ask", ["Who is in the club?", "Name a member.", "Кто в клубе этих людей?"]
)
def test_one_of_several_is_not_asked_where_nothing_is_listed(ask: str) -> None:
    deck = club(ask)
    assert not choices(deck)
    (problem,) = shortfalls(deck)
    assert "it has 3 right answers (Ada, Bob, Cem)" in problem.message


def test_a_text_that_asks_for_several_is_no_choice_and_check_says_so() -> None:
    deck = club("Which of these are in the club?")
    assert not choices(deck)
    (problem,) = shortfalls(deck)
    assert "its text asks for several" in problem.message
    assert "'ask: {choice: ...}'" in problem.message


def test_a_text_that_asks_for_several_is_no_choice_where_there_is_one_either() -> None:
    """Where several are asked for in the same words; else an author may mean it so."""
    ask, given = "Which of these are in {club}?", "?club member ?p"
    assert not choices(club(ask, "choice, multi", given=given))
    assert [q.id for q in choices(club(ask, given=given))] == ["d/t/go#choice"]


def test_a_text_shared_with_several_right_answers_must_ask_for_one() -> None:
    """What leaves it open, such as "joined", may be meant for either."""
    forms = "choice, multi"
    assert not choices(club("Which of these joined the club?", forms))
    assert len(choices(club("Which of these has joined the club?", forms))) == 1
    (deck,) = [club("Which of these joined the club?", forms)]
    assert not shortfalls(deck)


def test_each_form_may_have_a_text_of_its_own() -> None:
    ask = '{choice: "Which of these joined it?", multi: "Which of these are members?"}'
    deck = club(ask, "choice, multi")
    assert [(q.form, q.stem) for q in generate(deck)] == [
        ("choice", "Which of these joined it?"),
        ("multi", "Which of these are members?"),
    ]


def test_in_a_language_that_the_program_does_not_speak_a_text_of_its_own_will_do() -> None:
    ask = '{choice: "Wer von diesen ist im Verein?", multi: "Wer ist im Verein?"}'
    template = (
        f't: {{given: "chess member ?p", ask: {ask}, answer: p, forms: [choice, multi]}}'
    )
    german = HEAD.replace("language: en", "language: de")
    assert len(choices(base(CLUB, template, german))) == 1
    same = template.replace(ask, '"Wer von diesen ist im Verein?"')
    assert not choices(base(CLUB, same, german))


@pytest.mark.parametrize(
    ("forms", "more", "counts"),
    [
        ("choice", "", [4]),
        ("choice", ", options: 5", [5]),
        ("choice, multi", "", [4, 6]),
        ("choice, multi", ", options: 5", [4, 5]),
        ("choice, multi", ", options: 3", [3]),
    ],
)
def test_a_choice_has_four_options_whatever_those_with_several_right_ones_have(
    forms: str, more: str, counts: list[int]
) -> None:
    deck = club("Which of these is in the club?", forms, more=more)
    questions = [q for q in generate(deck) if isinstance(q, OptionsQuestion)]
    assert [len(question.options) for question in questions] == counts


@pytest.mark.parametrize(
    ("scale", "more", "counts"),
    [
        (5, "", [5]),
        (5, ", options: 3", [3]),
        (9, "", [4]),
        (5, ", options: 6, forms: [choice, multi]", [5]),
        (9, ", options: 6, forms: [choice, multi]", [4]),
    ],
)
def test_a_choice_shows_all_values_of_a_short_scale(
    scale: int, more: str, counts: list[int]
) -> None:
    """Unless its author says how many; and never as many as several right ones need."""
    values = [f"grade {i}" for i in range(scale)]
    head = HEAD.replace(
        "relations:\n",
        f"relations:\n  marked: {{of: person, is: text, single: true, order: {values}}}\n".replace(
            "'", ""
        ),
    )
    people = "".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{marked: {{is: {value}, source: s}}}}}}\n"
        for i, value in enumerate(values)
    )
    forms = "" if "forms" in more else ", forms: [choice]"
    template = f't: {{given: "p2 marked ?m", ask: "Which of these is its mark?", answer: m{forms}{more}}}'
    questions = choices(base(people, template, head))
    assert [len(question.options) for question in questions] == counts
